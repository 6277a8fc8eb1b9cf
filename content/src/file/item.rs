//! Items (事项) as an editor writes them.

use serde::Deserialize;

use super::Name;
use super::condition::ConditionFile;

/// One thing one department does. A part that is missing is lint's to report, so that all are reported at once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// Short id.
    pub id: Name,
    /// Official name.
    pub name: String,
    /// Short name for lists; the result's name usually serves.
    pub short: Option<String>,
    /// Official basic code, where known.
    pub code: Option<String>,
    /// Department id, see `city/city.yaml`.
    pub department: Name,
    /// `subject/element` whose answer decides the office.
    pub office: Option<Name>,
    /// Who does it and how, in a sentence (办理流程).
    #[serde(default)]
    pub explain: String,
    /// 设定依据.
    #[serde(default)]
    pub basis: Vec<BasisFile>,
    /// 受理条件, in words.
    #[serde(default)]
    pub accepts: Vec<String>,
    /// Whether it applies to this person.
    pub applies: Option<AppliesFile>,
    /// The citizen may leave it out without harm.
    #[serde(default)]
    pub optional: bool,
    /// A step the citizen must take in person, in words.
    pub in_person: Option<String>,
    /// Items whose results it needs.
    #[serde(default)]
    pub after: Vec<Name>,
    /// 办理时限.
    pub limit: Option<LimitFile>,
    /// By when the law wants the citizen to ask, in words.
    pub ask_by: Option<String>,
    /// Fee in words; absent means free.
    pub fee: Option<String>,
    /// 结果.
    pub result: Option<ResultFile>,
    /// `subject/element` it needs.
    pub fields: Vec<Name>,
    /// Materials it needs.
    #[serde(default)]
    pub materials: Vec<Name>,
    /// Where the facts come from.
    pub sources: Vec<Name>,
}

/// A legal basis.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasisFile {
    /// Name of the law or document.
    pub law: String,
    /// Article.
    pub article: Option<String>,
    /// Source id.
    pub source: Option<Name>,
}

/// Whether an item applies, with its reason in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppliesFile {
    /// The rule.
    pub when: ConditionFile,
    /// Why it applies.
    pub because: String,
    /// Why it does not.
    pub otherwise: String,
}

/// 办理时限: the promised one and, where it is known, the statutory one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitFile {
    /// What the office promises.
    pub promised: TermFile,
    /// What the law allows at the most.
    pub statutory: Option<TermFile>,
    /// Not from a source: shown as an example.
    #[serde(default)]
    pub illustrative: bool,
}

/// A number of days.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermFile {
    /// How many.
    pub days: u32,
    /// `working` (the default) or `natural`.
    #[serde(default)]
    pub kind: DayKindFile,
}

/// Which days count.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKindFile {
    /// Working days by the statutory calendar.
    #[default]
    Working,
    /// Every day; a rest day at the end moves it on.
    Natural,
}

/// What the citizen gets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultFile {
    /// Name of the paper, record or payment.
    pub name: String,
    /// What people say when it is there: 已签发.
    pub done: Option<String>,
    /// How it reaches the citizen.
    pub delivery: Option<String>,
}
