//! What citizens consented to: one row each time, never changed but by being taken back.

use domain::draft::{Consented, Purpose};
use domain::id::{CitizenId, DraftId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::consent as row;
use crate::error::{Error, Result};

/// Writes down that a citizen consented.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, citizen: &CitizenId, given: &Consented) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(given.id.clone()),
        citizen_id: Set(citizen.to_string()),
        draft_id: Set(given.draft.to_string()),
        purpose: Set(given.purpose.as_str().to_owned()),
        given_at: Set(given.given_at.0),
        withdrawn_at: Set(given.withdrawn_at.map(|at| at.0)),
        wording: Set(given.wording.clone()),
        theme_version_id: Set(given.theme_version.to_string()),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What a citizen consented to, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, citizen: &CitizenId, most: u64) -> Result<Vec<Consented>> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    let newest = own
        .order_by_desc(row::Column::GivenAt)
        .order_by_desc(row::Column::Purpose);
    newest.limit(most).all(db).await?.into_iter().map(read).collect()
}

/// A citizen's consent of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, citizen: &CitizenId, id: &str) -> Result<Option<Consented>> {
    let own = row::Entity::find_by_id(id).filter(row::Column::CitizenId.eq(citizen.as_str()));
    own.one(db).await?.map(read).transpose()
}

/// Writes down that a citizen's consents for these purposes of a draft were taken back.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(
    db: &impl ConnectionTrait,
    citizen: &CitizenId,
    draft: &DraftId,
    purposes: &[Purpose],
    now: Moment,
) -> Result<()> {
    let words = purposes.iter().map(|purpose| purpose.as_str());
    let open = row::Entity::update_many()
        .filter(row::Column::CitizenId.eq(citizen.as_str()))
        .filter(row::Column::DraftId.eq(draft.as_str()))
        .filter(row::Column::Purpose.is_in(words))
        .filter(row::Column::WithdrawnAt.is_null());
    open.col_expr(row::Column::WithdrawnAt, Expr::value(now.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets what was consented to for a draft.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.exec(db).await?;
    Ok(())
}

/// Forgets everything a citizen consented to.
///
/// # Errors
/// When the database fails.
pub async fn delete_own(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::CitizenId.eq(citizen.as_str()));
    own.exec(db).await?;
    Ok(())
}

fn read(row: row::Model) -> Result<Consented> {
    let broken = || Error::inconsistent("consents", &row.id);
    Ok(Consented {
        draft: row.draft_id.parse().map_err(|_| broken())?,
        purpose: Purpose::from_word(&row.purpose).ok_or_else(broken)?,
        given_at: Moment(row.given_at),
        withdrawn_at: row.withdrawn_at.map(Moment),
        theme_version: row.theme_version_id.parse().map_err(|_| broken())?,
        wording: row.wording,
        id: row.id,
    })
}
