//! Messages to the phones of the sandbox.

use domain::moment::Moment;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::database::Connection;
use crate::entity::sandbox_message as row;
use crate::error::Result;
use crate::seal::{seal, unseal};

/// A message to a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// The mobile number.
    pub phone: String,
    /// What it says.
    pub text: String,
    /// When it was sent.
    pub at: Moment,
}

/// Keeps a message.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, message: &Message) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(message.id.clone()),
        phone: Set(seal(db, "sandbox_messages.phone", &message.id, &message.phone)?),
        text: Set(seal(db, "sandbox_messages.text", &message.id, &message.text)?),
        at: Set(message.at.0),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The last messages, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, most: u64) -> Result<Vec<Message>> {
    let last = row::Entity::find().order_by_desc(row::Column::Id).limit(most);
    let message = |row: row::Model| {
        Ok(Message {
            phone: unseal(db, "sandbox_messages.phone", &row.id, &row.phone)?,
            text: unseal(db, "sandbox_messages.text", &row.id, &row.text)?,
            id: row.id,
            at: Moment(row.at),
        })
    };
    last.all(db).await?.into_iter().map(message).collect()
}

/// Forgets messages that were sent before then; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, then: Moment) -> Result<u64> {
    let old = row::Entity::delete_many().filter(row::Column::At.lte(then.0));
    Ok(old.exec(db).await?.rows_affected)
}
