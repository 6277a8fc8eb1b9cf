//! The statutory calendar: the arrangement of one year, from its file.

use chrono::{Datelike, NaiveDate, Weekday};
use domain::calendar::Year;

use crate::file::Name;
use crate::file::calendar::CalendarFile;
use crate::finding::{Finding, Notes, Rule};
use crate::yaml;

/// Reads `calendar/<year>.yaml`; `file` names it in the findings.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(file: &str, text: &str) -> Result<Year, Vec<Finding>> {
    let written: CalendarFile = yaml::read(file, text)?;
    let mut notes = Notes::new(file);
    let year = written.year.value;
    let mut holidays = Vec::new();
    for name in written.holidays.iter().flat_map(|holiday| &holiday.days) {
        note_day(name, year, &mut holidays, &mut notes);
    }
    let mut workdays = Vec::new();
    for name in &written.workdays {
        let Some(date) = note_day(name, year, &mut workdays, &mut notes) else {
            continue;
        };
        if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) || holidays.contains(&date) {
            notes.add(
                name,
                Rule::CalendarDay,
                format!("{date} 不是要补班的周末，请对照通知改正。"),
            );
        }
    }
    notes.unless_found(Some(Year {
        year,
        holidays,
        workdays,
    }))
}

fn note_day(name: &Name, year: i32, days: &mut Vec<NaiveDate>, notes: &mut Notes) -> Option<NaiveDate> {
    let date = name.value.parse::<NaiveDate>().ok().filter(|date| date.year() == year);
    let Some(date) = date else {
        let message = format!("“{}”不是 {year} 年的日子，请写成 {year}-01-31 这样。", name.value);
        notes.add(name, Rule::CalendarDay, message);
        return None;
    };
    if days.contains(&date) {
        notes.add(name, Rule::Duplicate, format!("{date} 写了两次，请只留一处。"));
    }
    days.push(date);
    Some(date)
}

/// `08-31`: a month and a day that exists in some year.
pub(crate) fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A leap year, so that 02-29 is a day.
    chrono::NaiveDate::from_ymd_opt(2024, month, day).map(|_| (month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(holiday: &str, workday: &str) -> String {
        format!(
            "year: 2026\nsource: {{title: 通知}}\nholidays:\n  - {{name: 春节, days: [\"2026-02-15\", \"{holiday}\"]}}\nworkdays: [\"{workday}\"]\n"
        )
    }

    #[test]
    fn reads_days_off_and_make_up_days() {
        let year = read("2026.yaml", &text("2026-02-16", "2026-02-14")).unwrap();
        assert_eq!((year.holidays.len(), year.workdays.len()), (2, 1));
    }

    #[test]
    fn refuses_a_day_of_another_year_and_a_make_up_day_that_is_worked_anyway() {
        let findings = read("2026.yaml", &text("2027-02-16", "2026-02-13")).unwrap_err();
        assert_eq!(
            findings
                .iter()
                .map(|finding| (finding.line, finding.rule))
                .collect::<Vec<_>>(),
            [(4, Rule::CalendarDay), (5, Rule::CalendarDay)]
        );
        assert_eq!(
            read("2026.yaml", &text("2026-02-15", "2026-02-14")).unwrap_err()[0].rule,
            Rule::Duplicate
        );
    }
}
