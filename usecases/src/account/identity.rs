//! Sign in by the identity provider: the way there and back, kept on the server and good once.

use data::parked::Parked;
use domain::id::CitizenId;

use super::bind::{Arrived, WAITS, arrive, bind, broken};
use super::erase::must_be_fresh;
use super::outside::Secrets;
use super::sign_in::{Luggage, rotate};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

/// Why somebody goes to the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To let the account they are signed in to be reached so too.
    Link,
}

/// What the browser came back with.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The state.
    pub state: String,
    /// The code that stands for who it is.
    pub code: Option<String>,
    /// Why there is none, as the provider calls it.
    pub error: Option<String>,
}

/// The way back.
#[derive(Debug)]
pub struct Return {
    /// Why they went.
    pub purpose: Purpose,
    /// Where they wanted to go.
    pub next: String,
    /// Where they come to.
    pub outcome: Result<Arrived>,
}

/// As it lies sealed: the three secrets, where the browser goes, where it goes afterwards, and whose account it is for.
type Written = ([String; 3], String, String, Option<String>);

/// Prepares the way; the token stands for it in the browser that goes.
///
/// # Errors
/// Refused when the provider cannot be asked; [`Error::SignInFirst`] for a guest who wants to link; [`Error::NotFound`] where there
/// is no provider.
pub async fn start(ctx: &Context, asker: &Asker, purpose: Purpose, next: &str) -> Result<Token> {
    let provider = ctx.identity.as_ref().ok_or(Error::NotFound)?;
    let owner = match purpose {
        Purpose::SignIn => None,
        Purpose::Link => Some(asker.citizen()?.id.to_string()),
    };
    let chance = || Token::new(ctx).secret().to_owned();
    let secrets = Secrets {
        state: chance(),
        nonce: chance(),
        verifier: chance(),
    };
    let address = provider.address(&secrets).await?;
    let secrets = [secrets.state, secrets.nonce, secrets.verifier];
    let written: Written = (secrets, address, next.to_owned(), owner);
    let body = serde_json::to_string(&written).map_err(broken)?;
    parked::keep_for(ctx, Parked::Away, body, WAITS).await
}

/// Where the browser goes that this way was prepared for; nowhere when it is too old.
///
/// # Errors
/// When the database fails.
pub async fn address(ctx: &Context, away: &Token) -> Result<Option<String>> {
    let Some(body) = parked::find(ctx, away, &Parked::Away).await? else {
        return Ok(None);
    };
    let (_, address, _, _): Written = serde_json::from_str(&body).map_err(broken)?;
    Ok(Some(address))
}

/// Ends the way: signs in whom the provider identified, or lets the account of the asker be reached so too. Where it was to lead is
/// known also when it fails.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    ctx: &Context,
    asker: &Asker,
    away: Option<&Token>,
    answer: Answer,
    luggage: &Luggage,
) -> Result<Return> {
    let over = || Err(Error::Refused(Refusal::ProviderOver));
    let Some((secrets, next, owner, is_good)) = take(ctx, away).await? else {
        return Ok(Return {
            purpose: Purpose::SignIn,
            next: String::new(),
            outcome: over(),
        });
    };
    let purpose = if owner.is_some() {
        Purpose::Link
    } else {
        Purpose::SignIn
    };
    let outcome = if is_good && answer.state == secrets.state {
        complete(ctx, asker, &secrets, owner, answer, luggage).await
    } else {
        over()
    };
    Ok(Return { purpose, next, outcome })
}

type Taken = (Secrets, String, Option<CitizenId>, bool);

async fn take(ctx: &Context, away: Option<&Token>) -> Result<Option<Taken>> {
    let Some(away) = away else { return Ok(None) };
    let tx = ctx.db.write().await?;
    let form = data::parked::take(&*tx, &away.hash()).await?;
    tx.commit().await?;
    let Some(form) = form.filter(|form| form.about == Parked::Away) else {
        return Ok(None);
    };
    let ([state, nonce, verifier], _, next, owner): Written = serde_json::from_str(&form.body).map_err(broken)?;
    let secrets = Secrets { state, nonce, verifier };
    let owner = owner.map(|owner| owner.parse()).transpose()?;
    Ok(Some((secrets, next, owner, form.expires_at > ctx.now())))
}

async fn complete(
    ctx: &Context,
    asker: &Asker,
    secrets: &Secrets,
    owner: Option<CitizenId>,
    answer: Answer,
    luggage: &Luggage,
) -> Result<Arrived> {
    let provider = ctx.identity.as_ref().ok_or(Error::NotFound)?;
    let code = match (answer.error.as_deref(), answer.code) {
        (None, Some(code)) => code,
        (Some("access_denied"), _) => return Err(Error::Refused(Refusal::ProviderDenied)),
        (Some("temporarily_unavailable" | "server_error"), _) => return Err(Error::Refused(Refusal::ProviderDown)),
        _ => return Err(Error::Refused(Refusal::ProviderUnsound)),
    };
    // Whoever began to link may have signed out on the way, or somebody else in.
    if owner.is_some() && owner.as_ref() != asker.citizen().ok().map(|citizen| &citizen.id) {
        return Err(Error::Refused(Refusal::ProviderOver));
    }
    let found = provider.identify(&code, secrets).await?;
    if owner.is_none() {
        return arrive(ctx, &found, luggage).await;
    }
    let signed = asker.signed()?;
    must_be_fresh(ctx, luggage.session.as_ref()).await?;
    let tx = ctx.db.write().await?;
    bind(ctx, &tx, signed.citizen.clone(), &found).await?;
    tx.commit().await?;
    let live_at = found.live_at.max(signed.live_at);
    Ok(Arrived::Linked(
        rotate(ctx, luggage, |session| session.live_at = live_at).await?,
    ))
}

#[cfg(test)]
mod tests;
