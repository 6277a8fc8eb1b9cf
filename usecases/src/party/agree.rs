//! Say yes or no to what one applies for together: by oneself, to exactly what is to be submitted, until it is. A yes is a signature.

use data::Transaction;
use data::invitation::Word;
use domain::id::InvitationId;
use domain::party::Invitation;
use serde_json::Value;

use super::{answer, invite, signer, still, taken, tell, unsign};
use crate::account::sign_in::Luggage;
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::hold_in;
use crate::draft::read::{MyDraft, load};
use crate::draft::record::Record;
use crate::draft::sign::Signing;
use crate::error::{Error, Refusal, Result};
use crate::token::Token;

/// The longest reason that is kept, characters.
const LONGEST: usize = 200;

/// Sends a code to the asker's own phone that signs what is to be submitted now and nothing else.
///
/// # Errors
/// Refused when something is still missing, when another ID number than theirs stands there, when nobody asks them any more, or it was
/// submitted meanwhile; [`Error::NotFound`] for anybody else's; [`Error::WearFirst`] under another hat: nobody agrees for them; and as
/// [`crate::account::code::send`].
pub async fn send_code(
    ctx: &Context,
    asker: &Asker,
    id: &InvitationId,
    luggage: &Luggage,
    address: Option<&str>,
) -> Result<Token> {
    let (invitation, mine, record) = ready(ctx, asker, id).await?;
    let signing = Signing::of_party(asker, &invitation, &record);
    signing.send_code(ctx, &mine.theme.name, luggage, address).await
}

/// Agrees to what the page showed, and signs it by the digits that came. When anything about it changes, the signature is asked for
/// again; given already, it stays so.
///
/// # Errors
/// As [`send_code`]; refused when it is not as it was shown any more, or these are not the digits that came for it.
pub async fn by_code(
    ctx: &Context,
    asker: &Asker,
    id: &InvitationId,
    shown: &str,
    code: Option<&Token>,
    typed: &str,
) -> Result<()> {
    let (invitation, _, record) = ready(ctx, asker, id).await?;
    let signing = Signing::of_party(asker, &invitation, &record);
    signing.by_code(ctx, shown, code, typed).await?;
    ctx.bell.notify_one();
    Ok(())
}

/// What the asker's device is to be asked: its answer signs what is to be submitted now.
///
/// # Errors
/// As [`send_code`]; refused when the asker has no passkey.
pub async fn ask_device(ctx: &Context, asker: &Asker, id: &InvitationId, luggage: &Luggage) -> Result<Value> {
    let (invitation, _, record) = ready(ctx, asker, id).await?;
    let signing = Signing::of_party(asker, &invitation, &record);
    signing.ask_device(ctx, luggage).await
}

/// As [`by_code`], by what the asker's device answers.
///
/// # Errors
/// As [`by_code`]; refused when the device does not answer what was asked.
pub async fn by_device(
    ctx: &Context,
    asker: &Asker,
    id: &InvitationId,
    shown: &str,
    answer: &str,
    luggage: &Luggage,
) -> Result<()> {
    let (invitation, _, record) = ready(ctx, asker, id).await?;
    let signing = Signing::of_party(asker, &invitation, &record);
    signing.by_device(ctx, shown, answer, luggage).await?;
    ctx.bell.notify_one();
    Ok(())
}

/// The asker's invitation and its draft, with the record that they can sign.
async fn ready(ctx: &Context, asker: &Asker, id: &InvitationId) -> Result<(Invitation, MyDraft, Record)> {
    let (_, known) = asker.real_name()?;
    let (invitation, draft) = taken(ctx, asker, id).await?;
    if draft.submitted_at.is_some() {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    let mine = load(ctx, ctx.db.read(), draft).await?;
    if invite::contradicts(&mine.answers, &invitation.seat, known.id_number.as_str()) {
        return Err(Error::Refused(Refusal::SomebodyElseMeant));
    }
    if !mine.gaps_to_fill().is_empty() {
        return Err(Error::Refused(Refusal::Incomplete));
    }
    // Whoever is not called for any more has nothing to sign.
    let record = mine.joint().filter(|_| signer(&mine, &invitation).is_some());
    let record = record.cloned().ok_or(Error::Refused(Refusal::RecordChanged))?;
    Ok((invitation, mine, record))
}

/// Keeps the word of somebody in the transaction that keeps their signature: only for what is there now that the draft is held.
///
/// # Errors
/// As [`by_code`].
pub(crate) async fn keep(ctx: &Context, tx: &Transaction, before: &Invitation, hash: &str) -> Result<()> {
    let draft = data::draft::find(&**tx, &before.draft).await?.ok_or(Error::NotFound)?;
    let draft = hold_in(ctx, tx, &draft).await?;
    let invitation = still(tx, before).await?;
    let mine = load(ctx, &**tx, draft).await?;
    if mine.hash() != hash {
        return Err(Error::Refused(Refusal::RecordChanged));
    }
    data::invitation::say(&**tx, &invitation.id, Word::Agree(hash), ctx.now()).await?;
    tell::answered(ctx, tx, &mine.draft, &invitation.id).await
}

/// Declines; why is told to who asked, if it is said.
///
/// # Errors
/// Refused when it was submitted meanwhile; [`Error::NotFound`] for anybody else's; [`Error::WearFirst`] under another hat.
pub async fn decline(ctx: &Context, asker: &Asker, id: &InvitationId, reason: &str) -> Result<()> {
    let reason: String = reason.trim().chars().take(LONGEST).collect();
    let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
    instead(ctx, asker, id, Word::Decline(reason)).await
}

/// Takes back what was said: neither agreed nor declined any more.
///
/// # Errors
/// As [`decline`].
pub async fn take_back(ctx: &Context, asker: &Asker, id: &InvitationId) -> Result<()> {
    instead(ctx, asker, id, Word::Nothing).await
}

/// Keeps another word than yes; a signature that was given goes.
async fn instead(ctx: &Context, asker: &Asker, id: &InvitationId, word: Word<'_>) -> Result<()> {
    let (tx, invitation, draft) = answer(ctx, asker, id).await?;
    unsign(&tx, &invitation).await?;
    data::invitation::say(&*tx, id, word, ctx.now()).await?;
    tell::answered(ctx, &tx, &draft, &invitation.id).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

#[cfg(test)]
mod tests;
