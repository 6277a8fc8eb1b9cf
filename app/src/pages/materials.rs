//! Papers: what must be provided and what not.

pub(crate) mod choices;
pub(crate) mod material;
pub(crate) mod problem;

use domain::answer::FieldId;
use domain::commitment::About;
use domain::plan::Need;
use domain::theme::material::Material;
use leptos::prelude::*;
use usecases::city::City;
use usecases::draft::missed::Asked;
use usecases::draft::read::{MyDraft, read};
use usecases::help::ask::list;

use super::help;
use super::plan::question_from;
use super::steps::{Step, going_on};
use crate::text::{draft as text, guide, help as words, paper, promise};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::material::{MaterialRow, why_asked};
use crate::ui::succession::newer;
use crate::visit::{office, part, visit};

/// `/drafts/{id}/materials`.
#[component]
pub(crate) fn MaterialsPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    let reader = office.clone();
    let load = async move {
        let mine = read(&reader, &asker, &id.parse()?).await?;
        let helps = list(&reader, &asker, &mine.draft.id).await?;
        Ok((mine, helps))
    };
    loaded(load, move |(mine, helps)| {
        let base = format!("/drafts/{}", mine.draft.id);
        let all = mine
            .plan
            .materials
            .iter()
            .filter_map(|planned| Some((mine.theme.materials.get(planned.position)?, planned.need)));
        let (waived, to_provide): (Vec<_>, Vec<_>) = all.partition(|(_, need)| need.is_waived());
        let rows = to_provide
            .iter()
            .map(|(material, need)| provide_row(&office.city, &mine, &base, (*material, *need)))
            .collect_view();
        let waived_rows = waived
            .iter()
            .map(|(material, need)| view! { <MaterialRow material=(*material).clone() need=*need/> });
        let waived_rows = (!waived.is_empty()).then(|| {
            view! {
                <details class="group">
                    <summary>{text::waived(waived.len())}</summary>
                    <ul class="rows">{waived_rows.collect_view()}</ul>
                </details>
            }
        });
        let nothing = to_provide
            .is_empty()
            .then(|| view! { <p class="lede">{text::NOTHING_TO_PROVIDE}</p> });
        let provide =
            (!to_provide.is_empty()).then(|| view! { <h2>{text::TO_PROVIDE}</h2><ul class="rows">{rows}</ul> });
        let ask = (!to_provide.is_empty()).then(|| {
            let href = help::page_of(&mine.draft.id, None);
            view! { <p class="group"><a href=href>{words::TITLE}</a></p> }
        });
        let action = view! {
            <a class="button button--quiet" href=base.clone()>{text::TO_TASKS}</a>
            <a class="button" href=going_on(&mine, Step::Promises)>{text::CONTINUE}</a>
        };
        Frame::new(text::PAPERS)
            .place(mine.theme.name.clone())
            .exit(Exit::leave())
            .action(action)
            .around(view! {
                {newer(&mine)}
                <h1>{text::PAPERS}</h1>
                {help::beside(&office, &helps, None)}
                {nothing}
                {provide}
                {waived_rows}
                {ask}
            })
    })
}

fn provide_row(city: &City, mine: &MyDraft, base: &str, (material, need): (&Material, Need)) -> impl IntoView + use<> {
    let count = mine.files_for(&material.id).count();
    let is_later = mine.deferral(&material.id).is_some();
    let is_promised = mine.is_promised(&About::Material(material.id.clone()));
    let (class, word) = match (count, need) {
        (0, _) if is_promised => ("state state--done", promise::PROMISED.to_owned()),
        (0, _) if is_later => ("state state--done", paper::LATER_STATE.to_owned()),
        (0, Need::Required) => ("state state--need", guide::NEEDED.to_owned()),
        (0, Need::Undecided) => ("state", guide::DEPENDS.to_owned()),
        (0, _) => ("state", guide::IF_YOU_LIKE.to_owned()),
        (count, _) => ("state state--done", text::handed_in(count)),
    };
    let is_needed = count == 0 && !is_promised && !is_later && need == Need::Required;
    let missed = is_needed
        .then(|| Asked::for_draft(city, mine).missed(material))
        .flatten();
    let here = format!("{base}/materials");
    let asks = |field: &FieldId| question_from(&mine.theme.slug, field, &here);
    view! {
        <li>
            <a class="rows__link" href=format!("{base}/materials/{}", material.id)>
                <span class="rows__name">{material.name.clone()}</span>
                <span class=class>{word}</span>
            </a>
            {why_asked(city, missed, &asks)}
        </li>
    }
}
