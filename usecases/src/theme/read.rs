//! Read one theme.

use domain::id::Slug;

use super::{Published, version};
use crate::context::Context;
use crate::error::{Error, Result};

/// The current version of a theme, as it holds in the context's region; anyone may read it.
///
/// # Errors
/// [`Error::NotFound`] when no theme has this slug.
pub async fn read(ctx: &Context, slug: &Slug) -> Result<Published> {
    // Its text is not read: it is hardly ever not parsed already.
    let current = data::theme::find_current_id(ctx.db.read(), slug, ctx.region.as_deref()).await?;
    version(ctx, ctx.db.read(), &current.ok_or(Error::NotFound)?).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{NEWBORN, TestOffice, id};

    #[tokio::test]
    async fn anyone_reads_a_theme_and_none_is_invented() {
        for office in TestOffice::each().await {
            assert_eq!(read(&office.ctx, &id(NEWBORN)).await.unwrap().theme.items.len(), 7);
            assert!(matches!(
                read(&office.ctx, &id("moon-landing")).await,
                Err(Error::NotFound)
            ));
        }
    }
}
