//! List the citizen's applications.

use domain::account::Hat;

use super::track::{Tracked, load};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;

/// The applications under the hat that is worn, the newest first.
///
/// # Errors
/// [`crate::Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<Tracked>> {
    let signed = asker.signed()?;
    let applications = match signed.worn.hat() {
        Hat::Own => data::application::list_for_citizen(ctx.db.read(), &signed.citizen.id).await?,
        hat => data::application::list_under(ctx.db.read(), &hat).await?,
    };
    let mut listed = Vec::new();
    for application in applications {
        listed.push(load(ctx, application).await?);
    }
    Ok(listed)
}
