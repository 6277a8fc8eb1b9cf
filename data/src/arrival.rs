//! By which ways people come, counted by the day and the page; who came is not kept.

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::arrival as row;
use crate::error::Result;

/// How many came by one way to one page on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// How many came by one way to one page on several days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
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

/// How many came since this day by each way to each page, the most in front.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, since: NaiveDate) -> Result<Vec<Came>> {
    // PostgreSQL's sum of whole numbers is none by itself.
    let sum = row::Column::Count.into_expr().sum().cast_as("bigint");
    let rows: Vec<(String, String, i64)> = row::Entity::find()
        .select_only()
        .column(row::Column::Channel)
        .column(row::Column::Page)
        .expr_as(sum.clone(), "sum")
        .filter(row::Column::Day.gte(since))
        .group_by(row::Column::Channel)
        .group_by(row::Column::Page)
        .order_by_desc(sum)
        .order_by_asc(row::Column::Channel)
        .order_by_asc(row::Column::Page)
        .into_tuple()
        .all(db)
        .await?;
    let came = |(channel, page, count)| Came { channel, page, count };
    Ok(rows.into_iter().map(came).collect())
}

/// Forgets what was counted before this day; how much.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64> {
    let old = row::Entity::delete_many().filter(row::Column::Day.lt(day));
    Ok(old.exec(db).await?.rows_affected)
}
