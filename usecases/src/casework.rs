//! Casework: what officers do with the cases of their department.

pub mod accept;
pub mod decide;
pub mod list;
pub mod read;
pub mod start_dependents;

use data::Transaction;
use domain::account::Officer;
use domain::application::{Event, EventKind};
use domain::case::Case;
use domain::id::CaseId;

use crate::context::Context;
use crate::error::{Error, Result};

/// A case of the officer's department. A case of another does not exist for them.
async fn of_department(db: &impl data::Connection, officer: &Officer, id: &CaseId) -> Result<Case> {
    let case = data::case::find(db, id).await?.ok_or(Error::NotFound)?;
    if case.department == officer.department {
        Ok(case)
    } else {
        Err(Error::NotFound)
    }
}

/// Stores one step of a case with its event, and lets pages that watch know.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed the case meanwhile.
async fn step(ctx: &Context, tx: &Transaction, case: &Case, kind: EventKind, actor: &str) -> Result<()> {
    // The application first, as a withdrawal does: two that hold one and wait for the other would wait for ever.
    data::application::touch(&**tx, &case.application).await?;
    if !data::case::update(&**tx, case).await? {
        return Err(Error::Conflict);
    }
    let event = Event {
        case: Some(case.id.clone()),
        kind,
        actor: actor.to_owned(),
        at: ctx.now(),
    };
    Ok(data::application::insert_event(&**tx, ctx.new_id(), &case.application, &event).await?)
}
