//! The log of what staff did. It only grows: triggers refuse everything else, and each line is hashed over the one before with
//! a key that is not in the database, so that what was taken out or altered in spite of them is noticed.

use domain::id::OfficerId;
use domain::moment::Moment;
use domain::staff::{About, Act};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::database::{Connection, Transaction};
use crate::entity::audit as row;
use crate::error::{Error, Result};

/// The kinds of what an act was about.
const CASE: &str = "case";
const FILE: &str = "file";
const OFFICER: &str = "officer";
const HELP: &str = "help";
const CITIZEN: &str = "citizen";
const MANDATE: &str = "mandate";

/// How many lines are looked at at once.
const BATCH: u64 = 1000;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// Who; nobody known before the first factor, and the operator at the console.
    pub who: Option<OfficerId>,
    /// What was done.
    pub what: Act,
    /// To what.
    pub about: About,
    /// The request, as the other log knows it.
    pub trace: String,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of whom.
    pub who: Option<OfficerId>,
    /// From when.
    pub from: Option<Moment>,
    /// Until before when.
    pub until: Option<Moment>,
}

/// How the log stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Every line follows from the one before: how many, and the hash of the last.
    Whole(i64, String),
    /// The first line that does not, or is not there.
    Broken(i64),
}

/// Adds a line, the last thing before the transaction ends: everybody who adds one waits for it.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &Transaction, line: &Line) -> Result<()> {
    tx.hold("audit").await?;
    let last = row::Entity::find()
        .order_by_desc(row::Column::Number)
        .one(&**tx)
        .await?;
    let (number, previous) = last.map_or((1, String::new()), |last| (last.number + 1, last.hash));
    let (kind, about) = match &line.about {
        About::Nothing => (None, None),
        About::Case(id) => (Some(CASE), Some(id.to_string())),
        About::File(id) => (Some(FILE), Some(id.to_string())),
        About::Officer(id) => (Some(OFFICER), Some(id.to_string())),
        About::Help(id) => (Some(HELP), Some(id.to_string())),
        About::Citizen(id) => (Some(CITIZEN), Some(id.to_string())),
        About::Mandate(id) => (Some(MANDATE), Some(id.to_string())),
    };
    let mut row = row::Model {
        number,
        at: line.at.0,
        who: line.who.as_ref().map(OfficerId::to_string),
        what: line.what.as_str().to_owned(),
        kind: kind.map(str::to_owned),
        about,
        trace: line.trace.clone(),
        previous,
        hash: String::new(),
    };
    row.hash = hash(&**tx, &row);
    let row = row::ActiveModel {
        number: Set(row.number),
        at: Set(row.at),
        who: Set(row.who),
        what: Set(row.what),
        kind: Set(row.kind),
        about: Set(row.about),
        trace: Set(row.trace),
        previous: Set(row.previous),
        hash: Set(row.hash),
    };
    row::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// A page of lines with their numbers, the newest in front.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, filter: &Filter, page: u64, page_size: u64) -> Result<Vec<(i64, Line)>> {
    let mut wanted = row::Entity::find().order_by_desc(row::Column::Number);
    if let Some(who) = &filter.who {
        wanted = wanted.filter(row::Column::Who.eq(who.as_str()));
    }
    if let Some(from) = filter.from {
        wanted = wanted.filter(row::Column::At.gte(from.0));
    }
    if let Some(until) = filter.until {
        wanted = wanted.filter(row::Column::At.lt(until.0));
    }
    // Both engines count in 64 bits with a sign.
    let offset = page.saturating_mul(page_size).min(i64::MAX.unsigned_abs());
    let rows = wanted.offset(offset).limit(page_size).all(db).await?;
    rows.iter().map(|row| Ok((row.number, line(row)?))).collect()
}

/// Follows the log from its first line to its last.
///
/// # Errors
/// When the database fails.
pub async fn verify(db: &impl Connection) -> Result<State> {
    let (mut count, mut previous) = (0, String::new());
    loop {
        let next = row::Entity::find().filter(row::Column::Number.gt(count));
        let rows = next.order_by_asc(row::Column::Number).limit(BATCH).all(db).await?;
        if rows.is_empty() {
            return Ok(State::Whole(count, previous));
        }
        for row in rows {
            count += 1;
            if row.number != count || row.previous != previous || row.hash != hash(db, &row) {
                return Ok(State::Broken(count));
            }
            previous = row.hash;
        }
    }
}

/// Over everything in a row, each part with its length, so that no two rows read alike.
fn hash(db: &impl Connection, row: &row::Model) -> String {
    let (number, at) = (row.number.to_string(), row.at.to_string());
    let parts = [
        Some(&number),
        Some(&at),
        row.who.as_ref(),
        Some(&row.what),
        row.kind.as_ref(),
        row.about.as_ref(),
        Some(&row.trace),
        Some(&row.previous),
    ];
    let written = parts.map(|part| part.map_or_else(|| "-".to_owned(), |part| format!("{}:{part}", part.len())));
    db.keys().find("audit", &written.join(" "))
}

fn line(row: &row::Model) -> Result<Line> {
    let broken = || Error::inconsistent("audit", row.number);
    let about = match (row.kind.as_deref(), &row.about) {
        (None, None) => About::Nothing,
        (Some(CASE), Some(id)) => About::Case(id.parse().map_err(|_| broken())?),
        (Some(FILE), Some(id)) => About::File(id.parse().map_err(|_| broken())?),
        (Some(OFFICER), Some(id)) => About::Officer(id.parse().map_err(|_| broken())?),
        (Some(HELP), Some(id)) => About::Help(id.parse().map_err(|_| broken())?),
        (Some(CITIZEN), Some(id)) => About::Citizen(id.parse().map_err(|_| broken())?),
        (Some(MANDATE), Some(id)) => About::Mandate(id.parse().map_err(|_| broken())?),
        _ => return Err(broken()),
    };
    Ok(Line {
        at: Moment(row.at),
        who: row
            .who
            .as_ref()
            .map(|id| id.parse().map_err(|_| broken()))
            .transpose()?,
        what: Act::from_word(&row.what).ok_or_else(broken)?,
        about,
        trace: row.trace.clone(),
    })
}
