//! A draft (草稿): filled from registers, saved at every step, with its papers, until it is submitted.

pub mod adopt;
pub mod again;
pub mod arrange;
pub mod attach;
pub mod consents;
pub mod consult;
pub mod delete;
pub mod entries;
pub mod expire;
pub mod library;
pub mod list;
pub mod paper;
pub mod park;
pub mod read;
pub(crate) mod said;
pub mod save;
pub mod start;
pub mod take_over;
pub mod upload;

use data::Transaction;
use domain::account::{Citizen, Hat};
use domain::draft::Draft;
use domain::id::DraftId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::hat::{self, Filed};

/// A draft that the asker may fill in: their own, or one they fill in for somebody. Anybody else's does not exist.
pub(crate) async fn own(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Draft> {
    let citizen = asker.citizen()?;
    let draft = data::draft::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let filed = Filed {
        citizen: draft.citizen.as_ref(),
        hat: &draft.hat,
        version: &draft.theme_version,
        draft: &draft.id,
        is_open: true,
    };
    hat::admit(ctx, citizen, &filed).await?;
    Ok(draft)
}

/// Who applies in a draft: whose it is, whoever fills it in.
async fn applicant(ctx: &Context, draft: &Draft) -> Result<Citizen> {
    let id = draft.citizen.as_ref().ok_or(Error::NotFound)?;
    let citizen = data::account::find_citizen(ctx.db.read(), id).await?;
    citizen.ok_or(Error::NotFound)
}

/// A draft that the asker may change: not one that an agent fills in for them, until they take it over.
pub(crate) async fn own_to_change(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Draft> {
    let draft = own(ctx, asker, id).await?;
    if matches!(draft.hat, Hat::Mandate(_)) && draft.citizen.as_ref() == Some(&asker.citizen()?.id) {
        return Err(Error::Refused(Refusal::FilledByAgent));
    }
    Ok(draft)
}

/// A transaction that may change the asker's own draft: the draft is held until it ends.
async fn change(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<(Transaction, Draft)> {
    let before = own_to_change(ctx, asker, id).await?;
    let tx = ctx.db.write().await?;
    if !data::draft::touch(&*tx, id, ctx.now()).await? {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    // As it is now that it is held, not as it was before.
    let draft = data::draft::find(&*tx, id).await?.ok_or(Error::NotFound)?;
    // Whoever took it over meanwhile goes on alone.
    if draft.hat != before.hat || draft.citizen != before.citizen {
        return Err(Error::NotFound);
    }
    Ok((tx, draft))
}
