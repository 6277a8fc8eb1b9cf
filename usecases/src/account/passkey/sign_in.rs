//! Sign in by a passkey. No number is typed: the key says itself whose it is, so that nobody learns who has an account.

use serde_json::Value;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential, Uuid};

use super::ceremony::{close, credential, json, name, note, open, party, refuse};
use crate::account::sign_in::{Luggage, SignedIn, enter};
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// The ceremony.
const SIGN_IN: &str = "sign in";

/// What any device is to be asked; for this browser alone.
///
/// # Errors
/// Refused when the browser cannot be told from others; [`Error::NotFound`] where there are no passkeys.
pub async fn ask(ctx: &Context, luggage: &Luggage) -> Result<Value> {
    let browser = luggage.browser.as_ref().ok_or(Error::Refused(Refusal::NotVerified))?;
    let (mut options, asked) = party(ctx)?.start_discoverable_authentication().map_err(refuse)?;
    // The device asks at once, not only from within a field.
    options.mediation = None;
    open(ctx, SIGN_IN, browser, &asked).await?;
    json(&options)
}

/// Signs in to the account whose key answered; that is a living person.
///
/// # Errors
/// Refused when the key is not known, does not answer what was asked, or nobody proved to the device that they are its owner.
pub async fn sign_in(ctx: &Context, answer: &str, luggage: &Luggage) -> Result<SignedIn> {
    let refused = || Error::Refused(Refusal::NotVerified);
    let browser = luggage.browser.as_ref().ok_or_else(refused)?;
    let asked: DiscoverableAuthentication = close(ctx, SIGN_IN, browser).await?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(refuse)?;
    let (handle, id) = party(ctx)?
        .identify_discoverable_authentication(&answer)
        .map_err(refuse)?;
    let passkey = data::passkey::find(ctx.db.read(), &name(id))
        .await?
        .ok_or_else(refused)?;
    let owner = data::passkey::handle(ctx.db.read(), &passkey.citizen);
    if Uuid::parse_str(&owner).ok() != Some(handle) {
        return Err(refused());
    }
    let judged = party(ctx)?
        .finish_discoverable_authentication_v2(&answer, asked, &credential(&passkey)?)
        .map_err(refuse)?;
    let citizen = data::account::find_citizen(ctx.db.read(), &passkey.citizen).await?;
    let citizen = citizen.ok_or_else(refused)?;
    note(ctx, &citizen, &judged).await?;
    enter(ctx, citizen, Some(ctx.now()), luggage).await
}
