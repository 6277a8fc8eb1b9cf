//! Sign in by a one-time code that is sent to one's phone; the first time it makes the account.

use data::account::Means;
use data::code::{By, Code, Sender};
use data::parked::Parked;
use domain::account::Citizen;
use domain::id::CitizenId;
use domain::identity::{half_width, mobile_number};
use domain::moment::Moment;

use super::bind::{bind, take_identified};
use super::person;
use super::sign_in::{Luggage, SignedIn, enter};
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long a code is good, milliseconds.
const GOOD: i64 = 5 * MINUTE;
/// How often something may be entered for one code.
pub const TRIES: i32 = 5;
/// Digits of a code.
const DIGITS: usize = 6;
/// Between two codes to one number, milliseconds, unless the first was used.
const PAUSE: i64 = MINUTE;
/// Codes to one number in an hour. A browser in which the number's owner was signed in before has as many of its own, so that
/// no stranger can use them up.
const PER_PHONE: u64 = 5;
/// Codes to one number in a day from browsers in which its owner never was: what can be guessed at the most is five times that.
const PER_PHONE_AND_DAY: u64 = 20;
/// Codes for one browser in an hour.
const PER_BROWSER: u64 = 10;
/// Codes for one network address in an hour; many people share one.
const PER_ADDRESS: u64 = 60;

/// Codes to one number in an hour with which its owner, who is signed in, signs what they file.
const PER_SIGNER: u64 = 30;

/// What a code is for that lets in.
const SIGN_IN: &str = "";

/// How long codes are remembered for the limits, milliseconds.
pub(crate) const REMEMBERED: i64 = DAY;

/// Sends a code to a mobile number with which a citizen signs in; the token stands for it in the browser that asked.
///
/// # Errors
/// Refused when it is no mobile number, when too many were asked for, or when it could not be sent; [`Error::NotFound`] where
/// nothing carries messages.
pub async fn send(ctx: &Context, phone: &str, luggage: &Luggage, address: Option<&str>) -> Result<Token> {
    send_for(ctx, SIGN_IN, None, phone, luggage, address).await
}

/// Sends a code that is good for this purpose alone; of one that signs the message says so, and for which theme.
///
/// # Errors
/// As [`send`].
pub(crate) async fn send_for(
    ctx: &Context,
    purpose: &str,
    signs: Option<&str>,
    phone: &str,
    luggage: &Luggage,
    address: Option<&str>,
) -> Result<Token> {
    let messenger = ctx.messenger.as_ref().ok_or(Error::NotFound)?;
    let phone = mobile_number(phone).ok_or(Error::Refused(Refusal::NotAPhone))?;
    let now = ctx.now();
    let token = Token::new(ctx);
    let digits = digits(ctx);
    let code = Code {
        id: ctx.new_id().parse()?,
        phone,
        expires_at: now.plus(GOOD),
        tries: 0,
        purpose: purpose.to_owned(),
        used_at: None,
    };
    let sender = Sender {
        device: luggage.browser.as_ref().map(Token::hash),
        address: address.map(str::to_owned),
    };
    let tx = ctx.db.write().await?;
    // Those that come at once count each other, also to other numbers from one browser or address.
    let mut held = vec![code.phone.clone()];
    held.extend(sender.device.clone());
    held.extend(sender.address.clone());
    held.sort_unstable();
    for one in held {
        tx.hold(&format!("code:{one}")).await?;
    }
    if purpose.starts_with(data::code::SIGNS) {
        may_sign_once_more(ctx, &*tx, &code.phone).await?;
    } else {
        may_have_one_more(ctx, &*tx, &code.phone, &sender).await?;
    }
    data::code::insert(&*tx, &code, &digits, &token.hash(), &sender, now).await?;
    tx.commit().await?;
    let sent = messenger.send_code(&code.phone, &digits, signs).await;
    sent.map_err(|_| Error::Refused(Refusal::NotSent))?;
    Ok(token)
}

/// Nobody else can have such codes sent to a number, so that there are more of them: who files for others signs all day.
async fn may_sign_once_more(ctx: &Context, db: &impl data::Connection, phone: &str) -> Result<()> {
    let (by, last_hour, pause) = (By::Signing(phone), ctx.now().plus(-HOUR), ctx.now().plus(-PAUSE));
    let is_waiting = data::code::is_waiting(db, by, pause).await?;
    if is_waiting || data::code::count_since(db, by, last_hour).await? >= PER_SIGNER {
        return Err(Error::Refused(Refusal::TooManyCodes));
    }
    Ok(())
}

