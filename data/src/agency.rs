//! Who acts for which agency.

use domain::id::{AgencyId, CitizenId};
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::agency_member as row;
use crate::error::{Error, Result};

/// Makes somebody a member; nothing to do when they are.
///
/// # Errors
/// When the database fails.
pub async fn add(db: &impl ConnectionTrait, agency: &AgencyId, citizen: &CitizenId, now: Moment) -> Result<()> {
    let row = row::ActiveModel {
        agency_id: Set(agency.to_string()),
        citizen_id: Set(citizen.to_string()),
        since: Set(now.0),
    };
    let key = [row::Column::AgencyId, row::Column::CitizenId];
    let once = OnConflict::columns(key).do_nothing().to_owned();
    let insert = row::Entity::insert(row).on_conflict(once);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// Ends a membership; false when there was none.
///
/// # Errors
/// When the database fails.
pub async fn remove(db: &impl ConnectionTrait, agency: &AgencyId, citizen: &CitizenId) -> Result<bool> {
    let key = (agency.to_string(), citizen.to_string());
    Ok(row::Entity::delete_by_id(key).exec(db).await?.rows_affected == 1)
}

/// The agencies that somebody is a member of.
///
/// # Errors
/// When the database fails.
pub async fn list_of(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<Vec<AgencyId>> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    let id = |row: row::Model| {
        let id = row.agency_id;
        id.parse().map_err(|_| Error::inconsistent("agency_members", &id))
    };
    own.all(db).await?.into_iter().map(id).collect()
}

/// Ends every membership of an account.
///
/// # Errors
/// When the database fails.
pub async fn delete_own(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::CitizenId.eq(citizen.as_str()));
    own.exec(db).await?;
    Ok(())
}
