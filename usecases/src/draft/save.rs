//! Save what was typed on one page of the form: first everything is stored, then it is judged.

use std::collections::{BTreeMap, BTreeSet};

use domain::answer::{Answers, FieldId};
use domain::draft::Draft;
use domain::form::{Form, TopicState};
use domain::id::{DraftId, TopicId};
use domain::plan::{Plan, Situation};
use domain::theme::{Read, Theme};

use super::consult::ID_NUMBER;
use super::said;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::theme;

/// What was typed on one page, by the field's text form; what was asked and left empty has an empty text, what was not asked no entry.
pub type Typed = BTreeMap<String, String>;

/// Saves a page, and says whether it is complete now. Where it changes which records are the right ones, they are read again.
///
/// # Errors
/// [`Error::NotFound`] when the theme has no such page; refused when the draft was submitted meanwhile.
pub async fn save(ctx: &Context, asker: &Asker, id: &DraftId, topic: &TopicId, typed: &Typed) -> Result<TopicState> {
    let (tx, draft) = super::change(ctx, asker, id).await?;
    let theme = theme::version(ctx, &*tx, &draft.theme_version).await?.theme;
    let page = theme
        .topics
        .iter()
        .find(|page| page.id == *topic)
        .ok_or(Error::NotFound)?;
    let before = data::answer::list(&*tx, id).await?;
    let facts = data::register::list_facts(&*tx, id).await?;
    let shown = form(ctx, &theme, &draft, &before);
    let shown = shown.topic(topic);
    let count = shown.and_then(|page| page.entries).map_or(1, |entries| entries.count);
    let several = |field| (0..count).map(move |index| (index, field));
    let mut changed = Vec::new();
    for (index, field) in page.fields.iter().flat_map(several) {
        let field_id = field.id.at(index);
        let known = before.get(&field_id);
        let Some(text) = typed.get(&field_id.to_string()) else {
            continue;
        };
        let answer = said::beside(ctx, &field.element.kind, &field_id, text, &facts);
        if !known.is_some_and(|known| known.is_known() && known.text == answer.text) {
            data::answer::save(&*tx, id, &field_id, &answer).await?;
        }
        if known.is_none_or(|known| known.text != answer.text) {
            changed.push(field_id);
        }
    }
    tx.commit().await?;
    if draft.consent.lets_read() && changed.iter().any(|field| decides_a_read(&theme, field)) {
        super::consult::consult(ctx, asker, id).await?;
    }
    let answers = data::answer::list(ctx.db.read(), id).await?;
    let form = form(ctx, &theme, &draft, &answers);
    Ok(form
        .topic(topic)
        .map_or(TopicState::Complete, domain::form::FormTopic::state))
}

/// The form as it stands with these answers. What lies in the library does not matter to it.
pub(super) fn form<'a>(ctx: &Context, theme: &'a Theme, draft: &Draft, answers: &Answers) -> Form<'a> {
    let situation = Situation {
        answers,
        registers_read: true,
        library: &BTreeSet::new(),
        today: ctx.today(),
    };
    let taken = Plan::make(theme, situation, draft.chosen.as_ref(), &ctx.calendar).taken(theme);
    Form::for_items(theme, &taken, answers, ctx.today())
}

/// Whether another answer to this field can make another record the right one to read.
fn decides_a_read(theme: &Theme, field: &FieldId) -> bool {
    let opens = |read: &Read| read.of == field.subject && field.element.as_str() == ID_NUMBER;
    let is_condition = |read: &Read| read.when.as_ref().is_some_and(|when| when.fields().contains(&field));
    theme.reads.iter().any(|read| opens(read) || is_condition(read))
}

#[cfg(test)]
mod tests;
