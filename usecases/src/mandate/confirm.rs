//! Confirm a mandate: by a code to the principal's own phone, or as a living person a moment ago.

use domain::account::Level;
use domain::id::MandateId;
use domain::mandate::Ground;

use super::tell;
use crate::account::confirm;
use crate::account::sign_in::Luggage;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// What a code for it is good for.
#[must_use]
pub fn purpose(id: &MandateId) -> String {
    format!("mandate:{id}")
}

/// Makes a mandate of the asker's worth something: from here its agent can take it on.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's; refused when nobody confirmed that it is the asker, or it was ended.
pub async fn confirm(ctx: &Context, asker: &Asker, id: &MandateId, luggage: &Luggage) -> Result<()> {
    let (citizen, _) = asker.real_name()?;
    let tx = ctx.db.write().await?;
    let mandate = data::mandate::find(&*tx, id).await?;
    let mandate = mandate
        .filter(|mandate| mandate.principal == citizen.id && mandate.ground == Ground::Confirmed)
        .ok_or(Error::NotFound)?;
    if asker.needs(Level::Live, ctx).is_err() {
        confirm::take(ctx, &tx, asker, &purpose(id), luggage).await?;
    }
    if !data::mandate::confirm(&*tx, id, ctx.now()).await? {
        return Err(Error::Refused(Refusal::HatOver));
    }
    tell::offered(ctx, &tx, &mandate).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}
