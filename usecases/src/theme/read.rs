//! Read one theme.

use domain::id::Slug;

use super::{Published, parse};
use crate::context::Context;
use crate::error::{Error, Result};

/// The current version of a theme, as it holds in the context's region; anyone may read it.
///
/// # Errors
/// [`Error::NotFound`] when no theme has this slug.
pub async fn read(ctx: &Context, slug: &Slug) -> Result<Published> {
    let stored = data::theme::find_current(ctx.db.read(), slug, ctx.region.as_deref())
        .await?
        .ok_or(Error::NotFound)?;
    match ctx.themes.get(&stored.id) {
        Some(published) => Ok(published),
        None => parse(ctx, stored),
    }
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
