//! The personal list, and the page to pick a part of it.

use std::collections::BTreeSet;

use domain::condition::Truth;
use domain::plan::{Need, PlannedItem, Standing};
use domain::theme::item::Item;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::plan::MyPlan;

use super::{ChooseItems, StartDraft};
use crate::text::{date, plan as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::material::material_list;
use crate::ui::thread::{Knot, Knotted};

/// Everything that applies to this person, in order, with papers and dates.
pub(super) fn list_page(office: &Context, mine: &MyPlan, is_signed_in: bool) -> impl IntoView + use<> {
    let theme = mine.published.theme.clone();
    let taken: Vec<&Item> = theme
        .items
        .iter()
        .zip(&mine.plan.items)
        .filter(|(_, planned)| planned.is_taken())
        .map(|(item, _)| item)
        .collect();
    let departments: BTreeSet<_> = taken.iter().map(|item| &item.department).collect();
    let lede = match mine.plan.done_by {
        Some(day) => text::lede(taken.len(), departments.len(), &date::day(day, mine.today)),
        None => text::NOTHING.to_owned(),
    };
    let beyond = mine.plan.done_by.is_some_and(|day| !office.calendar.is_published(day));
    let action = view! {
        <a class="button button--quiet" href="?choose=1">{text::CHOOSE}</a>
        <form method="post" action=StartDraft::url()>
            <input type="hidden" name="slug" value=theme.slug.to_string()/>
            <button class="button" disabled=taken.is_empty()>{if is_signed_in { text::START } else { text::SIGN_IN }}</button>
        </form>
    };
    let exit = Exit {
        href: format!("/themes/{}", theme.slug),
        label: crate::text::frame::BACK,
    };
    let rows = theme
        .items
        .iter()
        .zip(&mine.plan.items)
        .map(|(item, planned)| item_row(mine, item, *planned))
        .collect_view();
    Frame::new(text::TITLE)
        .place(theme.name.clone())
        .exit(exit)
        .action(action)
        .around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede num">{lede}</p>
            {ruled_out(mine)}
            <h2>{text::ITEMS}</h2>
            <ol class="thread">{rows}</ol>
            <p class="note">{text::DATES_NOTE}{beyond.then_some(text::UNPUBLISHED)}</p>
            <h2>{text::MATERIALS}</h2>
            {materials(mine)}
            {check_yourself(mine)}
            {answers(mine)}
            {(!is_signed_in).then(|| view! { <p class="note group">{text::WHY_SIGN_IN}</p> })}
        })
}

fn item_row(mine: &MyPlan, item: &Item, planned: PlannedItem) -> impl IntoView + use<> {
    let reason = item.applies.as_ref().map(|applies| match planned.applies {
        Truth::No => applies.otherwise.clone(),
        Truth::Yes | Truth::Unknown => applies.because.clone(),
    });
    let by = match (planned.standing, planned.days) {
        (Standing::NotForMe, _) => text::NOT_FOR_ME.to_owned(),
        (Standing::LeftOut, _) => text::LEFT_OUT.to_owned(),
        (_, Some((_, end))) => text::done_by(&date::day(end, mine.today)),
        (_, None) => String::new(),
    };
    let word = match (planned.standing, planned.applies) {
        (Standing::ComesAlong, _) => Some(text::COMES_ALONG),
        (Standing::Taken, Truth::Unknown) => Some(text::UNSURE),
        _ => None,
    };
    let theme = &mine.published.theme;
    let after: Vec<&str> = (theme.items.iter().zip(&mine.plan.items))
        .filter(|(other, other_planned)| item.after.contains(&other.id) && other_planned.is_taken())
        .map(|(other, _)| other.short.as_str())
        .collect();
    let waits = (planned.is_taken() && !after.is_empty()).then(|| crate::text::guide::after(&after));
    let knot = if planned.is_taken() { Knot::Open } else { Knot::Out };
    Knotted::new(item.short.clone()).knot(knot).by(by).around(view! {
            {word.map(|word| view! { <p class="note">{word}</p> })}
            {reason.map(|reason| view! { <p class="note">{reason}</p> })}
            {waits.map(|waits| view! { <p class="note">{waits}</p> })}
            {item.in_person.clone().filter(|_| planned.is_taken()).map(|in_person| view! { <p class="note thread__wait">{in_person}</p> })}
        })
}

