//! Who is asked to apply together with somebody, and what they said. A seat at a draft has one invitation.

use domain::draft::Consent;
use domain::id::{CitizenId, DraftId, InvitationId};
use domain::moment::Moment;
use domain::party::{Invitation, Seat};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    UpdateMany,
};

use crate::database::Connection;
use crate::draft::{consent, consent_word};
use crate::entity::invitation as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where what is known of somebody who is asked is sealed.
const NAME: &str = "invitations.name";
const PHONE: &str = "invitations.phone";
const REASON: &str = "invitations.reason";
const CODE: &str = "invitations.code";

/// The hash of nothing that can be submitted.
const OUTDATED: &str = "";

/// More than there are seats at any draft.
const MOST: u64 = 1_000;

/// What opens an invitation: the browser's token by its hash, and the digits.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// The hash of the link's token.
    pub token_hash: &'a str,
    /// The digits.
    pub digits: &'a str,
}

/// Stores an invitation under its key.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, invitation: &Invitation, key: Key<'_>) -> Result<()> {
    let id = invitation.id.as_str();
    let (declined_at, reason) = match &invitation.declined {
        Some((at, reason)) => (Some(at.0), reason.as_deref()),
        None => (None, None),
    };
    let row = row::ActiveModel {
        id: Set(id.to_owned()),
        draft_id: Set(invitation.draft.to_string()),
        subject: Set(invitation.seat.subject.to_string()),
        number: Set(invitation.seat.index.into()),
        name: Set(seal(db, NAME, id, &invitation.name)?),
        phone: Set(seal(db, PHONE, id, &invitation.phone)?),
        token_hash: Set(key.token_hash.to_owned()),
        code_hash: Set(code_hash(db, id, key.digits)),
        tries: Set(0),
        sent_at: Set(invitation.sent_at.0),
        expires_at: Set(invitation.expires_at.0),
        citizen_id: Set(invitation.citizen.as_ref().map(ToString::to_string)),
        joined_at: Set(invitation.joined_at.map(|at| at.0)),
        consent: Set(consent_word(invitation.consent)),
        declined_at: Set(declined_at),
        reason: Set(reason.map(|reason| seal(db, REASON, id, reason)).transpose()?),
        agreed_at: Set(invitation.agreed.as_ref().map(|(at, _)| at.0)),
        agreed_hash: Set(invitation.agreed.as_ref().map(|(_, hash)| hash.clone())),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Gives an invitation that nobody took another key, another number and more time; false when somebody took it.
///
/// # Errors
/// When the database fails.
pub async fn renew(db: &impl Connection, invitation: &Invitation, key: Key<'_>) -> Result<bool> {
    let id = invitation.id.as_str();
    let change = one(&invitation.id)
        .filter(row::Column::CitizenId.is_null())
        .col_expr(row::Column::Name, Expr::value(seal(db, NAME, id, &invitation.name)?))
        .col_expr(row::Column::Phone, Expr::value(seal(db, PHONE, id, &invitation.phone)?))
        .col_expr(row::Column::TokenHash, Expr::value(key.token_hash))
        .col_expr(row::Column::CodeHash, Expr::value(code_hash(db, id, key.digits)))
        .col_expr(row::Column::Tries, Expr::value(0))
        .col_expr(row::Column::SentAt, Expr::value(invitation.sent_at.0))
        .col_expr(row::Column::ExpiresAt, Expr::value(invitation.expires_at.0));
    Ok(change.exec(db).await?.rows_affected == 1)
}

fn code_hash(db: &impl Connection, id: &str, digits: &str) -> String {
    db.keys().find(CODE, &format!("{id}:{digits}"))
}

/// The invitation of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &InvitationId) -> Result<Option<Invitation>> {
    let row = row::Entity::find_by_id(id.as_str()).one(db).await?;
    row.map(|row| read(db, &row)).transpose()
}

/// The invitation that a link opens.
///
/// # Errors
/// When the database fails.
pub async fn find_by_token(db: &impl Connection, token_hash: &str) -> Result<Option<Invitation>> {
    let one = row::Entity::find().filter(row::Column::TokenHash.eq(token_hash));
    one.one(db).await?.map(|row| read(db, &row)).transpose()
}

/// The invitations to a draft, by seat.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<Vec<Invitation>> {
    let own = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    let rows = own
        .order_by_asc(row::Column::Subject)
        .order_by_asc(row::Column::Number)
        .all(db)
        .await?;
    rows.iter().map(|row| read(db, row)).collect()
}

/// The invitations that an account took, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_taken(db: &impl Connection, citizen: &CitizenId, most: u64) -> Result<Vec<Invitation>> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    let newest = own.order_by_desc(row::Column::JoinedAt).limit(Ord::min(most, MOST));
    newest.all(db).await?.iter().map(|row| read(db, row)).collect()
}

/// Whether somebody agreed to what is in a draft, as far as nobody knows that it changed since.
///
/// # Errors
/// When the database fails.
pub async fn has_agreed(db: &impl ConnectionTrait, draft: &DraftId) -> Result<bool> {
    let agreed = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::DraftId.eq(draft.as_str()))
        .filter(row::Column::AgreedHash.ne(OUTDATED));
    Ok(agreed.into_tuple::<String>().one(db).await?.is_some())
}

