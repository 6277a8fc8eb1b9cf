//! Subjects in the theme file: who they are, how many, who applies, who applies with them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Name;
use super::condition::ConditionFile;
use crate::schema::{FieldName, Id};

/// Whom or what the form speaks of.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectFile {
    /// Short id, the part before the slash.
    #[schemars(with = "Id", title = "编号，写在斜线前面")]
    pub id: Name,
    /// On the screen: 孩子, 母亲.
    #[schemars(title = "名称")]
    pub name: String,
    /// There can be several: shareholders, witnesses, earlier addresses.
    #[schemars(title = "可以有好几个")]
    pub many: Option<ManyFile>,
    /// It is a child under fourteen, unless its ID number tells otherwise.
    #[serde(default)]
    #[schemars(title = "是不满 14 周岁的孩子")]
    pub child: bool,
}

/// How many of a subject there can be.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ManyFile {
    /// At least.
    #[schemars(title = "至少")]
    pub least: u16,
    /// At most.
    #[schemars(title = "至多")]
    pub most: u16,
}

/// One of those who apply together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyFile {
    /// Subject id.
    #[schemars(with = "Id", title = "主体")]
    pub subject: Name,
    /// Only when this holds.
    #[schemars(title = "什么时候才要")]
    pub when: Option<ConditionFile>,
    /// What they agree to.
    #[schemars(title = "同意什么")]
    pub consent: String,
    /// What they sign.
    #[schemars(title = "在什么上签名")]
    pub signs: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}

/// What can be applied for once more at once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgainFile {
    /// The subject that is another one then; everything answered about the others is copied.
    #[schemars(with = "Id", title = "换成另一个的主体")]
    pub subject: Name,
    /// The offer, in words.
    #[schemars(title = "怎么问")]
    pub offer: String,
    /// `subject/element` that is copied although it is about the subject.
    #[serde(default)]
    #[schemars(with = "Vec<FieldName>", title = "照抄的数据项")]
    pub keep: Vec<Name>,
    /// `subject/element` by which two are told apart: what was filed once is not filled in again.
    #[schemars(with = "Option<FieldName>", title = "靠哪一项区分")]
    pub by: Option<Name>,
}

/// Which subject the person applying is: always the same, or decided by an answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ApplicantFile {
    /// Always this subject.
    #[schemars(with = "Id", title = "总是这个主体")]
    Subject(Name),
    /// The answer decides.
    #[schemars(title = "看答案来定")]
    Role(RoleFile),
}

/// `role: {field, subjects: {option: subject}}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleFile {
    /// `subject/element` of a choice.
    #[schemars(with = "FieldName", title = "哪个数据项")]
    pub field: Name,
    /// The subject for each option.
    #[schemars(with = "BTreeMap<String, Id>", title = "每个选项是哪个主体")]
    pub subjects: BTreeMap<String, Name>,
}
