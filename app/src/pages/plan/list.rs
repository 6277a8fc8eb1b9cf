//! The personal list: what applies, why, in which order and until when, with which papers.

use std::collections::BTreeSet;

use domain::condition::{Truth, judge};
use domain::plan::{Need, PlannedItem, Standing};
use domain::theme::item::Item;
use domain::theme::{Eligibility, OneOf, Question};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::plan::MyPlan;

use super::StartDraft;
use super::choose::{needed_for, possible_group};
use super::papers::{count, papers};
use super::question::look_up;
use super::why::{open, source, why};
use crate::text::{date, guide, plan as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::order::{Shown, order_picture, steps_of};
use crate::ui::thread::{Knot, Knotted};
use crate::visit::query;

/// Everything that applies to this person, in order, with papers and dates.
pub(super) fn list_page(office: &Context, mine: &MyPlan, is_signed_in: bool) -> AnyView {
    let something = applies_at_all(mine);
    Frame::new(text::TITLE)
        .place(mine.published.theme.name.clone())
        .exit(exit(mine))
        .action(view! {
            <a class="button button--quiet" href="?choose=1">{text::CHOOSE}</a>
            {start(mine, is_signed_in)}
        })
        .around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede num">{lede(mine)}</p>
            {something.then(|| view! { <p class="plan__count num"><a href="#papers">{count(mine)}</a></p> })}
            {came_along(mine)}
            {ruled_out(mine)}
            {look_up_offer(mine, is_signed_in)}
            {open(office, mine)}
            {something.then(|| view! { <h2>{text::ITEMS}</h2> })}
            {items(mine)}
            {order(mine)}
            {dates(office, mine).map(|dates| view! { <h2>{text::DATES}</h2>{dates} })}
            {something.then(|| papers(mine))}
            {something.then(|| parties(mine))}
            {check_yourself(mine)}
            {answers(office, mine).map(|answers| view! { <h2>{text::ANSWERS}</h2>{answers} })}
            {(!is_signed_in).then(|| view! { <p class="note group">{text::WHY_SIGN_IN}</p> })}
            {again(mine)}
            {share(mine)}
        })
}

/// How many, at how many departments, until when.
pub(super) fn lede(mine: &MyPlan) -> String {
    let taken = taken(mine);
    let departments: BTreeSet<_> = taken.iter().map(|(item, _)| &item.department).collect();
    match mine.plan.done_by {
        Some(day) => {
            let is_sure = taken.iter().all(|(_, planned)| planned.applies == Truth::Yes);
            text::lede(taken.len(), departments.len(), &date::day(day, mine.today), is_sure)
        }
        None if applies_at_all(mine) => text::NOTHING.to_owned(),
        None => text::NOTHING_APPLIES.to_owned(),
    }
}

/// Whether any of it applies, taken or not.
pub(super) fn applies_at_all(mine: &MyPlan) -> bool {
    let mut items = mine.plan.items.iter();
    items.any(|item| item.standing != Standing::NotForMe)
}

/// To the draft; by way of signing in for who has not.
pub(super) fn start(mine: &MyPlan, is_signed_in: bool) -> impl IntoView + use<> {
    let slug = mine.published.theme.slug.to_string();
    view! {
        <form method="post" action=StartDraft::url()>
            <input type="hidden" name="slug" value=slug/>
            <button class="button" disabled=taken(mine).is_empty()>{if is_signed_in { text::START } else { text::SIGN_IN }}</button>
        </form>
    }
}

pub(super) fn exit(mine: &MyPlan) -> Exit {
    Exit {
        href: format!("/themes/{}", mine.published.theme.slug),
        label: crate::text::frame::BACK,
    }
}

/// The offer to ask the registers, where that could settle something.
pub(super) fn look_up_offer(mine: &MyPlan, is_signed_in: bool) -> Option<impl IntoView + use<>> {
    let slug = mine.published.theme.slug.as_str();
    (is_signed_in && may_be_surer(mine)).then(|| look_up(slug, text::LOOK_UP_LIST))
}

