//! Envelope encryption: a master key from outside the database wraps the data keys in it, and these seal the values.
//!
//! A new master key wraps the data keys anew, and no value is touched. A new data key seals what is stored from then on, and
//! what was sealed before stays readable.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::moment::Moment;
use hmac::{Hmac, Mac};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::database::Connection;
use crate::entity::data_key as row;
use crate::error::{Error, Result};

/// How long a new data key is known to every process before the first value is sealed with it, milliseconds.
const SETTLES: i64 = 5 * 60_000;

/// Bytes of a nonce.
const NONCE: usize = 12;

/// What a data key is for.
const SEAL: &str = "seal";
const FIND: &str = "find";

/// 256 bits, wiped when they are let go.
pub(crate) type Bytes = Zeroizing<[u8; 32]>;

/// The keys that wrap the data keys; the first wraps new ones, the others are read only.
pub struct MasterKeys(Vec<Bytes>);

/// The data keys, unwrapped, and what they are wrapped with.
pub struct Keys {
    ring: RwLock<Arc<Ring>>,
    masters: MasterKeys,
}

struct Ring {
    sealing: BTreeMap<i32, Aes256Gcm>,
    /// Seals new values.
    current: i32,
    /// For finding a value without reading it; never changed, since what was found by it would be lost.
    finding: Hmac<Sha256>,
}

impl MasterKeys {
    /// Keys as 32 bytes in base64 each, separated by white space, the one to wrap with first.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let key = |text: &str| {
            let bytes = Zeroizing::new(BASE64_STANDARD.decode(text).ok()?);
            <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new)
        };
        let keys = text.split_whitespace().map(key).collect::<Option<Vec<_>>>()?;
        (!keys.is_empty()).then_some(Self(keys))
    }

    /// A new key, as [`Self::parse`] reads it.
    #[must_use]
    pub fn generate() -> String {
        BASE64_STANDARD.encode(chance::<32>())
    }

    fn first(&self) -> Result<&Bytes> {
        self.0.first().ok_or(Error::WrongKey)
    }

    fn named(&self, name: &str) -> Result<&Bytes> {
        self.0
            .iter()
            .find(|key| fingerprint(key) == name)
            .ok_or(Error::WrongKey)
    }
}

impl Keys {
    /// The data keys of this database; the first process to come makes them.
    pub(crate) async fn load_or_make(db: &impl ConnectionTrait, masters: MasterKeys, now: Moment) -> Result<Self> {
        for (id, purpose) in [(1, SEAL), (2, FIND)] {
            insert(db, &masters, id, purpose, now).await?;
        }
        let ring = RwLock::new(Arc::new(Ring::load(db, &masters, now).await?));
        Ok(Self { ring, masters })
    }

