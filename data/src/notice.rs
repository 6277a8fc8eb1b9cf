//! What citizens are told, and whether they saw it.

use domain::id::{CitizenId, NoticeId};
use domain::moment::Moment;
use domain::notice::{News, Notice};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::notice as row;
use crate::error::{Error, Result};

/// Keeps a notice.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, notice: &Notice) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(notice.id.to_string()),
        citizen_id: Set(notice.citizen.to_string()),
        kind: Set(notice.news.kind().as_str().to_owned()),
        about: Set(notice.news.about()),
        at: Set(notice.at.0),
        seen_at: Set(notice.seen_at.map(|at| at.0)),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The notice of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, id: &NoticeId) -> Result<Option<Notice>> {
    let row = row::Entity::find_by_id(id.as_str()).one(db).await?;
    row.as_ref().map(read).transpose()
}

/// A citizen's notices, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl ConnectionTrait, citizen: &CitizenId, most: u64) -> Result<Vec<Notice>> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    let newest = own.order_by_desc(row::Column::At).limit(most);
    newest.all(db).await?.iter().map(read).collect()
}

/// The latest notices that a citizen has not seen.
///
/// # Errors
/// When the database fails.
pub async fn list_unseen(db: &impl ConnectionTrait, citizen: &CitizenId, most: u64) -> Result<Vec<Notice>> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    let unseen = own.filter(row::Column::SeenAt.is_null());
    let newest = unseen.order_by_desc(row::Column::At).limit(most);
    newest.all(db).await?.iter().map(read).collect()
}

/// Marks a notice as seen; false when it was already.
///
/// # Errors
/// When the database fails.
pub async fn see(db: &impl ConnectionTrait, id: &NoticeId, now: Moment) -> Result<bool> {
    let new = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::SeenAt.is_null());
    let changed = new.col_expr(row::Column::SeenAt, Expr::value(now.0)).exec(db).await?;
    Ok(changed.rows_affected == 1)
}

/// Forgets notices from before then; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, then: Moment) -> Result<u64> {
    let old = row::Entity::delete_many().filter(row::Column::At.lte(then.0));
    Ok(old.exec(db).await?.rows_affected)
}

/// Forgets what a citizen was told of the same before.
///
/// # Errors
/// When the database fails.
pub async fn delete_like(db: &impl ConnectionTrait, citizen: &CitizenId, news: &News) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::CitizenId.eq(citizen.as_str()));
    let like = own.filter(row::Column::Kind.eq(news.kind().as_str()));
    like.filter(row::Column::About.eq(news.about())).exec(db).await?;
    Ok(())
}

/// Forgets every notice of a citizen.
///
/// # Errors
/// When the database fails.
pub async fn delete_own(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::CitizenId.eq(citizen.as_str()));
    own.exec(db).await?;
    Ok(())
}

fn read(row: &row::Model) -> Result<Notice> {
    let broken = || Error::inconsistent("notices", &row.id);
    Ok(Notice {
        id: row.id.parse().map_err(|_| broken())?,
        citizen: row.citizen_id.parse().map_err(|_| broken())?,
        news: News::read(&row.kind, &row.about).map_err(|_| broken())?,
        at: Moment(row.at),
        seen_at: row.seen_at.map(Moment),
    })
}
