//! A life event as it is published: guide, item graph, form, materials and limits in one object.

mod form;
mod graph;
pub mod item;
pub mod material;
mod sensitive;
mod subject;
pub mod succession;

use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::answer::{Answers, FieldId};
use crate::calendar::Term;
use crate::condition::{Condition, Truth, judge};
use crate::field::Element;
use crate::id::{DepartmentId, HallId, ItemId, MaterialId, OneOfId, OptionId, Slug, SourceId, SubjectId};
pub use form::{Field, Question, Read, Topic};
use graph::Graph;
pub use graph::ThemeError;
use item::Item;
use material::{Deferral, Material};
pub use subject::{Again, Applicant, Many, Party, Subject};

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
    /// What it is about, in plain paragraphs.
    pub explain: Vec<String>,
    /// Everyday words for it.
    pub aliases: Vec<String>,
    /// Where the facts hold.
    pub region: Region,
    /// The department that answers for the whole.
    pub lead: DepartmentId,
    /// Halls where a person helps with it.
    pub halls: Vec<HallId>,
    /// Within which everything is done.
    pub promise: Option<Promise>,
    /// What becomes of the others when one item is refused.
    pub partial: Option<Sourced>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// Before and after joining the items into one.
    pub changes: Option<Changes>,
    /// Who may use the joined way.
    pub eligibility: Vec<Eligibility>,
    /// Whom and what the form speaks of.
    pub subjects: Vec<Subject>,
    /// Who applies together, each with own fields, consent and signature.
    pub parties: Vec<Party>,
    /// What can be applied for once more at once: the other twin.
    pub again: Option<Again>,
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
    /// Items of which only one is done (择一).
    pub one_of: Vec<OneOf>,
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

/// A sentence and where it comes from.
#[derive(Debug, Clone)]
pub struct Sourced {
    /// The sentence.
    pub text: String,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
}

/// Within which everything is done.
#[derive(Debug, Clone)]
pub struct Promise {
    /// How long.
    pub term: Term,
    /// Not from a source: shown as an example.
    pub illustrative: bool,
    /// What it measures, where a single step takes longer.
    pub explain: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
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
    /// Whom it concerns; everybody without it.
    pub concerns: Option<Condition>,
    /// The condition as a rule; without it a person must judge.
    pub when: Option<Condition>,
    /// What to do instead.
    pub otherwise: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
}

impl Eligibility {
    /// Whether it holds for whoever answers so; what does not concern them stands in nobody's way.
    #[must_use]
    pub fn judge(&self, answers: &Answers, today: NaiveDate) -> Truth {
        let holds = (self.when.as_ref()).map_or(Truth::Unknown, |when| when.judge(answers, today));
        match judge(self.concerns.as_ref(), answers, today) {
            Truth::No => Truth::Yes,
            Truth::Unknown if holds == Truth::No => Truth::Unknown,
            Truth::Unknown | Truth::Yes => holds,
        }
    }
}

/// Items of which only one is done (择一).
#[derive(Debug, Clone)]
pub struct OneOf {
    /// Its id; an item can wait for whichever of them is done.
    pub id: OneOfId,
    /// What the citizen chooses between, as a question.
    pub ask: String,
    /// How to choose.
    pub hint: Option<String>,
    /// The items, the usual one first.
    pub items: Vec<ItemId>,
}

/// A question people ask.
#[derive(Debug, Clone)]
pub struct Faq {
    /// The question.
    pub ask: String,
    /// The answer.
    pub answer: String,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
}

/// A theme whose item graph is sound: every prerequisite exists, none waits for itself.
#[derive(Debug, Clone)]
pub struct Theme {
    draft: ThemeDraft,
    graph: Graph,
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
        let graph = Graph::of(&draft.items, &draft.one_of)?;
        Ok(Self { draft, graph })
    }
}

impl Theme {
    /// Items with every prerequisite before what needs it, with their positions in `items`.
    #[must_use]
    pub fn prerequisites_first(&self) -> impl DoubleEndedIterator<Item = (usize, &Item)> {
        self.graph
            .order
            .iter()
            .filter_map(|index| self.items.get(*index).map(|item| (*index, item)))
    }

    /// Positions of the items whose results the item at this position needs.
    #[must_use]
    pub fn after(&self, position: usize) -> &[usize] {
        self.graph.after.get(position).map_or(&[], Vec::as_slice)
    }

    /// Positions of the items that the item at this position waits for: for their results, or only for a decision.
    #[must_use]
    pub fn waits_for(&self, position: usize) -> &[usize] {
        self.graph.waits_for.get(position).map_or(&[], Vec::as_slice)
    }

    /// The position in `one_of` of the group that the item at this position belongs to.
    #[must_use]
    pub fn group_of(&self, position: usize) -> Option<usize> {
        self.graph.groups.get(position).copied().flatten()
    }

    /// Positions of the items of the group at this position.
    #[must_use]
    pub fn members(&self, group: usize) -> &[usize] {
        self.graph.members.get(group).map_or(&[], Vec::as_slice)
    }

    /// How many items one person can take at the most: of each group one.
    #[must_use]
    pub fn most_items(&self) -> usize {
        let others = self.graph.members.iter().map(|members| members.len().saturating_sub(1));
        self.items.len().saturating_sub(others.sum())
    }

    /// The item of this id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The material of this id.
    #[must_use]
    pub fn material(&self, id: &MaterialId) -> Option<&Material> {
        self.materials.iter().find(|material| material.id == *id)
    }

    /// How a material may follow later, where it may.
    #[must_use]
    pub fn deferred(&self, id: &MaterialId) -> Option<&Deferral> {
        self.material(id)?.deferral.as_ref()
    }

    /// Whether an item needs a material.
    #[must_use]
    pub fn needs(&self, item: &ItemId, material: &MaterialId) -> bool {
        self.item(item).is_some_and(|item| item.materials.contains(material))
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
            .find(|question| question.field == id.at(0))
            .map(|question| &question.element);
        question.or_else(|| self.field(id).map(|field| &field.element))
    }

    /// The field of the form that asks for this answer.
    #[must_use]
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.topics
            .iter()
            .flat_map(|topic| &topic.fields)
            .find(|field| field.id == id.at(0))
    }

    /// What an application with these answers is called: 林知夏的出生.
    #[must_use]
    pub fn title_of(&self, answers: &Answers) -> String {
        self.title
            .as_deref()
            .and_then(|title| fill(title, answers))
            .unwrap_or_else(|| self.name.clone())
    }

    /// How many of a subject there can be; nothing for one of which there is one.
    #[must_use]
    pub fn many(&self, subject: &SubjectId) -> Option<Many> {
        self.subjects.iter().find(|known| known.id == *subject)?.many
    }

    /// Whom a field is about, on the screen: 孩子, or 股东 2 where there are several.
    #[must_use]
    pub fn one_of_several(&self, field: &FieldId) -> String {
        let name = self.subject_name(&field.subject);
        match self.many(&field.subject) {
            Some(_) => format!("{name} {}", field.index + 1),
            None => name.to_owned(),
        }
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
pub(crate) mod tests;
