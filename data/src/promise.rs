//! What was said to the commitments of a draft.

use domain::commitment::{About, Said};
use domain::id::DraftId;
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::promise as row;
use crate::error::{Error, Result};

/// What was said to a commitment, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// To which.
    pub about: About,
    /// What.
    pub said: Said,
    /// When.
    pub at: Moment,
}

/// Keeps what was said; what was said to the same before is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &impl ConnectionTrait, draft: &DraftId, promise: &Promise) -> Result<()> {
    let row = row::ActiveModel {
        draft_id: Set(draft.to_string()),
        about: Set(promise.about.to_string()),
        said: Set(promise.said.as_str().to_owned()),
        at: Set(promise.at.0),
    };
    let later_wins = OnConflict::columns([row::Column::DraftId, row::Column::About])
        .update_columns([row::Column::Said, row::Column::At])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(later_wins)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Everything that was said to the commitments of a draft.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, draft: &DraftId) -> Result<Vec<Promise>> {
    let own = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    let read = |row: row::Model| {
        let broken = || Error::inconsistent("promises", &row.draft_id);
        Ok(Promise {
            about: row.about.parse().map_err(|_| broken())?,
            said: Said::from_word(&row.said).ok_or_else(broken)?,
            at: Moment(row.at),
        })
    };
    let mut said = own.all(db).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    said.sort_by(|a, b| a.about.cmp(&b.about));
    Ok(said)
}

/// Forgets what was said to a commitment.
///
/// # Errors
/// When the database fails.
pub async fn take_back(db: &impl ConnectionTrait, draft: &DraftId, about: &About) -> Result<()> {
    row::Entity::delete_by_id((draft.to_string(), about.to_string()))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets everything that was said to the commitments of a draft.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.exec(db).await?;
    Ok(())
}
