//! What registers said for a draft, and how asking them went.

use domain::answer::FieldId;
use domain::id::DraftId;
use domain::moment::Moment;
use domain::register::{Fact, Outcome, Record};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::database::Connection;
use crate::entity::{register_fact as fact, register_read as read};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// How asking for each record went.
///
/// # Errors
/// When the database fails.
pub async fn list_reads(db: &impl ConnectionTrait, draft: &DraftId) -> Result<Vec<(Record, Outcome)>> {
    let looks = list_looks(db, draft).await?;
    Ok(looks
        .into_iter()
        .map(|(record, outcome, _)| (record, outcome))
        .collect())
}

/// How asking for each record went, and when.
///
/// # Errors
/// When the database fails.
pub async fn list_looks(db: &impl ConnectionTrait, draft: &DraftId) -> Result<Vec<(Record, Outcome, Moment)>> {
    let rows = read::Entity::find()
        .filter(read::Column::DraftId.eq(draft.as_str()))
        .all(db)
        .await?;
    let parse = |row: read::Model| {
        let broken = || Error::inconsistent("register_reads", &row.draft_id);
        let of = row.subject.parse().map_err(|_| broken())?;
        let record = Record {
            register: row.register.parse().map_err(|_| broken())?,
            of,
        };
        let outcome = Outcome::from_word(&row.outcome).ok_or_else(broken)?;
        Ok((record, outcome, Moment(row.read_at)))
    };
    rows.into_iter().map(parse).collect()
}

/// Keeps how asking for a record went; the last try counts.
///
/// # Errors
/// When the database fails.
pub async fn save_read(
    db: &impl ConnectionTrait,
    draft: &DraftId,
    record: &Record,
    outcome: Outcome,
    now: Moment,
) -> Result<()> {
    let row = read::ActiveModel {
        draft_id: Set(draft.to_string()),
        register: Set(record.register.to_string()),
        subject: Set(record.of.to_string()),
        outcome: Set(outcome.as_str().to_owned()),
        read_at: Set(now.0),
    };
    let conflict = OnConflict::columns([read::Column::DraftId, read::Column::Register, read::Column::Subject])
        .update_columns([read::Column::Outcome, read::Column::ReadAt])
        .to_owned();
    read::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Everything registers said.
///
/// # Errors
/// When the database fails.
pub async fn list_facts(db: &impl Connection, draft: &DraftId) -> Result<Vec<Fact>> {
    let rows = fact::Entity::find()
        .filter(fact::Column::DraftId.eq(draft.as_str()))
        .all(db)
        .await?;
    let parse = |row: fact::Model| {
        let broken = |_| Error::inconsistent("register_facts", &row.draft_id);
        let field = format!("{}/{}", row.subject, row.element).parse().map_err(broken)?;
        let record = Record {
            register: row.register.parse().map_err(broken)?,
            of: row.opened_by.parse().map_err(broken)?,
        };
        let text = unseal(db, "register_facts", &place(&row.draft_id, &record, &field), &row.value)?;
        Ok(Fact {
            record,
            field,
            text,
            as_of: row.as_of,
        })
    };
    rows.into_iter().map(parse).collect()
}

/// Where a fact is sealed.
fn place(draft: &str, record: &Record, field: &FieldId) -> String {
    format!("{draft}/{}/{}/{field}", record.register, record.of)
}

/// The element; of several with its number behind a tilde, as in the text of a field.
fn numbered(field: &FieldId) -> String {
    match field.index {
        0 => field.element.to_string(),
        index => format!("{}~{index}", field.element),
    }
}

/// Forgets one thing a register said.
///
/// # Errors
/// When the database fails.
pub async fn delete_fact(db: &impl ConnectionTrait, draft: &DraftId, said: &Fact) -> Result<()> {
    let facts = fact::Entity::delete_many().filter(fact::Column::DraftId.eq(draft.as_str()));
    let facts = facts.filter(fact::Column::Register.eq(said.record.register.as_str()));
    let facts = facts.filter(fact::Column::OpenedBy.eq(said.record.of.as_str()));
    let facts = facts.filter(fact::Column::Subject.eq(said.field.subject.as_str()));
    facts
        .filter(fact::Column::Element.eq(numbered(&said.field)))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps what a register said.
///
/// # Errors
/// When the database fails.
pub async fn save_fact(db: &impl Connection, draft: &DraftId, said: &Fact) -> Result<()> {
    let place = place(draft.as_str(), &said.record, &said.field);
    let row = fact::ActiveModel {
        draft_id: Set(draft.to_string()),
        register: Set(said.record.register.to_string()),
        opened_by: Set(said.record.of.to_string()),
        subject: Set(said.field.subject.to_string()),
        element: Set(numbered(&said.field)),
        value: Set(seal(db, "register_facts", &place, &said.text)?),
        as_of: Set(said.as_of),
    };
    let key = [
        fact::Column::DraftId,
        fact::Column::Register,
        fact::Column::OpenedBy,
        fact::Column::Subject,
        fact::Column::Element,
    ];
    let conflict = OnConflict::columns(key)
        .update_columns([fact::Column::Value, fact::Column::AsOf])
        .to_owned();
    fact::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Forgets a record: what it said, and that it was asked for.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, draft: &DraftId, record: &Record) -> Result<()> {
    let facts = fact::Entity::delete_many().filter(fact::Column::DraftId.eq(draft.as_str()));
    let facts = facts.filter(fact::Column::Register.eq(record.register.as_str()));
    facts
        .filter(fact::Column::OpenedBy.eq(record.of.as_str()))
        .exec(db)
        .await?;
    let reads = read::Entity::delete_many().filter(read::Column::DraftId.eq(draft.as_str()));
    let reads = reads.filter(read::Column::Register.eq(record.register.as_str()));
    reads
        .filter(read::Column::Subject.eq(record.of.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets every record of a draft.
///
/// # Errors
/// When the database fails.
pub async fn delete_all(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let facts = fact::Entity::delete_many().filter(fact::Column::DraftId.eq(draft.as_str()));
    facts.exec(db).await?;
    let reads = read::Entity::delete_many().filter(read::Column::DraftId.eq(draft.as_str()));
    reads.exec(db).await?;
    Ok(())
}
