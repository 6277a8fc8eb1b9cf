//! Submissions and grants under way: which were sent and not yet answered when the server was killed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::process::network::Observer;

/// Everything under way.
#[derive(Debug)]
pub(crate) struct Flights {
    state: Mutex<State>,
    /// How many submissions left so far.
    departures: watch::Sender<usize>,
    /// How many grants left so far.
    grants: watch::Sender<usize>,
}

/// What is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deed {
    /// A citizen submits.
    Submit,
    /// An officer grants.
    Grant,
}

impl Deed {
    fn of(path: &str) -> Option<Self> {
        match path.rsplit('/').next() {
            Some("sign_by_device" | "submit_draft") => Some(Self::Submit),
            Some("decide_case") => Some(Self::Grant),
            _ => None,
        }
    }
}

#[derive(Debug, Default)]
struct State {
    /// Since when, for each person; and the kill that came meanwhile.
    under_way: BTreeMap<usize, (Instant, Option<usize>)>,
    /// The kills that cut at least one off, with what they cut off.
    hits: BTreeSet<(Deed, usize)>,
    /// How long the last answered submissions took.
    took: Vec<Duration>,
}

impl Flights {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::default(),
            departures: watch::Sender::new(0),
            grants: watch::Sender::new(0),
        })
    }

    /// The eyes on one client or officer.
    pub(crate) fn observe(self: &Arc<Self>, client: usize) -> Arc<dyn Observer> {
        Arc::new(Eyes {
            flights: Arc::clone(self),
            client,
        })
    }

    /// Wakes when the next of these has left.
    pub(crate) fn departures(&self, deed: Deed) -> watch::Receiver<usize> {
        self.departing(deed).subscribe()
    }

    fn departing(&self, deed: Deed) -> &watch::Sender<usize> {
        match deed {
            Deed::Submit => &self.departures,
            Deed::Grant => &self.grants,
        }
    }

    /// Kills while nobody can leave or arrive, so that it is certain what was under way.
    pub(crate) fn kill(&self, number: usize, kill: impl FnOnce()) {
        let mut state = self.lock();
        kill();
        for (_, doomed) in state.under_way.values_mut() {
            *doomed = doomed.or(Some(number));
        }
    }

    /// Wakes whoever waits for the next submission.
    pub(crate) fn wake(&self) {
        self.departures.send_modify(|departures| *departures += 1);
    }

    /// How many kills cut such a deed off, so that its answer never came.
    pub(crate) fn hits(&self, deed: Deed) -> usize {
        self.lock().hits.iter().filter(|(cut, _)| *cut == deed).count()
    }

    /// How long a submission takes here and now.
    pub(crate) fn usual(&self) -> Duration {
        let state = self.lock();
        let last = state.took.iter().rev().take(20).sum::<Duration>();
        last.checked_div(u32::try_from(state.took.len().min(20)).unwrap_or(1))
            .unwrap_or(Duration::from_millis(30))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Eyes {
    flights: Arc<Flights>,
    client: usize,
}

impl Observer for Eyes {
    fn sent(&self, path: &str) {
        if let Some(deed) = Deed::of(path) {
            self.flights
                .lock()
                .under_way
                .insert(self.client, (Instant::now(), None));
            self.flights.departing(deed).send_modify(|departures| *departures += 1);
        }
    }

    fn ended(&self, path: &str, answered: bool) {
        let Some(deed) = Deed::of(path) else { return };
        let mut state = self.flights.lock();
        match (state.under_way.remove(&self.client), answered) {
            (Some((_, Some(kill))), false) => {
                state.hits.insert((deed, kill));
            }
            (Some((since, None)), true) if deed == Deed::Submit => state.took.push(since.elapsed()),
            _ => {}
        }
    }
}
