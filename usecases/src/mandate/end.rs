//! End a mandate, at once: either side may at any time (民法典 art. 173).

use domain::id::MandateId;

use super::{names, tell};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};

/// Ends a mandate that the asker gave, was offered or took on. Nothing to do when it was ended before.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's.
pub async fn end(ctx: &Context, asker: &Asker, id: &MandateId) -> Result<()> {
    let (citizen, known) = asker.real_name()?;
    let tx = ctx.db.write().await?;
    let agencies = data::agency::list_of(&*tx, &citizen.id).await?;
    let mandate = data::mandate::find(&*tx, id).await?.ok_or(Error::NotFound)?;
    let is_offered = mandate.confirmed_at.is_some() && names(&mandate, citizen, known, &agencies);
    if mandate.principal != citizen.id && !is_offered {
        return Err(Error::NotFound);
    }
    if data::mandate::end(&*tx, id, ctx.now()).await? && mandate.confirmed_at.is_some() {
        tell::ended(ctx, &tx, &mandate, &citizen.id).await?;
    }
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}
