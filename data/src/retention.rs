//! That what had expired was deleted: what and how much, never whose.

use domain::moment::Moment;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::retention_log as row;
use crate::error::Result;

/// So much of one kind was deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// Its id.
    pub id: String,
    /// The word of the rule.
    pub what: String,
    /// How much.
    pub count: u64,
    /// When.
    pub at: Moment,
}

/// Writes down that something was deleted.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, deleted: Deleted) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(deleted.id),
        what: Set(deleted.what),
        count: Set(i64::try_from(deleted.count).unwrap_or(i64::MAX)),
        at: Set(deleted.at.0),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What was deleted last, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Deleted>> {
    let newest = row::Entity::find().order_by_desc(row::Column::At).limit(most);
    let deleted = |row: row::Model| Deleted {
        id: row.id,
        what: row.what,
        count: u64::try_from(row.count).unwrap_or_default(),
        at: Moment(row.at),
    };
    Ok(newest.all(db).await?.into_iter().map(deleted).collect())
}

/// Forgets what was written down before then; how much.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, then: Moment) -> Result<u64> {
    let old = row::Entity::delete_many().filter(row::Column::At.lte(then.0));
    Ok(old.exec(db).await?.rows_affected)
}
