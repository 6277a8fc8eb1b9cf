//! How a material stands, in a word and a reason.

use domain::plan::Need;
use domain::theme::material::Material;
use leptos::prelude::*;

use crate::text::guide as text;

/// One material in a list.
#[component]
pub(crate) fn MaterialRow(
    /// The material.
    material: Material,
    /// Whether it must be provided.
    need: Need,
) -> impl IntoView {
    let (class, word) = match need {
        Need::Waived(_) => ("state state--waived", text::WAIVED),
        Need::WaiverExpected(_) => ("state state--waived", text::MAYBE_WAIVED),
        Need::Required => ("state state--need", text::NEEDED),
        Need::Optional => ("state", text::IF_YOU_LIKE),
        Need::Undecided => ("state", text::DEPENDS),
    };
    let note = match need {
        Need::Waived(waiver) | Need::WaiverExpected(waiver) => material.waivers.get(waiver).map(|waiver| waiver.reason.clone()),
        Need::Required | Need::Optional | Need::Undecided => material.hint.clone(),
    };
    view! {
        <li>
            <span class="rows__name">{material.name}</span>
            <span class=class>{word}</span>
            {note.map(|note| view! { <span class="note">{note}</span> })}
        </li>
    }
}
