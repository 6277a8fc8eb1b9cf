//! Passkeys: found by the keyed hash of their credential's id, everything else sealed.

use domain::id::{CitizenId, PasskeyId};
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::database::Connection;
use crate::entity::passkey as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where the names of devices are sealed.
const DEVICE: &str = "passkeys.device";

/// A passkey of a citizen's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// Whose it is.
    pub citizen: CitizenId,
    /// Its public half with its counter, as the ceremonies write it.
    pub credential: String,
    /// On what it was made, as the browser said of itself.
    pub device: String,
    /// When it was added.
    pub added_at: Moment,
    /// When it was last used.
    pub used_at: Option<Moment>,
}

/// Adds a passkey; false when there is one of the same credential already.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, passkey: &Passkey, credential_id: &str) -> Result<bool> {
    let id = passkey.id.as_str();
    let row = row::ActiveModel {
        id: Set(id.to_owned()),
        citizen_id: Set(passkey.citizen.to_string()),
        credential_hash: Set(hash(db, credential_id)),
        credential: Set(seal(db, "passkeys", id, &passkey.credential)?),
        device: Set(seal(db, DEVICE, id, &passkey.device)?),
        added_at: Set(passkey.added_at.0),
        used_at: Set(passkey.used_at.map(|at| at.0)),
    };
    let first_wins = OnConflict::column(row::Column::CredentialHash).do_nothing().to_owned();
    let added = row::Entity::insert(row)
        .on_conflict(first_wins)
        .exec_without_returning(db)
        .await?;
    Ok(added == 1)
}

/// A citizen's passkeys, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, citizen: &CitizenId) -> Result<Vec<Passkey>> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    let rows = own.order_by_asc(row::Column::AddedAt).all(db).await?;
    rows.iter().map(|row| read(db, row)).collect()
}

/// The passkey of a credential.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, credential_id: &str) -> Result<Option<Passkey>> {
    let own = row::Entity::find().filter(row::Column::CredentialHash.eq(hash(db, credential_id)));
    own.one(db).await?.map(|row| read(db, &row)).transpose()
}

/// Writes down that a passkey was used, with the counter it came to.
///
/// # Errors
/// When the database fails.
pub async fn update(db: &impl Connection, passkey: &Passkey) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(passkey.id.to_string()),
        credential: Set(seal(db, "passkeys", passkey.id.as_str(), &passkey.credential)?),
        used_at: Set(passkey.used_at.map(|at| at.0)),
        ..Default::default()
    };
    row::Entity::update(row).exec(db).await?;
    Ok(())
}

/// Forgets every passkey of an account.
///
/// # Errors
/// When the database fails.
pub async fn delete_own(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::CitizenId.eq(citizen.as_str()));
    own.exec(db).await?;
    Ok(())
}

/// Removes one of a citizen's own passkeys; false when it is not theirs.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl Connection, citizen: &CitizenId, id: &PasskeyId) -> Result<bool> {
    let own = row::Entity::delete_by_id(id.as_str()).filter(row::Column::CitizenId.eq(citizen.as_str()));
    Ok(own.exec(db).await?.rows_affected == 1)
}

/// What a citizen is called on their own devices: always the same, and it tells nobody who it is. Hexadecimal, 128 bits.
#[must_use]
pub fn handle(db: &impl Connection, citizen: &CitizenId) -> String {
    let hash = db.keys().find("passkey user", citizen.as_str());
    hash.chars().take(32).collect()
}

fn read(db: &impl Connection, row: &row::Model) -> Result<Passkey> {
    let broken = |_| Error::inconsistent("passkeys", &row.id);
    Ok(Passkey {
        id: row.id.parse().map_err(broken)?,
        citizen: row.citizen_id.parse().map_err(broken)?,
        credential: unseal(db, "passkeys", &row.id, &row.credential)?,
        device: unseal(db, DEVICE, &row.id, &row.device)?,
        added_at: Moment(row.added_at),
        used_at: row.used_at.map(Moment),
    })
}

fn hash(db: &impl Connection, credential_id: &str) -> String {
    db.keys().find("passkey", credential_id)
}
