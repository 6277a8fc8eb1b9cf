//! List the citizen's applications.

use super::track::{Tracked, load};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;

/// The citizen's applications, the newest first.
///
/// # Errors
/// [`crate::Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<Tracked>> {
    let citizen = asker.citizen()?;
    let mut listed = Vec::new();
    for application in data::application::list_for_citizen(ctx.db.read(), &citizen.id).await? {
        listed.push(load(ctx, application).await?);
    }
    Ok(listed)
}
