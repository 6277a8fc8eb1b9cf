//! Citizens' accounts.

use domain::account::{Citizen, RealName};
use domain::id::CitizenId;
use domain::identity::IdNumber;
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::database::Connection;
use crate::entity::{citizen, means};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where what is known of a citizen is sealed.
const PHONE: &str = "citizens.phone";
const NAME: &str = "citizens.name";
const ID_NUMBER: &str = "citizens.id_number";

/// The citizen of this id.
///
/// # Errors
/// When the database fails.
pub async fn find_citizen(db: &impl Connection, id: &CitizenId) -> Result<Option<Citizen>> {
    let row = citizen::Entity::find_by_id(id.as_str()).one(db).await?;
    row.map(|row| read(db, &row)).transpose()
}

/// The citizen whose ID number this is.
///
/// # Errors
/// When the database fails.
pub async fn find_by_id_number(db: &impl Connection, id_number: &IdNumber) -> Result<Option<Citizen>> {
    let hash = db.keys().find(ID_NUMBER, id_number.as_str());
    let row = citizen::Entity::find().filter(citizen::Column::IdNumberHash.eq(hash));
    row.one(db).await?.map(|row| read(db, &row)).transpose()
}

fn read(db: &impl Connection, row: &citizen::Model) -> Result<Citizen> {
    let broken = || Error::inconsistent("citizens", &row.id);
    let text = |column, bytes: &[u8]| unseal(db, column, &row.id, bytes);
    let real_name = match (&row.name, &row.id_number) {
        (Some(name), Some(id_number)) => Some(RealName {
            name: text(NAME, name)?,
            id_number: text(ID_NUMBER, id_number)?.parse().map_err(|_| broken())?,
        }),
        _ => None,
    };
    Ok(Citizen {
        id: row.id.parse().map_err(|_| broken())?,
        phone: text(PHONE, &row.phone)?,
        real_name,
    })
}

/// Adds a citizen, or brings an existing account up to date.
///
/// # Errors
/// When the database fails; also when another account has the ID number.
pub async fn save_citizen(db: &impl Connection, citizen: &Citizen) -> Result<()> {
    let sealed = |column, text: &str| seal(db, column, citizen.id.as_str(), text);
    let known = citizen.real_name.as_ref();
    let row = citizen::ActiveModel {
        id: Set(citizen.id.to_string()),
        phone: Set(sealed(PHONE, &citizen.phone)?),
        name: Set(known.map(|known| sealed(NAME, &known.name)).transpose()?),
        id_number: Set(known
            .map(|known| sealed(ID_NUMBER, known.id_number.as_str()))
            .transpose()?),
        id_number_hash: Set(known.map(|known| db.keys().find(ID_NUMBER, known.id_number.as_str()))),
    };
    let columns = [
        citizen::Column::Phone,
        citizen::Column::Name,
        citizen::Column::IdNumber,
        citizen::Column::IdNumberHash,
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

/// By what an account is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// A mobile number that receives codes.
    Phone,
}

impl Means {
    fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
        }
    }
}

/// The account that is reached by this.
///
/// # Errors
/// When the database fails.
pub async fn find_by_means(db: &impl Connection, means: Means, subject: &str) -> Result<Option<CitizenId>> {
    let key = (means.as_str().to_owned(), db.keys().find(means.as_str(), subject));
    let row = means::Entity::find_by_id(key).one(db).await?;
    row.map(|row| {
        row.citizen_id
            .parse()
            .map_err(|_| Error::inconsistent("means", &row.citizen_id))
    })
    .transpose()
}

/// Lets an account be reached by this, unless another one is.
///
/// # Errors
/// When the database fails.
pub async fn add_means(
    db: &impl Connection,
    means: Means,
    subject: &str,
    citizen: &CitizenId,
    now: Moment,
) -> Result<()> {
    let row = means::ActiveModel {
        kind: Set(means.as_str().to_owned()),
        subject_hash: Set(db.keys().find(means.as_str(), subject)),
        citizen_id: Set(citizen.to_string()),
        added_at: Set(now.0),
    };
    let first_wins = OnConflict::columns([means::Column::Kind, means::Column::SubjectHash])
        .do_nothing()
        .to_owned();
    means::Entity::insert(row)
        .on_conflict(first_wins)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
