//! The first factor of staff: a code to one's own phone, or one of the sandbox's officers. It opens nothing but the second.

use data::session::{Holder, Session};
use data::staff::Account;
use domain::account::Hat;
use domain::id::OfficerId;
use domain::moment::Moment;
use domain::staff::{About, Act, INACTIVE, Officer};

use crate::account::code;
use crate::account::sign_in::{Luggage, SignedIn, begin_as, unpark};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::{Context, Mode};
use crate::error::{Error, Refusal, Result};
use crate::token::Token;

/// What a code is for that staff ask for.
const PURPOSE: &str = "staff";

/// How long the second factor is waited for, milliseconds.
const WAIT: i64 = 10 * 60_000;

/// Bytes of a secret, as many as its hash has (RFC 4226 §4).
const SECRET: usize = 20;

/// Sends a code to the mobile number of somebody on the staff; to any other as well, so that nobody learns whose it is.
///
/// # Errors
/// As [`code::send`].
pub async fn send_code(ctx: &Context, phone: &str, luggage: &Luggage, address: Option<&str>) -> Result<Token> {
    code::send_for(ctx, PURPOSE, None, phone, luggage, address).await
}

/// The first factor by the digits that were sent.
///
/// # Errors
/// Refused when they are not the ones, or the number is of nobody on the staff, or the account is not open.
pub async fn by_code(ctx: &Context, token: &Token, typed: &str, luggage: &Luggage) -> Result<Token> {
    let (tx, phone) = code::use_up(ctx, PURPOSE, token, typed).await?;
    let account = data::staff::find_by_phone(&*tx, &phone).await?;
    if account.is_none() {
        note(ctx, &tx, None, Act::SignInRefused, About::Nothing).await?;
    }
    tx.commit().await?;
    first_factor(ctx, account.ok_or(Error::Refused(Refusal::NotStaff))?, luggage).await
}

/// The first factor of an officer of the sandbox.
///
/// # Errors
/// [`Error::NotFound`] in production, or when there is no such officer; refused when the account is not open.
pub async fn as_officer(ctx: &Context, id: &OfficerId, luggage: &Luggage) -> Result<Token> {
    let account = data::staff::find(ctx.db.read(), id)
        .await?
        .filter(|_| ctx.mode == Mode::Sandbox);
    first_factor(ctx, account.ok_or(Error::NotFound)?, luggage).await
}

/// Begins a session that may do nothing but prove the second factor, and makes the secret of whoever has none in use.
async fn first_factor(ctx: &Context, account: Account, luggage: &Luggage) -> Result<Token> {
    let id = &account.officer.id;
    let open = is_open(ctx, &account);
    let tx = ctx.db.write().await?;
    if let Err(refusal) = open {
        note(ctx, &tx, Some(id), Act::SignInRefused, About::Nothing).await?;
        tx.commit().await?;
        return Err(Error::Refused(refusal));
    }
    data::second_factor::save_new(&*tx, id, &secret(ctx)).await?;
    note(ctx, &tx, Some(id), Act::FirstFactor, About::Nothing).await?;
    tx.commit().await?;
    let until = ctx.now().plus(WAIT);
    begin_as(ctx, session(ctx, id, None, until, luggage)?, luggage).await
}

/// A new secret.
pub(crate) fn secret(ctx: &Context) -> [u8; SECRET] {
    let mut secret = [0; SECRET];
    ctx.dice.roll(&mut secret);
    secret
}

fn is_open(ctx: &Context, account: &Account) -> std::result::Result<(), Refusal> {
    if account.locked_at.is_some() {
        return Err(Refusal::AccountLocked);
    }
    if account.active_at.plus(INACTIVE) <= ctx.now() {
        return Err(Refusal::AccountInactive);
    }
    Ok(())
}

/// Begins the session of an officer who proved both factors, whichever the second was; a parked form comes along.
pub(super) async fn complete(ctx: &Context, officer: &Officer, luggage: &Luggage) -> Result<SignedIn> {
    let (now, until) = (ctx.now(), ctx.now().plus(ctx.limits.session));
    let session = begin_as(ctx, session(ctx, &officer.id, Some(now), until, luggage)?, luggage).await?;
    let unparked = unpark(ctx, &Asker::Officer(officer.clone()), luggage).await?;
    Ok(SignedIn { session, unparked })
}

fn session(
    ctx: &Context,
    id: &OfficerId,
    second_factor_at: Option<Moment>,
    expires_at: Moment,
    luggage: &Luggage,
) -> Result<Session> {
    let now = ctx.now();
    Ok(Session {
        id: ctx.new_id().parse()?,
        holder: Holder::Officer(id.clone()),
        created_at: now,
        seen_at: now,
        live_at: None,
        hat: Hat::Own,
        second_factor_at,
        device: luggage.device.clone(),
        expires_at,
        ended_at: None,
    })
}
