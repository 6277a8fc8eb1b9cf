//! The authoring format of a theme, exactly as a theme editor writes it: untrusted, every reference with its place in the file.

pub mod calendar;
pub mod city;
pub mod condition;
pub mod edition;
pub mod element;
pub mod form;
pub mod item;
pub mod material;
pub mod subject;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::schema::Id;
pub use crate::yaml::At;
use condition::ConditionFile;
use form::{QuestionFile, ReadFile, TopicFile};
use item::{DayKindFile, ItemFile};
use material::MaterialFile;
use subject::{AgainFile, ApplicantFile, PartyFile, SubjectFile};

/// The format number this release reads; a stored version keeps the number it was written in.
pub const FORMAT: u32 = 1;

/// A reference to something named elsewhere, with its line.
pub type Name = At<String>;

/// A whole `theme.yaml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeFile {
    /// Format number, [`FORMAT`].
    #[schemars(title = "格式编号，写 1")]
    pub format: At<u32>,
    /// Address of the guide: `/themes/{slug}`.
    #[schemars(with = "Id", title = "编号，要和文件夹同名")]
    pub slug: Name,
    /// What people call the life event.
    #[schemars(title = "主题名称")]
    pub name: String,
    /// What an application is called once its subject is known, with `{subject/element}` places.
    #[schemars(title = "申请的名称，可以带 {主体/数据项}")]
    pub title: Option<At<String>>,
    /// The life event in one sentence.
    #[schemars(title = "一句话说明")]
    pub summary: String,
    /// What it is about, in plain words; a blank line starts a new paragraph.
    #[serde(default)]
    #[schemars(title = "白话说明，空一行分段")]
    pub explain: String,
    /// Everyday words for it.
    #[serde(default)]
    #[schemars(title = "大家的叫法")]
    pub aliases: Vec<String>,
    /// Where the facts hold.
    #[schemars(title = "适用地区")]
    pub region: RegionFile,
    /// The department that answers for the whole.
    #[schemars(with = "Id", title = "牵头部门")]
    pub lead: Name,
    /// Halls where a person helps with it, see `city/city.yaml`.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "办事大厅")]
    pub halls: Vec<Name>,
    /// Within which everything is done.
    #[schemars(title = "承诺总时限")]
    pub promise: Option<PromiseFile>,
    /// What becomes of the others when one item is refused.
    #[schemars(title = "一部分没办成怎么算")]
    pub partial: Option<SourcedFile>,
    /// Where the facts come from.
    #[schemars(title = "来源")]
    pub sources: Vec<SourceFile>,
    /// Before and after joining the items into one.
    #[schemars(title = "改革前后对比")]
    pub changes: Option<ChangesFile>,
    /// Who may use the joined way.
    #[serde(default)]
    #[schemars(title = "谁能这样办")]
    pub eligibility: Vec<EligibilityFile>,
    /// Whom and what the form speaks of.
    #[schemars(title = "主体：表里说的人和物")]
    pub subjects: Vec<SubjectFile>,
    /// Who applies together, each with own fields, consent and signature.
    #[serde(default)]
    #[schemars(title = "一起申请的人")]
    pub parties: Vec<PartyFile>,
    /// What can be applied for once more at once: the other twin.
    #[schemars(title = "同样再办一份")]
    pub again: Option<AgainFile>,
    /// Which subject the person applying is.
    #[schemars(title = "申请人是哪个主体")]
    pub applicant: ApplicantFile,
    /// What must be known before a list can be made.
    #[serde(default)]
    #[schemars(title = "先问的问题")]
    pub questions: Vec<QuestionFile>,
    /// What is read from registers, in this order, once the citizen consents.
    #[serde(default)]
    #[schemars(title = "向哪些数据源查")]
    pub registers: Vec<ReadFile>,
    /// The pages of the form.
    #[schemars(title = "表的每一页")]
    pub topics: Vec<TopicFile>,
    /// What the departments do.
    #[schemars(title = "事项")]
    pub items: Vec<ItemFile>,
    /// Items of which only one is done (择一).
    #[serde(default)]
    #[schemars(title = "择一：同组只办一个")]
    pub one_of: Vec<OneOfFile>,
    /// Papers.
    #[serde(default)]
    #[schemars(title = "材料")]
    pub materials: Vec<MaterialFile>,
    /// What people ask.
    #[serde(default)]
    #[schemars(title = "常见问题")]
    pub faq: Vec<FaqFile>,
}

