//! A deferral (容缺): a paper that follows later, by when it must come, and whether it came.

use chrono::NaiveDate;

use crate::calendar::{Calendar, Term};
use crate::id::{DraftId, MaterialId};
use crate::moment::Moment;

/// How many working days before its last day a citizen is reminded.
pub const REMINDED: u32 = 3;

/// A paper that is deferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferral {
    /// The draft whose paper it is.
    pub draft: DraftId,
    /// Which paper.
    pub material: MaterialId,
    /// When it was deferred.
    pub deferred_at: Moment,
    /// The day by which it must come; none until an office that needs it has accepted.
    pub due: Option<NaiveDate>,
    /// When it came.
    pub came_at: Option<Moment>,
    /// When its citizen was reminded.
    pub reminded_at: Option<Moment>,
    /// When the officers were told that it did not come.
    pub missed_at: Option<Moment>,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Deferred; no office has accepted yet.
    Deferred,
    /// Owed by this day.
    Owed(NaiveDate),
    /// It should have been there by this day.
    Late(NaiveDate),
    /// It came.
    Came(Moment),
}

impl Deferral {
    /// A deferral made now.
    #[must_use]
    pub fn new(draft: DraftId, material: MaterialId, now: Moment) -> Self {
        Self {
            draft,
            material,
            deferred_at: now,
            due: None,
            came_at: None,
            reminded_at: None,
            missed_at: None,
        }
    }

    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        match (self.came_at, self.due) {
            (Some(at), _) => Standing::Came(at),
            (None, None) => Standing::Deferred,
            (None, Some(due)) if due < today => Standing::Late(due),
            (None, Some(due)) => Standing::Owed(due),
        }
    }

    /// An office that needs it accepts: from the first one on the days count. Whether that changes anything.
    pub fn accept(&mut self, term: Term, today: NaiveDate, calendar: &Calendar) -> bool {
        let is_first = self.due.is_none();
        if is_first {
            self.due = Some(calendar.last_day(today, term));
        }
        is_first
    }

    /// Whether its citizen is to be reminded on a day: once, a few working days before the last one.
    #[must_use]
    pub fn is_to_remind(&self, today: NaiveDate, calendar: &Calendar) -> bool {
        let is_near = |due| calendar.workdays_between(today, due) <= REMINDED;
        self.reminded_at.is_none() && matches!(self.standing(today), Standing::Owed(due) if is_near(due))
    }

    /// Whether the officers are to be told on a day that it did not come: once.
    #[must_use]
    pub fn is_missed(&self, today: NaiveDate) -> bool {
        self.missed_at.is_none() && matches!(self.standing(today), Standing::Late(_))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::DayKind;
    use crate::calendar::tests::{calendar, day};

    fn deferred() -> Deferral {
        Deferral::new("d1".parse().unwrap(), "paper".parse().unwrap(), Moment(0))
    }

    fn working(days: u32) -> Term {
        Term {
            days,
            kind: DayKind::Working,
        }
    }

    #[test]
    fn its_days_count_from_the_first_office_that_accepts() {
        let mut deferral = deferred();
        assert_eq!(deferral.standing(day("2026-11-20")), Standing::Deferred);
        assert!(deferral.accept(working(10), day("2026-11-20"), &calendar()));
        assert_eq!(deferral.due, Some(day("2026-12-04")));
        assert!(!deferral.accept(working(10), day("2026-11-30"), &calendar()));
        assert_eq!(deferral.standing(day("2026-12-04")), Standing::Owed(day("2026-12-04")));
        assert_eq!(deferral.standing(day("2026-12-05")), Standing::Late(day("2026-12-04")));
        deferral.came_at = Some(Moment(1));
        assert_eq!(deferral.standing(day("2026-12-05")), Standing::Came(Moment(1)));
    }

    #[test]
    fn one_is_reminded_once_three_working_days_before() {
        let mut deferral = deferred();
        assert!(
            !deferral.is_to_remind(day("2026-11-20"), &calendar()),
            "nothing is owed yet"
        );
        deferral.accept(working(10), day("2026-11-20"), &calendar());
        assert!(!deferral.is_to_remind(day("2026-11-30"), &calendar()));
        assert!(deferral.is_to_remind(day("2026-12-01"), &calendar()));
        deferral.reminded_at = Some(Moment(1));
        assert!(!deferral.is_to_remind(day("2026-12-01"), &calendar()));
    }

    proptest! {
        #[test]
        fn nothing_is_missed_while_it_can_still_come_in_time(days in 0_u32..60, later in 0_i64..120) {
            let mut deferral = deferred();
            deferral.accept(working(days), day("2026-11-20"), &calendar());
            let today = day("2026-11-20") + chrono::TimeDelta::days(later);
            let due = deferral.due.unwrap();
            prop_assert_eq!(deferral.is_missed(today), today > due);
            prop_assert!(!(deferral.is_missed(today) && deferral.is_to_remind(today, &calendar())));
            deferral.came_at = Some(Moment(1));
            prop_assert!(!deferral.is_missed(today) && !deferral.is_to_remind(today, &calendar()));
        }
    }
}
