//! A life event as it is published: guide, item graph, form, materials and limits in one object.

pub mod item;
pub mod material;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use crate::answer::{Answers, FieldId};
use crate::condition::Condition;
use crate::field::Element;
use crate::id::{DepartmentId, ItemId, OptionId, RegisterId, Slug, SourceId, SubjectId, TopicId};
use item::Item;
use material::Material;

/// A theme before its item graph was checked.
#[derive(Debug, Clone)]
pub struct ThemeDraft {
    /// Address of the guide.
    pub slug: Slug,
    /// What people call the life event.
    pub name: String,
    /// What an application is called, with `{subject/element}` places.
    pub title: Option<String>,
    /// The life event in one sentence.
    pub summary: String,
    /// Everyday words for it.
    pub aliases: Vec<String>,
    /// Where the facts hold.
    pub region: Region,
    /// The department that answers for the whole.
    pub lead: DepartmentId,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// Before and after joining the items into one.
    pub changes: Option<Changes>,
    /// Who may use the joined way.
    pub eligibility: Vec<Eligibility>,
    /// Whom and what the form speaks of.
    pub subjects: Vec<Subject>,
    /// Which subject the person applying is.
    pub applicant: Applicant,
    /// What must be known before a list can be made.
    pub questions: Vec<Question>,
    /// What is read from registers, in this order.
    pub reads: Vec<Read>,
    /// The pages of the form.
    pub topics: Vec<Topic>,
    /// What the departments do, in the order a reader expects.
    pub items: Vec<Item>,
    /// Papers.
    pub materials: Vec<Material>,
    /// What people ask.
    pub faq: Vec<Faq>,
}

/// The place whose rules the theme states.
#[derive(Debug, Clone)]
pub struct Region {
    /// Division code.
    pub code: String,
    /// Name on the page.
    pub name: String,
    /// The real place the facts were taken from.
    pub modelled_on: Option<String>,
}

/// One place facts were taken from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its id in the theme.
    pub id: SourceId,
    /// Title of the law, guide or page.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
    /// Invented for the sandbox: what rests on it is shown as an example.
    pub illustrative: bool,
}

/// Before and after.
#[derive(Debug, Clone)]
pub struct Changes {
    /// Days until the last result.
    pub days: Option<Change>,
    /// Papers to bring.
    pub materials: Option<Change>,
    /// Steps.
    pub steps: Option<Change>,
    /// Trips to a counter.
    pub trips: Option<Change>,
    /// Where the figures come from.
    pub sources: Vec<SourceId>,
}

/// One figure before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Before.
    pub before: u32,
    /// After.
    pub after: u32,
}

/// One condition for using the joined way.
#[derive(Debug, Clone)]
pub struct Eligibility {
    /// The condition in words.
    pub text: String,
    /// The condition as a rule; without it a person must judge.
    pub when: Option<Condition>,
    /// What to do instead.
    pub otherwise: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
}

/// Whom or what the form speaks of.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its id in the theme.
    pub id: SubjectId,
    /// On the screen: 孩子, 母亲.
    pub name: String,
}

/// Which subject the person applying is.
#[derive(Debug, Clone)]
pub enum Applicant {
    /// Always this one.
    Subject(SubjectId),
    /// The answer decides.
    Role(FieldId, BTreeMap<OptionId, SubjectId>),
}

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

/// A question people ask.
#[derive(Debug, Clone)]
pub struct Faq {
    /// The question.
    pub ask: String,
    /// The answer.
    pub answer: String,
}

/// Why a draft is no theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// An item waits for one that is not there.
    #[error("{item} waits for {unknown}, which the theme does not have")]
    UnknownItem {
        /// The item that waits.
        item: ItemId,
        /// The one that is not there.
        unknown: ItemId,
    },
    /// Items that wait for each other.
    #[error("these items wait for each other: {}", .0.iter().map(ItemId::as_str).collect::<Vec<_>>().join(", "))]
    Cycle(Vec<ItemId>),
    /// Two items of one name.
    #[error("two items are called {0}")]
    Twice(ItemId),
}

/// A theme whose item graph is sound: every prerequisite exists, none waits for itself.
#[derive(Debug, Clone)]
pub struct Theme {
    draft: ThemeDraft,
    /// Positions of `items`, prerequisites first.
    order: Vec<usize>,
    /// For each item, the positions of the items it waits for.
    after: Vec<Vec<usize>>,
}

/// Everything can be read, nothing changed.
impl Deref for Theme {
    type Target = ThemeDraft;
    fn deref(&self) -> &ThemeDraft {
        &self.draft
    }
}

impl TryFrom<ThemeDraft> for Theme {
    type Error = ThemeError;

    fn try_from(draft: ThemeDraft) -> Result<Self, ThemeError> {
        let mut place = BTreeMap::new();
        for (index, item) in draft.items.iter().enumerate() {
            if place.insert(&item.id, index).is_some() {
                return Err(ThemeError::Twice(item.id.clone()));
            }
        }
        let find = |item: &Item, needed: &ItemId| {
            let unknown = || ThemeError::UnknownItem {
                item: item.id.clone(),
                unknown: needed.clone(),
            };
            place.get(needed).copied().ok_or_else(unknown)
        };
        let after_of = |item: &Item| item.after.iter().map(|needed| find(item, needed)).collect();
        let after = draft
            .items
            .iter()
            .map(after_of)
            .collect::<Result<Vec<Vec<usize>>, _>>()?;
        let order = prerequisites_first(&after).map_err(|stuck| {
            ThemeError::Cycle(
                stuck
                    .into_iter()
                    .filter_map(|index| draft.items.get(index))
                    .map(|item| item.id.clone())
                    .collect(),
            )
        })?;
        Ok(Self { draft, order, after })
    }
}

