//! The bare loop: the rows of one submission written again and again under other ids, each time flushed, by nobody but the
//! database. What it can do is the most that one writer after the other can.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement, TransactionTrait};

use crate::site::Place;

/// What a submission writes: each table with its first column, by which a row is known, and the one that leads to its application.
const WRITTEN: [(&str, &str, &str); 4] = [
    ("applications", "id", "id"),
    ("signed_records", "application_id", "application_id"),
    ("cases", "id", "application_id"),
    ("events", "id", "application_id"),
];

/// How often a second the rows of this application can be written and flushed one after the other.
pub(super) fn run(place: &Place, application: &str, seconds: u32) -> Result<f64> {
    let url = place.config().database_url();
    match url.strip_prefix("sqlite://") {
        Some(file) => sqlite(file, application, seconds),
        None => tokio::runtime::Runtime::new()?.block_on(postgres(&url, application, seconds)),
    }
}

/// One row of a table, to be stored again.
struct Row {
    insert: String,
    values: Vec<Value>,
}

/// What tells one application from another: every text of a row that is one of these is another one in its copy.
const NAMES: &str = "SELECT id, draft_id, number FROM applications WHERE id = ";

fn sqlite(file: &str, application: &str, seconds: u32) -> Result<f64> {
    let mut db = Connection::open(file)?;
    db.pragma_update(None, "synchronous", "FULL")?;
    let names: [String; 3] = db.query_row(&format!("{NAMES}?1"), [application], |row| {
        Ok([row.get(0)?, row.get(1)?, row.get(2)?])
    })?;
    let mut rows = Vec::new();
    for (table, _, column) in WRITTEN {
        let mut select = db.prepare(&format!("SELECT * FROM {table} WHERE {column} = ?1"))?;
        let width = select.column_count();
        let marks = vec!["?"; width].join(", ");
        let mut found = select.query([application])?;
        while let Some(row) = found.next()? {
            rows.push(Row {
                insert: format!("INSERT INTO {table} VALUES ({marks})"),
                values: (0..width)
                    .map(|column| row.get(column))
                    .collect::<rusqlite::Result<_>>()?,
            });
        }
    }
    repeat(seconds, |round| {
        let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        rows.iter().try_for_each(|row| again(&tx, row, &names, round))?;
        Ok(tx.commit()?)
    })
}

/// Stores a row under another id of its own and of its application.
fn again(tx: &Transaction<'_>, row: &Row, names: &[String], round: u64) -> Result<()> {
    let other = |(column, value): (usize, &Value)| match value {
        Value::Text(text) if column == 0 || names.contains(text) => Value::Text(format!("{text}-{round}")),
        value => value.clone(),
    };
    let values = row.values.iter().enumerate().map(other);
    tx.prepare_cached(&row.insert)?.execute(params_from_iter(values))?;
    Ok(())
}

async fn postgres(url: &str, application: &str, seconds: u32) -> Result<f64> {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let db = sea_orm::Database::connect(options).await?;
    let statement = |sql: String, values: Vec<sea_orm::Value>| {
        Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, values)
    };
    let name = db
        .query_one_raw(statement(format!("{NAMES}$1"), vec![application.into()]))
        .await?;
    let name = name.context("the application is gone")?;
    let names: [String; 3] = [
        name.try_get("", "id")?,
        name.try_get("", "draft_id")?,
        name.try_get("", "number")?,
    ];
    let mut rows = Vec::new();
    for (table, key, column) in WRITTEN {
        let select = format!("SELECT {key} AS id, row_to_json(t)::text AS row FROM {table} t WHERE {column} = $1");
        for row in db.query_all_raw(statement(select, vec![application.into()])).await? {
            let (id, text): (String, String) = (row.try_get("", "id")?, row.try_get("", "row")?);
            rows.push((table, id, text));
        }
    }
    let (started, length) = (Instant::now(), Duration::from_secs(u64::from(seconds)));
    let mut rounds = 0_u32;
    while started.elapsed() < length {
        let tx = db.begin().await?;
        for (table, id, text) in &rows {
            let other =
                |text: String, name: &String| text.replace(&format!("\"{name}\""), &format!("\"{name}-{rounds}\""));
            let text = names
                .iter()
                .filter(|name| *name != id)
                .fold(other(text.clone(), id), other);
            let insert = format!("INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, $1::json)");
            tx.execute_raw(statement(insert, vec![text.into()])).await?;
        }
        tx.commit().await?;
        rounds += 1;
    }
    Ok(f64::from(rounds) / started.elapsed().as_secs_f64())
}

/// How often a second this can be done.
fn repeat(seconds: u32, mut once: impl FnMut(u64) -> Result<()>) -> Result<f64> {
    let (started, length) = (Instant::now(), Duration::from_secs(u64::from(seconds)));
    let mut rounds = 0;
    while started.elapsed() < length {
        once(rounds).with_context(|| format!("round {rounds} of the bare loop"))?;
        rounds += 1;
    }
    Ok(f64::from(u32::try_from(rounds)?) / started.elapsed().as_secs_f64())
}
