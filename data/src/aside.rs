//! What was typed into a draft and has no place in the version it goes on with, or beside a record that is not the right one now: kept
//! until the draft is submitted or deleted.

use domain::answer::FieldId;
use domain::id::{DraftId, ThemeVersionId};
use domain::moment::Moment;
use domain::register::Record;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::database::Connection;
use crate::entity::set_aside as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// One text that was put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Its id; those put aside later have greater ones.
    pub id: String,
    /// The field that asks again for it, or the one it was typed into.
    pub field: FieldId,
    /// The field it was typed into.
    pub typed_as: FieldId,
    /// The version of the theme that asked for it.
    pub version: ThemeVersionId,
    /// The record beside which it was typed, where it waits for that to be the right one again.
    pub beside: Option<Record>,
    /// The text.
    pub text: String,
    /// When it was put aside.
    pub at: Moment,
}

/// What was put aside of a draft, the latest last.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<Vec<SetAside>> {
    let rows = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    let rows = rows.order_by_asc(row::Column::At).order_by_asc(row::Column::Id);
    rows.all(db).await?.into_iter().map(|row| read(db, row)).collect()
}

/// Puts a text aside.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, draft: &DraftId, aside: &SetAside) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(aside.id.clone()),
        draft_id: Set(draft.to_string()),
        subject: Set(aside.field.subject.to_string()),
        element: Set(aside.field.element.to_string()),
        number: Set(aside.field.index.into()),
        typed_as: Set(aside.typed_as.to_string()),
        register: Set(aside.beside.as_ref().map(|record| record.register.to_string())),
        opened_by: Set(aside.beside.as_ref().map(|record| record.of.to_string())),
        theme_version_id: Set(aside.version.to_string()),
        value: Set(seal(db, "set_aside", &aside.id, &aside.text)?),
        at: Set(aside.at.0),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Forgets one text that was put aside.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, id: &str) -> Result<()> {
    row::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Forgets everything that was put aside of these drafts.
///
/// # Errors
/// When the database fails.
pub async fn delete_all(db: &impl ConnectionTrait, drafts: impl IntoIterator<Item = &DraftId>) -> Result<()> {
    let drafts = drafts.into_iter().map(DraftId::as_str);
    let theirs = row::Entity::delete_many().filter(row::Column::DraftId.is_in(drafts));
    theirs.exec(db).await?;
    Ok(())
}

fn read(db: &impl Connection, row: row::Model) -> Result<SetAside> {
    let broken = || Error::inconsistent("set_aside", &row.id);
    let beside = match (&row.register, &row.opened_by) {
        (Some(register), Some(of)) => Some(Record {
            register: register.parse().map_err(|_| broken())?,
            of: of.parse().map_err(|_| broken())?,
        }),
        _ => None,
    };
    Ok(SetAside {
        field: FieldId {
            subject: row.subject.parse().map_err(|_| broken())?,
            element: row.element.parse().map_err(|_| broken())?,
            index: u16::try_from(row.number).map_err(|_| broken())?,
        },
        typed_as: row.typed_as.parse().map_err(|_| broken())?,
        version: row.theme_version_id.parse().map_err(|_| broken())?,
        beside,
        text: unseal(db, "set_aside", &row.id, &row.value)?,
        at: Moment(row.at),
        id: row.id,
    })
}
