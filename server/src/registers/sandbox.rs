//! The registers of the sandbox as a server of its own, for `zhangban sandbox-registers`: what it is asked must be signed, of this
//! minute, and new.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use content::city::City;
use data::Database;
use domain::id::RegisterId;
use domain::identity::IdNumber;
use moka::future::Cache;
use usecases::context::{Clock, SystemClock};
use usecases::register::Registers;
use usecases::register::sandbox::SandboxRegisters;

use super::{Answer, Key, NONCE, PATH, Question, SIGNATURE, TIMESTAMP};
use crate::config::outside;

/// How many seconds the clocks of both sides may be apart.
const APART: i64 = 60;
/// The longest question, bytes.
const LONGEST: usize = 4 * 1024;
/// How many nonces are remembered.
const NONCES: u64 = 100_000;

struct Desk {
    registers: SandboxRegisters,
    city: Arc<City>,
    key: Key,
    nonces: Cache<String, ()>,
}

/// The routes of the registers.
///
/// # Errors
/// When no key is set.
pub fn router(
    set: &outside::Registers,
    city: Arc<City>,
    db: Database,
    clock: Arc<dyn Clock>,
) -> anyhow::Result<Router> {
    let forgotten = Duration::from_secs(4 * APART.unsigned_abs());
    let desk = Desk {
        registers: SandboxRegisters {
            city: Arc::clone(&city),
            db,
            clock,
        },
        city,
        key: Key::of(set)?,
        nonces: Cache::builder().max_capacity(NONCES).time_to_live(forgotten).build(),
    };
    let routes = Router::new().route(PATH, post(open)).with_state(Arc::new(desk));
    Ok(routes.layer(DefaultBodyLimit::max(LONGEST)))
}

async fn open(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Bytes) -> Response {
    match desk.answer(&headers, &body).await {
        Ok(answer) => answer,
        Err(status) => status.into_response(),
    }
}

impl Desk {
    async fn answer(&self, headers: &HeaderMap, body: &[u8]) -> Result<Response, StatusCode> {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let signed = || Some((header(TIMESTAMP)?, header(NONCE)?, header(SIGNATURE)?));
        let (timestamp, nonce, signature) = signed().ok_or(StatusCode::UNAUTHORIZED)?;
        let expected = self.key.question(timestamp, nonce, body);
        let asked: i64 = timestamp.parse().map_err(|_| StatusCode::UNAUTHORIZED)?;
        let is_now = (SystemClock.now().0 / 1000).abs_diff(asked) <= APART.unsigned_abs();
        if !self.key.same(&expected, signature) || !is_now {
            return Err(StatusCode::UNAUTHORIZED);
        }
        // Only what was signed is remembered, so that nobody else fills the memory.
        let entry = self.nonces.entry(nonce.to_owned()).or_insert(()).await;
        if !entry.is_fresh() {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let question: Question = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
        let register: RegisterId = question.register.parse().map_err(|_| StatusCode::BAD_REQUEST)?;
        let id_number: IdNumber = question.id_number.parse().map_err(|_| StatusCode::BAD_REQUEST)?;
        self.city.register(&register).ok_or(StatusCode::NOT_FOUND)?;
        let record = self.registers.open(&register, &id_number).await;
        let record = record.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?.map(Into::into);
        let body = serde_json::to_vec(&Answer { record }).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let headers = [
            (header::CONTENT_TYPE.as_str(), "application/json".to_owned()),
            (header::CACHE_CONTROL.as_str(), "no-store".to_owned()),
            (SIGNATURE, self.key.answer(nonce, &body)),
        ];
        Ok((headers, body).into_response())
    }
}
