//! Requests for help before filing.

use chrono::NaiveDate;
use domain::help::{About, Answered, Help, Wish};
use domain::id::{DraftId, HelpId};
use domain::moment::Moment;
use domain::staff::Post;
use sea_orm::sea_query::{Expr, NullOrdering, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::database::Connection;
use crate::entity::{draft, help as row};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where its texts are sealed.
const PHONE: &str = "helps.phone";
const QUESTION: &str = "helps.question";
const ANSWER: &str = "helps.answer";

/// Keeps a request that its citizen is writing; nothing of one that was sent changes.
///
/// # Errors
/// When the database fails.
pub async fn write(db: &impl Connection, help: &Help, now: Moment) -> Result<()> {
    let id = help.id.as_str();
    let row = row::ActiveModel {
        id: Set(id.to_owned()),
        draft_id: Set(help.draft.to_string()),
        citizen_id: Set(help.citizen.to_string()),
        department: Set(help.department.to_string()),
        region: Set(help.region.clone()),
        topic: Set(help.about.as_ref().map(About::to_string)),
        wish: Set(help.wish.as_str().to_owned()),
        phone: Set(seal(db, PHONE, id, &help.phone)?),
        question: Set(seal(db, QUESTION, id, &help.question)?),
        written_at: Set(now.0),
        asked_at: Set(None),
        answer_by: Set(None),
        answered_by: Set(None),
        answered_at: Set(None),
        answer: Set(None),
        closed_at: Set(None),
    };
    let said = [
        row::Column::Department,
        row::Column::Region,
        row::Column::Wish,
        row::Column::Phone,
        row::Column::Question,
        row::Column::WrittenAt,
    ];
    let update = OnConflict::column(row::Column::Id)
        .update_columns(said)
        .action_and_where(Expr::col((row::Entity, row::Column::AskedAt)).is_null())
        .to_owned();
    let insert = row::Entity::insert(row).on_conflict(update);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// The request of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &HelpId) -> Result<Option<Help>> {
    let found = row::Entity::find_by_id(id.as_str()).one(db).await?;
    found.map(|row| help(db, &row)).transpose()
}

/// Everything that was asked about a draft, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<Vec<Help>> {
    let own = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    let rows = own.order_by_desc(row::Column::Id).all(db).await?;
    rows.iter().map(|row| help(db, row)).collect()
}

/// Sends a request, which is to be answered by this day; false when it was sent already.
///
/// # Errors
/// When the database fails.
pub async fn ask(db: &impl ConnectionTrait, id: &HelpId, now: Moment, by: NaiveDate) -> Result<bool> {
    let unsent = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::AskedAt.is_null());
    let sent = unsent
        .col_expr(row::Column::AskedAt, Expr::value(now.0))
        .col_expr(row::Column::AnswerBy, Expr::value(by));
    Ok(sent.exec(db).await?.rows_affected == 1)
}

/// Closes a request for its citizen; false when it was closed already.
///
/// # Errors
/// When the database fails.
pub async fn close(db: &impl ConnectionTrait, id: &HelpId, now: Moment) -> Result<bool> {
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::ClosedAt.is_null());
    let closed = open.col_expr(row::Column::ClosedAt, Expr::value(now.0));
    Ok(closed.exec(db).await?.rows_affected == 1)
}

/// Answers a request; false when it is no longer open.
///
/// # Errors
/// When the database fails.
pub async fn answer(db: &impl Connection, id: &HelpId, answered: &Answered) -> Result<bool> {
    let text = seal(db, ANSWER, id.as_str(), &answered.text)?;
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::AnsweredAt.is_null())
        .filter(row::Column::ClosedAt.is_null());
    let answer = open
        .col_expr(row::Column::AnsweredBy, Expr::value(answered.by.as_str()))
        .col_expr(row::Column::AnsweredAt, Expr::value(answered.at.0))
        .col_expr(row::Column::Answer, Expr::value(text));
    Ok(answer.exec(db).await?.rows_affected == 1)
}

/// The open requests within these posts about drafts that were not submitted, the one to be answered first in front: before all others
/// what was sent when there was no day yet.
///
/// # Errors
/// When the database fails.
pub async fn list_within(db: &impl Connection, posts: &[Post], page: u64, page_size: u64) -> Result<Vec<Help>> {
    let first = within(posts)
        .order_by_with_nulls(row::Column::AnswerBy, Order::Asc, NullOrdering::First)
        .order_by_asc(row::Column::AskedAt)
        .order_by_asc(row::Column::Id);
    let offset = Ord::min(page.saturating_mul(page_size), i64::MAX.unsigned_abs());
    let rows = first.offset(offset).limit(page_size).all(db).await?;
    rows.iter().map(|row| help(db, row)).collect()
}

/// How many there are.
///
/// # Errors
/// When the database fails.
pub async fn count_within(db: &impl ConnectionTrait, posts: &[Post]) -> Result<u64> {
    Ok(within(posts).count(db).await?)
}

fn within(posts: &[Post]) -> sea_orm::Select<row::Entity> {
    // Without a post there is nothing: an empty choice would be no condition at all.
    let nothing = Condition::any().add(Expr::value(false));
    let there = posts.iter().fold(nothing, |others, post| {
        let department = Condition::all().add(row::Column::Department.eq(post.department.as_str()));
        let somewhere = (!post.regions.is_empty()).then(|| row::Column::Region.is_in(post.regions.iter()));
        others.add(department.add_option(somewhere))
    });
    let mut drafts = Query::select();
    drafts
        .column(draft::Column::Id)
        .from(draft::Entity)
        .and_where(draft::Column::SubmittedAt.is_null());
    row::Entity::find()
        .filter(there)
        .filter(row::Column::AskedAt.is_not_null())
        .filter(row::Column::AnsweredAt.is_null())
        .filter(row::Column::ClosedAt.is_null())
        .filter(row::Column::DraftId.in_subquery(drafts))
}

/// Forgets everything that was asked about a draft.
///
/// # Errors
/// When the database fails.
pub async fn delete_all(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.exec(db).await?;
    Ok(())
}

/// Forgets what was written before then; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, then: Moment) -> Result<u64> {
    let old = row::Entity::delete_many().filter(row::Column::WrittenAt.lte(then.0));
    Ok(old.exec(db).await?.rows_affected)
}

fn help(db: &impl Connection, row: &row::Model) -> Result<Help> {
    let broken = || Error::inconsistent("helps", &row.id);
    let about = row.topic.as_ref().map(|about| about.parse().map_err(|_| broken()));
    let answer = match (&row.answered_by, row.answered_at, &row.answer) {
        (Some(by), Some(at), Some(text)) => Some(Answered {
            by: by.parse().map_err(|_| broken())?,
            at: Moment(at),
            text: unseal(db, ANSWER, &row.id, text)?,
        }),
        _ => None,
    };
    Ok(Help {
        id: row.id.parse().map_err(|_| broken())?,
        draft: row.draft_id.parse().map_err(|_| broken())?,
        citizen: row.citizen_id.parse().map_err(|_| broken())?,
        department: row.department.parse().map_err(|_| broken())?,
        region: row.region.clone(),
        about: about.transpose()?,
        wish: Wish::from_word(&row.wish).ok_or_else(broken)?,
        phone: unseal(db, PHONE, &row.id, &row.phone)?,
        question: unseal(db, QUESTION, &row.id, &row.question)?,
        asked_at: row.asked_at.map(Moment),
        answer_by: row.answer_by,
        answer,
        closed_at: row.closed_at.map(Moment),
    })
}
