//! `elements.yaml`: data elements as an editor writes them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Name;
use crate::schema::{DivisionCode, Id};

/// `elements.yaml`: every data element once, for all themes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ElementsFile {
    /// The elements.
    #[schemars(title = "数据项")]
    pub elements: Vec<ElementFile>,
    /// Elements that are asked together.
    #[serde(default)]
    #[schemars(title = "一起问的数据项")]
    pub groups: Vec<GroupFile>,
    /// The divisions that an address can lie in.
    #[serde(default)]
    #[schemars(title = "地址里可以选的区划")]
    pub divisions: Vec<DivisionFile>,
}

/// Elements that are asked together: a person is a name, an ID number and a telephone number.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// Its id, written in the place of an element's.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// The elements, in the order they are asked.
    #[schemars(with = "Vec<Id>", title = "数据项")]
    pub elements: Vec<Name>,
}

/// One division that an address can lie in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DivisionFile {
    /// Division code, six to twelve digits.
    #[schemars(with = "DivisionCode", title = "区划代码")]
    pub code: Name,
    /// Its name; the highest with what lies above it.
    #[schemars(title = "名称")]
    pub name: String,
    /// The streets and townships below it.
    #[serde(default)]
    #[schemars(title = "下面的街道、乡镇")]
    pub below: Vec<DivisionFile>,
}

/// One data element.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ElementFile {
    /// Dotted id: `person.id_number`.
    #[schemars(with = "Id", title = "编号，如 person.name")]
    pub id: Name,
    /// Label on the screen.
    #[schemars(title = "名称")]
    pub label: String,
    /// What can be answered.
    #[schemars(title = "能填什么")]
    pub kind: KindFile,
    /// Help beneath the label.
    #[schemars(title = "提示")]
    pub hint: Option<String>,
    /// The HTML autofill token.
    #[schemars(title = "HTML autofill")]
    pub autocomplete: Option<String>,
    /// Why it is sensitive personal information, which is read only with a consent of its own.
    #[schemars(title = "敏感个人信息")]
    pub sensitive: Option<SensitiveFile>,
}

/// Why something is sensitive personal information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SensitiveFile {
    /// It tells exactly who somebody is.
    Identity,
    /// It leads to somebody's money.
    Finance,
    /// It tells of somebody's health.
    Health,
    /// It tells of a child under fourteen.
    Child,
}

/// What can be answered: exactly one key.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum KindFile {
    /// Free text of at most so many characters.
    Text(u32),
    /// A person's name.
    Name,
    /// 公民身份号码.
    IdNumber,
    /// Mobile phone number.
    Phone,
    /// A date.
    Date(WhenFile),
    /// A date with hour and minute.
    DateTime(WhenFile),
    /// A postal address of at most so many characters.
    Address(u32),
    /// A postal address: a division to choose, and the rest in at most so many characters.
    Place(u32),
    /// A year and a month.
    Month(WhenFile),
    /// From one day to another.
    Period(WhenFile),
    /// An amount of money.
    Money(MoneyFile),
    /// A whole number.
    Number(RangeFile),
    /// A bank card number.
    BankCard,
    /// 统一社会信用代码.
    CreditCode,
    /// 是 (`yes`) or 否 (`no`).
    YesNo,
    /// A text that has to be agreed to.
    Agreement(String),
    /// One of these.
    Choice(Vec<OptionFile>),
    /// Any of these, at least one.
    Choices(Vec<OptionFile>),
    /// One of the names of a list, typed.
    Listed(ListedFile),
}

/// `listed: {names, ending}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedFile {
    /// The names in full.
    #[schemars(title = "名单")]
    pub names: Vec<String>,
    /// How the names end; who leaves it off is understood.
    #[schemars(title = "可以少写的结尾")]
    pub ending: Option<String>,
}

/// `number: {least, most, unit, usual}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RangeFile {
    /// The smallest.
    #[serde(default)]
    #[schemars(title = "最小")]
    pub least: i64,
    /// The largest.
    #[schemars(title = "最大")]
    pub most: i64,
    /// What is counted: ㎡, 人.
    #[schemars(title = "单位")]
    pub unit: Option<String>,
    /// Between which two it usually lies; another number is asked about once more.
    #[schemars(title = "通常在哪两个数之间")]
    pub usual: Option<UsualFile>,
}

/// `usual: {least, most}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsualFile {
    /// Usually not below.
    #[schemars(title = "通常不小于")]
    pub least: i64,
    /// Usually not above.
    #[schemars(title = "通常不大于")]
    pub most: i64,
}

/// `money: {least, most}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyFile {
    /// The smallest, whole yuan.
    #[serde(default)]
    #[schemars(title = "最少，元")]
    pub least: u32,
    /// The largest, whole yuan.
    #[schemars(title = "最多，元")]
    pub most: u32,
}

/// Where a date may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenFile {
    /// Today or earlier.
    Past,
    /// Anywhere.
    Any,
}

/// One option of a choice.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionFile {
    /// Stored value.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Label on the screen.
    #[schemars(title = "名称")]
    pub label: String,
    /// Of several that may be picked, it goes with no other.
    #[serde(default)]
    #[schemars(title = "不能和别的一起选")]
    pub alone: bool,
}
