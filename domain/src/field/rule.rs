//! The rules that need nothing but the text and the day. They stand apart from the other kinds, so that a phone, which checks these
//! by itself, is not sent the code of those.

use chrono::NaiveDate;

use super::text::{canonical_day, canonical_moment, date, date_time, name};
use super::{Kind, Problem, Reach};
use crate::identity::{IdNumber, bank_card_number, half_width, mobile_number};

/// A rule that a phone can check by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A person's name.
    Name,
    /// 公民身份号码.
    IdNumber,
    /// A mobile number.
    Phone,
    /// A bank card number.
    BankCard,
    /// A date.
    Date(Reach),
    /// A date with hour and minute.
    DateTime(Reach),
}

impl Rule {
    /// As [`Kind::read`].
    ///
    /// # Errors
    /// The first rule that the text breaks.
    pub fn read(self, text: &str, today: NaiveDate) -> Result<String, Problem> {
        self.judge(&filled(text)?, today)
    }

    pub(super) fn judge(self, text: &str, today: NaiveDate) -> Result<String, Problem> {
        match self {
            Self::Name => name(text),
            Self::IdNumber => text
                .parse::<IdNumber>()
                .map(|number| number.to_string())
                .map_err(Problem::IdNumber),
            Self::Phone => mobile_number(text).ok_or(Problem::NotAPhone),
            Self::BankCard => bank_card_number(text).ok_or(Problem::NotABankCard),
            Self::Date(reach) => reach.check(date(text)?, today).map(canonical_day),
            Self::DateTime(reach) => {
                let moment = date_time(text)?;
                reach.check(moment.date(), today)?;
                Ok(canonical_moment(moment))
            }
        }
    }
}

impl Kind {
    /// The rule of this kind, where it needs nothing but the text and the day.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::Name => Some(Rule::Name),
            Self::IdNumber => Some(Rule::IdNumber),
            Self::Phone => Some(Rule::Phone),
            Self::BankCard => Some(Rule::BankCard),
            Self::Date(reach) => Some(Rule::Date(*reach)),
            Self::DateTime(reach) => Some(Rule::DateTime(*reach)),
            Self::Text { .. }
            | Self::Listed { .. }
            | Self::Address { .. }
            | Self::Place { .. }
            | Self::Month(_)
            | Self::Period(_)
            | Self::Money { .. }
            | Self::Number { .. }
            | Self::CreditCode
            | Self::Choice(_)
            | Self::Choices(_) => None,
        }
    }
}

/// A text as it is judged; an empty one is no answer.
pub(super) fn filled(text: &str) -> Result<String, Problem> {
    let text = half_width(text);
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    Ok(text)
}
