//! Citizens and officers.

use domain::account::{Citizen, Officer};
use domain::id::{CitizenId, OfficerId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::entity::{citizen, officer};
use crate::error::{Error, Result};

/// The citizen of this id.
///
/// # Errors
/// When the database fails.
pub async fn find_citizen(db: &impl ConnectionTrait, id: &CitizenId) -> Result<Option<Citizen>> {
    let Some(row) = citizen::Entity::find_by_id(id.as_str()).one(db).await? else {
        return Ok(None);
    };
    let id_number = row
        .id_number
        .parse()
        .map_err(|_| Error::inconsistent("citizens", &row.id))?;
    Ok(Some(Citizen {
        id: id.clone(),
        name: row.name,
        id_number,
        phone: row.phone,
    }))
}

/// The officer of this id.
///
/// # Errors
/// When the database fails.
pub async fn find_officer(db: &impl ConnectionTrait, id: &OfficerId) -> Result<Option<Officer>> {
    let Some(row) = officer::Entity::find_by_id(id.as_str()).one(db).await? else {
        return Ok(None);
    };
    let department = row
        .department
        .parse()
        .map_err(|_| Error::inconsistent("officers", &row.id))?;
    Ok(Some(Officer {
        id: id.clone(),
        name: row.name,
        department,
    }))
}

/// Adds a citizen, or brings an existing account up to date.
///
/// # Errors
/// When the database fails.
pub async fn save_citizen(db: &impl ConnectionTrait, citizen: &Citizen) -> Result<()> {
    let row = citizen::ActiveModel {
        id: Set(citizen.id.to_string()),
        name: Set(citizen.name.clone()),
        id_number: Set(citizen.id_number.to_string()),
        phone: Set(citizen.phone.clone()),
    };
    let columns = [citizen::Column::Name, citizen::Column::IdNumber, citizen::Column::Phone];
    let update = OnConflict::column(citizen::Column::Id)
        .update_columns(columns)
        .to_owned();
    citizen::Entity::insert(row)
        .on_conflict(update)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Adds an officer, or brings an existing account up to date.
///
/// # Errors
/// When the database fails.
pub async fn save_officer(db: &impl ConnectionTrait, officer: &Officer) -> Result<()> {
    let row = officer::ActiveModel {
        id: Set(officer.id.to_string()),
        name: Set(officer.name.clone()),
        department: Set(officer.department.to_string()),
    };
    let columns = [officer::Column::Name, officer::Column::Department];
    let update = OnConflict::column(officer::Column::Id)
        .update_columns(columns)
        .to_owned();
    officer::Entity::insert(row)
        .on_conflict(update)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
