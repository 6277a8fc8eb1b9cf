//! The list in the elder mode: how many, until when, what to prepare, one button; everything else one thing per screen.

use leptos::prelude::*;
use usecases::Context;
use usecases::plan::MyPlan;

use super::items::{Entry, applying, not_for_me, others};
use super::list::lede;
use super::papers::{papers, prepare};
use super::why::Reasons;
use super::{parts, why};
use crate::text::elder::ListPart;
use crate::text::plan as text;
use crate::ui::elder::{one_part, to_prepare, ways};
use crate::ui::frame::Frame;
use crate::ui::unbroken::unbroken;

/// The short list, or the part of it that was chosen; of the items also one alone.
pub(super) fn page(
    office: &Context,
    mine: &MyPlan,
    is_signed_in: bool,
    part: Option<&str>,
    item: Option<&str>,
) -> AnyView {
    let theme = &mine.published.theme;
    let chosen = part.and_then(ListPart::named);
    let item = item.filter(|_| chosen == Some(ListPart::Items));
    if let Some(entry) = item.and_then(|item| entry(mine, item)) {
        let frame = Frame::new(entry.name).place(theme.name.clone());
        let said = view! { <p class="lede num">{unbroken(&entry.by)}</p>{entry.said} };
        return one_part(frame, way(mine, Some(ListPart::Items)), said);
    }
    match chosen.and_then(|part| Some((part, said(office, mine, part)?))) {
        Some((part, said)) => one_part(
            Frame::new(part.title()).place(theme.name.clone()),
            way(mine, None),
            said,
        ),
        None => short(office, mine, is_signed_in),
    }
}

fn short(office: &Context, mine: &MyPlan, is_signed_in: bool) -> AnyView {
    let theme = &mine.published.theme;
    let known = mine.plan.materials.iter();
    let known = known.filter_map(|planned| Some((theme.materials.get(planned.position)?, planned.need)));
    let parts = ListPart::ALL
        .into_iter()
        .filter(|part| said(office, mine, *part).is_some());
    let choose = parts::has_taken(mine).then(|| (format!("{}?choose=1", way(mine, None)), text::CHOOSE.to_owned()));
    let links = parts.map(|part| (way(mine, Some(part)), part.title().to_owned()));
    Frame::new(text::TITLE)
        .place(theme.name.clone())
        .exit(parts::exit(mine))
        .action(parts::action(mine, is_signed_in))
        .around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede num">{unbroken(&lede(office, mine))}</p>
            {parts::caveats(office, mine)}
            {parts::came_along(mine)}
            {parts::ruled_out(office, mine)}
            {parts::look_up_offer(mine, is_signed_in)}
            {why::open(office, mine)}
            {parts::applies_at_all(mine).then(|| to_prepare(prepare(mine), known))}
            {ways(links.chain(choose).collect())}
        })
}

/// What a part says, if it has anything to say.
fn said(office: &Context, mine: &MyPlan, part: ListPart) -> Option<AnyView> {
    match part {
        ListPart::Items => items(mine),
        ListPart::Dates => parts::dates(office, mine).map(IntoAny::into_any),
        ListPart::Papers => parts::applies_at_all(mine).then(|| papers(office, mine)),
        ListPart::Rules => rules(mine),
        ListPart::Answers => parts::answers(office, mine).map(IntoAny::into_any),
    }
}

/// Where the list, or a part of it, stands.
fn way(mine: &MyPlan, part: Option<ListPart>) -> String {
    let part = part.map(|part| format!("?part={}", part.id())).unwrap_or_default();
    format!("/themes/{}/plan{part}", mine.published.theme.slug)
}

/// The items, each a row that leads to everything there is to say of it.
fn items(mine: &MyPlan) -> Option<AnyView> {
    let path = way(mine, Some(ListPart::Items));
    let row = |entry: Entry| {
        view! {
            <li><a class="choice__button" href=format!("{path}&item={}", entry.id)>
                <span>{entry.name}<span class="note num choice__note">{entry.by}</span></span>
            </a></li>
        }
    };
    let rows = |entries: Vec<Entry>| {
        (!entries.is_empty()).then(|| view! { <ul class="choice">{entries.into_iter().map(row).collect_view()}</ul> })
    };
    let reasons = Reasons::each(mine);
    let (applying, others) = (rows(applying(mine, &reasons)), others(mine, &reasons));
    let summary = not_for_me(mine, others.len());
    let others = rows(others).map(|rows| view! { <details><summary>{summary}</summary>{rows}</details> });
    (applying.is_some() || others.is_some()).then(|| view! { {applying}{others} }.into_any())
}

/// The item, or the group, that an address means.
fn entry(mine: &MyPlan, id: &str) -> Option<Entry> {
    let reasons = Reasons::each(mine);
    let mut all = applying(mine, &reasons).into_iter().chain(others(mine, &reasons));
    all.find(|entry| entry.id == id)
}

/// Who signs, and what else must hold.
fn rules(mine: &MyPlan) -> Option<AnyView> {
    let signs = parts::parties(mine).map(|parties| view! { <h2>{text::PARTIES}</h2>{parties} });
    let check = parts::check_yourself(mine).map(|rules| view! { <h2>{text::CHECK_YOURSELF}</h2>{rules} });
    (signs.is_some() || check.is_some()).then(|| view! { {signs}{check} }.into_any())
}
