//! A hall where people are received, and when it is open.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::Calendar;
use crate::id::HallId;

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

/// Whether a hall is open at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Open until this time of the day.
    Open(NaiveTime),
    /// Closed; opens again then.
    Opens(NaiveDateTime),
    /// Closed for more than two weeks.
    Closed,
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

    /// Whether it is open now, or when it opens next.
    #[must_use]
    pub fn door(&self, now: NaiveDateTime, calendar: &Calendar) -> Door {
        const TWO_WEEKS: usize = 15;
        let today = self.open_on(now.date(), calendar);
        if let Some((_, until)) = today.iter().find(|(from, to)| (*from..*to).contains(&now.time())) {
            return Door::Open(*until);
        }
        let opens = |date: NaiveDate| {
            let times = self
                .open_on(date, calendar)
                .iter()
                .map(move |(from, _)| date.and_time(*from));
            times.filter(|time| *time > now).min()
        };
        let next = now.date().iter_days().take(TWO_WEEKS).find_map(opens);
        next.map_or(Door::Closed, Door::Opens)
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

    fn door(at: &str) -> Door {
        hall().door(at.parse().unwrap(), &calendar())
    }

    #[test]
    fn says_until_when_it_is_open_in_summer_and_in_winter() {
        assert_eq!(door("2026-07-01T13:45:00"), Door::Open(time("17:30")));
        assert_eq!(door("2026-11-20T13:15:00"), Door::Open(time("17:00")));
        assert_eq!(door("2026-02-10T09:00:00"), Door::Open(time("12:00")));
    }

    #[test]
    fn says_when_it_opens_again_also_over_a_long_holiday() {
        assert_eq!(
            door("2026-11-20T12:00:00"),
            Door::Opens("2026-11-20T13:00:00".parse().unwrap())
        );
        assert_eq!(
            door("2026-11-20T17:00:00"),
            Door::Opens("2026-11-23T09:00:00".parse().unwrap())
        );
        assert_eq!(
            door("2026-09-30T18:00:00"),
            Door::Opens("2026-10-08T09:00:00".parse().unwrap())
        );
    }

    #[test]
    fn a_make_up_saturday_is_open_and_a_hall_without_hours_is_closed() {
        assert_eq!(door("2026-10-10T10:00:00"), Door::Open(time("12:00")));
        let closed = Hall {
            hours: vec![],
            ..hall()
        };
        assert_eq!(
            closed.door("2026-11-20T10:00:00".parse().unwrap(), &calendar()),
            Door::Closed
        );
    }
}
