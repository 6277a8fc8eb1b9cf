//! Whether somebody who has an account's number is its owner: carriers give a number out again that nobody has any more.

use data::Transaction;
use data::account::Means;
use data::parked::{Parked, ParkedForm};
use domain::account::Citizen;
use domain::field::same_text;
use domain::id::CitizenId;
use domain::identity::IdNumber;
use domain::notice::News;

use super::bind::{WAITS, bind, take_identified};
use super::code::begin_account;
use super::notice;
use super::real_name::{TRIES, may_try};
use super::sign_in::{Luggage, SignedIn, enter};
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

/// Whether the number may be somebody else's by now: no code that came to it was entered for long, and this browser is not known to
/// the account. An account without a name holds nothing that a register said.
pub(super) async fn is_unsure(ctx: &Context, tx: &Transaction, citizen: &Citizen, luggage: &Luggage) -> Result<bool> {
    let proved = data::account::number_proved_at(&**tx, &citizen.phone).await?;
    let is_recent = proved.is_none_or(|at| at.plus(ctx.limits.unused) > ctx.now());
    if citizen.real_name.is_none() || is_recent {
        return Ok(false);
    }
    let browser = luggage.browser.as_ref().map(Token::hash).unwrap_or_default();
    Ok(!data::session::is_known_device(&**tx, &citizen.id, &browser).await?)
}

/// Lets whoever entered this code say who they are.
pub(super) async fn wait(ctx: &Context, tx: &Transaction, citizen: &CitizenId, code: &Token) -> Result<()> {
    let form = ParkedForm {
        id: ctx.new_id().parse()?,
        about: Parked::Person(citizen.clone()),
        body: String::new(),
        expires_at: ctx.now().plus(WAITS),
    };
    Ok(data::parked::insert(&**tx, &form, &code.hash()).await?)
}

/// Whether somebody who entered this code still has to say who they are.
///
/// # Errors
/// When the database fails.
pub async fn is_waiting(ctx: &Context, code: &Token) -> Result<bool> {
    Ok(account(ctx, code).await?.is_some())
}

async fn account(ctx: &Context, code: &Token) -> Result<Option<CitizenId>> {
    let form = data::parked::find(ctx.db.read(), &code.hash(), ctx.now()).await?;
    Ok(form.and_then(|form| match form.about {
        Parked::Person(citizen) => Some(citizen),
        _ => None,
    }))
}

/// Signs in whoever entered this code and says the name and ID number of the account.
///
/// # Errors
/// Refused when they are not the account's, after too many tries, or when it is too long ago.
pub async fn prove(ctx: &Context, code: &Token, name: &str, id_number: &str, luggage: &Luggage) -> Result<SignedIn> {
    let over = || Error::Refused(Refusal::CodeOver);
    let id = account(ctx, code).await?.ok_or_else(over)?;
    let Ok(id_number) = id_number.parse::<IdNumber>() else {
        return Err(Error::Refused(Refusal::NotThatPerson));
    };
    // Counted by itself: a stranger uses up nothing that the owner needs elsewhere.
    if !may_try(ctx, &format!("person:{id}"), TRIES).await? {
        return Err(Error::Refused(Refusal::TooManyTries));
    }
    let (tx, citizen) = take(ctx, code, &id).await?;
    let known = citizen.real_name.as_ref();
    if !known.is_some_and(|known| known.id_number == id_number && same_text(&known.name, name)) {
        return Err(Error::Refused(Refusal::NotThatPerson));
    }
    data::account::prove_number(&*tx, &citizen.phone, ctx.now()).await?;
    come(ctx, tx, citizen, luggage).await
}

/// Begins an account for whoever has the number now. The one before keeps everything but the number; its owner comes to it by a
/// passkey or another provider, or gives it another number at a window.
///
/// # Errors
/// Refused when it is too long ago.
pub async fn begin_anew(ctx: &Context, code: &Token, luggage: &Luggage) -> Result<SignedIn> {
    let id = account(ctx, code).await?.ok_or(Error::Refused(Refusal::CodeOver))?;
    let (tx, before) = take(ctx, code, &id).await?;
    let phone = before.phone.clone();
    data::account::remove_means(&*tx, Means::Phone, &id).await?;
    let without = Citizen {
        phone: String::new(),
        ..before
    };
    data::account::save_citizen(&*tx, &without).await?;
    notice::keep(ctx, &tx, &id, News::NumberGone).await?;
    let citizen = begin_account(ctx, &tx, phone).await?;
    come(ctx, tx, citizen, luggage).await
}

/// Takes out who was waited for, once, while the account still has the number.
async fn take(ctx: &Context, code: &Token, id: &CitizenId) -> Result<(Transaction, Citizen)> {
    let over = || Error::Refused(Refusal::CodeOver);
    let tx = ctx.db.write().await?;
    tx.hold(&format!("citizen:{id}")).await?;
    let citizen = data::account::find_citizen(&*tx, id).await?.ok_or_else(over)?;
    tx.hold(&format!("phone:{}", citizen.phone)).await?;
    let holder = data::account::find_by_means(&*tx, Means::Phone, &citizen.phone).await?;
    if holder.as_ref() != Some(id) {
        return Err(over());
    }
    data::parked::take(&*tx, &code.hash()).await?.ok_or_else(over)?;
    Ok((tx, citizen))
}

async fn come(ctx: &Context, tx: Transaction, citizen: Citizen, luggage: &Luggage) -> Result<SignedIn> {
    let (citizen, live_at) = match take_identified(ctx, &tx, luggage.identified.as_ref()).await? {
        Some(found) => (bind(ctx, &tx, citizen, &found).await?, found.live_at),
        None => (citizen, None),
    };
    tx.commit().await?;
    enter(ctx, citizen, live_at, luggage).await
}

/// Keeps what was typed and is not the account's, for this browser to mend.
///
/// # Errors
/// When the database fails.
pub async fn keep_typed(ctx: &Context, name: &str, id_number: &str) -> Result<Token> {
    parked::keep_pair(ctx, Parked::NotThatPerson, name, id_number).await
}

/// Name and ID number as this browser last typed them.
///
/// # Errors
/// When the database fails.
pub async fn typed(ctx: &Context, token: &Token) -> Result<Option<(String, String)>> {
    parked::find_pair(ctx, token, &Parked::NotThatPerson).await
}

#[cfg(test)]
mod tests;
