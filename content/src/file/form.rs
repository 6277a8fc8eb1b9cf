//! What is asked, in the theme file: the plan's questions, what registers answer, the pages of the form.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Name;
use super::condition::ConditionFile;
use crate::schema::{FieldName, Id};

/// One question of the plan.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionFile {
    /// `subject/element` the answer is kept under.
    #[schemars(with = "FieldName", title = "答案存在哪里")]
    pub field: Name,
    /// The question as a person would ask it.
    #[schemars(title = "问题")]
    pub ask: String,
    /// Why it is asked, or how to find out.
    #[schemars(title = "为什么问，怎么查")]
    pub hint: Option<String>,
    /// Asked only when this holds.
    #[schemars(title = "什么时候才问")]
    pub when: Option<ConditionFile>,
    /// Whoever asks knows the answer: 不确定 is not offered.
    #[serde(default)]
    #[schemars(title = "没有“不确定”可选")]
    pub must_know: bool,
}

/// One look into a register.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadFile {
    /// Register id, see `city/city.yaml`.
    #[schemars(with = "Id", title = "数据源")]
    pub register: Name,
    /// The subject whose ID number opens the record.
    #[schemars(with = "Id", title = "用谁的身份证号码查")]
    pub of: Name,
    /// Which subject of the theme each role of the record is.
    #[schemars(with = "BTreeMap<String, Id>", title = "查到的人各是哪个主体")]
    pub about: BTreeMap<String, Name>,
    /// What it is read for, shown before consent.
    #[schemars(title = "查来做什么")]
    pub purpose: String,
    /// Only when this holds.
    #[schemars(title = "什么时候才查")]
    pub when: Option<ConditionFile>,
}

/// One page of the form.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicFile {
    /// Short id, in the address of the page.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Title.
    #[schemars(title = "页名")]
    pub title: String,
    /// One sentence beneath it.
    #[schemars(title = "页名下面的一句话")]
    pub intro: Option<String>,
    /// What is asked on it.
    #[schemars(title = "这一页问什么")]
    pub fields: Vec<FieldFile>,
}

/// One field of the form, or a group of fields about one subject.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    /// `subject/element`, or `subject/group`: each element of the group then.
    #[schemars(with = "FieldName", title = "主体/数据项，或者主体/一组")]
    pub field: Name,
    /// Instead of the element's own label; of a group what stands before each label.
    #[schemars(title = "换一个名称")]
    pub label: Option<String>,
    /// Instead of the element's own hint.
    #[schemars(title = "换一句提示")]
    pub hint: Option<String>,
    /// May be left empty.
    #[serde(default)]
    #[schemars(title = "可以不填")]
    pub optional: bool,
    /// Asked only when this holds.
    #[schemars(title = "什么时候才问")]
    pub when: Option<ConditionFile>,
    /// What the field was called in earlier versions, so that answers of open drafts come along.
    #[schemars(with = "Option<FieldName>", title = "以前的版本里叫什么")]
    pub was: Option<Name>,
    /// Where the rule comes from.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}
