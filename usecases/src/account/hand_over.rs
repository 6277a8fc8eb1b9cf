//! The hand-over of a citizen from an app that holds our pages to the web-view in it, which shares nothing with the app: for its
//! user's code the app gets a token, and the web-view that opens the hand-over with it is signed in, once and soon.

use data::Connection as _;
use data::parked::Parked;
use data::session::Session;
use domain::path::LocalPath;

use super::bind::{Arrived, WAITS, arrive, broken, identified, take_identified, write};
use super::outside::{Identified, Means};
use super::recognise::live_session;
use super::sign_in::{Luggage, begin_as};
use super::sign_out::sign_out;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

/// What hand-overs are called among the vouchers.
const KIND: &str = "hand_over";
/// How long one is good, milliseconds.
const GOOD: i64 = 60_000;
/// Hand-overs for one network address in an hour: on phones a whole town shares one.
const PER_ADDRESS: i64 = 600;
const HOUR: i64 = 60 * 60_000;
/// The counters of hand-overs begin so, and go on with the hour.
pub(crate) const COUNTER: &str = "hand_over:";

/// Where a hand-over led.
#[derive(Debug)]
pub enum Opened {
    /// To where its user wanted to go.
    Arrived(Arrived, LocalPath),
    /// Nowhere yet: in this browser somebody else is signed in, or a guest filled something in, and it is for them to choose. The
    /// token stands for the hand-over's user.
    Choice(Token, LocalPath),
}

/// Whom a hand-over stood for, while somebody chooses.
#[derive(Debug)]
pub struct Handed {
    /// The app they came from.
    pub means: Means,
    /// The number of their account, if it has one.
    pub phone: Option<String>,
}

/// Hands over whom the app's code stands for, to go to this path: gives the token that opens it.
///
/// # Errors
/// Refused when the app's platform cannot be asked or does not know the code, and when too many were asked for from this address;
/// [`Error::NotFound`] when the app is none of ours.
pub async fn issue(ctx: &Context, means: Means, code: &str, to: &LocalPath, address: Option<&str>) -> Result<Token> {
    let app = ctx.containers.get(&means).ok_or(Error::NotFound)?;
    if let Some(address) = address {
        may_ask(ctx, address).await?;
    }
    let found = Identified::by_name(means, app.subject(code).await?);
    let token = Token::new(ctx);
    let body = serde_json::to_string(&(means.as_str(), found.subject, to.as_str())).map_err(broken)?;
    let tx = ctx.db.write().await?;
    data::voucher::give(&*tx, KIND, &token.hash(), &body, ctx.now().plus(GOOD)).await?;
    tx.commit().await?;
    Ok(token)
}

/// Counted and stored before the platform is asked: it gives us so many answers a minute, for everybody together.
async fn may_ask(ctx: &Context, address: &str) -> Result<()> {
    let tx = ctx.db.write().await?;
    let counter = format!("{}:{}", hour(ctx), tx.keys().find("address", address));
    let asked = data::setting::count_up(&*tx, &counter).await?;
    tx.commit().await?;
    if asked > PER_ADDRESS {
        return Err(Error::Refused(Refusal::TooManyTries));
    }
    Ok(())
}

/// What the counters of now begin with; those of before are forgotten.
pub(crate) fn hour(ctx: &Context) -> String {
    format!("{COUNTER}{:012}", ctx.now().0 / HOUR)
}

