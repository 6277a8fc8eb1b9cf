//! The statutory calendar: which days are worked, and on which day a time limit ends.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Which days count towards a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind {
    /// Working days (行政许可法 art. 82).
    Working,
    /// Every day; a rest day at the end moves it to the next working day (民法典 art. 203).
    Natural,
}

/// A number of days of one kind; zero means at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How many.
    pub days: u32,
    /// Which days count.
    pub kind: DayKind,
}

/// The arrangement of one year as the State Council publishes it.
#[derive(Debug, Clone)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Days off, weekends within the holidays included.
    pub holidays: Vec<NaiveDate>,
    /// Weekend days that are worked.
    pub workdays: Vec<NaiveDate>,
}

/// All published years; in a year that is not published, offices work from Monday to Friday, except on fixed holidays.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// For each published year, whether each day of the year is worked.
    years: Vec<(i32, Vec<bool>)>,
}

impl Calendar {
    /// The calendar of these years; an arrangement for a day outside its year is ignored.
    #[must_use]
    pub fn new(years: &[Year]) -> Self {
        Self {
            years: years.iter().map(|year| (year.year, worked_days(year))).collect(),
        }
    }

    /// Whether the State Council has published the arrangement of this day's year.
    #[must_use]
    pub fn is_published(&self, date: NaiveDate) -> bool {
        self.days_of(date).is_some()
    }

    /// Whether offices work on this day.
    #[must_use]
    pub fn is_workday(&self, date: NaiveDate) -> bool {
        self.days_of(date)
            .and_then(|days| days.get(date.ordinal0() as usize).copied())
            .unwrap_or_else(|| is_weekday(date) && !is_fixed_holiday(date))
    }

    /// The last day of a limit that starts on `start`; the first day is not counted (民法典 art. 201).
    #[must_use]
    pub fn last_day(&self, start: NaiveDate, term: Term) -> NaiveDate {
        match term.kind {
            DayKind::Working => (0..term.days).fold(start, |date, _| self.next_workday(date)),
            DayKind::Natural => {
                let end = start
                    .checked_add_days(Days::new(u64::from(term.days)))
                    .unwrap_or(NaiveDate::MAX);
                if term.days == 0 || self.is_workday(end) {
                    end
                } else {
                    self.next_workday(end)
                }
            }
        }
    }

    /// Working days after `from` up to and including `to`; zero when `to` is not later.
    #[must_use]
    pub fn workdays_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let count = from
            .iter_days()
            .skip(1)
            .take_while(|date| *date <= to)
            .filter(|date| self.is_workday(*date))
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn next_workday(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days()
            .skip(1)
            .find(|date| self.is_workday(*date))
            .unwrap_or(NaiveDate::MAX)
    }

    fn days_of(&self, date: NaiveDate) -> Option<&Vec<bool>> {
        self.years
            .iter()
            .find(|(year, _)| *year == date.year())
            .map(|(_, days)| days)
    }
}

fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether the law gives this day of every year off: 元旦, 劳动节 and 国庆节 (全国年节及纪念日放假办法, 国务院令第795号, art. 2).
fn is_fixed_holiday(date: NaiveDate) -> bool {
    // 除夕, 春节, 端午节 and 中秋节 follow the moon and 清明节 the sun, and which day makes up for a holiday on a weekend is arranged
    // anew each year: all that is unknown until it is published.
    matches!((date.month(), date.day()), (1, 1) | (5, 1..=2) | (10, 1..=3))
}

