//! Show that one is there oneself (level 3): one's own device asks for face, finger or code.

use serde_json::Value;

use super::ceremony;
use crate::account::sign_in::{Luggage, rotate};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::token::Token;

/// The ceremony.
const LIVE: &str = "live";

/// What the asker's device is to be asked.
///
/// # Errors
/// [`Error::RealNameFirst`] for somebody whom nobody knows yet; refused when they have no passkey.
pub async fn ask(ctx: &Context, asker: &Asker, luggage: &Luggage) -> Result<Value> {
    let (citizen, _) = asker.real_name()?;
    let session = luggage.session.as_ref().ok_or(Error::SignInFirst)?;
    ceremony::ask(ctx, citizen, LIVE, session).await
}

/// Writes down that the session saw a living person just now, and gives it a new token, since it may do more.
///
/// # Errors
/// Refused when the device does not answer what was asked, or nobody proved to it that they are its owner.
pub async fn show(ctx: &Context, asker: &Asker, answer: &str, luggage: &Luggage) -> Result<Token> {
    let (citizen, _) = asker.real_name()?;
    let session = luggage.session.as_ref().ok_or(Error::SignInFirst)?;
    ceremony::judge(ctx, citizen, LIVE, session, answer).await?;
    rotate(ctx, luggage, |session| session.live_at = Some(ctx.now())).await
}
