//! What people searched for, counted by the day; who asked is not kept.

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::search_count as row;
use crate::error::Result;

/// How often the same was searched for on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchCount {
    /// The day.
    pub day: NaiveDate,
    /// What was typed, without signs and blanks.
    pub words: String,
    /// How often.
    pub count: i32,
    /// Nothing fitted, the last time.
    pub found_nothing: bool,
}

/// Adds to what was counted on that day.
///
/// # Errors
/// When the database fails.
pub async fn add(db: &impl ConnectionTrait, counted: SearchCount) -> Result<()> {
    let more = row::Column::Count.into_expr().add(counted.count);
    let conflict = OnConflict::columns([row::Column::Day, row::Column::Words])
        .value(row::Column::Count, more)
        .update_column(row::Column::FoundNothing)
        .to_owned();
    let row = row::ActiveModel {
        day: Set(counted.day),
        words: Set(counted.words),
        count: Set(counted.count),
        found_nothing: Set(counted.found_nothing),
    };
    row::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Adds to what was counted of the same words on that day; false when nothing was.
///
/// # Errors
/// When the database fails.
pub async fn add_to_known(db: &impl ConnectionTrait, counted: &SearchCount) -> Result<bool> {
    let added = row::Entity::update_many()
        .col_expr(row::Column::Count, row::Column::Count.into_expr().add(counted.count))
        .col_expr(row::Column::FoundNothing, counted.found_nothing.into())
        .filter(row::Column::Day.eq(counted.day))
        .filter(row::Column::Words.eq(counted.words.as_str()))
        .exec(db)
        .await?;
    Ok(added.rows_affected > 0)
}

/// How many different words were counted on a day.
///
/// # Errors
/// When the database fails.
pub async fn count_words(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64> {
    Ok(row::Entity::find().filter(row::Column::Day.eq(day)).count(db).await?)
}

/// What was counted since this day: where nothing was found first, then what was asked most, at most so many.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, since: NaiveDate, most: u64) -> Result<Vec<SearchCount>> {
    let rows = row::Entity::find()
        .filter(row::Column::Day.gte(since))
        .order_by_desc(row::Column::FoundNothing)
        .order_by_desc(row::Column::Count)
        .order_by_asc(row::Column::Day)
        .order_by_asc(row::Column::Words)
        .limit(most)
        .all(db)
        .await?;
    let counted = |row: row::Model| SearchCount {
        day: row.day,
        words: row.words,
        count: row.count,
        found_nothing: row.found_nothing,
    };
    Ok(rows.into_iter().map(counted).collect())
}

/// Forgets what was counted before this day.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64> {
    let old = row::Entity::delete_many().filter(row::Column::Day.lt(day));
    Ok(old.exec(db).await?.rows_affected)
}
