//! One-time codes: found by the token of the browser that asked, compared by a keyed hash, never read.

use domain::id::CodeId;
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, Select,
};

use crate::database::Connection;
use crate::entity::code as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// A code that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its id.
    pub id: CodeId,
    /// The mobile number it was sent to.
    pub phone: String,
    /// Until when it is good.
    pub expires_at: Moment,
    /// How often something was entered.
    pub tries: i32,
    /// What it is good for, and nothing else.
    pub purpose: String,
    /// When it was used up.
    pub used_at: Option<Moment>,
}

/// Who asked for a code, as far as limits need it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// What the browser is known by.
    pub device: Option<String>,
    /// The network address.
    pub address: Option<String>,
}

/// By what codes are counted.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// The number they were sent to.
    Phone(&'a str),
    /// The number and the browser.
    PhoneOn(&'a str, &'a str),
    /// The browser.
    Device(&'a str),
    /// The network address.
    Address(&'a str),
    /// The number of somebody signed in who signs what they file: these codes are counted by themselves.
    Signing(&'a str),
}

/// How the purposes of codes begin that sign something.
pub const SIGNS: &str = "sign:";

/// Keeps a code under the hash of its token.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    db: &impl Connection,
    code: &Code,
    digits: &str,
    token_hash: &str,
    sender: &Sender,
    now: Moment,
) -> Result<()> {
    let find = |kind, value: &Option<String>| value.as_ref().map(|value| db.keys().find(kind, value));
    let row = row::ActiveModel {
        id: Set(code.id.to_string()),
        token_hash: Set(token_hash.to_owned()),
        phone: Set(seal(db, "codes", code.id.as_str(), &code.phone)?),
        phone_hash: Set(db.keys().find("phone", &code.phone)),
        code_hash: Set(hash(db, &code.id, digits)),
        device_hash: Set(find("device", &sender.device)),
        address_hash: Set(find("address", &sender.address)),
        tries: Set(code.tries),
        created_at: Set(now.0),
        expires_at: Set(code.expires_at.0),
        used_at: Set(None),
        purpose: Set(code.purpose.clone()),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The code of a token, also one that is no longer good.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, token_hash: &str) -> Result<Option<Code>> {
    let own = row::Entity::find().filter(row::Column::TokenHash.eq(token_hash));
    let Some(row) = own.one(db).await? else {
        return Ok(None);
    };
    Ok(Some(Code {
        id: row.id.parse().map_err(|_| Error::inconsistent("codes", &row.id))?,
        phone: unseal(db, "codes", &row.id, &row.phone)?,
        expires_at: Moment(row.expires_at),
        tries: row.tries,
        purpose: row.purpose,
        used_at: row.used_at.map(Moment),
    }))
}

/// Counts one try before anything is compared; false when so many were made already, or the code is used or too old.
///
/// # Errors
/// When the database fails.
pub async fn count_try(db: &impl ConnectionTrait, id: &CodeId, most: i32, now: Moment) -> Result<bool> {
    let good = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::UsedAt.is_null())
        .filter(row::Column::ExpiresAt.gt(now.0))
        .filter(row::Column::Tries.lt(most));
    let one_more = row::Column::Tries.into_expr().add(1);
    let counted = good.col_expr(row::Column::Tries, one_more).exec(db).await?;
    Ok(counted.rows_affected == 1)
}

/// Uses a code up; false when these are not its digits, or somebody was faster.
///
/// # Errors
/// When the database fails.
pub async fn use_up(db: &impl Connection, id: &CodeId, digits: &str, now: Moment) -> Result<bool> {
    let fitting = row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::UsedAt.is_null())
        .filter(row::Column::CodeHash.eq(hash(db, id, digits)));
    let used = fitting
        .col_expr(row::Column::UsedAt, Expr::value(now.0))
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many codes were asked for since.
///
/// # Errors
/// When the database fails.
pub async fn count_since(db: &impl Connection, by: By<'_>, since: Moment) -> Result<u64> {
    Ok(sent(db, by, since).count(db).await?)
}

/// Whether a code was asked for since that nobody used yet.
///
/// # Errors
/// When the database fails.
pub async fn is_waiting(db: &impl Connection, by: By<'_>, since: Moment) -> Result<bool> {
    let unused = sent(db, by, since).filter(row::Column::UsedAt.is_null());
    Ok(unused.count(db).await? > 0)
}

fn sent(db: &impl Connection, by: By<'_>, since: Moment) -> Select<row::Entity> {
    let find = |kind, value| db.keys().find(kind, value);
    let recent = row::Entity::find().filter(row::Column::CreatedAt.gt(since.0));
    let signs = row::Column::Purpose.starts_with(SIGNS);
    let recent = recent.filter(match by {
        By::Signing(_) => signs,
        _ => signs.not(),
    });
    match by {
        By::Signing(phone) | By::Phone(phone) => recent.filter(row::Column::PhoneHash.eq(find("phone", phone))),
        By::PhoneOn(phone, device) => recent
            .filter(row::Column::PhoneHash.eq(find("phone", phone)))
            .filter(row::Column::DeviceHash.eq(find("device", device))),
        By::Device(device) => recent.filter(row::Column::DeviceHash.eq(find("device", device))),
        By::Address(address) => recent.filter(row::Column::AddressHash.eq(find("address", address))),
    }
}

/// Forgets codes that were sent before then: no limit needs them any more; how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_before(db: &impl ConnectionTrait, then: Moment) -> Result<u64> {
    let old = row::Entity::delete_many().filter(row::Column::CreatedAt.lte(then.0));
    Ok(old.exec(db).await?.rows_affected)
}

/// Forgets the codes that were sent to a number.
///
/// # Errors
/// When the database fails.
pub async fn delete_for(db: &impl Connection, phone: &str) -> Result<()> {
    let sent = row::Entity::delete_many().filter(row::Column::PhoneHash.eq(db.keys().find("phone", phone)));
    sent.exec(db).await?;
    Ok(())
}

/// Digits alone could be tried out by whoever has the key; with the id each code is another million.
fn hash(db: &impl Connection, id: &CodeId, digits: &str) -> String {
    db.keys().find("code", &format!("{id}:{digits}"))
}
