//! Publish a theme: a new immutable version, unless this content is the current one.

use content::Authored;
use data::theme::ThemeVersion;

use crate::context::Context;
use crate::error::Result;

/// Counts what was ever published.
const COUNTER: &str = "theme-versions";

/// Publishes the authored theme; false when exactly this content is current.
///
/// Called by the server itself at its start; editors follow with the studio.
///
/// # Errors
/// When the database fails.
pub async fn publish(ctx: &Context, authored: &Authored) -> Result<bool> {
    let tx = ctx.db.write().await?;
    // Holds the counter, so that of servers that start at once one publishes and the others find it published.
    data::setting::count_up(&*tx, COUNTER).await?;
    let current = data::theme::find_current(&*tx, &authored.theme.slug).await?;
    if current.is_some_and(|current| current.hash == authored.hash) {
        return Ok(false);
    }
    let version = ThemeVersion {
        id: ctx.new_id().parse()?,
        slug: authored.theme.slug.clone(),
        format: content::file::FORMAT,
        source: authored.source.clone(),
        elements: authored.elements.clone(),
        hash: authored.hash.clone(),
        published_at: ctx.now(),
    };
    data::theme::insert(&*tx, version).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::office::{MOTHER, NEWBORN, TestOffice, id, newborn};
    use crate::theme::{list::list, read::read};

    fn renamed(name: &str) -> Authored {
        let source = newborn()
            .source
            .replace("\nname: 新生儿出生\n", &format!("\nname: {name}\n"));
        let theme = content::theme::read(&source, &newborn().elements).unwrap();
        let hash = content::theme::hash(&source, &newborn().elements);
        Authored {
            source,
            theme,
            hash,
            ..newborn().clone()
        }
    }

    #[tokio::test]
    async fn the_same_content_published_twice_is_one_version() {
        for office in TestOffice::each().await {
            let before = read(&office.ctx, &id(NEWBORN)).await.unwrap().version;
            office.advance(1);
            assert!(!publish(&office.ctx, newborn()).await.unwrap());
            assert_eq!(read(&office.ctx, &id(NEWBORN)).await.unwrap().version, before);
        }
    }

    #[tokio::test]
    async fn a_change_makes_a_new_version_and_drafts_keep_theirs() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let begun = office.started(&mother, &MOTHER).await;
            office.advance(1);
            assert!(publish(&office.ctx, &renamed("宝宝出生")).await.unwrap());
            assert_eq!(read(&office.ctx, &id(NEWBORN)).await.unwrap().theme.name, "宝宝出生");
            assert_eq!(list(&office.ctx).await.unwrap().len(), 2);
            assert_eq!(office.read(&mother, &begun).await.theme.name, "新生儿出生");
            let restarted = draft::read::read(&office.restarted(), &mother, &begun).await.unwrap();
            assert_eq!(restarted.theme.name, "新生儿出生");
        }
    }

    #[tokio::test]
    async fn going_back_to_an_earlier_content_is_a_new_version() {
        for office in TestOffice::each().await {
            for authored in [&renamed("宝宝出生"), newborn()] {
                office.advance(1);
                assert!(publish(&office.ctx, authored).await.unwrap());
            }
            assert_eq!(read(&office.ctx, &id(NEWBORN)).await.unwrap().theme.name, "新生儿出生");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn servers_that_start_at_once_publish_one_version() {
        for office in TestOffice::each().await {
            office.advance(1);
            let servers: Vec<_> = (0..4)
                .map(|_| {
                    let ctx = office.restarted();
                    tokio::spawn(async move { publish(&ctx, &renamed("宝宝出生")).await.unwrap() })
                })
                .collect();
            let mut published = 0;
            for server in servers {
                published += usize::from(server.await.unwrap());
            }
            assert_eq!(published, 1);
        }
    }
}
