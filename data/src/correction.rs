//! Requests to correct cases, with the points they name.

use chrono::NaiveDate;
use domain::case::correction::{Asked, Correction, Flaw, Point, Target};
use domain::id::{ApplicationId, CaseId, CorrectionId};
use domain::moment::Moment;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::database::Connection;
use crate::entity::{correction as row, correction_point as point};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where its texts are sealed.
const SENTENCE: &str = "correction_points.sentence";
const REASON: &str = "corrections.reason";
const SAID: &str = "corrections.said";

/// Begins a request that officers write.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    db: &impl ConnectionTrait,
    id: &CorrectionId,
    application: &ApplicationId,
    case: &CaseId,
) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(id.to_string()),
        application_id: Set(application.to_string()),
        case_id: Set(case.to_string()),
        asked_by: Set(None),
        asked_at: Set(None),
        answer_by: Set(None),
        reason: Set(None),
        said: Set(None),
        reminded_at: Set(None),
        mended_at: Set(None),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The request that is being written for a case.
///
/// # Errors
/// When the database fails.
pub async fn find_unsent(db: &impl Connection, case: &CaseId) -> Result<Option<Correction>> {
    let own = row::Entity::find().filter(row::Column::CaseId.eq(case.as_str()));
    let unsent = own.filter(row::Column::AskedAt.is_null()).order_by_asc(row::Column::Id);
    match unsent.one(db).await? {
        Some(row) => Ok(Some(correction(db, row).await?)),
        None => Ok(None),
    }
}

/// Names a point; the last word on an answer or a paper holds.
///
/// # Errors
/// When the database fails.
pub async fn name(db: &impl Connection, id: &CorrectionId, place: u32, named: &Point) -> Result<()> {
    let target = named.target.to_string();
    let row = point::ActiveModel {
        correction_id: Set(id.to_string()),
        place: Set(i32::try_from(place).unwrap_or(i32::MAX)),
        flaw: Set(named.flaw.as_str().to_owned()),
        sentence: Set(seal(db, SENTENCE, &at(id.as_str(), &target), &named.sentence)?),
        target: Set(target),
    };
    let conflict = OnConflict::columns([point::Column::CorrectionId, point::Column::Target])
        .update_columns([point::Column::Flaw, point::Column::Sentence])
        .to_owned();
    let insert = point::Entity::insert(row).on_conflict(conflict);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// Takes a point out.
///
/// # Errors
/// When the database fails.
pub async fn drop_point(db: &impl ConnectionTrait, id: &CorrectionId, target: &Target) -> Result<()> {
    point::Entity::delete_by_id((id.to_string(), target.to_string()))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps why more is asked for, before it is.
///
/// # Errors
/// When the database fails.
pub async fn keep_reason(db: &impl Connection, id: &CorrectionId, text: &str) -> Result<()> {
    let reason = sealed(db, REASON, id, text)?;
    let own = row::Entity::update_many().filter(row::Column::Id.eq(id.as_str()));
    own.col_expr(row::Column::Reason, Expr::value(reason)).exec(db).await?;
    Ok(())
}

/// Marks a request as sent; false when it was already.
///
/// # Errors
/// When the database fails.
pub async fn ask(db: &impl ConnectionTrait, id: &CorrectionId, asked: &Asked) -> Result<bool> {
    let unsent = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::AskedAt.is_null());
    let sent = unsent
        .col_expr(row::Column::AskedBy, Expr::value(asked.by.as_str()))
        .col_expr(row::Column::AskedAt, Expr::value(asked.at.0))
        .col_expr(row::Column::AnswerBy, Expr::value(asked.answer_by));
    Ok(sent.exec(db).await?.rows_affected == 1)
}

/// What was asked for in an application's cases, the first first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, application: &ApplicationId) -> Result<Vec<Correction>> {
    let own = row::Entity::find().filter(row::Column::ApplicationId.eq(application.as_str()));
    all(db, own).await
}

/// What was asked for in a case, the first first.
///
/// # Errors
/// When the database fails.
pub async fn list_of_case(db: &impl Connection, case: &CaseId) -> Result<Vec<Correction>> {
    all(db, row::Entity::find().filter(row::Column::CaseId.eq(case.as_str()))).await
}

