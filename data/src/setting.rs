//! What the whole installation agreed on, and numbers that only go up.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, ExprTrait, QueryFilter, QueryTrait,
};

use crate::entity::{counter, setting};
use crate::error::{Error, Result};

/// The value under this name.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, name: &str) -> Result<Option<String>> {
    Ok(setting::Entity::find_by_id(name).one(db).await?.map(|row| row.value))
}

/// All values whose name begins so, with their names.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, prefix: &str) -> Result<Vec<(String, String)>> {
    let rows = setting::Entity::find()
        .filter(setting::Column::Name.starts_with(prefix))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.name, row.value)).collect())
}

/// Sets a value.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &impl ConnectionTrait, name: &str, value: &str) -> Result<()> {
    let update = OnConflict::column(setting::Column::Name)
        .update_column(setting::Column::Value)
        .to_owned();
    insert(db, name, value, update).await
}

/// Sets a value unless there is one already: the first process to come decides.
///
/// # Errors
/// When the database fails.
pub async fn save_first(db: &impl ConnectionTrait, name: &str, value: &str) -> Result<()> {
    insert(
        db,
        name,
        value,
        OnConflict::column(setting::Column::Name).do_nothing().to_owned(),
    )
    .await
}

async fn insert(db: &impl ConnectionTrait, name: &str, value: &str, conflict: OnConflict) -> Result<()> {
    let row = setting::ActiveModel {
        name: Set(name.to_owned()),
        value: Set(value.to_owned()),
    };
    setting::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The last number under this name; zero before the first.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &impl ConnectionTrait, name: &str) -> Result<i64> {
    let row = counter::Entity::find_by_id(name).one(db).await?;
    Ok(row.map_or(0, |row| row.value))
}

/// The next number under this name, from one; taken back when the transaction is.
///
/// # Errors
/// When the database fails.
pub async fn count_up(db: &impl ConnectionTrait, name: &str) -> Result<i64> {
    count_up_by(db, name, 1).await
}

/// The last of the next so many numbers under this name.
///
/// # Errors
/// When the database fails.
pub async fn count_up_by(db: &impl ConnectionTrait, name: &str, many: i64) -> Result<i64> {
    let row = counter::ActiveModel {
        name: Set(name.to_owned()),
        value: Set(many),
    };
    let more = counter::Column::Value.into_expr().add(many);
    let conflict = OnConflict::column(counter::Column::Name)
        .value(counter::Column::Value, more)
        .to_owned();
    let mut counting = counter::Entity::insert(row).on_conflict(conflict).into_query();
    let counted = db.query_one(counting.returning_col(counter::Column::Value)).await?;
    let counted = counted.ok_or_else(|| Error::inconsistent("counters", name))?;
    Ok(counted.try_get("", "value")?)
}

/// Holds back every other server that wants to change the schema, as long as this one connection lives. SQLite's own lock
/// does it there.
///
/// # Errors
/// When the database fails.
pub async fn lock_schema(db: &impl ConnectionTrait) -> Result<()> {
    if db.get_database_backend() == DatabaseBackend::Postgres {
        db.execute_unprepared("SELECT pg_advisory_lock(20261122)").await?;
    }
    Ok(())
}

/// Forgets one counter.
///
/// # Errors
/// When the database fails.
pub async fn delete_counter(db: &impl ConnectionTrait, name: &str) -> Result<()> {
    counter::Entity::delete_by_id(name).exec(db).await?;
    Ok(())
}

/// Forgets the counters whose name begins so and comes before this one; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_counters(db: &impl ConnectionTrait, prefix: &str, before: &str) -> Result<u64> {
    let old = counter::Entity::delete_many()
        .filter(counter::Column::Name.starts_with(prefix))
        .filter(counter::Column::Name.lt(before));
    Ok(old.exec(db).await?.rows_affected)
}
