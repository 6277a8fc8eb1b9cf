//! Where to ask, and when somebody is there.

use chrono::{NaiveTime, Timelike};

/// The halls.
pub const HALLS: &str = "去哪里问";
/// Open today.
#[must_use]
pub fn open_today(times: &[(NaiveTime, NaiveTime)]) -> String {
    let times: Vec<_> = times
        .iter()
        // Two joiners, so that no line ends within a time.
        .map(|(from, to)| format!("{}\u{2060}—\u{2060}{}", clock(*from), clock(*to)))
        .collect();
    format!("今天 {}", times.join("，"))
}
/// Closed today; open next on this day from this time.
#[must_use]
pub fn opens(day: &str, time: NaiveTime) -> String {
    format!("今天不开门，下次 {day}{} 开", clock(time))
}
/// Closed for weeks.
pub const CLOSED: &str = "这些天不开门，先打电话问";
/// To the page that changes the county.
pub const ELSEWHERE: &str = "不在这里？换个区县";

fn clock(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}
