//! What is good for a short while, most of it once: an open ceremony, a confirmation, a hand-over from an app, a grant for pictures.

use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::database::Connection;
use crate::entity::voucher as row;
use crate::error::Result;
use crate::seal::{seal, unseal};

/// The table, which keeps the name it was made with, as does the label of its keys: at an update both releases use it, and what is under
/// way goes on.
const TABLE: &str = "tickets";

/// Gives the holder of this token a voucher; an earlier one of the same kind is worth nothing any more.
///
/// # Errors
/// When the database fails.
pub async fn give(db: &impl Connection, kind: &str, token_hash: &str, body: &str, expires_at: Moment) -> Result<()> {
    let id = id(db, kind, token_hash);
    let row = row::ActiveModel {
        body: Set(seal(db, TABLE, &id, body)?),
        id: Set(id),
        expires_at: Set(expires_at.0),
    };
    let last_wins = OnConflict::column(row::Column::Id)
        .update_columns([row::Column::Body, row::Column::ExpiresAt])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(last_wins)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What the holder's voucher says, unless its time is over.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, kind: &str, token_hash: &str, now: Moment) -> Result<Option<String>> {
    let own = row::Entity::find_by_id(id(db, kind, token_hash)).filter(row::Column::ExpiresAt.gt(now.0));
    let row = own.one(db).await?;
    row.map(|row| unseal(db, TABLE, &row.id, &row.body)).transpose()
}

/// Takes the holder's voucher; nothing when there is none, its time is over, or somebody was faster.
///
/// # Errors
/// When the database fails.
pub async fn take(db: &impl Connection, kind: &str, token_hash: &str, now: Moment) -> Result<Option<String>> {
    let body = find(db, kind, token_hash, now).await?;
    let taken = row::Entity::delete_by_id(id(db, kind, token_hash)).exec(db).await?;
    Ok(body.filter(|_| taken.rows_affected == 1))
}

/// Forgets every voucher whose time is over; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(db: &impl ConnectionTrait, now: Moment) -> Result<u64> {
    let expired = row::Entity::delete_many().filter(row::Column::ExpiresAt.lte(now.0));
    Ok(expired.exec(db).await?.rows_affected)
}

fn id(db: &impl Connection, kind: &str, token_hash: &str) -> String {
    db.keys().find("ticket", &format!("{kind}:{token_hash}"))
}
