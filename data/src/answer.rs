//! Answers of a draft: one row each, the value sealed.

use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::id::DraftId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use crate::database::Connection;
use crate::entity::answer as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// All answers of a draft.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<Answers> {
    let rows = row::Entity::find()
        .filter(row::Column::DraftId.eq(draft.as_str()))
        .all(db)
        .await?;
    rows.iter().map(|row| answer(db, row)).collect()
}

/// Sets an answer, counting its revision up.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &impl Connection, draft: &DraftId, field: &FieldId, answer: &Answer) -> Result<()> {
    let value = seal(db, "answers", &place(draft.as_str(), field), &answer.text)?;
    let row = row::ActiveModel {
        draft_id: Set(draft.to_string()),
        subject: Set(field.subject.to_string()),
        element: Set(field.element.to_string()),
        number: Set(field.index.into()),
        value: Set(value),
        origin: Set(origin_word(&answer.origin)),
        as_of: Set(answer.as_of),
        contested: Set(answer.contested),
        revision: Set(1),
    };
    let key = [
        row::Column::DraftId,
        row::Column::Subject,
        row::Column::Element,
        row::Column::Number,
    ];
    let said = [
        row::Column::Value,
        row::Column::Origin,
        row::Column::AsOf,
        row::Column::Contested,
    ];
    let one_more = row::Column::Revision.into_expr().add(1);
    let update = OnConflict::columns(key)
        .update_columns(said)
        .value(row::Column::Revision, one_more)
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(update)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn origin_word(origin: &Origin) -> String {
    match origin {
        Origin::Citizen => "citizen".to_owned(),
        Origin::Account => "account".to_owned(),
        Origin::Party => "party".to_owned(),
        Origin::Register(register) => format!("register:{register}"),
    }
}

/// Where the value of an answer is sealed.
fn place(draft: &str, field: &FieldId) -> String {
    format!("{draft}/{field}")
}

fn answer(db: &impl Connection, row: &row::Model) -> Result<(FieldId, Answer)> {
    let broken = || Error::inconsistent("answers", &row.draft_id);
    let origin = match (row.origin.as_str(), row.origin.strip_prefix("register:")) {
        ("citizen", _) => Origin::Citizen,
        ("account", _) => Origin::Account,
        ("party", _) => Origin::Party,
        (_, Some(register)) => Origin::Register(register.parse().map_err(|_| broken())?),
        _ => return Err(broken()),
    };
    let field = FieldId {
        subject: row.subject.parse().map_err(|_| broken())?,
        element: row.element.parse().map_err(|_| broken())?,
        index: u16::try_from(row.number).map_err(|_| broken())?,
    };
    let text = unseal(db, "answers", &place(&row.draft_id, &field), &row.value)?;
    Ok((
        field,
        Answer {
            text,
            origin,
            as_of: row.as_of,
            contested: row.contested,
        },
    ))
}

/// Forgets an answer.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, draft: &DraftId, field: &FieldId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    let own = own
        .filter(row::Column::Subject.eq(field.subject.as_str()))
        .filter(row::Column::Element.eq(field.element.as_str()));
    own.filter(row::Column::Number.eq(i32::from(field.index)))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets all answers of a draft.
///
/// # Errors
/// When the database fails.
pub async fn delete_all(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.exec(db).await?;
    Ok(())
}