/// What applies, knot by knot, and what does not, to open.
pub(super) fn items(mine: &MyPlan) -> impl IntoView + use<> {
    view! {
        {applies_at_all(mine).then(|| view! { <ol class="thread">{knots(mine)}</ol> })}
        {not_for_me(mine)}
    }
}

/// That another one can be applied for afterwards.
pub(super) fn again(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let again = mine.published.theme.again.as_ref()?;
    Some(view! { <p class="note group">{again.offer.clone()}</p> })
}

fn taken(mine: &MyPlan) -> Vec<(&Item, &PlannedItem)> {
    let items = mine.published.theme.items.iter().zip(&mine.plan.items);
    items.filter(|(_, planned)| planned.is_taken()).collect()
}

/// Whether registers could settle something the list leaves open.
fn may_be_surer(mine: &MyPlan) -> bool {
    let is_expected = mine
        .plan
        .materials
        .iter()
        .any(|material| matches!(material.need, Need::WaiverExpected(_)));
    let is_open = mine.plan.items.iter().any(|item| item.applies == Truth::Unknown);
    mine.may_look_up() && (is_expected || is_open)
}

/// What was just picked pulled these in.
pub(super) fn came_along(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    query("chosen")?;
    let along = taken(mine)
        .into_iter()
        .filter(|(_, planned)| planned.standing == Standing::ComesAlong);
    let sentences: Vec<String> = along
        .map(|(item, _)| text::comes_along(&needed_for(mine, item), &item.short))
        .collect();
    (!sentences.is_empty()).then(|| {
        let sentence = |sentence: String| view! { <p>{sentence}</p> };
        view! { <div class="notice" role="status">{sentences.into_iter().map(sentence).collect_view()}</div> }
    })
}

/// One knot per item that applies; those of which only one is done share one.
fn knots(mine: &MyPlan) -> impl IntoView + use<> {
    let items = mine.published.theme.items.iter().zip(&mine.plan.items);
    let knot = |(place, (item, planned)): (usize, (&Item, &PlannedItem))| {
        if planned.standing == Standing::NotForMe {
            return None;
        }
        match possible_group(mine, place) {
            Some((group, members)) => group_knot(mine, group, &members, place),
            None => Some(item_knot(mine, item, *planned, None)),
        }
    };
    items.enumerate().filter_map(knot).collect_view()
}

/// The taken item of a group stands for it; none taken, the group's question does.
fn group_knot(mine: &MyPlan, group: &OneOf, members: &[usize], place: usize) -> Option<AnyView> {
    let theme = &mine.published.theme;
    let is_taken = |member: &&usize| mine.plan.items.get(**member).is_some_and(PlannedItem::is_taken);
    let taken = members.iter().find(is_taken).copied();
    let others: Vec<&str> = members
        .iter()
        .filter(|member| Some(**member) != taken)
        .filter_map(|member| Some(theme.items.get(*member)?.short.as_str()))
        .collect();
    match taken {
        Some(taken) if taken == place => {
            let swap = view! {
                <p class="note">{text::instead(&others)}<br/><a href="?choose=1">{text::SWAP}</a></p>
            };
            let (item, planned) = (theme.items.get(place)?, mine.plan.items.get(place)?);
            Some(item_knot(mine, item, *planned, Some(swap.into_any())))
        }
        None if members.first() == Some(&place) => {
            let row = Knotted::new(group.ask.clone()).knot(Knot::Out).by(text::LEFT_OUT);
            Some(row.around(view! {
                <p class="note">{others.join("、")}<br/><a href="?choose=1">{text::PICK_ONE}</a></p>
            }))
        }
        _ => None,
    }
}

