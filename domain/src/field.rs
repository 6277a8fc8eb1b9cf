//! Data elements: what can be answered, and whether a text is such an answer.

mod place;
mod rule;
mod text;

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::id::{ElementId, OptionId};
use crate::identity::{CreditCodeProblem, IdNumberProblem, credit_code, mask};
pub use place::Division;
pub use rule::Rule;
use rule::filled;
use text::{amount, listed, money, month, number, period, several, within};
pub use text::{date, date_time, day_of, fen, picked, same_text};

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

impl Element {
    /// Whether those who apply together may see each other's answer: neither sensitive nor a number that leads to somebody.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        let leads = matches!(self.kind, Kind::IdNumber | Kind::Phone | Kind::BankCard);
        self.sensitive.is_none() && !leads
    }

    /// An answer as others see it: of a number its ends, of anything else that is sensitive nothing.
    #[must_use]
    pub fn veiled(&self, text: &str) -> String {
        let masked = self.kind.masked(text);
        if self.sensitive.is_some() && masked == text {
            String::new()
        } else {
            masked.into_owned()
        }
    }
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
    /// One of the names of a list, typed.
    Listed {
        /// The names in full.
        names: Arc<[String]>,
        /// How they end, which may be left off: 汉 is 汉族.
        ending: String,
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
    /// A postal address: a division of the list, and the rest in at most so many characters.
    Place {
        /// Characters of the rest.
        most: u32,
        /// The divisions, each with those below it.
        divisions: Arc<[Division]>,
    },
    /// A year and a month.
    Month(Reach),
    /// From one day to another.
    Period(Reach),
    /// An amount of money, kept in yuan with two decimals.
    Money {
        /// The smallest, whole yuan.
        least: i64,
        /// The largest, whole yuan.
        most: i64,
    },
    /// A whole number.
    Number {
        /// The smallest.
        least: i64,
        /// The largest.
        most: i64,
        /// What is counted: ㎡, 人.
        unit: Option<String>,
        /// Between which two it usually lies: beyond them a slip is likelier, and still it may be right.
        usual: Option<(i64, i64)>,
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
    /// Of several that may be picked, it goes with no other: 都没有.
    pub is_alone: bool,
}

/// Why a text is not an answer; the sentence for it is in `app::text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing was answered.
    #[error("missing")]
    Missing,
    /// Two devices answered differently.
    #[error("two answers")]
    TwoAnswers,
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
    /// Not both days of a period.
    #[error("not a period")]
    NotAPeriod,
    /// A period ends before it begins.
    #[error("ends before it begins")]
    EndsBefore,
    /// Not an amount of money.
    #[error("not an amount")]
    NotAnAmount,
    /// An address that does not say in which division it lies.
    #[error("no division")]
    NoDivision,
    /// An address that says nothing but its division.
    #[error("no detail")]
    NoDetail,
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
    /// None of the names of a list.
    #[error("not listed")]
    NotListed,
    /// None of the options.
    #[error("not an option")]
    NotAnOption,
    /// An option that goes with no other was picked with another.
    #[error("contradicts itself")]
    Contradiction,
}

impl Kind {
    /// The text in its one canonical form (`2026-11-16 03:42`), or why it is not an answer. `today` bounds dates.
    ///
    /// # Errors
    /// The first rule that the text breaks.
    pub fn read(&self, text: &str, today: NaiveDate) -> Result<String, Problem> {
        let text = filled(text)?;
        let text = text.as_str();
        match self {
            Self::Text { most } | Self::Address { most } => within(text, *most),
            Self::Listed { names, ending } => listed(text, names, ending),
            Self::Place { most, divisions } => place::read(text, *most, divisions),
            Self::Name => Rule::Name.judge(text, today),
            Self::IdNumber => Rule::IdNumber.judge(text, today),
            Self::Phone => Rule::Phone.judge(text, today),
            Self::Date(reach) => Rule::Date(*reach).judge(text, today),
            Self::DateTime(reach) => Rule::DateTime(*reach).judge(text, today),
            Self::Month(reach) => month(text, *reach, today),
            Self::Period(reach) => period(text, *reach, today),
            Self::Money { least, most } => money(text, *least, *most),
            Self::Number { least, most, .. } => number(text, *least, *most),
            Self::BankCard => Rule::BankCard.judge(text, today),
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

    /// What an answer is counted in; nothing where it is no amount of something.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Number { unit, .. } => unit.as_deref(),
            Self::Money { .. } => Some("元"),
            _ => None,
        }
    }

    /// Between which two a number usually lies, where this one does not.
    #[must_use]
    pub fn unusual(&self, text: &str) -> Option<(i64, i64)> {
        let Self::Number { usual: Some(usual), .. } = self else {
            return None;
        };
        let number: i64 = text.parse().ok()?;
        (!(usual.0..=usual.1).contains(&number)).then_some(*usual)
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

    /// The two texts of an answer that is typed in two places: from and to, or division and detail.
    #[must_use]
    pub fn parts<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        match self {
            Self::Period(_) => Some(text.split_once(',').unwrap_or((text, ""))),
            Self::Place { .. } => Some(place::parts(text)),
            _ => None,
        }
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
            Self::Money { .. } if fen(text).is_some() => amount(text).into(),
            Self::Period(_) => text.replace(',', " 至 ").into(),
            Self::Place { divisions, .. } => place::label(text, divisions),
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

#[cfg(test)]
mod tests;