async fn all(db: &impl Connection, corrections: sea_orm::Select<row::Entity>) -> Result<Vec<Correction>> {
    let sent = corrections.filter(row::Column::AskedAt.is_not_null());
    let rows = sent.order_by_asc(row::Column::AskedAt).order_by_asc(row::Column::Id);
    let mut corrections = Vec::new();
    for row in rows.all(db).await? {
        corrections.push(correction(db, row).await?);
    }
    Ok(corrections)
}

/// Keeps what the citizen says to a request.
///
/// # Errors
/// When the database fails.
pub async fn say(db: &impl Connection, id: &CorrectionId, text: &str) -> Result<()> {
    let said = sealed(db, SAID, id, text)?;
    let own = row::Entity::update_many().filter(row::Column::Id.eq(id.as_str()));
    own.col_expr(row::Column::Said, Expr::value(said)).exec(db).await?;
    Ok(())
}

/// Marks a request as mended; false when it was already.
///
/// # Errors
/// When the database fails.
pub async fn mend(db: &impl ConnectionTrait, id: &CorrectionId, now: Moment) -> Result<bool> {
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::MendedAt.is_null());
    let mended = open.col_expr(row::Column::MendedAt, Expr::value(now.0));
    Ok(mended.exec(db).await?.rows_affected == 1)
}

/// The requests whose time ends by then and whose citizens nobody reminded.
///
/// # Errors
/// When the database fails.
pub async fn list_to_remind(db: &impl Connection, by: NaiveDate, most: u64) -> Result<Vec<Correction>> {
    let open = row::Entity::find()
        .filter(row::Column::AnswerBy.lte(by))
        .filter(row::Column::MendedAt.is_null())
        .filter(row::Column::RemindedAt.is_null());
    all(db, open.limit(most)).await
}

/// Marks a citizen as reminded; false when they were already, or have mended it.
///
/// # Errors
/// When the database fails.
pub async fn remind(db: &impl ConnectionTrait, id: &CorrectionId, now: Moment) -> Result<bool> {
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::MendedAt.is_null())
        .filter(row::Column::RemindedAt.is_null());
    let reminded = open.col_expr(row::Column::RemindedAt, Expr::value(now.0));
    Ok(reminded.exec(db).await?.rows_affected == 1)
}

fn sealed(db: &impl Connection, column: &'static str, id: &CorrectionId, text: &str) -> Result<Option<Vec<u8>>> {
    let said = !text.is_empty();
    said.then(|| seal(db, column, id.as_str(), text)).transpose()
}

/// Where the sentence of a point is sealed.
fn at(correction: &str, target: &str) -> String {
    format!("{correction}/{target}")
}

async fn correction(db: &impl Connection, row: row::Model) -> Result<Correction> {
    let broken = || Error::inconsistent("corrections", &row.id);
    let own = point::Entity::find().filter(point::Column::CorrectionId.eq(row.id.as_str()));
    let points = own
        .order_by_asc(point::Column::Place)
        .order_by_asc(point::Column::Target);
    let read = |found: point::Model| {
        Ok(Point {
            target: found.target.parse().map_err(|_| broken())?,
            flaw: Flaw::from_word(&found.flaw).ok_or_else(broken)?,
            sentence: unseal(db, SENTENCE, &at(&row.id, &found.target), &found.sentence)?,
        })
    };
    let points = points.all(db).await?.into_iter().map(read).collect::<Result<_>>()?;
    let text = |column, bytes: &Option<Vec<u8>>| {
        bytes
            .as_ref()
            .map(|bytes| unseal(db, column, &row.id, bytes))
            .transpose()
    };
    let asked = match (&row.asked_by, row.asked_at, row.answer_by) {
        (Some(by), Some(at), Some(answer_by)) => Some(Asked {
            by: by.parse().map_err(|_| broken())?,
            at: Moment(at),
            answer_by,
        }),
        _ => None,
    };
    Ok(Correction {
        points,
        reason: text(REASON, &row.reason)?,
        asked,
        said: text(SAID, &row.said)?,
        mended_at: row.mended_at.map(Moment),
        id: row.id.parse().map_err(|_| broken())?,
        application: row.application_id.parse().map_err(|_| broken())?,
        case: row.case_id.parse().map_err(|_| broken())?,
    })
}
