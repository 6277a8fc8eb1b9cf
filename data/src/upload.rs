//! Files on their way in pieces: how much of each arrived.

use domain::draft::Upload;
use domain::id::{DraftId, MaterialId, UploadId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::database::Connection;
use crate::entity::upload as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Notes that a file is on its way.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, upload: &Upload) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(upload.id.to_string()),
        draft_id: Set(upload.draft.to_string()),
        material: Set(upload.material.to_string()),
        name: Set(seal(db, "uploads", upload.id.as_str(), &upload.name)?),
        size: Set(stored(upload.size)),
        sha256: Set(upload.sha256.clone()),
        arrived: Set(stored(upload.arrived)),
        begun_at: Set(upload.begun_at.0),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The upload of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &UploadId) -> Result<Option<Upload>> {
    let found = row::Entity::find_by_id(id.as_str()).one(db).await?;
    found.map(|row| upload(db, row)).transpose()
}

/// What is on its way for a draft.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<Vec<Upload>> {
    let own = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    let rows = own.order_by_asc(row::Column::BegunAt).all(db).await?;
    rows.into_iter().map(|row| upload(db, row)).collect()
}

/// The same file, of this content, that was begun for a material before.
///
/// # Errors
/// When the database fails.
pub async fn find_same(
    db: &impl Connection,
    draft: &DraftId,
    material: &MaterialId,
    sha256: &str,
) -> Result<Option<Upload>> {
    let same = row::Entity::find()
        .filter(row::Column::DraftId.eq(draft.as_str()))
        .filter(row::Column::Material.eq(material.as_str()))
        .filter(row::Column::Sha256.eq(sha256));
    same.one(db).await?.map(|row| upload(db, row)).transpose()
}

/// Notes that a piece arrived, in the one place where it fits: false when another piece was faster.
///
/// # Errors
/// When the database fails.
pub async fn advance(db: &impl ConnectionTrait, id: &UploadId, from: u64, bytes: u64) -> Result<bool> {
    let there = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::Arrived.eq(stored(from)))
        .filter(row::Column::Size.gte(stored(from + bytes)));
    let change = there.col_expr(row::Column::Arrived, Expr::value(stored(from + bytes)));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Forgets an upload; whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, id: &UploadId) -> Result<bool> {
    Ok(row::Entity::delete_by_id(id.as_str()).exec(db).await?.rows_affected == 1)
}

/// Uploads that were begun before then.
///
/// # Errors
/// When the database fails.
pub async fn list_before(db: &impl Connection, then: Moment, most: u64) -> Result<Vec<Upload>> {
    let old = row::Entity::find().filter(row::Column::BegunAt.lte(then.0)).limit(most);
    old.all(db).await?.into_iter().map(|row| upload(db, row)).collect()
}

fn stored(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn upload(db: &impl Connection, row: row::Model) -> Result<Upload> {
    let broken = || Error::inconsistent("uploads", &row.id);
    Ok(Upload {
        id: row.id.parse().map_err(|_| broken())?,
        draft: row.draft_id.parse().map_err(|_| broken())?,
        material: row.material.parse().map_err(|_| broken())?,
        name: unseal(db, "uploads", &row.id, &row.name)?,
        size: u64::try_from(row.size).map_err(|_| broken())?,
        arrived: u64::try_from(row.arrived).map_err(|_| broken())?,
        begun_at: Moment(row.begun_at),
        sha256: row.sha256,
    })
}
