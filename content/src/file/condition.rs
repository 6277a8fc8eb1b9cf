//! Conditions as an editor writes them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{At, Name};
use crate::schema::{FieldName, MonthDay};

/// A condition over data elements: exactly one key.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
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
    #[schemars(with = "Vec<FieldName>")]
    Same(At<Vec<Name>>),
    /// The answer is one of these options or texts.
    In(InFile),
    /// This option is among those picked.
    Includes(IsFile),
    /// Anything was answered.
    #[schemars(with = "FieldName")]
    Known(Name),
    /// The number is at least this.
    AtLeast(NumberFile),
    /// The number is at most this.
    AtMost(NumberFile),
    /// Whoever was born on the date, or has the ID number, is of this age.
    Age(AgeFile),
    /// The date lies at most so many months back (and not ahead).
    WithinMonths(WithinMonthsFile),
}

/// `is: {field, value}`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IsFile {
    /// `subject/element`.
    #[schemars(with = "FieldName", title = "主体/数据项")]
    pub field: Name,
    /// Option id or text.
    #[schemars(title = "选项或文字")]
    pub value: Name,
}

/// `within_months: {field, months}`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithinMonthsFile {
    /// `subject/element` of a date.
    #[schemars(with = "FieldName", title = "日期")]
    pub field: Name,
    /// Whole months.
    #[schemars(title = "几个月以内")]
    pub months: u32,
}

/// `in: {field, values}`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InFile {
    /// `subject/element`.
    #[schemars(with = "FieldName", title = "主体/数据项")]
    pub field: Name,
    /// Option ids or texts.
    #[schemars(title = "选项，几个都行")]
    pub values: Vec<Name>,
}

/// `at_least: {field, number}`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberFile {
    /// `subject/element` of a number.
    #[schemars(with = "FieldName", title = "数字")]
    pub field: Name,
    /// Whole number.
    #[schemars(title = "整数")]
    pub number: i64,
}

/// `age: {field, at_least, at_most, on}`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgeFile {
    /// `subject/element` of a date or an ID number.
    #[schemars(with = "FieldName", title = "日期或身份证号码")]
    pub field: Name,
    /// Whole years.
    #[schemars(title = "满几周岁")]
    pub at_least: Option<u32>,
    /// Whole years.
    #[schemars(title = "不超过几周岁")]
    pub at_most: Option<u32>,
    /// Month and day of the current year, `08-31`; today otherwise.
    #[schemars(with = "Option<MonthDay>", title = "算到哪一天，如 08-31")]
    pub on: Option<Name>,
}
