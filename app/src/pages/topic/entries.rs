//! Several of one kind on a page of the form: each under its own heading, with the ways to take one away and to add one.

use domain::form::{Entries, FormField, FormTopic};
use leptos::prelude::*;
use usecases::draft::read::MyDraft;

use crate::text::draft as text;
use crate::ui::field::{FieldView, field_row};

/// The fields; of several each under its own heading, with the way to take one away and to add one.
pub(super) fn entries(mine: &MyDraft, page: &FormTopic<'_>, fields: &[FieldView]) -> AnyView {
    let Some(Entries { subject, count, many }) = page.entries else {
        return fields.iter().map(field_row).collect_view().into_any();
    };
    let entry = |index: u16| {
        let of_entry = || {
            page.fields
                .iter()
                .zip(fields)
                .filter(move |(field, _)| field.id.index == index)
        };
        let heading = of_entry().next().map(|(field, _)| mine.theme.one_of_several(&field.id));
        let remove = (count > many.least).then(|| remove(index, text::REMOVE_ENTRY.to_owned()));
        view! {
            <section class="entry" id=format!("entry-{index}")>
                <h2 class="entry__name num"><span>{heading}</span>{remove}</h2>
                {of_entry().map(|(_, field)| field_row(field)).collect_view()}
            </section>
        }
    };
    let add = (count < many.most).then(|| {
        view! {
            <button class="button button--quiet button--inline" form="topic" name="go" value="add">
                {text::add_entry(mine.theme.subject_name(subject))}
            </button>
        }
    });
    view! { {(0..count).map(entry).collect_view()}{add} }.into_any()
}

/// The way to take away the entry whose field is asked alone.
pub(super) fn take_away(mine: &MyDraft, page: &FormTopic<'_>, field: &FormField<'_>) -> Option<AnyView> {
    let Entries { subject, count, many } = page.entries?;
    let is_meant = field.id.subject == *subject && count > many.least;
    let name = mine.theme.one_of_several(&field.id);
    is_meant.then(|| view! { <p class="group">{remove(field.id.index, text::remove_entry(&name))}</p> }.into_any())
}

fn remove(index: u16, word: String) -> impl IntoView {
    view! { <button class="link-button" form="topic" name="go" value=format!("remove-{index}")>{word}</button> }
}
