//! What was mended, in words: what stands there now, and beneath it what stood there before.

use leptos::prelude::*;
use usecases::application::supplement::{Changed, Words};

use crate::text::{correction as text, date, party};

/// Each answer that was changed, each paper that was handed in anew, and what was said besides.
pub(crate) fn changes(words: &Words) -> impl IntoView + use<> {
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
    let paper = |name: &String| view! { <div><dt>{text::AGAIN}</dt><dd>{name.clone()}</dd></div> };
    let said =
        (!words.said.is_empty()).then(|| view! { <div><dt>{text::SAID}</dt><dd>{words.said.clone()}</dd></div> });
    view! {
        <dl class="stated">
            {words.answers.iter().map(row).collect_view()}
            {words.files.iter().map(paper).collect_view()}
            {said}
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
