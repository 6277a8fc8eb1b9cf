//! Succession: what becomes of a draft that goes on with another version of its theme. Nothing that was typed is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Question, Theme};
use crate::answer::{Answer, Answers, FieldId, Origin, UNSURE};
use crate::field::{Element, Kind};
use crate::id::{FileId, ItemId, MaterialId, ThemeVersionId};
use crate::register::Record;

/// From one version to another, on a day.
#[derive(Debug, Clone, Copy)]
pub struct Succession<'a> {
    /// The version of before.
    pub old: &'a Theme,
    /// The version of now.
    pub new: &'a Theme,
    /// The day answers are judged on.
    pub today: NaiveDate,
}

/// What a citizen put into a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// What was answered.
    pub answers: Answers,
    /// What a second device answered instead.
    pub rivals: BTreeMap<FieldId, String>,
    /// What was typed and has no place, the latest last.
    pub aside: Vec<Aside>,
    /// The items that were picked.
    pub chosen: Option<BTreeSet<ItemId>>,
    /// The papers that were handed in.
    pub files: BTreeMap<FileId, Paper>,
}

/// Something typed that is the answer to nothing any more, or belongs to a record that does not speak now: it is kept until the draft is
/// submitted or deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The field that asks again for it, by now perhaps under another name; the one it was typed into where none does.
    pub field: FieldId,
    /// The field it was typed into.
    pub typed_as: FieldId,
    /// The version that asked; none for the one that is left just now.
    pub version: Option<ThemeVersionId>,
    /// What that asked for, where it is known.
    pub element: Option<Arc<Element>>,
    /// The record beside which it was typed, where it waits for that to be the right one again.
    pub beside: Option<Record>,
    /// The text.
    pub text: String,
}

/// For which material a file was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The material.
    pub material: MaterialId,
    /// Its official code.
    pub code: Option<String>,
}

/// What becomes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It answers this field.
    Stays(FieldId),
    /// This field takes its place, and asks for something else.
    AskedAgain(FieldId),
    /// Nothing asks for it.
    Dropped,
}

