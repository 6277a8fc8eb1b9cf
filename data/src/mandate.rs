//! Mandates, and what was done under them.

use chrono::NaiveDate;
use domain::account::Citizen;
use domain::id::{AgencyId, CitizenId, MandateId};
use domain::mandate::{Agent, Ground, Mandate};
use domain::moment::Moment;
use sea_orm::sea_query::{Expr, OnConflict, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use crate::database::Connection;
use crate::entity::{mandate as row, mandate_use};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where what is known of an agent is sealed.
const NAME: &str = "mandates.agent_name";
const PHONE: &str = "mandates.agent_phone";

/// The most mandates of one side that are listed: as many as nobody gives, since only a few are open at once.
const MOST: u64 = 1_000;

/// Stores a mandate.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, mandate: &Mandate) -> Result<()> {
    let sealed = |column, text: &str| seal(db, column, mandate.id.as_str(), text);
    let themes = |slugs: &std::collections::BTreeSet<domain::id::Slug>| {
        slugs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    let row = row::ActiveModel {
        id: Set(mandate.id.to_string()),
        principal_id: Set(mandate.principal.to_string()),
        agent_id: Set(mandate.agent.citizen.as_ref().map(ToString::to_string)),
        agent_name: Set(sealed(NAME, &mandate.agent.name)?),
        agent_phone: Set(sealed(PHONE, &mandate.agent.phone)?),
        agent_phone_hash: Set(db.keys().find(PHONE, &mandate.agent.phone)),
        agency_id: Set(mandate.agent.agency.as_ref().map(ToString::to_string)),
        themes: Set(mandate.themes.as_ref().map(themes)),
        from_day: Set(mandate.from),
        until_day: Set(mandate.until),
        ground: Set(ground_word(mandate.ground).to_owned()),
        drawn_at: Set(mandate.drawn_at.0),
        confirmed_at: Set(mandate.confirmed_at.map(|at| at.0)),
        accepted_at: Set(mandate.accepted_at.map(|at| at.0)),
        ended_at: Set(mandate.ended_at.map(|at| at.0)),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The mandate of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &MandateId) -> Result<Option<Mandate>> {
    let row = row::Entity::find_by_id(id.as_str()).one(db).await?;
    row.map(|row| read(db, &row)).transpose()
}

/// The mandates that somebody gave, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_given(db: &impl Connection, principal: &CitizenId) -> Result<Vec<Mandate>> {
    list(db, row::Column::PrincipalId.eq(principal.as_str())).await
}

/// The confirmed mandates that somebody took on, that name their number as the agent's, or one of these agencies, and are not
/// over; the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_named(
    db: &impl Connection,
    citizen: &Citizen,
    agencies: &[AgencyId],
    today: NaiveDate,
) -> Result<Vec<Mandate>> {
    // Who took one on keeps it with another number too.
    let own = row::Column::AgentId.eq(citizen.id.as_str());
    let person = row::Column::AgentPhoneHash.eq(db.keys().find(PHONE, &citizen.phone));
    let agency = row::Column::AgencyId.is_in(agencies.iter().map(AgencyId::as_str));
    let open = row::Column::ConfirmedAt
        .is_not_null()
        .and(row::Column::EndedAt.is_null())
        .and(row::Column::UntilDay.gte(today));
    let named = person.and(row::Column::AgencyId.is_null()).or(own).or(agency);
    list(db, named.and(open)).await
}

async fn list(db: &impl Connection, whose: sea_orm::sea_query::SimpleExpr) -> Result<Vec<Mandate>> {
    let newest = row::Entity::find()
        .filter(whose)
        .order_by_desc(row::Column::DrawnAt)
        .limit(MOST);
    newest.all(db).await?.iter().map(|row| read(db, row)).collect()
}

/// Writes down that the principal confirmed it; false when that was done, or it was ended.
///
/// # Errors
/// When the database fails.
pub async fn confirm(db: &impl ConnectionTrait, id: &MandateId, now: Moment) -> Result<bool> {
    let open = open(id).filter(row::Column::ConfirmedAt.is_null());
    let change = open.col_expr(row::Column::ConfirmedAt, Expr::value(now.0));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Writes down that this account, or none in particular of an agency, took it on; false when somebody did, or it was ended.
///
/// # Errors
/// When the database fails.
pub async fn accept(db: &impl ConnectionTrait, id: &MandateId, agent: Option<&CitizenId>, now: Moment) -> Result<bool> {
    let open = open(id).filter(row::Column::AcceptedAt.is_null());
    let change = open
        .col_expr(row::Column::AcceptedAt, Expr::value(now.0))
        .col_expr(row::Column::AgentId, Expr::value(agent.map(CitizenId::as_str)));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Ends it; false when it was ended before.
///
/// # Errors
/// When the database fails.
pub async fn end(db: &impl ConnectionTrait, id: &MandateId, now: Moment) -> Result<bool> {
    let change = open(id).col_expr(row::Column::EndedAt, Expr::value(now.0));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Forgets the mandates that an account gave, with what was done under them, and ends those that it held.
///
/// # Errors
/// When the database fails.
pub async fn delete_own(db: &impl ConnectionTrait, citizen: &CitizenId, now: Moment) -> Result<()> {
    delete(db, row::Column::PrincipalId.eq(citizen.as_str())).await?;
    let held = row::Entity::update_many()
        .filter(row::Column::AgentId.eq(citizen.as_str()))
        .filter(row::Column::EndedAt.is_null());
    held.col_expr(row::Column::EndedAt, Expr::value(now.0)).exec(db).await?;
    Ok(())
}

/// Deletes mandates that were over by then, with their uses; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_over(db: &impl ConnectionTrait, by: Moment) -> Result<u64> {
    delete(
        db,
        row::Column::EndedAt.lte(by.0).or(row::Column::UntilDay.lt(by.day())),
    )
    .await
}

async fn delete(db: &impl ConnectionTrait, which: SimpleExpr) -> Result<u64> {
    let ids = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(which.clone());
    let uses = mandate_use::Column::MandateId.in_subquery(ids.into_query());
    mandate_use::Entity::delete_many().filter(uses).exec(db).await?;
    Ok(row::Entity::delete_many().filter(which).exec(db).await?.rows_affected)
}

fn open(id: &MandateId) -> sea_orm::UpdateMany<row::Entity> {
    row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::EndedAt.is_null())
}

/// What an agent did under a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Who.
    pub by: CitizenId,
    /// What was done, as its word.
    pub kind: String,
    /// With which draft or application.
    pub about: String,
    /// When, the first time that day.
    pub at: Moment,
}

