//! Pages that watch an application: one look into the database a second serves them all, whichever process changed it.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::visit::Visit;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::ApplicationId;
use futures::StreamExt;
use futures::stream::once;
use serde::Deserialize;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use usecases::Context;
use usecases::application::watch::{begin, revisions};

use crate::router::Shared;

/// How often the database is looked into: a change appears within two of these.
const EVERY: Duration = Duration::from_millis(800);

/// How soon a browser that was cut off comes back, milliseconds; by chance up to as much again later, so that not everybody does
/// at once.
const BACK: u64 = 2_000;

/// How many applications one query looks at.
const AT_ONCE: usize = 500;

/// Who watches what.
#[derive(Debug, Default)]
pub struct Watchers {
    revisions: Mutex<HashMap<ApplicationId, watch::Sender<i32>>>,
}

impl Watchers {
    /// The application's revision from now on.
    fn subscribe(&self, id: &ApplicationId, revision: i32) -> watch::Receiver<i32> {
        let mut watched = self.revisions.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = watched
            .entry(id.clone())
            .or_insert_with(|| watch::Sender::new(revision));
        sender.send_if_modified(|known| revision > std::mem::replace(known, revision.max(*known)));
        sender.subscribe()
    }

    /// What is watched; what nobody watches any more is forgotten.
    fn watched(&self) -> Vec<ApplicationId> {
        let mut watched = self.revisions.lock().unwrap_or_else(PoisonError::into_inner);
        watched.retain(|_, sender| sender.receiver_count() > 0);
        watched.keys().cloned().collect()
    }

    fn tell(&self, now: &HashMap<String, i32>) {
        let watched = self.revisions.lock().unwrap_or_else(PoisonError::into_inner);
        for (id, sender) in watched.iter() {
            if let Some(revision) = now.get(id.as_str()) {
                sender.send_if_modified(|known| std::mem::replace(known, *revision) != *revision);
            }
        }
    }

    /// Ends every watch, so that the server can stop.
    pub(crate) fn close(&self) {
        self.revisions.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// What the page already shows.
#[derive(Debug, Deserialize)]
pub(crate) struct Shown {
    #[serde(default)]
    after: i32,
}

/// Tells a page when its application changed since the revision that it shows, also when that was before it asked.
pub(crate) async fn events(
    State(shared): State<Shared>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let id: ApplicationId = id.parse()?;
        let revision = begin(&shared.office, &visit.asker, &id).await?;
        Ok((id, revision))
    };
    let (id, revision) = match found.await {
        Ok(found) => found,
        Err(error) => return Redirect::to(&app::problem_path(&error, &visit.trace)).into_response(),
    };
    // A browser that was cut off says what it heard last.
    let heard = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.parse().ok());
    let known = heard.unwrap_or(shown.after);
    let revisions = WatchStream::new(shared.watchers.subscribe(&id, revision));
    let changes = revisions.filter(move |revision| std::future::ready(*revision > known));
    let event = |revision: i32| {
        Event::default()
            .event("changed")
            .id(revision.to_string())
            .data(revision.to_string())
    };
    let mut chance = [0; 2];
    shared.office.dice.roll(&mut chance);
    let later = BACK * u64::from(u16::from_be_bytes(chance)) / u64::from(u16::MAX);
    let back = Event::default().retry(Duration::from_millis(BACK + later));
    let events = once(std::future::ready(back)).chain(changes.map(event));
    let events = events.map(Ok::<_, Infallible>);
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// Looks for changes as long as the server runs.
pub(crate) async fn watch(office: Context, watchers: Arc<Watchers>) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        for watched in watchers.watched().chunks(AT_ONCE) {
            match revisions(&office, watched).await {
                Ok(now) => watchers.tell(&now),
                Err(error) => tracing::warn!(%error, "changes cannot be seen at the moment"),
            }
        }
    }
}
