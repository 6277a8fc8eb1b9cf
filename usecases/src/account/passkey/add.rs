//! Add a passkey. A session that somebody left open must not turn into a key: adding one always takes a fresh confirmation, by a code
//! to the account's phone or by a passkey it has already.

use data::passkey::Passkey;
use domain::identity::mask;
use serde_json::Value;
use webauthn_rs::prelude::{PasskeyRegistration, Uuid};

use super::ceremony::{close, credential, json, name, open, party, refuse};
use crate::account::confirm;
use crate::account::sign_in::{Luggage, rotate};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::token::Token;

/// What is confirmed beforehand.
pub const PURPOSE: &str = "add a passkey";
/// The ceremony.
const ADD: &str = "add";

/// What the asker's device is to be asked.
///
/// # Errors
/// Refused when the asker did not confirm it just now; [`Error::NotFound`] where there are no passkeys.
pub async fn ask(ctx: &Context, asker: &Asker, luggage: &Luggage) -> Result<Value> {
    let citizen = asker.citizen()?;
    let session = luggage.session.as_ref().ok_or(Error::SignInFirst)?;
    if !confirm::is_given(ctx, asker, PURPOSE, luggage).await? {
        return Err(Error::Refused(Refusal::ConfirmFirst));
    }
    let own = data::passkey::list(ctx.db.read(), &citizen.id).await?;
    let own: Vec<_> = own.iter().map(credential).collect::<Result<_>>()?;
    let own = own.iter().map(|key| key.cred_id().clone()).collect();
    let handle = Uuid::parse_str(&data::passkey::handle(ctx.db.read(), &citizen.id)).map_err(refuse)?;
    let called = mask(&citizen.phone, 3, 4);
    let (options, state) = party(ctx)?
        .start_passkey_registration(handle, &called, &called, Some(own))
        .map_err(refuse)?;
    open(ctx, ADD, session, &state).await?;
    let mut options = json(&options)?;
    // A key that lets in without a number must say itself whose it is.
    if let Some(Value::Object(wanted)) = options.pointer_mut("/publicKey/authenticatorSelection") {
        wanted.insert("residentKey".to_owned(), "required".into());
        wanted.insert("requireResidentKey".to_owned(), true.into());
    }
    Ok(options)
}

/// Adds the key that the device made, under a new token. Whose name is known was seen by it just now.
///
/// # Errors
/// Refused when it does not answer what was asked, is known already, or was not confirmed.
pub async fn add(ctx: &Context, asker: &Asker, answer: &str, luggage: &Luggage) -> Result<Token> {
    let citizen = asker.citizen()?;
    let session = luggage.session.as_ref().ok_or(Error::SignInFirst)?;
    let state: PasskeyRegistration = close(ctx, ADD, session).await?;
    let answer = serde_json::from_str(answer).map_err(refuse)?;
    let key = party(ctx)?
        .finish_passkey_registration(&answer, &state)
        .map_err(refuse)?;
    let passkey = Passkey {
        id: ctx.new_id().parse()?,
        citizen: citizen.id.clone(),
        credential: json(&key)?.to_string(),
        device: luggage.device.clone().unwrap_or_default(),
        added_at: ctx.now(),
        used_at: None,
    };
    let tx = ctx.db.write().await?;
    confirm::take(ctx, &tx, asker, PURPOSE, luggage).await?;
    if !data::passkey::insert(&*tx, &passkey, &name(key.cred_id())).await? {
        return Err(Error::Refused(Refusal::NotVerified));
    }
    tx.commit().await?;
    let seen = citizen.real_name.as_ref().map(|_| ctx.now());
    let live_at = seen.or(asker.signed()?.live_at);
    rotate(ctx, luggage, |session| session.live_at = live_at).await
}