fn materials(mine: &MyPlan) -> impl IntoView + use<> {
    let theme = &mine.published.theme;
    let waived = mine
        .plan
        .materials
        .iter()
        .filter(|material| matches!(material.need, Need::Waived(_) | Need::WaiverExpected(_)))
        .count();
    let needed = mine
        .plan
        .materials
        .iter()
        .filter(|material| material.need == Need::Required)
        .count();
    if mine.plan.materials.is_empty() {
        return view! { <p>{text::NO_MATERIALS}</p> }.into_any();
    }
    let materials = mine
        .plan
        .materials
        .iter()
        .filter_map(|planned| Some((theme.materials.get(planned.position)?, planned.need)));
    view! {
        <p class="note num">{text::papers(waived, needed)}</p>
        {material_list(&materials.collect::<Vec<_>>())}
    }
    .into_any()
}

fn ruled_out(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let theme = &mine.published.theme;
    let failing: Vec<_> = theme
        .eligibility
        .iter()
        .zip(&mine.plan.eligibility)
        .filter(|(_, truth)| **truth == Truth::No)
        .collect();
    let rule = |(rule, _): &(&domain::theme::Eligibility, &Truth)| {
        view! { <p>{text::required(&rule.text)}</p><p>{rule.otherwise.clone()}</p> }
    };
    (!failing.is_empty()).then(|| {
        view! { <div class="notice"><strong>{text::RULED_OUT}</strong>{failing.iter().map(rule).collect_view()}</div> }
    })
}

fn check_yourself(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let theme = &mine.published.theme;
    let open: Vec<_> = theme
        .eligibility
        .iter()
        .zip(&mine.plan.eligibility)
        .filter(|(_, truth)| **truth == Truth::Unknown)
        .collect();
    let rule = |(rule, _): &(&domain::theme::Eligibility, &Truth)| {
        let otherwise = rule
            .otherwise
            .clone()
            .map(|otherwise| view! { <span class="note">{otherwise}</span> });
        view! { <li><span class="rows__name">{rule.text.clone()}</span>{otherwise}</li> }
    };
    (!open.is_empty()).then(|| {
        view! { <h2>{text::CHECK_YOURSELF}</h2><ul class="rows">{open.iter().map(rule).collect_view()}</ul> }
    })
}

fn answers(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let questions = mine.questions();
    let row = |question: &&domain::theme::Question| {
        let given = question
            .element
            .kind
            .label(mine.answers.text(&question.field).unwrap_or_default())
            .to_owned();
        let href = format!("?question={}", question.field);
        view! {
            <li>
                <span class="rows__name">{question.ask.clone()}<br/><strong>{date::spoken(&given)}</strong></span>
                <a class="field__doubt" href=href aria-label=format!("{}：{}", text::CHANGE, question.ask)>{text::CHANGE}</a>
            </li>
        }
    };
    (!questions.is_empty()).then(|| {
        view! { <h2>{text::ANSWERS}</h2><ul class="rows">{questions.iter().map(row).collect_view()}</ul> }
    })
}

/// All items that apply, to be picked one by one.
pub(super) fn choose_page(mine: &MyPlan) -> impl IntoView + use<> {
    let theme = &mine.published.theme;
    let row = |(item, planned): (&Item, &PlannedItem)| {
        let word = match planned.standing {
            Standing::NotForMe => Some(text::NOT_FOR_ME),
            Standing::ComesAlong => Some(text::COMES_ALONG),
            Standing::LeftOut | Standing::Taken => None,
        };
        let note = word.map(|word| view! { <span class="note">" "{word}</span> });
        if planned.standing == Standing::NotForMe {
            return view! { <p class="choice__row choice__row--out"><span>{item.short.clone()}{note}</span></p> }
                .into_any();
        }
        view! {
            <label class="choice__row">
                <input type="checkbox" name="items[]" value=item.id.to_string() checked=planned.is_taken()/>
                <span>{item.short.clone()}{note}</span>
            </label>
        }
        .into_any()
    };
    let rows = theme.items.iter().zip(&mine.plan.items).map(row).collect_view();
    let exit = Exit {
        href: format!("/themes/{}/plan", theme.slug),
        label: crate::text::frame::BACK,
    };
    let action = view! { <button class="button" form="choose">{text::CHOOSE_SAVE}</button> };
    Frame::new(text::CHOOSE_TITLE)
        .place(theme.name.clone())
        .exit(exit)
        .action(action)
        .around(view! {
            <h1>{text::CHOOSE_TITLE}</h1>
            <p class="lede">{text::CHOOSE_LEDE}</p>
            <form id="choose" class="group" method="post" action=ChooseItems::url()>
                <input type="hidden" name="slug" value=theme.slug.to_string()/>
                {rows}
            </form>
        })
}
