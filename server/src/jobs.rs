//! What runs beside the requests: errands, looking for changes and new keys, keeping the search up, counting, forgetting what has expired.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use data::Connection;
use futures::FutureExt;
use tokio::task::JoinSet;
use usecases::application::remind;
use usecases::draft::{defer, expire};
use usecases::theme::{follow, search};
use usecases::{Context, arrival, outbox, retention};

use crate::live;
use crate::router::Shared;

/// How long an errand of another process, or one that failed, waits at the most.
const ROUND: Duration = Duration::from_secs(1);

/// How often is looked for what another process published: it is seen within a second.
const FOLLOW: Duration = Duration::from_millis(800);

/// How often what has expired is forgotten, new keys are looked for, and it is written down by which ways people came.
const FORGET: Duration = Duration::from_mins(1);

/// Starts all jobs; dropped, they end.
#[must_use]
pub fn start(shared: &Shared) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    let (office, watchers) = (shared.office.clone(), shared.watchers.clone());
    let (errands, forgetting, searching) = (office.clone(), office.clone(), office.clone());
    let (following, sealing, arriving) = (office.clone(), office.clone(), office.clone());
    jobs.spawn(kept_running(move || run_errands(errands.clone())));
    jobs.spawn(kept_running(move || forget(forgetting.clone())));
    jobs.spawn(kept_running(move || follow_themes(following.clone())));
    jobs.spawn(kept_running(move || look_for_keys(sealing.clone())));
    jobs.spawn(kept_running(move || keep_search_up(searching.clone())));
    jobs.spawn(kept_running(move || count_arrivals(arriving.clone())));
    jobs.spawn(kept_running(move || live::watch(office.clone(), watchers.clone())));
    jobs
}

/// Runs a job, and runs it anew should it panic: without its errands the office stands still.
async fn kept_running<F: Future<Output = ()>>(job: impl Fn() -> F) {
    while AssertUnwindSafe(job()).catch_unwind().await.is_err() {
        tracing::error!("a job panicked and is started anew");
        tokio::time::sleep(ROUND).await;
    }
}

async fn forget(office: Context) {
    let mut clock = tokio::time::interval(FORGET);
    loop {
        clock.tick().await;
        if let Err(error) = expire::warn(&office).await {
            tracing::warn!(%error, "citizens whose drafts end are not told at the moment");
        }
        if let Err(error) = remind::remind(&office).await {
            tracing::warn!(%error, "citizens who are to mend something are not reminded at the moment");
        }
        if let Err(error) = defer::remind(&office).await {
            tracing::warn!(%error, "citizens are not reminded of papers at the moment");
        }
        if let Err(error) = retention::forget_expired(&office).await {
            tracing::warn!(%error, "forms that nobody came back for are still there");
        }
    }
}

/// A new data key is known here before any process seals with it.
async fn look_for_keys(office: Context) {
    let mut clock = tokio::time::interval(FORGET);
    loop {
        clock.tick().await;
        let db = office.db.read();
        if let Err(error) = db.keys().reload(db, office.now()).await {
            tracing::error!(%error, "the keys of the database cannot be read anew");
        }
    }
}

/// By which ways people came is written down together: no page waits for it.
async fn count_arrivals(office: Context) {
    let mut clock = tokio::time::interval(FORGET);
    loop {
        clock.tick().await;
        if let Err(error) = arrival::write_down(&office).await {
            tracing::warn!(%error, "by which ways people come cannot be written down at the moment");
        }
    }
}

/// Public pages follow what another process publishes.
async fn follow_themes(office: Context) {
    let mut clock = tokio::time::interval(FOLLOW);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        if let Err(error) = follow::follow(&office).await {
            tracing::warn!(%error, "what other processes publish cannot be seen at the moment");
        }
    }
}

/// The index of the search follows what is published, here or by another process, and its counts are written down.
async fn keep_search_up(office: Context) {
    let mut clock = tokio::time::interval(ROUND);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        if let Err(error) = search::keep_up(&office).await {
            tracing::warn!(%error, "the search does not know the newest themes, or searches are not counted");
        }
    }
}

async fn run_errands(office: Context) {
    loop {
        if let Err(error) = outbox::run(&office).await {
            tracing::warn!(%error, "errands cannot be run at the moment");
        }
        let _ = tokio::time::timeout(ROUND, office.bell.notified()).await;
    }
}
