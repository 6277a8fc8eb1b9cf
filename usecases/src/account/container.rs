//! Sign in inside an app that holds our pages and knows who uses it.

use super::bind::{Arrived, arrive};
use super::outside::{Identified, Means};
use super::sign_in::Luggage;
use crate::context::Context;
use crate::error::{Error, Result};

/// Signs in whom the app's code stands for; who has no account yet gives a mobile number first, once.
///
/// # Errors
/// Refused when the app cannot be asked or does not know the code; [`Error::NotFound`] when it is none of ours.
pub async fn sign_in(ctx: &Context, means: Means, code: &str, luggage: &Luggage) -> Result<Arrived> {
    let app = ctx.containers.get(&means).ok_or(Error::NotFound)?;
    let found = Identified {
        means,
        subject: app.subject(code).await?,
        real_name: None,
        phone: None,
        live_at: None,
    };
    arrive(ctx, &found, luggage).await
}
