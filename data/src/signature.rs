//! Signatures on drafts, and what was signed of an application: proofs and records are sealed.

use domain::id::{ApplicationId, CitizenId, DraftId};
use domain::moment::Moment;
use domain::party::Seat;
use domain::signature::{Method, Signature};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DeleteMany, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use crate::database::Connection;
use crate::entity::{signature as row, signed_record as record};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Adds a signature; the one that this person gave as this party before holds no longer.
///
/// # Errors
/// When the database fails.
pub async fn add(db: &impl Connection, signature: &Signature) -> Result<()> {
    let seat = signature.party.as_ref();
    given(&signature.draft, &signature.citizen, seat).exec(db).await?;
    let (party, number) = party_text(seat);
    let row = row::ActiveModel {
        id: Set(signature.id.to_string()),
        draft_id: Set(signature.draft.to_string()),
        citizen_id: Set(signature.citizen.to_string()),
        party: Set(party),
        number: Set(number),
        method: Set(signature.method.as_str().to_owned()),
        hash: Set(signature.hash.clone()),
        proof: Set(seal(db, "signatures", signature.id.as_str(), &signature.proof)?),
        at: Set(signature.at.0),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The signatures on a draft, of whichever state of it, in the order they were given.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<Vec<Signature>> {
    let own = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    read_all(db, own).await
}

/// Everything that a citizen signed.
///
/// # Errors
/// When the database fails.
pub async fn list_own(db: &impl Connection, citizen: &CitizenId) -> Result<Vec<Signature>> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    read_all(db, own).await
}

async fn read_all(db: &impl Connection, rows: sea_orm::Select<row::Entity>) -> Result<Vec<Signature>> {
    let ordered = rows.order_by_asc(row::Column::At).order_by_asc(row::Column::Id);
    ordered.all(db).await?.iter().map(|row| read(db, row)).collect()
}

/// What was signed of an application.
#[derive(Debug, Clone, Copy)]
pub struct SignedRecord<'a> {
    /// The application.
    pub application: &'a ApplicationId,
    /// The draft that it was.
    pub draft: &'a DraftId,
    /// SHA-256 of the record, hexadecimal.
    pub hash: &'a str,
    /// The record.
    pub body: &'a str,
}

/// Keeps what was signed of applications.
///
/// # Errors
/// When the database fails.
pub async fn keep_records<'a>(db: &impl Connection, records: impl IntoIterator<Item = SignedRecord<'a>>) -> Result<()> {
    let row = |kept: SignedRecord<'_>| -> Result<record::ActiveModel> {
        Ok(record::ActiveModel {
            application_id: Set(kept.application.to_string()),
            draft_id: Set(kept.draft.to_string()),
            hash: Set(kept.hash.to_owned()),
            body: Set(seal(db, "signed_records", kept.application.as_str(), kept.body)?),
        })
    };
    let rows = records.into_iter().map(row).collect::<Result<Vec<_>>>()?;
    record::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// What was signed of an application: its hash, and itself; nothing where it is older than signatures are.
///
/// # Errors
/// When the database fails.
pub async fn find_record(db: &impl Connection, application: &ApplicationId) -> Result<Option<(String, String)>> {
    let Some(row) = record::Entity::find_by_id(application.as_str()).one(db).await? else {
        return Ok(None);
    };
    let body = unseal(db, "signed_records", &row.application_id, &row.body)?;
    Ok(Some((row.hash, body)))
}

/// Forgets the signatures on a draft.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.exec(db).await?;
    Ok(())
}

/// Forgets what somebody signed of a draft as one of those who apply together.
///
/// # Errors
/// When the database fails.
pub async fn take_back(db: &impl ConnectionTrait, draft: &DraftId, citizen: &CitizenId, seat: &Seat) -> Result<()> {
    given(draft, citizen, Some(seat)).exec(db).await?;
    Ok(())
}

/// Forgets what a citizen signed that was not submitted.
///
/// # Errors
/// When the database fails.
pub async fn delete_own(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<()> {
    let submitted = record::Entity::find().select_only().column(record::Column::DraftId);
    let open = row::Entity::delete_many()
        .filter(row::Column::CitizenId.eq(citizen.as_str()))
        .filter(row::Column::DraftId.not_in_subquery(submitted.into_query()));
    open.exec(db).await?;
    Ok(())
}

fn given(draft: &DraftId, citizen: &CitizenId, seat: Option<&Seat>) -> DeleteMany<row::Entity> {
    let (party, number) = party_text(seat);
    row::Entity::delete_many()
        .filter(row::Column::DraftId.eq(draft.as_str()))
        .filter(row::Column::CitizenId.eq(citizen.as_str()))
        .filter(row::Column::Party.eq(party))
        .filter(row::Column::Number.eq(number))
}

fn party_text(seat: Option<&Seat>) -> (String, i32) {
    seat.map_or((String::new(), 0), |seat| {
        (seat.subject.to_string(), i32::from(seat.index))
    })
}

fn read(db: &impl Connection, row: &row::Model) -> Result<Signature> {
    let broken = || Error::inconsistent("signatures", &row.id);
    let party = match row.party.as_str() {
        "" => None,
        subject => Some(Seat {
            subject: subject.parse().map_err(|_| broken())?,
            index: row.number.try_into().map_err(|_| broken())?,
        }),
    };
    Ok(Signature {
        id: row.id.parse().map_err(|_| broken())?,
        draft: row.draft_id.parse().map_err(|_| broken())?,
        citizen: row.citizen_id.parse().map_err(|_| broken())?,
        party,
        method: Method::from_word(&row.method).ok_or_else(broken)?,
        hash: row.hash.clone(),
        proof: unseal(db, "signatures", &row.id, &row.proof)?,
        at: Moment(row.at),
    })
}
