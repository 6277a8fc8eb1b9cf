//! The guide in the elder mode: the sentence, what to prepare, one button; everything else one thing per screen.

use domain::plan::Need;
use leptos::prelude::*;

use super::sources::Guide;
use super::{eligibility, halls, materials, need, questions, steps};
use crate::text::{frame, guide as text};
use crate::ui::frame::Frame;

/// The short page, or the part of it that was chosen.
pub(super) fn page(guide: &Guide, part: &str) -> AnyView {
    let named = text::ELDER_PARTS.into_iter().find(|(id, _)| *id == part);
    match named {
        Some((_, title)) => one_part(guide, part, title),
        None => short(guide),
    }
}

fn short(guide: &Guide) -> AnyView {
    let theme = &guide.theme;
    let asked: Vec<_> = theme
        .materials
        .iter()
        .filter_map(|material| match need(material) {
            Need::Required => Some(material.name.clone()),
            Need::Undecided => Some(text::perhaps(&material.name)),
            Need::Optional | Need::Waived(_) | Need::WaiverExpected(_) => None,
        })
        .collect();
    let title = if asked.is_empty() {
        text::NOTHING_ASKED.to_owned()
    } else {
        text::prepare(asked.len())
    };
    let names = asked.into_iter().map(|name| view! { <li>{name}</li> });
    let start = view! { <a class="button" href=guide.plan()>{text::START}</a> };
    let link = |(part, name): (&'static str, &'static str)| {
        view! { <li><a class="choice__button" href=guide.path(Some(part))>{name}</a></li> }
    };
    let parts = text::ELDER_PARTS.into_iter().filter(|(part, _)| has(guide, part));
    Frame::new(theme.name.clone()).public().action(start).around(view! {
        <h1>{theme.name.clone()}</h1>
        <p class="lede">{theme.summary.clone()}</p>
        <h2>{title}</h2>
        <ul class="rows">{names.collect_view()}</ul>
        <ul class="choice group">{parts.map(link).collect_view()}</ul>
    })
}

/// Whether a part has anything to say.
fn has(guide: &Guide, part: &str) -> bool {
    match part {
        "who" => !guide.theme.eligibility.is_empty(),
        "materials" => !guide.theme.materials.is_empty(),
        "questions" => !guide.theme.faq.is_empty(),
        _ => true,
    }
}

fn one_part(guide: &Guide, part: &str, title: &'static str) -> AnyView {
    let said = match part {
        "who" => eligibility(guide).into_any(),
        "steps" => steps::steps(guide).into_any(),
        "materials" => materials(guide).into_any(),
        "halls" => halls::halls(guide).into_any(),
        _ => questions(guide).into_any(),
    };
    let back = view! { <a class="button" href=guide.path(None)>{frame::BACK}</a> };
    Frame::new(title)
        .place(guide.theme.name.clone())
        .public()
        .action(back)
        .around(view! {
            <h1>{title}</h1>
            <div class="one-part">{said}</div>
        })
}
