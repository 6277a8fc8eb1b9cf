//! By which means one's account is reached, and taking one away.

use domain::moment::Moment;

use super::outside::Means;
use super::sign_in::{Luggage, rotate};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::token::Token;

/// By which means the asker's account is reached, and since when.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<(Means, Moment)>> {
    let citizen = asker.citizen()?;
    Ok(data::account::list_means(ctx.db.read(), &citizen.id).await?)
}

/// Lets the asker's account no longer be reached by means of this kind, and gives the session a new token.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest; [`Error::Forbidden`] for the phone, by which everybody is reached.
pub async fn remove(ctx: &Context, asker: &Asker, means: Means, luggage: &Luggage) -> Result<Token> {
    let signed = asker.signed()?;
    if means == Means::Phone {
        return Err(Error::Forbidden);
    }
    let tx = ctx.db.write().await?;
    data::account::remove_means(&*tx, means, &signed.citizen.id).await?;
    tx.commit().await?;
    rotate(ctx, luggage, |_| ()).await
}
