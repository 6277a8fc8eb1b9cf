//! What the operator does when somebody came to a hall with their ID card: who they are was seen there, by eye. Never on the site.

use data::account::Means;
use domain::account::Citizen;
use domain::id::CitizenId;
use domain::identity::{IdNumber, mobile_number};
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
    let mut numbers = [&from, &to];
    numbers.sort();
    for number in numbers {
        tx.hold(&format!("phone:{number}")).await?;
    }
    let id = data::account::find_by_means(&*tx, Means::Phone, &from)
        .await?
        .ok_or(Error::NotFound)?;
    if data::account::find_by_means(&*tx, Means::Phone, &to).await?.is_some() {
        return Err(Error::Refused(Refusal::NumberTaken));
    }
    let citizen = data::account::find_citizen(&*tx, &id).await?.ok_or(Error::NotFound)?;
    data::code::delete_for(&*tx, &from).await?;
    data::session::delete_own(&*tx, &id).await?;
    data::passkey::delete_own(&*tx, &id).await?;
    for (means, _) in data::account::list_means(&*tx, &id).await? {
        data::account::remove_means(&*tx, means, &id).await?;
    }
    data::account::add_means(&*tx, Means::Phone, &to, &id, ctx.now()).await?;
    data::account::save_citizen(&*tx, &Citizen { phone: to, ..citizen }).await?;
    note(ctx, &tx, None, Act::NumberMoved, About::Citizen(id.clone())).await?;
    tx.commit().await?;
    Ok(id)
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