fn item_knot(mine: &MyPlan, item: &Item, planned: PlannedItem, group: Option<AnyView>) -> AnyView {
    let by = match (planned.standing, planned.days) {
        (Standing::NotForMe, _) => text::NOT_FOR_ME.to_owned(),
        (Standing::LeftOut | Standing::Instead, _) => text::LEFT_OUT.to_owned(),
        (Standing::Offline, _) => text::OFFLINE.to_owned(),
        (_, Some((_, end))) => text::done_by(&date::day(end, mine.today)),
        (_, None) => String::new(),
    };
    let along = (planned.standing == Standing::ComesAlong).then(|| {
        let why = text::comes_along(&needed_for(mine, item), &item.short);
        view! { <p class="note"><strong>{text::COMES_ALONG}</strong>"　"{why}</p> }
    });
    let unsure = (planned.is_taken() && planned.applies == Truth::Unknown)
        .then(|| view! { <p class="note thread__wait">{text::UNSURE}</p> });
    let waits = planned.is_taken().then(|| waits(mine, item)).flatten();
    let is_done_here = planned.is_taken();
    let knot = if is_done_here || planned.standing == Standing::Offline {
        Knot::Open
    } else {
        Knot::Out
    };
    Knotted::new(item.short.clone()).knot(knot).by(by).around(view! {
        {unsure}
        {along}
        {why(mine, item, planned)}
        {group}
        {waits.map(|waits| view! { <p class="note">{waits}</p> })}
        {item.offline.clone().filter(|_| !is_done_here).map(|offline| view! { <p class="note thread__wait">{offline}</p> })}
        {item.in_person.clone().filter(|_| is_done_here).map(|in_person| view! { <p class="note thread__wait">{in_person}</p> })}
        {item.commitment.as_ref().filter(|_| is_done_here).map(|_| view! { <p class="note">{text::BY_PROMISE}</p> })}
    })
}

/// Which items of the list it waits for: for their results, or only for a decision.
fn waits(mine: &MyPlan, item: &Item) -> Option<String> {
    let theme = &mine.published.theme;
    let place = theme.items.iter().position(|other| other.id == item.id)?;
    let waits_for = theme.waits_for(place).iter().filter(|other| is_in_order(mine, **other));
    let (results, decisions): (Vec<_>, Vec<_>) = waits_for.partition(|other| theme.after(place).contains(other));
    let names = |places: Vec<&usize>| -> Vec<&str> {
        let items = places.into_iter().filter_map(|place| theme.items.get(*place));
        items.map(|item| item.short.as_str()).collect()
    };
    let (results, decisions) = (names(results), names(decisions));
    (!results.is_empty() || !decisions.is_empty()).then(|| guide::waits(&results, &decisions))
}

/// Whether an item is a step of the order: it is taken, or done elsewhere.
fn is_in_order(mine: &MyPlan, place: usize) -> bool {
    let planned = mine.plan.items.get(place);
    planned.is_some_and(|planned| planned.is_taken() || planned.standing == Standing::Offline)
}

/// What does not apply, to open, each with its reason.
fn not_for_me(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let items = mine.published.theme.items.iter().zip(&mine.plan.items);
    let out: Vec<_> = items
        .filter(|(_, planned)| planned.standing == Standing::NotForMe)
        .collect();
    (!out.is_empty()).then(|| {
        let rows = out.iter().map(|(item, planned)| item_knot(mine, item, **planned, None));
        view! {
            <details>
                <summary>{text::not_for_me(out.len())}</summary>
                <ol class="thread thread--loose">{rows.collect_view()}</ol>
            </details>
        }
    })
}

/// The picture of the order, with what decides the last day emphasised.
fn order(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let theme = &mine.published.theme;
    let path = mine.plan.critical_path(theme);
    let shown = |place: usize| {
        is_in_order(mine, place).then(|| Shown {
            knot: Knot::Open,
            decides: path.contains(&place),
        })
    };
    order_picture(&steps_of(theme, shown))
}

