//! Rivals: what a second device answered while another answer was stored, kept beside it until the citizen says which holds.

use std::collections::BTreeMap;

use domain::answer::FieldId;
use domain::id::DraftId;
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use crate::database::Connection;
use crate::entity::rival_answer as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// The rivals of a draft's answers.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<BTreeMap<FieldId, String>> {
    let rows = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    let rival = |row: &row::Model| {
        let broken = || Error::inconsistent("rival_answers", &row.draft_id);
        let field = FieldId {
            subject: row.subject.parse().map_err(|_| broken())?,
            element: row.element.parse().map_err(|_| broken())?,
            index: u16::try_from(row.number).map_err(|_| broken())?,
        };
        let text = unseal(db, "rival_answers", &place(&row.draft_id, &field), &row.value)?;
        Ok((field, text))
    };
    rows.all(db).await?.iter().map(rival).collect()
}

/// Keeps a text beside the answer; the last one, when several devices differ.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &impl Connection, draft: &DraftId, field: &FieldId, text: &str, at: Moment) -> Result<()> {
    let row = row::ActiveModel {
        draft_id: Set(draft.to_string()),
        subject: Set(field.subject.to_string()),
        element: Set(field.element.to_string()),
        number: Set(field.index.into()),
        value: Set(seal(db, "rival_answers", &place(draft.as_str(), field), text)?),
        at: Set(at.0),
    };
    let key = [
        row::Column::DraftId,
        row::Column::Subject,
        row::Column::Element,
        row::Column::Number,
    ];
    let said = [row::Column::Value, row::Column::At];
    let update = OnConflict::columns(key).update_columns(said).to_owned();
    row::Entity::insert(row)
        .on_conflict(update)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Forgets the rival of an answer.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, draft: &DraftId, field: &FieldId) -> Result<()> {
    row::Entity::delete_many().filter(own(draft, field)).exec(db).await?;
    Ok(())
}

/// Forgets the rival of an answer where it says the same as the answer does now.
///
/// # Errors
/// When the database fails.
pub async fn delete_equal(db: &impl Connection, draft: &DraftId, field: &FieldId, answer: &str) -> Result<()> {
    let Some(rival) = row::Entity::find().filter(own(draft, field)).one(db).await? else {
        return Ok(());
    };
    if unseal(db, "rival_answers", &place(&rival.draft_id, field), &rival.value)? == answer {
        delete(db, draft, field).await?;
    }
    Ok(())
}

/// Forgets all rivals of a draft.
///
/// # Errors
/// When the database fails.
pub async fn delete_all(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.exec(db).await?;
    Ok(())
}

/// The rival of this one answer.
fn own(draft: &DraftId, field: &FieldId) -> Condition {
    Condition::all()
        .add(row::Column::DraftId.eq(draft.as_str()))
        .add(row::Column::Subject.eq(field.subject.as_str()))
        .add(row::Column::Element.eq(field.element.as_str()))
        .add(row::Column::Number.eq(i32::from(field.index)))
}

/// Where the value of a rival is sealed.
fn place(draft: &str, field: &FieldId) -> String {
    format!("{draft}/{field}")
}
