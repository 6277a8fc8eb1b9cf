//! Follow what other processes publish.

use super::publish::COUNTER;
use crate::context::Context;
use crate::error::Result;

/// Looks how much has been published, here or by another process. Run every second; what this process publishes itself it
/// knows at once.
///
/// # Errors
/// When the database fails.
pub async fn follow(ctx: &Context) -> Result<()> {
    ctx.themes.reach(data::setting::count(ctx.db.read(), COUNTER).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{TestOffice, newborn};
    use crate::theme::publish::publish;

    fn changed() -> content::Authored {
        content::Authored {
            hash: "another".to_owned(),
            ..newborn().clone()
        }
    }

    #[tokio::test]
    async fn what_is_published_here_is_known_at_once_and_elsewhere_after_a_look() {
        for office in TestOffice::each().await {
            let other = office.restarted();
            follow(&other).await.unwrap();
            let before = office.ctx.themes.state();
            assert_eq!(other.themes.state(), before);
            office.advance(1);
            assert!(publish(&office.ctx, &changed()).await.unwrap());
            assert!(office.ctx.themes.state() > before);
            assert_eq!(other.themes.state(), before);
            follow(&other).await.unwrap();
            assert_eq!(other.themes.state(), office.ctx.themes.state());
        }
    }

    #[tokio::test]
    async fn what_is_published_already_changes_nothing() {
        for office in TestOffice::each().await {
            let before = office.ctx.themes.state();
            assert!(!publish(&office.ctx, newborn()).await.unwrap());
            follow(&office.ctx).await.unwrap();
            assert_eq!(office.ctx.themes.state(), before);
        }
    }
}
