//! Both sides are told what becomes of it; and whoever agreed to what was changed since is asked again.

use std::collections::BTreeSet;

use data::Transaction;
use domain::answer::FieldId;
use domain::draft::Draft;
use domain::id::{CitizenId, DraftId, InvitationId};
use domain::notice::News;
use domain::party::Invitation;

use crate::account::notice::tell;
use crate::context::Context;
use crate::draft::read::{MyDraft, load};
use crate::error::{Error, Result};
use crate::outbox;

/// Tells the applicant that somebody agreed, declined or thought again; that they only look is no answer yet.
pub(super) async fn answered(ctx: &Context, tx: &Transaction, draft: &Draft, id: &InvitationId) -> Result<()> {
    match &draft.citizen {
        Some(applicant) => once(ctx, tx, applicant, News::PartyAnswered(id.clone())).await,
        None => Ok(()),
    }
}

/// Tells somebody who took a seat to look at it.
pub(crate) async fn asked(ctx: &Context, tx: &Transaction, who: &CitizenId, id: &InvitationId) -> Result<()> {
    once(ctx, tx, who, News::PartyAsked(id.clone())).await
}

/// Tells somebody that their seat is gone.
pub(super) async fn asked_to_leave(ctx: &Context, tx: &Transaction, who: &CitizenId, draft: &DraftId) -> Result<()> {
    once(ctx, tx, who, News::PartyLeft(draft.clone())).await
}

/// Tells the applicant that a seat is empty again.
pub(super) async fn left(ctx: &Context, tx: &Transaction, draft: &DraftId) -> Result<()> {
    let found = data::draft::find(&**tx, draft).await?;
    match found.and_then(|found| found.citizen) {
        Some(applicant) => once(ctx, tx, &applicant, News::PartyLeft(draft.clone())).await,
        None => Ok(()),
    }
}

/// Tells everybody who took a seat that it was submitted, also who took two of them once.
pub(crate) async fn submitted(ctx: &Context, tx: &Transaction, invitations: &[Invitation]) -> Result<()> {
    let mut told = BTreeSet::new();
    for invitation in invitations {
        let Some(citizen) = &invitation.citizen else { continue };
        let news = News::PartyAsked(invitation.id.clone());
        if told.insert(citizen) {
            once(ctx, tx, citizen, news).await?;
        } else {
            data::notice::delete_like(&**tx, citizen, &news).await?;
        }
    }
    Ok(())
}

/// Tells everybody who signed one of these answers, and sees it, that it was changed since.
pub(crate) async fn mended(ctx: &Context, tx: &Transaction, mine: &MyDraft, changed: &[&FieldId]) -> Result<()> {
    for invitation in signers_of(mine, changed) {
        if let Some(citizen) = &invitation.citizen {
            once(ctx, tx, citizen, News::PartyAsked(invitation.id.clone())).await?;
        }
    }
    Ok(())
}

/// Who signed one of these answers, and sees it: each once, by one of their invitations. Whose signature was outdated before it was
/// filed, or was called for no more, signed nothing of it.
pub(crate) fn signers_of<'a>(mine: &'a MyDraft, changed: &[&FieldId]) -> Vec<&'a Invitation> {
    let mut known = BTreeSet::new();
    let seated = mine.signers().iter().flat_map(|signer| mine.invitations_of(signer));
    // Not by the hash that it has now: papers that came later are in it.
    let signed = seated.filter(|invitation| (invitation.agreed.as_ref()).is_some_and(|(_, hash)| !hash.is_empty()));
    let seen = signed.filter(|invitation| changed.iter().any(|field| mine.is_seen_by(invitation, field)));
    seen.filter(|invitation| known.insert(&invitation.citizen)).collect()
}

/// Tells somebody how it stands. What they were told of the same before says how it stands now, too, and goes.
async fn once(ctx: &Context, tx: &Transaction, who: &CitizenId, news: News) -> Result<()> {
    data::notice::delete_like(&**tx, who, &news).await?;
    tell(ctx, tx, who, news).await
}

/// Writes the errand to look whether what somebody agreed to is changed by what this transaction does.
pub(crate) async fn watch(ctx: &Context, tx: &Transaction, draft: &DraftId) -> Result<()> {
    if data::invitation::has_agreed(&**tx, draft).await? {
        outbox::parties(ctx, &**tx, draft).await?;
    }
    Ok(())
}

/// Asks those again who agreed to something else than what is there now, each once.
pub(crate) async fn ask_again(ctx: &Context, errand: &str, id: &DraftId) -> Result<()> {
    let tx = ctx.db.write().await?;
    if !data::outbox::finish(&*tx, errand, ctx.now()).await? {
        return Ok(());
    }
    // Held as by everybody who says something about it; what was submitted meanwhile stays signed.
    if !data::draft::touch(&*tx, id, ctx.now()).await? {
        return Ok(tx.commit().await?);
    }
    let draft = data::draft::find(&*tx, id).await?.ok_or(Error::NotFound)?;
    let mine = load(ctx, &*tx, draft).await?;
    let mut told = BTreeSet::new();
    for invitation in &mine.invitations {
        let (Some((_, agreed)), Some(citizen)) = (&invitation.agreed, &invitation.citizen) else {
            continue;
        };
        let is_old = !agreed.is_empty() && agreed != mine.hash();
        // Whoever signed anew in the same moment keeps their signature.
        if is_old && data::invitation::outdate(&*tx, &invitation.id, agreed).await? {
            super::unsign(&tx, invitation).await?;
            if told.insert(citizen) {
                asked(ctx, &tx, citizen, &invitation.id).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}
