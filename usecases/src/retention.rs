//! Forget what is no longer needed: what, how long and why stand in one table, and each deletion is written down.

use data::Transaction;
use data::retention::Deleted;
use domain::draft::Upload;
use domain::id::FileId;

use crate::account::{code, real_name};
use crate::context::Context;
use crate::draft::attach::remove_content;
use crate::draft::expire;
use crate::draft::upload::{self, remove_pieces};
use crate::error::Result;
use crate::party::invite;
use crate::staff::second_factor;
use crate::theme::search;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// How long what nobody uses any more is kept, milliseconds: 30 days.
const KEPT: i64 = 30 * DAY;

/// How many guests' drafts one round forgets, so that nobody waits long for their turn to write.
const ROUND: u64 = 100;

/// What is kept for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Answers of somebody who never signed in.
    GuestDrafts,
    /// Drafts of citizens.
    Drafts,
    /// Files that were cut off on their way.
    Uploads,
    /// Sessions that are over, with the name of the device.
    Sessions,
    /// What a citizen was told about their account.
    Notices,
    /// What citizens asked departments before filing.
    Helps,
    /// Forms that wait for somebody to sign in again.
    ParkedForms,
    /// What stands for something that is under way with a device: a question to it, a confirmation.
    Tickets,
    /// One-time codes, with the number they were sent to.
    Codes,
    /// Messages to the phones of a sandbox.
    Messages,
    /// How often somebody tried to say who they are.
    Tries,
    /// Mandates that are over, with what was done under them.
    Mandates,
    /// Invitations to apply together that nobody took.
    Invitations,
    /// Whom the business register confirmed as representatives of organisations.
    Representatives,
    /// What people searched for.
    Searches,
    /// Errands that are done.
    Errands,
    /// What was written down about deletions.
    Log,
}

/// How long something is kept, and why (个人信息保护法 art. 19).
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What.
    pub what: What,
    /// The word it is written down under.
    pub word: &'static str,
    /// For how many milliseconds after its use is over.
    pub kept: i64,
    /// Why so long.
    pub why: &'static str,
}

const fn rule(what: What, word: &'static str, kept: i64, why: &'static str) -> Rule {
    Rule { what, word, kept, why }
}

/// Every rule. What was submitted is not here: it is the departments' record, kept as long as their rules say.
pub const RULES: [Rule; 17] = [
    rule(
        What::GuestDrafts,
        "guest_drafts",
        KEPT,
        "to go on later without signing in",
    ),
    rule(
        What::Drafts,
        "drafts",
        expire::KEPT,
        "to go on later; the citizen is told two weeks before",
    ),
    rule(
        What::Uploads,
        "uploads",
        upload::KEPT,
        "to go on with a file that was cut off on its way",
    ),
    rule(
        What::Sessions,
        "sessions",
        KEPT,
        "to know a device again, and tell of one that is not known",
    ),
    rule(What::Notices, "notices", 180 * DAY, "to see later who signed in"),
    rule(
        What::Helps,
        "helps",
        365 * DAY,
        "to read an answer again; it goes with its draft before",
    ),
    rule(
        What::ParkedForms,
        "parked_forms",
        0,
        "to give back what was typed, within half an hour",
    ),
    rule(What::Codes, "codes", code::REMEMBERED, "to limit how many are sent"),
    rule(What::Tickets, "tickets", 0, "to end what is under way with a device"),
    rule(
        What::Messages,
        "sandbox_messages",
        code::REMEMBERED,
        "to read them in a sandbox",
    ),
    rule(What::Tries, "tries", DAY, "to limit how often somebody tries in a day"),
    rule(
        What::Mandates,
        "mandates",
        3 * 365 * DAY,
        "to see who acted for whom, as long as it can be disputed (民法典 art. 188)",
    ),
    rule(
        What::Invitations,
        "invitations",
        invite::KEPT,
        "to ask the same person again without typing them again",
    ),
    rule(
        What::Representatives,
        "representatives",
        180 * DAY,
        "to offer an organisation again; each time the register is asked anew",
    ),
    rule(
        What::Searches,
        "searches",
        search::KEPT_DAYS.cast_signed() * DAY,
        "to learn what is not found; nobody's name",
    ),
    rule(What::Errands, "errands", KEPT, "to look into what went wrong"),
    rule(
        What::Log,
        "retention_log",
        365 * DAY,
        "to show that these rules are followed",
    ),
];

