//! Drafts that nobody goes on with: whose they are is told, and then they go.

use domain::id::{CitizenId, DraftId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{delete, find, open};
use crate::entity::draft as row;
use crate::error::{Error, Result};

/// Guests' drafts that nobody has touched since.
///
/// # Errors
/// When the database fails.
pub async fn list_forgotten(db: &impl ConnectionTrait, since: Moment, most: u64) -> Result<Vec<DraftId>> {
    ids(db, forgotten(row::Entity::find(), since), most).await
}

/// Deletes a guest's draft with everything in it, unless somebody has touched it since; whether it went.
///
/// # Errors
/// When the database fails.
pub async fn delete_forgotten(db: &impl ConnectionTrait, id: &DraftId, since: Moment) -> Result<bool> {
    // The row first: whoever touches it meanwhile is waited for.
    let one = row::Entity::delete_many().filter(row::Column::Id.eq(id.as_str()));
    let is_forgotten = forgotten(one, since).exec(db).await?.rows_affected == 1;
    if is_forgotten {
        delete(db, id).await?;
    }
    Ok(is_forgotten)
}

fn forgotten<Q: QueryFilter>(drafts: Q, since: Moment) -> Q {
    drafts
        .filter(row::Column::CitizenId.is_null())
        .filter(row::Column::SubmittedAt.is_null())
        .filter(row::Column::UpdatedAt.lte(since.0))
}

/// Citizens' drafts that nobody has touched since, and of whose end nobody was told since they were touched.
///
/// # Errors
/// When the database fails.
pub async fn list_to_warn(db: &impl ConnectionTrait, since: Moment, most: u64) -> Result<Vec<DraftId>> {
    ids(db, to_warn(row::Entity::find(), since), most).await
}

/// Notes that a draft's citizen is told of its end: who that is; nobody when it was touched or noted meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn warn(db: &impl ConnectionTrait, id: &DraftId, since: Moment, now: Moment) -> Result<Option<CitizenId>> {
    let change = to_warn(open(id), since).col_expr(row::Column::WarnedAt, Expr::value(now.0));
    if change.exec(db).await?.rows_affected != 1 {
        return Ok(None);
    }
    Ok(find(db, id).await?.and_then(|draft| draft.citizen))
}

fn to_warn<Q: QueryFilter>(drafts: Q, since: Moment) -> Q {
    let untold = row::Column::WarnedAt.is_null().or(row::Column::WarnedAt
        .into_expr()
        .lte(row::Column::UpdatedAt.into_expr()));
    drafts
        .filter(row::Column::CitizenId.is_not_null())
        .filter(row::Column::SubmittedAt.is_null())
        .filter(row::Column::UpdatedAt.lte(since.0))
        .filter(untold)
}

/// Citizens' drafts that nobody has touched since, and of whose end they were told before.
///
/// # Errors
/// When the database fails.
pub async fn list_ended(db: &impl ConnectionTrait, since: Moment, told: Moment, most: u64) -> Result<Vec<DraftId>> {
    ids(db, ended(row::Entity::find(), since, told), most).await
}

/// Deletes a citizen's draft with everything in it, unless somebody has touched it since; whether it went.
///
/// # Errors
/// When the database fails.
pub async fn delete_ended(db: &impl ConnectionTrait, id: &DraftId, since: Moment, told: Moment) -> Result<bool> {
    let one = row::Entity::delete_many().filter(row::Column::Id.eq(id.as_str()));
    let has_ended = ended(one, since, told).exec(db).await?.rows_affected == 1;
    if has_ended {
        delete(db, id).await?;
    }
    Ok(has_ended)
}

fn ended<Q: QueryFilter>(drafts: Q, since: Moment, told: Moment) -> Q {
    drafts
        .filter(row::Column::CitizenId.is_not_null())
        .filter(row::Column::SubmittedAt.is_null())
        .filter(row::Column::UpdatedAt.lte(since.0))
        .filter(row::Column::WarnedAt.lte(told.0))
        .filter(row::Column::WarnedAt.into_expr().gt(row::Column::UpdatedAt.into_expr()))
}

/// The ids of these drafts, the oldest first.
async fn ids(db: &impl ConnectionTrait, drafts: sea_orm::Select<row::Entity>, most: u64) -> Result<Vec<DraftId>> {
    let oldest = drafts.order_by_asc(row::Column::UpdatedAt).limit(most);
    let id = |row: row::Model| row.id.parse().map_err(|_| Error::inconsistent("drafts", &row.id));
    oldest.all(db).await?.into_iter().map(id).collect()
}
