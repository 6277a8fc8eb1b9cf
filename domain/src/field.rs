//! Data elements: what can be answered, and whether a text is such an answer.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::id::{ElementId, OptionId};
use crate::identity::{
    CreditCodeProblem, IdNumber, IdNumberProblem, bank_card_number, credit_code, half_width, mask, mobile_number,
};

/// One fact with one identity in every theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its id.
    pub id: ElementId,
    /// Label on the screen.
    pub label: String,
    /// What can be answered.
    pub kind: Kind,
    /// Help beneath the label.
    pub hint: Option<String>,
    /// The HTML autofill token.
    pub autocomplete: Option<String>,
    /// Why it is sensitive personal information, if it is.
    pub sensitive: Option<Sensitive>,
}

/// Why something is sensitive personal information (敏感个人信息): it is read only with a consent of its own
/// (个人信息保护法 art. 28, 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitive {
    /// It tells exactly who somebody is.
    Identity,
    /// It leads to somebody's money.
    Finance,
    /// It tells of somebody's health.
    Health,
    /// It tells of a child under fourteen.
    Child,
}

/// What can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Free text of at most so many characters.
    Text {
        /// Characters.
        most: u32,
    },
    /// A person's name.
    Name,
    /// 公民身份号码.
    IdNumber,
    /// A mobile number.
    Phone,
    /// A date.
    Date(Reach),
    /// A date with hour and minute.
    DateTime(Reach),
    /// A postal address of at most so many characters.
    Address {
        /// Characters.
        most: u32,
    },
    /// A year and a month.
    Month(Reach),
    /// A whole number.
    Number {
        /// The smallest.
        least: i64,
        /// The largest.
        most: i64,
        /// What is counted: ㎡, 人.
        unit: Option<String>,
    },
    /// A bank card number.
    BankCard,
    /// 统一社会信用代码.
    CreditCode,
    /// One of these.
    Choice(Arc<[Choice]>),
    /// Any of these, at least one.
    Choices(Arc<[Choice]>),
}

/// Where a date may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Today or earlier.
    Past,
    /// Anywhere.
    Any,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Stored value.
    pub id: OptionId,
    /// Label on the screen.
    pub label: String,
}

/// Why a text is not an answer; the sentence for it is in `app::text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing was answered.
    #[error("missing")]
    Missing,
    /// More characters than there is room for.
    #[error("longer than {most} characters")]
    TooLong {
        /// Characters.
        most: u32,
    },
    /// A name with digits or signs.
    #[error("not a name")]
    NotAName,
    /// Not an ID number.
    #[error("not an ID number: {0}")]
    IdNumber(IdNumberProblem),
    /// Not a mobile number.
    #[error("not a mobile number")]
    NotAPhone,
    /// Not written as year, month and day.
    #[error("not a date")]
    NotADate,
    /// Written as a date, but there is no such day.
    #[error("no such date")]
    NoSuchDate,
    /// Not written as a date with an hour and a minute behind it.
    #[error("not a time")]
    NotATime,
    /// Later than today.
    #[error("in the future")]
    InFuture,
    /// Not a bank card number.
    #[error("not a bank card")]
    NotABankCard,
    /// Not written as year and month.
    #[error("not a month")]
    NotAMonth,
    /// Not a whole number.
    #[error("not a whole number")]
    NotANumber,
    /// Below the smallest number.
    #[error("less than {least}")]
    TooSmall {
        /// The smallest.
        least: i64,
    },
    /// Above the largest number.
    #[error("more than {most}")]
    TooLarge {
        /// The largest.
        most: i64,
    },
    /// Not a credit code.
    #[error("not a credit code: {0}")]
    CreditCode(CreditCodeProblem),
    /// None of the options.
    #[error("not an option")]
    NotAnOption,
}

/// Longest name of a person, characters.
const NAME_MOST: u32 = 30;

