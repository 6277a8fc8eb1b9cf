//! The sandbox's registers: what the city file says of its people, and every way a register can fail.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use content::city::City;
use data::Database;
use domain::id::RegisterId;
use domain::identity::IdNumber;
use domain::register::Outcome;

use super::{Entry, Registers};
use crate::context::Clock;
use crate::sandbox::{BEHAVIOUR, started};

/// How a register behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// It answers.
    Normal,
    /// It answers too late.
    Slow,
    /// It cannot be reached.
    Down,
    /// It has no record of anybody.
    Empty,
    /// It says other names than the others do.
    Contradictory,
}

impl Behaviour {
    /// Every behaviour with the word it is stored under.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Normal, "normal"),
        (Self::Slow, "slow"),
        (Self::Down, "down"),
        (Self::Empty, "empty"),
        (Self::Contradictory, "contradictory"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(behaviour, _)| *behaviour == self)
            .map_or("", |(_, word)| word)
    }

    /// The behaviour of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, stored)| *stored == word)
            .map(|(behaviour, _)| *behaviour)
    }
}

/// How long a slow register takes: longer than anybody waits.
const SLOW: Duration = Duration::from_secs(20);

/// The registers of the sandbox city.
pub struct SandboxRegisters {
    /// The city whose people they know.
    pub city: Arc<City>,
    /// Where it is written how they behave.
    pub db: Database,
    /// Today.
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Registers for SandboxRegisters {
    async fn open(&self, register: &RegisterId, id_number: &IdNumber) -> Result<Option<Entry>, Outcome> {
        let set = data::setting::find(self.db.read(), &format!("{BEHAVIOUR}{register}"))
            .await
            .map_err(|_| Outcome::Down)?;
        let behaviour = set
            .and_then(|word| Behaviour::from_word(&word))
            .unwrap_or(Behaviour::Normal);
        match behaviour {
            Behaviour::Down => return Err(Outcome::Down),
            Behaviour::Empty => return Ok(None),
            Behaviour::Slow => tokio::time::sleep(SLOW).await,
            Behaviour::Normal | Behaviour::Contradictory => {}
        }
        let today = self.clock.now().day();
        let started = started(&self.db, today).await.map_err(|_| Outcome::Down)?;
        let person = self.city.person_with(id_number);
        let Some(record) = person.and_then(|person| person.record(register, started)) else {
            return Ok(None);
        };
        let mut facts = record.facts;
        if behaviour == Behaviour::Contradictory {
            facts
                .iter_mut()
                .filter(|fact| fact.element.as_str() == "person.name")
                .for_each(|fact| fact.text.push('一'));
        }
        Ok(Some(Entry {
            as_of: record.as_of,
            says: facts
                .into_iter()
                .map(|fact| (fact.role, fact.element, fact.text))
                .collect(),
            asked_at: None,
        }))
    }
}
