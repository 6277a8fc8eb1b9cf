//! Check (核查): whether what a case was granted on was kept, and what follows (国办发〔2020〕42号).

use std::slice;

use data::Transaction;
use data::decision::DecisionDraft;
use domain::calendar::{DayKind, Term};
use domain::case::Case;
use domain::commitment::check::{Check, DAYS_TO_MEND, Found, Outcome, WITHIN};
use domain::commitment::{About as Promised, concerns};
use domain::id::CaseId;
use domain::staff::{About, Act, Task};

use super::correct::is_said;
use super::decide::keep_texts;
use super::{happen, within};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::draft::read::load;
use crate::error::{Error, Refusal, Result};
use crate::lines::with_lf;

/// What an officer records of a check.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Of which promise.
    pub about: Promised,
    /// Which check of it, as the officer saw it: [`Check::recorded_next`].
    pub number: i32,
    /// What they found.
    pub outcome: Outcome,
    /// The same in a sentence, for the citizen to read.
    pub sentence: String,
    /// How many working days the citizen has, where something is to be mended.
    pub days: u32,
}

/// A case is granted: what was promised to its department is to be checked from here.
pub(super) async fn fall_due(ctx: &Context, tx: &Transaction, case: &Case) -> Result<()> {
    let application = data::application::find(&**tx, &case.application).await?;
    let application = application.ok_or(Error::NotFound)?;
    let draft = data::draft::find(&**tx, &application.draft).await?;
    let mut filed = load(ctx, &**tx, draft.ok_or(Error::NotFound)?).await?;
    let mended = data::mended::list(&**tx, &application.id).await?;
    filed.mend(mended.iter().filter(|mended| mended.sent_at.is_some()));
    let made = filed.offered().filter(|one| filed.is_promised(&one.about));
    let own = made.filter(|one| concerns(&filed.theme, &case.item, &one.about));
    let checks = own.map(|one| Check {
        case: case.id.clone(),
        due: ctx
            .calendar
            .last_day(ctx.today(), one.commitment.check_within.unwrap_or(WITHIN)),
        about: one.about,
        number: 1,
        found: None,
    });
    for check in checks.collect::<Vec<_>>() {
        data::check::insert(&**tx, &check).await?;
    }
    Ok(())
}

/// Records what a check of a case of the officer's posts found; of a broken promise, that it was mended. What was typed is kept
/// first, so that nothing is lost when it cannot be recorded.
///
/// # Errors
/// [`Error::Conflict`] when somebody else recorded something meanwhile; refused without a sentence.
pub async fn record(ctx: &Context, asker: &Asker, id: &CaseId, recorded: &Recorded) -> Result<()> {
    let officer = asker.officer()?;
    let texts = DecisionDraft {
        text: recorded.sentence.clone(),
        next_step: String::new(),
    };
    keep_texts(ctx, asker, id, &texts).await?;
    let sentence = with_lf(recorded.sentence.trim());
    if !is_said(&sentence) {
        return Err(Error::Refused(Refusal::FindingText));
    }
    let found = Found {
        outcome: recorded.outcome,
        sentence,
        by: officer.id.clone(),
        at: ctx.now(),
    };
    let tx = ctx.db.write().await?;
    let case = within(&*tx, officer, id, Task::Decide).await?;
    if recorded.outcome == Outcome::Broken {
        // Whoever promises the same at this moment is not submitted on it any more. Drafts are held before applications, everywhere.
        let filed = data::application::find(&*tx, &case.application).await?;
        let filed = filed.ok_or(Error::NotFound)?;
        data::draft::many::outdate(&*tx, &filed.citizen, &filed.hat).await?;
    }
    // Whoever else records one waits here, and finds then what was recorded.
    data::application::touch(&*tx, &case.application).await?;
    let checks = data::check::list(&*tx, slice::from_ref(id)).await?;
    let last = checks.iter().rfind(|check| check.about == recorded.about);
    let last = last.ok_or(Error::NotFound)?;
    if last.recorded_next() != recorded.number || !last.admits(recorded.outcome) {
        return Err(Error::Conflict);
    }
    store(ctx, &tx, last, found).await?;
    happen(ctx, &tx, &case, recorded.outcome.step(), officer.id.as_str()).await?;
    if recorded.outcome == Outcome::Mendable {
        let days = recorded.days.clamp(*DAYS_TO_MEND.start(), *DAYS_TO_MEND.end());
        let kind = DayKind::Working;
        let again = Check {
            due: ctx.calendar.last_day(ctx.today(), Term { days, kind }),
            found: None,
            ..next(last)
        };
        data::check::insert(&*tx, &again).await?;
    }
    data::decision::delete(&*tx, id, &officer.id).await?;
    let about = About::Case(id.clone());
    note(ctx, &tx, Some(&officer.id), Act::PromiseChecked, about).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

/// What was found at the check that is due; what a broken promise was mended to is a check of its own.
async fn store(ctx: &Context, tx: &Transaction, last: &Check, found: Found) -> Result<()> {
    if last.found.is_some() {
        let repaired = Check {
            due: ctx.today(),
            found: Some(found),
            ..next(last)
        };
        return Ok(data::check::insert(&**tx, &repaired).await?);
    }
    if data::check::find_out(&**tx, last, &found).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

fn next(check: &Check) -> Check {
    Check {
        number: check.number + 1,
        ..check.clone()
    }
}

#[cfg(test)]
mod tests;
