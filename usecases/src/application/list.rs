//! List the citizen's applications.

use domain::account::Hat;
use domain::application::Application;
use domain::id::CitizenId;

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
    match signed.worn.hat() {
        Hat::Own => {
            let own = data::application::list_for_citizen(ctx.db.read(), &signed.citizen.id).await?;
            tracked(ctx, own).await
        }
        hat => tracked(ctx, data::application::list_under(ctx.db.read(), &hat).await?).await,
    }
}

/// Every application of a citizen's, under whatever hat it was filed, the newest first.
pub(crate) async fn list_all(ctx: &Context, citizen: &CitizenId) -> Result<Vec<Tracked>> {
    tracked(ctx, data::application::list_all(ctx.db.read(), citizen).await?).await
}

async fn tracked(ctx: &Context, applications: Vec<Application>) -> Result<Vec<Tracked>> {
    let mut listed = Vec::new();
    for application in applications {
        listed.push(load(ctx, application).await?);
    }
    Ok(listed)
}
