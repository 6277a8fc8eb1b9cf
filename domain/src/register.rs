//! What an outside register (数据源) said, and how asking it went.

use chrono::NaiveDate;

use crate::answer::FieldId;
use crate::id::{RegisterId, SubjectId};

/// One record that was asked for: which register, opened with whose ID number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// Which register.
    pub register: RegisterId,
    /// The subject whose ID number opened it.
    pub of: SubjectId,
}

/// One thing a register said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The record it stands in.
    pub record: Record,
    /// About whom, which element.
    pub field: FieldId,
    /// The value as the register holds it.
    pub text: String,
    /// The day the register recorded it.
    pub as_of: NaiveDate,
}

/// How asking a register went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It answered.
    Found,
    /// It answered that it has no record.
    Empty,
    /// It did not answer in time.
    Slow,
    /// It could not be reached.
    Down,
}

impl Outcome {
    /// Every outcome with the word it is stored under.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Found, "found"),
        (Self::Empty, "empty"),
        (Self::Slow, "slow"),
        (Self::Down, "down"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(outcome, _)| *outcome == self)
            .map_or("", |(_, word)| word)
    }

    /// The outcome of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, stored)| *stored == word)
            .map(|(outcome, _)| *outcome)
    }
}
