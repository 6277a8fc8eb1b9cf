//! Conditions as an editor writes them.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::Name;

/// A condition over data elements: exactly one key.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ConditionFile {
    /// All hold.
    All(Vec<ConditionFile>),
    /// At least one holds.
    Any(Vec<ConditionFile>),
    /// It does not hold.
    Not(Box<ConditionFile>),
    /// The answer is this option or text.
    Is(IsFile),
    /// The two answers are the same.
    Same(Spanned<Vec<Name>>),
    /// Anything was answered.
    Known(Name),
    /// The date lies at most so many months back (and not ahead).
    WithinMonths(WithinMonthsFile),
}

/// `is: {field, value}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IsFile {
    /// `subject/element`.
    pub field: Name,
    /// Option id or text.
    pub value: Name,
}

/// `within_months: {field, months}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithinMonthsFile {
    /// `subject/element` of a date.
    pub field: Name,
    /// Whole months.
    pub months: u32,
}
