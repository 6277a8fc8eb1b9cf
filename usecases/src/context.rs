//! Everything an operation needs from outside: database, clock, chance, registers, files. Nothing reaches for globals.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use content::city::City;
use data::Database;
use domain::calendar::Calendar;
use domain::moment::Moment;
use object_store::ObjectStore;
use tokio::sync::Notify;

use crate::account::outside::{Exchange, IdentityProvider, Means};
use crate::account::passkey::RelyingParty;
use crate::application::submit::intake::Intake;
use crate::arrival::Arrivals;
use crate::message::Messenger;
use crate::register::Registers;
use crate::theme::Themes;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Moment;
}

/// Where chance comes from.
pub trait Dice: Send + Sync {
    /// Fills the bytes with chance that nobody can foresee.
    fn roll(&self, bytes: &mut [u8]);
}

/// Whether this is a city to try things in, or a real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Synthetic people, registers and sign-in.
    Sandbox,
    /// Real people: nothing of the sandbox exists.
    Production,
}

/// How much and how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Files of one material.
    pub files_per_material: usize,
    /// How long a register is waited for.
    pub register_wait: Duration,
    /// The same just before submitting: whoever submits has waited long enough.
    pub recheck_wait: Duration,
    /// How long a session lasts, milliseconds.
    pub session: i64,
    /// How long a session lasts that nobody uses, milliseconds.
    pub idle: i64,
    /// How long a form without a session is kept, milliseconds.
    pub parked: i64,
    /// How long a session that saw a living person counts as one (level 3), milliseconds.
    pub live: i64,
    /// For how many days open drafts may go on with a version that another one follows.
    pub overlap_days: u64,
    /// How long no code that came to a number was entered before the number may be somebody else's, milliseconds.
    pub unused: i64,
}

impl Default for Limits {
    fn default() -> Self {
        const MINUTE: i64 = 60_000;
        Self {
            file_bytes: 20 * 1024 * 1024,
            files_per_material: 10,
            register_wait: Duration::from_secs(3),
            recheck_wait: Duration::from_millis(1500),
            session: 12 * 60 * MINUTE,
            idle: 2 * 60 * MINUTE,
            parked: 30 * MINUTE,
            live: 15 * MINUTE,
            overlap_days: 30,
            unused: 90 * 24 * 60 * MINUTE,
        }
    }
}

/// What operations work with.
#[derive(Clone)]
pub struct Context {
    /// The records.
    pub db: Database,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance, for ids and tokens.
    pub dice: Arc<dyn Dice>,
    /// Outside sources of facts.
    pub registers: Arc<dyn Registers>,
    /// Carries codes to phones; without it nobody signs in by their number.
    pub messenger: Option<Arc<dyn Messenger>>,
    /// Judges what people's own devices answer; without it there are no passkeys.
    pub passkeys: Option<Arc<RelyingParty>>,
    /// Who vouches for people; without it nobody signs in so.
    pub identity: Option<Arc<dyn IdentityProvider>>,
    /// The apps that hold our pages and know who uses them.
    pub containers: BTreeMap<Means, Arc<dyn Exchange>>,
    /// The content of files.
    pub store: Arc<dyn ObjectStore>,
    /// Departments, offices and, in the sandbox, people.
    pub city: Arc<City>,
    /// The county whose editions of themes are asked for, by division code; the themes themselves without it.
    pub region: Option<String>,
    /// The request this is done for, as the log knows it; empty outside of one.
    pub trace: String,
    /// Working days.
    pub calendar: Arc<Calendar>,
    /// Published themes, parsed once.
    pub themes: Arc<Themes>,
    /// Sandbox or production.
    pub mode: Mode,
    /// How much and how long.
    pub limits: Limits,
    /// Rung when an errand was written, so that it is run at once.
    pub bell: Arc<Notify>,
    /// Submissions on their way to the disk.
    pub intake: Arc<Intake>,
    /// Who came by which way, until it is written down.
    pub arrivals: Arc<Arrivals>,
    /// Held while a file that was handed in is judged: one at a time, whatever is handed in.
    pub judging: Arc<tokio::sync::Mutex<()>>,
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

impl Context {
    /// Now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Today, as legal days are counted.
    #[must_use]
    pub fn today(&self) -> chrono::NaiveDate {
        self.now().day()
    }

    /// A new id: ordered by time, so that indexes grow at one end, with 74 bits of chance.
    #[must_use]
    pub fn new_id(&self) -> String {
        let mut chance = [0; 10];
        self.dice.roll(&mut chance);
        let millis = u64::try_from(self.now().0).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &chance)
            .into_uuid()
            .to_string()
    }
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the time of the machine is read"
    )]
    fn now(&self) -> Moment {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The chance of the operating system.
#[derive(Debug, Clone, Copy)]
pub struct SystemDice;

impl Dice for SystemDice {
    #[expect(
        clippy::disallowed_methods,
        clippy::expect_used,
        reason = "the one place; without chance no token is safe, and going on would be worse"
    )]
    fn roll(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::{submit::submit, track::track, withdraw::withdraw};
    use crate::casework::{accept::accept, list, read::read};
    use crate::draft::{consult, start};
    use crate::office::{MOTHER, NEWBORN, TestOffice, id};
    use crate::outbox;

    /// Whoever holds a transaction and waits for a second connection waits for ever when everyone does.
    #[tokio::test]
    async fn one_connection_is_enough_for_everything_also_right_after_a_restart() {
        for mut office in TestOffice::each().await {
            office.ctx.db = office.database.open(1).await;
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            office.answer_plan(&mother, NEWBORN, &MOTHER).await;
            let draft = start::start(&office.restarted(), &mother, &id(NEWBORN)).await.unwrap();
            consult::consent(&office.restarted(), &mother, &draft, domain::draft::Consent::Given)
                .await
                .unwrap();
            office.ctx.themes = Arc::default();
            office
                .save(&mother, &draft, "child", &[("child/person.name", "林知夏")])
                .await
                .unwrap();
            office.complete(&mother, &draft).await;
            office.sign(&mother, &draft).await.unwrap();
            let application = submit(&office.restarted(), &mother, &draft).await.unwrap();
            outbox::run(&office.restarted()).await.unwrap();
            let case = office.case(&application, "vaccination_booklet").await.id;
            accept(&office.restarted(), &officer, &case).await.unwrap();
            read(&office.restarted(), &officer, &case).await.unwrap();
            list::list(&office.restarted(), &officer, list::Pile::New, 0)
                .await
                .unwrap();
            office.grant(&officer, &application, "birth_certificate").await;
            assert_eq!(outbox::run(&office.restarted()).await.unwrap(), 2);
            track(&office.restarted(), &mother, &application).await.unwrap();
            withdraw(&office.restarted(), &mother, &application).await.unwrap();
        }
    }

    #[tokio::test]
    async fn ids_grow_with_time_and_are_never_the_same() {
        for office in TestOffice::each().await {
            let mut ids = Vec::new();
            for _ in 0..50 {
                ids.push(office.ctx.new_id());
                office.advance(1);
            }
            assert!(ids.is_sorted());
            let same_moment: std::collections::BTreeSet<_> = (0..50).map(|_| office.ctx.new_id()).collect();
            assert_eq!(same_moment.len(), 50);
        }
    }

    #[test]
    fn the_machine_has_a_clock_and_chance() {
        let mut bytes = [0; 32];
        SystemDice.roll(&mut bytes);
        assert_ne!(bytes, [0; 32]);
        assert!(SystemClock.now().0 > 1_700_000_000_000);
    }
}
