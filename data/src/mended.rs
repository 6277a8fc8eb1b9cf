//! Answers that were given anew after an application was submitted: the record keeps the first, these stand beside it.

use domain::answer::FieldId;
use domain::case::correction::Mended;
use domain::id::ApplicationId;
use domain::moment::Moment;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::database::Connection;
use crate::entity::mended_answer as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// The answers of an application that were given anew, those sent first in front, those not sent yet last.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, application: &ApplicationId) -> Result<Vec<Mended>> {
    let own = row::Entity::find().filter(row::Column::ApplicationId.eq(application.as_str()));
    let rows = own.order_by_asc(row::Column::SentAt).all(db).await?;
    let read = |row: &row::Model| {
        let broken = || Error::inconsistent("mended_answers", &row.application_id);
        let field = FieldId {
            subject: row.subject.parse().map_err(|_| broken())?,
            element: row.element.parse().map_err(|_| broken())?,
            index: u16::try_from(row.number).map_err(|_| broken())?,
        };
        Ok(Mended {
            text: unseal(db, "mended_answers", &place(application, &field), &row.value)?,
            sent_at: (row.sent_at > 0).then_some(Moment(row.sent_at)),
            field,
        })
    };
    let mut mended = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    mended.sort_by_key(|mended| mended.sent_at.map_or(i64::MAX, |at| at.0));
    Ok(mended)
}

/// Keeps a text that is not sent yet.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &impl Connection, application: &ApplicationId, field: &FieldId, text: &str) -> Result<()> {
    let row = row::ActiveModel {
        application_id: Set(application.to_string()),
        subject: Set(field.subject.to_string()),
        element: Set(field.element.to_string()),
        number: Set(field.index.into()),
        sent_at: Set(0),
        value: Set(seal(db, "mended_answers", &place(application, field), text)?),
    };
    let key = [
        row::Column::ApplicationId,
        row::Column::Subject,
        row::Column::Element,
        row::Column::Number,
        row::Column::SentAt,
    ];
    let update = OnConflict::columns(key).update_column(row::Column::Value).to_owned();
    let insert = row::Entity::insert(row).on_conflict(update);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// Marks as sent what was not.
///
/// # Errors
/// When the database fails.
pub async fn send(db: &impl ConnectionTrait, application: &ApplicationId, now: Moment) -> Result<()> {
    let own = row::Entity::update_many().filter(row::Column::ApplicationId.eq(application.as_str()));
    own.filter(row::Column::SentAt.eq(0))
        .col_expr(row::Column::SentAt, Expr::value(now.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets what was typed of a field and not sent.
///
/// # Errors
/// When the database fails.
pub async fn drop_unsent(db: &impl ConnectionTrait, application: &ApplicationId, field: &FieldId) -> Result<()> {
    let key = (
        application.to_string(),
        field.subject.to_string(),
        field.element.to_string(),
        i32::from(field.index),
        0,
    );
    row::Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}

/// Where a text is sealed.
fn place(application: &ApplicationId, field: &FieldId) -> String {
    format!("{application}/{field}")
}
