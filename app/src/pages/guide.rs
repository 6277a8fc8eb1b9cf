//! The guide of a theme: what it is, who may, how it goes, what to prepare, what people ask, where it is written.

use domain::id::SourceId;
use domain::plan::Need;
use domain::theme::item::{Basis, Item};
use domain::theme::material::{Material, WaiverMode};
use domain::theme::{Change, Changes, Theme};
use leptos::prelude::*;
use usecases::city::City;
use usecases::theme::Published;
use usecases::theme::read::read;

use crate::text::{date, guide as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::material::material_list;
use crate::ui::thread::Knotted;
use crate::visit::{office, part};

/// `/themes/{slug}`.
#[component]
pub(crate) fn GuidePage() -> impl IntoView {
    let office = office();
    let reader = office.clone();
    let slug = part("slug");
    loaded(async move { read(&reader, &slug.parse()?).await }, move |published| {
        let theme = published.theme.clone();
        let city = office.city.clone();
        let start = view! { <a class="button" href=format!("/themes/{}/plan", theme.slug)>{text::START}</a> };
        let is_example = theme.items.iter().any(|item| item.limit.illustrative);
        Frame::new(theme.name.clone())
            .exit(Exit::mine())
            .action(start)
            .around(view! {
                <h1>{theme.name.clone()}</h1>
                <p class="lede">{theme.summary.clone()}</p>
                {theme.changes.clone().map(|changes| figures(&theme, &changes))}
                <h2>{text::HOW}</h2>
                <ol class="thread">{theme.items.iter().map(|item| item_row(&theme, item, &city)).collect_view()}</ol>
                {is_example.then(|| view! { <p class="note">{text::EXAMPLE_NOTE}</p> })}
                <h2>{text::WHAT}</h2>
                <p class="note">{text::WHAT_LEDE}</p>
                {material_list(&theme.materials.iter().map(|material| (material, need(material))).collect::<Vec<_>>())}
                {eligibility(&theme)}
                {questions(&theme)}
                {sources(&published, office.today())}
            })
    })
}

/// Before and after, and where the figures come from.
fn figures(theme: &Theme, changes: &Changes) -> impl IntoView + use<> {
    let figures = [
        (text::DAYS, changes.days),
        (text::MATERIALS, changes.materials),
        (text::STEPS, changes.steps),
        (text::TRIPS, changes.trips),
    ];
    let figure = |((name, change), unit): ((&'static str, Option<Change>), &'static str)| {
        change.map(|Change { before, after }| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>
                        <del><span class="seen-by-readers">{text::BEFORE}</span>{format!("{before} {unit}")}</del>
                        <span class="seen-by-readers">{text::AFTER}</span>
                        {format!("{after} {unit}")}
                    </dd>
                </div>
            }
        })
    };
    let sources: Vec<&str> = changes.sources.iter().map(|id| source_title(theme, id)).collect();
    view! {
        <dl class="change num">{figures.into_iter().zip(text::UNITS).map(figure).collect_view()}</dl>
        <p class="note">{text::figures_from(&sources.join("、"))}</p>
    }
}

fn item_row(theme: &Theme, item: &Item, city: &City) -> impl IntoView + use<> {
    let needed: Vec<&str> = item
        .after
        .iter()
        .filter_map(|id| theme.item(id))
        .map(|needed| needed.short.as_str())
        .collect();
    let after = (!needed.is_empty()).then(|| view! { <p class="note">{text::after(&needed)}</p> });
    let example = item
        .limit
        .illustrative
        .then(|| view! { <span class="example">{text::EXAMPLE}" "</span> });
    let by = view! { {example}{date::term(item.limit.promised)} };
    let optional = item.optional.then(|| view! { <p class="note">{text::OPTIONAL}</p> });
    Knotted::new(item.short.clone()).by(by).around(view! {
        <p class="note">{item.explain.clone()}</p>
        {after}
        {optional}
        <details>
            <summary>{text::MORE}</summary>
            {item_facts(item, city)}
        </details>
    })
}

