//! What staff do is written down for good, in the transaction that does it.

use data::Transaction;
use data::audit::Line;
use domain::id::OfficerId;
use domain::staff::{About, Act, Officer};

use crate::context::Context;
use crate::error::Result;

/// Writes an act down: the last thing before the transaction is committed, since other writers of the log wait for it.
pub(crate) async fn note(
    ctx: &Context,
    tx: &Transaction,
    who: Option<&OfficerId>,
    what: Act,
    about: About,
) -> Result<()> {
    let line = Line {
        at: ctx.now(),
        who: who.cloned(),
        what,
        about,
        trace: ctx.trace.clone(),
    };
    Ok(data::audit::add(tx, &line).await?)
}

/// Writes down that an officer looked at something.
pub(crate) async fn note_look(ctx: &Context, officer: &Officer, what: Act, about: About) -> Result<()> {
    let tx = ctx.db.write().await?;
    note(ctx, &tx, Some(&officer.id), what, about).await?;
    Ok(tx.commit().await?)
}