async fn may_have_one_more(ctx: &Context, db: &impl data::Connection, phone: &str, sender: &Sender) -> Result<()> {
    let (last_hour, pause) = (ctx.now().plus(-HOUR), ctx.now().plus(-PAUSE));
    let browser = sender.device.as_deref();
    // A number that nobody has is looked up as one that somebody has, so that it takes as long.
    let owner = data::account::find_by_means(db, Means::Phone, phone).await?;
    let owner = owner.map_or_else(|| "nobody".parse(), Ok)?;
    let is_known = data::session::is_known_device(db, &owner, browser.unwrap_or_default()).await?;
    let by = match browser.filter(|_| is_known) {
        Some(browser) => By::PhoneOn(phone, browser),
        None => By::Phone(phone),
    };
    if data::code::is_waiting(db, by, pause).await? {
        return Err(Error::Refused(Refusal::TooManyCodes));
    }
    let mut limits = vec![(by, last_hour, PER_PHONE)];
    limits.extend(browser.map(|browser| (By::Device(browser), last_hour, PER_BROWSER)));
    if !is_known {
        limits.push((By::Phone(phone), ctx.now().plus(-DAY), PER_PHONE_AND_DAY));
        // Whoever was here before is not kept out by strangers on the same network.
        let address = sender.address.as_deref();
        limits.extend(address.map(|address| (By::Address(address), last_hour, PER_ADDRESS)));
    }
    for (by, since, most) in limits {
        if data::code::count_since(db, by, since).await? >= most {
            return Err(Error::Refused(Refusal::TooManyCodes));
        }
    }
    Ok(())
}

/// Six digits of chance, each number as likely as any other.
pub(crate) fn digits(ctx: &Context) -> String {
    loop {
        let mut bytes = [0; 4];
        ctx.dice.roll(&mut bytes);
        let number = u32::from_be_bytes(bytes);
        // What lies above the last whole million would make small numbers likelier.
        if number < u32::MAX - u32::MAX % 1_000_000 {
            return format!("{:06}", number % 1_000_000);
        }
    }
}

/// A code that was sent from this browser, and not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// To which number, to be looked over.
    pub phone: String,
    /// Until when it is good.
    pub until: Moment,
    /// How often digits may still be entered for it.
    pub tries_left: i32,
    /// Why it is good no more.
    pub over: Option<Refusal>,
}

/// What was sent for this token; nothing once it was used.
///
/// # Errors
/// When the database fails.
pub async fn sent(ctx: &Context, token: &Token) -> Result<Option<Sent>> {
    let code = data::code::find(ctx.db.read(), &token.hash()).await?;
    Ok(code.filter(|code| code.used_at.is_none()).map(|code| Sent {
        over: over(&code, ctx.now()),
        phone: code.phone,
        until: code.expires_at,
        tries_left: (TRIES - code.tries).max(0),
    }))
}

/// Whether the digits that were sent for this token are still waited for.
///
/// # Errors
/// When the database fails.
pub async fn is_good(ctx: &Context, token: &Token) -> Result<bool> {
    Ok(sent(ctx, token).await?.is_some_and(|sent| sent.over.is_none()))
}

/// Whether the digits that were sent for this token and this purpose are still waited for.
pub(crate) async fn is_good_for(ctx: &Context, purpose: &str, token: &Token) -> Result<bool> {
    let code = data::code::find(ctx.db.read(), &token.hash()).await?;
    Ok(code.is_some_and(|code| code.purpose == purpose && over(&code, ctx.now()).is_none()))
}

/// Why a code is good no more.
fn over(code: &Code, now: Moment) -> Option<Refusal> {
    if code.used_at.is_some() || code.expires_at <= now {
        Some(Refusal::CodeOver)
    } else {
        (code.tries >= TRIES).then_some(Refusal::CodeSpent)
    }
}

/// Sends another code that lets in to the number that one was sent to from this browser.
///
/// # Errors
/// As [`send`]; refused when none was sent from here.
pub async fn send_again(ctx: &Context, token: &Token, luggage: &Luggage, address: Option<&str>) -> Result<Token> {
    let code = data::code::find(ctx.db.read(), &token.hash()).await?;
    let code = code.filter(|code| code.purpose == SIGN_IN);
    let code = code.ok_or(Error::Refused(Refusal::CodeOver))?;
    send(ctx, &code.phone, luggage, address).await
}

