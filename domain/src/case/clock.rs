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

/// The last of these days of the open cases of one application. None when all are closed, and when one has no day.
#[must_use]
pub fn last_of(cases: &[Case], days: &BTreeMap<&ItemId, NaiveDate>) -> Option<NaiveDate> {
    let open = cases.iter().filter(|case| !case.status.is_closed());
    let days: Option<Vec<_>> = open.map(|case| days.get(&case.item).copied()).collect();
    days?.into_iter().max()
}

/// The day by which each open case of one application is decided, by its item, when every office takes all the days it has. Without
/// those of which nobody can say: an office is late, the citizen has something to mend, or a special procedure takes as long as it
/// takes; and without those that wait for them.
#[must_use]
pub fn ends<'a>(
    theme: &'a Theme,
    cases: &[Case],
    today: NaiveDate,
    calendar: &Calendar,
) -> BTreeMap<&'a ItemId, NaiveDate> {
    one_after_the_other(theme, cases, today, |case, item, starts| {
        end(case, item, starts, today, calendar)
    })
}

/// The day by which each open case of one application is expected to be decided, counted as the list is: every office accepts at once
/// and takes the days it promised. Without those where an office is late or the citizen has something to mend, and those that wait for
/// them.
#[must_use]
pub fn expected<'a>(
    theme: &'a Theme,
    cases: &[Case],
    today: NaiveDate,
    calendar: &Calendar,
) -> BTreeMap<&'a ItemId, NaiveDate> {
    one_after_the_other(theme, cases, today, |case, item, starts| match case.status {
        Status::Waiting => Some(item.expected_by(starts, calendar)),
        Status::Received if !is_late(case, today) => Some(item.expected_by(today, calendar)),
        Status::Accepted if !is_late(case, today) => case.due.map(|due| item.behind_procedures(due, calendar)),
        _ => None,
    })
}

/// The end of each open case by its item, given the day on which it starts if it waits.
fn one_after_the_other<'a>(
    theme: &'a Theme,
    cases: &[Case],
    today: NaiveDate,
    end: impl Fn(&Case, &Item, NaiveDate) -> Option<NaiveDate>,
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
        let end = starts.and_then(|starts| end(case, item, starts));
        ends.extend(end.map(|end| (&item.id, end)));
    }
    ends
}

