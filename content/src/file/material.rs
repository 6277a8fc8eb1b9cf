//! Materials (材料) as an editor writes them.

use serde::Deserialize;

use super::Name;
use super::condition::ConditionFile;

/// A paper or file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialFile {
    /// Short id.
    pub id: Name,
    /// Name.
    pub name: String,
    /// Official or standard code; the material library finds the same paper by it.
    pub code: Option<String>,
    /// Who issues it.
    pub issued_by: String,
    /// How to photograph or find it.
    pub hint: Option<String>,
    /// Needed only when this holds.
    pub when: Option<ConditionFile>,
    /// May be left out.
    #[serde(default)]
    pub optional: bool,
    /// Ways it is not asked for, the first that holds wins.
    #[serde(default)]
    pub waivers: Vec<WaiverFile>,
    /// Where the facts come from.
    pub sources: Vec<Name>,
}

/// One way a material is not asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WaiverFile {
    /// The system writes it from the answers.
    Generated(GeneratedFile),
    /// An e-certificate is linked: these facts must come from a register.
    Certificate(KnownFile),
    /// A register is checked instead: these facts must come from it.
    Register(KnownFile),
    /// The citizen handed it in before.
    Library(LibraryFile),
}

/// `generated: {reason}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeneratedFile {
    /// The reason in words.
    pub reason: String,
}

/// `register: {knows: [..], reason}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFile {
    /// `subject/element` that a register must have given.
    pub knows: Vec<Name>,
    /// The reason in words.
    pub reason: String,
}

/// `library: {months, reason}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryFile {
    /// How long a paper handed in stays good, in months.
    pub months: u32,
    /// The reason in words.
    pub reason: String,
}
