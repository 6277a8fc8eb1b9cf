//! The papers of the list: how many, which to prepare and how, and why the others are not asked for.

use domain::answer::FieldId;
use domain::plan::{Need, PlannedMaterial};
use domain::theme::material::Material;
use leptos::prelude::*;
use usecases::Context;
use usecases::draft::missed::Asked;
use usecases::plan::MyPlan;

use super::question_path;
use crate::text::{date, guide, paper, plan as text};
use crate::ui::material::{counted, why_asked};

/// 9 样免提交 · 要准备 2 样.
pub(super) fn count(mine: &MyPlan) -> String {
    let waived = mine.plan.materials.iter().filter(|material| is_waived(&material.need));
    text::paper_count(waived.count(), &prepare(mine))
}

/// How many things there are to prepare.
pub(super) fn prepare(mine: &MyPlan) -> String {
    let (count, is_sure) = counted(mine.plan.materials.iter().map(|material| material.need));
    guide::prepare(count, !is_sure)
}

/// What to prepare, then what is not asked for.
pub(super) fn papers(office: &Context, mine: &MyPlan) -> AnyView {
    let asked_row = |(material, need): &(&Material, Need)| asked_row(office, mine, material, *need);
    let known = |planned: &PlannedMaterial| Some((mine.published.theme.materials.get(planned.position)?, planned.need));
    let (waived, asked): (Vec<_>, Vec<_>) =
        (mine.plan.materials.iter().filter_map(known)).partition(|(_, need)| is_waived(need));
    let asked_rows =
        (!asked.is_empty()).then(|| view! { <ul class="rows">{asked.iter().map(asked_row).collect_view()}</ul> });
    let is_expected = waived.iter().any(|(_, need)| matches!(need, Need::WaiverExpected(_)));
    let waived_rows = (!waived.is_empty()).then(|| {
        view! {
            <details>
                <summary>{text::why_waived(waived.len())}</summary>
                {is_expected.then(|| view! { <p class="note">{guide::MAYBE_WAIVED_NOTE}</p> })}
                <ul class="rows">{waived.iter().map(waived_row).collect_view()}</ul>
            </details>
        }
    });
    view! {
        {asked.is_empty().then(|| view! { <p>{text::NO_MATERIALS}</p> })}
        {asked_rows}
        {waived_rows}
    }
    .into_any()
}

fn is_waived(need: &Need) -> bool {
    matches!(need, Need::Waived(_) | Need::WaiverExpected(_))
}

/// A paper to prepare: why, how, what a photo must be like, whether it may follow or a promise serves.
fn asked_row(office: &Context, mine: &MyPlan, material: &Material, need: Need) -> impl IntoView + use<> {
    let (class, word) = match need {
        Need::Required => ("state state--need", guide::NEEDED),
        Need::Optional => ("state", guide::IF_YOU_LIKE),
        _ => ("state", guide::DEPENDS),
    };
    let follows = material
        .deferral
        .as_ref()
        .map(|deferral| paper::may_follow(&date::term(deferral.term), &deferral.text));
    let promise = material.commitment.as_ref().map(|_| text::MAY_PROMISE.to_owned());
    let notes = [
        material.hint.clone(),
        material.picture.as_ref().and_then(guide::picture),
        guide::formats(&material.kinds()),
        follows,
        promise,
    ];
    let notes = notes.into_iter().flatten();
    let asked = Asked::for_list(&office.city, mine);
    let missed = (need == Need::Required).then(|| asked.missed(material)).flatten();
    let asks = |field: &FieldId| question_path(&mine.published.theme.slug, field);
    view! {
        <li>
            <span class="rows__name">{material.name.clone()}</span>
            <span class=class>{word}</span>
            {why_asked(&office.city, missed, &asks)}
            {notes.map(|note| view! { <span class="note num">{note}</span> }).collect_view()}
        </li>
    }
}

/// A paper that is not asked for, with the reason.
fn waived_row((material, need): &(&Material, Need)) -> impl IntoView + use<> {
    let (word, waiver) = match need {
        Need::Waived(waiver) => (guide::WAIVED, Some(waiver)),
        Need::WaiverExpected(waiver) => (guide::MAYBE_WAIVED, Some(waiver)),
        _ => (guide::MAYBE_WAIVED, None),
    };
    let reason = waiver
        .and_then(|waiver| material.waivers.get(*waiver))
        .map(|waiver| match need {
            Need::WaiverExpected(_) => guide::when_found(&waiver.reason),
            _ => waiver.reason.clone(),
        });
    view! {
        <li>
            <span class="rows__name">{material.name.clone()}</span>
            <span class="state state--waived">{word}</span>
            {reason.map(|reason| view! { <span class="note">{reason}</span> })}
        </li>
    }
}
