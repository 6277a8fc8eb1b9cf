//! Citizens and officers.

use domain::account::{Citizen, Officer};
use domain::id::{CitizenId, OfficerId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::database::Connection;
use crate::entity::{citizen, officer};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// The citizen of this id.
///
/// # Errors
/// When the database fails.
pub async fn find_citizen(db: &impl Connection, id: &CitizenId) -> Result<Option<Citizen>> {
    let Some(row) = citizen::Entity::find_by_id(id.as_str()).one(db).await? else {
        return Ok(None);
    };
    let text = |column, bytes: &[u8]| unseal(db, column, &row.id, bytes);
    let id_number = text("citizens.id_number", &row.id_number)?;
    Ok(Some(Citizen {
        id: id.clone(),
        name: text("citizens.name", &row.name)?,
        id_number: id_number
            .parse()
            .map_err(|_| Error::inconsistent("citizens", &row.id))?,
        phone: text("citizens.phone", &row.phone)?,
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
pub async fn save_citizen(db: &impl Connection, citizen: &Citizen) -> Result<()> {
    let sealed = |column, text: &str| seal(db, column, citizen.id.as_str(), text);
    let id_number = citizen.id_number.to_string();
    let row = citizen::ActiveModel {
        id: Set(citizen.id.to_string()),
        name: Set(sealed("citizens.name", &citizen.name)?),
        id_number: Set(sealed("citizens.id_number", &id_number)?),
        id_number_hash: Set(db.keys().find("id_number", &id_number)),
        phone: Set(sealed("citizens.phone", &citizen.phone)?),
    };
    let columns = [
        citizen::Column::Name,
        citizen::Column::IdNumber,
        citizen::Column::IdNumberHash,
        citizen::Column::Phone,
    ];
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
