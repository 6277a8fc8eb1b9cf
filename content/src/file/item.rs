//! Items (事项) as an editor writes them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Name;
use super::condition::ConditionFile;
use crate::schema::{FieldName, Id};

/// One thing one department does. A part that is missing is lint's to report, so that all are reported at once.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// Short id.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Official name.
    #[schemars(title = "事项名称")]
    pub name: String,
    /// Short name for lists; the result's name usually serves.
    #[schemars(title = "短名")]
    pub short: Option<String>,
    /// Official basic code, where known.
    #[schemars(title = "基本编码")]
    pub code: Option<String>,
    /// Department id, see `city/city.yaml`.
    #[schemars(with = "Id", title = "部门")]
    pub department: Name,
    /// `subject/element` whose answer decides the office.
    #[schemars(with = "Option<FieldName>", title = "看哪个答案定办理点")]
    pub office: Option<Name>,
    /// Who does it and how, in a sentence (办理流程).
    #[serde(default)]
    #[schemars(title = "办理流程：谁来办，怎么办")]
    pub explain: String,
    /// 设定依据.
    #[serde(default)]
    #[schemars(title = "设定依据")]
    pub basis: Vec<BasisFile>,
    /// 受理条件, in words.
    #[serde(default)]
    #[schemars(title = "受理条件")]
    pub accepts: Vec<String>,
    /// Whether it applies to this person.
    #[schemars(title = "要不要办")]
    pub applies: Option<AppliesFile>,
    /// The citizen may leave it out without harm.
    #[serde(default)]
    #[schemars(title = "可以不办")]
    pub optional: bool,
    /// How well whoever asks for it must be known: `real_name` (the default) or `live`.
    #[serde(default)]
    #[schemars(title = "要核到哪一级")]
    pub level: LevelFile,
    /// A step the citizen must take in person, in words.
    #[schemars(title = "要到场的一步")]
    pub in_person: Option<String>,
    /// Where and how it is done, when it is not done here: there is no case for it.
    #[schemars(title = "在线下办的，去哪里办")]
    pub offline: Option<String>,
    /// What to do when it is refused.
    #[schemars(title = "没办成怎么办")]
    pub if_refused: Option<String>,
    /// Items whose results it needs, or groups of which one is needed.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "等这些事项办成")]
    pub after: Vec<Name>,
    /// Items or groups that must be decided before, one way or the other.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "等这些事项有结果")]
    pub after_decided: Vec<Name>,
    /// 办理时限.
    #[schemars(title = "办理时限")]
    pub limit: Option<LimitFile>,
    /// Special procedures, for which the clock stops (行政许可法 art. 45).
    #[serde(default)]
    #[schemars(title = "不算在时限里的程序")]
    pub pauses: Vec<PauseFile>,
    /// 告知承诺: granted on a promise and checked later.
    #[schemars(title = "告知承诺")]
    pub commitment: Option<CommitmentFile>,
    /// When it needs no officer (自动审批).
    #[schemars(title = "什么时候系统直接办结")]
    pub automatic: Option<AutomaticFile>,
    /// Whom to call about it; the office otherwise.
    #[schemars(title = "问谁（电话）")]
    pub contact: Option<String>,
    /// By when the law wants the citizen to ask, in words.
    #[schemars(title = "什么时候以前要来办")]
    pub ask_by: Option<String>,
    /// What it costs; absent means free.
    #[schemars(title = "收费；不写就是不收")]
    pub fee: Option<FeeFile>,
    /// 结果.
    #[schemars(title = "办理结果")]
    pub result: Option<ResultFile>,
    /// `subject/element` it needs.
    #[schemars(with = "Vec<FieldName>", title = "要用的数据项")]
    pub fields: Vec<Name>,
    /// What its office calls some of them: the form asks once, in the words of its page.
    #[serde(default)]
    #[schemars(title = "本事项自己的叫法")]
    pub wording: Vec<WordingFile>,
    /// Materials it needs.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "要交的材料")]
    pub materials: Vec<Name>,
    /// Where the facts come from.
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}

/// How well somebody must be known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LevelFile {
    /// By name and ID number.
    #[default]
    RealName,
    /// There just now, by a face or a finger.
    Live,
}

/// A legal basis.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BasisFile {
    /// Name of the law or document.
    #[schemars(title = "法规或文件名")]
    pub law: String,
    /// Article.
    #[schemars(title = "第几条")]
    pub article: Option<String>,
    /// Source id.
    #[schemars(with = "Option<Id>", title = "来源")]
    pub source: Option<Name>,
}

