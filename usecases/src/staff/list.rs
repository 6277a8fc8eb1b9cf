//! List who is on the staff.

pub use data::staff::Account;
use domain::id::OfficerId;
use domain::staff::{About, Act, Role};

use crate::asker::Asker;
use crate::audit::note_look;
use crate::context::Context;
use crate::error::{Error, Result};

/// Accounts on one page.
pub const PAGE: u64 = 25;

/// A page of all accounts, and how many there are.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but those who make accounts or give rights.
pub async fn list(ctx: &Context, asker: &Asker, page: u64) -> Result<(Vec<Account>, u64)> {
    let officer = keeper(asker)?;
    note_look(ctx, officer, Act::SawStaff, About::Nothing).await?;
    let db = ctx.db.read();
    Ok((data::staff::list(db, page, PAGE).await?, data::staff::count(db).await?))
}

/// One account.
///
/// # Errors
/// As [`list`]; [`Error::NotFound`] when there is none.
pub async fn read(ctx: &Context, asker: &Asker, id: &OfficerId) -> Result<Account> {
    let officer = keeper(asker)?;
    let account = data::staff::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    note_look(ctx, officer, Act::SawStaff, About::Officer(id.clone())).await?;
    Ok(account)
}

fn keeper(asker: &Asker) -> Result<&domain::staff::Officer> {
    asker
        .administrator(Role::System)
        .or_else(|_| asker.administrator(Role::Security))
}