impl Kind {
    /// The text in its one canonical form (`2026-11-16 03:42`), or why it is not an answer. `today` bounds dates.
    ///
    /// # Errors
    /// The first rule that the text breaks.
    pub fn read(&self, text: &str, today: NaiveDate) -> Result<String, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem::Missing);
        }
        match self {
            Self::Text { most } | Self::Address { most } => within(half_width(text), *most),
            Self::Name => name(text),
            Self::IdNumber => text
                .parse::<IdNumber>()
                .map(|number| number.to_string())
                .map_err(Problem::IdNumber),
            Self::Phone => mobile_number(text).ok_or(Problem::NotAPhone),
            Self::Date(reach) => reach.check(date(text)?, today).map(canonical_day),
            Self::DateTime(reach) => {
                let moment = date_time(text)?;
                reach.check(moment.date(), today)?;
                Ok(canonical_moment(moment))
            }
            Self::Month(reach) => month(text, *reach, today),
            Self::Number { least, most, .. } => number(text, *least, *most),
            Self::BankCard => bank_card_number(text).ok_or(Problem::NotABankCard),
            Self::CreditCode => credit_code(text).map_err(Problem::CreditCode),
            Self::Choice(choices) => {
                let known = choices.iter().any(|choice| choice.id.as_str() == text);
                if known {
                    Ok(text.to_owned())
                } else {
                    Err(Problem::NotAnOption)
                }
            }
            Self::Choices(choices) => several(text, choices),
        }
    }

    /// The options of a choice; nothing for every other kind.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice(choices) | Self::Choices(choices) => choices,
            _ => &[],
        }
    }

    /// A number that nobody need read over a shoulder, its middle hidden; any other answer as it is.
    #[must_use]
    pub fn masked<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self {
            Self::IdNumber => mask(text, 10, 2).into(),
            Self::Phone => mask(text, 3, 4).into(),
            Self::BankCard => mask(text, 4, 4).into(),
            _ => text.into(),
        }
    }

    /// Whether its answers are hidden in part where they are only looked at.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        matches!(self, Self::IdNumber | Self::Phone | Self::BankCard)
    }

    /// The answer as it is shown: the labels of options, a number with its unit, or the text itself.
    #[must_use]
    pub fn label<'a>(&'a self, text: &'a str) -> Cow<'a, str> {
        let of = |id: &'a str| {
            self.options()
                .iter()
                .find(|choice| choice.id.as_str() == id)
                .map_or(id, |choice| choice.label.as_str())
        };
        match self {
            Self::Choice(_) => of(text).into(),
            Self::Choices(_) => picked(text).map(of).collect::<Vec<_>>().join("、").into(),
            Self::Number { unit: Some(unit), .. } if !text.is_empty() => format!("{text} {unit}").into(),
            _ => text.into(),
        }
    }
}

impl Reach {
    fn check(self, date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Problem> {
        if self == Self::Past && date > today {
            Err(Problem::InFuture)
        } else {
            Ok(date)
        }
    }
}

/// The options picked in the answer to a [`Kind::Choices`].
pub fn picked(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|option| !option.is_empty())
}

/// Options in the order of the list, each once.
fn several(text: &str, choices: &[Choice]) -> Result<String, Problem> {
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
fn number(text: &str, least: i64, most: i64) -> Result<String, Problem> {
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
fn month(text: &str, reach: Reach, today: NaiveDate) -> Result<String, Problem> {
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

fn within(text: String, most: u32) -> Result<String, Problem> {
    if text.chars().count() > most as usize {
        Err(Problem::TooLong { most })
    } else {
        Ok(text)
    }
}

/// Letters of any script, with the middle dot of Uyghur and Tibetan names and inner blanks.
fn name(text: &str) -> Result<String, Problem> {
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

/// Written out here: the formatter of the date crate would cost the phone more bytes than all rules together.
fn canonical_day(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

fn canonical_moment(moment: NaiveDateTime) -> String {
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

#[cfg(test)]
mod tests;
