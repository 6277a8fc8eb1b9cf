//! What runs beside the requests: errands, looking for changes, forgetting what has expired.

use std::time::Duration;

use tokio::task::JoinSet;
use usecases::draft::park;
use usecases::{Context, outbox};

use crate::live;
use crate::router::Shared;

/// How long an errand of another process, or one that failed, waits at the most.
const ROUND: Duration = Duration::from_secs(1);

/// How often what has expired is forgotten.
const FORGET: Duration = Duration::from_mins(1);

/// Starts all jobs; dropped, they end.
#[must_use]
pub fn start(shared: &Shared) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(run_errands(shared.office.clone()));
    jobs.spawn(forget(shared.office.clone()));
    jobs.spawn(live::watch(shared.office.clone(), shared.watchers.clone()));
    jobs
}

async fn forget(office: Context) {
    let mut clock = tokio::time::interval(FORGET);
    loop {
        clock.tick().await;
        if let Err(error) = park::forget_expired(&office).await {
            tracing::warn!(%error, "forms that nobody came back for are still there");
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
