//! Take over a draft that an agent fills in: from then on it is the principal's alone.

use domain::account::Hat;
use domain::id::DraftId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// Makes a draft that somebody fills in for the asker the asker's own to fill in; the agent no longer finds it.
///
/// # Errors
/// [`Error::NotFound`] for a draft that is not the asker's; refused when it was submitted meanwhile.
pub async fn take_over(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<()> {
    let citizen = asker.citizen()?;
    let draft = super::own(ctx, asker, id).await?;
    if draft.citizen.as_ref() != Some(&citizen.id) || !matches!(draft.hat, Hat::Mandate(_)) {
        return Err(Error::NotFound);
    }
    let tx = ctx.db.write().await?;
    if !data::draft::set_own(&*tx, id).await? {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    Ok(tx.commit().await?)
}
