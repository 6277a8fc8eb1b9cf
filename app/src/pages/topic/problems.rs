//! What stands in the way on a page of the form: what is wrong, and which registers did not help.

use std::collections::BTreeSet;

use domain::answer::FieldId;
use domain::field::Problem;
use domain::form::{FormField, FormTopic};
use domain::id::TopicId;
use domain::theme::Question;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::city::City;
use usecases::draft::missed::Asked;
use usecases::draft::read::MyDraft;
use usecases::draft::unfilled::{Unfilled, unfilled};

use super::Shown;
use crate::pages::consent::AskAgain;
use crate::pages::plan::question_from;
use crate::text::{draft as text, plan};
use crate::ui::field::{FieldView, anchor, labelled};
use crate::ui::loaded::encode;
use crate::ui::mistakes::Mistakes;

/// How what the button of an open question says begins.
const QUESTION: &str = "question-";

/// What is wrong on the page.
pub(super) fn mistakes(fields: &[FieldView]) -> Mistakes {
    let mistake = |field: &FieldView| Some((field.id.clone(), field.sentence(field.problem?)));
    fields.iter().filter_map(mistake).collect()
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

/// Which registers could have filled in what is missing and did not, and the way to ask them again, or to let them be asked.
pub(super) fn registers(mine: &MyDraft, city: &City, page: &FormTopic<'_>, shown: &Shown<'_>) -> Option<AnyView> {
    let is_in_sight = |field: &&FormField<'_>| !matches!(shown, Shown::Alone(alone) if alone.id != field.id);
    let missing = (page.fields.iter()).filter(|field| field.problem == Some(Problem::Missing));
    let missing: Vec<_> = missing.filter(is_in_sight).collect();
    let (mut failed, mut labels, mut closed) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    for field in &missing {
        for (register, why) in unfilled(city, mine, &field.id) {
            let known = city.register(&register);
            let name = known.map_or_else(|| register.to_string(), |known| known.name.clone());
            match why {
                Unfilled::Asked(outcome) => {
                    failed.insert(text::register_failed(&name, outcome));
                }
                Unfilled::KeptBack => {
                    labels.push(labelled(&mine.theme, field));
                    closed.insert(name);
                }
            }
        }
    }
    labels.dedup();
    let failed = (!failed.is_empty()).then(|| {
        view! {
            <div class="notice">
                {failed.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                {mine.part.is_none().then(|| ask_again(mine, &page.topic.id))}
            </div>
        }
    });
    let closed: Vec<_> = closed.into_iter().collect();
    let closed = (!closed.is_empty()).then(|| {
        view! {
            <div class="notice">
                <p>{text::kept_back(&labels.join("、"), &closed.join("、"))}</p>
                <p><button class="link-button" form="topic" name="go" value="consent">{text::CONSENT_AFTER_ALL}</button></p>
            </div>
        }
    });
    let awaited = awaited(mine, city, page, shown, &missing);
    let is_told = failed.is_some() || closed.is_some() || awaited.is_some();
    is_told.then(|| view! { {failed}{closed}{awaited} }.into_any())
}

/// The open questions that decide whose record says what is missing, and the way to answer each.
fn awaited(
    mine: &MyDraft,
    city: &City,
    page: &FormTopic<'_>,
    shown: &Shown<'_>,
    missing: &[&FormField<'_>],
) -> Option<AnyView> {
    if mine.part.is_some() {
        // It is not theirs to answer.
        return None;
    }
    let asked = Asked::for_draft(city, mine);
    let mut questions: Vec<&Question> = missing.iter().filter_map(|field| asked.awaits(&field.id)).collect();
    let mut told = BTreeSet::new();
    questions.retain(|question| told.insert(&question.field));
    let row = |question: &Question| {
        let is_here = matches!(shown, Shown::All) && page.fields.iter().any(|field| field.id == question.field);
        let way = if is_here {
            let href = format!("#{}", anchor(&question.field));
            view! { <a class="more" href=href>{plan::TELL}</a> }.into_any()
        } else {
            // What is typed is saved first.
            let go = format!("{QUESTION}{}", question.field);
            view! { <button class="link-button" form="topic" name="go" value=go>{plan::TELL}</button> }.into_any()
        };
        view! {
            <div class="notice">
                <p>{text::answer_first(&question.ask)}</p>
                <p>{way}</p>
            </div>
        }
    };
    (!questions.is_empty()).then(|| questions.into_iter().map(row).collect_view().into_any())
}

/// Where the button of an open question leads, from this page and back to it.
pub(super) fn question(mine: &MyDraft, go: &str, here: &str) -> Option<String> {
    let field: FieldId = go.strip_prefix(QUESTION)?.parse().ok()?;
    Some(question_from(&mine.theme.slug, &field, here))
}

/// Where the consent for what is sensitive is given after all, on the way back to this page.
pub(super) fn consent(mine: &MyDraft, topic: &TopicId) -> String {
    let draft = format!("/drafts/{}", mine.draft.id);
    let back = encode(&format!("{draft}/form/{topic}"));
    match &mine.part {
        Some(part) => format!("/parties/{}/consent?back={back}", part.id),
        None => format!("{draft}/consent?back={back}"),
    }
}
