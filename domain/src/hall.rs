//! A hall where people are received, and when it is open.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::calendar::Calendar;
use crate::id::HallId;

/// Days that are looked at for the next time a hall opens.
const TWO_WEEKS: usize = 15;

/// A hall.
#[derive(Debug, Clone)]
pub struct Hall {
    /// Its id.
    pub id: HallId,
    /// Name on the page.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Phone number as it is shown.
    pub phone: String,
    /// Division code of the place it is in.
    pub region: String,
    /// When it is open; of several lines the first that fits the day counts.
    pub hours: Vec<Hours>,
}

/// When a hall is open on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// First and last day of the season, as month and day; all year without it.
    pub season: Option<((u32, u32), (u32, u32))>,
    /// Which days.
    pub days: Days,
    /// From when to when, in order.
    pub open: Vec<(NaiveTime, NaiveTime)>,
}

/// Which days, by the statutory calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// Working days.
    Work,
    /// Weekends and holidays.
    Rest,
    /// All.
    Every,
}

impl Hours {
    fn fits(&self, date: NaiveDate, calendar: &Calendar) -> bool {
        let day = (date.month(), date.day());
        let in_season = self.season.is_none_or(|(from, to)| {
            if from <= to {
                (from..=to).contains(&day)
            } else {
                // A winter: from October to June.
                day >= from || day <= to
            }
        });
        in_season
            && match self.days {
                Days::Work => calendar.is_workday(date),
                Days::Rest => !calendar.is_workday(date),
                Days::Every => true,
            }
    }
}

impl Hall {
    /// From when to when it is open on a day, in order; nothing when it stays closed.
    #[must_use]
    pub fn open_on(&self, date: NaiveDate, calendar: &Calendar) -> &[(NaiveTime, NaiveTime)] {
        let line = self.hours.iter().find(|line| line.fits(date, calendar));
        line.map_or(&[], |line| &line.open)
    }

    /// The first time it opens after this day; nothing when it stays closed for more than two weeks.
    #[must_use]
    pub fn opens_after(&self, day: NaiveDate, calendar: &Calendar) -> Option<(NaiveDate, NaiveTime)> {
        let mut coming = day.iter_days().skip(1).take(TWO_WEEKS);
        coming.find_map(|day| self.open_on(day, calendar).first().map(|(from, _)| (day, *from)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::tests::calendar;

    fn time(text: &str) -> NaiveTime {
        format!("{text}:00").parse().unwrap()
    }

    fn line(season: Option<((u32, u32), (u32, u32))>, days: Days, open: &[(&str, &str)]) -> Hours {
        let open = open.iter().map(|(from, to)| (time(from), time(to))).collect();
        Hours { season, days, open }
    }

    fn hall() -> Hall {
        Hall {
            id: "center".parse().unwrap(),
            name: "政务服务中心".into(),
            address: String::new(),
            phone: String::new(),
            region: "000000".into(),
            hours: vec![
                line(
                    Some(((7, 1), (9, 30))),
                    Days::Work,
                    &[("09:00", "12:00"), ("13:30", "17:30")],
                ),
                line(
                    Some(((10, 1), (6, 30))),
                    Days::Work,
                    &[("09:00", "12:00"), ("13:00", "17:00")],
                ),
            ],
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn its_hours_are_those_of_the_season_and_a_make_up_saturday_is_a_working_day() {
        let hall = hall();
        let closes = |text| hall.open_on(day(text), &calendar()).last().map(|(_, to)| *to);
        assert_eq!(closes("2026-07-01"), Some(time("17:30")));
        assert_eq!(closes("2026-02-10"), Some(time("17:00")));
        assert_eq!(closes("2026-10-10"), Some(time("17:00")));
        assert_eq!(closes("2026-11-21"), None);
    }

    #[test]
    fn it_opens_again_on_the_next_working_day_also_after_a_long_holiday() {
        let opens = |text| hall().opens_after(day(text), &calendar());
        assert_eq!(opens("2026-11-19"), Some((day("2026-11-20"), time("09:00"))));
        assert_eq!(opens("2026-11-20"), Some((day("2026-11-23"), time("09:00"))));
        assert_eq!(opens("2026-09-30"), Some((day("2026-10-08"), time("09:00"))));
        let closed = Hall {
            hours: vec![],
            ..hall()
        };
        assert_eq!(closed.opens_after(day("2026-11-20"), &calendar()), None);
    }
}
