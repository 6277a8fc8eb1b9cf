//! The guide in the elder mode: the sentence, what to prepare, one button; everything else one thing per screen.

use leptos::prelude::*;

use super::sources::Guide;
use super::{count, eligibility, everything, halls, materials, need, questions, steps};
use crate::text::elder::GuidePart;
use crate::text::guide as text;
use crate::ui::elder::{one_part, to_prepare, ways};

/// The short page, or the part of it that was chosen.
pub(super) fn page(guide: &Guide, part: &str) -> AnyView {
    let chosen = GuidePart::named(part).and_then(|part| Some((part, said(guide, part)?)));
    let back = guide.path(None);
    match chosen {
        Some((GuidePart::Whole, said)) => {
            let theme = &guide.theme;
            let said = view! { <p class="lede">{theme.summary.clone()}</p>{said} };
            one_part(guide.frame(theme.name.clone()), back, said)
        }
        Some((part, said)) => {
            let frame = guide.frame(part.title()).place(guide.theme.name.clone());
            // Its headings are of the third rank, as on the whole page.
            let said = view! { <h2 class="seen-by-readers">{guide.theme.name.clone()}</h2>{said} };
            one_part(frame, back, said)
        }
        None => short(guide),
    }
}

fn short(guide: &Guide) -> AnyView {
    let theme = &guide.theme;
    let parts = GuidePart::ALL.into_iter().filter(|part| said(guide, *part).is_some());
    let links = parts.map(|part| (guide.path(Some(part.id())), part.title().to_owned()));
    let start = view! { <a class="button" href=guide.plan()>{text::START}</a> };
    guide.frame(theme.name.clone()).action(start).around(view! {
        <h1>{theme.name.clone()}</h1>
        <p class="lede">{theme.summary.clone()}</p>
        {to_prepare(text::prepare(count(guide), true), theme.materials.iter().map(|material| (material, need(material))))}
        {ways(links.collect())}
    })
}

/// What a part says, if it has anything to say.
fn said(guide: &Guide, part: GuidePart) -> Option<AnyView> {
    match part {
        GuidePart::Who => eligibility(guide).map(IntoAny::into_any),
        GuidePart::Steps => Some(steps::steps(guide).into_any()),
        GuidePart::Materials => (!guide.theme.materials.is_empty()).then(|| materials(guide).into_any()),
        GuidePart::Halls => Some(halls::halls(guide).into_any()),
        GuidePart::Questions => questions(guide).map(IntoAny::into_any),
        GuidePart::Whole => Some(everything(guide)),
    }
}