/// Deletes what has expired, by [`RULES`], and writes down how much of what: personal data is kept no longer than what it was
/// given for needs it (个人信息保护法 art. 19, 47).
///
/// # Errors
/// When the database fails.
pub async fn forget_expired(ctx: &Context) -> Result<()> {
    let tx = ctx.db.write().await?;
    let mut gone = Gone::default();
    for rule in &RULES {
        let count = forget(ctx, &tx, rule, &mut gone).await?;
        if count > 0 {
            let deleted = Deleted {
                id: ctx.new_id(),
                what: rule.word.to_owned(),
                count,
                at: ctx.now(),
            };
            data::retention::insert(&*tx, deleted).await?;
            tracing::info!(what = rule.word, count, "what had expired was deleted");
        }
    }
    tx.commit().await?;
    for file in &gone.files {
        remove_content(ctx, file).await;
    }
    for upload in &gone.uploads {
        remove_pieces(ctx, upload).await;
    }
    Ok(())
}

/// What goes from the store when it is committed that its records are gone.
#[derive(Debug, Default)]
struct Gone {
    files: Vec<FileId>,
    uploads: Vec<Upload>,
}

/// Deletes what one rule lets go: how much.
async fn forget(ctx: &Context, tx: &Transaction, rule: &Rule, gone: &mut Gone) -> Result<u64> {
    let then = ctx.now().plus(-rule.kept);
    Ok(match rule.what {
        What::GuestDrafts => {
            let mut count = 0;
            for id in data::draft::expiry::list_forgotten(&**tx, then, ROUND).await? {
                count += u64::from(data::draft::expiry::delete_forgotten(&**tx, &id, then).await?);
            }
            count
        }
        What::Drafts => {
            let (count, papers) = expire::delete(ctx, tx, then).await?;
            gone.files.extend(papers);
            count
        }
        What::Uploads => {
            let mut count = 0;
            for upload in data::upload::list_before(&**tx, then, ROUND).await? {
                count += u64::from(data::upload::delete(&**tx, &upload.id).await?);
                gone.uploads.push(upload);
            }
            count
        }
        What::Sessions => data::session::delete_over(&**tx, then).await?,
        What::Notices => data::notice::delete_before(&**tx, then).await?,
        What::Helps => data::help::delete_before(&**tx, then).await?,
        What::ParkedForms => data::parked::delete_expired(&**tx, then).await?,
        What::Tickets => data::ticket::delete_expired(&**tx, then).await?,
        What::Codes => data::code::delete_before(&**tx, then).await?,
        What::Messages => data::message::delete_before(&**tx, then).await?,
        What::Tries => {
            let today = format!("{}{}", real_name::COUNTER, ctx.today());
            let stretch = second_factor::stretch(ctx);
            let invited = format!("{}{}", invite::COUNTER, ctx.today());
            data::setting::delete_counters(&**tx, real_name::COUNTER, &today).await?
                + data::setting::delete_counters(&**tx, second_factor::COUNTER, &stretch).await?
                + data::setting::delete_counters(&**tx, invite::COUNTER, &invited).await?
        }
        What::Mandates => data::mandate::delete_over(&**tx, then).await?,
        What::Invitations => data::invitation::delete_over(&**tx, then).await?,
        What::Representatives => data::organisation::delete_before(&**tx, then).await?,
        What::Searches => search::forget_counts(ctx, &**tx).await?,
        What::Errands => data::outbox::delete_done(&**tx, then).await?,
        What::Log => data::retention::delete_before(&**tx, then).await?,
    })
}

#[cfg(test)]
mod tests {
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
        let guide = include_str!("../../docs/operators.md");
        for rule in RULES {
            assert!(guide.contains(&format!("| `{}` |", rule.word)), "{}", rule.word);
        }
    }
}
