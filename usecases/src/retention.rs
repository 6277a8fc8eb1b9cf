//! Forget what is no longer needed.

use crate::account::{code, real_name};
use crate::context::Context;
use crate::error::Result;
use crate::staff::second_factor;
use crate::theme;

/// How long what nobody uses any more is kept, milliseconds: 30 days.
const KEPT: i64 = 30 * 24 * 3_600_000;

/// How many guests' drafts one round forgets, so that nobody waits long for their turn to write.
const ROUND: u64 = 100;

/// Forgets guests' drafts left alone, sessions and errands long over, parked forms, codes and tries whose time is over, and counts of
/// searches from long ago: personal data is kept no longer than what it was given for needs it (个人信息保护法 art. 19, 47).
///
/// # Errors
/// When the database fails.
pub async fn forget_expired(ctx: &Context) -> Result<()> {
    let since = ctx.now().plus(-KEPT);
    let tx = ctx.db.write().await?;
    for id in data::draft::list_forgotten(&*tx, since, ROUND).await? {
        data::draft::delete_forgotten(&*tx, &id, since).await?;
    }
    data::session::delete_over(&*tx, since).await?;
    data::outbox::delete_done(&*tx, since).await?;
    data::parked::delete_expired(&*tx, ctx.now()).await?;
    let codes = ctx.now().plus(-code::REMEMBERED);
    data::code::delete_before(&*tx, codes).await?;
    data::message::delete_before(&*tx, codes).await?;
    data::setting::delete_counters(
        &*tx,
        real_name::COUNTER,
        &format!("{}{}", real_name::COUNTER, ctx.today()),
    )
    .await?;
    let tries = second_factor::stretch(ctx);
    data::setting::delete_counters(&*tx, second_factor::COUNTER, &tries).await?;
    theme::search::forget_counts(ctx, &*tx).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Asker;
    use crate::account::sign_in::{Luggage, as_citizen};
    use crate::draft::park::park;
    use crate::draft::save::Typed;
    use crate::office::{MOTHER, NEWBORN, TestOffice, id};
    use crate::plan;

    async fn guest_draft(office: &TestOffice) -> (Asker, domain::id::DraftId) {
        let (field, text) = MOTHER[0];
        let answered = plan::answer(&office.ctx, &Asker::Guest(None), &id(NEWBORN), &id(field), text).await;
        let asker = Asker::Guest(answered.unwrap().guest);
        let mine = plan::read(&office.ctx, &asker, &id(NEWBORN)).await.unwrap();
        (asker, mine.draft.unwrap().id)
    }

    #[tokio::test]
    async fn a_guests_answers_are_forgotten_when_left_alone_for_thirty_days_and_a_citizens_are_not() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let hers = office.consulted(&mother, &MOTHER).await;
            let (_, left_alone) = guest_draft(&office).await;
            let (guest, used) = guest_draft(&office).await;
            office.advance(KEPT - 1);
            forget_expired(&office.ctx).await.unwrap();
            let db = office.ctx.db.read();
            assert!(data::draft::find(db, &left_alone).await.unwrap().is_some());
            office.answer_plan(&guest, NEWBORN, &MOTHER[..2]).await;
            office.advance(1);
            forget_expired(&office.ctx).await.unwrap();
            assert!(data::draft::find(db, &left_alone).await.unwrap().is_none());
            assert_eq!(data::answer::list(db, &left_alone).await.unwrap().iter().count(), 0);
            assert!(data::draft::find(db, &used).await.unwrap().is_some());
            assert_eq!(data::answer::list(db, &used).await.unwrap().iter().count(), 2);
            assert!(!office.read(&mother, &hers).await.facts.is_empty());
        }
    }

    #[tokio::test]
    async fn sessions_errands_and_parked_forms_are_forgotten_when_they_are_over() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let ctx = &office.ctx;
            let session = as_citizen(ctx, &id("lin_xiao"), &Luggage::default())
                .await
                .unwrap()
                .session;
            let parked = park(ctx, &draft, &id("child"), &Typed::new()).await.unwrap();
            let db = ctx.db.read();
            let errand = data::outbox::Errand {
                id: "done".to_owned(),
                kind: "any".to_owned(),
                about: "any".to_owned(),
            };
            data::outbox::insert(db, errand, ctx.now()).await.unwrap();
            assert!(data::outbox::finish(db, "done", ctx.now()).await.unwrap());
            let session_is_kept = async || data::session::find(db, &session.hash()).await.unwrap().is_some();
            office.advance(ctx.limits.parked);
            forget_expired(ctx).await.unwrap();
            let ever = domain::moment::Moment(0);
            assert!(data::parked::find(db, &parked.hash(), ever).await.unwrap().is_none());
            office.advance(ctx.limits.session - ctx.limits.parked + KEPT - 1);
            forget_expired(ctx).await.unwrap();
            assert!(session_is_kept().await);
            office.advance(1);
            forget_expired(ctx).await.unwrap();
            assert!(!session_is_kept().await);
            let again = data::outbox::Errand {
                id: "done".to_owned(),
                kind: "any".to_owned(),
                about: "any".to_owned(),
            };
            data::outbox::insert(db, again, ctx.now())
                .await
                .expect("the errand is gone");
        }
    }
}
