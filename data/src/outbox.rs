//! What must still happen after a transaction: written with it, worked off by jobs that may run twice.

use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::outbox as row;
use crate::error::Result;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// Its id.
    pub id: String,
    /// Which job.
    pub kind: String,
    /// What it is about: an id.
    pub about: String,
}

/// Writes an errand.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, errand: Errand, now: Moment) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(errand.id),
        kind: Set(errand.kind),
        about: Set(errand.about),
        created_at: Set(now.0),
        done_at: Set(None),
        attempts: Set(0),
        due_at: Set(now.0),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The oldest errands not yet done, those that failed least first.
///
/// # Errors
/// When the database fails.
pub async fn list_open(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Errand>> {
    list_due(db, Moment(i64::MAX), most).await
}

/// The same without those that are to be run later.
///
/// # Errors
/// When the database fails.
pub async fn list_due(db: &impl ConnectionTrait, now: Moment, most: u64) -> Result<Vec<Errand>> {
    let open = row::Entity::find().filter(row::Column::DoneAt.is_null());
    let rows = open
        .filter(row::Column::DueAt.lte(now.0))
        .order_by_asc(row::Column::Attempts)
        .order_by_asc(row::Column::CreatedAt)
        .limit(most)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Errand {
            id: row.id,
            kind: row.kind,
            about: row.about,
        })
        .collect())
}

/// Marks an errand done, in the transaction that did it; false when it was done already.
///
/// # Errors
/// When the database fails.
pub async fn finish(db: &impl ConnectionTrait, id: &str, now: Moment) -> Result<bool> {
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::DoneAt.is_null());
    Ok(open
        .col_expr(row::Column::DoneAt, Expr::value(now.0))
        .exec(db)
        .await?
        .rows_affected
        == 1)
}

/// Puts an errand off: it is run then.
///
/// # Errors
/// When the database fails.
pub async fn put_off(db: &impl ConnectionTrait, id: &str, then: Moment) -> Result<()> {
    let one = row::Entity::update_many().filter(row::Column::Id.eq(id));
    one.col_expr(row::Column::DueAt, Expr::value(then.0)).exec(db).await?;
    Ok(())
}

/// Counts a failed attempt.
///
/// # Errors
/// When the database fails.
pub async fn postpone(db: &impl ConnectionTrait, id: &str) -> Result<()> {
    let one = row::Entity::update_many().filter(row::Column::Id.eq(id));
    one.col_expr(row::Column::Attempts, row::Column::Attempts.into_expr().add(1))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets every errand that was done by then; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_done(db: &impl ConnectionTrait, by: Moment) -> Result<u64> {
    let done = row::Entity::delete_many().filter(row::Column::DoneAt.lte(by.0));
    Ok(done.exec(db).await?.rows_affected)
}
