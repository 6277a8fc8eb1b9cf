//! Outside sources of facts behind one trait: each answers, or does not, and never stops anybody.

pub mod breaker;
pub mod sandbox;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::id::{ElementId, RegisterId};
use domain::identity::IdNumber;
use domain::moment::Moment;
use domain::register::Outcome;

/// What a record says: role, element, value.
pub type Sayings = Vec<(String, ElementId, String)>;

/// One record of a register.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The day it was recorded.
    pub as_of: NaiveDate,
    /// What it says of whom.
    pub says: Sayings,
    /// When it was asked, where that was a while ago and its answer is remembered.
    pub asked_at: Option<Moment>,
}

/// No register is connected: everything is typed by hand.
#[derive(Debug, Clone, Copy)]
pub struct NoRegisters;

#[async_trait]
impl Registers for NoRegisters {
    async fn open(&self, _: &RegisterId, _: &IdNumber) -> Result<Option<Entry>, Outcome> {
        Err(Outcome::Down)
    }
}

/// All registers.
#[async_trait]
pub trait Registers: Send + Sync {
    /// The record that this ID number opens; `Ok(None)` when there is none.
    ///
    /// # Errors
    /// [`Outcome::Down`] when the register cannot be reached. Whoever calls sets the time limit.
    async fn open(&self, register: &RegisterId, id_number: &IdNumber) -> Result<Option<Entry>, Outcome>;

    /// The same as it stands now, also where an answer of a while ago is remembered.
    ///
    /// # Errors
    /// As [`Self::open`].
    async fn open_anew(&self, register: &RegisterId, id_number: &IdNumber) -> Result<Option<Entry>, Outcome> {
        self.open(register, id_number).await
    }
}
