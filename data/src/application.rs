//! Applications and what happened to them.

use domain::account::Hat;
use domain::application::{Application, Event, EventKind};
use domain::id::{ApplicationId, CitizenId, DraftId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::draft::{hat_text, personal};
use crate::entity::{application as row, event};
use crate::error::{Error, Result};

/// Stores new applications.
///
/// # Errors
/// When the database fails; a duplicate when a draft already became one.
pub async fn insert_all(db: &impl ConnectionTrait, applications: &[Application]) -> Result<()> {
    let row = |application: &Application| row::ActiveModel {
        id: Set(application.id.to_string()),
        number: Set(application.number.clone()),
        draft_id: Set(application.draft.to_string()),
        citizen_id: Set(application.citizen.to_string()),
        hat: Set(hat_text(&application.hat)),
        theme_version_id: Set(application.theme_version.to_string()),
        submitted_at: Set(application.submitted_at.0),
        withdrawn_at: Set(application.withdrawn_at.map(|at| at.0)),
        revision: Set(application.revision),
    };
    let rows = applications.iter().map(row);
    row::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// The application of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, id: &ApplicationId) -> Result<Option<Application>> {
    row::Entity::find_by_id(id.as_str())
        .one(db)
        .await?
        .map(application)
        .transpose()
}

/// The application with this number.
///
/// # Errors
/// When the database fails.
pub async fn find_by_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Application>> {
    row::Entity::find()
        .filter(row::Column::Number.eq(number))
        .one(db)
        .await?
        .map(application)
        .transpose()
}

/// The application a draft became.
///
/// # Errors
/// When the database fails.
pub async fn find_by_draft(db: &impl ConnectionTrait, draft: &DraftId) -> Result<Option<Application>> {
    row::Entity::find()
        .filter(row::Column::DraftId.eq(draft.as_str()))
        .one(db)
        .await?
        .map(application)
        .transpose()
}

/// A citizen's applications, also those that others filed for them, but none of an organisation; the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_for_citizen(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<Vec<Application>> {
    let own = row::Entity::find()
        .filter(row::Column::CitizenId.eq(citizen.as_str()))
        .filter(personal(row::Column::Hat));
    newest(db, own).await
}

/// Every application that a citizen filed or that was filed for them, under whatever hat.
///
/// # Errors
/// When the database fails.
pub async fn list_all(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<Vec<Application>> {
    let own = row::Entity::find()
        .filter(row::Column::CitizenId.eq(citizen.as_str()))
        .order_by_desc(row::Column::SubmittedAt);
    own.all(db).await?.into_iter().map(application).collect()
}

/// The applications that were filed under a hat that is not one's own, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_under(db: &impl ConnectionTrait, hat: &Hat) -> Result<Vec<Application>> {
    newest(db, row::Entity::find().filter(row::Column::Hat.eq(hat.to_string()))).await
}

async fn newest(db: &impl ConnectionTrait, applications: sea_orm::Select<row::Entity>) -> Result<Vec<Application>> {
    let newest = applications.order_by_desc(row::Column::SubmittedAt).limit(100);
    newest.all(db).await?.into_iter().map(application).collect()
}

/// The revisions of these applications, for pages that watch them.
///
/// # Errors
/// When the database fails.
pub async fn list_revisions(db: &impl ConnectionTrait, ids: &[ApplicationId]) -> Result<Vec<(String, i32)>> {
    let watched = row::Entity::find()
        .select_only()
        .columns([row::Column::Id, row::Column::Revision]);
    let ids = ids.iter().map(ApplicationId::as_str);
    Ok(watched.filter(row::Column::Id.is_in(ids)).into_tuple().all(db).await?)
}

/// Counts a change, so that pages that watch look again. Holds the row until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn touch(db: &impl ConnectionTrait, id: &ApplicationId) -> Result<()> {
    let one = row::Entity::update_many().filter(row::Column::Id.eq(id.as_str()));
    one.col_expr(row::Column::Revision, row::Column::Revision.into_expr().add(1))
        .exec(db)
        .await?;
    Ok(())
}

/// Marks it withdrawn; false when it was already.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(db: &impl ConnectionTrait, id: &ApplicationId, now: Moment) -> Result<bool> {
    let open = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::WithdrawnAt.is_null());
    Ok(open
        .col_expr(row::Column::WithdrawnAt, Expr::value(now.0))
        .exec(db)
        .await?
        .rows_affected
        == 1)
}

/// Writes down what happened.
///
/// # Errors
/// When the database fails.
pub async fn insert_event(
    db: &impl ConnectionTrait,
    id: String,
    application: &ApplicationId,
    happened: &Event,
) -> Result<()> {
    insert_events(db, [(id, application, happened)]).await
}

/// Writes down what happened to several applications, each under its id.
///
/// # Errors
/// When the database fails.
pub async fn insert_events<'a>(
    db: &impl ConnectionTrait,
    events: impl IntoIterator<Item = (String, &'a ApplicationId, &'a Event)>,
) -> Result<()> {
    let row = |(id, application, happened): (String, &ApplicationId, &Event)| event::ActiveModel {
        id: Set(id),
        application_id: Set(application.to_string()),
        case_id: Set(happened.case.as_ref().map(ToString::to_string)),
        kind: Set(happened.kind.as_str().to_owned()),
        actor: Set(happened.actor.clone()),
        at: Set(happened.at.0),
    };
    let rows = events.into_iter().map(row);
    event::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// What happened to an application, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list_events(db: &impl ConnectionTrait, id: &ApplicationId) -> Result<Vec<Event>> {
    let own = event::Entity::find().filter(event::Column::ApplicationId.eq(id.as_str()));
    let rows = own.all(db).await?;
    let mut events = rows.iter().map(event).collect::<Result<Vec<Event>>>()?;
    events.sort_by_key(|event| std::cmp::Reverse((event.at, event.kind)));
    Ok(events)
}

/// The event of this id, and the application it happened to.
///
/// # Errors
/// When the database fails.
pub async fn find_event(db: &impl ConnectionTrait, id: &str) -> Result<Option<(ApplicationId, Event)>> {
    let Some(row) = event::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    let application = row.application_id.parse();
    let application = application.map_err(|_| Error::inconsistent("events", &row.id))?;
    Ok(Some((application, event(&row)?)))
}

pub(crate) fn event(row: &event::Model) -> Result<Event> {
    let broken = || Error::inconsistent("events", &row.id);
    let case = row.case_id.as_ref().map(|id| id.parse().map_err(|_| broken()));
    Ok(Event {
        case: case.transpose()?,
        kind: EventKind::from_word(&row.kind).ok_or_else(broken)?,
        actor: row.actor.clone(),
        at: Moment(row.at),
    })
}

fn application(row: row::Model) -> Result<Application> {
    let broken = |_| Error::inconsistent("applications", &row.id);
    Ok(Application {
        id: row.id.parse().map_err(broken)?,
        draft: row.draft_id.parse().map_err(broken)?,
        citizen: row.citizen_id.parse().map_err(broken)?,
        hat: row.hat.as_deref().unwrap_or_default().parse().map_err(broken)?,
        theme_version: row.theme_version_id.parse().map_err(broken)?,
        submitted_at: Moment(row.submitted_at),
        withdrawn_at: row.withdrawn_at.map(Moment),
        revision: row.revision,
        number: row.number,
    })
}
