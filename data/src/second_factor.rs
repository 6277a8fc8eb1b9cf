//! The secrets that officers' time-based codes come from (RFC 6238).

use domain::id::OfficerId;
use domain::moment::Moment;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use crate::database::Connection;
use crate::entity::second_factor as row;
use crate::error::{Error, Result};

/// The secret of one officer.
pub struct SecondFactor {
    /// The secret.
    pub secret: Vec<u8>,
    /// When it was first used; until then it is shown to be set up.
    pub set_at: Option<Moment>,
    /// The last step that was used: none before it is taken any more.
    pub step: i64,
}

/// The secret of an officer.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &OfficerId) -> Result<Option<SecondFactor>> {
    let Some(row) = row::Entity::find_by_id(id.as_str()).one(db).await? else {
        return Ok(None);
    };
    let secret = db.keys().unseal(&place(id), &row.secret);
    Ok(Some(SecondFactor {
        secret: secret.ok_or_else(|| Error::inconsistent("second_factors", id))?,
        set_at: row.set_at.map(Moment),
        step: row.step,
    }))
}

/// Keeps a secret that was not used yet, instead of another one of the same kind. One that is in use stays.
///
/// # Errors
/// When the database fails.
pub async fn save_new(db: &impl Connection, id: &OfficerId, secret: &[u8]) -> Result<()> {
    let row = row::ActiveModel {
        officer_id: Set(id.to_string()),
        secret: Set(db.keys().seal(&place(id), secret)?),
        set_at: Set(None),
        step: Set(0),
    };
    let unused = OnConflict::column(row::Column::OfficerId)
        .update_column(row::Column::Secret)
        .action_and_where(Expr::col((row::Entity, row::Column::SetAt)).is_null())
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(unused)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Uses a step: false when it, or a later one, was used before.
///
/// # Errors
/// When the database fails.
pub async fn use_step(db: &impl ConnectionTrait, id: &OfficerId, step: i64, now: Moment) -> Result<bool> {
    let earlier = row::Entity::update_many()
        .filter(row::Column::OfficerId.eq(id.as_str()))
        .filter(row::Column::Step.lt(step));
    let first = Expr::col(row::Column::SetAt).if_null(now.0);
    let used = earlier
        .col_expr(row::Column::Step, Expr::value(step))
        .col_expr(row::Column::SetAt, first)
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Forgets the secret of an officer.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, id: &OfficerId) -> Result<()> {
    row::Entity::delete_by_id(id.as_str()).exec(db).await?;
    Ok(())
}

fn place(id: &OfficerId) -> String {
    format!("second_factors:{id}")
}
