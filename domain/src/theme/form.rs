//! What is asked: the plan's questions, what registers answer, the pages of the form.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::answer::FieldId;
use crate::condition::Condition;
use crate::field::Element;
use crate::id::{RegisterId, SubjectId, TopicId};

/// One question of the plan.
#[derive(Debug, Clone)]
pub struct Question {
    /// The field the answer is kept under.
    pub field: FieldId,
    /// What can be answered.
    pub element: Arc<Element>,
    /// The question as a person would ask it.
    pub ask: String,
    /// Why it is asked, or how to find out.
    pub hint: Option<String>,
    /// Asked only when this holds.
    pub when: Option<Condition>,
    /// Whoever asks knows the answer: 不确定 is not offered.
    pub must_know: bool,
}

impl Question {
    /// Whether 不确定 is offered: not where one must know, nor where an option of its own says so.
    #[must_use]
    pub fn may_be_unsure(&self) -> bool {
        let says_so = |choice: &crate::field::Choice| choice.id.as_str() == "unsure";
        !self.must_know && !self.element.kind.options().iter().any(says_so)
    }
}

/// One look into a register.
#[derive(Debug, Clone)]
pub struct Read {
    /// The register.
    pub register: RegisterId,
    /// The subject whose ID number opens the record.
    pub of: SubjectId,
    /// Which subject each role of the record is.
    pub about: BTreeMap<String, SubjectId>,
    /// What it is read for, shown before consent.
    pub purpose: String,
    /// Only when this holds.
    pub when: Option<Condition>,
}

/// One page of the form.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Its id, in the address of the page.
    pub id: TopicId,
    /// Title.
    pub title: String,
    /// One sentence beneath it.
    pub intro: Option<String>,
    /// What is asked on it.
    pub fields: Vec<Field>,
}

/// One field of the form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Which answer.
    pub id: FieldId,
    /// What can be answered.
    pub element: Arc<Element>,
    /// Instead of the element's own label.
    pub label: Option<String>,
    /// Instead of the element's own hint.
    pub hint: Option<String>,
    /// May be left empty.
    pub optional: bool,
    /// Asked only when this holds.
    pub when: Option<Condition>,
    /// The field that it was in earlier versions, under another name.
    pub was: Option<FieldId>,
}

impl Field {
    /// Label on the screen.
    #[must_use]
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.element.label)
    }

    /// Help beneath the label.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref().or(self.element.hint.as_deref())
    }
}
