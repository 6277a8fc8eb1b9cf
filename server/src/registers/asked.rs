//! Registers over HTTP: signed, not waited for long, left alone while they fail, and remembered for a while.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use domain::id::RegisterId;
use domain::identity::IdNumber;
use domain::register::Outcome;
use http::StatusCode;
use moka::future::Cache;
use reqwest::{Client, Response, header};
use sha2::{Digest, Sha256};
use usecases::context::{Clock, Dice, SystemClock, SystemDice};
use usecases::register::breaker::Breaker;
use usecases::register::{Entry, Registers};
use usecases::token::hex;

use super::{Answer, Key, LONGEST, NONCE, PATH, Question, SIGNATURE, TIMESTAMP, name};
use crate::config::outside;
use crate::outside::at_most;

/// How many answers are remembered.
const REMEMBERED: u64 = 10_000;

/// Registers behind one address.
pub(crate) struct HttpRegisters {
    url: String,
    key: Key,
    http: Client,
    wait: Duration,
    /// For how long an answer may be used again, milliseconds.
    age: i64,
    clock: Arc<dyn Clock>,
    breakers: Mutex<BTreeMap<RegisterId, Breaker>>,
    remembered: Cache<[u8; 32], Entry>,
}

impl HttpRegisters {
    pub(crate) fn new(set: &outside::Registers, http: Client, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let age = Duration::from_secs(set.remember);
        Ok(Self {
            url: format!("{}{PATH}", set.url.trim_end_matches('/')),
            key: Key::of(set)?,
            http,
            wait: Duration::from_millis(set.wait),
            age: i64::try_from(age.as_millis())?,
            clock,
            breakers: Mutex::default(),
            remembered: Cache::builder().max_capacity(REMEMBERED).time_to_live(age).build(),
        })
    }

    /// Whether a register may be asked now; counted as failed until it has answered, also when nobody waits any longer.
    fn begin(&self, register: &RegisterId) -> Option<Begun<'_>> {
        let now = self.clock.now();
        let mut breakers = self.breakers.lock().unwrap_or_else(PoisonError::into_inner);
        let lets_ask = breakers.entry(register.clone()).or_default().lets_ask(now);
        lets_ask.then(|| Begun {
            registers: self,
            register: register.clone(),
            has_answered: false,
        })
    }

    async fn ask(&self, register: &RegisterId, id_number: &IdNumber) -> Result<Option<Entry>, Outcome> {
        let Some(begun) = self.begin(register) else {
            return Err(Outcome::Down);
        };
        let nonce = nonce();
        let question = Question {
            register: register.to_string(),
            id_number: id_number.as_str().to_owned(),
        };
        let body = serde_json::to_vec(&question).map_err(|_| Outcome::Down)?;
        // The time of the machine, not of a sandbox: both sides must have the same.
        let timestamp = (SystemClock.now().0 / 1000).to_string();
        let request = self
            .http
            .post(&self.url)
            .timeout(self.wait)
            .header(header::CONTENT_TYPE, "application/json")
            .header(SIGNATURE, self.key.question(&timestamp, &nonce, &body))
            .header(TIMESTAMP, timestamp)
            .header(NONCE, &nonce)
            .body(body);
        let answered = request.send().await.map_err(|error| silent(register, error))?;
        let entry = self.read(register, &nonce, answered).await?;
        begun.answered();
        Ok(entry)
    }

    /// The record in an answer that is signed, whole and makes sense.
    async fn read(&self, register: &RegisterId, nonce: &str, answered: Response) -> Result<Option<Entry>, Outcome> {
        let refused = |why: &str| {
            tracing::warn!(register = name(register), why, "a register gives no answer that counts");
            Outcome::Down
        };
        if answered.status() != StatusCode::OK {
            return Err(refused(answered.status().as_str()));
        }
        let signature = answered.headers().get(SIGNATURE).and_then(|value| value.to_str().ok());
        let signature = signature.ok_or_else(|| refused("it is not signed"))?.to_owned();
        let body = at_most(answered, LONGEST)
            .await
            .map_err(|error| refused(&error.kind().to_string()))?;
        if !self.key.same(&signature, &self.key.answer(nonce, &body)) {
            return Err(refused("the signature does not fit"));
        }
        let answer: Answer = serde_json::from_slice(&body).map_err(|_| refused("it cannot be read"))?;
        match answer.record {
            None => Ok(None),
            Some(said) => Ok(Some(said.entry().ok_or_else(|| refused("it makes no sense"))?)),
        }
    }

    /// Where an answer is remembered: whom it is about cannot be read from it.
    fn place(&self, register: &RegisterId, id_number: &IdNumber) -> [u8; 32] {
        let place = self.key.answer(register.as_str(), id_number.as_str().as_bytes());
        Sha256::digest(place).into()
    }
}

#[async_trait]
impl Registers for HttpRegisters {
    async fn open(&self, register: &RegisterId, id_number: &IdNumber) -> Result<Option<Entry>, Outcome> {
        let known = self.remembered.get(&self.place(register, id_number)).await;
        let is_young = |entry: &Entry| {
            let asked = entry.asked_at.map(|at| at.plus(self.age));
            asked.is_some_and(|until| self.clock.now() < until)
        };
        match known.filter(is_young) {
            Some(entry) => Ok(Some(entry)),
            None => self.open_anew(register, id_number).await,
        }
    }

    async fn open_anew(&self, register: &RegisterId, id_number: &IdNumber) -> Result<Option<Entry>, Outcome> {
        let place = self.place(register, id_number);
        let entry = self.ask(register, id_number).await?;
        match &entry {
            Some(entry) => {
                let asked_at = Some(self.clock.now());
                let remembered = Entry {
                    asked_at,
                    ..entry.clone()
                };
                self.remembered.insert(place, remembered).await;
            }
            // Whoever is recorded in a minute is found in a minute.
            None => self.remembered.invalidate(&place).await,
        }
        Ok(entry)
    }
}

/// A question that is under way.
struct Begun<'a> {
    registers: &'a HttpRegisters,
    register: RegisterId,
    has_answered: bool,
}

impl Begun<'_> {
    fn answered(mut self) {
        self.has_answered = true;
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        let now = self.registers.clock.now();
        let mut breakers = self.registers.breakers.lock().unwrap_or_else(PoisonError::into_inner);
        let breaker = breakers.entry(self.register.clone()).or_default();
        if self.has_answered {
            breaker.answered();
        } else {
            breaker.failed(now);
        }
    }
}

fn silent(register: &RegisterId, error: reqwest::Error) -> Outcome {
    let outcome = if error.is_timeout() {
        Outcome::Slow
    } else {
        Outcome::Down
    };
    let error = error.without_url();
    tracing::warn!(register = name(register), %error, "a register does not answer");
    outcome
}

fn nonce() -> String {
    let mut bytes = [0; 16];
    SystemDice.roll(&mut bytes);
    hex(&bytes)
}
