//! Within which time everything is done: here, and before and after where the figures are from.

/// How long it takes here at the most, in working days.
#[must_use]
pub fn longest(place: &str, days: u32) -> String {
    match days {
        0 => format!("{place}：全部当场办完"),
        days => format!("{place}：全部办完最多约 {days} 个工作日"),
    }
}
/// How that is counted, and where one's own day is said.
pub const LONGEST_NOTE: &str = "按样样都办、每一步都用满承诺的时限来算。回答几个问题，就知道您的是哪一天。";
/// Within which time everything is done, and which place says so when it is another one.
#[must_use]
pub fn promise(place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{place}承诺全部办完"),
        None => "全部办完".to_owned(),
    }
}

/// Above the figures, with the place they are of when it is another one.
#[must_use]
pub fn title(place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{place}的以前和现在"),
        None => "以前和现在".to_owned(),
    }
}
/// Days until the last result.
pub const DAYS: &str = "办结";
/// Papers.
pub const MATERIALS: &str = "材料";
/// Steps.
pub const STEPS: &str = "环节";
/// Trips.
pub const TRIPS: &str = "跑动";
/// Units of the four.
pub const UNITS: [&str; 4] = ["天", "份", "个", "次"];
/// Before.
#[must_use]
pub fn before(figure: &str) -> String {
    format!("以前 {figure}")
}
/// After, for screen readers.
pub const AFTER: &str = "现在";
/// Where the four figures come from: the place, and the numbers of the list of sources.
#[must_use]
pub fn figures_from(place: Option<&str>, numbers: &str) -> String {
    match place {
        Some(place) => format!("这是{place}公布的数字，来源 {numbers}"),
        None => format!("以前和现在的数字，来源 {numbers}"),
    }
}
