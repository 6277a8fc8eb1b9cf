//! List all themes.

use super::{Published, parse, version};
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

/// The current version of every theme as it is everywhere; what cannot be read is left out, and told in the log.
pub(super) async fn readable(ctx: &Context) -> Result<Vec<Published>> {
    let mut themes = Vec::new();
    for (slug, id) in data::theme::list_current(ctx.db.read(), None).await? {
        if let Some(published) = ctx.themes.get(&id) {
            themes.push(published);
        } else if let Some(stored) = data::theme::find(ctx.db.read(), &id).await? {
            match parse(ctx, stored) {
                Ok(published) => themes.push(published),
                Err(error) => tracing::error!(slug = slug.as_str(), %error, "a theme is not found by any search"),
            }
        }
    }
    Ok(themes)
}
