//! What people write, and the one form it is kept in.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{Choice, Problem, Reach};
use crate::identity::{FIRST_YEAR, IdNumber, half_width};

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
    let picked: Vec<&Choice> = choices.iter().filter(is_picked).collect();
    if picked.is_empty() {
        return Err(Problem::Missing);
    }
    if picked.len() > 1 && picked.iter().any(|choice| choice.is_alone) {
        return Err(Problem::Contradiction);
    }
    let ids: Vec<&str> = picked.iter().map(|choice| choice.id.as_str()).collect();
    Ok(ids.join(","))
}

/// A whole number, with `,` between thousands understood.
pub(super) fn number(text: &str, least: i64, most: i64) -> Result<String, Problem> {
    let text = text.replace([',', ' '], "");
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
    let (year, month) = match numbers(text).as_slice() {
        [all] if all.len() == 6 => all.split_at(4),
        [year, month] | [year, month, _] if year.len() == 4 => (*year, *month),
        _ => return Err(Problem::NotAMonth),
    };
    let part = |text: &str| text.parse::<u16>().map_err(|_| Problem::NotAMonth);
    let first = day(part(year)?, part(month)?, 1).ok_or(Problem::NotAMonth)?;
    let first = reach.check(first, today)?;
    Ok(format!("{:04}-{:02}", first.year(), first.month()))
}

/// A text of at most so many characters.
pub(super) fn within(text: &str, most: u32) -> Result<String, Problem> {
    if text.chars().count() > most as usize {
        Err(Problem::TooLong { most })
    } else {
        Ok(text.to_owned())
    }
}

/// A name of a list in full; its ending may be left off.
pub(super) fn listed(text: &str, names: &[String], ending: &str) -> Result<String, Problem> {
    let is_it = |name: &&String| *name == text || name.strip_suffix(ending) == Some(text);
    names.iter().find(is_it).cloned().ok_or(Problem::NotListed)
}

/// An amount in yuan with two decimals; `￥`, `元` and `,` between thousands understood. The bounds are whole yuan.
pub(super) fn money(text: &str, least: i64, most: i64) -> Result<String, Problem> {
    let fen = fen(text).ok_or(Problem::NotAnAmount)?;
    if fen < least.saturating_mul(100) {
        Err(Problem::TooSmall { least })
    } else if fen > most.saturating_mul(100) {
        Err(Problem::TooLarge { most })
    } else {
        Ok(format!("{}.{:02}", fen / 100, fen % 100))
    }
}

/// The fen of an amount that is written in yuan: `1234.5`, `￥1,234.50`, `1234 元`.
#[must_use]
pub fn fen(text: &str) -> Option<i64> {
    let text = half_width(text).replace([',', ' '], "");
    let bare = text.trim_start_matches(['¥', '￥']).trim_end_matches('元');
    let (yuan, rest) = bare.split_once('.').unwrap_or((bare, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let rest = match rest.len() {
        _ if !is_number(yuan) || !is_number(rest) => return None,
        1 => rest.parse::<i64>().ok()? * 10,
        2 => rest.parse().ok()?,
        _ => return None,
    };
    yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(rest)
}

/// An amount as it is shown: `12,345.60 元`.
pub(super) fn amount(text: &str) -> String {
    let (yuan, rest) = text.split_once('.').unwrap_or((text, "00"));
    let mut shown = String::new();
    for (place, digit) in yuan.char_indices() {
        if place > 0 && (yuan.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    format!("{shown}.{rest} 元")
}

/// From one day to another, as `2024-09-01,2026-06-30`; also `2024年9月1日至2026年6月30日`.
pub(super) fn period(text: &str, reach: Reach, today: NaiveDate) -> Result<String, Problem> {
    let has_both = text
        .split_once(',')
        .is_none_or(|(from, to)| !from.is_empty() && !to.is_empty());
    let numbers = numbers(text);
    if numbers.is_empty() && text.chars().all(|c| c == ',' || c == ' ') {
        return Err(Problem::Missing);
    }
    let day = |numbers| {
        day_and_rest(numbers).map_err(|problem| match problem {
            Problem::NotADate => Problem::NotAPeriod,
            problem => problem,
        })
    };
    let (from, rest) = day(&numbers)?;
    let (to, rest) = day(rest)?;
    if !rest.is_empty() || !has_both {
        return Err(Problem::NotAPeriod);
    }
    let (from, to) = (reach.check(from, today)?, reach.check(to, today)?);
    if to < from {
        return Err(Problem::EndsBefore);
    }
    Ok(format!("{},{}", canonical_day(from), canonical_day(to)))
}

/// Letters of any script, with the middle dot of Uyghur and Tibetan names and inner blanks.
pub(super) fn name(text: &str) -> Result<String, Problem> {
    let text = text.replace(['•', '・', '.', '‧'], "·");
    let shaped = text.chars().all(|c| c.is_alphabetic() || c == '·' || c == ' ');
    if shaped && text.chars().any(char::is_alphabetic) {
        within(&text, NAME_MOST)
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
    let date = self::day(number(year)?, number(month)?, number(day)?);
    Ok((date.ok_or(Problem::NoSuchDate)?, rest))
}

/// A day that exists, and that somebody alive or in a register can mean.
fn day(year: u16, month: u16, day: u16) -> Option<NaiveDate> {
    let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    day.filter(|day| day.year() >= FIRST_YEAR)
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
