//! Instants: milliseconds since 1970 UTC, read at the one offset of the country, +08:00.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

/// A point in time, milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

const OFFSET: TimeDelta = TimeDelta::hours(8);

impl Moment {
    /// Date and time at +08:00.
    #[must_use]
    pub fn local(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default().naive_utc() + OFFSET
    }

    /// The day at +08:00, on which legal days begin and end.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.local().date()
    }

    /// When a day begins at +08:00.
    #[must_use]
    pub fn start_of(day: NaiveDate) -> Self {
        let midnight = day.and_time(chrono::NaiveTime::MIN) - OFFSET;
        Self(midnight.and_utc().timestamp_millis())
    }

    /// So many milliseconds later, or earlier when negative.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_midnight_in_beijing() {
        let before = Moment(1_795_363_199_999);
        assert_eq!(before.local().to_string(), "2026-11-22 23:59:59.999");
        assert_eq!(before.plus(1).day().to_string(), "2026-11-23");
        assert_eq!(Moment::start_of(before.plus(1).day()), before.plus(1));
    }
}
