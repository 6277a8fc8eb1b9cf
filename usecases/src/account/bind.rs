//! Accounts from different means are linked, never doubled.

use data::parked::Parked;
use domain::account::{Citizen, RealName};
use domain::moment::Moment;

use super::outside::{Identified, Means};
use super::real_name::{self, Word};
use super::sign_in::{Luggage, SignedIn, enter};
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

/// How long the way to a provider may take, and how long whom it identified is remembered, milliseconds.
pub(super) const WAITS: i64 = 10 * 60_000;

/// Where somebody comes to whom others identified.
#[derive(Debug)]
pub enum Arrived {
    /// To their account.
    SignedIn(SignedIn),
    /// To the account they are signed in to, which is reached by this too; its session has a new token.
    Linked(Token),
    /// To none yet: they give a mobile number first. The token stands for who they are.
    AskPhone(Token),
}

/// Signs in to the account that is reached so. Anybody else proves a mobile number first, also when an account has the ID number that
/// is vouched for: it may be somebody's who only typed name and number, and nobody shares an account.
pub(super) async fn arrive(ctx: &Context, found: &Identified, luggage: &Luggage) -> Result<Arrived> {
    let tx = ctx.db.write().await?;
    let known = match data::account::find_by_means(&*tx, found.means, &found.subject).await? {
        Some(id) => data::account::find_citizen(&*tx, &id).await?,
        None => None,
    };
    let Some(citizen) = known else {
        drop(tx);
        return Ok(Arrived::AskPhone(
            parked::keep_for(ctx, Parked::Identified, write(found)?, WAITS).await?,
        ));
    };
    let citizen = bind(ctx, &tx, citizen, found).await?;
    tx.commit().await?;
    Ok(Arrived::SignedIn(enter(ctx, citizen, found.live_at, luggage).await?))
}

/// Lets an account be reached by what was identified, and takes over who it is.
pub(super) async fn bind(
    ctx: &Context,
    tx: &data::Transaction,
    citizen: Citizen,
    found: &Identified,
) -> Result<Citizen> {
    tx.hold(&format!("citizen:{}", citizen.id)).await?;
    tx.hold(&format!("means:{}", found.subject)).await?;
    // As the account is now: the provider took its time, and another tab may have been faster.
    let citizen = data::account::find_citizen(&**tx, &citizen.id)
        .await?
        .ok_or(Error::NotFound)?;
    let owner = data::account::find_by_means(&**tx, found.means, &found.subject).await?;
    if owner.is_some_and(|owner| owner != citizen.id) {
        return Err(Error::Refused(Refusal::MeansTaken));
    }
    let citizen = match (&citizen.real_name, &found.real_name) {
        (Some(known), Some(said)) if known.id_number != said.id_number => {
            return Err(Error::Refused(Refusal::OtherPerson));
        }
        (None, Some(said)) => name(ctx, tx, citizen, said).await?,
        _ => citizen,
    };
    data::account::add_means(&**tx, found.means, &found.subject, &citizen.id, ctx.now()).await?;
    Ok(citizen)
}

async fn name(ctx: &Context, tx: &data::Transaction, citizen: Citizen, said: &RealName) -> Result<Citizen> {
    real_name::claim(ctx, tx, &said.id_number, &citizen.id, Word::Vouched).await?;
    let named = Citizen {
        real_name: Some(said.clone()),
        ..citizen
    };
    data::account::save_citizen(&**tx, &named).await?;
    Ok(named)
}

/// Whom others identified in this browser, taken out; nobody when it is too long ago.
pub(super) async fn take_identified(
    ctx: &Context,
    tx: &data::Transaction,
    token: Option<&Token>,
) -> Result<Option<Identified>> {
    let Some(token) = token else { return Ok(None) };
    let form = data::parked::take(&**tx, &token.hash()).await?;
    let good = form.filter(|form| form.about == Parked::Identified && form.expires_at > ctx.now());
    good.map(|form| read(&form.body)).transpose()
}

/// Whom others identified in this browser, while they give their mobile number.
///
/// # Errors
/// When the database fails.
pub async fn identified(ctx: &Context, token: &Token) -> Result<Option<Identified>> {
    let body = parked::find(ctx, token, &Parked::Identified).await?;
    body.as_deref().map(read).transpose()
}

/// Forgets whom others identified in this browser: somebody else sits at it now.
///
/// # Errors
/// When the database fails.
pub async fn forget(ctx: &Context, token: &Token) -> Result<()> {
    let tx = ctx.db.write().await?;
    take_identified(ctx, &tx, Some(token)).await?;
    Ok(tx.commit().await?)
}

/// As it lies sealed: means, subject, name and number, phone, and when it was seen living.
type Written = (String, String, Option<(String, String)>, Option<String>, Option<i64>);

pub(super) fn write(found: &Identified) -> Result<String> {
    let real_name = found.real_name.as_ref();
    let written: Written = (
        found.means.as_str().to_owned(),
        found.subject.clone(),
        real_name.map(|known| (known.name.clone(), known.id_number.to_string())),
        found.phone.clone(),
        found.live_at.map(|at| at.0),
    );
    serde_json::to_string(&written).map_err(broken)
}

fn read(body: &str) -> Result<Identified> {
    let (means, subject, real_name, phone, live_at): Written = serde_json::from_str(body).map_err(broken)?;
    let real_name = match real_name {
        Some((name, id_number)) => Some(RealName {
            name,
            id_number: id_number.parse().map_err(|_| Error::NotFound)?,
        }),
        None => None,
    };
    Ok(Identified {
        means: Means::named(&means).ok_or(Error::NotFound)?,
        subject,
        real_name,
        phone,
        live_at: live_at.map(Moment),
    })
}

pub(super) fn broken(error: serde_json::Error) -> Error {
    Error::Internal(Box::new(error))
}
