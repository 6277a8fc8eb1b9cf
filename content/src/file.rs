//! The authoring format of a theme, exactly as a theme editor writes it: untrusted, every reference with its place in the file.

pub mod calendar;
pub mod city;
pub mod condition;
pub mod element;
pub mod item;
pub mod material;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

use condition::ConditionFile;
use item::ItemFile;
use material::MaterialFile;

/// The format number this release reads; a stored version keeps the number it was written in.
pub const FORMAT: u32 = 1;

/// A reference to something named elsewhere, with its line.
pub type Name = Spanned<String>;

/// A whole `theme.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeFile {
    /// Format number, [`FORMAT`].
    pub format: Spanned<u32>,
    /// Address of the guide: `/themes/{slug}`.
    pub slug: Name,
    /// What people call the life event.
    pub name: String,
    /// What an application is called once its subject is known, with `{subject/element}` places.
    pub title: Option<Spanned<String>>,
    /// The life event in one sentence.
    pub summary: String,
    /// Everyday words for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where the facts hold.
    pub region: RegionFile,
    /// The department that answers for the whole.
    pub lead: Name,
    /// Where the facts come from.
    pub sources: Vec<SourceFile>,
    /// Before and after joining the items into one.
    pub changes: Option<ChangesFile>,
    /// Who may use the joined way.
    #[serde(default)]
    pub eligibility: Vec<EligibilityFile>,
    /// Whom and what the form speaks of.
    pub subjects: Vec<SubjectFile>,
    /// Which subject the person applying is.
    pub applicant: ApplicantFile,
    /// What must be known before a list can be made.
    #[serde(default)]
    pub questions: Vec<QuestionFile>,
    /// What is read from registers, in this order, once the citizen consents.
    #[serde(default)]
    pub registers: Vec<ReadFile>,
    /// The pages of the form.
    pub topics: Vec<TopicFile>,
    /// What the departments do.
    pub items: Vec<ItemFile>,
    /// Papers.
    #[serde(default)]
    pub materials: Vec<MaterialFile>,
    /// What people ask.
    #[serde(default)]
    pub faq: Vec<FaqFile>,
}

/// The place whose rules the theme states.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionFile {
    /// Division code.
    pub code: String,
    /// Name on the page.
    pub name: String,
    /// The real place the facts were taken from.
    pub modelled_on: Option<String>,
}

/// One place facts were taken from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// Short id used in `sources:`.
    pub id: Name,
    /// Title of the law, guide or page.
    pub title: String,
    /// `law`, `guide`, `page` or `illustration` (invented for the sandbox, shown as an example).
    pub kind: SourceKind,
    /// Where it can be read.
    pub address: Option<String>,
}

/// How far a fact can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesFile {
    /// Days until the last result.
    pub days: Option<ChangeFile>,
    /// Papers to bring.
    pub materials: Option<ChangeFile>,
    /// Steps.
    pub steps: Option<ChangeFile>,
    /// Trips to a counter.
    pub trips: Option<ChangeFile>,
    /// Where the figures come from.
    pub sources: Vec<Name>,
}

/// One figure before and after.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeFile {
    /// Before.
    pub before: u32,
    /// After.
    pub after: u32,
}

/// One condition for using the joined way.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EligibilityFile {
    /// The condition in words.
    pub text: String,
    /// The condition as a rule; without it a person must judge.
    pub when: Option<ConditionFile>,
    /// What to do instead.
    pub otherwise: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub sources: Vec<Name>,
}

/// Whom or what the form speaks of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectFile {
    /// Short id, the part before the slash.
    pub id: Name,
    /// On the screen: 孩子, 母亲.
    pub name: String,
}

/// Which subject the person applying is: always the same, or decided by an answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ApplicantFile {
    /// Always this subject.
    Subject(Name),
    /// The answer decides.
    Role(RoleFile),
}

/// `role: {field, subjects: {option: subject}}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleFile {
    /// `subject/element` of a choice.
    pub field: Name,
    /// The subject for each option.
    pub subjects: BTreeMap<String, Name>,
}

/// One question of the plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionFile {
    /// `subject/element` the answer is kept under.
    pub field: Name,
    /// The question as a person would ask it.
    pub ask: String,
    /// Why it is asked, or how to find out.
    pub hint: Option<String>,
    /// Asked only when this holds.
    pub when: Option<ConditionFile>,
}

/// One look into a register.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadFile {
    /// Register id, see `city/city.yaml`.
    pub register: Name,
    /// The subject whose ID number opens the record.
    pub of: Name,
    /// Which subject of the theme each role of the record is.
    pub about: BTreeMap<String, Name>,
    /// What it is read for, shown before consent.
    pub purpose: String,
    /// Only when this holds.
    pub when: Option<ConditionFile>,
}

/// One page of the form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicFile {
    /// Short id, in the address of the page.
    pub id: Name,
    /// Title.
    pub title: String,
    /// One sentence beneath it.
    pub intro: Option<String>,
    /// What is asked on it.
    pub fields: Vec<FieldFile>,
}

/// One field of the form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    /// `subject/element`.
    pub field: Name,
    /// Instead of the element's own label.
    pub label: Option<String>,
    /// Instead of the element's own hint.
    pub hint: Option<String>,
    /// May be left empty.
    #[serde(default)]
    pub optional: bool,
    /// Asked only when this holds.
    pub when: Option<ConditionFile>,
    /// Where the rule comes from.
    #[serde(default)]
    pub sources: Vec<Name>,
}

/// A question people ask.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaqFile {
    /// The question.
    pub ask: String,
    /// The answer.
    pub answer: String,
    /// Where it comes from.
    #[serde(default)]
    pub sources: Vec<Name>,
}
