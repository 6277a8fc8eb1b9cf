//! What was answered, by whom, and as of when.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::id::{ElementId, NotAnId, RegisterId, SubjectId};

/// The identity of an answer: about whom, which element, and which of several. As text: `mother/person.id_number`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId {
    /// About whom or what.
    pub subject: SubjectId,
    /// Which data element.
    pub element: ElementId,
    /// Which of several, from zero.
    pub index: u16,
}

impl FieldId {
    /// The same field of another one of the subject.
    #[must_use]
    pub fn at(&self, index: u16) -> Self {
        Self { index, ..self.clone() }
    }
}

impl FromStr for FieldId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (subject, rest) = text.split_once('/').ok_or(NotAnId)?;
        let (element, index) = match rest.split_once('~') {
            Some((element, index)) => (element, index.parse().map_err(|_| NotAnId)?),
            None => (rest, 0),
        };
        Ok(Self {
            subject: subject.parse()?,
            element: element.parse()?,
            index,
        })
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.subject, self.element)?;
        if self.index > 0 {
            write!(f, "~{}", self.index)
        } else {
            Ok(())
        }
    }
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The citizen typed or chose it.
    Citizen,
    /// The account the citizen signed in with.
    Account,
    /// A register.
    Register(RegisterId),
    /// One of those who apply together, about themselves: nobody else changes it.
    Party,
}

/// The text of an answer to a question of the plan whose asker does not know.
pub const UNSURE: &str = "?";

/// One answer: the text as it stands, valid or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The text as typed or as the register gave it.
    pub text: String,
    /// Who says so.
    pub origin: Origin,
    /// The day the register recorded it, or the citizen said it.
    pub as_of: NaiveDate,
    /// The citizen's answer differs from what a register says.
    pub contested: bool,
}

impl Answer {
    /// Whether it comes from a register or the account rather than from typing.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.origin != Origin::Citizen
    }
}

/// What becomes of a text from a page that may be older than what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// It is the answer now.
    Said,
    /// Nobody changed it on that page: what is stored stays.
    Left,
    /// It was changed there and elsewhere: what is stored stays, and this stands beside it.
    Rival,
}

/// Merges a text into an answer. `was`: the texts the page knew to be stored, what it showed first and what it saved itself
/// last; a page that says nothing of it is believed. [`UNSURE`] is no answer yet, which another one could contradict.
#[must_use]
pub fn merge<'a>(stored: &str, was: impl IntoIterator<Item = &'a str>, said: &str) -> Merged {
    let (mut knew, mut last) = (false, None);
    for text in was {
        knew |= text == stored;
        last = Some(text);
    }
    match last {
        None => Merged::Said,
        Some(_) if knew || stored == said => Merged::Said,
        Some(last) if last == said => Merged::Left,
        Some(_) if stored == UNSURE => Merged::Said,
        Some(_) => Merged::Rival,
    }
}

/// The texts of a page as it was posted: `typed` in one place, `picked` in several. It asked what it knew something of, if only
/// that it was empty: a choice that nobody made is not posted at all. Who only leaves has not answered what is empty yet.
#[must_use]
pub fn posted(
    typed: &BTreeMap<String, String>,
    picked: &BTreeMap<String, Vec<String>>,
    was: &BTreeMap<String, Vec<String>>,
    is_leaving: bool,
) -> BTreeMap<String, String> {
    let parts = |field: &str| {
        let parts = picked.get(field)?;
        parts.iter().any(|part| !part.is_empty()).then(|| parts.join(","))
    };
    let text = |field: &String| typed.get(field).cloned().or_else(|| parts(field)).unwrap_or_default();
    let texts = was.keys().map(|field| (field.clone(), text(field)));
    texts.filter(|(_, text)| !(is_leaving && text.is_empty())).collect()
}

/// All answers of one draft or application.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<FieldId, Answer>);

impl Answers {
    /// The answer to a field, also an empty one.
    #[must_use]
    pub fn get(&self, field: &FieldId) -> Option<&Answer> {
        self.0.get(field)
    }

    /// The text of an answer that says something: neither empty nor [`UNSURE`].
    #[must_use]
    pub fn text(&self, field: &FieldId) -> Option<&str> {
        self.0
            .get(field)
            .map(|answer| answer.text.as_str())
            .filter(|text| !text.is_empty() && *text != UNSURE)
    }

