//! The form in the elder mode: one field a page until none is open, then all of the topic to look over.

use domain::form::{FormField, FormTopic};
use domain::id::TopicId;
use usecases::city::City;
use usecases::draft::read::MyDraft;

use crate::ui::field::FieldView;

/// The field to ask now, alone; all of them as they stand when nothing is open. `edit` names one to correct.
pub(super) fn fields(mine: &MyDraft, city: &City, page: &FormTopic<'_>, edit: Option<&str>) -> Vec<FieldView> {
    let mut fields = page.fields.iter();
    let named = fields.find(|field| edit == Some(field.id.to_string().as_str()));
    match named.or_else(|| open(mine, page)) {
        Some(field) => vec![FieldView::of(mine, city, field, Some(&field.id.to_string())).alone()],
        None => page
            .fields
            .iter()
            .map(|field| FieldView::of(mine, city, field, None).stated())
            .collect(),
    }
}

/// What was answered wrong comes first, then what nobody answered yet. What may be left out is asked once.
fn open<'a>(mine: &MyDraft, page: &'a FormTopic<'a>) -> Option<&'a FormField<'a>> {
    let find = |is_open: &dyn Fn(&FormField<'_>) -> bool| page.fields.iter().find(|field| is_open(field));
    find(&|field| field.shown_problem().is_some())
        .or_else(|| find(&|field| field.problem.is_some() || mine.answers.get(&field.id).is_none()))
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
