//! Citizens' accounts.

use domain::account::{Citizen, RealName};
use domain::id::CitizenId;
use domain::identity::IdNumber;
use domain::moment::Moment;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
};

use crate::database::Connection;
use crate::draft::many::hold_all;
use crate::entity::{application, citizen, consent, draft, mandate, means, notice};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where what is known of a citizen is sealed.
const PHONE: &str = "citizens.phone";
const NAME: &str = "citizens.name";
const ID_NUMBER: &str = "citizens.id_number";
/// The number of an account that was deleted.
const ERASED: &str = "";

/// The citizen of this id; nobody when the account was deleted and only its shell is left.
///
/// # Errors
/// When the database fails.
pub async fn find_citizen(db: &impl Connection, id: &CitizenId) -> Result<Option<Citizen>> {
    let row = citizen::Entity::find_by_id(id.as_str()).one(db).await?;
    let citizen = row.map(|row| read(db, &row)).transpose()?;
    // One whose number is somebody else's now still has a name.
    Ok(citizen.filter(|citizen| citizen.phone != ERASED || citizen.real_name.is_some()))
}

/// Leaves of an account only its id, which applications keep: nothing of who it was, and no way in.
///
/// # Errors
/// When the database fails.
pub async fn erase(db: &impl Connection, id: &CitizenId) -> Result<()> {
    let shell = Citizen {
        id: id.clone(),
        phone: ERASED.to_owned(),
        real_name: None,
    };
    save_citizen(db, &shell).await?;
    let ways = means::Entity::delete_many().filter(means::Column::CitizenId.eq(id.as_str()));
    ways.exec(db).await?;
    Ok(())
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    /// A mobile number that receives codes.
    Phone,
    /// Somebody's name at the identity provider.
    Identity,
    /// Somebody's name at WeChat.
    WeChat,
    /// Somebody's name at Alipay.
    Alipay,
}

impl Means {
    const ALL: [Self; 4] = [Self::Phone, Self::Identity, Self::WeChat, Self::Alipay];

    /// Its name in the database and in forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Identity => "identity",
            Self::WeChat => "wechat",
            Self::Alipay => "alipay",
        }
    }

    /// Whether it is an app that holds our pages.
    #[must_use]
    pub fn is_app(self) -> bool {
        matches!(self, Self::WeChat | Self::Alipay)
    }

    /// The means of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|means| means.as_str() == name)
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

/// By what an account is reached, and since when; what it has longest in front.
///
/// # Errors
/// When the database fails.
pub async fn list_means(db: &impl Connection, citizen: &CitizenId) -> Result<Vec<(Means, Moment)>> {
    let own = means::Entity::find().filter(means::Column::CitizenId.eq(citizen.as_str()));
    let rows = own.order_by_asc(means::Column::AddedAt).all(db).await?;
    let read = |row: means::Model| {
        let kind = Means::named(&row.kind).ok_or_else(|| Error::inconsistent("means", &row.kind))?;
        Ok((kind, Moment(row.added_at)))
    };
    rows.into_iter().map(read).collect()
}

/// Lets an account no longer be reached by means of this kind.
///
/// # Errors
/// When the database fails.
pub async fn remove_means(db: &impl ConnectionTrait, means: Means, citizen: &CitizenId) -> Result<()> {
    let own = means::Entity::delete_many()
        .filter(means::Column::CitizenId.eq(citizen.as_str()))
        .filter(means::Column::Kind.eq(means.as_str()));
    own.exec(db).await?;
    Ok(())
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
        proved_at: Set(None),
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

/// When a code that came to this number was last entered, or the number given to its account; nothing for a number that no account
/// has.
///
/// # Errors
/// When the database fails.
pub async fn number_proved_at(db: &impl Connection, phone: &str) -> Result<Option<Moment>> {
    let key = (
        Means::Phone.as_str().to_owned(),
        db.keys().find(Means::Phone.as_str(), phone),
    );
    let row = means::Entity::find_by_id(key).one(db).await?;
    Ok(row.map(|row| Moment(row.proved_at.unwrap_or(row.added_at))))
}

/// Writes down that a code that came to this number was entered.
///
/// # Errors
/// When the database fails.
pub async fn prove_number(db: &impl Connection, phone: &str, now: Moment) -> Result<()> {
    let own = means::Entity::update_many()
        .filter(means::Column::Kind.eq(Means::Phone.as_str()))
        .filter(means::Column::SubjectHash.eq(db.keys().find(Means::Phone.as_str(), phone)));
    own.col_expr(means::Column::ProvedAt, Expr::value(now.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether anybody can sign in to an account.
///
/// # Errors
/// When the database fails.
pub async fn has_means(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<bool> {
    let own = means::Entity::find().filter(means::Column::CitizenId.eq(citizen.as_str()));
    Ok(own.one(db).await?.is_some())
}

/// Makes everything that was filed for one account another's, and forgets the first.
///
/// # Errors
/// When the database fails.
pub async fn merge(db: &impl ConnectionTrait, from: &CitizenId, into: &CitizenId) -> Result<()> {
    let into = || Expr::value(into.as_str());
    let theirs = Condition::all().add(draft::Column::CitizenId.eq(from.as_str()));
    hold_all(db, theirs.clone()).await?;
    draft::Entity::update_many()
        .filter(theirs)
        .col_expr(draft::Column::CitizenId, into())
        // What is judged for one of them meanwhile is not stored for them.
        .col_expr(draft::Column::Revision, draft::Column::Revision.into_expr().add(1))
        .exec(db)
        .await?;
    application::Entity::update_many()
        .filter(application::Column::CitizenId.eq(from.as_str()))
        .col_expr(application::Column::CitizenId, into())
        .exec(db)
        .await?;
    mandate::Entity::update_many()
        .filter(mandate::Column::PrincipalId.eq(from.as_str()))
        .col_expr(mandate::Column::PrincipalId, into())
        .exec(db)
        .await?;
    consent::Entity::update_many()
        .filter(consent::Column::CitizenId.eq(from.as_str()))
        .col_expr(consent::Column::CitizenId, into())
        .exec(db)
        .await?;
    notice::Entity::update_many()
        .filter(notice::Column::CitizenId.eq(from.as_str()))
        .col_expr(notice::Column::CitizenId, into())
        .exec(db)
        .await?;
    citizen::Entity::delete_by_id(from.as_str()).exec(db).await?;
    Ok(())
}
