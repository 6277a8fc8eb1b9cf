//! Serve somebody: the officer reads name and number off the ID card, and the register says that they belong together.

use data::parked::Parked;
use domain::account::RealName;
use domain::id::CitizenId;
use domain::identity::IdNumber;
use domain::mandate::{Ground, Mandate, Standing};
use domain::staff::{About, Act};

use super::served;
use crate::account::real_name;
use crate::asker::Asker;
use crate::audit::note_look;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

/// How long somebody stands at a window, milliseconds.
pub(super) const STANDS: i64 = 30 * 60_000;

/// How many people an officer serves in a day: more than come, and too few to look everybody up.
const PER_DAY: i64 = 300;

/// The person at the window.
#[derive(Debug)]
pub struct AtWindow {
    /// Who, as the register confirmed it.
    pub person: RealName,
    /// Their account.
    pub account: Option<CitizenId>,
    /// The number with which they sign in.
    pub phone: Option<String>,
    /// The mandates that they gave and that are not over.
    pub mandates: Vec<Mandate>,
}

/// Looks up who stands at the asker's window; the token stands for them.
///
/// # Errors
/// [`Error::Forbidden`] for everybody who does not serve at a window; refused when it is no name or number, when the register does
/// not confirm it or cannot be asked, or after too many in a day; [`Error::NotFound`] where no register confirms names.
pub async fn serve(ctx: &Context, asker: &Asker, name: &str, id_number: &str) -> Result<Token> {
    let officer = asker.window()?;
    let (name, Ok(id_number)) = (name.trim(), id_number.parse::<IdNumber>()) else {
        return Err(Error::Refused(Refusal::NotAnIdentity));
    };
    if name.is_empty() {
        return Err(Error::Refused(Refusal::NotAnIdentity));
    }
    let confirmed = real_name::ask(ctx, officer.id.as_str(), PER_DAY, name, &id_number).await;
    if let Err(Error::Refused(Refusal::NotConfirmed)) = confirmed {
        note_look(ctx, officer, Act::NotServed, About::Nothing).await?;
    }
    confirmed?;
    let about = Parked::Served(officer.id.clone());
    let token = parked::keep_for(ctx, about, format!("{name}\n{id_number}"), STANDS).await?;
    let account = data::account::find_by_id_number(ctx.db.read(), &id_number).await?;
    let about = account.map_or(About::Nothing, |account| About::Citizen(account.id));
    note_look(ctx, officer, Act::Served, about).await?;
    Ok(token)
}

/// Who stands there, with what can be done for them.
///
/// # Errors
/// [`Error::Forbidden`] for everybody who does not serve at a window; [`Error::ServeFirst`] when nobody stands there any more.
pub async fn read(ctx: &Context, asker: &Asker, token: &Token) -> Result<AtWindow> {
    let (_, person) = served(ctx, asker, token).await?;
    let db = ctx.db.read();
    let account = data::account::find_by_id_number(db, &person.id_number).await?;
    let mut mandates = Vec::new();
    let mut phone = None;
    if let Some(account) = &account {
        let is_open = |mandate: &Mandate| {
            let is_over = matches!(mandate.standing(ctx.today()), Standing::Over | Standing::Ended);
            !is_over && mandate.ground != Ground::Guardian
        };
        mandates = data::mandate::list_given(db, &account.id).await?;
        mandates.retain(is_open);
        let means = data::account::list_means(db, &account.id).await?;
        let signs_in = means.iter().any(|(means, _)| *means == data::account::Means::Phone);
        phone = signs_in.then(|| account.phone.clone());
    }
    Ok(AtWindow {
        person,
        account: account.map(|account| account.id),
        phone,
        mandates,
    })
}

/// Lets the person go: whoever sits down at the officer's screen next does nothing in their name.
///
/// # Errors
/// [`Error::Forbidden`] for everybody who does not serve at a window.
pub async fn finish(ctx: &Context, asker: &Asker, token: &Token) -> Result<()> {
    asker.window()?;
    let tx = ctx.db.write().await?;
    data::parked::take(&*tx, &token.hash()).await?;
    Ok(tx.commit().await?)
}

/// Keeps what was typed and not confirmed, for this officer to mend.
///
/// # Errors
/// [`Error::Forbidden`] for everybody who does not serve at a window.
pub async fn keep_typed(ctx: &Context, asker: &Asker, name: &str, id_number: &str) -> Result<Token> {
    let about = Parked::NotServed(asker.window()?.id.clone());
    parked::keep_pair(ctx, about, name, id_number).await
}

/// What this officer last typed, and whether there may be a window at all.
///
/// # Errors
/// [`Error::Forbidden`] for everybody who does not serve at a window.
pub async fn typed(ctx: &Context, asker: &Asker, token: Option<&Token>) -> Result<Option<(String, String)>> {
    let about = Parked::NotServed(asker.window()?.id.clone());
    match token {
        Some(token) => parked::find_pair(ctx, token, &about).await,
        None => Ok(None),
    }
}
