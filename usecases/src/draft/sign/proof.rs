//! What proves a signature: kept with it, complete, so that it can be judged without the account, the session or this office.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use data::Connection;
use domain::account::{Citizen, RealName};
use domain::moment::Moment;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use webauthn_rs::prelude::COSEKey;

use super::Signing;
use crate::account::passkey::ceremony::Answered;
use crate::application::supplement::is_after;
use crate::draft::record::{Record, canonical};
use crate::error::{Error, Result};
use crate::party::record as joint;

/// The format of a signed record as a file.
pub const FORMAT: &str = "zhangban.signed-record";

/// Somebody was there, and proved to the device that they are its owner (WebAuthn, authenticator data).
const THERE_AND_VERIFIED: u8 = 0x01 | 0x04;
/// Where the flags stand, behind the hash of the site.
const FLAGS: usize = 32;

/// A record with its signatures, as it is shown, downloaded and judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedRecord {
    /// [`FORMAT`].
    pub format: String,
    /// The number of the application.
    pub application: String,
    /// The record; its canonical form is what was hashed.
    pub record: Value,
    /// SHA-256 of that, hexadecimal.
    pub hash: String,
    /// Who signed, in the order in which they did.
    pub signatures: Vec<Signed>,
    /// What was mended since, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplements: Vec<Supplement>,
}

/// What was mended once of what was submitted, as whoever mended it signed it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supplement {
    /// What, old and new; it names the hash that it follows, and its canonical form is what was hashed.
    pub record: Value,
    /// SHA-256 of that, hexadecimal.
    pub hash: String,
    /// The one signature on it.
    pub signature: Signed,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signed {
    /// Name of whoever signed, as the household register confirmed it.
    pub name: String,
    /// Their account.
    pub citizen: String,
    /// As which of those who apply together (`father`, `shareholder~1`), who sign what stands in the record for them; none for
    /// whoever filed, who signs all of it.
    pub party: Option<String>,
    /// When, milliseconds UTC.
    pub at: i64,
    /// How.
    pub proof: Proof,
    /// The office's own seal over all of this and the hash: only it can make one.
    pub seal: String,
}

/// How somebody signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Proof {
    /// By a key on their own device (WebAuthn); bytes as base64url.
    Passkey {
        /// The key's name.
        credential_id: String,
        /// Its public half.
        public_key: Value,
        /// What the device says of itself.
        authenticator_data: String,
        /// What the browser says of the page; the challenge in it stands for the record's hash.
        client_data: String,
        /// Over both.
        signature: String,
    },
    /// By a code to their phone.
    Code {
        /// The number, in part.
        phone: String,
    },
}

impl Proof {
    /// What a device answered.
    pub(super) fn of_device(answered: &Answered) -> Self {
        let response = &answered.answer.response;
        Self::Passkey {
            credential_id: BASE64.encode(&answered.answer.raw_id),
            public_key: answered.public_key.clone(),
            authenticator_data: BASE64.encode(&response.authenticator_data),
            client_data: BASE64.encode(&response.client_data_json),
            signature: BASE64.encode(&response.signature),
        }
    }
}

/// What a device signs for a record: 32 bytes that stand for its hash, for this use alone.
#[must_use]
pub fn challenge(hash: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(b"zhangban signature 1\n");
    digest.update(hash.as_bytes());
    digest.finalize().into()
}

impl Signed {
    /// The signature under the office's seal.
    pub(super) fn seal(
        db: &impl Connection,
        (citizen, known): (&Citizen, &RealName),
        signing: &Signing<'_>,
        at: Moment,
        proof: Proof,
    ) -> Result<Self> {
        let unsealed = Self {
            name: known.name.clone(),
            citizen: citizen.id.to_string(),
            party: signing.seat().map(ToString::to_string),
            at: at.0,
            proof,
            seal: String::new(),
        };
        let seal = office_seal(db, &unsealed.text_to_seal(&signing.record.hash)?);
        Ok(Self { seal, ..unsealed })
    }

    /// As it was kept.
    ///
    /// # Errors
    /// When it is nothing of the kind.
    pub fn read(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| Error::Internal(Box::new(error)))
    }

    /// What the office's seal is over.
    fn text_to_seal(&self, hash: &str) -> Result<String> {
        canonical(&json!({
            "name": self.name,
            "citizen": self.citizen,
            "party": self.party,
            "at": self.at,
            "proof": self.proof,
            "hash": hash,
        }))
    }
}

/// The office's seal over a text: who has the database alone cannot make one.
pub fn office_seal(db: &impl Connection, text: &str) -> String {
    db.keys().find("signature", text)
}

/// Why a signed record does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// No such file.
    #[error("this is no signed record")]
    NotARecord,
    /// The record, or what was mended of it, is not what has the hash that stands beside it, or something before it is gone.
    #[error("the record was altered: its hash is not the one that was signed")]
    Altered,
    /// Nobody signed, or not who filed.
    #[error("nobody signed it")]
    Unsigned,
    /// Somebody who applied together with who filed did not sign.
    #[error("the signature of {0} is missing")]
    Missing(String),
    /// The device signed something else, or another device signed.
    #[error("the signature of {0} does not fit")]
    WrongSignature(String),
    /// The office never sealed this signature.
    #[error("the office's seal on the signature of {0} does not fit")]
    WrongSeal(String),
}

