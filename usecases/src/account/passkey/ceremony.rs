//! A ceremony: the office asks, a device answers. What was asked waits here, sealed, for five minutes, for one answer from the
//! same session.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use domain::account::Citizen;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use webauthn_rs::prelude::{AuthenticationResult, Passkey as Credential, PasskeyAuthentication, PublicKeyCredential};

use super::RelyingParty;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::token::{Token, hex};

/// How long an answer is waited for, milliseconds.
const OPEN: i64 = 5 * 60_000;

/// Whoever judges the answers.
///
/// # Errors
/// [`Error::NotFound`] where there are no passkeys.
pub(super) fn party(ctx: &Context) -> Result<&RelyingParty> {
    ctx.passkeys.as_deref().ok_or(Error::NotFound)
}

/// Anything that does not fit is refused alike: who tries things out learns nothing.
pub(super) fn refuse<E>(_: E) -> Error {
    Error::Refused(Refusal::NotVerified)
}

/// As JSON.
///
/// # Errors
/// When it cannot be written.
pub(super) fn json<S: Serialize>(value: &S) -> Result<Value> {
    serde_json::to_value(value).map_err(broken)
}

fn broken(error: serde_json::Error) -> Error {
    Error::Internal(Box::new(error))
}

/// Keeps what was asked; an earlier question of this kind is worth nothing any more.
///
/// # Errors
/// When the database fails.
pub(super) async fn open<S: Serialize>(ctx: &Context, kind: &str, holder: &Token, asked: &S) -> Result<()> {
    let asked = serde_json::to_string(asked).map_err(broken)?;
    let tx = ctx.db.write().await?;
    data::voucher::give(&*tx, &of(kind), &holder.hash(), &asked, ctx.now().plus(OPEN)).await?;
    Ok(tx.commit().await?)
}

/// What was asked, once: also an answer that does not fit uses it up.
///
/// # Errors
/// Refused when nothing was asked of this holder, or too long ago.
pub(super) async fn close<S: DeserializeOwned>(ctx: &Context, kind: &str, holder: &Token) -> Result<S> {
    let tx = ctx.db.write().await?;
    let asked = data::voucher::take(&*tx, &of(kind), &holder.hash(), ctx.now()).await?;
    tx.commit().await?;
    let asked = asked.ok_or(Error::Refused(Refusal::NotVerified))?;
    serde_json::from_str(&asked).map_err(broken)
}

fn of(kind: &str) -> String {
    format!("ceremony:{kind}")
}

/// A passkey's credential, as it was stored.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn credential(passkey: &data::passkey::Passkey) -> Result<Credential> {
    serde_json::from_str(&passkey.credential).map_err(broken)
}

/// What a device answered, as it came, and the public half of the key that it answered with.
#[derive(Debug)]
pub(crate) struct Answered {
    /// The answer.
    pub(crate) answer: PublicKeyCredential,
    /// The key.
    pub(crate) public_key: Value,
}

/// Asks for one of the citizen's own keys.
///
/// # Errors
/// Refused when there is none.
pub(in crate::account) async fn ask(ctx: &Context, citizen: &Citizen, kind: &str, session: &Token) -> Result<Value> {
    let (options, asked) = question(ctx, citizen).await?;
    open(ctx, kind, session, &asked).await?;
    Ok(options)
}

/// Asks for one of the citizen's own keys to sign these bytes, which take the place of chance: what is asked waits here for one answer
/// all the same.
///
/// # Errors
/// Refused when there is none.
pub(crate) async fn ask_to_sign(
    ctx: &Context,
    citizen: &Citizen,
    kind: &str,
    session: &Token,
    challenge: &[u8],
) -> Result<Value> {
    let (mut options, mut asked) = question(ctx, citizen).await?;
    let challenge = Value::from(BASE64.encode(challenge));
    for place in [
        options.pointer_mut("/publicKey/challenge"),
        asked.pointer_mut("/ast/challenge"),
    ] {
        *place.ok_or(Error::Refused(Refusal::NotVerified))? = challenge.clone();
    }
    open(ctx, kind, session, &asked).await?;
    Ok(options)
}

/// What a device of the citizen's is asked, and what the answer is judged by.
async fn question(ctx: &Context, citizen: &Citizen) -> Result<(Value, Value)> {
    let own = data::passkey::list(ctx.db.read(), &citizen.id).await?;
    let own: Vec<_> = own.iter().map(credential).collect::<Result<_>>()?;
    if own.is_empty() {
        return Err(Error::Refused(Refusal::NotVerified));
    }
    let (options, asked) = party(ctx)?.start_passkey_authentication(&own).map_err(refuse)?;
    Ok((json(&options)?, json(&asked)?))
}

/// Judges the answer of one of the citizen's own keys.
///
/// # Errors
/// Refused when it does not answer what was asked, or nobody proved to the device that they are its owner.
pub(crate) async fn judge(
    ctx: &Context,
    citizen: &Citizen,
    kind: &str,
    session: &Token,
    answer: &str,
) -> Result<Answered> {
    let asked: PasskeyAuthentication = close(ctx, kind, session).await?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(refuse)?;
    let judged = party(ctx)?
        .finish_passkey_authentication(&answer, &asked)
        .map_err(refuse)?;
    let public_key = note(ctx, citizen, &judged).await?;
    Ok(Answered { answer, public_key })
}

/// Writes down that a key was used; its public half. One that was removed meanwhile is no longer theirs.
///
/// # Errors
/// Refused when it is not the citizen's.
pub(super) async fn note(ctx: &Context, citizen: &Citizen, judged: &AuthenticationResult) -> Result<Value> {
    let tx = ctx.db.write().await?;
    let found = data::passkey::find(&*tx, &name(judged.cred_id())).await?;
    let own = found.filter(|passkey| passkey.citizen == citizen.id);
    let mut own = own.ok_or(Error::Refused(Refusal::NotVerified))?;
    let mut credential = credential(&own)?;
    credential.update_credential(judged);
    own.credential = serde_json::to_string(&credential).map_err(broken)?;
    own.used_at = Some(ctx.now());
    data::passkey::update(&*tx, &own).await?;
    tx.commit().await?;
    json(credential.get_public_key())
}

/// A credential's id as text.
pub(super) fn name(id: &[u8]) -> String {
    hex(id)
}
