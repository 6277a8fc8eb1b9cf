//! Delete a draft, with everything in it.

use domain::id::DraftId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;
use crate::party;

/// Deletes the citizen's draft, its answers and its files.
///
/// # Errors
/// Refused when it was submitted meanwhile: an application is withdrawn, not deleted.
pub async fn delete(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<()> {
    let (tx, _) = super::change(ctx, asker, id).await?;
    let files = data::file::list(&*tx, id).await?;
    party::invite::dismiss_all(ctx, &tx, id).await?;
    data::draft::delete(&*tx, id).await?;
    tx.commit().await?;
    super::attach::remove_contents(ctx, &files).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{list::list, read::read};
    use crate::office::{JPEG, MOTHER, TestOffice};
    use crate::{Error, Refusal};

    #[tokio::test]
    async fn a_deleted_draft_leaves_nothing_behind() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            office.attach(&mother, &draft, "diagnosis", JPEG).await.unwrap();
            delete(&office.ctx, &mother, &draft).await.unwrap();
            assert!(matches!(read(&office.ctx, &mother, &draft).await, Err(Error::NotFound)));
            assert!(matches!(
                delete(&office.ctx, &mother, &draft).await,
                Err(Error::NotFound)
            ));
            assert!(list(&office.ctx, &mother).await.unwrap().is_empty());
            assert!(office.stored().await.is_empty());
            let db = office.ctx.db.read();
            assert_eq!(data::answer::list(db, &draft).await.unwrap().iter().count(), 0);
            assert_eq!(data::register::list_facts(db, &draft).await.unwrap(), []);
            assert_eq!(data::register::list_reads(db, &draft).await.unwrap(), []);
            assert_eq!(data::file::list(db, &draft).await.unwrap(), []);
        }
    }

    #[tokio::test]
    async fn only_the_owner_deletes_and_only_a_draft() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            let stranger = office.citizen("zhou_he").await;
            assert!(matches!(
                delete(&office.ctx, &stranger, &draft).await,
                Err(Error::NotFound)
            ));
            office.submit(&mother, &draft).await.unwrap();
            let refused = delete(&office.ctx, &mother, &draft).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::AlreadySubmitted))));
            assert!(!office.stored().await.is_empty());
        }
    }
}
