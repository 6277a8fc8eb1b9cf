//! What people write, and the one form it is kept in.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{Choice, Problem, Reach};
use crate::identity::{IdNumber, half_width};

/// Longest name of a person, characters.
const NAME_MOST: u32 = 30;

/// The options picked in the answer to a [`Kind::Choices`].
pub fn picked(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|option| !option.is_empty())
}

/// Options in the order of the list, each once.
pub(super) fn several(text: &str, choices: &[Choice]) -> Result<String, Problem> {
    if picked(text).any(|option| choices.iter().all(|choice| choice.id.as_str() != option)) {
        return Err(Problem::NotAnOption);
    }
    let is_picked = |choice: &&Choice| picked(text).any(|option| option == choice.id.as_str());
    let ids: Vec<&str> = choices
        .iter()
        .filter(is_picked)
        .map(|choice| choice.id.as_str())
        .collect();
    if ids.is_empty() {
        return Err(Problem::Missing);
    }
    Ok(ids.join(","))
}

/// A whole number, with `,` between thousands understood.
pub(super) fn number(text: &str, least: i64, most: i64) -> Result<String, Problem> {
    let text = half_width(text).replace([',', ' '], "");
    let number: i64 = text.parse().map_err(|_| Problem::NotANumber)?;
    if number < least {
        Err(Problem::TooSmall { least })
    } else if number > most {
        Err(Problem::TooLarge { most })
    } else {
        Ok(number.to_string())
    }
}

/// Understands `2026-11`, `2026年11月`, `202611` and a whole date.
pub(super) fn month(text: &str, reach: Reach, today: NaiveDate) -> Result<String, Problem> {
    let text = half_width(text);
    let (year, month) = match numbers(&text).as_slice() {
        [all] if all.len() == 6 => all.split_at(4),
        [year, month] | [year, month, _] if year.len() == 4 => (*year, *month),
        _ => return Err(Problem::NotAMonth),
    };
    let part = |text: &str| text.parse::<u16>().map_err(|_| Problem::NotAMonth);
    let first = NaiveDate::from_ymd_opt(part(year)?.into(), part(month)?.into(), 1).ok_or(Problem::NotAMonth)?;
    let first = reach.check(first, today)?;
    Ok(format!("{:04}-{:02}", first.year(), first.month()))
}

/// A text of at most so many characters.
pub(super) fn within(text: String, most: u32) -> Result<String, Problem> {
    if text.chars().count() > most as usize {
        Err(Problem::TooLong { most })
    } else {
        Ok(text)
    }
}

/// Letters of any script, with the middle dot of Uyghur and Tibetan names and inner blanks.
pub(super) fn name(text: &str) -> Result<String, Problem> {
    let text = half_width(text).replace(['•', '・', '.', '‧'], "·");
    let shaped = text.chars().all(|c| c.is_alphabetic() || c == '·' || c == ' ');
    if shaped {
        within(text, NAME_MOST)
    } else {
        Err(Problem::NotAName)
    }
}

/// Understands `2026-11-16`, `2026/11/16`, `2026.11.16`, `2026年11月16日` and `20261116`.
///
/// # Errors
/// [`Problem::NotADate`] for another shape, [`Problem::NoSuchDate`] for a day that does not exist.
pub fn date(text: &str) -> Result<NaiveDate, Problem> {
    let text = half_width(text);
    match day_and_rest(&numbers(&text))? {
        (date, []) => Ok(date),
        _ => Err(Problem::NotADate),
    }
}

/// A [`date`] with an hour and a minute behind it: `2026-11-16 03:42`, `2026年11月16日3时42分`.
///
/// # Errors
/// [`Problem::NotATime`] for another shape and for a time that does not exist, [`Problem::NoSuchDate`] for such a day.
pub fn date_time(text: &str) -> Result<NaiveDateTime, Problem> {
    let text = half_width(text);
    let numbers = numbers(&text);
    let (date, time) = day_and_rest(&numbers).map_err(|problem| match problem {
        // Whoever is told how to write a day alone is told again about the time.
        Problem::NotADate => Problem::NotATime,
        problem => problem,
    })?;
    let time = match *time {
        [hour, minute] | [hour, minute, _] => hour.parse().ok().zip(minute.parse().ok()),
        _ => None,
    };
    let time = time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
    Ok(date.and_time(time.ok_or(Problem::NotATime)?))
}

fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The day that the first numbers name, and the numbers behind it.
fn day_and_rest<'a, 'b>(numbers: &'b [&'a str]) -> Result<(NaiveDate, &'b [&'a str]), Problem> {
    let (year, month, day, rest) = match numbers {
        [all, rest @ ..] if all.len() == 8 => {
            let (year, month_day) = all.split_at(4);
            let (month, day) = month_day.split_at(2);
            (year, month, day, rest)
        }
        [year, month, day, rest @ ..] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            (*year, *month, *day, rest)
        }
        _ => return Err(Problem::NotADate),
    };
    let number = |text: &str| text.parse::<u16>().map_err(|_| Problem::NotADate);
    let date = NaiveDate::from_ymd_opt(number(year)?.into(), number(month)?.into(), number(day)?.into());
    Ok((date.ok_or(Problem::NoSuchDate)?, rest))
}

/// A day in its one form. Written out here: the formatter of the date crate would cost the phone more bytes than all rules together.
pub(super) fn canonical_day(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// A day with its hour and minute, in their one form.
pub(super) fn canonical_moment(moment: NaiveDateTime) -> String {
    format!(
        "{} {:02}:{:02}",
        canonical_day(moment.date()),
        moment.hour(),
        moment.minute()
    )
}

/// The day an answer names: of a date or date-time element, or the day of birth within an ID number.
#[must_use]
pub fn day_of(text: &str) -> Option<NaiveDate> {
    let in_number = || text.parse::<IdNumber>().ok().map(|number| number.born_on());
    let day = date_time(text).map(|moment| moment.date()).or_else(|_| date(text)).ok();
    day.or_else(in_number)
}

/// Whether two texts say the same: blanks and width do not matter.
#[must_use]
pub fn same_text(left: &str, right: &str) -> bool {
    let bare = |text: &str| {
        half_width(text)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    bare(left) == bare(right)
}
