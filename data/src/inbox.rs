//! The inbox: steps of applications as they were written down, and up to when a citizen has read them under each hat.

use domain::account::Hat;
use domain::application::{Event, EventKind};
use domain::id::{ApplicationId, CitizenId};
use domain::moment::Moment;
use sea_orm::sea_query::{OnConflict, Query, SelectStatement};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::application::event as read_event;
use crate::draft::personal;
use crate::entity::{application, event, inbox_mark as row};
use crate::error::{Error, Result};

/// Whose steps: a citizen's under a hat.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// Who reads.
    pub citizen: &'a CitizenId,
    /// Under which hat.
    pub hat: &'a Hat,
}

/// The latest of these steps of the reader's applications.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &impl ConnectionTrait,
    reader: Reader<'_>,
    kinds: &[EventKind],
    most: u64,
) -> Result<Vec<(ApplicationId, Event)>> {
    let latest = steps(reader, kinds)
        .order_by_desc(event::Column::At)
        .order_by_desc(event::Column::Id)
        .limit(most);
    let read = |row: event::Model| {
        let application = row.application_id.parse();
        let application = application.map_err(|_| Error::inconsistent("events", &row.id))?;
        Ok((application, read_event(&row)?))
    };
    latest.all(db).await?.into_iter().map(read).collect()
}

/// How many of these steps are later than what the reader has read, and were not their own.
///
/// # Errors
/// When the database fails.
pub async fn count_new(db: &impl ConnectionTrait, reader: Reader<'_>, kinds: &[EventKind]) -> Result<u64> {
    let read_until = read_until(db, reader).await?;
    let later = steps(reader, kinds).filter(event::Column::At.gt(read_until.0));
    let others = later.filter(event::Column::Actor.ne(reader.citizen.as_str()));
    Ok(others.count(db).await?)
}

/// Up to when the reader has read.
///
/// # Errors
/// When the database fails.
pub async fn read_until(db: &impl ConnectionTrait, reader: Reader<'_>) -> Result<Moment> {
    let key = (reader.citizen.to_string(), reader.hat.to_string());
    let mark = row::Entity::find_by_id(key).one(db).await?;
    Ok(Moment(mark.map_or(0, |mark| mark.read_until)))
}

/// Marks everything up to then as read.
///
/// # Errors
/// When the database fails.
pub async fn mark(db: &impl ConnectionTrait, reader: Reader<'_>, until: Moment) -> Result<()> {
    let row = row::ActiveModel {
        citizen_id: Set(reader.citizen.to_string()),
        hat: Set(reader.hat.to_string()),
        read_until: Set(until.0),
    };
    let update = OnConflict::columns([row::Column::CitizenId, row::Column::Hat])
        .update_column(row::Column::ReadUntil)
        .to_owned();
    let insert = row::Entity::insert(row).on_conflict(update);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// Forgets what a citizen has read.
///
/// # Errors
/// When the database fails.
pub async fn delete_own(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::CitizenId.eq(citizen.as_str()));
    own.exec(db).await?;
    Ok(())
}

fn steps(reader: Reader<'_>, kinds: &[EventKind]) -> sea_orm::Select<event::Entity> {
    let kinds = kinds.iter().map(|kind| kind.as_str());
    event::Entity::find()
        .filter(event::Column::ApplicationId.in_subquery(applications(reader)))
        .filter(event::Column::Kind.is_in(kinds))
}

/// The ids of the applications that the reader follows under the hat.
fn applications(reader: Reader<'_>) -> SelectStatement {
    let mut ids = Query::select();
    ids.column(application::Column::Id).from(application::Entity);
    match reader.hat {
        Hat::Own => ids
            .and_where(application::Column::CitizenId.eq(reader.citizen.as_str()))
            .and_where(personal(application::Column::Hat)),
        hat => ids.and_where(application::Column::Hat.eq(hat.to_string())),
    };
    ids
}
