//! Accounts that others begin, for who does not sign in: a child, somebody without a phone.

use data::Transaction;
use domain::account::{Citizen, RealName};

use crate::context::Context;
use crate::error::Result;

/// The account of a person, under their ID number from now until the transaction ends.
pub(crate) async fn account_of(tx: &Transaction, person: &RealName) -> Result<Option<Citizen>> {
    tx.hold(&format!("id_number:{}", person.id_number)).await?;
    Ok(data::account::find_by_id_number(&**tx, &person.id_number).await?)
}

/// The account of a person; a new one that nobody signs in to when there was none, with a number where the office calls.
pub(crate) async fn account_or_new(ctx: &Context, tx: &Transaction, person: &RealName, phone: &str) -> Result<Citizen> {
    if let Some(known) = account_of(tx, person).await? {
        return Ok(known);
    }
    let citizen = Citizen {
        id: ctx.new_id().parse()?,
        phone: phone.to_owned(),
        real_name: Some(person.clone()),
    };
    data::account::save_citizen(&**tx, &citizen).await?;
    Ok(citizen)
}
