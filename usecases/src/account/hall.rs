//! What the operator does when somebody came with their ID card where no window serves: who they are was seen there, by eye.

use data::Transaction;
use data::account::Means;
use domain::account::Citizen;
use domain::id::CitizenId;
use domain::identity::{IdNumber, mobile_number};
use domain::notice::NoticeKind;
use domain::staff::{About, Act};

use super::erase::{close, remove_contents};
use crate::audit::note;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// Moves an account to another mobile number. Whatever else opened it opens it no more: who has the old phone may not be the one
/// who came.
///
/// # Errors
/// Refused when one is no mobile number, or an account has the other; [`Error::NotFound`] when nobody has the first.
pub async fn move_number(ctx: &Context, from: &str, to: &str) -> Result<CitizenId> {
    let (Some(from), Some(to)) = (mobile_number(from), mobile_number(to)) else {
        return Err(Error::Refused(Refusal::NotAPhone));
    };
    let tx = ctx.db.write().await?;
    let id = data::account::find_by_means(&*tx, Means::Phone, &from)
        .await?
        .ok_or(Error::NotFound)?;
    let before = give_number(ctx, &tx, &id, &to).await?;
    note(ctx, &tx, None, Act::NumberMoved, About::Citizen(id.clone())).await?;
    tx.commit().await?;
    tell(ctx, before.as_deref()).await;
    Ok(id)
}

/// Makes this the number that an account is reached by, and the only means; the number that it was reached by before.
///
/// # Errors
/// Refused when another account has it; [`Error::Conflict`] when its number changes in the same moment.
pub(crate) async fn give_number(
    ctx: &Context,
    tx: &Transaction,
    id: &CitizenId,
    number: &str,
) -> Result<Option<String>> {
    let of_account = async || data::account::find_citizen(&**tx, id).await?.ok_or(Error::NotFound);
    let before = of_account().await?.phone;
    let mut numbers = [before.as_str(), number];
    numbers.sort_unstable();
    for number in numbers {
        tx.hold(&format!("phone:{number}")).await?;
    }
    let citizen = of_account().await?;
    if citizen.phone != before {
        return Err(Error::Conflict);
    }
    let holder = data::account::find_by_means(&**tx, Means::Phone, number).await?;
    if holder.is_some_and(|holder| holder != *id) {
        return Err(Error::Refused(Refusal::NumberTaken));
    }
    let means = data::account::list_means(&**tx, id).await?;
    // Of an account that nobody signed in to, it is another's.
    let is_own = means.iter().any(|(means, _)| *means == Means::Phone) && before != number;
    if is_own {
        data::code::delete_for(&**tx, &before).await?;
    }
    data::session::delete_own(&**tx, id).await?;
    data::passkey::delete_own(&**tx, id).await?;
    for (means, _) in means {
        data::account::remove_means(&**tx, means, id).await?;
    }
    data::account::add_means(&**tx, Means::Phone, number, id, ctx.now()).await?;
    let phone = number.to_owned();
    data::account::save_citizen(&**tx, &Citizen { phone, ..citizen }).await?;
    Ok(is_own.then_some(before))
}

/// Says to the number that an account had that it has another one: once, since nothing else is known of whoever reads it.
pub(crate) async fn tell(ctx: &Context, before: Option<&str>) {
    let (Some(before), Some(messenger)) = (before, &ctx.messenger) else {
        return;
    };
    if messenger.send_notice(before, NoticeKind::NumberMoved).await.is_err() {
        tracing::warn!(kind = NoticeKind::NumberMoved.as_str(), "a notice was not sent");
    }
}

/// Frees an ID number for whose it is, by closing the account of somebody else who gave it as theirs: what that account shows was
/// never for its holder. What it submitted stays with the departments.
///
/// # Errors
/// [`Error::NotFound`] when no account has the number; [`Error::Conflict`] when a draft is submitted in the same moment.
pub async fn free_id_number(ctx: &Context, id_number: &IdNumber) -> Result<CitizenId> {
    let tx = ctx.db.write().await?;
    let holder = data::account::find_by_id_number(&*tx, id_number)
        .await?
        .ok_or(Error::NotFound)?;
    let files = close(ctx, &tx, &holder).await?;
    note(ctx, &tx, None, Act::IdNumberFreed, About::Citizen(holder.id.clone())).await?;
    tx.commit().await?;
    remove_contents(ctx, &files).await;
    Ok(holder.id)
}

#[cfg(test)]
mod tests;
