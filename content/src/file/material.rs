//! Materials (材料) as an editor writes them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Name;
use super::condition::ConditionFile;
use super::item::{BasisFile, CommitmentFile, DayKindFile};
use crate::schema::{FieldName, Id};

/// A paper or file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MaterialFile {
    /// Short id.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Name.
    #[schemars(title = "材料名称")]
    pub name: String,
    /// Official or standard code; the material library finds the same paper by it.
    #[schemars(title = "材料编码")]
    pub code: Option<String>,
    /// Who issues it.
    #[schemars(title = "谁出的")]
    pub issued_by: String,
    /// How to photograph or find it.
    #[schemars(title = "怎么拍、怎么找")]
    pub hint: Option<String>,
    /// Needed only when this holds.
    #[schemars(title = "什么时候才要")]
    pub when: Option<ConditionFile>,
    /// May be left out.
    #[serde(default)]
    #[schemars(title = "可以不交")]
    pub optional: bool,
    /// Ways it is not asked for, the first that holds wins.
    #[serde(default)]
    #[schemars(title = "免提交的办法，从上往下第一条合适的算")]
    pub waivers: Vec<WaiverFile>,
    /// One that was handed in can be used again; found by its code.
    #[schemars(title = "材料库：交过的，几个月内还能再用")]
    pub library: Option<LibraryFile>,
    /// It holds until a day that stands on it.
    #[serde(default)]
    #[schemars(title = "上面有有效期")]
    pub expires: bool,
    /// How many pages or sides it has.
    #[schemars(title = "至少几页、几面")]
    pub pages: Option<PagesFile>,
    /// What the law wants of it.
    #[serde(default)]
    #[schemars(title = "法律规定的：不合就不能提交")]
    pub must: Vec<MustFile>,
    /// 容缺: it may follow.
    #[schemars(title = "容缺：可以后补")]
    pub defer: Option<DeferFile>,
    /// 告知承诺: a promise serves instead.
    #[schemars(title = "可以用承诺代替")]
    pub commitment: Option<CommitmentFile>,
    /// What a photo must be like.
    #[schemars(title = "照片的要求")]
    pub picture: Option<PictureFile>,
    /// The kinds of file that are taken; all when none is named.
    #[serde(default)]
    #[schemars(title = "收哪些文件；不写就是都收")]
    pub formats: Vec<FormatFile>,
    /// Where the facts come from.
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}

/// One way a material is not asked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WaiverFile {
    /// The system writes it from the answers.
    Generated(GeneratedFile),
    /// An e-certificate is linked: these facts must come from a register.
    Certificate(KnownFile),
    /// A register is checked instead: these facts must come from it.
    Register(KnownFile),
}

/// `generated: {reason}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GeneratedFile {
    /// The reason in words.
    #[schemars(title = "理由")]
    pub reason: String,
}

/// `register: {knows: [..], reason}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownFile {
    /// `subject/element` that a register must have given.
    #[schemars(with = "Vec<FieldName>", title = "要由数据源给出的数据项")]
    pub knows: Vec<Name>,
    /// The reason in words.
    #[schemars(title = "理由")]
    pub reason: String,
}

/// `library: {months}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LibraryFile {
    /// How long a paper handed in stays good, in months.
    #[schemars(title = "几个月以内交过的算数")]
    pub months: u32,
}

/// `pages: {least, text}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PagesFile {
    /// At least so many.
    #[schemars(title = "至少几页、几面")]
    pub least: u32,
    /// Which.
    #[schemars(title = "哪几页、哪几面")]
    pub text: String,
}

/// `{rule, basis}`: a finding of the pre-check that keeps an application from being submitted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MustFile {
    /// By which rule.
    #[schemars(title = "expired 过期，pages 缺页，picture 照片不合要求")]
    pub rule: MustRuleFile,
    /// Where the law says so.
    #[schemars(title = "依据")]
    pub basis: BasisFile,
}

/// A rule of the pre-check that the law can stand behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MustRuleFile {
    /// It does not hold any more.
    Expired,
    /// Pages or sides are missing.
    Pages,
    /// The photo is not what it must be like.
    Picture,
}

/// A material that may follow (容缺受理).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeferFile {
    /// How many days after acceptance.
    #[schemars(title = "受理后几天内补")]
    pub days: u32,
    /// `working` (the default) or `natural`.
    #[serde(default)]
    #[schemars(title = "working 工作日，natural 自然日")]
    pub kind: DayKindFile,
    /// What happens when it does not come.
    #[schemars(title = "补不上会怎样")]
    pub text: String,
}

/// What a photo must be like.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PictureFile {
    /// Pixels.
    #[schemars(title = "宽（像素）")]
    pub width: Option<u32>,
    /// Pixels.
    #[schemars(title = "高（像素）")]
    pub height: Option<u32>,
    /// Dots per inch.
    #[schemars(title = "分辨率")]
    pub dpi: Option<u32>,
    /// Size of the file.
    #[schemars(title = "文件大小（KB）")]
    pub kilobytes: Option<KilobytesFile>,
    /// Colour of the background.
    #[schemars(title = "背景颜色")]
    pub background: Option<String>,
}

/// Size of a file.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KilobytesFile {
    /// At least.
    #[schemars(title = "至少")]
    pub least: Option<u32>,
    /// At most.
    #[schemars(title = "至多")]
    pub most: Option<u32>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormatFile {
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
    /// A document.
    Pdf,
}
