//! Officers' accounts and posts.

use domain::id::OfficerId;
use domain::moment::Moment;
use domain::staff::{Duty, Officer, Post, Role, Task};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    TryInsertResult,
};

use crate::database::Connection;
use crate::entity::{officer, post};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where what is known of an officer is sealed.
const NAME: &str = "officers.name";
const PHONE: &str = "officers.phone";
/// A kind of its own: the same number finds the citizen and the officer apart.
const STAFF_PHONE: &str = "staff_phone";

/// An officer's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub officer: Officer,
    /// Who made it; nobody on the site for the first ones.
    pub made_by: Option<OfficerId>,
    /// When it was last signed in to, made or opened again.
    pub active_at: Moment,
    /// Since when nobody can sign in to it.
    pub locked_at: Option<Moment>,
}

/// The account of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &OfficerId) -> Result<Option<Account>> {
    match officer::Entity::find_by_id(id.as_str()).one(db).await? {
        Some(row) => Ok(Some(read(db, row).await?)),
        None => Ok(None),
    }
}

/// The account whose owner has this mobile number.
///
/// # Errors
/// When the database fails.
pub async fn find_by_phone(db: &impl Connection, phone: &str) -> Result<Option<Account>> {
    let own = officer::Column::PhoneHash.eq(db.keys().find(STAFF_PHONE, phone));
    match officer::Entity::find().filter(own).one(db).await? {
        Some(row) => Ok(Some(read(db, row).await?)),
        None => Ok(None),
    }
}

/// A page of all accounts, in the order of their ids.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, page: u64, page_size: u64) -> Result<Vec<Account>> {
    // Both engines count in 64 bits with a sign.
    let offset = page.saturating_mul(page_size).min(i64::MAX.unsigned_abs());
    let rows = officer::Entity::find().order_by_asc(officer::Column::Id);
    let mut accounts = Vec::new();
    for row in rows.offset(offset).limit(page_size).all(db).await? {
        accounts.push(read(db, row).await?);
    }
    Ok(accounts)
}

/// How many accounts there are.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(officer::Entity::find().count(db).await?)
}

/// Makes an account; false when the id or the mobile number has one, and nothing is changed then.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, officer: &Officer, made_by: Option<&OfficerId>, now: Moment) -> Result<bool> {
    let sealed = |column, text: &str| seal(db, column, officer.id.as_str(), text);
    let row = officer::ActiveModel {
        id: Set(officer.id.to_string()),
        name: Set(sealed(NAME, &officer.name)?),
        phone: Set(sealed(PHONE, &officer.phone)?),
        phone_hash: Set(db.keys().find(STAFF_PHONE, &officer.phone)),
        role: Set(officer.role().map(|role| role.as_str().to_owned())),
        made_by: Set(made_by.map(OfficerId::to_string)),
        active_at: Set(now.0),
        locked_at: Set(None),
    };
    let first_wins = OnConflict::new().do_nothing().to_owned();
    let made = officer::Entity::insert(row).on_conflict(first_wins).try_insert();
    if !matches!(made.exec_without_returning(db).await?, TryInsertResult::Inserted(1)) {
        return Ok(false);
    }
    save_posts(db, &officer.id, officer.posts()).await?;
    Ok(true)
}

/// Gives an officer these posts instead of those they had.
///
/// # Errors
/// When the database fails.
pub async fn save_posts(db: &impl ConnectionTrait, id: &OfficerId, posts: &[Post]) -> Result<()> {
    let own = post::Entity::delete_many().filter(post::Column::OfficerId.eq(id.as_str()));
    own.exec(db).await?;
    let words =
        |tasks: &std::collections::BTreeSet<Task>| tasks.iter().map(|task| task.as_str()).collect::<Vec<_>>().join(" ");
    let rows = posts.iter().zip(0..).map(|(post, position)| post::ActiveModel {
        officer_id: Set(id.to_string()),
        position: Set(position),
        department: Set(post.department.to_string()),
        regions: Set(post.regions.iter().map(String::as_str).collect::<Vec<_>>().join(" ")),
        tasks: Set(words(&post.tasks)),
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        post::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Writes down that an account was signed in to or opened again.
///
/// # Errors
/// When the database fails.
pub async fn see(db: &impl ConnectionTrait, id: &OfficerId, now: Moment) -> Result<()> {
    let own = officer::Entity::update_many().filter(officer::Column::Id.eq(id.as_str()));
    own.col_expr(officer::Column::ActiveAt, Expr::value(now.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Locks an account, or opens it.
///
/// # Errors
/// When the database fails.
pub async fn lock(db: &impl ConnectionTrait, id: &OfficerId, since: Option<Moment>) -> Result<()> {
    let own = officer::Entity::update_many().filter(officer::Column::Id.eq(id.as_str()));
    own.col_expr(officer::Column::LockedAt, Expr::value(since.map(|at| at.0)))
        .exec(db)
        .await?;
    Ok(())
}

async fn read(db: &impl Connection, row: officer::Model) -> Result<Account> {
    let broken = || Error::inconsistent("officers", &row.id);
    let id: OfficerId = row.id.parse().map_err(|_| broken())?;
    let duty = match &row.role {
        Some(role) => Duty::Administration(Role::from_word(role).ok_or_else(broken)?),
        None => Duty::Casework(posts(db, &id).await?),
    };
    Ok(Account {
        officer: Officer {
            name: unseal(db, NAME, &row.id, &row.name)?,
            phone: unseal(db, PHONE, &row.id, &row.phone)?,
            duty,
            id,
        },
        made_by: row
            .made_by
            .map(|id| id.parse().map_err(|_| Error::inconsistent("officers", &row.id)))
            .transpose()?,
        active_at: Moment(row.active_at),
        locked_at: row.locked_at.map(Moment),
    })
}

async fn posts(db: &impl ConnectionTrait, id: &OfficerId) -> Result<Vec<Post>> {
    let own = post::Entity::find().filter(post::Column::OfficerId.eq(id.as_str()));
    let rows = own.order_by_asc(post::Column::Position).all(db).await?;
    let post = |row: &post::Model| {
        let tasks = row
            .tasks
            .split_whitespace()
            .map(Task::from_word)
            .collect::<Option<_>>()?;
        Some(Post {
            department: row.department.parse().ok()?,
            regions: row.regions.split_whitespace().map(str::to_owned).collect(),
            tasks,
        })
    };
    let posts = rows.iter().map(post).collect::<Option<_>>();
    posts.ok_or_else(|| Error::inconsistent("posts", id))
}
