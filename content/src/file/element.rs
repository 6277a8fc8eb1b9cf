//! `elements.yaml`: data elements as an editor writes them.

use serde::Deserialize;

use super::Name;

/// `elements.yaml`: every data element once, for all themes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElementsFile {
    /// The elements.
    pub elements: Vec<ElementFile>,
}

/// One data element.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElementFile {
    /// Dotted id: `person.id_number`.
    pub id: Name,
    /// Label on the screen.
    pub label: String,
    /// What can be answered.
    pub kind: KindFile,
    /// Help beneath the label.
    pub hint: Option<String>,
    /// The HTML autofill token.
    pub autocomplete: Option<String>,
}

/// What can be answered: exactly one key.
#[derive(Debug, Deserialize)]
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
    /// A bank card number.
    BankCard,
    /// One of these.
    Choice(Vec<OptionFile>),
}

/// Where a date may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenFile {
    /// Today or earlier.
    Past,
    /// Anywhere.
    Any,
}

/// One option of a choice.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionFile {
    /// Stored value.
    pub id: Name,
    /// Label on the screen.
    pub label: String,
}
