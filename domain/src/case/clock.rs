//! The clock of cases: how long it stands after a case was accepted, and by when everything of an application is done.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Case, CaseError, Outlook, Status, outlook};
use crate::calendar::Calendar;
use crate::id::ItemId;
use crate::theme::Theme;
use crate::theme::item::Item;

impl Case {
    /// The office accepts a case of this item. Where days must be over before it can be granted, the clock stands meanwhile, and the
    /// limit runs from their last one (行政许可法 art. 45).
    ///
    /// # Errors
    /// As [`Case::accept`].
    pub fn accept_as(&mut self, item: &Item, today: NaiveDate, calendar: &Calendar) -> Result<(), CaseError> {
        self.accept(item.limit.promised, today, calendar)?;
        if let Some(opens_on) = item.opens_on(today, calendar) {
            let last = opens_on.pred_opt().unwrap_or(opens_on);
            self.due = Some(calendar.last_day(last, item.limit.promised).max(opens_on));
        }
        Ok(())
    }
}

/// The day by which the last of these cases of one application is decided when every office takes all the days it has. None when all
/// are closed, and when nobody can say: an office is late, the citizen has something to mend, or a special procedure takes as long as
/// it takes.
#[must_use]
pub fn done_by(theme: &Theme, cases: &[Case], today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let mut ends: BTreeMap<&ItemId, NaiveDate> = BTreeMap::new();
    for (_, item) in theme.prerequisites_first() {
        let is_open = |case: &&Case| case.item == item.id && !case.status.is_closed();
        let Some(case) = cases.iter().find(is_open) else {
            continue;
        };
        let needed = || {
            cases
                .iter()
                .filter_map(|other| Some((item.wait_for(&other.item)?, other)))
        };
        if outlook(needed().map(|(wait, other)| (wait, other.status))) == Outlook::Lapses {
            return None;
        }
        let starts = needed().filter_map(|(_, other)| ends.get(&other.item)).max();
        let end = end(case, item, starts.copied().unwrap_or(today), today, calendar)?;
        ends.insert(&item.id, end);
    }
    ends.into_values().max()
}

/// The day by which an open case is decided that starts on this day, if it waits.
fn end(case: &Case, item: &Item, starts: NaiveDate, today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    if item.binding().count() < item.pauses.len() {
        return None;
    }
    let mut case = case.clone();
    if case.status == Status::Waiting {
        case.start(starts, calendar).ok()?;
    }
    let due = case.due.filter(|due| today <= *due)?;
    if case.status == Status::Received {
        case.accept_as(item, due, calendar).ok()?;
    }
    case.due
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;
    use crate::calendar::tests::{calendar, day};
    use crate::calendar::{DayKind, Term};
    use crate::case::tests::{decision, waiting};
    use crate::theme::item::Pause;
    use crate::theme::item::tests::item;
    use crate::theme::tests::theme;

    fn notice(is_binding: bool) -> Pause {
        Pause {
            name: "公示".into(),
            explain: String::new(),
            term: Some(Term {
                days: 20,
                kind: DayKind::Natural,
            }),
            is_binding,
            basis: None,
        }
    }

    fn received(item: &str) -> Case {
        let mut case = of(item);
        case.start(day("2026-09-14"), &calendar()).unwrap();
        case
    }

    fn of(item: &str) -> Case {
        Case {
            item: item.parse().unwrap(),
            ..waiting()
        }
    }

    #[test]
    fn days_that_must_be_over_stop_the_clock_and_nothing_is_granted_on_the_last_of_them() {
        let mut item = item("notice", &[]);
        let accepted_on = day("2026-09-18");
        item.pauses = vec![notice(false)];
        assert_eq!(item.opens_on(accepted_on, &calendar()), None);
        item.pauses = vec![notice(true)];
        assert_eq!(item.opens_on(accepted_on, &calendar()), Some(day("2026-10-09")));
        item.limit.promised.days = 2;
        let mut case = received("notice");
        case.accept_as(&item, accepted_on, &calendar()).unwrap();
        assert_eq!(case.due, Some(day("2026-10-10")), "a weekend day that is worked");
    }

    #[test]
    fn everything_is_done_when_the_last_of_what_waits_has_had_its_days() {
        let theme = Theme::try_from(theme(&[
            ("birth", &[]),
            ("household", &["birth"]),
            ("card", &["household"]),
        ]));
        let theme = theme.unwrap();
        let today = day("2026-09-14");
        let by = |cases: &[Case], today| done_by(&theme, cases, today, &calendar());
        let mut birth = received("birth");
        // Five working days to accept it, and one to decide.
        assert_eq!(birth.due, Some(day("2026-09-20")));
        assert_eq!(by(from_ref(&birth), today), Some(day("2026-09-21")));
        let all = |birth: &Case| [birth.clone(), of("household"), of("card")];
        // Six more for each that waits, over the holidays at the end of September and in October.
        assert_eq!(by(&all(&birth), today), Some(day("2026-10-14")));
        birth
            .accept(item("birth", &[]).limit.promised, today, &calendar())
            .unwrap();
        assert_eq!(by(from_ref(&birth), today), Some(day("2026-09-15")));
        birth.grant(decision()).unwrap();
        assert_eq!(by(from_ref(&birth), today), None, "nothing is open");
        assert_eq!(by(&[birth, received("household")], today), Some(day("2026-09-21")));
    }

    #[test]
    fn nothing_is_said_of_a_day_that_nobody_knows() {
        let with = |pauses: Vec<Pause>| {
            let mut theme = theme(&[("birth", &[]), ("card", &["birth"])]);
            theme.items[0].pauses = pauses;
            Theme::try_from(theme).unwrap()
        };
        let today = day("2026-09-14");
        let cases = [received("birth"), of("card")];
        let by = |theme: &Theme, cases: &[Case], today| done_by(theme, cases, today, &calendar());
        assert!(by(&with(vec![notice(true)]), &cases, today).is_some());
        assert_eq!(
            by(&with(vec![notice(false)]), &cases, today),
            None,
            "it takes as long as it takes"
        );
        let plain = with(vec![]);
        assert_eq!(by(&plain, &cases, day("2026-09-21")), None, "the office is late");
        let mut to_mend = cases.clone();
        to_mend[0].ask_for_correction(today).unwrap();
        assert_eq!(by(&plain, &to_mend, today), None, "it is the citizen's turn");
        let mut refused = cases;
        refused[0].refuse(decision()).unwrap();
        assert_eq!(by(&plain, &refused, today), None, "what waits never starts");
    }
}
