//! Choosing the county.

/// Title.
pub const TITLE: &str = "您在哪里办？";
/// Beneath it.
pub const LEDE: &str = "选一次就记住。各区县的大厅、天数和材料会有一点不一样。";
/// The whole city.
#[must_use]
pub fn whole(city: &str) -> String {
    format!("{city}（全市）")
}
/// No county to choose.
pub const NONE: &str = "这里不分区县，全市都一样。";
