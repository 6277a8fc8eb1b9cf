//! Organisations, and who may act for them.

use domain::account::Organisation;
use domain::id::{CitizenId, OrganisationId};
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::database::Connection;
use crate::entity::{organisation as row, representative};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where what is known of an organisation is sealed.
const CREDIT_CODE: &str = "organisations.credit_code";
const NAME: &str = "organisations.name";

/// The organisation of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &OrganisationId) -> Result<Option<Organisation>> {
    let row = row::Entity::find_by_id(id.as_str()).one(db).await?;
    row.map(|row| read(db, &row)).transpose()
}

/// The organisation of this 统一社会信用代码.
///
/// # Errors
/// When the database fails.
pub async fn find_by_credit_code(db: &impl Connection, credit_code: &str) -> Result<Option<Organisation>> {
    let hash = db.keys().find(CREDIT_CODE, credit_code);
    let row = row::Entity::find().filter(row::Column::CreditCodeHash.eq(hash));
    row.one(db).await?.map(|row| read(db, &row)).transpose()
}

/// Adds an organisation, or brings its name up to date.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &impl Connection, organisation: &Organisation) -> Result<()> {
    let sealed = |column, text: &str| seal(db, column, organisation.id.as_str(), text);
    let row = row::ActiveModel {
        id: Set(organisation.id.to_string()),
        credit_code: Set(sealed(CREDIT_CODE, &organisation.credit_code)?),
        credit_code_hash: Set(db.keys().find(CREDIT_CODE, &organisation.credit_code)),
        name: Set(sealed(NAME, &organisation.name)?),
    };
    let update = OnConflict::column(row::Column::Id)
        .update_column(row::Column::Name)
        .to_owned();
    let insert = row::Entity::insert(row).on_conflict(update);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// Writes down that the business register confirmed somebody as representative.
///
/// # Errors
/// When the database fails.
pub async fn confirm(db: &impl ConnectionTrait, id: &OrganisationId, citizen: &CitizenId, now: Moment) -> Result<()> {
    let row = representative::ActiveModel {
        organisation_id: Set(id.to_string()),
        citizen_id: Set(citizen.to_string()),
        confirmed_at: Set(now.0),
    };
    let key = [
        representative::Column::OrganisationId,
        representative::Column::CitizenId,
    ];
    let update = OnConflict::columns(key)
        .update_column(representative::Column::ConfirmedAt)
        .to_owned();
    let insert = representative::Entity::insert(row).on_conflict(update);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// Forgets everything that somebody was confirmed for: the register is asked anew.
///
/// # Errors
/// When the database fails.
pub async fn delete_confirmed(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<()> {
    let own = representative::Entity::delete_many().filter(representative::Column::CitizenId.eq(citizen.as_str()));
    own.exec(db).await?;
    Ok(())
}

/// Forgets whom the register confirmed as representatives, and not again since then; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, then: Moment) -> Result<u64> {
    let old = representative::Entity::delete_many().filter(representative::Column::ConfirmedAt.lte(then.0));
    Ok(old.exec(db).await?.rows_affected)
}

/// The organisations that somebody was confirmed for.
///
/// # Errors
/// When the database fails.
pub async fn list_for(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<Vec<OrganisationId>> {
    let own = representative::Entity::find().filter(representative::Column::CitizenId.eq(citizen.as_str()));
    let id = |row: representative::Model| {
        let id = row.organisation_id;
        id.parse().map_err(|_| Error::inconsistent("representatives", &id))
    };
    own.all(db).await?.into_iter().map(id).collect()
}

/// When somebody was confirmed as representative of an organisation; nothing when they are not.
///
/// # Errors
/// When the database fails.
pub async fn confirmed_at(
    db: &impl ConnectionTrait,
    id: &OrganisationId,
    citizen: &CitizenId,
) -> Result<Option<Moment>> {
    let key = (id.to_string(), citizen.to_string());
    let row = representative::Entity::find_by_id(key).one(db).await?;
    Ok(row.map(|row| Moment(row.confirmed_at)))
}

fn read(db: &impl Connection, row: &row::Model) -> Result<Organisation> {
    Ok(Organisation {
        id: row
            .id
            .parse()
            .map_err(|_| Error::inconsistent("organisations", &row.id))?,
        credit_code: unseal(db, CREDIT_CODE, &row.id, &row.credit_code)?,
        name: unseal(db, NAME, &row.id, &row.name)?,
    })
}