    /// Looks whether a data key was made; every process does so well within the time in which it is not used yet.
    ///
    /// # Errors
    /// [`Error::WrongKey`] when it was wrapped with a master key that is not among those this process has.
    pub async fn reload(&self, db: &impl ConnectionTrait, now: Moment) -> Result<()> {
        let ring = Arc::new(Ring::load(db, &self.masters, now).await?);
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The sealed bytes; they open only in the same place again.
    pub(crate) fn seal(&self, place: &str, bytes: &[u8]) -> Result<Vec<u8>> {
        let ring = self.ring();
        let cipher = ring.sealing.get(&ring.current).ok_or(Error::WrongKey)?;
        let mut sealed = ring.current.to_be_bytes().to_vec();
        sealed.extend(encrypt(cipher, place, bytes)?);
        Ok(sealed)
    }

    /// What was sealed in this place; nothing when it was altered or moved.
    pub(crate) fn unseal(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (id, rest) = sealed.split_first_chunk()?;
        let ring = self.ring();
        decrypt(ring.sealing.get(&i32::from_be_bytes(*id))?, place, rest)
    }

    /// A keyed hash by which a value of this kind is found again: who has the database alone cannot try values out.
    #[must_use]
    pub fn find(&self, kind: &str, value: &str) -> String {
        let mut mac = self.ring().finding.clone();
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        hex(&mac.finalize().into_bytes())
    }
}

/// Makes a data key; every process seals with it once all have had time to see it.
///
/// # Errors
/// When the database fails.
pub async fn add(db: &impl Connection, now: Moment) -> Result<()> {
    let last = row::Entity::find().order_by_desc(row::Column::Id).one(db).await?;
    insert(db, &db.keys().masters, last.map_or(1, |row| row.id + 1), SEAL, now).await
}

/// Wraps every data key with the first master key; how many were wrapped with another.
///
/// # Errors
/// [`Error::WrongKey`] when one was wrapped with a master key that this process does not have.
pub async fn rewrap(db: &impl Connection) -> Result<usize> {
    let masters = &db.keys().masters;
    let first = masters.first()?;
    let name = fingerprint(first);
    let mut count = 0;
    for row in row::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .filter(|row| row.master != name)
    {
        let place = place(row.id, &row.purpose);
        let bytes = unwrap(&row, masters)?;
        let mut row = row.into_active_model();
        row.wrapped = Set(encrypt(&cipher(first), &place, bytes.as_slice())?);
        row.master = Set(name.clone());
        row::Entity::update(row).exec(db).await?;
        count += 1;
    }
    Ok(count)
}

/// Makes a data key under this number, unless there is one.
async fn insert(db: &impl ConnectionTrait, masters: &MasterKeys, id: i32, purpose: &str, now: Moment) -> Result<()> {
    let first = masters.first()?;
    let key = new_key();
    let row = row::ActiveModel {
        id: Set(id),
        purpose: Set(purpose.to_owned()),
        master: Set(fingerprint(first)),
        wrapped: Set(encrypt(&cipher(first), &place(id, purpose), key.as_slice())?),
        created_at: Set(now.0),
    };
    let first_wins = OnConflict::column(row::Column::Id).do_nothing().to_owned();
    row::Entity::insert(row)
        .on_conflict(first_wins)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// A data key as it was before it was wrapped.
fn unwrap(row: &row::Model, masters: &MasterKeys) -> Result<Bytes> {
    let master = cipher(masters.named(&row.master)?);
    let bytes = decrypt(&master, &place(row.id, &row.purpose), &row.wrapped).map(Zeroizing::new);
    let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
    bytes
        .map(Zeroizing::new)
        .ok_or_else(|| Error::inconsistent("data_keys", row.id))
}

impl Ring {
    async fn load(db: &impl ConnectionTrait, masters: &MasterKeys, now: Moment) -> Result<Self> {
        let (mut sealing, mut finding, mut current) = (BTreeMap::new(), None, None);
        for row in row::Entity::find().order_by_asc(row::Column::Id).all(db).await? {
            let bytes = unwrap(&row, masters)?;
            if row.purpose == FIND {
                finding = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(bytes.as_slice()).ok();
                continue;
            }
            sealing.insert(row.id, cipher(&bytes));
            if current.is_none() || row.created_at.saturating_add(SETTLES) <= now.0 {
                current = Some(row.id);
            }
        }
        let missing = || Error::inconsistent("data_keys", "all");
        Ok(Self {
            sealing,
            current: current.ok_or_else(missing)?,
            finding: finding.ok_or_else(missing)?,
        })
    }
}

/// What a wrapped key is bound to.
fn place(id: i32, purpose: &str) -> String {
    format!("data_keys:{id}:{purpose}")
}

/// By which a master key is named in the database; it says nothing about the key.
fn fingerprint(master: &Bytes) -> String {
    let mut hash = Sha256::new();
    hash.update(b"zhangban master key");
    hash.update(master.as_slice());
    hex(&hash.finalize()).chars().take(16).collect()
}

fn cipher(key: &Bytes) -> Aes256Gcm {
    Aes256Gcm::new(&(**key).into())
}

/// A nonce of chance, then the sealed bytes.
fn encrypt(cipher: &Aes256Gcm, place: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = chance();
    let payload = Payload {
        msg: bytes,
        aad: place.as_bytes(),
    };
    let sealed = cipher
        .encrypt(&nonce.into(), payload)
        .map_err(|_| Error::inconsistent("data_keys", place))?;
    Ok([&nonce[..], &sealed].concat())
}

fn decrypt(cipher: &Aes256Gcm, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, msg) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload {
        msg,
        aad: place.as_bytes(),
    };
    cipher.decrypt(&(*nonce).into(), payload).ok()
}

/// A key of one thing's own, to be sealed with it.
pub(crate) fn new_key() -> Bytes {
    Zeroizing::new(chance())
}

/// Chance for keys and nonces, which no test may foresee either.
#[expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "keys and nonces come from the operating system; without it nothing may be sealed"
)]
fn chance<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives chance");
    bytes
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKeys({})", self.0.len())
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}
