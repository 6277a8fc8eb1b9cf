//! How a material stands, in a word and a reason.

use domain::answer::FieldId;
use domain::draft::File;
use domain::id::RegisterId;
use domain::plan::Need;
use domain::theme::material::Material;
use leptos::prelude::*;

use usecases::city::City;
use usecases::draft::missed::Missed;

use crate::text::guide as text;
use crate::text::{date, paper, plan};

/// The class of a picture by the way it is turned.
pub(crate) fn turned(file: &File) -> Option<String> {
    (file.turned > 0).then(|| format!("turned-{}", file.turned))
}

/// The numbers of a material's sources, on a page that lists them.
pub(crate) type Told<'a> = &'a dyn Fn(&Material) -> Option<String>;

/// How many things there are to prepare, the same wherever it is said: what is needed, and what perhaps is. Whether all of them are
/// needed for certain is told with it.
pub(crate) fn counted(needs: impl Iterator<Item = Need>) -> (usize, bool) {
    let asked: Vec<_> = needs
        .filter(|need| matches!(need, Need::Required | Need::Undecided))
        .collect();
    (asked.len(), !asked.contains(&Need::Undecided))
}

/// What must be prepared, in sight; what is not asked for, to open. With sources, everything known of each is told.
pub(crate) fn material_list(materials: &[(&Material, Need)], told: Option<Told<'_>>) -> AnyView {
    let row = |(material, need): &(&Material, Need)| {
        let more = told.map(|sources| more(material, *need, sources(material)));
        view! { <MaterialRow material=(*material).clone() need=*need more=more.unwrap_or_default()/> }
    };
    let is_waived = |need: Need| matches!(need, Need::Waived(_) | Need::WaiverExpected(_));
    let (waived, asked): (Vec<_>, Vec<_>) = materials.iter().copied().partition(|(_, need)| is_waived(*need));
    let asked_rows =
        (!asked.is_empty()).then(|| view! { <ul class="rows group">{asked.iter().map(row).collect_view()}</ul> });
    let is_expected = waived.iter().any(|(_, need)| matches!(need, Need::WaiverExpected(_)));
    let expected = is_expected.then(|| view! { <p class="note">{text::MAYBE_WAIVED_NOTE}</p> });
    let waived_rows = (!waived.is_empty()).then(|| {
        view! {
            <details>
                <summary>{text::waived(waived.len())}</summary>
                {expected}
                <ul class="rows">{waived.iter().map(row).collect_view()}</ul>
            </details>
        }
    });
    view! { {asked_rows}{waived_rows} }.into_any()
}

/// What there is to know of a material besides how it stands.
fn more(material: &Material, need: Need, sources: Option<String>) -> String {
    let is_asked = !matches!(need, Need::Waived(_));
    let issued_by = is_asked.then(|| text::issued_by(&material.issued_by));
    let picture = material.picture.as_ref().and_then(text::picture);
    let deferral = material
        .deferral
        .as_ref()
        .map(|deferral| paper::may_follow(&date::term(deferral.term), &deferral.text));
    let instead = material
        .commitment
        .as_ref()
        .map(|commitment| text::instead(&commitment.promise));
    let sources = sources.map(|sources| text::from(&sources));
    let all = [
        issued_by,
        picture,
        text::formats(&material.kinds()),
        deferral,
        instead,
        sources,
    ];
    all.into_iter().flatten().collect()
}

/// Why a paper is asked for that a register could have made needless, and the way to answer what decides it; `asks`: the address of
/// a question.
pub(crate) fn why_asked(
    city: &City,
    missed: Option<Missed<'_>>,
    asks: &dyn Fn(&FieldId) -> String,
) -> Option<impl IntoView + use<>> {
    let name = |register: &RegisterId| {
        let known = city.register(register);
        known.map_or_else(|| register.to_string(), |known| known.name.clone())
    };
    let (sentence, way) = match missed? {
        Missed::Awaits(question) => (paper::answer_first(&question.ask), Some(asks(&question.field))),
        Missed::Unsaid(register) => (paper::unsaid(&name(&register)), None),
        Missed::Silent(register) => (paper::silent(&name(&register)), None),
    };
    let way = way.map(|href| view! { <a href=href>{plan::TELL}</a> });
    Some(view! { <span class="note">{sentence}{way}</span> })
}

/// One material in a list.
#[component]
pub(crate) fn MaterialRow(
    /// The material.
    material: Material,
    /// Whether it must be provided.
    need: Need,
    /// What else to say of it.
    #[prop(optional)]
    more: String,
) -> impl IntoView {
    let (class, word) = match need {
        Need::Waived(_) => ("state state--waived", text::WAIVED),
        Need::WaiverExpected(_) => ("state state--waived", text::MAYBE_WAIVED),
        Need::Required => ("state state--need", text::NEEDED),
        Need::Optional => ("state", text::IF_YOU_LIKE),
        Need::Undecided => ("state", text::DEPENDS),
    };
    let reason = |waiver: usize| material.waivers.get(waiver).map(|waiver| waiver.reason.as_str());
    let note = match need {
        Need::Waived(waiver) => reason(waiver).map(str::to_owned),
        Need::WaiverExpected(waiver) => reason(waiver).map(text::when_found),
        Need::Required | Need::Optional | Need::Undecided => material.hint.clone(),
    };
    let notes: Vec<_> = note.into_iter().chain([more]).filter(|note| !note.is_empty()).collect();
    view! {
        <li>
            <span class="rows__name">{material.name}</span>
            <span class=class>{word}</span>
            {notes.into_iter().map(|note| view! { <span class="note">{note}</span> }).collect_view()}
        </li>
    }
}
