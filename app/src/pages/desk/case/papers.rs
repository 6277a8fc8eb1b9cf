//! The papers of a case: each with the way to say what is wrong with it.

use domain::case::correction::Target;
use domain::deferral::{Deferral as Deferred, Standing};
use domain::draft::{File, MediaType};
use domain::theme::material::{Deferral, Material, WaiverMode};
use leptos::prelude::*;
use usecases::Context;
use usecases::casework::read::OpenCase;

use super::correction;
use crate::pages::materials::choices::words;
use crate::text::{correction as mending, date, desk as text, paper as paper_text};
use crate::ui::leaving::beside;
use crate::ui::material::turned;

/// The papers that are deferred and did not come.
fn deferred(office: &Context, open: &OpenCase) -> Vec<AnyView> {
    let row = |(material, rule, deferred): (&Material, &Deferral, &Deferred)| {
        let by = match deferred.standing(office.today()) {
            Standing::Came(_) => return None,
            Standing::Late(day) => paper_text::missed(&date::whole(day)),
            standing => words(standing, &date::term(rule.term)),
        };
        Some(
            view! {
                <li>
                    <span class="rows__name">{material.name.clone()}</span>
                    <span class="state state--need">{paper_text::DEFERRED}</span>
                    <span class="note num">{by}</span>
                    <span class="note">{paper_text::otherwise(&rule.text)}</span>
                </li>
            }
            .into_any(),
        )
    };
    open.deferred().filter_map(row).collect()
}

/// Everything that was handed in, with what is still to come, what was not handed in, and what need not be.
pub(super) fn papers(office: &Context, open: &OpenCase) -> AnyView {
    let waived = |(material, mode): (&Material, &WaiverMode)| {
        view! {
            <li>
                <span class="rows__name">{material.name.clone()}</span>
                <span class="state state--waived">{text::WAIVED}</span>
                <span class="note">{text::waived(mode)}</span>
                {correction::add(open, &Target::Paper(material.id.clone()), &material.name)}
            </li>
        }
    };
    let missing = |material: &Material| {
        view! {
            <li>
                <span class="rows__name">{material.name.clone()}</span>
                <span class="state">{if open.is_wanted(material) { mending::NO_PAPER } else { text::NOT_WANTED }}</span>
                {correction::add(open, &Target::Paper(material.id.clone()), &material.name)}
            </li>
        }
    };
    let missing: Vec<_> = open.missing().map(missing).collect();
    let waived: Vec<_> = open.waived().map(waived).collect();
    let files: Vec<_> = open.files().map(|file| paper(open, file)).collect();
    let deferred = deferred(office, open);
    if missing.is_empty() && waived.is_empty() && files.is_empty() && deferred.is_empty() {
        return view! { <p>{text::NO_PAPERS}</p> }.into_any();
    }
    view! { <div>{files}</div><ul class="rows group">{deferred}{missing}{waived}</ul> }.into_any()
}

fn paper(open: &OpenCase, file: &File) -> AnyView {
    let href = format!("/desk/cases/{}/files/{}", open.case.id, file.id);
    let material = open
        .tracked
        .theme
        .materials
        .iter()
        .find(|material| material.id == file.material);
    let name = material.map_or_else(String::new, |material| material.name.clone());
    let picture = (file.media_type != MediaType::Pdf)
        .then(|| view! { <img src=href.clone() alt=name.clone() class=turned(file) loading="lazy"/> });
    let late = open.is_late(file).then(|| {
        let at = date::time(file.stored_at, file.stored_at.day());
        view! { <span class="note num">{format!("{}：{at}", paper_text::SUPPLIED)}</span> }
    });
    let origin = open.origin(file).map(|origin| {
        let day = origin.handed_in.day().to_string();
        view! { <span class="note num">{paper_text::origin(&day, &origin.theme)}</span> }
    });
    view! {
        <p class="group">
            <a href=href.clone() target=beside() rel="noopener">{format!("{name}：{}", text::OPEN_FILE)}</a>
            {late}
            {origin}
            {picture}
        </p>
        {correction::add(open, &Target::Paper(file.material.clone()), &name)}
    }
    .into_any()
}
