//! Passkeys: a key on one's own device that opens by face, finger or code; the office keeps its public half.

pub mod add;
pub(crate) mod ceremony;
pub mod live;
pub mod sign_in;

use std::sync::Arc;

pub use data::passkey::Passkey;
use domain::id::PasskeyId;
pub use webauthn_rs::Webauthn as RelyingParty;
use webauthn_rs::WebauthnBuilder;
use webauthn_rs::prelude::Url;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};

/// Judges what devices answer, for the address people use. A passkey belongs to its host for ever; to a bare network address none can.
#[must_use]
pub fn relying_party(public_url: &str) -> Option<Arc<RelyingParty>> {
    let origin = Url::parse(public_url).ok()?;
    let party = WebauthnBuilder::new(origin.domain()?, &origin).ok()?;
    party.rp_name("掌办").build().ok().map(Arc::new)
}

/// The asker's passkeys, the oldest first.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<Passkey>> {
    Ok(data::passkey::list(ctx.db.read(), &asker.citizen()?.id).await?)
}

/// Removes one of the asker's own passkeys; the phone that receives codes always remains.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn remove(ctx: &Context, asker: &Asker, id: &PasskeyId) -> Result<()> {
    let citizen = asker.citizen()?;
    let tx = ctx.db.write().await?;
    if !data::passkey::delete(&*tx, &citizen.id, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests;
