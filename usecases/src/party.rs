//! Those who apply together (一起办的人): asked by a link and a code, each with own topics, consent and signature from their own
//! account. The applicant sees who is missing; nobody sees another's sensitive fields.

pub mod agree;
pub mod invite;
pub mod join;
pub mod list;
pub mod part;
pub(crate) mod record;
pub(crate) mod tell;

use data::Transaction;
use domain::account::Hat;
use domain::answer::{FieldId, Origin};
use domain::draft::Draft;
use domain::id::{CitizenId, DraftId, InvitationId};
use domain::party::{ID_NUMBER, Invitation, Seat, Signer};

use crate::asker::{Asker, Signed};
use crate::context::Context;
use crate::draft::consult;
use crate::draft::read::MyDraft;
use crate::error::{Error, Result};
use crate::hat::Worn;
use crate::theme;

/// What the asker fills in of a draft that they apply for together: only ever as themselves.
pub(crate) async fn part_of(ctx: &Context, asker: &Asker, draft: &DraftId) -> Result<Option<(Invitation, Draft)>> {
    let Asker::Citizen(Signed {
        citizen,
        worn: Worn::Own,
        ..
    }) = asker
    else {
        return Ok(None);
    };
    let invitations = data::invitation::list(ctx.db.read(), draft).await?;
    let is_theirs = |invitation: &Invitation| invitation.citizen.as_ref() == Some(&citizen.id);
    let Some(part) = invitations.into_iter().find(is_theirs) else {
        return Ok(None);
    };
    let draft = data::draft::find(ctx.db.read(), draft).await?.ok_or(Error::NotFound)?;
    Ok(Some((part, draft)))
}

/// An invitation that the asker took, with its draft. Anybody else's does not exist, and nobody answers it for them.
pub(crate) async fn taken(ctx: &Context, asker: &Asker, id: &InvitationId) -> Result<(Invitation, Draft)> {
    let (signed, db) = (asker.signed()?, ctx.db.read());
    let invitation = data::invitation::find(db, id).await?;
    let is_theirs = |invitation: &Invitation| invitation.citizen.as_ref() == Some(&signed.citizen.id);
    let invitation = invitation.filter(is_theirs).ok_or(Error::NotFound)?;
    if !matches!(signed.worn, Worn::Own) {
        return Err(Error::WearFirst(Hat::Own));
    }
    let draft = data::draft::find(db, &invitation.draft).await?.ok_or(Error::NotFound)?;
    Ok((invitation, draft))
}

/// A transaction in which the asker answers an invitation that they took; its draft is held.
async fn answer(ctx: &Context, asker: &Asker, id: &InvitationId) -> Result<(Transaction, Invitation, Draft)> {
    let (before, draft) = taken(ctx, asker, id).await?;
    let (tx, draft) = crate::draft::hold(ctx, &draft).await?;
    let invitation = still(&tx, &before).await?;
    Ok((tx, invitation, draft))
}

/// An invitation as it is now that its draft is held: whoever was asked to leave meanwhile, or moved, says nothing any more.
async fn still(tx: &Transaction, before: &Invitation) -> Result<Invitation> {
    let now = data::invitation::find(&**tx, &before.id).await?;
    let now = now.filter(|now| now.citizen == before.citizen && now.seat == before.seat);
    now.ok_or(Error::NotFound)
}

/// Who sits where somebody was invited to, as far as they have to agree.
fn signer<'a>(mine: &'a MyDraft, invitation: &Invitation) -> Option<&'a Signer> {
    let mut signers = mine.signers().iter();
    signers.find(|signer| signer.seats.contains(&invitation.seat))
}

/// Takes a signature back together with the word that it was given for.
pub(crate) async fn unsign(tx: &Transaction, invitation: &Invitation) -> Result<()> {
    if let Some(citizen) = &invitation.citizen {
        data::signature::take_back(&**tx, &invitation.draft, citizen, &invitation.seat).await?;
    }
    Ok(())
}

/// Takes everything that somebody said themselves, and what registers said because they let it, out of a draft that they no longer
/// apply for: nobody else reads it.
pub(crate) async fn forget(tx: &Transaction, invitation: &Invitation) -> Result<()> {
    let answers = data::answer::list(&**tx, &invitation.draft).await?;
    let number = invitation.seat.text(&answers, ID_NUMBER);
    // One person may sit in two places.
    let is_theirs = |field: &FieldId| {
        let seat = Seat {
            subject: field.subject.clone(),
            index: field.index,
        };
        seat == invitation.seat || (number.is_some() && seat.text(&answers, ID_NUMBER) == number)
    };
    for (field, answer) in answers.iter() {
        if answer.origin == Origin::Party && is_theirs(field) {
            data::answer::delete(&**tx, &invitation.draft, field).await?;
            data::rival::delete(&**tx, &invitation.draft, field).await?;
        }
    }
    // What the applicant lets be read as well is read anew when it is next called for.
    if invitation.consent.lets_read() {
        consult::forget_of(tx, &invitation.draft, &invitation.seat).await?;
    }
    unsign(tx, invitation).await?;
    data::invitation::delete(&**tx, &invitation.id).await?;
    Ok(())
}

/// Takes an account out of everything that it applies for with others and that is not submitted; those who asked are told.
pub(crate) async fn leave_all(ctx: &Context, tx: &Transaction, citizen: &CitizenId) -> Result<()> {
    for invitation in data::invitation::list_taken(&**tx, citizen, u64::MAX).await? {
        let draft = data::draft::find(&**tx, &invitation.draft).await?;
        let Some(draft) = draft.filter(|draft| draft.submitted_at.is_none()) else {
            continue;
        };
        if data::draft::touch(&**tx, &draft.id, ctx.now()).await? {
            forget(tx, &invitation).await?;
            let theme = theme::version(ctx, &**tx, &draft.theme_version).await?.theme;
            consult::tie_up(ctx, tx, &draft, &theme).await?;
            tell::left(ctx, tx, &draft.id).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
