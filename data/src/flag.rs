//! Flags of cases: raised once each, settled once, never forgotten.

use std::collections::BTreeMap;

use domain::case::{Flag, Matter};
use domain::id::CaseId;
use domain::moment::Moment;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::database::Connection;
use crate::entity::case_flag as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// A matter as columns: what it is about, who says so, what, and which day counts.
#[derive(Debug, Default)]
struct Parts<'a> {
    about: String,
    source: &'a str,
    said: Option<&'a str>,
    day: Option<chrono::NaiveDate>,
}

fn parts(matter: &Matter) -> Parts<'_> {
    match matter {
        Matter::Contradicted { field, by, said, as_of } => Parts {
            about: field.to_string(),
            source: by.as_str(),
            said: Some(said),
            day: Some(*as_of),
        },
        Matter::Unrecorded { of, by } => Parts {
            about: of.to_string(),
            source: by.as_str(),
            ..Parts::default()
        },
        Matter::Missed { material, due } => Parts {
            about: material.to_string(),
            day: Some(*due),
            ..Parts::default()
        },
    }
}

fn matter(row: &row::Model, said: Option<String>) -> Option<Matter> {
    Some(match row.kind.as_str() {
        "contradicted" => Matter::Contradicted {
            field: row.about.parse().ok()?,
            by: row.source.parse().ok()?,
            said: said?,
            as_of: row.day?,
        },
        "unrecorded" => Matter::Unrecorded {
            of: row.about.parse().ok()?,
            by: row.source.parse().ok()?,
        },
        "missed" => Matter::Missed {
            material: row.about.parse().ok()?,
            due: row.day?,
        },
        _ => return None,
    })
}

/// Raises a flag; one of the same matter says from then on what is said now, and is open again.
///
/// # Errors
/// When the database fails.
pub async fn raise(db: &impl Connection, case: &CaseId, raised: &Matter, now: Moment) -> Result<()> {
    let parts = parts(raised);
    let place = place(case.as_str(), raised.as_str(), &parts.about, parts.source);
    let said = parts
        .said
        .map(|said| seal(db, "case_flags", &place, said))
        .transpose()?;
    let row = row::ActiveModel {
        case_id: Set(case.to_string()),
        kind: Set(raised.as_str().to_owned()),
        about: Set(parts.about),
        source: Set(parts.source.to_owned()),
        said: Set(said),
        day: Set(parts.day),
        raised_at: Set(now.0),
        settled_at: Set(None),
    };
    let key = [
        row::Column::CaseId,
        row::Column::Kind,
        row::Column::About,
        row::Column::Source,
    ];
    let anew = [row::Column::Said, row::Column::Day, row::Column::SettledAt];
    row::Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_columns(anew).to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Settles a flag of this matter, whatever it says; false when there is none that is open.
///
/// # Errors
/// When the database fails.
pub async fn settle(db: &impl ConnectionTrait, case: &CaseId, settled: &Matter, now: Moment) -> Result<bool> {
    let parts = parts(settled);
    let own = row::Entity::update_many()
        .filter(row::Column::CaseId.eq(case.as_str()))
        .filter(row::Column::Kind.eq(settled.as_str()))
        .filter(row::Column::About.eq(parts.about))
        .filter(row::Column::Source.eq(parts.source))
        .filter(row::Column::SettledAt.is_null());
    let own = own.col_expr(row::Column::SettledAt, Expr::value(now.0));
    Ok(own.exec(db).await?.rows_affected == 1)
}

/// The flags of these cases, those raised first in front.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, cases: &[CaseId]) -> Result<BTreeMap<CaseId, Vec<Flag>>> {
    let cases = cases.iter().map(CaseId::as_str);
    let rows = row::Entity::find().filter(row::Column::CaseId.is_in(cases));
    let rows = rows
        .order_by_asc(row::Column::RaisedAt)
        .order_by_asc(row::Column::Kind)
        .order_by_asc(row::Column::About)
        .order_by_asc(row::Column::Source);
    let mut flags: BTreeMap<CaseId, Vec<Flag>> = BTreeMap::new();
    for row in rows.all(db).await? {
        let broken = || Error::inconsistent("case_flags", &row.case_id);
        let place = place(&row.case_id, &row.kind, &row.about, &row.source);
        let said = row.said.as_ref().map(|said| unseal(db, "case_flags", &place, said));
        let flag = Flag {
            matter: matter(&row, said.transpose()?).ok_or_else(broken)?,
            raised_at: Moment(row.raised_at),
            settled_at: row.settled_at.map(Moment),
        };
        flags
            .entry(row.case_id.parse().map_err(|_| broken())?)
            .or_default()
            .push(flag);
    }
    Ok(flags)
}

/// Where what a flag says is sealed.
fn place(case: &str, kind: &str, about: &str, source: &str) -> String {
    format!("{case}/{kind}/{about}/{source}")
}
