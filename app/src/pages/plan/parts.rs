//! Parts of the list, for the one page and for the elder mode's many; each page puts its own heading above them.

use chrono::NaiveDate;
use domain::condition::Truth;
use domain::party::expected;
use domain::plan::{Need, PlannedItem, Standing};
use domain::theme::item::Item;
use domain::theme::{Eligibility, Party, Question};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::plan::MyPlan;

use super::StartDraft;
use super::choose::needed_for;
use super::question::look_up;
use super::why::source;
use crate::text::{date, frame, plan as text, progress};
use crate::ui::frame::Exit;
use crate::ui::hat::shown_under;
use crate::ui::unbroken::unbroken;
use crate::visit::query;

/// Whether any of it applies, taken or not.
pub(super) fn applies_at_all(mine: &MyPlan) -> bool {
    let mut items = mine.plan.items.iter();
    items.any(|item| item.standing != Standing::NotForMe)
}

/// The items that are applied for.
pub(super) fn taken(mine: &MyPlan) -> Vec<(&Item, &PlannedItem)> {
    let items = mine.published.theme.items.iter().zip(&mine.plan.items);
    items.filter(|(_, planned)| planned.is_taken()).collect()
}

/// Whether anything is applied for.
pub(super) fn has_taken(mine: &MyPlan) -> bool {
    mine.plan.items.iter().any(PlannedItem::is_taken)
}

/// The one action: to the draft, for who has not signed in by way of that; to picking when nothing is picked; to other
/// answers when nothing applies.
pub(super) fn action(mine: &MyPlan, is_signed_in: bool) -> AnyView {
    let theme = &mine.published.theme;
    let slug = theme.slug.to_string();
    if has_taken(mine) {
        return view! {
            <form method="post" action=StartDraft::url()>
                <input type="hidden" name="slug" value=slug/>
                {shown_under()}
                <button class="button">{if is_signed_in { text::START } else { text::SIGN_IN }}</button>
            </form>
        }
        .into_any();
    }
    let first = mine
        .in_order()
        .first()
        .map(|question| format!("?question={}", question.field));
    let (href, name) = match first {
        _ if applies_at_all(mine) => ("?choose=1".to_owned(), text::PICK),
        Some(first) => (first, text::ANSWER_ANEW),
        None => (format!("/themes/{slug}"), frame::BACK),
    };
    view! { <a class="button" href=href>{name}</a> }.into_any()
}

/// Back to the guide.
pub(super) fn exit(mine: &MyPlan) -> Exit {
    Exit {
        href: format!("/themes/{}", mine.published.theme.slug),
        label: frame::BACK,
    }
}