/// Writes a use down; the same again on one day is one line.
///
/// # Errors
/// When the database fails.
pub async fn note(db: &impl ConnectionTrait, id: &MandateId, used: &Use) -> Result<()> {
    let row = mandate_use::ActiveModel {
        mandate_id: Set(id.to_string()),
        citizen_id: Set(used.by.to_string()),
        kind: Set(used.kind.clone()),
        about: Set(used.about.clone()),
        day: Set(used.at.day()),
        at: Set(used.at.0),
    };
    let key = [
        mandate_use::Column::MandateId,
        mandate_use::Column::CitizenId,
        mandate_use::Column::Kind,
        mandate_use::Column::About,
        mandate_use::Column::Day,
    ];
    let once = OnConflict::columns(key).do_nothing().to_owned();
    let insert = mandate_use::Entity::insert(row).on_conflict(once);
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// Whether this use was written down already on that day.
///
/// # Errors
/// When the database fails.
pub async fn is_noted(db: &impl ConnectionTrait, id: &MandateId, used: &Use) -> Result<bool> {
    let key = (
        id.to_string(),
        used.by.to_string(),
        used.kind.clone(),
        used.about.clone(),
        used.at.day(),
    );
    Ok(mandate_use::Entity::find_by_id(key).one(db).await?.is_some())
}

/// What was done under a mandate, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list_uses(db: &impl ConnectionTrait, id: &MandateId, most: u64) -> Result<Vec<Use>> {
    let own = mandate_use::Entity::find()
        .filter(mandate_use::Column::MandateId.eq(id.as_str()))
        .order_by_desc(mandate_use::Column::At)
        .limit(most);
    let used = |row: mandate_use::Model| {
        Ok(Use {
            by: row.citizen_id.parse().map_err(|_| broken(&row.mandate_id))?,
            kind: row.kind,
            about: row.about,
            at: Moment(row.at),
        })
    };
    own.all(db).await?.into_iter().map(used).collect()
}

fn read(db: &impl Connection, row: &row::Model) -> Result<Mandate> {
    let broken = || broken(&row.id);
    let text = |column, bytes: &[u8]| unseal(db, column, &row.id, bytes);
    let themes = |text: &String| {
        text.split_whitespace()
            .map(|slug| slug.parse().map_err(|_| broken()))
            .collect()
    };
    let agency = row.agency_id.as_ref().map(|id| id.parse().map_err(|_| broken()));
    let agent = row.agent_id.as_ref().map(|id| id.parse().map_err(|_| broken()));
    Ok(Mandate {
        id: row.id.parse().map_err(|_| broken())?,
        principal: row.principal_id.parse().map_err(|_| broken())?,
        agent: Agent {
            name: text(NAME, &row.agent_name)?,
            phone: text(PHONE, &row.agent_phone)?,
            citizen: agent.transpose()?,
            agency: agency.transpose()?,
        },
        themes: row.themes.as_ref().map(themes).transpose()?,
        from: row.from_day,
        until: row.until_day,
        ground: ground(&row.ground).ok_or_else(broken)?,
        drawn_at: Moment(row.drawn_at),
        confirmed_at: row.confirmed_at.map(Moment),
        accepted_at: row.accepted_at.map(Moment),
        ended_at: row.ended_at.map(Moment),
    })
}

fn ground_word(ground: Ground) -> &'static str {
    match ground {
        Ground::Confirmed => "confirmed",
        Ground::Guardian => "guardian",
        Ground::Window => "window",
    }
}

fn ground(word: &str) -> Option<Ground> {
    let all = [Ground::Confirmed, Ground::Guardian, Ground::Window];
    all.into_iter().find(|ground| ground_word(*ground) == word)
}

fn broken(id: &str) -> Error {
    Error::inconsistent("mandates", id)
}
