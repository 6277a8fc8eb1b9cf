//! What stands in the way on a page of the form: what is wrong, and which registers did not help.

use domain::id::TopicId;
use domain::register::Outcome;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::city::City;
use usecases::draft::read::MyDraft;

use crate::pages::consent::AskAgain;
use crate::text::draft as text;
use crate::ui::field::FieldView;
use crate::ui::mistakes;

/// What is wrong on the page, each with a link to its place.
pub(super) fn summary(fields: &[FieldView]) -> Option<AnyView> {
    let mistake = |field: &FieldView| Some((format!("#{}", field.id), field.sentence(field.problem?)));
    let wrong: Vec<_> = fields.iter().filter_map(mistake).collect();
    mistakes::summary(wrong.into_iter())
}

fn ask_again(mine: &MyDraft, topic: &TopicId) -> impl IntoView + use<> {
    view! {
        <form method="post" action=AskAgain::url()>
            <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
            <input type="hidden" name="topic" value=topic.to_string()/>
            <button class="link-button">{text::ASK_AGAIN}</button>
        </form>
    }
}

/// Which registers did not help, and the way to ask them again.
pub(super) fn registers(mine: &MyDraft, city: &City, topic: &TopicId) -> Option<AnyView> {
    let mut said: Vec<String> = Vec::new();
    for (record, outcome) in mine.reads.iter().filter(|(_, outcome)| *outcome != Outcome::Found) {
        let name = city
            .register(&record.register)
            .map_or(record.register.as_str(), |register| register.name.as_str());
        let sentence = text::register_failed(name, *outcome);
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    (!said.is_empty()).then(|| {
        view! {
            <div class="notice">
                {said.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                {mine.part.is_none().then(|| ask_again(mine, topic))}
            </div>
        }
        .into_any()
    })
}
