//! Days, times and amounts of time, as people say them.

use chrono::{Datelike, NaiveDate, Timelike};
use domain::calendar::{Calendar, DayKind, Term};
use domain::moment::Moment;

const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// `11 月 20 日`, with the year when it is not this one.
#[must_use]
pub fn day(date: NaiveDate, today: NaiveDate) -> String {
    let month_day = format!("{} 月 {} 日", date.month(), date.day());
    if date.year() == today.year() {
        month_day
    } else {
        format!("{} 年 {month_day}", date.year())
    }
}

/// `2026 年 11 月 20 日`, for paper.
#[must_use]
pub fn whole(date: NaiveDate) -> String {
    format!("{} 年 {} 月 {} 日", date.year(), date.month(), date.day())
}

/// `12 月 4 日（周五）`.
#[must_use]
pub fn weekday(date: NaiveDate, today: NaiveDate) -> String {
    let name = WEEKDAYS
        .get(date.weekday().num_days_from_monday() as usize)
        .copied()
        .unwrap_or_default();
    format!("{}（周{name}）", day(date, today))
}

/// What is said beside a day that lies in a year whose days off nobody has published yet.
#[must_use]
pub fn unpublished(date: NaiveDate, calendar: &Calendar) -> Option<String> {
    let year = date.year();
    (!calendar.is_published(date)).then(|| format!("{year} 年的放假安排还没公布，日期以国务院公布的为准。"))
}

/// `11 月 20 日 10:12`.
#[must_use]
pub fn time(moment: Moment, today: NaiveDate) -> String {
    let local = moment.local();
    format!("{} {}", day(local.date(), today), clock(moment))
}

/// `10:12`.
#[must_use]
pub fn clock(moment: Moment) -> String {
    let local = moment.local();
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// `3 个工作日`, `30 天`, `当场`.
#[must_use]
pub fn term(term: Term) -> String {
    match (term.days, term.kind) {
        (0, _) => "当场".to_owned(),
        (days, DayKind::Working) => format!("{days} 个工作日"),
        (days, DayKind::Natural) => format!("{days} 天"),
    }
}

/// An answer in the canonical form of dates or months, or from one to another, as people say it; any other text as it is.
#[must_use]
pub fn spoken(text: &str) -> String {
    if let Some((from, to)) = text.split_once(" 至 ") {
        return format!("{} 至 {}", spoken(from), spoken(to));
    }
    let shaped = |length: usize| text.len() == length && text.as_bytes().get(4) == Some(&b'-');
    if let (true, Some(first)) = (shaped(7), domain::field::day_of(&format!("{text}-01"))) {
        return format!("{} 年 {} 月", first.year(), first.month());
    }
    match (shaped(10), shaped(16), domain::field::day_of(text)) {
        (true, _, Some(date)) => format!("{} 年 {} 月 {} 日", date.year(), date.month(), date.day()),
        (_, true, Some(date)) => {
            format!(
                "{} 年 {} 月 {} 日 {}",
                date.year(),
                date.month(),
                date.day(),
                text.get(11..).unwrap_or_default()
            )
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn days_and_months_in_figures_are_said_in_words_and_nothing_else_is() {
        assert_eq!(spoken("2026-12"), "2026 年 12 月");
        assert_eq!(spoken("2026-11-16"), "2026 年 11 月 16 日");
        assert_eq!(spoken("2026-11-16 03:42"), "2026 年 11 月 16 日 03:42");
        assert_eq!(
            spoken("2024-09-01 至 2026-06-30"),
            "2024 年 9 月 1 日 至 2026 年 6 月 30 日"
        );
        for other in ["2026-13", "0000-10", "1234567", "青石路18号"] {
            assert_eq!(spoken(other), other);
        }
    }
}
