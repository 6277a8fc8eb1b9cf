//! `calendar/<year>.yaml`: the days off of one year, as the State Council publishes them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{At, Name};
use crate::schema::Day;

/// The arrangement of one year.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// The year.
    #[schemars(title = "年份")]
    pub year: At<i32>,
    /// The notice it was taken from.
    #[schemars(title = "通知")]
    pub source: NoticeFile,
    /// Holidays by name.
    #[schemars(title = "放假")]
    pub holidays: Vec<HolidayFile>,
    /// Weekend days that are worked, `2026-02-14`.
    #[serde(default)]
    #[schemars(with = "Vec<Day>", title = "要补班的周末")]
    pub workdays: Vec<Name>,
}

/// Where an arrangement can be read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeFile {
    /// Title and number.
    #[schemars(title = "标题和文号")]
    pub title: String,
    /// Where it can be read.
    #[schemars(title = "网址")]
    pub address: Option<String>,
}

/// One holiday.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayFile {
    /// 春节.
    #[schemars(title = "节日")]
    pub name: String,
    /// Every day off, weekends within it included.
    #[schemars(with = "Vec<Day>", title = "放假的每一天")]
    pub days: Vec<Name>,
}
