//! How a material stands, in a word and a reason.

use domain::plan::Need;
use domain::theme::material::Material;
use leptos::prelude::*;

use crate::text::guide as text;

/// What must be prepared, in sight; what is not asked for, to open.
pub(crate) fn material_list(materials: &[(&Material, Need)]) -> AnyView {
    let row = |(material, need): &(&Material, Need)| view! { <MaterialRow material=(*material).clone() need=*need/> };
    let is_waived = |need: Need| matches!(need, Need::Waived(_) | Need::WaiverExpected(_));
    let (waived, asked): (Vec<_>, Vec<_>) = materials.iter().copied().partition(|(_, need)| is_waived(*need));
    let asked_rows =
        (!asked.is_empty()).then(|| view! { <ul class="rows group">{asked.iter().map(row).collect_view()}</ul> });
    let waived_rows = (!waived.is_empty()).then(|| {
        view! {
            <details>
                <summary>{text::waived(waived.len())}</summary>
                <ul class="rows">{waived.iter().map(row).collect_view()}</ul>
            </details>
        }
    });
    view! { {asked_rows}{waived_rows} }.into_any()
}

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
        Need::Waived(waiver) => material.waivers.get(waiver).map(|waiver| waiver.reason.clone()),
        Need::WaiverExpected(_) => Some(text::MAYBE_WAIVED_NOTE.to_owned()),
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
