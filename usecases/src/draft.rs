//! A draft (草稿): filled from registers, saved at every step, with its papers, until it is submitted.

pub mod adopt;
pub mod again;
pub mod attach;
pub mod consents;
pub mod consult;
pub mod delete;
pub mod entries;
pub mod library;
pub mod list;
pub mod park;
pub mod read;
pub(crate) mod said;
pub mod save;
pub mod start;

use data::Transaction;
use domain::draft::Draft;
use domain::id::DraftId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// The citizen's own draft. Somebody else's does not exist.
pub(crate) async fn own(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Draft> {
    let citizen = asker.citizen()?;
    let draft = data::draft::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    if draft.citizen.as_ref() == Some(&citizen.id) {
        Ok(draft)
    } else {
        Err(Error::NotFound)
    }
}

/// A transaction that may change the asker's own draft: the draft is held until it ends.
async fn change(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<(Transaction, Draft)> {
    own(ctx, asker, id).await?;
    let tx = ctx.db.write().await?;
    if !data::draft::touch(&*tx, id, ctx.now()).await? {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    // As it is now that it is held, not as it was before.
    let draft = data::draft::find(&*tx, id).await?.ok_or(Error::NotFound)?;
    Ok((tx, draft))
}