    /// Whether the citizen was asked and does not know.
    #[must_use]
    pub fn is_unsure(&self, field: &FieldId) -> bool {
        self.0.get(field).is_some_and(|answer| answer.text == UNSURE)
    }

    /// How many of a subject there are: one more than the highest index that was answered.
    #[must_use]
    pub fn count_of(&self, subject: &SubjectId) -> u16 {
        let fields = self.0.keys().filter(|field| field.subject == *subject);
        fields.map(|field| field.index.saturating_add(1)).max().unwrap_or(0)
    }

    /// Sets an answer, and gives back the one it replaces.
    pub fn set(&mut self, field: FieldId, answer: Answer) -> Option<Answer> {
        self.0.insert(field, answer)
    }

    /// All answers by field.
    pub fn iter(&self) -> impl Iterator<Item = (&FieldId, &Answer)> {
        self.0.iter()
    }
}

impl FromIterator<(FieldId, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (FieldId, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn answers(list: &[(&str, &str)]) -> Answers {
        let answer = |text: &str| Answer {
            text: text.to_owned(),
            origin: Origin::Citizen,
            as_of: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
            contested: false,
        };
        list.iter()
            .map(|(field, text)| (field.parse().unwrap(), answer(text)))
            .collect()
    }

    #[test]
    fn what_was_changed_on_one_device_only_holds_and_what_was_changed_on_both_is_told() {
        assert_eq!(merge("a", ["a"], "b"), Merged::Said, "changed here");
        assert_eq!(merge("b", ["a"], "a"), Merged::Left, "changed there");
        assert_eq!(merge("b", ["a"], "b"), Merged::Said, "changed alike");
        assert_eq!(merge("b", ["a"], "c"), Merged::Rival, "changed on both");
        assert_eq!(merge("b", [], "c"), Merged::Said, "a page that says nothing of it");
    }

    #[test]
    fn the_first_answer_of_who_did_not_know_contradicts_nobody() {
        assert_eq!(merge(UNSURE, [""], "a"), Merged::Said);
        assert_eq!(merge(UNSURE, [""], ""), Merged::Left, "a page that still does not know");
        assert_eq!(merge(UNSURE, ["a"], "a"), Merged::Left, "not known any more since");
    }

    #[test]
    fn what_a_page_saved_itself_is_no_other_device() {
        assert_eq!(merge("b", ["a", "b"], "c"), Merged::Said, "typed on");
        assert_eq!(merge("b", ["a", "b"], "a"), Merged::Said, "and taken back");
        assert_eq!(merge("a", ["a", "b"], "c"), Merged::Said, "what it sent never arrived");
        assert_eq!(merge("x", ["a", "b"], "b"), Merged::Left, "changed there since");
    }

    #[test]
    fn a_field_is_named_by_subject_element_and_index() {
        for text in ["mother/person.id_number", "shareholder/person.name~2"] {
            assert_eq!(text.parse::<FieldId>().unwrap().to_string(), text);
        }
        for text in ["person.name", "a/b/c", "a/b~x", "/b"] {
            assert!(text.parse::<FieldId>().is_err(), "{text}");
        }
    }

    /// Names of fields and things that are none, each with what stands in it.
    fn maps<T: std::fmt::Debug>(text: impl Strategy<Value = T>) -> impl Strategy<Value = BTreeMap<String, T>> {
        let field = prop_oneof!["[ab]/[cd](~[0-9]{1,5})?", any::<String>()];
        proptest::collection::btree_map(field, text, 0..6)
    }

    proptest! {
        #[test]
        fn a_page_says_something_of_what_it_asked_and_of_nothing_else(
            typed in maps(any::<String>()),
            picked in maps(proptest::collection::vec(any::<String>(), 0..3)),
            was in maps(proptest::collection::vec(any::<String>(), 0..3)),
            is_leaving: bool,
        ) {
            let said = posted(&typed, &picked, &was, is_leaving);
            for (field, text) in &said {
                prop_assert!(was.contains_key(field));
                prop_assert!(typed.get(field).is_none_or(|typed| typed == text), "not what was typed");
            }
            let unsaid = was.keys().filter(|field| !said.contains_key(*field));
            for field in unsaid {
                prop_assert!(is_leaving && typed.get(field).is_none_or(String::is_empty));
            }
        }
    }
}
