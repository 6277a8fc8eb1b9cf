//! By which clock all of an office lives, its commands and its registers too.

use std::sync::Arc;

use domain::moment::Moment;
use usecases::context::{Clock, SystemClock};

use super::Config;

/// Milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// By how many days a sandbox may be ahead: ten years, and no day is past what a calendar counts.
pub(super) const MOST_DAYS_AHEAD: u32 = 3_650;

impl Config {
    /// The clock of the machine; a sandbox is ahead of it by the days that are set.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(Ahead {
            by: i64::from(self.days_ahead) * DAY,
        })
    }
}

/// The clock of the machine, ahead by so many milliseconds.
#[derive(Debug, Clone, Copy)]
struct Ahead {
    by: i64,
}

impl Clock for Ahead {
    fn now(&self) -> Moment {
        SystemClock.now().plus(self.by)
    }
}
