//! By when: of the whole, of each case, and why a day cannot be said.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::case::{Case, Status, Undated, last_of};
use domain::id::ItemId;
use domain::theme::item::Item;
use usecases::Context;
use usecases::application::track::Tracked;

use super::sentence::{answer_by, name};
use crate::text::{correction, date, plan, progress as text};

/// Today, and the days of each open case by its item, where they can be said.
pub(super) struct Days<'a> {
    /// The day the page is shown.
    pub(super) today: NaiveDate,
    /// By when it is decided at the latest.
    latest: BTreeMap<&'a ItemId, NaiveDate>,
    /// By when that is expected.
    expected: BTreeMap<&'a ItemId, NaiveDate>,
}

impl<'a> Days<'a> {
    /// The days of an application's cases.
    pub(super) fn of(office: &Context, tracked: &'a Tracked) -> Self {
        Self {
            today: office.today(),
            latest: tracked.ends(office),
            expected: tracked.expected(office),
        }
    }

    /// By when a case is decided at the latest.
    pub(super) fn latest(&self, case: &Case) -> Option<NaiveDate> {
        self.latest.get(&case.item).copied()
    }

    fn expected(&self, case: &Case) -> Option<NaiveDate> {
        self.expected.get(&case.item).copied()
    }
}

/// By when the last result is expected and there at the latest, unless the sentence of the only case that is open says so already, or
/// why that cannot be said; and that it may move, where nobody knows yet which days are off.
pub(super) fn whole(office: &Context, tracked: &Tracked, days: &Days<'_>) -> Option<String> {
    let today = days.today;
    let expected = last_of(&tracked.cases, &days.expected);
    let mut open = tracked.cases.iter().filter(|case| !case.status.is_closed());
    if let Some(latest) = last_of(&tracked.cases, &days.latest) {
        let is_said = open.next().is_some_and(|case| case.due == Some(latest)) && open.next().is_none();
        return last_day(expected, latest, is_said, today, &office.calendar);
    }
    let why = open.find_map(|case| reason(office, tracked, case))?;
    let expected = expected.map(|day| text::expected(&date::day(day, today)));
    Some(format!("{}{why}", expected.unwrap_or_default()))
}

fn last_day(
    expected: Option<NaiveDate>,
    latest: NaiveDate,
    is_said: bool,
    today: NaiveDate,
    calendar: &Calendar,
) -> Option<String> {
    let expected = expected.filter(|day| *day < latest);
    let said = || {
        let first = expected.map(|day| text::expected(&date::day(day, today)));
        // The year is said once.
        let last = text::done_by(&date::weekday(latest, expected.unwrap_or(today)));
        first.into_iter().chain([last])
    };
    let said = (!is_said).then(said).into_iter().flatten();
    let sentences: Vec<String> = said.chain(date::unpublished(latest, calendar)).collect();
    (!sentences.is_empty()).then(|| sentences.concat())
}

/// The words beside the name of a case: by when, as the list says it, or how many days are left.
pub(super) fn beside(office: &Context, tracked: &Tracked, case: &Case, days: &Days<'_>) -> String {
    let today = days.today;
    match (case.status, case.due, &case.decision) {
        (Status::Waiting, ..) => match (days.latest(case), days.expected(case)) {
            // The year is said once.
            (Some(last), Some(day)) if day < last => {
                text::expected_and_latest(&date::day(day, today), &date::day(last, day))
            }
            (Some(last), _) => text::latest(&date::day(last, today)),
            (None, Some(day)) => plan::done_by(&date::day(day, today)),
            (None, None) => text::UNDATED.to_owned(),
        },
        (Status::Received | Status::Accepted, Some(due), _) if due < today => text::LATE.to_owned(),
        (Status::Received, Some(due), _) => text::days_to_answer(office.calendar.workdays_between(today, due)),
        (Status::Accepted, Some(due), _) => text::days_left(office.calendar.workdays_between(today, due)),
        (_, _, Some(decision)) => date::day(decision.at.day(), today),
        _ => answer_by(tracked, case).map_or_else(String::new, |day| {
            correction::days_left(office.calendar.workdays_between(today, day))
        }),
    }
}

/// Why nobody can say by when a case is decided at the latest, where its own sentence does not say it.
pub(super) fn note(office: &Context, tracked: &Tracked, case: &Case, days: &Days<'_>) -> Option<String> {
    if days.latest(case).is_some() {
        return None;
    }
    match (case.status, tracked.undated(office, case)?) {
        (Status::Waiting, _) | (Status::Received, Undated::Procedure(_)) => reason(office, tracked, case),
        (Status::Accepted, Undated::Procedure(_)) => Some(text::not_counted(&procedures(tracked, case))),
        _ => None,
    }
}

fn reason(office: &Context, tracked: &Tracked, case: &Case) -> Option<String> {
    Some(match tracked.undated(office, case)? {
        Undated::Mending(_) => text::UNDATED_MENDING.to_owned(),
        Undated::Late(late) => text::undated_late(&name(tracked, late)),
        Undated::Procedure(slow) => text::undated_procedure(&name(tracked, slow), &procedures(tracked, slow)),
    })
}

/// The special procedures of a case that take as long as they take.
fn procedures<'a>(tracked: &'a Tracked, case: &Case) -> Vec<&'a str> {
    let unbound = tracked.item(case).into_iter().flat_map(Item::unbound);
    unbound.map(|pause| pause.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use domain::calendar::Year;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_in_a_year_that_is_not_published_is_told_to_move_also_where_it_is_said_already() {
        let (latest, today) = (day("2028-01-04"), day("2027-12-20"));
        let nothing_published = Calendar::default();
        let unpublished = date::unpublished(latest, &nothing_published).unwrap();
        assert!(unpublished.starts_with("2028 年的放假安排还没公布"), "{unpublished}");
        let by = text::done_by(&date::weekday(latest, today));
        let said = |is_said| last_day(None, latest, is_said, today, &nothing_published);
        assert_eq!(said(false), Some(format!("{by}{unpublished}")));
        assert_eq!(said(true), Some(unpublished));
    }

    #[test]
    fn the_expected_day_comes_before_the_last_one_and_a_day_in_a_published_year_is_said_once() {
        let (latest, today) = (day("2026-12-04"), day("2026-11-20"));
        let arrangement = Year {
            year: 2026,
            holidays: vec![],
            workdays: vec![],
        };
        let published = Calendar::new(&[arrangement]);
        let said = |expected, is_said| last_day(expected, latest, is_said, today, &published);
        let by = text::done_by(&date::weekday(latest, today));
        let both = format!("预计 11 月 27 日前后全部办好。{by}");
        assert_eq!(said(Some(day("2026-11-27")), false), Some(both));
        assert_eq!(said(Some(latest), false), Some(by.clone()), "there is only one day");
        assert_eq!(said(None, false), Some(by));
        assert_eq!(said(Some(latest), true), None);
    }
}
