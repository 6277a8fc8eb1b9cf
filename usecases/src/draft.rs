//! A draft (草稿): filled from registers, saved at every step, with its papers, until it is submitted.

pub mod adopt;
pub mod again;
pub mod arrange;
pub mod attach;
pub(crate) mod beside;
pub mod carry_over;
pub mod consents;
pub mod consult;
pub mod defer;
pub mod delete;
pub mod deliver;
pub mod entries;
pub mod expire;
pub mod library;
pub mod list;
pub mod missed;
pub mod paper;
pub mod park;
pub mod pictures;
pub mod promise;
pub mod read;
pub(crate) mod recheck;
pub mod record;
pub(crate) mod said;
pub mod save;
pub mod sign;
pub mod start;
pub mod take_over;
pub mod unfilled;
pub mod upload;

use data::Transaction;
use domain::account::{Citizen, Hat};
use domain::draft::{Draft, File, Sent};
use domain::id::{DraftId, MaterialId};
use domain::party::Invitation;

use crate::application::later;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::hat::{self, Filed};
use crate::{party, theme};

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

/// What a draft is called.
pub(crate) async fn title(ctx: &Context, draft: &Draft) -> Result<String> {
    let theme = theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme;
    Ok(theme.title_of(&data::answer::list(ctx.db.read(), &draft.id).await?))
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

/// A draft whose papers the asker may hand in: after it was submitted also who let somebody else file it.
async fn own_to_supply(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Draft> {
    let draft = own(ctx, asker, id).await?;
    if draft.submitted_at.is_some() {
        return Ok(draft);
    }
    own_to_change(ctx, asker, id).await
}

/// A transaction in which a paper may come, and how it comes: to an open draft, or to an application that waits for it.
async fn supply(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    material: &MaterialId,
) -> Result<(Transaction, Draft, Sent)> {
    let draft = own_to_supply(ctx, asker, id).await?;
    if draft.submitted_at.is_none() {
        let (tx, draft) = change(ctx, asker, id).await?;
        return Ok((tx, draft, Sent::WithApplication));
    }
    let tx = ctx.db.write().await?;
    if let Some(application) = data::application::find_by_draft(&*tx, id).await? {
        data::application::touch(&*tx, &application.id).await?;
    }
    let sent = sent_later(ctx, &*tx, &draft, material).await?;
    Ok((tx, draft, sent))
}

/// How a paper comes after the application: what an office asked for anew is sent with everything else that it asked for, what was
/// deferred comes at once.
///
/// # Errors
/// Refused when nobody waits for it.
async fn sent_later(ctx: &Context, db: &impl data::Connection, draft: &Draft, material: &MaterialId) -> Result<Sent> {
    if later::is_asked(db, &draft.id, material).await? {
        Ok(Sent::NotYet)
    } else if defer::is_owed(ctx, db, draft, material).await? {
        Ok(Sent::Later(ctx.now()))
    } else {
        Err(Error::Refused(Refusal::AlreadySubmitted))
    }
}

/// A transaction that may change a file: of an open draft, or one that is not sent yet.
async fn change_file(ctx: &Context, asker: &Asker, file: &File) -> Result<Transaction> {
    if file.sent != Sent::NotYet {
        return Ok(change(ctx, asker, &file.draft).await?.0);
    }
    match supply(ctx, asker, &file.draft, &file.material).await? {
        (tx, _, Sent::NotYet) => Ok(tx),
        _ => Err(Error::Refused(Refusal::AlreadySubmitted)),
    }
}

/// A transaction that may change the asker's own draft: the draft is held until it ends.
async fn change(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<(Transaction, Draft)> {
    hold(ctx, &own_to_change(ctx, asker, id).await?).await
}

/// A transaction that may change a draft that the asker fills in: their own, or as one of those who apply together.
async fn change_to_fill(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
) -> Result<(Transaction, Draft, Option<Invitation>)> {
    let Some((part, before)) = party::part_of(ctx, asker, id).await? else {
        let (tx, draft) = change(ctx, asker, id).await?;
        return Ok((tx, draft, None));
    };
    let (tx, draft) = hold(ctx, &before).await?;
    // Whoever was asked to leave meanwhile says nothing any more.
    let now = data::invitation::find(&*tx, &part.id).await?;
    let now = now.filter(|now| now.citizen == part.citizen).ok_or(Error::NotFound)?;
    Ok((tx, draft, Some(now)))
}

/// A transaction that holds a draft until it ends, as it was before but for what it says.
pub(crate) async fn hold(ctx: &Context, before: &Draft) -> Result<(Transaction, Draft)> {
    let tx = ctx.db.write().await?;
    let draft = hold_in(ctx, &tx, before).await?;
    Ok((tx, draft))
}

/// The same in a transaction that has begun.
pub(crate) async fn hold_in(ctx: &Context, tx: &Transaction, before: &Draft) -> Result<Draft> {
    if !data::draft::touch(&**tx, &before.id, ctx.now()).await? {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    // As it is now that it is held, not as it was before.
    let draft = data::draft::find(&**tx, &before.id).await?.ok_or(Error::NotFound)?;
    // Whoever took it over meanwhile goes on alone.
    if draft.hat != before.hat || draft.citizen != before.citizen {
        return Err(Error::NotFound);
    }
    party::tell::watch(ctx, tx, &draft.id).await?;
    Ok(draft)
}
