//! List all themes.

use super::{Published, version};
use crate::context::Context;
use crate::error::Result;

/// The current version of every theme, by slug, as it holds in the context's region; anyone may read them.
///
/// # Errors
/// When the database fails.
pub async fn list(ctx: &Context) -> Result<Vec<Published>> {
    let mut themes = Vec::new();
    for (_, id) in data::theme::list_current(ctx.db.read(), ctx.region.as_deref()).await? {
        themes.push(version(ctx, ctx.db.read(), &id).await?);
    }
    Ok(themes)
}
