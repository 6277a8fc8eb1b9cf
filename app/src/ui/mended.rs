//! What was mended, in words: what was asked for, what stands there now, and beneath it what stood there before.

use domain::id::DraftId;
use leptos::prelude::*;
use usecases::application::supplement::{Asked, Changed, Paper, Said, Words};

use crate::text::{correction as text, date, party};

/// What offices asked for; then each answer that was changed, each paper that was handed in anew, and what was said besides. A paper of
/// this draft can be looked at while it is not sent.
pub(crate) fn changes(words: &Words, draft: Option<&DraftId>) -> impl IntoView + use<> {
    let asked = |asked: &Asked| {
        let sentence = text::point(&asked.office, text::flaw(asked.flaw), &asked.sentence);
        view! { <div><dt>{asked.label.clone()}</dt><dd>{sentence}</dd></div> }
    };
    let row = |changed: &Changed| {
        let was = text::was(&side(changed.was.as_deref()));
        view! {
            <div>
                <dt>{changed.label.clone()}</dt>
                <dd class="num">
                    {side(changed.now.as_deref())}
                    <p class="field__differs">{was}</p>
                </dd>
            </div>
        }
    };
    let paper = |paper: &Paper| {
        let href = draft.zip(paper.material.as_ref());
        let href = href.map(|(draft, material)| format!("/drafts/{draft}/materials/{material}"));
        let name = match href {
            Some(href) => view! { <a class="link-button" href=href>{paper.name.clone()}</a> }.into_any(),
            None => paper.name.clone().into_any(),
        };
        view! { <div><dt>{text::AGAIN}</dt><dd class="num">{name}{text::files(paper.count)}</dd></div> }
    };
    let said = |said: &Said| view! { <div><dt>{text::said_about(&said.name)}</dt><dd>{said.text.clone()}</dd></div> };
    let asked: Vec<_> = words.asked.iter().map(asked).collect();
    let asked = (!asked.is_empty()).then(|| {
        view! {
            <p class="group"><strong>{text::ASKED}</strong></p>
            <dl class="stated">{asked}</dl>
            <p class="group"><strong>{text::SENT}</strong></p>
        }
    });
    view! {
        {asked}
        <dl class="stated">
            {words.answers.iter().map(row).collect_view()}
            {words.papers.iter().map(paper).collect_view()}
            {words.said.iter().map(said).collect_view()}
        </dl>
    }
}

/// One side of a change: nothing was said, or it is not for the reader's eyes.
fn side(said: Option<&str>) -> String {
    match said {
        None => text::NOTHING.to_owned(),
        Some("") => party::FILLED.to_owned(),
        Some(said) => date::spoken(said),
    }
}