/// The days along what decides when everything is done, today first.
pub(super) fn dates(office: &Context, mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let theme = &mine.published.theme;
    let done_by = mine.plan.done_by?;
    let row = |day: chrono::NaiveDate, what: String| {
        view! { <li><time datetime=day.to_string()>{date::day(day, mine.today)}</time><span>{what}</span></li> }
    };
    let step = |place: &usize| {
        let (_, end) = mine.plan.items.get(*place)?.days?;
        Some(row(end, theme.items.get(*place)?.short.clone()))
    };
    let steps = mine.plan.critical_path(theme).iter().filter_map(step).collect_view();
    let beyond = !office.calendar.is_published(done_by);
    Some(view! {
        <ol class="dates num">{row(mine.today, text::SUBMIT.to_owned())}{steps}</ol>
        <p class="note">{text::DATES_NOTE}{beyond.then_some(text::UNPUBLISHED)}</p>
    })
}

pub(super) fn ruled_out(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let failing = rules(mine, Truth::No);
    let rule = |rule: &&Eligibility| view! { <p>{text::required(&rule.text)}</p><p>{rule.otherwise.clone()}</p> };
    (!failing.is_empty()).then(|| {
        view! { <div class="notice"><strong>{text::RULED_OUT}</strong>{failing.iter().map(rule).collect_view()}</div> }
    })
}

pub(super) fn check_yourself(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let open = rules(mine, Truth::Unknown);
    let rule = |rule: &&Eligibility| {
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

/// The rules of the joined way that stand so.
fn rules(mine: &MyPlan, truth: Truth) -> Vec<&Eligibility> {
    let rules = mine.published.theme.eligibility.iter().zip(&mine.plan.eligibility);
    rules
        .filter(|(_, known)| **known == truth)
        .map(|(rule, _)| rule)
        .collect()
}

/// Who applies together, and what each does.
pub(super) fn parties(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let theme = &mine.published.theme;
    let applies = |party: &&domain::theme::Party| judge(party.when.as_ref(), &mine.answers, mine.today) != Truth::No;
    let parties: Vec<_> = theme.parties.iter().filter(applies).collect();
    let row = |party: &&domain::theme::Party| {
        view! {
            <li>
                <span class="rows__name">{theme.subject_name(&party.subject).to_owned()}</span>
                <span class="note">{text::signs(party.signs.as_deref(), &party.consent)}</span>
            </li>
        }
    };
    (!parties.is_empty())
        .then(|| view! { <h2>{text::PARTIES}</h2><ul class="rows">{parties.iter().map(row).collect_view()}</ul> })
}

pub(super) fn answers(office: &Context, mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let questions = mine.in_order();
    let row = |question: &&Question| {
        let said = if mine.answers.is_unsure(&question.field) {
            text::SAID_NOT_SURE.to_owned()
        } else {
            let given = mine.answers.text(&question.field).unwrap_or_default();
            date::spoken(&question.element.kind.label(given))
        };
        let source = (mine.answers.get(&question.field)).and_then(|answer| source(office, answer, mine.today));
        let href = format!("?question={}", question.field);
        view! {
            <li>
                <span class="rows__name">{question.ask.clone()}<br/><strong>{said}</strong></span>
                <a class="field__doubt" href=href aria-label=format!("{}：{}", text::CHANGE, question.ask)>{text::CHANGE}</a>
                {source.map(|source| view! { <span class="note num">{source}</span> })}
            </li>
        }
    };
    (!questions.is_empty()).then(|| {
        view! { <ul class="rows">{questions.iter().map(row).collect_view()}</ul> }
    })
}

/// The guide's address, which carries nothing anybody answered.
fn share(mine: &MyPlan) -> impl IntoView + use<> {
    let theme = &mine.published.theme;
    view! {
        <h2 class="plan__share">{text::SHARE}</h2>
        <p class="note plan__share">{text::share_note(&theme.name)}" "<a href=format!("/themes/{}", theme.slug)>{text::OPEN_GUIDE}</a></p>
    }
}
