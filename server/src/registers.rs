//! The protocol between us and registers (docs/registers.md): one signed question, one signed answer.
//!
//! - `signature`: what is signed, and how it is verified
//! - `asked`: the client's side, behind [`usecases::register::Registers`]
//! - `sandbox`: the server's side, over the registers of the sandbox

mod asked;
pub mod sandbox;
mod signature;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::id::{ElementId, RegisterId};
use serde::{Deserialize, Serialize};
use usecases::register::Entry;

pub(crate) use asked::HttpRegisters;
pub(crate) use signature::Key;

/// When the question was asked, in seconds since 1970.
const TIMESTAMP: &str = "x-zhangban-timestamp";
/// 128 bits of chance in hexadecimal: no question counts twice, and an answer belongs to one question.
const NONCE: &str = "x-zhangban-nonce";
/// HMAC-SHA256 in hexadecimal.
const SIGNATURE: &str = "x-zhangban-signature";

/// Where records are asked for, beneath the address of the registers.
const PATH: &str = "/records";
/// The longest answer that is read, bytes.
const LONGEST: usize = 64 * 1024;
/// The longest text of one fact, characters.
const LONGEST_TEXT: usize = 2_000;

/// Which record is asked for.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    /// Which register.
    register: String,
    /// The ID number that opens it.
    id_number: String,
}

/// What is answered.
#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    /// The record; none when nobody has this number there.
    record: Option<Said>,
}

/// A record.
#[derive(Debug, Serialize, Deserialize)]
struct Said {
    /// The day it was recorded.
    as_of: NaiveDate,
    /// By role and element.
    says: BTreeMap<String, BTreeMap<String, String>>,
}

impl From<Entry> for Said {
    fn from(entry: Entry) -> Self {
        let mut says: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (role, element, text) in entry.says {
            says.entry(role).or_default().insert(element.to_string(), text);
        }
        Self {
            as_of: entry.as_of,
            says,
        }
    }
}

impl Said {
    /// The record, unless an element is no element or a text longer than any answer.
    fn entry(self) -> Option<Entry> {
        let mut says = Vec::new();
        for (role, facts) in self.says {
            for (element, text) in facts {
                let element: ElementId = element.parse().ok()?;
                if text.chars().count() > LONGEST_TEXT {
                    return None;
                }
                says.push((role.clone(), element, text));
            }
        }
        Some(Entry {
            as_of: self.as_of,
            says,
            asked_at: None,
        })
    }
}

/// What the log may say of a register: its name, never whom it was asked about.
fn name(register: &RegisterId) -> &str {
    register.as_str()
}
