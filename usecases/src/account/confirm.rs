//! Confirm that it is oneself, once, for one purpose: by a code to the account's own phone or by one's passkey. Who has a session
//! that somebody left open can do neither.

use serde_json::Value;

use super::code::{send_for, use_up};
use super::passkey::ceremony;
use super::sign_in::Luggage;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::token::Token;

/// How long a confirmation is good, milliseconds.
const GOOD: i64 = 5 * 60_000;

/// Sends a code to the asker's own phone, good for this purpose alone; the token stands for it in this browser.
///
/// # Errors
/// As [`super::code::send`]; [`Error::SignInFirst`] for a guest.
pub async fn send_code(
    ctx: &Context,
    asker: &Asker,
    purpose: &str,
    luggage: &Luggage,
    address: Option<&str>,
) -> Result<Token> {
    let citizen = asker.citizen()?;
    send_for(ctx, &of_code(purpose), None, &citizen.phone, luggage, address).await
}

/// Confirms by the digits that came to the asker's phone.
///
/// # Errors
/// Refused when they are not the ones, or the code is used, too old or was tried too often.
pub async fn by_code(
    ctx: &Context,
    asker: &Asker,
    purpose: &str,
    code: &Token,
    typed: &str,
    luggage: &Luggage,
) -> Result<()> {
    let (kind, session) = own(asker, purpose, luggage)?;
    let (tx, phone) = use_up(ctx, &of_code(purpose), code, typed).await?;
    if phone != asker.citizen()?.phone {
        return Err(Error::Refused(Refusal::WrongCode));
    }
    data::account::prove_number(&*tx, &phone, ctx.now()).await?;
    data::voucher::give(&*tx, &kind, &session.hash(), "", ctx.now().plus(GOOD)).await?;
    Ok(tx.commit().await?)
}

/// What the asker's device is to be asked.
///
/// # Errors
/// Refused when the asker has no passkey; [`Error::SignInFirst`] for a guest.
pub async fn ask_device(ctx: &Context, asker: &Asker, purpose: &str, luggage: &Luggage) -> Result<Value> {
    let (kind, session) = own(asker, purpose, luggage)?;
    ceremony::ask(ctx, asker.citizen()?, &kind, session).await
}

/// Confirms by what the asker's device answers.
///
/// # Errors
/// Refused when it does not answer what was asked just now, in this session and for this purpose.
pub async fn by_device(ctx: &Context, asker: &Asker, purpose: &str, answer: &str, luggage: &Luggage) -> Result<()> {
    let (kind, session) = own(asker, purpose, luggage)?;
    ceremony::judge(ctx, asker.citizen()?, &kind, session, answer).await?;
    let tx = ctx.db.write().await?;
    data::voucher::give(&*tx, &kind, &session.hash(), "", ctx.now().plus(GOOD)).await?;
    Ok(tx.commit().await?)
}

/// Whether the asker confirmed this just now, and it is not used yet.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn is_given(ctx: &Context, asker: &Asker, purpose: &str, luggage: &Luggage) -> Result<bool> {
    let (kind, session) = own(asker, purpose, luggage)?;
    let given = data::voucher::find(ctx.db.read(), &kind, &session.hash(), ctx.now()).await?;
    Ok(given.is_some())
}

/// Uses the confirmation up, in the transaction of what was confirmed.
///
/// # Errors
/// Refused when there is none.
pub async fn take(
    ctx: &Context,
    tx: &data::Transaction,
    asker: &Asker,
    purpose: &str,
    luggage: &Luggage,
) -> Result<()> {
    let (kind, session) = own(asker, purpose, luggage)?;
    let given = data::voucher::take(&**tx, &kind, &session.hash(), ctx.now()).await?;
    given.map(drop).ok_or(Error::Refused(Refusal::ConfirmFirst))
}

/// The voucher's kind, which names asker and purpose, and the session that holds it.
fn own<'a>(asker: &Asker, purpose: &str, luggage: &'a Luggage) -> Result<(String, &'a Token)> {
    let kind = format!("confirmed:{}:{purpose}", asker.citizen()?.id);
    Ok((kind, luggage.session.as_ref().ok_or(Error::SignInFirst)?))
}

fn of_code(purpose: &str) -> String {
    format!("confirm:{purpose}:")
}

#[cfg(test)]
mod tests;
