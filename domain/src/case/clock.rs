//! The clock of cases: by when an office decides what it accepted, and by when everything of an application is done.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Case, CaseError, Outlook, Status, outlook};
use crate::calendar::Calendar;
use crate::id::ItemId;
use crate::theme::Theme;
use crate::theme::item::Item;

impl Case {
    /// The office accepts a case of this item, and has its days from here. When it is late, its limit runs from the day the case was
    /// received (行政许可法 art. 32), though the days that must be over before it grants still have to run.
    ///
    /// # Errors
    /// When it was not just received.
    pub fn accept(&mut self, item: &Item, today: NaiveDate, calendar: &Calendar) -> Result<(), CaseError> {
        self.step(&[Status::Received], Status::Accepted)?;
        let is_late = self.due.is_some_and(|due| today > due);
        self.due = match self.received_on.filter(|_| is_late) {
            Some(from) => Some(calendar.last_day(from, item.limit.promised)).max(item.opens_on(today, calendar)),
            None => Some(item.decided_by(today, calendar)),
        };
        Ok(())
    }
}

/// The day by which the last of these cases of one application is decided when every office takes all the days it has. None when all
/// are closed, and when nobody can say: an office is late, the citizen has something to mend, or a special procedure takes as long as
/// it takes.
#[must_use]
pub fn done_by(theme: &Theme, cases: &[Case], today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let ends = ends(theme, cases, today, calendar);
    let open = cases.iter().filter(|case| !case.status.is_closed());
    let days: Option<Vec<_>> = open.map(|case| ends.get(&case.item).copied()).collect();
    days?.into_iter().max()
}

/// The day by which each open case of one application is decided, by its item, when every office takes all the days it has; without
/// those of which nobody can say, and those that wait for them.
#[must_use]
pub fn ends<'a>(
    theme: &'a Theme,
    cases: &[Case],
    today: NaiveDate,
    calendar: &Calendar,
) -> BTreeMap<&'a ItemId, NaiveDate> {
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
            continue;
        }
        let mut open = needed().filter(|(_, other)| !other.status.is_closed());
        let starts = open.try_fold(today, |starts, (_, other)| Some(starts.max(*ends.get(&other.item)?)));
        let end = starts.and_then(|starts| end(case, item, starts, today, calendar));
        ends.extend(end.map(|end| (&item.id, end)));
    }
    ends
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
        case.accept(item, due, calendar).ok()?;
    }
    case.due
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;
    use crate::answer::Answers;
    use crate::calendar::tests::{calendar, day};
    use crate::case::tests::{decision, waiting};
    use crate::plan::{Plan, Situation};
    use crate::theme::item::Pause;
    use crate::theme::item::tests::{item, notice};
    use crate::theme::tests::theme;

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
    fn an_office_that_is_late_to_accept_gains_nothing() {
        let mut item = item("household", &[]);
        item.limit.promised.days = 3;
        let accepted_on = |item: &Item, today: &str| {
            let mut case = received("household");
            assert_eq!(
                (case.received_on, case.due),
                (Some(day("2026-09-14")), Some(day("2026-09-20")))
            );
            case.accept(item, day(today), &calendar()).unwrap();
            case.due
        };
        let (last, late) = ("2026-09-20", "2026-09-21");
        assert_eq!(accepted_on(&item, last), Some(day("2026-09-23")), "on the last day");
        assert_eq!(accepted_on(&item, late), Some(day("2026-09-17")), "a day too late");
        item.pauses = vec![notice(20, true)];
        assert_eq!(accepted_on(&item, last), Some(day("2026-10-14")), "behind the notice");
        assert_eq!(
            accepted_on(&item, late),
            Some(day("2026-10-13")),
            "as soon as it is over"
        );
    }

    #[test]
    fn days_that_must_be_over_stop_the_clock_and_nothing_is_granted_on_the_last_of_them() {
        let mut item = item("notice", &[]);
        let accepted_on = day("2026-09-18");
        item.pauses = vec![notice(20, false)];
        assert_eq!(item.opens_on(accepted_on, &calendar()), None);
        item.pauses = vec![notice(20, true)];
        assert_eq!(item.opens_on(accepted_on, &calendar()), Some(day("2026-10-09")));
        item.limit.promised.days = 2;
        let mut case = received("notice");
        case.accept(&item, accepted_on, &calendar()).unwrap();
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
        let situation = Situation {
            answers: &Answers::default(),
            registers_read: true,
            today,
        };
        let plan = Plan::make(&theme, situation, None, &calendar());
        let promised = plan.latest(&theme, today, &calendar());
        assert_eq!(promised, Some(day("2026-10-14")), "the list says the same");
        birth.accept(&item("birth", &[]), today, &calendar()).unwrap();
        assert_eq!(by(from_ref(&birth), today), Some(day("2026-09-15")));
        birth.grant(decision()).unwrap();
        assert_eq!(by(from_ref(&birth), today), None, "nothing is open");
        assert_eq!(by(&[birth, received("household")], today), Some(day("2026-09-21")));
    }

    #[test]
    fn of_each_case_that_waits_it_is_said_by_when_it_is_done_as_long_as_what_it_waits_for_has_a_day() {
        let theme = Theme::try_from(theme(&[
            ("birth", &[]),
            ("household", &["birth"]),
            ("card", &["household"]),
            ("booklet", &[]),
        ]));
        let theme = theme.unwrap();
        let mut booklet = of("booklet");
        booklet.start(day("2026-09-21"), &calendar()).unwrap();
        let cases = [received("birth"), of("household"), of("card"), booklet];
        let by = |today: &str| -> Vec<(String, NaiveDate)> {
            let ends = ends(&theme, &cases, day(today), &calendar());
            ends.into_iter().map(|(item, day)| (item.to_string(), day)).collect()
        };
        let dated = |item: &str, by: &str| (item.to_owned(), day(by));
        let all = [
            dated("birth", "2026-09-21"),
            dated("booklet", "2026-09-30"),
            dated("card", "2026-10-14"),
            dated("household", "2026-09-30"),
        ];
        assert_eq!(by("2026-09-14"), all);
        assert_eq!(by("2026-09-21"), all[1..2], "the office is late with the first");
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
        assert!(by(&with(vec![notice(20, true)]), &cases, today).is_some());
        assert_eq!(
            by(&with(vec![notice(20, false)]), &cases, today),
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