fn worked_days(year: &Year) -> Vec<bool> {
    let Some(first) = NaiveDate::from_ymd_opt(year.year, 1, 1) else {
        return Vec::new();
    };
    let worked =
        |date: NaiveDate| year.workdays.contains(&date) || (is_weekday(date) && !year.holidays.contains(&date));
    first
        .iter_days()
        .take_while(|date| date.year() == year.year)
        .map(worked)
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(list: &[(&str, &str)]) -> Vec<NaiveDate> {
        let range = |(from, to): &(&str, &str)| {
            let to = day(to);
            day(from)
                .iter_days()
                .take_while(move |date| *date <= to)
                .collect::<Vec<_>>()
        };
        list.iter().flat_map(range).collect()
    }

    /// 国办发明电〔2025〕7号.
    pub(crate) fn calendar() -> Calendar {
        let holidays = days(&[
            ("2026-01-01", "2026-01-03"),
            ("2026-02-15", "2026-02-23"),
            ("2026-04-04", "2026-04-06"),
            ("2026-05-01", "2026-05-05"),
            ("2026-06-19", "2026-06-21"),
            ("2026-09-25", "2026-09-27"),
            ("2026-10-01", "2026-10-07"),
        ]);
        let workdays = [
            "2026-01-04",
            "2026-02-14",
            "2026-02-28",
            "2026-05-09",
            "2026-09-20",
            "2026-10-10",
        ]
        .map(day)
        .to_vec();
        Calendar::new(&[Year {
            year: 2026,
            holidays,
            workdays,
        }])
    }

    fn working(start: &str, days: u32) -> String {
        calendar()
            .last_day(
                day(start),
                Term {
                    days,
                    kind: DayKind::Working,
                },
            )
            .to_string()
    }

    fn natural(start: &str, days: u32) -> String {
        calendar()
            .last_day(
                day(start),
                Term {
                    days,
                    kind: DayKind::Natural,
                },
            )
            .to_string()
    }

    #[test]
    fn a_make_up_saturday_is_a_working_day() {
        assert_eq!(working("2026-02-13", 1), "2026-02-14");
    }

    #[test]
    fn working_days_skip_holidays_and_keep_make_up_days() {
        for (start, days, end) in [
            ("2026-02-13", 5, "2026-02-27"),
            ("2026-02-14", 5, "2026-02-28"),
            ("2026-04-30", 5, "2026-05-11"),
            ("2026-09-18", 5, "2026-09-24"),
            ("2026-09-30", 5, "2026-10-13"),
        ] {
            assert_eq!(working(start, days), end, "{start} + {days}");
        }
    }

    #[test]
    fn natural_days_that_end_on_a_rest_day_move_to_the_next_working_day() {
        for (start, end) in [
            ("2026-02-01", "2026-02-24"),
            ("2026-09-05", "2026-09-28"),
            ("2026-04-15", "2026-05-06"),
        ] {
            assert_eq!(natural(start, 20), end, "{start} + 20");
        }
    }

    #[test]
    fn the_year_2026_has_248_working_days() {
        assert_eq!(calendar().workdays_between(day("2025-12-31"), day("2026-12-31")), 248);
    }

    #[test]
    fn a_year_not_yet_published_counts_monday_to_friday_except_on_fixed_holidays() {
        assert!(!calendar().is_published(day("2027-01-01")));
        for (start, end) in [
            ("2026-12-31", "2027-01-04"),
            ("2027-04-02", "2027-04-05"),
            ("2027-09-30", "2027-10-04"),
            ("2028-04-28", "2028-05-03"),
        ] {
            assert_eq!(working(start, 1), end, "{start} + 1");
        }
        assert_eq!(natural("2026-12-12", 20), "2027-01-04");
    }

    #[test]
    fn a_published_year_is_exactly_as_published() {
        let published = Calendar::new(&[Year {
            year: 2027,
            holidays: vec![day("2027-01-04")],
            workdays: vec![day("2027-10-02")],
        }]);
        let is_worked = |text| published.is_workday(day(text));
        assert!(is_worked("2027-01-01") && is_worked("2027-10-02"));
        assert!(!is_worked("2027-01-04"));
    }

    proptest! {
        #[test]
        fn a_limit_never_ends_on_a_rest_day_and_never_before_it_starts(start in 0_u64..364, days in 1_u32..60, natural: bool) {
            let start = day("2026-01-01") + Days::new(start);
            let kind = if natural { DayKind::Natural } else { DayKind::Working };
            let end = calendar().last_day(start, Term { days, kind });
            prop_assert!(calendar().is_workday(end));
            prop_assert!(end > start);
            if kind == DayKind::Working {
                prop_assert_eq!(calendar().workdays_between(start, end), days);
            }
        }
    }
}
