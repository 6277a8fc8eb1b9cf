//! Say who one is: name and ID number, confirmed by the household register (实名).

use data::parked::Parked;
use domain::account::{Citizen, RealName};
use domain::field::same_text;
use domain::identity::IdNumber;

use super::code::keep;
use super::sign_in::{Luggage, begin};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::token::Token;

/// How often somebody may try in a day.
const TRIES: i64 = 5;
/// The counters of tries begin so, and go on with the day.
pub(crate) const COUNTER: &str = "real_name:";

/// Confirms the asker's name and ID number with the register that knows, and gives the session a new token, since it may do more.
///
/// # Errors
/// Refused when it is no name or number, when the register does not confirm it or cannot be asked, when another account has the
/// number, or after too many tries; [`Error::NotFound`] where no register confirms names.
pub async fn confirm(ctx: &Context, asker: &Asker, name: &str, id_number: &str, luggage: &Luggage) -> Result<Token> {
    let citizen = asker.citizen()?;
    let refused = |refusal| Err(Error::Refused(refusal));
    let (name, Ok(id_number)) = (name.trim(), id_number.parse::<IdNumber>()) else {
        return refused(Refusal::NotAnIdentity);
    };
    if name.is_empty() {
        return refused(Refusal::NotAnIdentity);
    }
    if id_number.is_childs(ctx.today()) {
        return refused(Refusal::AChild);
    }
    if !may_try(ctx, citizen).await? {
        return refused(Refusal::TooManyTries);
    }
    let register = ctx.city.real_name().ok_or(Error::NotFound)?;
    let answer = ctx.registers.open(register, &id_number);
    let Ok(Ok(entry)) = tokio::time::timeout(ctx.limits.register_wait, answer).await else {
        return refused(Refusal::RegisterDown);
    };
    let is_named = |(role, element, text): &(String, domain::id::ElementId, String)| {
        role == "self" && element.as_str() == "person.name" && same_text(text, name)
    };
    if !entry.is_some_and(|entry| entry.says.iter().any(is_named)) {
        return refused(Refusal::NotConfirmed);
    }
    store(ctx, citizen, name, id_number).await?;
    let holder = data::session::Holder::Citizen(citizen.id.clone());
    begin(ctx, holder, asker.signed()?.live_at, luggage).await
}

async fn store(ctx: &Context, citizen: &Citizen, name: &str, id_number: IdNumber) -> Result<()> {
    let tx = ctx.db.write().await?;
    tx.hold(&format!("id_number:{id_number}")).await?;
    let holder = data::account::find_by_id_number(&*tx, &id_number).await?;
    // Who only knows a name and a number does not come to the account of the one who has them.
    if holder.is_some_and(|holder| holder.id != citizen.id) {
        return Err(Error::Refused(Refusal::IdentityTaken));
    }
    let confirmed = Citizen {
        real_name: Some(RealName {
            name: name.to_owned(),
            id_number,
        }),
        ..citizen.clone()
    };
    data::account::save_citizen(&*tx, &confirmed).await?;
    Ok(tx.commit().await?)
}

async fn may_try(ctx: &Context, citizen: &Citizen) -> Result<bool> {
    let tx = ctx.db.write().await?;
    let so_far = data::setting::count_up(&*tx, &format!("{COUNTER}{}:{}", ctx.today(), citizen.id)).await?;
    tx.commit().await?;
    Ok(so_far <= TRIES)
}

/// Keeps what was typed and not confirmed, for this citizen to mend.
///
/// # Errors
/// When the database fails.
pub async fn keep_typed(ctx: &Context, asker: &Asker, name: &str, id_number: &str) -> Result<Token> {
    let cut = |text: &str| text.replace('\n', " ").chars().take(60).collect::<String>();
    let about = Parked::RealName(asker.citizen()?.id.clone());
    keep(ctx, about, format!("{}\n{}", cut(name), cut(id_number))).await
}

/// Name and ID number as this citizen last typed them.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn typed(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<(String, String)>> {
    let citizen = asker.citizen()?;
    let form = data::parked::find(ctx.db.read(), &token.hash(), ctx.now()).await?;
    let own = form.filter(|form| form.about == Parked::RealName(citizen.id.clone()));
    Ok(own.and_then(|form| {
        let (name, id_number) = form.body.split_once('\n')?;
        Some((name.to_owned(), id_number.to_owned()))
    }))
}

#[cfg(test)]
mod tests;
