//! `calendar/<year>.yaml`: the days off of one year, as the State Council publishes them.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::Name;

/// The arrangement of one year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarFile {
    /// The year.
    pub year: Spanned<i32>,
    /// The notice it was taken from.
    pub source: NoticeFile,
    /// Holidays by name.
    pub holidays: Vec<HolidayFile>,
    /// Weekend days that are worked, `2026-02-14`.
    #[serde(default)]
    pub workdays: Vec<Name>,
    /// What is said of a year that is not published yet.
    pub fallback_note: Option<String>,
}

/// Where an arrangement can be read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeFile {
    /// Title and number.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// One holiday.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayFile {
    /// 春节.
    pub name: String,
    /// Every day off, weekends within it included.
    pub days: Vec<Name>,
}
