//! Submit: one draft becomes one application with one case per item, however often it is tried.

pub mod intake;

use std::collections::BTreeSet;

use domain::account::{Citizen, Level};
use domain::case::{Case, Status};
use domain::draft::Draft;
use domain::id::{ApplicationId, CitizenId, DraftId, FileId, ItemId};
use domain::party::Invitation;
use domain::theme::item::Item;

use crate::asker::Asker;
use crate::casework::back_check::doubts;
use crate::context::Context;
use crate::draft;
use crate::draft::read::{MyDraft, load};
use crate::draft::recheck::recheck;
use crate::draft::record::Record;
use crate::draft::{record, sign};
use crate::error::{Error, Refusal, Result};

/// How often a draft is judged that is changed again and again by somebody else.
const ROUNDS: usize = 5;

/// A draft that may be submitted as it is, with everything that it becomes.
#[derive(Debug, Clone)]
struct Judged {
    /// The draft, in the revision that was judged.
    draft: Draft,
    /// Whose it is.
    applicant: CitizenId,
    /// Who submits it.
    by: Citizen,
    /// The application that it becomes.
    application: ApplicationId,
    /// Its cases.
    cases: Vec<Case>,
    /// What was signed.
    record: Record,
    /// Who applies with them.
    invitations: Vec<Invitation>,
    /// Whether registers are to be asked again afterwards.
    is_doubtful: bool,
    /// Papers that nothing asks for any more.
    left: Vec<FileId>,
}

/// Submits the citizen's draft; what it became already when it was submitted before. On return it is on disk.
///
/// # Errors
/// Refused when something is missing, or it is not signed as it is now; [`Error::CarryOverFirst`] when the draft's version has
/// ended; [`Error::LookAgain`] when a register says otherwise by now; [`Error::NotFound`] for somebody else's draft;
/// [`Error::RealNameFirst`] and [`Error::LiveFirst`] for somebody who is not known well enough for what they take;
/// [`Error::Conflict`] when it is changed all the time.
pub async fn submit(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<ApplicationId> {
    for round in 0..ROUNDS {
        let draft = draft::own_to_change(ctx, asker, id).await?;
        if draft.submitted_at.is_some() {
            let earlier = data::application::find_by_draft(ctx.db.read(), id).await?;
            return earlier.map(|earlier| earlier.id).ok_or(Error::NotFound);
        }
        let judged = judge(ctx, asker, draft, round == 0).await?;
        let application = judged.application.clone();
        // Nothing is stored but what was judged: what was changed or submitted meanwhile is looked at anew.
        if ctx.intake.store(ctx, judged).await? {
            return Ok(application);
        }
    }
    Err(Error::Conflict)
}

/// Judges an open draft of which nothing is held: whoever stores it makes sure that it is still the same. Registers are asked anew
/// if they are to be; what they say differently is kept in the draft.
async fn judge(ctx: &Context, asker: &Asker, draft: Draft, rechecks: bool) -> Result<Judged> {
    let (by, _) = asker.real_name()?;
    let applicant = draft.citizen.clone().ok_or(Error::NotFound)?;
    let reading = ctx.db.reading().await?;
    draft::carry_over::must_not_be_due(ctx, &reading, &draft).await?;
    let mine = load(ctx, &reading, draft).await?;
    let record = record::make(ctx, &reading, &mine).await?;
    let signatures = data::signature::list(&reading, &mine.draft.id).await?;
    drop(reading);
    if rechecks {
        let to_look_at = recheck(ctx, asker, &mine).await?;
        if !to_look_at.is_empty() {
            return Err(Error::LookAgain(to_look_at));
        }
    }
    must_be_ready(ctx, asker, &mine)?;
    sign::must_be_signed(&signatures, &mine, &by.id, &record)?;
    let application = ctx.new_id().parse()?;
    let is_doubtful = doubts(ctx, &mine).next().is_some();
    Ok(Judged {
        cases: cases(ctx, &mine, &application)?,
        left: draft::carry_over::without_place(&mine).cloned().collect(),
        by: by.clone(),
        draft: mine.draft,
        invitations: mine.invitations,
        applicant,
        application,
        record,
        is_doubtful,
    })
}

/// Lets only go on what lacks nothing, for somebody who is known well enough for it.
///
/// # Errors
/// Refused when something is missing; [`Error::RealNameFirst`] and [`Error::LiveFirst`] as the taken items need it.
pub(crate) fn must_be_ready(ctx: &Context, asker: &Asker, mine: &MyDraft) -> Result<()> {
    if !mine.gaps().is_empty() || mine.findings().iter().any(|finding| finding.basis.is_some()) {
        return Err(Error::Refused(Refusal::Incomplete));
    }
    asker.needs(level(mine), ctx).map(drop)
}

/// How well the asker must be known: as the taken item that needs most.
fn level(mine: &MyDraft) -> Level {
    let taken = mine.plan.taken(&mine.theme);
    let items = mine.theme.items.iter().filter(|item| taken.contains(&item.id));
    items.map(|item| item.level).max().unwrap_or_default()
}

/// One case for each taken item; those that wait for another taken item wait, the others are at their office as soon as they are
/// stored.
fn cases(ctx: &Context, mine: &MyDraft, application: &ApplicationId) -> Result<Vec<Case>> {
    let taken: BTreeSet<ItemId> = mine.plan.taken(&mine.theme);
    let case = |item: &Item| {
        let waits = taken.iter().any(|other| item.wait_for(other).is_some());
        let deciding = item.office.as_ref().and_then(|field| mine.answers.text(field));
        let competent = ctx
            .city
            .office_for(&item.department, deciding, &mine.theme.region.code)
            .ok_or(Error::NotFound)?;
        Ok(Case {
            id: ctx.new_id().parse()?,
            application: application.clone(),
            item: item.id.clone(),
            department: item.department.clone(),
            office: competent.id.clone(),
            region: competent.region().unwrap_or(&mine.theme.region.code).to_owned(),
            status: if waits { Status::Waiting } else { Status::Received },
            received_on: None,
            due: None,
            decision: None,
            revision: 0,
        })
    };
    mine.theme
        .items
        .iter()
        .filter(|item| taken.contains(&item.id))
        .map(case)
        .collect()
}

#[cfg(test)]
mod tests;
