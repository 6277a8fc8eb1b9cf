//! Cases: stored once, changed only in the revision somebody decided upon.

use domain::case::{Case, Decision, Status};
use domain::id::{ApplicationId, CaseId};
use domain::moment::Moment;
use domain::staff::Post;
use sea_orm::sea_query::{Expr, NullOrdering};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::database::Connection;
use crate::entity::case as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where the texts of a decision are sealed.
const DECISION: &str = "cases.decision";
const NEXT_STEP: &str = "cases.next_step";

/// Stores new cases.
///
/// # Errors
/// When the database fails.
pub async fn insert_all(db: &impl Connection, cases: &[Case]) -> Result<()> {
    let rows = cases.iter().map(|case| active(db, case)).collect::<Result<Vec<_>>>()?;
    row::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// The case of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &CaseId) -> Result<Option<Case>> {
    row::Entity::find_by_id(id.as_str())
        .one(db)
        .await?
        .map(|row| case(db, &row))
        .transpose()
}

/// The cases of an application.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, application: &ApplicationId) -> Result<Vec<Case>> {
    let own = row::Entity::find().filter(row::Column::ApplicationId.eq(application.as_str()));
    own.order_by_asc(row::Column::Id)
        .all(db)
        .await?
        .iter()
        .map(|row| case(db, row))
        .collect()
}

/// A page of the cases within these posts in one of these statuses, the one due first in front, those without a day last.
///
/// # Errors
/// When the database fails.
pub async fn list_within(
    db: &impl Connection,
    posts: &[Post],
    statuses: &[Status],
    page: u64,
    page_size: u64,
) -> Result<Vec<Case>> {
    let own = within(posts, statuses).order_by_with_nulls(row::Column::Due, Order::Asc, NullOrdering::Last);
    let own = own.order_by_asc(row::Column::Id);
    // Both engines count in 64 bits with a sign.
    let offset = page.saturating_mul(page_size).min(i64::MAX.unsigned_abs());
    own.offset(offset)
        .limit(page_size)
        .all(db)
        .await?
        .iter()
        .map(|row| case(db, row))
        .collect()
}

/// How many cases within these posts are in one of these statuses.
///
/// # Errors
/// When the database fails.
pub async fn count_within(db: &impl ConnectionTrait, posts: &[Post], statuses: &[Status]) -> Result<u64> {
    Ok(within(posts, statuses).count(db).await?)
}

/// Stores a case that took one step: false when somebody else changed it meanwhile, and nothing is stored then.
///
/// # Errors
/// When the database fails.
pub async fn update(db: &impl Connection, changed: &Case) -> Result<bool> {
    let before = changed.revision.saturating_sub(1);
    let same = row::Entity::update_many()
        .filter(row::Column::Id.eq(changed.id.as_str()))
        .filter(row::Column::Revision.eq(before));
    Ok(same.set(active(db, changed)?).exec(db).await?.rows_affected == 1)
}

/// The cases within these posts in one of these statuses.
pub(crate) fn within(posts: &[Post], statuses: &[Status]) -> sea_orm::Select<row::Entity> {
    let statuses = statuses.iter().map(|status| status.as_str());
    // Without a post there is nothing: an empty choice would be no condition at all.
    let nothing = Condition::any().add(Expr::value(false));
    let there = posts.iter().fold(nothing, |others, post| {
        let department = Condition::all().add(row::Column::Department.eq(post.department.as_str()));
        let somewhere = (!post.regions.is_empty()).then(|| row::Column::Region.is_in(post.regions.iter()));
        others.add(department.add_option(somewhere))
    });
    row::Entity::find()
        .filter(there)
        .filter(row::Column::Status.is_in(statuses))
}

fn active(db: &impl Connection, case: &Case) -> Result<row::ActiveModel> {
    let decision = case.decision.as_ref();
    let sealed = |column, text: Option<&str>| text.map(|text| seal(db, column, case.id.as_str(), text)).transpose();
    Ok(row::ActiveModel {
        id: Set(case.id.to_string()),
        application_id: Set(case.application.to_string()),
        item: Set(case.item.to_string()),
        department: Set(case.department.to_string()),
        office: Set(case.office.to_string()),
        region: Set(case.region.clone()),
        status: Set(case.status.as_str().to_owned()),
        received_on: Set(case.received_on),
        due: Set(case.due),
        decided_by: Set(decision.map(|decision| decision.by.to_string())),
        decided_at: Set(decision.map(|decision| decision.at.0)),
        decision: Set(sealed(DECISION, decision.map(|decision| decision.text.as_str()))?),
        next_step: Set(sealed(
            NEXT_STEP,
            decision.and_then(|decision| decision.next_step.as_deref()),
        )?),
        revision: Set(case.revision),
    })
}

fn case(db: &impl Connection, row: &row::Model) -> Result<Case> {
    let broken = || Error::inconsistent("cases", &row.id);
    let text = |column, bytes: &Vec<u8>| unseal(db, column, &row.id, bytes);
    let decision = match (&row.decided_by, row.decided_at, &row.decision) {
        (Some(by), Some(at), Some(decision)) => Some(Decision {
            by: by.parse().map_err(|_| broken())?,
            at: Moment(at),
            text: text(DECISION, decision)?,
            next_step: row.next_step.as_ref().map(|bytes| text(NEXT_STEP, bytes)).transpose()?,
        }),
        _ => None,
    };
    Ok(Case {
        id: row.id.parse().map_err(|_| broken())?,
        application: row.application_id.parse().map_err(|_| broken())?,
        item: row.item.parse().map_err(|_| broken())?,
        department: row.department.parse().map_err(|_| broken())?,
        office: row.office.parse().map_err(|_| broken())?,
        region: row.region.clone(),
        status: Status::from_word(&row.status).ok_or_else(broken)?,
        received_on: row.received_on,
        due: row.due,
        decision,
        revision: row.revision,
    })
}
