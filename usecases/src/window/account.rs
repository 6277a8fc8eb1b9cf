//! The account of who stands at the window: another mobile number, or the ID number back that somebody else gave as theirs.

use domain::identity::mobile_number;
use domain::staff::{About, Act};

use super::served;
use crate::account::begin::{account_of, account_or_new};
use crate::account::erase::{close, remove_contents};
use crate::account::hall::{give_number, tell};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::token::Token;

/// Gives the person's account this mobile number, and an account to who has none: with it they sign in from now on, and with nothing
/// that opened it before. Typed twice, since whoever has the number has the account.
///
/// # Errors
/// As [`super::served`]; refused when it is no mobile number, when the two differ, for a child, or when another account has it.
pub async fn set_number(ctx: &Context, asker: &Asker, token: &Token, number: &str, again: &str) -> Result<()> {
    let (officer, person) = served(ctx, asker, token).await?;
    let number = mobile_number(number).ok_or(Error::Refused(Refusal::NotAPhone))?;
    if mobile_number(again).as_ref() != Some(&number) {
        return Err(Error::Refused(Refusal::NotTheSame));
    }
    if person.id_number.is_childs(ctx.today()) {
        return Err(Error::Refused(Refusal::AChild));
    }
    let tx = ctx.db.write().await?;
    let account = account_or_new(ctx, &tx, &person, &number).await?;
    let before = give_number(ctx, &tx, &account.id, &number).await?;
    note(ctx, &tx, Some(&officer), Act::NumberMoved, About::Citizen(account.id)).await?;
    tx.commit().await?;
    tell(ctx, before.as_deref()).await;
    Ok(())
}

/// Closes the account that has the person's ID number and is somebody else's, with everything that it shows.
///
/// # Errors
/// As [`super::served`]; [`Error::NotFound`] when there is none; [`Error::Conflict`] when a draft is submitted in the same moment.
pub async fn free_id_number(ctx: &Context, asker: &Asker, token: &Token) -> Result<()> {
    let (officer, person) = served(ctx, asker, token).await?;
    let tx = ctx.db.write().await?;
    let holder = account_of(&tx, &person).await?.ok_or(Error::NotFound)?;
    let files = close(ctx, &tx, &holder).await?;
    note(ctx, &tx, Some(&officer), Act::IdNumberFreed, About::Citizen(holder.id)).await?;
    tx.commit().await?;
    remove_contents(ctx, &files).await;
    Ok(())
}
