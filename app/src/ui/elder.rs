//! What pages of the elder mode share: one thing a page, the ways to the others, and what to prepare.

use domain::plan::Need;
use domain::theme::material::Material;
use leptos::prelude::*;

use super::frame::Frame;
use crate::text::{frame as words, guide as text};

/// One part of what there is to know, under the frame's title, with the way back.
pub(crate) fn one_part(frame: Frame, back: String, said: impl IntoView + 'static) -> AnyView {
    let title = frame.title().to_owned();
    let back = view! { <a class="button" href=back>{words::BACK}</a> };
    frame.action(back).around(view! {
        <h1>{title}</h1>
        <div class="one-part">{said.into_any()}</div>
    })
}

/// The ways to other pages, each a whole row to tap.
pub(crate) fn ways(links: Vec<(String, String)>) -> Option<impl IntoView> {
    let row = |(href, name)| view! { <li><a class="choice__button" href=href>{name}</a></li> };
    (!links.is_empty()).then(|| view! { <ul class="choice group">{links.into_iter().map(row).collect_view()}</ul> })
}

/// How many things to prepare, which the page says, and their names.
pub(crate) fn to_prepare<'a>(title: String, materials: impl Iterator<Item = (&'a Material, Need)>) -> AnyView {
    let names: Vec<String> = materials
        .filter_map(|(material, need)| match need {
            Need::Required => Some(material.name.clone()),
            Need::Undecided => Some(text::perhaps(&material.name)),
            Need::Optional | Need::Waived(_) | Need::WaiverExpected(_) => None,
        })
        .collect();
    let rows = (!names.is_empty()).then(|| {
        let rows = names.into_iter().map(|name| view! { <li>{name}</li> });
        view! { <ul class="rows">{rows.collect_view()}</ul> }
    });
    view! { <h2>{title}</h2>{rows} }.into_any()
}
