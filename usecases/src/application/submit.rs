//! Submit: one draft becomes one application with one case per item, however often it is tried.

use std::collections::BTreeSet;

use chrono::Datelike;
use domain::account::Level;
use domain::application::{Application, Event, EventKind, number};
use domain::case::{ACCEPTANCE, Case, Status};
use domain::id::{ApplicationId, DraftId, ItemId};
use domain::theme::item::Item;

use crate::asker::Asker;
use crate::context::Context;
use crate::draft::read::{MyDraft, load};
use crate::draft::{self, library};
use crate::error::{Error, Refusal, Result};
use crate::mandate::journal::{self, Kind};
use crate::theme;

/// Submits the citizen's draft; what it became already when it was submitted before. On return it is on disk.
///
/// # Errors
/// Refused when something is missing; [`Error::NotFound`] for somebody else's draft; [`Error::RealNameFirst`] and
/// [`Error::LiveFirst`] for somebody who is not known well enough for what they take.
pub async fn submit(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<ApplicationId> {
    let draft = draft::own_to_change(ctx, asker, id).await?;
    let (citizen, _) = asker.real_name()?;
    let applicant = draft.citizen.clone().ok_or(Error::NotFound)?;
    let library = library::list(
        ctx,
        draft.citizen.as_ref(),
        &theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme,
    )
    .await?;
    let now = ctx.now();
    let tx = ctx.db.write().await?;
    // Closing comes first: it holds the draft, so that nothing changes between judging and storing.
    if !data::draft::close(&*tx, id, now).await? {
        drop(tx);
        let earlier = data::application::find_by_draft(ctx.db.read(), id).await?;
        return earlier.map(|earlier| earlier.id).ok_or(Error::NotFound);
    }
    let draft = data::draft::find(&*tx, id).await?.ok_or(Error::NotFound)?;
    let mine = load(ctx, &*tx, draft, &library).await?;
    if !mine.gaps().is_empty() {
        return Err(Error::Refused(Refusal::Incomplete));
    }
    asker.needs(level(&mine), ctx)?;
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
    data::case::insert_all(&*tx, &cases(ctx, &mine, &application)?).await?;
    let submitted = Event {
        case: None,
        kind: EventKind::Submitted,
        actor: citizen.id.to_string(),
        at: now,
    };
    data::application::insert_event(&*tx, ctx.new_id(), &application.id, &submitted).await?;
    let about = application.id.as_str();
    journal::note_under(ctx, &tx, &application.hat, citizen, Kind::Submitted, about).await?;
    tx.commit().await?;
    Ok(application.id)
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
