//! One item of the guide: a line to open, with everything there is to know inside.

use domain::account::Level;
use domain::theme::item::{Basis, Item, Pause};
use leptos::prelude::*;

use super::sources::Guide;
use super::{is_asked, need};
use crate::text::{date, guide as text, passkey};
use crate::ui::unbroken::unbroken;

/// The name, how long it takes, who does it; opened, the whole of it.
pub(super) fn item_row(guide: &Guide, item: &Item) -> impl IntoView + use<> {
    let example = guide.example(item.limit.illustrative, &[]);
    let marks = [
        (item.optional, text::OPTIONAL),
        (item.applies.is_some(), text::NOT_FOR_ALL),
    ];
    let mark = marks.into_iter().find_map(|(holds, word)| holds.then_some(word));
    let offline = item.offline.as_deref().map(text::offline);
    view! {
        <details>
            <summary class="step">
                <h4>{item.short.clone()}</h4>
                <span class="step__by num">{unbroken(&date::term(item.limit.promised))}{example}</span>
                <span class="note">{item.explain.clone()}{mark}</span>
                {offline.map(|offline| view! { <span class="note">{offline}</span> })}
            </summary>
            <dl class="facts num">{facts(guide, item)}</dl>
        </details>
    }
}

/// The six official parts (设定依据, 受理条件, 申请材料, 办理流程, 办理时限, 结果名称) and what else is known.
fn facts(guide: &Guide, item: &Item) -> Vec<AnyView> {
    let department = guide.office.city.department(&item.department);
    let named = (item.name != item.short).then(|| item.name.clone());
    let head = [
        (text::NAME, line(named)),
        (
            text::DEPARTMENT,
            line(department.map(|department| department.name.clone())),
        ),
        (
            text::APPLIES,
            line(item.applies.as_ref().map(|applies| applies.because.clone())),
        ),
        (text::BASIS, item.basis.iter().map(basis).collect()),
        (text::ACCEPTS, item.accepts.clone()),
        (text::PAPERS, line(Some(papers(guide, item)))),
        (
            text::COURSE,
            line(Some(course(
                item,
                department.map(|department| department.short.as_str()),
            ))),
        ),
        (text::LIMIT, line(Some(limit(item)))),
    ];
    let pauses = item.pauses.iter().map(pause).collect();
    let commitment = item.commitment.as_ref().map(text::commitment).unwrap_or_default();
    let fee = item
        .fee
        .as_ref()
        .map_or_else(|| text::FREE.to_owned(), |fee| fee.words.clone());
    let foot = [
        (text::PAUSES, pauses),
        (text::ASK_BY, line(item.ask_by.clone())),
        (text::LEVEL, line(is_live(item).then(|| passkey::ITEM.to_owned()))),
        (text::IN_PERSON, line(item.in_person.clone())),
        (text::COMMITMENT, commitment),
        (
            text::AUTOMATIC,
            line(item.automatic.as_ref().map(|automatic| automatic.because.clone())),
        ),
        (text::FEE, line(Some(fee))),
        (text::RESULT, line(Some(item.result.clone()))),
        (text::DELIVERY, line(item.delivery.clone().or_else(|| ways(item)))),
        (text::VALID, line(item.valid.clone())),
        (text::IF_REFUSED, line(item.if_refused.clone())),
    ];
    let said = head.into_iter().chain(foot).map(|(name, lines)| fact(name, lines));
    let last = [
        contact(guide, item),
        fact(text::FROM, line(guide.numbers(&item.sources))),
    ];
    said.chain(last).flatten().collect()
}

fn is_live(item: &Item) -> bool {
    item.level == Level::Live
}

fn line(text: Option<String>) -> Vec<String> {
    text.into_iter().filter(|text| !text.is_empty()).collect()
}

fn fact(name: &'static str, lines: Vec<String>) -> Option<AnyView> {
    let lines = (!lines.is_empty()).then(|| lines.into_iter().map(|line| view! { <dd>{line}</dd> }).collect_view())?;
    Some(view! { <dt>{name}</dt>{lines} }.into_any())
}

fn basis(basis: &Basis) -> String {
    text::law(&basis.law, basis.article.as_deref())
}

/// The item's papers by name; those that nobody need bring are marked.
fn papers(guide: &Guide, item: &Item) -> String {
    let of_item = guide
        .theme
        .materials
        .iter()
        .filter(|material| item.materials.contains(&material.id));
    let names = of_item.map(|material| {
        if is_asked(need(material)) {
            material.name.clone()
        } else {
            text::free_paper(&material.name)
        }
    });
    let names: Vec<_> = names.collect();
    if names.is_empty() {
        return text::NO_PAPERS.to_owned();
    }
    names.join("、")
}

fn course(item: &Item, department: Option<&str>) -> String {
    if let Some(offline) = &item.offline {
        return offline.clone();
    }
    let pauses: Vec<_> = item.pauses.iter().map(|pause| pause.name.as_str()).collect();
    text::course(department.unwrap_or_default(), &pauses, item.automatic.is_some())
}

fn limit(item: &Item) -> String {
    let statutory = item.limit.statutory.map(|term| text::statutory(&date::term(term)));
    let promised = text::promised(&date::term(item.limit.promised));
    let said = statutory.into_iter().chain([promised]).collect::<Vec<_>>().join("，");
    if item.limit.illustrative {
        text::as_example(&said)
    } else {
        said
    }
}

fn pause(pause: &Pause) -> String {
    let term = pause.term.map(date::term);
    let said = text::pause(&pause.name, &pause.explain, term.as_deref());
    pause
        .basis
        .as_ref()
        .map_or(said.clone(), |rests_on| format!("{said}{}", basis(rests_on)))
}

fn ways(item: &Item) -> Option<String> {
    let ways: Vec<_> = item.ways.iter().copied().map(text::way).collect();
    (!ways.is_empty()).then(|| ways.join("，"))
}

/// The number of the item, else of the department's first office where its cases go.
fn contact(guide: &Guide, item: &Item) -> Option<AnyView> {
    let office = (guide.office.city).office_for(&item.department, None, &guide.theme.region.code);
    let name = office
        .filter(|_| item.contact.is_none())
        .map(|office| view! { <dd>{office.name.clone()}</dd> });
    let phone = item
        .contact
        .clone()
        .or_else(|| office.map(|office| office.phone.clone()))?;
    let call = view! { <a href=format!("tel:{phone}")>{phone.clone()}</a> };
    Some(view! { <dt>{text::CONTACT}</dt>{name}<dd>{call}</dd> }.into_any())
}