/// The place whose rules the theme states.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegionFile {
    /// Division code.
    #[schemars(title = "区划代码，六位")]
    pub code: String,
    /// Name on the page.
    #[schemars(title = "地名")]
    pub name: String,
    /// The real place the facts were taken from.
    #[schemars(title = "参照的真实地方")]
    pub modelled_on: Option<String>,
}

/// One place facts were taken from.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// Short id used in `sources:`.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Title of the law, guide or page.
    #[schemars(title = "标题")]
    pub title: String,
    /// `law`, `guide`, `page` or `illustration` (invented for the sandbox, shown as an example).
    #[schemars(title = "law 法规、guide 指南、page 网页、illustration 示例")]
    pub kind: SourceKind,
    /// Where it can be read.
    #[schemars(title = "网址")]
    pub address: Option<String>,
}

/// How far a fact can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A law or regulation.
    Law,
    /// An official guide.
    Guide,
    /// Another public page.
    Page,
    /// Invented for the sandbox: always shown as an example.
    Illustration,
}

/// Before and after.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangesFile {
    /// Days until the last result.
    #[schemars(title = "天数")]
    pub days: Option<ChangeFile>,
    /// Papers to bring.
    #[schemars(title = "材料份数")]
    pub materials: Option<ChangeFile>,
    /// Steps.
    #[schemars(title = "步骤")]
    pub steps: Option<ChangeFile>,
    /// Trips to a counter.
    #[schemars(title = "跑几趟")]
    pub trips: Option<ChangeFile>,
    /// Where the figures come from.
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}

/// One figure before and after.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFile {
    /// Before.
    #[schemars(title = "以前")]
    pub before: u32,
    /// After.
    #[schemars(title = "现在")]
    pub after: u32,
}

/// One condition for using the joined way.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EligibilityFile {
    /// The condition in words.
    #[schemars(title = "条件，一句话")]
    pub text: String,
    /// Whom it concerns; everybody without it.
    #[schemars(title = "只对谁")]
    pub concerns: Option<ConditionFile>,
    /// The condition as a rule; without it a person must judge.
    #[schemars(title = "怎么判断")]
    pub when: Option<ConditionFile>,
    /// What to do instead.
    #[schemars(title = "不符合时怎么办")]
    pub otherwise: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}

/// Items of which only one is done.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneOfFile {
    /// Short id; `after` can name it.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// What the citizen chooses between, as a question.
    #[schemars(title = "怎么问")]
    pub ask: String,
    /// How to choose.
    #[schemars(title = "怎么选")]
    pub hint: Option<String>,
    /// The items, the usual one first.
    #[schemars(with = "Vec<Id>", title = "同组的事项，常用的写前面")]
    pub items: Vec<Name>,
}

/// Within which everything is done.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromiseFile {
    /// How many days.
    #[schemars(title = "几天")]
    pub days: At<u32>,
    /// `working` (the default) or `natural`.
    #[serde(default)]
    #[schemars(title = "working 工作日，natural 自然日")]
    pub kind: DayKindFile,
    /// Not from a source: shown as an example.
    #[serde(default)]
    #[schemars(title = "只是示例")]
    pub illustrative: bool,
    /// What it measures; needed where a single step takes longer.
    #[schemars(title = "怎么算的，有一步比它长就要写")]
    pub explain: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}

/// A sentence and where it comes from.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourcedFile {
    /// The sentence.
    #[schemars(title = "一句话")]
    pub text: String,
    /// Where it comes from.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}

/// A question people ask.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaqFile {
    /// The question.
    #[schemars(title = "问")]
    pub ask: String,
    /// The answer.
    #[schemars(title = "答")]
    pub answer: String,
    /// Where it comes from.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}
