//! Decide a case: grant it with its result, or refuse it with a reason and the next step.

use data::Transaction;
pub use data::decision::DecisionDraft;
use domain::application::EventKind;
use domain::case::{Case, Decision, Status};
use domain::id::CaseId;
use domain::staff::{About, Act, Officer, Task};

use super::{check, opens_on, step, within};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::lines::with_lf;
use crate::{outbox, theme};

/// Longest text of a decision, characters.
const LONGEST: usize = 1000;

/// What the officer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The result is issued.
    Grant,
    /// Refused, with a reason and what the citizen can do next.
    Refuse,
}

/// Decides a case of the officer's posts. What was typed is kept first, so that nothing is lost when it cannot be decided.
///
/// # Errors
/// [`Error::Conflict`] when it is decided already; refused when the texts are missing, and when days must be over before it is granted.
pub async fn decide(ctx: &Context, asker: &Asker, id: &CaseId, verdict: Verdict, texts: &DecisionDraft) -> Result<()> {
    let officer = asker.officer()?;
    keep_texts(ctx, asker, id, texts).await?;
    let decision = decision(ctx, officer, verdict, texts)?;
    let tx = ctx.db.write().await?;
    let mut case = within(&*tx, officer, id, Task::Decide).await?;
    let (kind, act) = match verdict {
        Verdict::Grant => {
            case.grant(decision)?;
            must_be_open(ctx, &tx, &case).await?;
            (EventKind::Granted, Act::Granted)
        }
        // What was not mended in time is not accepted (行政许可法 art. 32).
        Verdict::Refuse if case.status == Status::Correcting => {
            let corrections = data::correction::list_of_case(&*tx, id).await?;
            let last = corrections.last().and_then(|correction| correction.asked.as_ref());
            let answer_by = last.ok_or(Error::NotFound)?.answer_by;
            case.close_unmended(answer_by, ctx.today(), decision)
                .map(|()| (EventKind::Refused, Act::Refused))?
        }
        Verdict::Refuse => case.refuse(decision).map(|()| (EventKind::Refused, Act::Refused))?,
    };
    step(ctx, &tx, &case, kind, officer.id.as_str()).await?;
    outbox::start_dependents(ctx, &*tx, &case.application).await?;
    if verdict == Verdict::Grant {
        check::fall_due(ctx, &tx, &case).await?;
    }
    data::decision::delete(&*tx, id, &officer.id).await?;
    note(ctx, &tx, Some(&officer.id), act, About::Case(id.clone())).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

/// Refuses to grant a case before the days of its special procedures are over.
async fn must_be_open(ctx: &Context, tx: &Transaction, case: &Case) -> Result<()> {
    let application = data::application::find(&**tx, &case.application).await?;
    let version = application.ok_or(Error::NotFound)?.theme_version;
    let theme = theme::version(ctx, &**tx, &version).await?.theme;
    let item = theme.item(&case.item).ok_or(Error::NotFound)?;
    let events = data::application::list_events(&**tx, &case.application).await?;
    match opens_on(ctx, item, &case.id, &events) {
        Some(day) if ctx.today() < day => Err(Error::Refused(Refusal::DaysNotOver)),
        _ => Ok(()),
    }
}

/// Keeps what the officer typed for a case of their posts and did not yet decide.
///
/// # Errors
/// As [`super::within`].
pub(crate) async fn keep_texts(ctx: &Context, asker: &Asker, id: &CaseId, texts: &DecisionDraft) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    within(&*tx, officer, id, Task::Decide).await?;
    data::decision::save(&*tx, id, &officer.id, texts, ctx.now()).await?;
    Ok(tx.commit().await?)
}

fn decision(ctx: &Context, officer: &Officer, verdict: Verdict, texts: &DecisionDraft) -> Result<Decision> {
    let written = |text: &str, refusal| {
        let text = with_lf(text.trim());
        let fits = (1..=LONGEST).contains(&text.chars().count());
        if fits { Ok(text) } else { Err(Error::Refused(refusal)) }
    };
    let text = written(&texts.text, Refusal::DecisionText)?;
    let next_step = match verdict {
        Verdict::Grant => None,
        Verdict::Refuse => Some(written(&texts.next_step, Refusal::NextStep)?),
    };
    Ok(Decision {
        by: officer.id.clone(),
        at: ctx.now(),
        text,
        next_step,
    })
}

#[cfg(test)]
mod tests;
