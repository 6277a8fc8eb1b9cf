//! A region edition (区县实施版) as an editor writes it: a few lines over a theme, each replaced value with what it was.

use schemars::JsonSchema;
use serde::Deserialize;

use super::item::{FeeFile, TermFile};
use super::material::MaterialFile;
use super::{At, FaqFile, Name, RegionFile, SourceFile};
use crate::schema::Id;

/// A whole `editions/<code>.yaml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionFile {
    /// Format number, the same as the theme's.
    #[schemars(title = "格式编号，写 1")]
    pub format: At<u32>,
    /// Slug of the theme it stands on.
    #[schemars(with = "Id", title = "主题的编号")]
    pub theme: Name,
    /// The county it is for; its code names the file.
    #[schemars(title = "哪个区县")]
    pub region: RegionFile,
    /// More sources.
    #[serde(default)]
    #[schemars(title = "另加的来源")]
    pub sources: Vec<SourceFile>,
    /// Another total.
    #[schemars(title = "总时限")]
    pub promise: Option<ReplacedFile<TermFile>>,
    /// Other halls.
    #[schemars(with = "Option<ReplacedFile<Vec<Id>>>", title = "办事大厅")]
    pub halls: Option<ReplacedFile<Vec<Name>>>,
    /// What is different about items.
    #[serde(default)]
    #[schemars(title = "改了哪些事项")]
    pub items: Vec<ItemEditionFile>,
    /// More papers.
    #[serde(default)]
    #[schemars(title = "另加的材料")]
    pub materials: Vec<MaterialFile>,
    /// More questions people ask.
    #[serde(default)]
    #[schemars(title = "另加的常见问题")]
    pub faq: Vec<FaqFile>,
}

/// A value in place of the theme's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplacedFile<T> {
    /// What the theme said when this was written; when it says something else now, that is reported.
    #[schemars(title = "主题里现在是什么")]
    pub was: At<T>,
    /// What holds in the county.
    #[schemars(title = "本县改成什么")]
    pub now: T,
}

/// What is different about one item.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemEditionFile {
    /// Item id of the theme.
    #[schemars(with = "Id", title = "主题里的事项编号")]
    pub item: Name,
    /// Another promised limit.
    #[schemars(title = "承诺时限")]
    pub limit: Option<ReplacedFile<TermFile>>,
    /// Another explanation.
    #[schemars(title = "办理流程")]
    pub explain: Option<ReplacedFile<String>>,
    /// Another step in person.
    #[schemars(title = "要到场的一步")]
    pub in_person: Option<ReplacedFile<Option<String>>>,
    /// Another number to call.
    #[schemars(title = "问谁（电话）")]
    pub contact: Option<ReplacedFile<Option<String>>>,
    /// Another fee.
    #[schemars(title = "收费")]
    pub fee: Option<ReplacedFile<Option<FeeFile>>>,
    /// Another way the result is delivered.
    #[schemars(title = "怎么领")]
    pub delivery: Option<ReplacedFile<Option<String>>>,
    /// More conditions.
    #[serde(default)]
    #[schemars(title = "另加的受理条件")]
    pub accepts: Vec<String>,
    /// More papers.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "另加的材料")]
    pub materials: Vec<Name>,
    /// Where it comes from.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "来源")]
    pub sources: Vec<Name>,
}
