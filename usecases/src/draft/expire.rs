//! Expire: a draft that nobody touches for a year goes, and its citizen is told two weeks before.

use data::Transaction;
use domain::draft::Draft;
use domain::id::FileId;
use domain::moment::Moment;
use domain::notice::News;

use crate::account::notice::tell;
use crate::context::Context;
use crate::error::Result;

const DAY: i64 = 24 * 3_600_000;

/// How long a draft is kept untouched, milliseconds: a year.
pub const KEPT: i64 = 365 * DAY;

/// How long before its citizen is told, milliseconds: two weeks.
pub const WARNED: i64 = 14 * DAY;

/// How many one round tells of or deletes, so that nobody waits long for their turn to write.
const ROUND: u64 = 100;

/// From when on a citizen is told that a draft will be deleted, and when it is.
#[must_use]
pub fn ends(draft: &Draft) -> (Moment, Moment) {
    let end = draft.updated_at.plus(KEPT);
    (end.plus(-WARNED), end)
}

/// Tells the citizens whose drafts will be deleted in two weeks.
///
/// # Errors
/// When the database fails.
pub async fn warn(ctx: &Context) -> Result<()> {
    let untouched_since = ctx.now().plus(WARNED - KEPT);
    let db = ctx.db.read();
    for id in data::draft::expiry::list_to_warn(db, untouched_since, ROUND).await? {
        let tx = ctx.db.write().await?;
        if let Some(citizen) = data::draft::expiry::warn(&*tx, &id, untouched_since, ctx.now()).await? {
            tell(ctx, &tx, &citizen, News::DraftEnds(id)).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Deletes the drafts that nobody has touched since then and whose citizens were told in time: how many, and the files whose
/// content goes when that is committed.
pub(crate) async fn delete(ctx: &Context, tx: &Transaction, since: Moment) -> Result<(u64, Vec<FileId>)> {
    let (mut count, mut files) = (0, Vec::new());
    let told_before = ctx.now().plus(-WARNED);
    for id in data::draft::expiry::list_ended(&**tx, since, told_before, ROUND).await? {
        let papers = data::file::list(&**tx, &id).await?;
        let asked = data::invitation::list(&**tx, &id).await?;
        if data::draft::expiry::delete_ended(&**tx, &id, since, told_before).await? {
            let own = papers.into_iter().filter(|file| file.taken_from.is_none());
            files.extend(own.map(|file| file.id));
            for citizen in asked.into_iter().filter_map(|invitation| invitation.citizen) {
                tell(ctx, tx, &citizen, News::PartyLeft(id.clone())).await?;
            }
            count += 1;
        }
    }
    Ok((count, files))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::notice::{What, unseen};
    use crate::draft::list::list;
    use crate::office::{JPEG, MOTHER, TestOffice};
    use crate::retention::forget_expired;

    async fn told(office: &TestOffice, asker: &crate::Asker) -> Vec<What> {
        let told = unseen(&office.ctx, asker, None).await.unwrap();
        told.into_iter().map(|told| told.what).collect()
    }

    #[tokio::test]
    async fn a_draft_left_alone_for_a_year_goes_two_weeks_after_its_citizen_was_told() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let draft = office.consulted(&mother, &MOTHER).await;
            office.attach(&mother, &draft, "diagnosis", JPEG).await.unwrap();
            office.advance(KEPT - WARNED - 1);
            warn(ctx).await.unwrap();
            assert_eq!(told(&office, &mother).await, []);
            // The job stood still for a month: whoever was not told in time is told first.
            office.advance(30 * DAY);
            forget_expired(ctx).await.unwrap();
            warn(ctx).await.unwrap();
            warn(ctx).await.unwrap();
            assert_eq!(
                told(&office, &mother).await,
                [What::DraftEnds(draft.clone(), "新生儿出生".into())]
            );
            office.advance(WARNED - 1);
            forget_expired(ctx).await.unwrap();
            assert_eq!(list(ctx, &mother).await.unwrap().len(), 1);
            office.advance(1);
            forget_expired(ctx).await.unwrap();
            assert!(list(ctx, &mother).await.unwrap().is_empty());
            assert!(office.stored().await.is_empty(), "its photos are gone too");
            assert_eq!(told(&office, &mother).await, [], "what is gone is no news");
        }
    }

    #[tokio::test]
    async fn whoever_goes_on_with_it_keeps_it_and_is_told_again_the_next_time() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let draft = office.consulted(&mother, &MOTHER).await;
            office.advance(KEPT - WARNED);
            warn(ctx).await.unwrap();
            assert_eq!(told(&office, &mother).await.len(), 1);
            office
                .save(&mother, &draft, "child", &[("child/person.name", "林知夏")])
                .await
                .unwrap();
            office.advance(KEPT - WARNED - 1);
            forget_expired(ctx).await.unwrap();
            assert_eq!(list(ctx, &mother).await.unwrap().len(), 1);
            office.advance(1);
            warn(ctx).await.unwrap();
            assert_eq!(told(&office, &mother).await.len(), 1);
        }
    }

    #[tokio::test]
    async fn what_was_submitted_never_goes_this_way() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            office.newborn_application(&mother).await;
            office.advance(2 * KEPT);
            warn(&office.ctx).await.unwrap();
            office.advance(WARNED);
            forget_expired(&office.ctx).await.unwrap();
            assert_eq!(told(&office, &mother).await, []);
            assert!(!office.stored().await.is_empty());
        }
    }
}
