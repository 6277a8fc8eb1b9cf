//! Forms kept while their citizen signs in again.

use domain::id::{DraftId, ParkedFormId, TopicId};
use domain::moment::Moment;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::parked_form as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// A form that was posted without a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedForm {
    /// Its id.
    pub id: ParkedFormId,
    /// The draft it was meant for.
    pub draft: DraftId,
    /// The page it was typed on.
    pub topic: TopicId,
    /// What was typed.
    pub body: String,
    /// Until when it is kept.
    pub expires_at: Moment,
}

/// Keeps a form under the hash of its token.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, form: &ParkedForm, token_hash: &str) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(form.id.to_string()),
        token_hash: Set(token_hash.to_owned()),
        draft_id: Set(form.draft.to_string()),
        topic: Set(form.topic.to_string()),
        body: Set(seal(&form.body)),
        expires_at: Set(form.expires_at.0),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The form of a token, unless its time is over.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, token_hash: &str, now: Moment) -> Result<Option<ParkedForm>> {
    let own = row::Entity::find().filter(row::Column::TokenHash.eq(token_hash));
    let Some(row) = own.filter(row::Column::ExpiresAt.gt(now.0)).one(db).await? else {
        return Ok(None);
    };
    let broken = |_| Error::inconsistent("parked_forms", &row.id);
    Ok(Some(ParkedForm {
        id: row.id.parse().map_err(broken)?,
        draft: row.draft_id.parse().map_err(broken)?,
        topic: row.topic.parse().map_err(broken)?,
        body: unseal(&row.body, "parked_forms", &row.id)?,
        expires_at: Moment(row.expires_at),
    }))
}

/// Forgets a form.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, id: &ParkedFormId) -> Result<()> {
    row::Entity::delete_by_id(id.as_str()).exec(db).await?;
    Ok(())
}

/// Forgets every form whose time is over.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(db: &impl ConnectionTrait, now: Moment) -> Result<()> {
    row::Entity::delete_many()
        .filter(row::Column::ExpiresAt.lte(now.0))
        .exec(db)
        .await?;
    Ok(())
}