/// Positions with every prerequisite before what needs it, otherwise in the given order; or those that wait for each other.
fn prerequisites_first(after: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut order = Vec::with_capacity(after.len());
    let mut waiting: Vec<usize> = (0..after.len()).collect();
    while !waiting.is_empty() {
        let is_ready = |index: &usize| {
            after
                .get(*index)
                .is_some_and(|needed| needed.iter().all(|one| order.contains(one)))
        };
        let (ready, stuck): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|index| is_ready(index));
        if ready.is_empty() {
            return Err(stuck);
        }
        order.extend(ready);
        waiting = stuck;
    }
    Ok(order)
}

impl Theme {
    /// Items with every prerequisite before what needs it, with their positions in `items`.
    #[must_use]
    pub fn prerequisites_first(&self) -> impl DoubleEndedIterator<Item = (usize, &Item)> {
        self.order
            .iter()
            .filter_map(|index| self.items.get(*index).map(|item| (*index, item)))
    }

    /// Positions of the items that the item at this position waits for.
    #[must_use]
    pub fn after(&self, position: usize) -> &[usize] {
        self.after.get(position).map_or(&[], Vec::as_slice)
    }

    /// The item of this id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The subject the person applying is, once it is known.
    #[must_use]
    pub fn applicant_subject(&self, answers: &Answers) -> Option<&SubjectId> {
        match &self.applicant {
            Applicant::Subject(subject) => Some(subject),
            Applicant::Role(field, subjects) => answers
                .text(field)
                .and_then(|text| text.parse().ok())
                .and_then(|option: OptionId| subjects.get(&option)),
        }
    }

    /// The field of the form or question of the plan that asks for this answer.
    #[must_use]
    pub fn element(&self, id: &FieldId) -> Option<&Arc<Element>> {
        let question = self
            .questions
            .iter()
            .find(|question| question.field == *id)
            .map(|question| &question.element);
        question.or_else(|| self.field(id).map(|field| &field.element))
    }

    /// The field of the form that asks for this answer.
    #[must_use]
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.topics
            .iter()
            .flat_map(|topic| &topic.fields)
            .find(|field| field.id == *id)
    }

    /// What an application with these answers is called: 林知夏的出生.
    #[must_use]
    pub fn title_of(&self, answers: &Answers) -> String {
        self.title
            .as_deref()
            .and_then(|title| fill(title, answers))
            .unwrap_or_else(|| self.name.clone())
    }

    /// The name of a subject on the screen.
    #[must_use]
    pub fn subject_name<'a>(&'a self, id: &'a SubjectId) -> &'a str {
        self.subjects
            .iter()
            .find(|subject| subject.id == *id)
            .map_or(id.as_str(), |subject| subject.name.as_str())
    }
}

/// Puts answers into the `{subject/element}` places; nothing when one is not answered.
fn fill(title: &str, answers: &Answers) -> Option<String> {
    let mut filled = String::new();
    let mut rest = title;
    while let Some((before, behind)) = rest.split_once('{') {
        let (field, behind) = behind.split_once('}')?;
        filled.push_str(before);
        filled.push_str(answers.text(&field.parse().ok()?)?);
        rest = behind;
    }
    Some(filled + rest)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::item::tests::item;
    use super::*;
    use crate::answer::tests::answers;

    /// A theme of nothing but items, each with the items it waits for.
    pub(crate) fn theme(items: &[(&str, &[&str])]) -> ThemeDraft {
        ThemeDraft {
            slug: "newborn".parse().unwrap(),
            name: "新生儿出生".into(),
            title: Some("{child/person.name}的出生".into()),
            summary: String::new(),
            aliases: vec![],
            region: Region {
                code: "000000".into(),
                name: "示范市".into(),
                modelled_on: None,
            },
            lead: "health".parse().unwrap(),
            sources: vec![],
            changes: None,
            eligibility: vec![],
            subjects: vec![],
            applicant: Applicant::Subject("self".parse().unwrap()),
            questions: vec![],
            reads: vec![],
            topics: vec![],
            items: items.iter().map(|(id, after)| item(id, after)).collect(),
            materials: vec![],
            faq: vec![],
        }
    }

    #[test]
    fn puts_prerequisites_before_what_needs_them() {
        let theme = Theme::try_from(theme(&[
            ("card", &["household"]),
            ("household", &["birth"]),
            ("birth", &[]),
        ]))
        .unwrap();
        let order: Vec<_> = theme.prerequisites_first().map(|(_, item)| item.id.as_str()).collect();
        assert_eq!(order, ["birth", "household", "card"]);
    }

    #[test]
    fn refuses_items_that_wait_for_each_other() {
        let error = Theme::try_from(theme(&[("a", &["b"]), ("b", &["a"]), ("c", &[])])).unwrap_err();
        assert_eq!(error.to_string(), "these items wait for each other: a, b");
    }

    #[test]
    fn refuses_an_item_that_waits_for_nothing_there_and_two_of_one_name() {
        let unknown = Theme::try_from(theme(&[("a", &["x"])])).unwrap_err();
        assert_eq!(unknown.to_string(), "a waits for x, which the theme does not have");
        assert_eq!(
            Theme::try_from(theme(&[("a", &[]), ("a", &[])])).unwrap_err(),
            ThemeError::Twice("a".parse().unwrap())
        );
    }

    #[test]
    fn calls_an_application_what_the_family_calls_it() {
        let theme = Theme::try_from(theme(&[])).unwrap();
        assert_eq!(
            theme.title_of(&answers(&[("child/person.name", "林知夏")])),
            "林知夏的出生"
        );
        assert_eq!(theme.title_of(&answers(&[])), "新生儿出生");
    }
}