/// Signs in with the digits that were sent: to the account of that number, or to a new one. Whom somebody else identified in this
/// browser just before is the account's owner from then on.
///
/// # Errors
/// Refused when they are not the ones or not six, or the code is used, too old or was tried too often; when the account is another person's
/// than the one identified; and when the number may be somebody else's by now, until they said who they are to [`person::prove`].
pub async fn sign_in(ctx: &Context, token: &Token, typed: &str, luggage: &Luggage) -> Result<SignedIn> {
    let (tx, phone) = use_up(ctx, SIGN_IN, token, typed).await?;
    tx.hold(&format!("phone:{phone}")).await?;
    let citizen = match data::account::find_by_means(&*tx, Means::Phone, &phone).await? {
        Some(id) => data::account::find_citizen(&*tx, &id).await?.ok_or(Error::NotFound)?,
        None => begin_account(ctx, &tx, phone).await?,
    };
    if person::is_unsure(ctx, &tx, &citizen, luggage).await? {
        person::wait(ctx, &tx, &citizen.id, token).await?;
        tx.commit().await?;
        return Err(Error::Refused(Refusal::WhoIsIt));
    }
    data::account::prove_number(&*tx, &citizen.phone, ctx.now()).await?;
    let identified = take_identified(ctx, &tx, luggage.identified.as_ref()).await?;
    let (citizen, live_at) = match identified {
        Some(found) => (bind(ctx, &tx, citizen, &found).await?, found.live_at),
        None => (citizen, None),
    };
    tx.commit().await?;
    enter(ctx, citizen, live_at, luggage).await
}

/// Uses a code up with the digits that were sent for this purpose: to which number, and the transaction in which it is used.
///
/// # Errors
/// As [`sign_in`].
pub(crate) async fn use_up(
    ctx: &Context,
    purpose: &str,
    token: &Token,
    typed: &str,
) -> Result<(data::Transaction, String)> {
    let code = data::code::find(ctx.db.read(), &token.hash()).await?;
    let code = code.filter(|code| code.purpose == purpose);
    let code = code.ok_or(Error::Refused(Refusal::CodeOver))?;
    if let Some(over) = over(&code, ctx.now()) {
        return Err(Error::Refused(over));
    }
    let typed: String = half_width(typed).chars().filter(char::is_ascii_digit).collect();
    if typed.len() != DIGITS {
        return Err(Error::Refused(Refusal::ShortCode));
    }
    // Counted and stored before it is compared: trying at many places at once gives no more tries.
    let tx = ctx.db.write().await?;
    let may_try = data::code::count_try(&*tx, &code.id, TRIES, ctx.now()).await?;
    tx.commit().await?;
    if !may_try {
        return Err(Error::Refused(Refusal::CodeOver));
    }
    let tx = ctx.db.write().await?;
    if !data::code::use_up(&*tx, &code.id, &typed, ctx.now()).await? {
        let left = code.tries + 1 < TRIES;
        return Err(Error::Refused(if left {
            Refusal::WrongCode
        } else {
            Refusal::CodeSpent
        }));
    }
    Ok((tx, code.phone))
}

/// An account that has nothing but this number.
pub(super) async fn begin_account(ctx: &Context, tx: &data::Transaction, phone: String) -> Result<Citizen> {
    let id: CitizenId = ctx.new_id().parse()?;
    data::account::add_means(&**tx, Means::Phone, &phone, &id, ctx.now()).await?;
    let citizen = Citizen {
        id,
        phone,
        real_name: None,
    };
    data::account::save_citizen(&**tx, &citizen).await?;
    Ok(citizen)
}

/// Keeps what was typed as a number and was none, for this browser to mend.
///
/// # Errors
/// When the database fails.
pub async fn keep_typed(ctx: &Context, phone: &str) -> Result<Token> {
    parked::keep(ctx, Parked::Phone, parked::cut(phone)).await
}

/// What this browser last typed as a number.
///
/// # Errors
/// When the database fails.
pub async fn typed(ctx: &Context, token: &Token) -> Result<Option<String>> {
    parked::find(ctx, token, &Parked::Phone).await
}

#[cfg(test)]
mod tests;