/// The day by which an open case is decided that starts on this day, if it waits.
fn end(case: &Case, item: &Item, starts: NaiveDate, today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    if item.unbound().next().is_some() {
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

fn is_late(case: &Case, today: NaiveDate) -> bool {
    case.due.is_some_and(|due| due < today)
}

/// Why nobody can say by when a case is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undated<'a> {
    /// The citizen has something to mend first, in this case.
    Mending(&'a Case),
    /// The office of this case is late.
    Late(&'a Case),
    /// A special procedure of this case takes as long as it takes.
    Procedure(&'a Case),
}

/// Why nobody can say by when an open case of one application is decided: because of itself, or of one that it waits for. None where
/// its day is known.
#[must_use]
pub fn undated<'a>(theme: &Theme, cases: &'a [Case], case: &'a Case, today: NaiveDate) -> Option<Undated<'a>> {
    let line = line_of(theme, cases, case);
    let takes_long = |case: &&Case| {
        let item = theme.item(&case.item);
        item.is_some_and(|item| item.unbound().next().is_some())
    };
    let mending = line.iter().copied().find(|case| case.status == Status::Correcting);
    let late = line.iter().copied().find(|case| is_late(case, today));
    let procedure = line.iter().copied().find(takes_long);
    (mending.map(Undated::Mending))
        .or(late.map(Undated::Late))
        .or(procedure.map(Undated::Procedure))
}

/// The cases that cannot start before the citizen mended something in another one.
#[must_use]
pub fn held_up<'a>(theme: &Theme, cases: &'a [Case]) -> Vec<&'a Case> {
    let is_held = |case: &&Case| {
        let mut line = line_of(theme, cases, case).into_iter();
        line.any(|other| other.status == Status::Correcting)
    };
    let waiting = cases.iter().filter(|case| case.status == Status::Waiting);
    waiting.filter(is_held).collect()
}

/// An open case and, behind it, each open one it waits for, directly or not.
fn line_of<'a>(theme: &Theme, cases: &'a [Case], case: &'a Case) -> Vec<&'a Case> {
    let mut line = vec![case];
    let mut place = 0;
    while let Some(item) = line.get(place).map(|case| theme.item(&case.item)) {
        let is_awaited = |other: &&Case| {
            let is_open = !other.status.is_closed();
            is_open && item.is_some_and(|item| item.wait_for(&other.item).is_some())
        };
        for other in cases.iter().filter(is_awaited) {
            if line.iter().all(|known| known.item != other.item) {
                line.push(other);
            }
        }
        place += 1;
    }
    line
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

    /// The day by which everything is decided.
    fn done_by(theme: &Theme, cases: &[Case], today: NaiveDate) -> Option<NaiveDate> {
        last_of(cases, &ends(theme, cases, today, &calendar()))
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
        let by = |cases: &[Case], today| done_by(&theme, cases, today);
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
        let expected = expected(&theme, &all(&birth), today, &calendar());
        assert_eq!(last_of(&all(&birth), &expected), plan.done_by, "and expects the same");
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
    fn where_no_day_can_be_said_there_is_a_reason_and_what_the_citizen_can_do_comes_first() {
        let mut drawn = theme(&[
            ("birth", &[]),
            ("household", &["birth"]),
            ("card", &["household"]),
            ("booklet", &[]),
        ]);
        drawn.items[2].pauses = vec![notice(20, false)];
        let theme = Theme::try_from(drawn).unwrap();
        let today = day("2026-09-14");
        let mut cases = [received("birth"), of("household"), of("card"), received("booklet")];
        let why = |cases: &[Case], today: &str| -> Vec<Option<String>> {
            let named = |why| match why {
                Undated::Mending(case) => format!("mending {}", case.item),
                Undated::Late(case) => format!("late {}", case.item),
                Undated::Procedure(case) => format!("procedure {}", case.item),
            };
            let each = cases
                .iter()
                .map(|case| undated(&theme, cases, case, day(today)).map(named));
            each.collect()
        };
        let some = |why: &str| Some(why.to_owned());
        assert_eq!(why(&cases, "2026-09-14"), [None, None, some("procedure card"), None]);
        let likely = expected(&theme, &cases, today, &calendar());
        assert_eq!(likely.len(), cases.len(), "a day is expected of it all the same");
        assert!(held_up(&theme, &cases).is_empty());
        let late = some("late birth");
        let all_late = [late.clone(), late.clone(), late, some("late booklet")];
        assert_eq!(why(&cases, "2026-09-21"), all_late);
        cases[0].ask_for_correction(today).unwrap();
        let mending = some("mending birth");
        let three = [mending.clone(), mending.clone(), mending, None];
        assert_eq!(why(&cases, "2026-09-14"), three);
        let held: Vec<_> = held_up(&theme, &cases)
            .into_iter()
            .map(|case| case.item.as_str())
            .collect();
        assert_eq!(held, ["household", "card"]);
        let likely: Vec<_> = expected(&theme, &cases, today, &calendar()).into_keys().collect();
        assert_eq!(likely, [&cases[3].item], "only the other goes on");
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
        assert!(done_by(&with(vec![notice(20, true)]), &cases, today).is_some());
        assert_eq!(
            done_by(&with(vec![notice(20, false)]), &cases, today),
            None,
            "it takes as long as it takes"
        );
        let plain = with(vec![]);
        assert_eq!(done_by(&plain, &cases, day("2026-09-21")), None, "the office is late");
        let mut to_mend = cases.clone();
        to_mend[0].ask_for_correction(today).unwrap();
        assert_eq!(done_by(&plain, &to_mend, today), None, "it is the citizen's turn");
        let mut refused = cases;
        refused[0].refuse(decision()).unwrap();
        assert_eq!(done_by(&plain, &refused, today), None, "what waits never starts");
    }
}
