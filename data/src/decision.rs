//! What an officer typed but did not yet decide, so that a refused decision loses no word.

use domain::id::{CaseId, OfficerId};
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::database::Connection;
use crate::entity::decision_draft as row;
use crate::error::Result;
use crate::seal::{seal, unseal};

/// The texts of a decision being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionDraft {
    /// The result, or the reason of a refusal.
    pub text: String,
    /// After a refusal: what the citizen can do next.
    pub next_step: String,
}

/// What this officer last typed for this case.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, case: &CaseId, officer: &OfficerId) -> Result<Option<DecisionDraft>> {
    let key = (case.to_string(), officer.to_string());
    let Some(row) = row::Entity::find_by_id(key).one(db).await? else {
        return Ok(None);
    };
    let place = place(case, officer);
    Ok(Some(DecisionDraft {
        text: unseal(db, "decision_drafts.decision", &place, &row.decision)?,
        next_step: unseal(db, "decision_drafts.next_step", &place, &row.next_step)?,
    }))
}

/// Keeps what an officer typed.
///
/// # Errors
/// When the database fails.
pub async fn save(
    db: &impl Connection,
    case: &CaseId,
    officer: &OfficerId,
    draft: &DecisionDraft,
    now: Moment,
) -> Result<()> {
    let place = place(case, officer);
    let row = row::ActiveModel {
        case_id: Set(case.to_string()),
        officer_id: Set(officer.to_string()),
        decision: Set(seal(db, "decision_drafts.decision", &place, &draft.text)?),
        next_step: Set(seal(db, "decision_drafts.next_step", &place, &draft.next_step)?),
        updated_at: Set(now.0),
    };
    let conflict = OnConflict::columns([row::Column::CaseId, row::Column::OfficerId])
        .update_columns([row::Column::Decision, row::Column::NextStep, row::Column::UpdatedAt])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Where the texts are sealed.
fn place(case: &CaseId, officer: &OfficerId) -> String {
    format!("{case}/{officer}")
}

/// Forgets what an officer typed, once it was decided.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, case: &CaseId, officer: &OfficerId) -> Result<()> {
    row::Entity::delete_by_id((case.to_string(), officer.to_string()))
        .exec(db)
        .await?;
    Ok(())
}