/// Opens a hand-over in the app it is seen in, and burns it. Whoever is signed in to the account of its user goes on in a new session,
/// under the same hat.
///
/// # Errors
/// Refused when it was opened before, is too old, or never was one; and, without burning it, when it was given to another app or
/// nobody is there who could open it.
pub async fn open(
    ctx: &Context,
    asker: &Asker,
    hand_over: &Token,
    seen_in: Option<Means>,
    luggage: &Luggage,
) -> Result<Opened> {
    let over = || Error::Refused(Refusal::HandOverEnded);
    let body = data::voucher::find(ctx.db.read(), KIND, &hand_over.hash(), ctx.now()).await?;
    let (found, to) = read(&body.ok_or_else(over)?)?;
    if seen_in != Some(found.means) {
        return Err(Error::Refused(Refusal::OtherApp));
    }
    let tx = ctx.db.write().await?;
    let taken = data::voucher::take(&*tx, KIND, &hand_over.hash(), ctx.now()).await?;
    tx.commit().await?;
    taken.ok_or_else(over)?;
    let owner = data::account::find_by_means(ctx.db.read(), found.means, &found.subject).await?;
    let arrived = match asker {
        // Whoever has no account yet proves a number first, and what was filled in becomes that account's.
        Asker::Guest(_) if owner.is_none() || !has_drafts(ctx, luggage).await? => {
            Some(arrive(ctx, &found, luggage).await?)
        }
        Asker::Citizen(signed) if owner.as_ref() == Some(&signed.citizen.id) => {
            Some(Arrived::Linked(renew(ctx, luggage).await?))
        }
        Asker::Guest(_) | Asker::Citizen(_) | Asker::HalfSignedIn(_) | Asker::Officer(_) => None,
    };
    if let Some(arrived) = arrived {
        return Ok(Opened::Arrived(arrived, to));
    }
    let waits = parked::keep_for(ctx, Parked::Identified, write(&found)?, WAITS).await?;
    Ok(Opened::Choice(waits, to))
}

/// Whether a guest filled something in here. It becomes the account's that is signed in to, so nobody else's hand-over may do that
/// unseen.
async fn has_drafts(ctx: &Context, luggage: &Luggage) -> Result<bool> {
    let Some(guest) = &luggage.guest else { return Ok(false) };
    let drafts = data::draft::list_for_guest(ctx.db.read(), &guest.hash()).await?;
    Ok(!drafts.is_empty())
}

/// Whom a hand-over stood for that was opened in this browser, while somebody chooses; nobody when it is too long ago.
///
/// # Errors
/// When the database fails.
pub async fn handed(ctx: &Context, token: &Token) -> Result<Option<Handed>> {
    let Some(found) = identified(ctx, token).await? else {
        return Ok(None);
    };
    let db = ctx.db.read();
    let citizen = match data::account::find_by_means(db, found.means, &found.subject).await? {
        Some(owner) => data::account::find_citizen(db, &owner).await?,
        None => None,
    };
    let phone = citizen.map(|citizen| citizen.phone);
    Ok(Some(Handed {
        means: found.means,
        phone: phone.filter(|phone| !phone.is_empty()),
    }))
}

/// Goes on in a session that begins now, with what the one before was about.
async fn renew(ctx: &Context, luggage: &Luggage) -> Result<Token> {
    let before = live_session(ctx, luggage.session.as_ref()).await?;
    let now = ctx.now();
    let session = Session {
        id: ctx.new_id().parse()?,
        created_at: now,
        seen_at: now,
        expires_at: now.plus(ctx.limits.session),
        ..before.ok_or(Error::SignInFirst)?
    };
    begin_as(ctx, session, luggage).await
}

/// Signs in the hand-over's user, as was chosen: instead of who is signed in in this browser, of whom nothing comes along, or with what
/// they filled in as a guest.
///
/// # Errors
/// Refused when it is too long ago that the hand-over was opened here.
pub async fn switch(ctx: &Context, asker: &Asker, handed: Option<&Token>, luggage: &Luggage) -> Result<Arrived> {
    let tx = ctx.db.write().await?;
    let found = take_identified(ctx, &tx, handed).await?;
    tx.commit().await?;
    let found = found.ok_or(Error::Refused(Refusal::HandOverEnded))?;
    if matches!(asker, Asker::Guest(_)) {
        return arrive(ctx, &found, luggage).await;
    }
    if let Some(session) = &luggage.session {
        sign_out(ctx, session).await?;
    }
    let own = Luggage {
        browser: luggage.browser.clone(),
        device: luggage.device.clone(),
        ..Luggage::default()
    };
    arrive(ctx, &found, &own).await
}

fn read(body: &str) -> Result<(Identified, LocalPath)> {
    let (means, subject, to): (String, String, String) = serde_json::from_str(body).map_err(broken)?;
    let means = Means::named(&means).ok_or(Error::NotFound)?;
    let to = to.parse().map_err(|_| Error::NotFound)?;
    Ok((Identified::by_name(means, subject), to))
}

#[cfg(test)]
mod tests;
