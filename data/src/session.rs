//! Signed-in sessions, found by the hash of their token.

use domain::id::{CitizenId, OfficerId, SessionId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use crate::entity::session as row;
use crate::error::{Error, Result};

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
    /// When it ends by itself.
    pub expires_at: Moment,
    /// When its holder signed out.
    pub ended_at: Option<Moment>,
}

/// Stores a session under the hash of its token.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, session: &Session, token_hash: &str, now: Moment) -> Result<()> {
    let (citizen_id, officer_id) = match &session.holder {
        Holder::Citizen(id) => (Some(id.to_string()), None),
        Holder::Officer(id) => (None, Some(id.to_string())),
    };
    let row = row::ActiveModel {
        id: Set(session.id.to_string()),
        token_hash: Set(token_hash.to_owned()),
        citizen_id: Set(citizen_id),
        officer_id: Set(officer_id),
        created_at: Set(now.0),
        expires_at: Set(session.expires_at.0),
        ended_at: Set(session.ended_at.map(|at| at.0)),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The session of a token, also one that has ended.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Session>> {
    let Some(row) = row::Entity::find()
        .filter(row::Column::TokenHash.eq(token_hash))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let broken = || Error::inconsistent("sessions", &row.id);
    let holder = match (&row.citizen_id, &row.officer_id) {
        (Some(id), None) => Holder::Citizen(id.parse().map_err(|_| broken())?),
        (None, Some(id)) => Holder::Officer(id.parse().map_err(|_| broken())?),
        _ => return Err(broken()),
    };
    let id = row.id.parse().map_err(|_| broken())?;
    Ok(Some(Session {
        id,
        holder,
        expires_at: Moment(row.expires_at),
        ended_at: row.ended_at.map(Moment),
    }))
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn end(db: &impl ConnectionTrait, id: &SessionId, now: Moment) -> Result<()> {
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::EndedAt.is_null());
    open.col_expr(row::Column::EndedAt, Expr::value(now.0)).exec(db).await?;
    Ok(())
}

/// Forgets every session that was over by then.
///
/// # Errors
/// When the database fails.
pub async fn delete_over(db: &impl ConnectionTrait, by: Moment) -> Result<()> {
    let over = row::Column::EndedAt.lte(by.0).or(row::Column::ExpiresAt.lte(by.0));
    row::Entity::delete_many().filter(over).exec(db).await?;
    Ok(())
}
