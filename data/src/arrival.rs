//! By which ways people come, counted by the day and the page; who came is not kept.

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::entity::arrival as row;
use crate::error::Result;

/// How many came by one way to one page on one day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    /// The day.
    pub day: NaiveDate,
    /// The way.
    pub channel: String,
    /// The page.
    pub page: String,
    /// How many.
    pub count: i64,
}

/// Adds to what was counted.
///
/// # Errors
/// When the database fails.
pub async fn add(db: &impl ConnectionTrait, arrived: Arrival) -> Result<()> {
    let more = row::Column::Count.into_expr().add(arrived.count);
    let conflict = OnConflict::columns([row::Column::Day, row::Column::Channel, row::Column::Page])
        .value(row::Column::Count, more)
        .to_owned();
    let row = row::ActiveModel {
        day: Set(arrived.day),
        channel: Set(arrived.channel),
        page: Set(arrived.page),
        count: Set(arrived.count),
    };
    row::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What was counted since this day, by day, way and page.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, since: NaiveDate) -> Result<Vec<Arrival>> {
    let rows = row::Entity::find()
        .filter(row::Column::Day.gte(since))
        .order_by_asc(row::Column::Day)
        .order_by_asc(row::Column::Channel)
        .order_by_asc(row::Column::Page)
        .all(db)
        .await?;
    let arrived = |row: row::Model| Arrival {
        day: row.day,
        channel: row.channel,
        page: row.page,
        count: row.count,
    };
    Ok(rows.into_iter().map(arrived).collect())
}

/// Forgets what was counted before this day; how much.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64> {
    let old = row::Entity::delete_many().filter(row::Column::Day.lt(day));
    Ok(old.exec(db).await?.rows_affected)
}