/// Whether an item applies, with its reason in words.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppliesFile {
    /// The rule.
    #[schemars(title = "怎么判断")]
    pub when: ConditionFile,
    /// Why it applies.
    #[schemars(title = "要办的理由")]
    pub because: String,
    /// Why it does not.
    #[schemars(title = "不用办的理由")]
    pub otherwise: String,
}

/// 办理时限: the promised one and, where it is known, the statutory one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitFile {
    /// What the office promises.
    #[schemars(title = "承诺时限")]
    pub promised: TermFile,
    /// What the law allows at the most.
    #[schemars(title = "法定时限")]
    pub statutory: Option<TermFile>,
    /// Not from a source: shown as an example.
    #[serde(default)]
    #[schemars(title = "只是示例")]
    pub illustrative: bool,
}

/// A number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermFile {
    /// How many.
    #[schemars(title = "几天")]
    pub days: u32,
    /// `working` (the default) or `natural`.
    #[serde(default)]
    #[schemars(title = "working 工作日，natural 自然日")]
    pub kind: DayKindFile,
}

/// Which days count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayKindFile {
    /// Working days by the statutory calendar.
    #[default]
    Working,
    /// Every day; a rest day at the end moves it on.
    Natural,
}

/// What the citizen gets.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultFile {
    /// Name of the paper, record or payment.
    #[schemars(title = "结果名称")]
    pub name: String,
    /// What people say when it is there: 已签发.
    #[schemars(title = "办好了怎么说")]
    pub done: Option<String>,
    /// How it reaches the citizen.
    #[schemars(title = "怎么领")]
    pub delivery: Option<String>,
    /// The ways the citizen can choose from.
    #[serde(default)]
    #[schemars(title = "可以选的领法")]
    pub ways: Vec<WayFile>,
    /// How long it is valid.
    #[schemars(title = "有效多久")]
    pub valid: Option<String>,
}

/// One way a result reaches the citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WayFile {
    /// As an e-certificate or record.
    Electronic,
    /// By post.
    Mail,
    /// At a window.
    Window,
}

/// What it costs: in words, or a fixed sum with words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
pub enum FeeFile {
    /// In words.
    Words(String),
    /// `{fen, words}`.
    Sum {
        /// Fen (分).
        fen: u32,
        /// What for.
        words: String,
    },
}

/// A special procedure that does not count towards the limit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseFile {
    /// What is done: 评残, 现场核查, 公示.
    #[schemars(title = "程序名称")]
    pub name: String,
    /// Who does it and how.
    #[schemars(title = "谁来做，怎么做")]
    pub explain: String,
    /// How long it takes, where known.
    #[schemars(title = "要几天")]
    pub days: Option<TermFile>,
    /// Whether nothing is granted before its days are over.
    #[serde(default)]
    #[schemars(title = "天数满了才能准予")]
    pub binding: bool,
    /// What it rests on.
    #[schemars(title = "依据")]
    pub basis: Option<BasisFile>,
}

/// 告知承诺: the notice, the promise, and what follows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitmentFile {
    /// What must be true, point by point.
    #[schemars(title = "告知的内容，一条一条写")]
    pub notice: Vec<String>,
    /// What a false promise leads to.
    #[schemars(title = "不实的后果")]
    pub consequence: String,
    /// Who cannot promise.
    #[serde(default)]
    #[schemars(title = "谁不能承诺")]
    pub excluded: Vec<String>,
    /// What the applicant promises.
    #[schemars(title = "承诺的话")]
    pub promise: String,
    /// When and how it is checked.
    #[schemars(title = "怎么核查")]
    pub check: String,
    /// Within how long after it was granted; without it, 20 working days.
    #[schemars(title = "办结以后多久内核查，不写就是 20 个工作日")]
    pub check_within: Option<TermFile>,
    /// Where it comes from.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}

/// When an item needs no officer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AutomaticFile {
    /// The rule.
    #[schemars(title = "怎么判断")]
    pub when: ConditionFile,
    /// The rule in words.
    #[schemars(title = "理由，一句话")]
    pub because: String,
}

/// What the office of an item calls a field.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordingFile {
    /// `subject/element`, one of the item's fields.
    #[schemars(with = "FieldName", title = "主体/数据项")]
    pub field: Name,
    /// What it is called there.
    #[schemars(title = "叫什么")]
    pub label: String,
}
