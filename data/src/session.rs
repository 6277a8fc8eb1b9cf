//! Signed-in sessions, found by the hash of their token.

use domain::account::Hat;
use domain::id::{CitizenId, OfficerId, SessionId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::database::Connection;
use crate::draft::hat_text;
use crate::entity::session as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Whose session it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A citizen's.
    Citizen(CitizenId),
    /// An officer's.
    Officer(OfficerId),
}

/// One session.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub holder: Holder,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used, as far as that is written down.
    pub seen_at: Moment,
    /// When it last saw a living person, by a face or a finger at their own device.
    pub live_at: Option<Moment>,
    /// On whose behalf its holder acts.
    pub hat: Hat,
    /// When an officer proved the second factor; without it they may do nothing.
    pub second_factor_at: Option<Moment>,
    /// On what, as the browser says of itself.
    pub device: Option<String>,
    /// When it ends by itself.
    pub expires_at: Moment,
    /// When its holder signed out.
    pub ended_at: Option<Moment>,
}

/// Stores a session under the hash of its token; `browser` is what the browser is known by.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, session: &Session, token_hash: &str, browser: Option<&str>) -> Result<()> {
    let sealed = |name: &String| seal(db, "sessions", session.id.as_str(), name);
    let (citizen_id, officer_id) = match &session.holder {
        Holder::Citizen(id) => (Some(id.to_string()), None),
        Holder::Officer(id) => (None, Some(id.to_string())),
    };
    let row = row::ActiveModel {
        id: Set(session.id.to_string()),
        token_hash: Set(token_hash.to_owned()),
        citizen_id: Set(citizen_id),
        officer_id: Set(officer_id),
        created_at: Set(session.created_at.0),
        expires_at: Set(session.expires_at.0),
        ended_at: Set(session.ended_at.map(|at| at.0)),
        device: Set(session.device.as_ref().map(sealed).transpose()?),
        device_hash: Set(browser.map(|browser| db.keys().find("device", browser))),
        seen_at: Set(Some(session.seen_at.0)),
        live_at: Set(session.live_at.map(|at| at.0)),
        hat: Set(hat_text(&session.hat)),
        second_factor_at: Set(session.second_factor_at.map(|at| at.0)),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The session of a token, also one that has ended.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, token_hash: &str) -> Result<Option<Session>> {
    let own = row::Entity::find().filter(row::Column::TokenHash.eq(token_hash));
    own.one(db).await?.map(|row| read(db, &row)).transpose()
}

/// A citizen's sessions that last, the one used last in front.
///
/// # Errors
/// When the database fails.
pub async fn list_open(db: &impl Connection, citizen: &CitizenId, now: Moment) -> Result<Vec<Session>> {
    let open = row::Entity::find()
        .filter(row::Column::CitizenId.eq(citizen.as_str()))
        .filter(row::Column::EndedAt.is_null())
        .filter(row::Column::ExpiresAt.gt(now.0));
    let rows = open.order_by_desc(row::Column::SeenAt).all(db).await?;
    rows.iter().map(|row| read(db, row)).collect()
}

/// Whether a citizen was ever signed in on this device, as long as that is kept.
///
/// # Errors
/// When the database fails.
pub async fn is_known_device(db: &impl Connection, citizen: &CitizenId, device: &str) -> Result<bool> {
    let own = row::Entity::find()
        .filter(row::Column::CitizenId.eq(citizen.as_str()))
        .filter(row::Column::DeviceHash.eq(db.keys().find("device", device)));
    Ok(own.one(db).await?.is_some())
}

/// Whether a citizen was ever signed in, as long as that is kept.
///
/// # Errors
/// When the database fails.
pub async fn has_any(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<bool> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    Ok(own.one(db).await?.is_some())
}

/// A citizen's session of this id.
///
/// # Errors
/// When the database fails.
pub async fn find_own(db: &impl Connection, citizen: &CitizenId, id: &SessionId) -> Result<Option<Session>> {
    let own = row::Entity::find_by_id(id.as_str()).filter(row::Column::CitizenId.eq(citizen.as_str()));
    own.one(db).await?.map(|row| read(db, &row)).transpose()
}

