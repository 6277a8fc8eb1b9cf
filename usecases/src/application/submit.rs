//! Submit: one draft becomes one application with one case per item, however often it is tried.

use std::collections::BTreeSet;

use chrono::Datelike;
use domain::account::Level;
use domain::application::{Application, Event, EventKind, number};
use domain::case::{ACCEPTANCE, Case, Status};
use domain::draft::Draft;
use domain::id::{ApplicationId, DraftId, ItemId};
use domain::theme::item::Item;

use crate::asker::Asker;
use crate::casework::back_check::doubts;
use crate::context::Context;
use crate::draft;
use crate::draft::read::{MyDraft, load};
use crate::draft::recheck::recheck;
use crate::draft::{record, sign};
use crate::error::{Error, Refusal, Result};
use crate::mandate::journal::{self, Kind};
use crate::{outbox, party, theme};

/// Submits the citizen's draft; what it became already when it was submitted before. On return it is on disk.
///
/// # Errors
/// Refused when something is missing, or it is not signed as it is now; [`Error::CarryOverFirst`] when the draft's version has
/// ended; [`Error::LookAgain`] when a register says otherwise by now; [`Error::NotFound`] for somebody else's draft;
/// [`Error::RealNameFirst`] and
/// [`Error::LiveFirst`] for somebody who is not known well enough for what they take.
pub async fn submit(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<ApplicationId> {
    let draft = draft::own_to_change(ctx, asker, id).await?;
    let (citizen, _) = asker.real_name()?;
    let applicant = draft.citizen.clone().ok_or(Error::NotFound)?;
    if draft.submitted_at.is_none() {
        draft::carry_over::must_not_be_due(ctx, ctx.db.read(), &draft).await?;
    }
    let theme = theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme;
    let to_look_at = recheck(ctx, asker, &draft, &theme).await?;
    if !to_look_at.is_empty() {
        return Err(Error::LookAgain(to_look_at));
    }
    let now = ctx.now();
    let tx = ctx.db.write().await?;
    // Closing comes first: it holds the draft, so that nothing changes between judging and storing.
    let Some(draft) = data::draft::close(&*tx, id, now).await? else {
        let earlier = data::application::find_by_draft(&*tx, id).await?;
        // Whoever was first may still wait for the disk: this waits with them.
        tx.commit().await?;
        return earlier.map(|earlier| earlier.id).ok_or(Error::NotFound);
    };
    // Judged as it is before it is closed: what was promised and broken meanwhile counts.
    let open = Draft {
        submitted_at: None,
        ..draft
    };
    let mine = load(ctx, &*tx, open).await?;
    must_be_ready(ctx, asker, &mine)?;
    let record = record::make(ctx, &*tx, &mine).await?;
    sign::must_be_signed(&*tx, &mine, &citizen.id, &record).await?;
    let year = ctx.today().year();
    let count = data::setting::count_up(&*tx, &format!("applications-{year}")).await?;
    let application = Application {
        id: ctx.new_id().parse()?,
        number: number(ctx.city.region(), year, count),
        draft: id.clone(),
        citizen: applicant,
        hat: mine.draft.hat.clone(),
        theme_version: mine.draft.theme_version.clone(),
        submitted_at: now,
        withdrawn_at: None,
        revision: 0,
    };
    data::application::insert(&*tx, &application).await?;
    data::signature::keep_record(&*tx, &application.id, id, &record.hash, &record.text).await?;
    data::case::insert_all(&*tx, &cases(ctx, &mine, &application)?).await?;
    let submitted = Event {
        case: None,
        kind: EventKind::Submitted,
        actor: citizen.id.to_string(),
        at: now,
    };
    data::application::insert_event(&*tx, ctx.new_id(), &application.id, &submitted).await?;
    let about = application.id.as_str();
    party::tell::submitted(ctx, &tx, &mine.invitations).await?;
    journal::note_under(ctx, &tx, &application.hat, citizen, Kind::Submitted, about).await?;
    let is_doubtful = doubts(ctx, &mine).next().is_some();
    if is_doubtful {
        outbox::back_check(ctx, &*tx, &application.id).await?;
    }
    let left = draft::carry_over::leave_behind(&tx, &mine).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    for file in &left {
        draft::attach::remove_content(ctx, file).await;
    }
    Ok(application.id)
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

/// One case for each taken item; those that wait for another taken item wait, the others are at their office at once.
fn cases(ctx: &Context, mine: &MyDraft, application: &Application) -> Result<Vec<Case>> {
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
            application: application.id.clone(),
            item: item.id.clone(),
            department: item.department.clone(),
            office: competent.id.clone(),
            region: competent.region().unwrap_or(&mine.theme.region.code).to_owned(),
            status: if waits { Status::Waiting } else { Status::Received },
            received_on: (!waits).then(|| ctx.today()),
            due: (!waits).then(|| ctx.calendar.last_day(ctx.today(), ACCEPTANCE)),
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
