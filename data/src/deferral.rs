//! Papers that are deferred.

use chrono::NaiveDate;
use domain::deferral::Deferral;
use domain::id::{DraftId, MaterialId};
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::deferral as row;
use crate::error::{Error, Result};

/// Keeps how a deferral stands.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &impl ConnectionTrait, deferral: &Deferral) -> Result<()> {
    let row = row::ActiveModel {
        draft_id: Set(deferral.draft.to_string()),
        material: Set(deferral.material.to_string()),
        promised_at: Set(deferral.deferred_at.0),
        due: Set(deferral.due),
        came_at: Set(deferral.came_at.map(|at| at.0)),
        reminded_at: Set(deferral.reminded_at.map(|at| at.0)),
        missed_at: Set(deferral.missed_at.map(|at| at.0)),
    };
    let same = OnConflict::columns([row::Column::DraftId, row::Column::Material])
        .update_columns([
            row::Column::Due,
            row::Column::CameAt,
            row::Column::RemindedAt,
            row::Column::MissedAt,
        ])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(same)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The deferral of one paper of a draft, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, draft: &DraftId, material: &MaterialId) -> Result<Option<Deferral>> {
    let key = (draft.to_string(), material.to_string());
    row::Entity::find_by_id(key)
        .one(db)
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The deferrals of a draft.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, draft: &DraftId) -> Result<Vec<Deferral>> {
    let own = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    let rows = own.order_by_asc(row::Column::Material).all(db).await?;
    rows.iter().map(read).collect()
}

/// What is owed by a day or was before, and somebody is still to be told of: the first due in front.
///
/// # Errors
/// When the database fails.
pub async fn list_owed(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    until: NaiveDate,
    most: u64,
) -> Result<Vec<Deferral>> {
    let is_new = row::Column::RemindedAt.is_null().or(row::Column::Due.lt(today));
    let owed = row::Entity::find()
        .filter(row::Column::Due.lte(until))
        .filter(row::Column::CameAt.is_null())
        .filter(row::Column::MissedAt.is_null())
        .filter(is_new);
    let rows = owed.order_by_asc(row::Column::Due).limit(most).all(db).await?;
    rows.iter().map(read).collect()
}

/// Takes a deferral back; false when there was none.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, draft: &DraftId, material: &MaterialId) -> Result<bool> {
    let key = (draft.to_string(), material.to_string());
    Ok(row::Entity::delete_by_id(key).exec(db).await?.rows_affected == 1)
}

/// Forgets the deferrals of a draft.
///
/// # Errors
/// When the database fails.
pub(crate) async fn delete_all(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.exec(db).await?;
    Ok(())
}

fn read(row: &row::Model) -> Result<Deferral> {
    let broken = |_| Error::inconsistent("deferrals", &row.draft_id);
    Ok(Deferral {
        draft: row.draft_id.parse().map_err(broken)?,
        material: row.material.parse().map_err(broken)?,
        deferred_at: Moment(row.promised_at),
        due: row.due,
        came_at: row.came_at.map(Moment),
        reminded_at: row.reminded_at.map(Moment),
        missed_at: row.missed_at.map(Moment),
    })
}