/// Counts a try to take an invitation, unless there were as many as there may be, it is over, or somebody took it.
///
/// # Errors
/// When the database fails.
pub async fn count_try(db: &impl ConnectionTrait, id: &InvitationId, most: i32, now: Moment) -> Result<bool> {
    let change = one(id)
        .filter(row::Column::CitizenId.is_null())
        .filter(row::Column::ExpiresAt.gt(now.0))
        .filter(row::Column::Tries.lt(most))
        .col_expr(row::Column::Tries, row::Column::Tries.into_expr().add(1));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Whether these are the digits of an invitation.
///
/// # Errors
/// When the database fails.
pub async fn is_code(db: &impl Connection, id: &InvitationId, digits: &str) -> Result<bool> {
    let row = row::Entity::find_by_id(id.as_str()).one(db).await?;
    Ok(row.is_some_and(|row| row.code_hash == code_hash(db, id.as_str(), digits)))
}

/// Binds an invitation to an account; false when somebody was faster.
///
/// # Errors
/// When the database fails.
pub async fn join(db: &impl ConnectionTrait, id: &InvitationId, citizen: &CitizenId, now: Moment) -> Result<bool> {
    let change = one(id)
        .filter(row::Column::CitizenId.is_null())
        .col_expr(row::Column::CitizenId, Expr::value(citizen.as_str()))
        .col_expr(row::Column::JoinedAt, Expr::value(now.0));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Keeps whether the registers of who was asked may be read.
///
/// # Errors
/// When the database fails.
pub async fn set_consent(db: &impl ConnectionTrait, id: &InvitationId, consent: Consent) -> Result<()> {
    let change = one(id).col_expr(row::Column::Consent, Expr::value(consent_word(consent)));
    change.exec(db).await?;
    Ok(())
}

/// What somebody says to what they are asked.
#[derive(Debug, Clone, Copy)]
pub enum Word<'a> {
    /// They agree to what has this hash, and sign it.
    Agree(&'a str),
    /// They do not want to, and why.
    Decline(Option<&'a str>),
    /// Nothing any more.
    Nothing,
}

/// Keeps what somebody says, and that they do not say anything else any more.
///
/// # Errors
/// When the database fails.
pub async fn say(db: &impl Connection, id: &InvitationId, word: Word<'_>, now: Moment) -> Result<()> {
    let (agreed, declined, reason) = match word {
        Word::Agree(hash) => (Some(hash), None, None),
        Word::Decline(reason) => (None, Some(now.0), reason),
        Word::Nothing => (None, None, None),
    };
    let reason = reason.map(|reason| seal(db, REASON, id.as_str(), reason)).transpose()?;
    let change = one(id)
        .col_expr(row::Column::AgreedAt, Expr::value(agreed.map(|_| now.0)))
        .col_expr(row::Column::AgreedHash, Expr::value(agreed))
        .col_expr(row::Column::DeclinedAt, Expr::value(declined))
        .col_expr(row::Column::Reason, Expr::value(reason));
    change.exec(db).await?;
    Ok(())
}

/// Writes down that what somebody agreed to was changed since; false when they said something else meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn outdate(db: &impl ConnectionTrait, id: &InvitationId, hash: &str) -> Result<bool> {
    let agreed = one(id).filter(row::Column::AgreedHash.eq(hash));
    let change = agreed.col_expr(row::Column::AgreedHash, Expr::value(OUTDATED));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Puts an invitation to another seat, which must be empty.
///
/// # Errors
/// When the database fails.
pub async fn reseat(db: &impl ConnectionTrait, id: &InvitationId, seat: &Seat) -> Result<()> {
    let change = one(id)
        .col_expr(row::Column::Subject, Expr::value(seat.subject.as_str()))
        .col_expr(row::Column::Number, Expr::value(i32::from(seat.index)));
    change.exec(db).await?;
    Ok(())
}

/// Forgets an invitation.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, id: &InvitationId) -> Result<()> {
    row::Entity::delete_by_id(id.as_str()).exec(db).await?;
    Ok(())
}

/// Forgets the invitations to a draft.
///
/// # Errors
/// When the database fails.
pub async fn delete_all(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    delete_where(db, row::Column::DraftId.eq(draft.as_str()))
        .await
        .map(drop)
}

/// Forgets the invitations that nobody took and whose links were over by then; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_over(db: &impl ConnectionTrait, by: Moment) -> Result<u64> {
    let untaken = row::Column::CitizenId.is_null();
    delete_where(db, untaken.and(row::Column::ExpiresAt.lte(by.0))).await
}

async fn delete_where(db: &impl ConnectionTrait, which: SimpleExpr) -> Result<u64> {
    Ok(row::Entity::delete_many().filter(which).exec(db).await?.rows_affected)
}

fn one(id: &InvitationId) -> UpdateMany<row::Entity> {
    row::Entity::update_many().filter(row::Column::Id.eq(id.as_str()))
}

fn read(db: &impl Connection, row: &row::Model) -> Result<Invitation> {
    let broken = || Error::inconsistent("invitations", &row.id);
    let text = |column, bytes: &[u8]| unseal(db, column, &row.id, bytes);
    let citizen = row.citizen_id.as_ref().map(|id| id.parse().map_err(|_| broken()));
    let reason = row.reason.as_ref().map(|reason| text(REASON, reason)).transpose()?;
    let agreed = row.agreed_at.zip(row.agreed_hash.clone());
    Ok(Invitation {
        id: row.id.parse().map_err(|_| broken())?,
        draft: row.draft_id.parse().map_err(|_| broken())?,
        seat: Seat {
            subject: row.subject.parse().map_err(|_| broken())?,
            index: u16::try_from(row.number).map_err(|_| broken())?,
        },
        name: text(NAME, &row.name)?,
        phone: text(PHONE, &row.phone)?,
        sent_at: Moment(row.sent_at),
        expires_at: Moment(row.expires_at),
        citizen: citizen.transpose()?,
        joined_at: row.joined_at.map(Moment),
        consent: consent(row.consent.as_deref()).ok_or_else(broken)?,
        declined: row.declined_at.map(|at| (Moment(at), reason)),
        agreed: agreed.map(|(at, hash)| (Moment(at), hash)),
    })
}
