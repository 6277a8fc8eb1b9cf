//! What is forgotten when, and what is kept.

use domain::mandate::{Agent, Ground, Mandate};

use super::*;
use crate::Asker;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::draft::park::{Posted, park};
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
        let parked = park(ctx, &Posted::Topic(draft, id("child"), Typed::default()))
            .await
            .unwrap();
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

#[tokio::test]
async fn each_deletion_is_written_down_with_what_and_how_much_and_nothing_else() {
    for office in TestOffice::each().await {
        guest_draft(&office).await;
        guest_draft(&office).await;
        let log = async || data::retention::list(office.ctx.db.read(), 10).await.unwrap();
        forget_expired(&office.ctx).await.unwrap();
        assert_eq!(log().await, [], "nothing expired, nothing written");
        office.advance(KEPT);
        forget_expired(&office.ctx).await.unwrap();
        let written: Vec<_> = log().await.into_iter().map(|one| (one.what, one.count)).collect();
        assert_eq!(written, [("guest_drafts".to_owned(), 2)]);
    }
}

#[tokio::test]
async fn a_mandate_and_what_was_done_under_it_are_forgotten_three_years_after_it_is_over() {
    for office in TestOffice::each().await {
        let db = office.ctx.db.read();
        let mandate = Mandate {
            id: id("over"),
            principal: id("lin_xiao"),
            agent: Agent {
                name: "周和".to_owned(),
                phone: "13800000002".to_owned(),
                citizen: Some(id("zhou_he")),
                agency: None,
            },
            themes: None,
            from: office.ctx.today(),
            until: office.ctx.today(),
            ground: Ground::Confirmed,
            drawn_at: office.ctx.now(),
            confirmed_at: Some(office.ctx.now()),
            accepted_at: Some(office.ctx.now()),
            ended_at: None,
        };
        data::mandate::insert(db, &mandate).await.unwrap();
        let used = data::mandate::Use {
            by: id("zhou_he"),
            kind: "draft".to_owned(),
            about: "any".to_owned(),
            at: office.ctx.now(),
        };
        data::mandate::note(db, &mandate.id, &used).await.unwrap();
        let lines = async || data::mandate::list_uses(db, &mandate.id, 10).await.unwrap().len();
        office.advance(3 * 365 * DAY);
        forget_expired(&office.ctx).await.unwrap();
        assert_eq!(
            (data::mandate::find(db, &mandate.id).await.unwrap(), lines().await),
            (Some(mandate.clone()), 1)
        );
        office.advance(DAY);
        forget_expired(&office.ctx).await.unwrap();
        assert_eq!(
            (data::mandate::find(db, &mandate.id).await.unwrap(), lines().await),
            (None, 0)
        );
    }
}

#[test]
fn the_operators_guide_names_every_rule() {
    let guide = include_str!("../../../docs/operators.md");
    for rule in RULES {
        assert!(guide.contains(&format!("| `{}` |", rule.word)), "{}", rule.word);
    }
}
