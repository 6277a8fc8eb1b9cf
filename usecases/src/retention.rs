//! Forget what is no longer needed: what, how long and why stand in one table, and each deletion is written down.

use data::Transaction;
use data::retention::Deleted;
use domain::draft::Upload;
use domain::id::FileId;

use crate::account::{code, hand_over, real_name};
use crate::arrival;
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
    /// What stands for something that is under way with a device: a question to it, a confirmation, a hand-over.
    Vouchers,
    /// One-time codes, with the number they were sent to.
    Codes,
    /// Messages to the phones of a sandbox.
    Messages,
    /// How often somebody tried to say who they are, or was handed over by an app.
    Tries,
    /// Mandates that are over, with what was done under them.
    Mandates,
    /// Invitations to apply together that nobody took.
    Invitations,
    /// Whom the business register confirmed as representatives of organisations.
    Representatives,
    /// What people searched for.
    Searches,
    /// By which ways people came.
    Arrivals,
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
pub const RULES: [Rule; 18] = [
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
    rule(What::Vouchers, "tickets", 0, "to end what is under way with a device"),
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
    rule(
        What::Arrivals,
        "arrivals",
        arrival::KEPT_DAYS.cast_signed() * DAY,
        "to learn which ways people come; nobody's name",
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
        What::Vouchers => data::voucher::delete_expired(&**tx, then).await?,
        What::Codes => data::code::delete_before(&**tx, then).await?,
        What::Messages => data::message::delete_before(&**tx, then).await?,
        What::Tries => {
            let today = format!("{}{}", real_name::COUNTER, ctx.today());
            let stretch = second_factor::stretch(ctx);
            let hour = hand_over::hour(ctx);
            let invited = format!("{}{}", invite::COUNTER, ctx.today());
            data::setting::delete_counters(&**tx, real_name::COUNTER, &today).await?
                + data::setting::delete_counters(&**tx, second_factor::COUNTER, &stretch).await?
                + data::setting::delete_counters(&**tx, hand_over::COUNTER, &hour).await?
                + data::setting::delete_counters(&**tx, invite::COUNTER, &invited).await?
        }
        What::Mandates => data::mandate::delete_over(&**tx, then).await?,
        What::Invitations => data::invitation::delete_over(&**tx, then).await?,
        What::Representatives => data::organisation::delete_before(&**tx, then).await?,
        What::Searches => search::forget_counts(ctx, &**tx).await?,
        What::Arrivals => arrival::forget(ctx, &**tx).await?,
        What::Errands => data::outbox::delete_done(&**tx, then).await?,
        What::Log => data::retention::delete_before(&**tx, then).await?,
    })
}

#[cfg(test)]
mod tests;
