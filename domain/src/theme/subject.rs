//! Whom a theme speaks of: subjects, how many, who applies, who applies with them.

use std::collections::BTreeMap;

use crate::answer::FieldId;
use crate::condition::Condition;
use crate::id::{OptionId, SourceId, SubjectId};

/// Whom or what the form speaks of.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its id in the theme.
    pub id: SubjectId,
    /// On the screen: 孩子, 母亲.
    pub name: String,
    /// There can be several: shareholders, witnesses, earlier addresses.
    pub many: Option<Many>,
    /// It is a child under fourteen, unless its ID number tells otherwise.
    pub child: bool,
}

/// How many of a subject there can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Many {
    /// At least.
    pub least: u16,
    /// At most.
    pub most: u16,
}

/// One of those who apply together.
#[derive(Debug, Clone)]
pub struct Party {
    /// Who.
    pub subject: SubjectId,
    /// Only when this holds.
    pub when: Option<Condition>,
    /// What they agree to.
    pub consent: String,
    /// What they sign.
    pub signs: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
}

/// What can be applied for once more at once.
#[derive(Debug, Clone)]
pub struct Again {
    /// The subject that is another one then; everything answered about the others is copied.
    pub subject: SubjectId,
    /// The offer, in words.
    pub offer: String,
    /// What is copied although it is about the subject.
    pub keep: Vec<FieldId>,
    /// By which two are told apart: what was filed once is not filled in again.
    pub by: Option<FieldId>,
}

/// Which subject the person applying is.
#[derive(Debug, Clone)]
pub enum Applicant {
    /// Always this one.
    Subject(SubjectId),
    /// The answer decides.
    Role(FieldId, BTreeMap<OptionId, SubjectId>),
}
