//! Casework: what officers do with the cases of their posts.

pub mod accept;
pub(crate) mod back_check;
pub mod check;
pub mod correct;
pub mod decide;
pub mod list;
pub mod read;
pub mod start_dependents;

use chrono::NaiveDate;
use data::Transaction;
use domain::application::{Event, EventKind};
use domain::case::Case;
use domain::id::CaseId;
use domain::staff::{Officer, Task};
use domain::theme::item::Item;

use crate::application::tell::tell;
use crate::context::Context;
use crate::error::{Error, Result};

/// A case of one of the officer's posts, for this task.
///
/// # Errors
/// [`Error::NotFound`] for a case that they may not read: it does not exist for them. [`Error::Forbidden`] for one that they may
/// read, when the task is not theirs.
pub(crate) async fn within(db: &impl data::Connection, officer: &Officer, id: &CaseId, task: Task) -> Result<Case> {
    let case = data::case::find(db, id).await?.ok_or(Error::NotFound)?;
    let may = |task| officer.may(task, &case.department, &case.region);
    if !may(Task::Read) {
        return Err(Error::NotFound);
    }
    if may(task) { Ok(case) } else { Err(Error::Forbidden) }
}

/// The first day on which a case can be granted, where the days of a special procedure must be over before; by what happened to it.
pub(crate) fn opens_on(ctx: &Context, item: &Item, case: &CaseId, events: &[Event]) -> Option<NaiveDate> {
    let is_acceptance = |event: &&Event| event.kind == EventKind::Accepted && event.case.as_ref() == Some(case);
    let accepted = events.iter().find(is_acceptance)?;
    item.opens_on(accepted.at.day(), &ctx.calendar)
}

/// Stores one step of a case with its event, lets pages that watch know, and tells who should not miss it.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed the case meanwhile.
pub(crate) async fn step(ctx: &Context, tx: &Transaction, case: &Case, kind: EventKind, actor: &str) -> Result<()> {
    // The application first, as a withdrawal does: two that hold one and wait for the other would wait for ever.
    data::application::touch(&**tx, &case.application).await?;
    if !data::case::update(&**tx, case).await? {
        return Err(Error::Conflict);
    }
    happen(ctx, tx, case, kind, actor).await
}

/// Writes down what happened to a case, and tells who should not miss it.
async fn happen(ctx: &Context, tx: &Transaction, case: &Case, kind: EventKind, actor: &str) -> Result<()> {
    let event = Event {
        case: Some(case.id.clone()),
        kind,
        actor: actor.to_owned(),
        at: ctx.now(),
    };
    let id = ctx.new_id();
    data::application::insert_event(&**tx, id.clone(), &case.application, &event).await?;
    tell(ctx, tx, kind, &id).await
}
