//! The form in the elder mode: one field a page until none is open, then all of the topic to look over.

use domain::form::{FormField, FormTopic};
use domain::id::TopicId;
use usecases::draft::read::MyDraft;

use super::Shown;

/// The field to ask now; all of them when nothing is open. `edit` names one to correct.
pub(super) fn shown<'a>(mine: &MyDraft, page: &'a FormTopic<'a>, edit: Option<&str>) -> Shown<'a> {
    // What somebody else says about themselves is not asked.
    let asked: Vec<_> = page.fields.iter().filter(|field| !mine.is_fixed(&field.id)).collect();
    let find = |is_meant: &dyn Fn(&FormField<'_>) -> bool| asked.iter().copied().find(|field| is_meant(field));
    // What was answered wrong comes first, then what nobody answered yet. What may be left out is asked once.
    find(&|field| edit == Some(field.id.to_string().as_str()))
        .or_else(|| find(&|field| field.shown_problem().is_some()))
        .or_else(|| find(&|field| field.problem.is_some() || mine.answers.get(&field.id).is_none()))
        .map_or(Shown::LookedOver, Shown::Alone)
}

/// Whether nothing of a topic is left to be asked.
pub(super) fn is_answered(mine: &MyDraft, topic: &TopicId) -> bool {
    let form = mine.form();
    form.topic(topic)
        .is_some_and(|page| matches!(shown(mine, page, None), Shown::LookedOver))
}

/// Which of the fields that are not known from elsewhere this is, and how many there are, where there are several.
pub(super) fn place(mine: &MyDraft, page: &FormTopic<'_>, field: &FormField<'_>) -> Option<(usize, usize)> {
    let is_asked = |field: &&FormField<'_>| mine.answers.get(&field.id).is_none_or(|answer| !answer.is_known());
    let asked: Vec<_> = page.fields.iter().filter(is_asked).collect();
    let place = asked.iter().position(|other| other.id == field.id)?;
    (asked.len() > 1).then_some((place + 1, asked.len()))
}

/// The field before this one that the citizen answered, to look at it again.
pub(super) fn before(mine: &MyDraft, topic: &TopicId, field: &str) -> Option<String> {
    let form = mine.form();
    let fields = form.topic(topic)?.fields.iter();
    let earlier = fields.take_while(|earlier| earlier.id.to_string() != field);
    let is_own = |field: &&FormField<'_>| mine.answers.get(&field.id).is_some_and(|answer| !answer.is_known());
    let before = earlier.filter(is_own).last()?;
    Some(format!("/drafts/{}/form/{topic}?edit={}", mine.draft.id, before.id))
}