fn item_facts(item: &Item, city: &City) -> impl IntoView + use<> {
    let basis = |basis: &Basis| format!("《{}》{}", basis.law, basis.article.as_deref().unwrap_or_default());
    let fact = |name: &'static str, value: Option<String>| {
        value
            .filter(|value| !value.is_empty())
            .map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
    };
    let statutory = item.limit.statutory.map(|term| text::statutory(&date::term(term)));
    let promised = text::promised(&date::term(item.limit.promised));
    let limit = statutory.into_iter().chain([promised]).collect::<Vec<_>>().join("，");
    let result = match &item.delivery {
        Some(delivery) => format!("{}。{delivery}", item.result),
        None => item.result.clone(),
    };
    view! {
        <dl class="facts">
            {fact(text::DEPARTMENT, city.department(&item.department).map(|department| department.name.clone()))}
            {fact(text::BASIS, Some(item.basis.iter().map(basis).collect::<Vec<_>>().join("；")))}
            {fact(text::ACCEPTS, Some(item.accepts.join("")))}
            {fact(text::LIMIT, Some(limit))}
            {fact(text::ASK_BY, item.ask_by.clone())}
            {fact(text::IN_PERSON, item.in_person.clone())}
            {fact(text::FEE, Some(item.fee.clone().unwrap_or_else(|| text::FREE.to_owned())))}
            {fact(text::RESULT, Some(result))}
        </dl>
    }
}

/// How a material stands for anybody: before anyone is asked, a waiver by register is expected.
fn need(material: &Material) -> Need {
    let by_mode = |wanted: fn(&WaiverMode) -> bool| material.waivers.iter().position(|waiver| wanted(&waiver.mode));
    if let Some(generated) = by_mode(|mode| *mode == WaiverMode::Generated) {
        Need::Waived(generated)
    } else if let Some(known) = by_mode(|mode| matches!(mode, WaiverMode::Register(_) | WaiverMode::Certificate(_))) {
        Need::WaiverExpected(known)
    } else if material.when.is_some() {
        Need::Undecided
    } else if material.optional {
        Need::Optional
    } else {
        Need::Required
    }
}

fn eligibility(theme: &Theme) -> Option<impl IntoView + use<>> {
    let rule = |rule: &domain::theme::Eligibility| {
        let otherwise = rule
            .otherwise
            .clone()
            .map(|otherwise| view! { <span class="note">{otherwise}</span> });
        view! { <li><span class="rows__name">{rule.text.clone()}</span>{otherwise}</li> }
    };
    (!theme.eligibility.is_empty()).then(|| {
        view! {
            <h2>{text::ELIGIBILITY}</h2>
            <ul class="rows">{theme.eligibility.iter().map(rule).collect_view()}</ul>
        }
    })
}

fn questions(theme: &Theme) -> Option<impl IntoView + use<>> {
    let question = |faq: &domain::theme::Faq| {
        view! { <details><summary>{faq.ask.clone()}</summary><p>{faq.answer.clone()}</p></details> }
    };
    (!theme.faq.is_empty()).then(|| {
        view! {
            <h2>{text::FAQ}</h2>
            <div class="asked">{theme.faq.iter().map(question).collect_view()}</div>
        }
    })
}

fn sources(published: &Published, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let theme = &published.theme;
    let source = |source: &domain::theme::Source| {
        let title = source.title.clone();
        match source.address.clone() {
            Some(address) => view! { <li><a href=address rel="noreferrer">{title}</a></li> }.into_any(),
            None => view! { <li>{title}</li> }.into_any(),
        }
    };
    let published_on = date::day(published.published_at.day(), today);
    view! {
        <h2>{text::SOURCES}</h2>
        <details class="note">
            <summary>{text::version(&published_on, &theme.region.name, theme.region.modelled_on.as_deref())}</summary>
            <ul>{theme.sources.iter().map(source).collect_view()}</ul>
        </details>
    }
}

fn source_title<'a>(theme: &'a Theme, id: &SourceId) -> &'a str {
    theme
        .sources
        .iter()
        .find(|source| source.id == *id)
        .map_or("", |source| source.title.as_str())
}