/// One signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Name of whoever signed.
    pub name: String,
    /// As which of those who apply together; none for whoever filed.
    pub party: Option<String>,
    /// Whether it is on what was mended later.
    pub is_later: bool,
    /// When.
    pub at: Moment,
    /// By a key on their own device.
    pub by_device: bool,
    /// It was not only found well-formed, but proved: by the device's key, or by the office's seal.
    pub is_proved: bool,
}

/// Judges a signed record. A device's key proves by itself that it signed; that the key is the citizen's, and that a code came to
/// their phone, the office's seal proves: `seal` makes it, where the office's keys are at hand.
///
/// # Errors
/// The first thing that does not hold.
pub fn verify(document: &SignedRecord, seal: Option<&dyn Fn(&str) -> String>) -> std::result::Result<Vec<Held>, Flaw> {
    let record = Record::of(&document.record).map_err(|_| Flaw::NotARecord)?;
    if document.format != FORMAT {
        return Err(Flaw::NotARecord);
    }
    if record.hash != document.hash {
        return Err(Flaw::Altered);
    }
    let joint = joint::of(&document.record);
    must_be_complete(document, joint)?;
    let joint = joint.map(Record::of).transpose().map_err(|_| Flaw::NotARecord)?;
    let mut held = Vec::new();
    for signed in &document.signatures {
        let of = match signed.party {
            Some(_) => joint.as_ref().ok_or(Flaw::NotARecord)?,
            None => &record,
        };
        held.push(judge(signed, &of.hash, seal)?);
    }
    let mut before = &document.hash;
    for supplement in &document.supplements {
        let record = Record::of(&supplement.record).map_err(|_| Flaw::NotARecord)?;
        if record.hash != supplement.hash || !is_after(&supplement.record, before) {
            return Err(Flaw::Altered);
        }
        let signed = judge(&supplement.signature, &record.hash, seal)?;
        held.push(Held {
            is_later: true,
            ..signed
        });
        before = &supplement.hash;
    }
    Ok(held)
}

/// Judges one signature on what has this hash.
fn judge(signed: &Signed, hash: &str, seal: Option<&dyn Fn(&str) -> String>) -> std::result::Result<Held, Flaw> {
    let by_device = matches!(signed.proof, Proof::Passkey { .. });
    if by_device && !fits(&signed.proof, hash) {
        return Err(Flaw::WrongSignature(signed.name.clone()));
    }
    if let Some(seal) = seal {
        let text = signed.text_to_seal(hash).map_err(|_| Flaw::NotARecord)?;
        if seal(&text) != signed.seal {
            return Err(Flaw::WrongSeal(signed.name.clone()));
        }
    }
    Ok(Held {
        name: signed.name.clone(),
        party: signed.party.clone(),
        is_later: false,
        at: Moment(signed.at),
        by_device,
        is_proved: by_device || seal.is_some(),
    })
}

/// Whether a file is what one of those who applied together was handed out: it does not tell whether the others signed.
#[must_use]
pub fn is_part(document: &SignedRecord) -> bool {
    joint::of(&document.record) == Some(&document.record)
}

/// Lets only pass what everybody signed who had to; what one of those who applied together was handed out for themselves holds their
/// own signature alone.
fn must_be_complete(document: &SignedRecord, joint: Option<&Value>) -> std::result::Result<(), Flaw> {
    let has = |party: Option<&str>| {
        document
            .signatures
            .iter()
            .any(|signed| signed.party.as_deref() == party)
    };
    if document.signatures.is_empty() {
        return Err(Flaw::Unsigned);
    }
    if is_part(document) {
        return Ok(());
    }
    if !has(None) {
        return Err(Flaw::Unsigned);
    }
    let mut parties = joint.into_iter().flat_map(joint::parties);
    match parties.find(|(seats, _)| !seats.iter().any(|seat| has(Some(seat)))) {
        Some((_, name)) => Err(Flaw::Missing(name.to_owned())),
        None => Ok(()),
    }
}

/// Whether a device signed this hash, with its owner before it (WebAuthn level 3, 7.2).
fn fits(proof: &Proof, hash: &str) -> bool {
    let Proof::Passkey {
        public_key,
        authenticator_data,
        client_data,
        signature,
        ..
    } = proof
    else {
        return false;
    };
    let bytes = |text: &String| BASE64.decode(text).ok();
    let (Some(data), Some(client), Some(signature)) = (bytes(authenticator_data), bytes(client_data), bytes(signature))
    else {
        return false;
    };
    let Ok(said) = serde_json::from_slice::<Value>(&client) else {
        return false;
    };
    let asked = BASE64.encode(challenge(hash));
    let is_asked = said.get("type").and_then(Value::as_str) == Some("webauthn.get")
        && said.get("challenge").and_then(Value::as_str) == Some(&asked);
    let is_seen = (data.get(FLAGS)).is_some_and(|flags| flags & THERE_AND_VERIFIED == THERE_AND_VERIFIED);
    let Ok(key) = serde_json::from_value::<COSEKey>(public_key.clone()) else {
        return false;
    };
    let over = [&data[..], &Sha256::digest(&client)].concat();
    is_asked && is_seen && key.verify_signature(&signature, &over).unwrap_or(false)
}
