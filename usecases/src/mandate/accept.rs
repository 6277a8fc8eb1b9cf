//! Take a mandate on: only who it names, by number and by confirmed name.

use domain::id::MandateId;
use domain::mandate::{Mandate, Standing};

use super::{names, tell};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// Lets the asker act from now on.
///
/// # Errors
/// [`Error::NotFound`] when it names somebody else; refused when it was ended meanwhile.
pub async fn accept(ctx: &Context, asker: &Asker, id: &MandateId) -> Result<()> {
    let (citizen, known) = asker.real_name()?;
    let tx = ctx.db.write().await?;
    let agencies = data::agency::list_of(&*tx, &citizen.id).await?;
    let mandate = data::mandate::find(&*tx, id).await?.ok_or(Error::NotFound)?;
    if mandate.confirmed_at.is_none() || !names(&mandate, citizen, known, &agencies) {
        return Err(Error::NotFound);
    }
    // Of an agency every member acts.
    let agent = mandate.agent.agency.is_none().then_some(&citizen.id);
    let is_offered = |mandate: &Mandate| mandate.standing(ctx.today()) == Standing::Offered;
    if !is_offered(&mandate) || !data::mandate::accept(&*tx, id, agent, ctx.now()).await? {
        return Err(Error::Refused(Refusal::HatOver));
    }
    tell::accepted(ctx, &tx, &mandate).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}
