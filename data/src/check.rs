//! Checks of promises: stored when they become due, found out once each.

use chrono::NaiveDate;
use domain::account::Hat;
use domain::case::Status;
use domain::commitment::check::{Check, Found, Outcome};
use domain::id::{CaseId, CitizenId};
use domain::moment::Moment;
use domain::staff::Post;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use crate::case::within;
use crate::database::Connection;
use crate::draft::personal;
use crate::entity::{application, case, promise_check as row};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where what was found is sealed.
const FINDING: &str = "promise_checks.finding";

/// Stores a new check, whether it found something already or not.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, check: &Check) -> Result<()> {
    let found = check.found.as_ref();
    let row = row::ActiveModel {
        case_id: Set(check.case.to_string()),
        about: Set(check.about.to_string()),
        number: Set(check.number),
        due: Set(check.due),
        outcome: Set(found.map(|found| found.outcome.as_str().to_owned())),
        finding: Set(found
            .map(|found| seal(db, FINDING, &place(check), &found.sentence))
            .transpose()?),
        officer_id: Set(found.map(|found| found.by.to_string())),
        at: Set(found.map(|found| found.at.0)),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Records what a check found; false when somebody did already.
///
/// # Errors
/// When the database fails.
pub async fn find_out(db: &impl Connection, check: &Check, found: &Found) -> Result<bool> {
    let finding = seal(db, FINDING, &place(check), &found.sentence)?;
    let open = row::Entity::update_many()
        .filter(row::Column::CaseId.eq(check.case.as_str()))
        .filter(row::Column::About.eq(check.about.to_string()))
        .filter(row::Column::Number.eq(check.number))
        .filter(row::Column::Outcome.is_null());
    let recorded = open
        .col_expr(row::Column::Outcome, Expr::value(found.outcome.as_str()))
        .col_expr(row::Column::Finding, Expr::value(finding))
        .col_expr(row::Column::OfficerId, Expr::value(found.by.as_str()))
        .col_expr(row::Column::At, Expr::value(found.at.0));
    Ok(recorded.exec(db).await?.rows_affected == 1)
}

/// The checks of these cases, of each promise the first first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, cases: &[CaseId]) -> Result<Vec<Check>> {
    let cases = cases.iter().map(CaseId::as_str);
    all(db, row::Entity::find().filter(row::Column::CaseId.is_in(cases))).await
}

/// The checks of what a person promised, or an organisation under its hat.
///
/// # Errors
/// When the database fails.
pub async fn list_of(db: &impl Connection, citizen: &CitizenId, hat: &Hat) -> Result<Vec<Check>> {
    let mut applications = Query::select();
    applications.column(application::Column::Id).from(application::Entity);
    match hat {
        Hat::Organisation(_) => applications.and_where(application::Column::Hat.eq(hat.to_string())),
        Hat::Own | Hat::Mandate(_) => applications
            .and_where(application::Column::CitizenId.eq(citizen.as_str()))
            .and_where(personal(application::Column::Hat)),
    };
    let mut cases = Query::select();
    cases
        .column(case::Column::Id)
        .from(case::Entity)
        .and_where(case::Column::ApplicationId.in_subquery(applications));
    all(db, row::Entity::find().filter(row::Column::CaseId.in_subquery(cases))).await
}

/// What is to be checked within these posts, the first due in front.
///
/// # Errors
/// When the database fails.
pub async fn list_due(db: &impl Connection, posts: &[Post], most: u64) -> Result<Vec<Check>> {
    all(db, due(posts).order_by_asc(row::Column::Due).limit(most)).await
}

/// How much is to be checked within these posts by this day.
///
/// # Errors
/// When the database fails.
pub async fn count_due(db: &impl ConnectionTrait, posts: &[Post], by: NaiveDate) -> Result<u64> {
    Ok(due(posts).filter(row::Column::Due.lte(by)).count(db).await?)
}

/// What is to be checked within these posts.
fn due(posts: &[Post]) -> sea_orm::Select<row::Entity> {
    let cases = within(posts, &[Status::Granted]).select_only().column(case::Column::Id);
    row::Entity::find()
        .filter(row::Column::Outcome.is_null())
        .filter(row::Column::CaseId.in_subquery(cases.into_query()))
}

async fn all(db: &impl Connection, checks: sea_orm::Select<row::Entity>) -> Result<Vec<Check>> {
    let rows = checks
        .order_by_asc(row::Column::CaseId)
        .order_by_asc(row::Column::About)
        .order_by_asc(row::Column::Number);
    rows.all(db).await?.iter().map(|row| check(db, row)).collect()
}

fn check(db: &impl Connection, row: &row::Model) -> Result<Check> {
    let broken = || Error::inconsistent("promise_checks", &row.case_id);
    let mut check = Check {
        case: row.case_id.parse().map_err(|_| broken())?,
        about: row.about.parse().map_err(|_| broken())?,
        number: row.number,
        due: row.due,
        found: None,
    };
    if let Some(word) = &row.outcome {
        let (Some(finding), Some(by), Some(at)) = (&row.finding, &row.officer_id, row.at) else {
            return Err(broken());
        };
        check.found = Some(Found {
            outcome: Outcome::from_word(word).ok_or_else(broken)?,
            sentence: unseal(db, FINDING, &place(&check), finding)?,
            by: by.parse().map_err(|_| broken())?,
            at: Moment(at),
        });
    }
    Ok(check)
}

/// Where what a check found is sealed.
fn place(check: &Check) -> String {
    format!("{}/{}/{}", check.case, check.about, check.number)
}
