//! Say yes or no to what one applies for together: by oneself, to exactly what is to be submitted, until it is.

use data::invitation::Word;
use domain::id::InvitationId;

use super::{answer, invite, tell};
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::read::load;
use crate::error::{Error, Refusal, Result};

/// The longest reason that is kept, characters.
const LONGEST: usize = 200;

/// Agrees to what is to be submitted, as long as that is what the page showed. When anything about it changes, the agreement is
/// asked for again.
///
/// # Errors
/// Refused when something is still missing, when it is not as it was shown any more, when another ID number than theirs stands there,
/// or it was submitted meanwhile; [`Error::NotFound`] for anybody else's; [`Error::WearFirst`] under another hat: nobody agrees for
/// them.
pub async fn agree(ctx: &Context, asker: &Asker, id: &InvitationId, shown: &str) -> Result<()> {
    let (_, known) = asker.real_name()?;
    let (tx, invitation, draft) = answer(ctx, asker, id).await?;
    let mine = load(ctx, &*tx, draft).await?;
    if invite::contradicts(&mine.answers, &invitation.seat, known.id_number.as_str()) {
        return Err(Error::Refused(Refusal::SomebodyElseMeant));
    }
    if !mine.gaps_to_fill().is_empty() {
        return Err(Error::Refused(Refusal::Incomplete));
    }
    let hash = mine.hash();
    if shown != hash {
        return Err(Error::Refused(Refusal::RecordChanged));
    }
    data::invitation::say(&*tx, id, Word::Agree(&hash), ctx.now()).await?;
    tell::answered(ctx, &tx, &mine.draft, &invitation.id).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

/// Declines; why is told to who asked, if it is said.
///
/// # Errors
/// As [`agree`].
pub async fn decline(ctx: &Context, asker: &Asker, id: &InvitationId, reason: &str) -> Result<()> {
    let (tx, invitation, draft) = answer(ctx, asker, id).await?;
    let reason: String = reason.trim().chars().take(LONGEST).collect();
    let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
    data::invitation::say(&*tx, id, Word::Decline(reason), ctx.now()).await?;
    tell::answered(ctx, &tx, &draft, &invitation.id).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

/// Takes back what was said: neither agreed nor declined any more.
///
/// # Errors
/// As [`decline`].
pub async fn take_back(ctx: &Context, asker: &Asker, id: &InvitationId) -> Result<()> {
    let (tx, invitation, draft) = answer(ctx, asker, id).await?;
    data::invitation::say(&*tx, id, Word::Nothing, ctx.now()).await?;
    tell::answered(ctx, &tx, &draft, &invitation.id).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}