/// Whether an officer was ever signed in with both factors on this device, as long as that is kept.
///
/// # Errors
/// When the database fails.
pub async fn is_known_to_officer(db: &impl Connection, officer: &OfficerId, device: &str) -> Result<bool> {
    let own = row::Entity::find()
        .filter(row::Column::OfficerId.eq(officer.as_str()))
        .filter(row::Column::SecondFactorAt.is_not_null())
        .filter(row::Column::DeviceHash.eq(db.keys().find("device", device)));
    Ok(own.one(db).await?.is_some())
}

/// Ends every session of an officer.
///
/// # Errors
/// When the database fails.
pub async fn end_all_of_officer(db: &impl ConnectionTrait, officer: &OfficerId, now: Moment) -> Result<()> {
    let open = row::Entity::update_many()
        .filter(row::Column::OfficerId.eq(officer.as_str()))
        .filter(row::Column::EndedAt.is_null());
    open.col_expr(row::Column::EndedAt, Expr::value(now.0)).exec(db).await?;
    Ok(())
}

/// Writes down that a session was used.
///
/// # Errors
/// When the database fails.
pub async fn see(db: &impl ConnectionTrait, id: &SessionId, now: Moment) -> Result<()> {
    let own = row::Entity::update_many().filter(row::Column::Id.eq(id.as_str()));
    own.col_expr(row::Column::SeenAt, Expr::value(now.0)).exec(db).await?;
    Ok(())
}

fn read(db: &impl Connection, row: &row::Model) -> Result<Session> {
    let broken = || Error::inconsistent("sessions", &row.id);
    let holder = match (&row.citizen_id, &row.officer_id) {
        (Some(id), None) => Holder::Citizen(id.parse().map_err(|_| broken())?),
        (None, Some(id)) => Holder::Officer(id.parse().map_err(|_| broken())?),
        _ => return Err(broken()),
    };
    let device = row
        .device
        .as_ref()
        .map(|name| unseal(db, "sessions", &row.id, name))
        .transpose()?;
    Ok(Session {
        id: row.id.parse().map_err(|_| broken())?,
        holder,
        created_at: Moment(row.created_at),
        seen_at: Moment(row.seen_at.unwrap_or(row.created_at)),
        live_at: row.live_at.map(Moment),
        hat: row.hat.as_deref().unwrap_or_default().parse().map_err(|_| broken())?,
        second_factor_at: row.second_factor_at.map(Moment),
        device,
        expires_at: Moment(row.expires_at),
        ended_at: row.ended_at.map(Moment),
    })
}

/// Puts a session under another token, with what it may do now; false when it was ended, or has another token already.
///
/// # Errors
/// When the database fails.
pub async fn replace(db: &impl ConnectionTrait, session: &Session, before: &str, token_hash: &str) -> Result<bool> {
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(session.id.as_str()))
        .filter(row::Column::TokenHash.eq(before))
        .filter(row::Column::EndedAt.is_null());
    let change = open
        .col_expr(row::Column::TokenHash, Expr::value(token_hash))
        .col_expr(row::Column::Hat, Expr::value(hat_text(&session.hat)))
        .col_expr(row::Column::LiveAt, Expr::value(session.live_at.map(|at| at.0)))
        .col_expr(row::Column::SeenAt, Expr::value(session.seen_at.0));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Ends a session; false when it was ended before.
///
/// # Errors
/// When the database fails.
pub async fn end(db: &impl ConnectionTrait, id: &SessionId, now: Moment) -> Result<bool> {
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::EndedAt.is_null());
    let change = open.col_expr(row::Column::EndedAt, Expr::value(now.0));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Forgets every session that was over by then; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_over(db: &impl ConnectionTrait, by: Moment) -> Result<u64> {
    let over = row::Column::EndedAt.lte(by.0).or(row::Column::ExpiresAt.lte(by.0));
    Ok(row::Entity::delete_many().filter(over).exec(db).await?.rows_affected)
}

/// Forgets every session of a citizen.
///
/// # Errors
/// When the database fails.
pub async fn delete_own(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::CitizenId.eq(citizen.as_str()));
    own.exec(db).await?;
    Ok(())
}