impl Succession<'_> {
    /// The draft in the new version.
    #[must_use]
    pub fn carry(&self, held: &Held) -> Held {
        let mut next = Held {
            answers: Answers::default(),
            rivals: BTreeMap::new(),
            aside: held.aside.iter().map(|aside| self.follow(aside)).collect(),
            chosen: held.chosen.as_ref().map(|chosen| self.still_there(chosen)),
            files: held
                .files
                .iter()
                .map(|(id, paper)| (id.clone(), self.paper(paper)))
                .collect(),
        };
        // Before the answers: of what is put aside the latest has its place again first.
        for (field, text) in &held.rivals {
            self.carry_rival(field, text, &mut next);
        }
        let keeps_its_name = |field: &FieldId| self.place(field).is_none_or(|(place, _)| place == *field);
        let (own, renamed): (Vec<_>, Vec<_>) = held.answers.iter().partition(|(field, _)| keeps_its_name(field));
        // Where two come to one place, what was there has it.
        for (field, answer) in own.into_iter().chain(renamed) {
            self.carry_answer(field, answer, &mut next);
        }
        self.take_back(held.aside.len(), &mut next);
        // What two devices wrote differently can be one name by now.
        let says_so = |place: &FieldId, text: &str| next.answers.text(place) == Some(text);
        next.rivals
            .retain(|place, text| self.listed(place).is_none() || !says_so(place, text));
        next
    }

    /// What becomes of a text that was typed into a field of the old version.
    #[must_use]
    pub fn fate(&self, field: &FieldId, text: &str) -> Fate {
        self.fate_of(field, self.old.element(field).map(|element| &element.kind), text)
    }

    fn fate_of(&self, field: &FieldId, kind: Option<&Kind>, text: &str) -> Fate {
        let Some((place, element)) = self.place(field) else {
            return Fate::Dropped;
        };
        let says = |old: &Kind| says_the_same(old, &element.kind, text, self.today);
        if kind.map_or_else(|| element.kind.read(text, self.today).is_ok(), says) {
            Fate::Stays(place)
        } else {
            Fate::AskedAgain(place)
        }
    }

    /// The field of the new version that is this one of the old, and what it asks for.
    #[must_use]
    pub fn place(&self, field: &FieldId) -> Option<(FieldId, &Arc<Element>)> {
        if let Some(element) = self.asked(field) {
            return Some((field.clone(), element));
        }
        let before = self.old.field(field).and_then(|known| known.was.as_ref());
        let is_it = |name: &FieldId| *name == field.at(0) || Some(name) == before;
        let mut fields = self.new.topics.iter().flat_map(|topic| &topic.fields);
        let renamed = fields.find(|new| is_it(&new.id) || new.was.as_ref().is_some_and(is_it))?;
        let place = renamed.id.at(field.index);
        let element = self.asked(&place)?;
        Some((place, element))
    }

    /// The names of a list, where the new version asks for one of them.
    fn listed(&self, place: &FieldId) -> Option<&Kind> {
        let kind = self.asked(place).map(|element| &element.kind);
        kind.filter(|kind| matches!(kind, Kind::Listed { .. }))
    }

    /// A text as it is kept in its place: a name of a list in full, as it is understood where it is typed now.
    fn in_full(&self, place: &FieldId, text: &str) -> String {
        let name = self.listed(place).and_then(|names| names.read(text, self.today).ok());
        name.unwrap_or_else(|| text.to_owned())
    }

    /// An answer as it is kept in its place.
    fn kept(&self, place: &FieldId, answer: &Answer) -> Answer {
        Answer {
            text: self.in_full(place, &answer.text),
            ..answer.clone()
        }
    }

    /// What the new version asks for in this field; nothing for one more than there can be.
    fn asked(&self, field: &FieldId) -> Option<&Arc<Element>> {
        let there_can_be = self.new.many(&field.subject).map_or(1, |many| many.most);
        self.new.element(field).filter(|_| field.index < there_can_be.max(1))
    }

    fn carry_answer(&self, field: &FieldId, answer: &Answer, next: &mut Held) {
        if answer.is_known() {
            // Registers and the account answer by themselves, asked or not.
            next.answers.set(field.clone(), self.kept(field, answer));
            return;
        }
        if answer.text.is_empty() || answer.text == UNSURE {
            let place = self.place(field).filter(|(place, _)| next.answers.get(place).is_none());
            if let Some((place, _)) = place.filter(|_| !self.must_know_now(field, &answer.text)) {
                next.answers.set(place, answer.clone());
            }
            return;
        }
        match self.fate(field, &answer.text) {
            Fate::Stays(place) if next.answers.get(&place).is_none_or(Answer::is_known) => {
                let kept = self.kept(&place, answer);
                next.answers.set(place, kept);
            }
            _ => self.put_aside(field, &answer.text, next),
        }
    }

    /// Whether 不确定 was an answer and is none any more.
    fn must_know_now(&self, field: &FieldId, text: &str) -> bool {
        let question = |theme: &Theme| {
            let mut questions = theme.questions.iter();
            questions
                .find(|question| question.field == *field)
                .map(Question::may_be_unsure)
        };
        text == UNSURE && question(self.new) == Some(false) && question(self.old) != Some(false)
    }

    fn carry_rival(&self, field: &FieldId, text: &str, next: &mut Held) {
        match self.fate(field, text) {
            Fate::Stays(place) if !next.rivals.contains_key(&place) => {
                let kept = self.in_full(&place, text);
                next.rivals.insert(place, kept);
            }
            _ => self.put_aside(field, text, next),
        }
    }

    fn put_aside(&self, field: &FieldId, text: &str, next: &mut Held) {
        let aside = Aside {
            field: self.named_now(field),
            typed_as: field.clone(),
            version: None,
            element: self.old.element(field).cloned(),
            beside: None,
            text: text.to_owned(),
        };
        if !text.is_empty() && !next.aside.contains(&aside) {
            next.aside.push(aside);
        }
    }

    fn follow(&self, aside: &Aside) -> Aside {
        Aside {
            field: self.named_now(&aside.field),
            ..aside.clone()
        }
    }

    fn named_now(&self, field: &FieldId) -> FieldId {
        self.place(field).map_or_else(|| field.clone(), |(place, _)| place)
    }

    /// What was put aside before and has a place again answers it, unless something else was typed there; the latest first. What waits
    /// for a record goes on waiting.
    fn take_back(&self, before: usize, next: &mut Held) {
        for at in (0..before).rev() {
            let Some(aside) = next.aside.get(at).filter(|aside| aside.beside.is_none()) else {
                continue;
            };
            let kind = aside.element.as_ref().map(|element| &element.kind);
            let Fate::Stays(place) = self.fate_of(&aside.field, kind, &aside.text) else {
                continue;
            };
            let there = next.answers.get(&place);
            if there.is_none_or(Answer::is_known) {
                let contested = there.is_some_and(|known| known.origin != Origin::Account);
                let answer = Answer {
                    text: self.in_full(&place, &next.aside.remove(at).text),
                    origin: Origin::Citizen,
                    as_of: self.today,
                    contested,
                };
                next.answers.set(place, answer);
            }
        }
    }

    fn still_there(&self, chosen: &BTreeSet<ItemId>) -> BTreeSet<ItemId> {
        let is_there = |id: &&ItemId| self.new.item(id).is_some();
        chosen.iter().filter(is_there).cloned().collect()
    }

    /// The paper as one of the new version: by the name of its material, or by the official code. One that nothing asks for
    /// stays as it is.
    #[must_use]
    pub fn paper(&self, paper: &Paper) -> Paper {
        let mut materials = self.new.materials.iter();
        let same_code = |code: &Option<String>| code.is_some() && *code == paper.code;
        if materials.clone().any(|known| known.id == paper.material) {
            return paper.clone();
        }
        match materials.find(|known| same_code(&known.code)) {
            Some(known) => Paper {
                material: known.id.clone(),
                ..paper.clone()
            },
            None => paper.clone(),
        }
    }
}

