//! Before and after, as a small picture: one pair of bars per figure.

use domain::theme::Change;
use leptos::prelude::*;

use super::sources::Guide;
use crate::text::guide as text;

/// The figures that the theme has, each drawn to its own scale, and where they come from.
pub(super) fn figures(guide: &Guide) -> Option<impl IntoView + use<>> {
    let changes = guide.theme.changes.as_ref()?;
    let figures = [
        (text::DAYS, changes.days),
        (text::MATERIALS, changes.materials),
        (text::STEPS, changes.steps),
        (text::TRIPS, changes.trips),
    ];
    let figures = figures.into_iter().zip(text::UNITS);
    let figures = figures.filter_map(|((name, change), unit)| Some(figure(name, change?, unit)));
    let from = guide
        .numbers(&changes.sources)
        .map(|numbers| text::figures_from(guide.modelled_on(), &numbers));
    Some(view! {
        <dl class="change num">{figures.collect_view()}</dl>
        {from.map(|from| view! { <p class="note num">{from}</p> })}
    })
}

fn figure(name: &'static str, change: Change, unit: &'static str) -> impl IntoView + use<> {
    let Change { before, after } = change;
    let longest = before.max(after).max(1);
    let bar = |figure: u32| (figure > 0).then(|| format!("M0 0h{}", figure * 100 / longest));
    let (was, now) = (format!("{before} {unit}"), format!("{after} {unit}"));
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <span class="seen-by-readers">{text::AFTER}</span>
                {now}
                <svg viewBox="0 -3 100 14" preserveAspectRatio="none" aria-hidden="true"><path d=bar(after)/><path d=bar(before) transform="translate(0 8)"/></svg>
                <span class="change__was">{text::before(&was)}</span>
            </dd>
        </div>
    }
}
