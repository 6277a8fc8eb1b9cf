//! Say who one is: name and ID number, confirmed by the household register (实名).

use data::parked::Parked;
use domain::account::{Citizen, RealName};
use domain::field::same_text;
use domain::id::CitizenId;
use domain::identity::IdNumber;
use domain::mandate::Standing;

use super::sign_in::{Luggage, rotate};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::register::Entry;
use crate::token::Token;

/// How often a citizen may try in a day.
pub(crate) const TRIES: i64 = 5;
/// The counters of tries begin so, and go on with the day.
pub(crate) const COUNTER: &str = "real_name:";

/// Confirms the asker's name and ID number with the register that knows, and gives the session a new token, since it may do more.
///
/// # Errors
/// Refused when it is no name or number, when the register does not confirm it or cannot be asked, when another account has the
/// number, or after too many tries; [`Error::NotFound`] where no register confirms names.
pub async fn confirm(ctx: &Context, asker: &Asker, name: &str, id_number: &str, luggage: &Luggage) -> Result<Token> {
    let citizen = asker.citizen()?;
    if citizen.real_name.is_some() {
        return Err(Error::Refused(Refusal::IsKnown));
    }
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
    ask(ctx, citizen.id.as_str(), TRIES, name, &id_number).await?;
    store(ctx, citizen, name, id_number).await?;
    rotate(ctx, luggage, |_| ()).await
}

/// What the register says of whom this name and number belong to. Every try counts for who asks, who may so often in a day.
pub(crate) async fn ask(ctx: &Context, by: &str, most: i64, name: &str, id_number: &IdNumber) -> Result<Entry> {
    let refused = |refusal| Err(Error::Refused(refusal));
    if !may_try(ctx, by, most).await? {
        return refused(Refusal::TooManyTries);
    }
    let register = ctx.city.real_name().ok_or(Error::NotFound)?;
    let answer = ctx.registers.open(register, id_number);
    let Ok(Ok(entry)) = tokio::time::timeout(ctx.limits.register_wait, answer).await else {
        return refused(Refusal::RegisterDown);
    };
    let is_named = |(role, element, text): &(String, domain::id::ElementId, String)| {
        role == "self" && element.as_str() == "person.name" && same_text(text, name)
    };
    match entry {
        Some(entry) if entry.says.iter().any(is_named) => Ok(entry),
        _ => refused(Refusal::NotConfirmed),
    }
}

async fn store(ctx: &Context, citizen: &Citizen, name: &str, id_number: IdNumber) -> Result<()> {
    let tx = ctx.db.write().await?;
    tx.hold(&format!("citizen:{}", citizen.id)).await?;
    // As the account is now: the register took its time, and another tab may have been faster.
    let citizen = data::account::find_citizen(&*tx, &citizen.id)
        .await?
        .ok_or(Error::NotFound)?;
    if (citizen.real_name.as_ref()).is_some_and(|known| known.id_number != id_number) {
        return Err(Error::Refused(Refusal::IsKnown));
    }
    claim(ctx, &tx, &id_number, &citizen.id, Word::Typed).await?;
    let confirmed = Citizen {
        real_name: Some(RealName {
            name: name.to_owned(),
            id_number,
        }),
        ..citizen
    };
    data::account::save_citizen(&*tx, &confirmed).await?;
    Ok(tx.commit().await?)
}

/// Who says that an ID number is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// They typed it with the right name.
    Typed,
    /// An identity provider vouches for them.
    Vouched,
}

/// Makes an ID number free for this account, and nobody else's until the transaction ends.
///
/// # Errors
/// Refused for a child, when another account has it that somebody signs in to; for who only typed it also while an agent acts for
/// that one, or when its number is gone.
pub(super) async fn claim(
    ctx: &Context,
    tx: &data::Transaction,
    id_number: &IdNumber,
    citizen: &CitizenId,
    word: Word,
) -> Result<()> {
    if id_number.is_childs(ctx.today()) {
        return Err(Error::Refused(Refusal::AChild));
    }
    tx.hold(&format!("id_number:{id_number}")).await?;
    let holder = data::account::find_by_id_number(&**tx, id_number).await?;
    let Some(holder) = holder.filter(|holder| holder.id != *citizen) else {
        return Ok(());
    };
    // Who only knows a name and a number does not come to the account of the one who has them. One that nobody ever signed in to,
    // because a parent or an officer began it, is theirs.
    let given = data::mandate::list_given(&**tx, &holder.id).await?;
    let has_guardian = given
        .iter()
        .any(|mandate| mandate.standing(ctx.today()) == Standing::Live);
    // Nor is one whose number somebody else has: its owner comes by a passkey, or to a window.
    let is_kept = has_guardian || holder.phone.is_empty();
    if data::account::has_means(&**tx, &holder.id).await? || (is_kept && word == Word::Typed) {
        return Err(Error::Refused(Refusal::IdentityTaken));
    }
    Ok(data::account::merge(&**tx, &holder.id, citizen).await?)
}

/// Counts a try of today; whether it was not one too many.
pub(super) async fn may_try(ctx: &Context, by: &str, most: i64) -> Result<bool> {
    let tx = ctx.db.write().await?;
    let so_far = data::setting::count_up(&*tx, &format!("{COUNTER}{}:{by}", ctx.today())).await?;
    tx.commit().await?;
    Ok(so_far <= most)
}

/// Keeps what was typed and not confirmed, for this citizen to mend.
///
/// # Errors
/// When the database fails.
pub async fn keep_typed(ctx: &Context, asker: &Asker, name: &str, id_number: &str) -> Result<Token> {
    let about = Parked::RealName(asker.citizen()?.id.clone());
    parked::keep_pair(ctx, about, name, id_number).await
}

/// Name and ID number as this citizen last typed them.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn typed(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<(String, String)>> {
    let about = Parked::RealName(asker.citizen()?.id.clone());
    parked::find_pair(ctx, token, &about).await
}

#[cfg(test)]
mod tests;