/// Whether a text that was an answer of one kind says the same as one of another kind. A wrong one of the same kind stays to be
/// put right.
fn says_the_same(old: &Kind, new: &Kind, text: &str, today: NaiveDate) -> bool {
    let reads = |kind: &Kind| kind.read(text, today);
    match (old, new) {
        (old, new) if old == new || is_one_sort(old, new) => true,
        (Kind::Choice(_) | Kind::Choices(_), Kind::Choice(_) | Kind::Choices(_)) => {
            reads(old).is_ok() && reads(new).is_ok()
        }
        (old, Kind::Listed { .. }) if is_free(old) => reads(new).is_ok(),
        (old, new) if is_written(old) && is_written(new) => {
            let is_sound = |kind: &Kind| is_free(kind) || reads(kind).is_ok_and(|canonical| canonical == text);
            is_sound(old) && is_sound(new)
        }
        _ => false,
    }
}

/// Whether they differ in no more than how much they take.
fn is_one_sort(old: &Kind, new: &Kind) -> bool {
    match (old, new) {
        (Kind::Number { unit: old, .. }, Kind::Number { unit: new, .. }) => old == new,
        (Kind::Date(_), Kind::Date(_))
        | (Kind::DateTime(_), Kind::DateTime(_))
        | (Kind::Month(_), Kind::Month(_))
        | (Kind::Period(_), Kind::Period(_))
        | (Kind::Money { .. }, Kind::Money { .. })
        | (Kind::Place { .. }, Kind::Place { .. }) => true,
        (old, new) => is_free(old) && is_free(new),
    }
}

fn is_free(kind: &Kind) -> bool {
    matches!(kind, Kind::Text { .. } | Kind::Address { .. })
}

/// Whether an answer is the very characters.
fn is_written(kind: &Kind) -> bool {
    let is_checked = matches!(
        kind,
        Kind::Listed { .. } | Kind::Name | Kind::IdNumber | Kind::Phone | Kind::BankCard | Kind::CreditCode
    );
    is_free(kind) || is_checked
}

#[cfg(test)]
mod tests;