/// The offer to ask the registers, where that could settle something.
pub(super) fn look_up_offer(mine: &MyPlan, is_signed_in: bool) -> Option<impl IntoView + use<>> {
    let slug = mine.published.theme.slug.as_str();
    (is_signed_in && may_be_surer(mine)).then(|| look_up(slug, text::LOOK_UP_LIST))
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

/// The last day by which everything is done, where that can be said.
pub(super) fn latest(office: &Context, mine: &MyPlan) -> Option<NaiveDate> {
    mine.plan.latest(&mine.published.theme, mine.today, &office.calendar)
}

/// What the days rest on: why there is no last one, and which days off are not published yet.
pub(super) fn caveats(office: &Context, mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let done_by = mine.plan.done_by?;
    let latest = latest(office, mine);
    let undated = if latest.is_none() { slow(mine) } else { None };
    let unpublished = date::unpublished(latest.unwrap_or(done_by), &office.calendar);
    let said: String = undated.into_iter().chain(unpublished).collect();
    (!said.is_empty()).then(|| view! { <p class="note num">{said}</p> })
}

/// The first item with a special procedure that takes as long as it takes.
fn slow(mine: &MyPlan) -> Option<String> {
    let of_item = |(item, _): (&Item, &PlannedItem)| {
        let procedures: Vec<_> = item.unbound().map(|pause| pause.name.as_str()).collect();
        (!procedures.is_empty()).then(|| progress::undated_procedure(&item.short, &procedures))
    };
    taken(mine).into_iter().find_map(of_item)
}

/// The days along what decides when everything is done, today first.
pub(super) fn dates(office: &Context, mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let theme = &mine.published.theme;
    mine.plan.done_by?;
    let row = |day: NaiveDate, what: String| {
        view! { <li><time datetime=day.to_string()>{date::day(day, mine.today)}</time><span>{what}</span></li> }
    };
    let step = |place: &usize| {
        let (_, end) = mine.plan.items.get(*place)?.days?;
        Some(row(end, theme.items.get(*place)?.short.clone()))
    };
    let steps = mine.plan.critical_path(theme).iter().filter_map(step).collect_view();
    let latest = latest(office, mine).map(|latest| date::weekday(latest, mine.today));
    Some(view! {
        <ol class="dates num">{row(mine.today, text::SUBMIT.to_owned())}{steps}</ol>
        <p class="note">{unbroken(&text::dates_note(latest.as_deref()))}</p>
    })
}

/// The rules that do not hold, and what to do instead; where nothing applies because of them, whom to ask.
pub(super) fn ruled_out(office: &Context, mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let failing = rules(mine, Truth::No);
    let rule = |rule: &&Eligibility| view! { <p>{text::required(&rule.text)}</p><p>{rule.otherwise.clone()}</p> };
    let is_part = applies_at_all(mine);
    let is_silent = is_part && failing.is_empty();
    (!is_silent).then(|| {
        let title = is_part.then(|| view! { <strong>{text::RULED_OUT}</strong> });
        let ask = (!is_part).then(|| ask_first(office, mine));
        view! { <div class="notice">{title}{failing.iter().map(rule).collect_view()}{ask}</div> }
    })
}

/// Where to ask about what has to come first: at the department that answers for the whole, or by the helpline.
fn ask_first(office: &Context, mine: &MyPlan) -> impl IntoView + use<> {
    let theme = &mine.published.theme;
    let (said, number) = match office.city.office_for(&theme.lead, None, &theme.region.code) {
        Some(lead) => (text::ask_first(&lead.name, lead.address.as_deref()), lead.phone.clone()),
        None => (
            text::ask_first(text::HELPLINE, None),
            office.city.helpline().number.clone(),
        ),
    };
    view! { <p class="num">{said}<a href=format!("tel:{number}")>{unbroken(&number)}</a></p> }
}

/// The rules nobody can judge from the answers; nothing where nothing applies yet anyway.
pub(super) fn check_yourself(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let mut open = rules(mine, Truth::Unknown);
    open.retain(|_| applies_at_all(mine));
    let rule = |rule: &&Eligibility| {
        let otherwise = rule
            .otherwise
            .clone()
            .map(|otherwise| view! { <span class="note">{otherwise}</span> });
        view! { <li><span class="rows__name">{rule.text.clone()}</span>{otherwise}</li> }
    };
    (!open.is_empty()).then(|| {
        view! { <ul class="rows">{open.iter().map(rule).collect_view()}</ul> }
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

/// Who applies together for what is taken, and what each does.
pub(super) fn parties(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let theme = &mine.published.theme;
    let parties = expected(theme, &mine.plan.taken(theme), &mine.answers, mine.today);
    let row = |party: &&Party| {
        view! {
            <li>
                <span class="rows__name">{theme.subject_name(&party.subject).to_owned()}</span>
                <span class="note">{text::signs(party.signs.as_deref(), &party.consent)}</span>
            </li>
        }
    };
    (!parties.is_empty()).then(|| view! { <ul class="rows">{parties.iter().map(row).collect_view()}</ul> })
}

/// What was answered, each with the way to change it.
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
