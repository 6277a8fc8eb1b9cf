//! Within which time everything is done: here, and before and after where the figures are from.

/// How long it takes here until all is done, and at the most where that can be said, in working days.
#[must_use]
pub fn longest(place: &str, days: u32, most: Option<u32>) -> String {
    match (days, most) {
        (0, _) => format!("{place}：全部当场办完"),
        (days, Some(most)) => format!("{place}：全部办完约 {days} 个工作日，最多 {most} 个"),
        (days, None) => format!("{place}：全部办完约 {days} 个工作日"),
    }
}
/// How that is counted, with the most where it is said, and where one's own day is said.
#[must_use]
pub fn longest_note(has_most: bool) -> String {
    let most = if has_most {
        "部门收到后核对材料的 5 个工作日也步步用满，就是最多的，补正的不算在里面。"
    } else {
        ""
    };
    format!("按样样都办、每一步都用满承诺时限来算。{most}回答几个问题，就知道您的是哪一天。")
}
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_is_said_only_where_it_is_known() {
        let most = longest("示范市", 35, Some(52));
        assert_eq!(most, "示范市：全部办完约 35 个工作日，最多 52 个");
        for unknown in [longest("示范市", 35, None), longest_note(false)] {
            assert!(!unknown.contains("最多"), "{unknown}");
        }
    }
}
