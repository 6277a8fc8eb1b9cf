//! A mandate on paper: printed at the window, signed there before the officer's eyes, recorded, and ended there as well.

use chrono::Months;
use domain::id::MandateId;
use domain::mandate::{Ground, Mandate, Standing};
use domain::staff::{About, Act};

use super::served;
use crate::account::begin::{account_of, account_or_new};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::mandate::draw_up::{Wish, agent, store, written};
use crate::mandate::tell;
use crate::token::Token;

/// Of age, years (民法典 art. 17).
const OF_AGE: u32 = 18;

/// Draws up the paper; it is worth nothing until it is signed.
///
/// # Errors
/// As [`served`]; refused for a minor, whose parents act without one, and as [`crate::mandate::draw_up::draw_up`].
pub async fn draw_up(ctx: &Context, asker: &Asker, token: &Token, wish: &Wish) -> Result<MandateId> {
    let (officer, person) = served(ctx, asker, token).await?;
    let of_age = person.id_number.born_on().checked_add_months(Months::new(12 * OF_AGE));
    if of_age.is_none_or(|birthday| ctx.today() < birthday) {
        return Err(Error::Refused(Refusal::Minor));
    }
    // Checked before an account is begun for it.
    let calls = agent(ctx, &wish.who)?.phone;
    let tx = ctx.db.write().await?;
    let principal = account_or_new(ctx, &tx, &person, &calls).await?;
    // Of an account that nobody signs in to, the number is another's.
    let has_phone = data::account::has_means(&*tx, &principal.id).await?;
    let phone = has_phone.then_some(principal.phone.as_str());
    let mandate = written(ctx, &principal.id, &person.name, phone, Ground::Window, wish).await?;
    store(ctx, &tx, &mandate).await?;
    let about = About::Mandate(mandate.id.clone());
    note(ctx, &tx, Some(&officer), Act::MandateDrawnUp, about).await?;
    tx.commit().await?;
    Ok(mandate.id)
}

/// The paper of the person at the window.
///
/// # Errors
/// As [`served`]; [`Error::NotFound`] for another's, and for one that was given on the site.
pub async fn read(ctx: &Context, asker: &Asker, token: &Token, id: &MandateId) -> Result<Mandate> {
    let (_, person) = served(ctx, asker, token).await?;
    let account = data::account::find_by_id_number(ctx.db.read(), &person.id_number).await?;
    let mandate = data::mandate::find(ctx.db.read(), id).await?;
    let own = |mandate: &Mandate| account.is_some_and(|account| account.id == mandate.principal);
    mandate
        .filter(|mandate| mandate.ground == Ground::Window && own(mandate))
        .ok_or(Error::NotFound)
}

/// Records that the person signed it before the officer's eyes, and that the paper is kept: its agent is asked now.
///
/// # Errors
/// As [`read`]; refused when it is over.
pub async fn record(ctx: &Context, asker: &Asker, token: &Token, id: &MandateId) -> Result<()> {
    let mandate = read(ctx, asker, token, id).await?;
    let officer = asker.window()?.id.clone();
    if mandate.confirmed_at.is_some() {
        return Ok(());
    }
    let tx = ctx.db.write().await?;
    let is_over = mandate.standing(ctx.today()) != Standing::Unconfirmed;
    if is_over || !data::mandate::confirm(&*tx, id, ctx.now()).await? {
        return Err(Error::Refused(Refusal::HatOver));
    }
    tell::offered(ctx, &tx, &mandate).await?;
    let about = About::Mandate(mandate.id);
    note(ctx, &tx, Some(&officer), Act::MandateRecorded, about).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

/// Ends any mandate that the person gave, at once (民法典 art. 173). Nothing to do when it was ended before.
///
/// # Errors
/// As [`served`]; [`Error::NotFound`] for what they did not give, and for a parent's, who acts by law.
pub async fn end(ctx: &Context, asker: &Asker, token: &Token, id: &MandateId) -> Result<()> {
    let (officer, person) = served(ctx, asker, token).await?;
    let tx = ctx.db.write().await?;
    let account = account_of(&tx, &person).await?.ok_or(Error::NotFound)?;
    let mandate = data::mandate::find(&*tx, id).await?;
    let mandate = mandate
        .filter(|mandate| mandate.principal == account.id && mandate.ground != Ground::Guardian)
        .ok_or(Error::NotFound)?;
    if !data::mandate::end(&*tx, id, ctx.now()).await? {
        return Ok(());
    }
    if mandate.confirmed_at.is_some() {
        tell::ended(ctx, &tx, &mandate, &account.id).await?;
    }
    note(ctx, &tx, Some(&officer), Act::MandateEnded, About::Mandate(mandate.id)).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}
