//! Within which time: what this place promises comes first; what another one reached, on which the theme is modelled, stands at the
//! end as that one's. Before and after are a small picture: one pair of bars per figure.

use domain::plan::{latest, longest};
use domain::theme::{Change, Promise};
use leptos::prelude::*;

use super::sources::Guide;
use crate::text::{change as text, date};
use crate::ui::unbroken::unbroken;

/// The place's own promise; where it makes none, how long it takes, as its lists count, and at the most.
pub(super) fn ours(guide: &Guide) -> Option<AnyView> {
    let theme = &guide.theme;
    if let (None, Some(own)) = (guide.modelled_on(), &theme.promise) {
        return Some(promise(guide, own).into_any());
    }
    let (today, calendar) = (guide.office.today(), &guide.office.calendar);
    let days = calendar.workdays_between(today, longest(theme, today, calendar)?);
    let most = latest(theme, today, calendar).map(|latest| calendar.workdays_between(today, latest));
    let most = most.filter(|_| days > 0);
    let is_invented = theme.items.iter().any(|item| item.limit.illustrative);
    let said = view! {
        <p class="guide__term num">{unbroken(&text::longest(&theme.region.name, days, most))}{guide.example(is_invented, &[])}</p>
        <p class="note">{text::longest_note(most.is_some())}</p>
    };
    Some(said.into_any())
}

/// The figures that the theme has, with the promise of the place they are of when that is another one.
pub(super) fn theirs(guide: &Guide) -> Option<impl IntoView + use<>> {
    let place = guide.modelled_on();
    let promise = (guide.theme.promise.as_ref().filter(|_| place.is_some())).map(|theirs| promise(guide, theirs));
    let figures = figures(guide);
    let is_any = promise.is_some() || figures.is_some();
    is_any.then(|| view! { <h2 id="change">{text::title(place)}</h2>{promise}{figures} })
}

fn promise(guide: &Guide, promise: &Promise) -> impl IntoView + use<> {
    let example = guide.example(promise.illustrative, &promise.sources);
    let explain = promise.explain.clone();
    view! {
        <p>{text::promise(guide.modelled_on())}" "<strong class="num">{unbroken(&date::term(promise.term))}</strong>{example}</p>
        {explain.map(|explain| view! { <p class="note num">{explain}</p> })}
    }
}

/// Each figure drawn to its own scale, and where they come from.
fn figures(guide: &Guide) -> Option<impl IntoView + use<>> {
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
