//! The guide of a theme: what it is, who may, how it goes, what to prepare, where to ask, what people ask, where it is written.

mod change;
mod elder;
mod halls;
mod item;
pub(crate) mod poster;
mod share;
mod sources;
mod steps;

use domain::plan::Need;
use domain::theme::material::{Material, WaiverMode};
use domain::theme::{Eligibility, Faq};
use leptos::prelude::*;
use leptos_meta::Link;
use usecases::theme::read::read;

use crate::text::{guide as text, hall};
use crate::ui::frame::Exit;
use crate::ui::loaded::loaded;
use crate::ui::material::{Told, counted, material_list};
use crate::visit::{address, office, part, query, visit};
use sources::Guide;

/// `/themes/{slug}`; in the elder mode a short page, with the rest behind `?part=`.
#[component]
pub(crate) fn GuidePage() -> impl IntoView {
    let office = office();
    let reader = office.clone();
    let slug = part("slug");
    let chosen = query("part").unwrap_or_default();
    loaded(async move { read(&reader, &slug.parse()?).await }, move |published| {
        let guide = Guide::new(published, office);
        let page = if visit().elder {
            elder::page(&guide, &chosen)
        } else {
            whole(&guide)
        };
        view! { <Link rel="canonical" href=address(&guide.canonical())/>{page} }
    })
}

/// Everything on one page.
fn whole(guide: &Guide) -> AnyView {
    let theme = &guide.theme;
    let start = view! { <a class="button" href=guide.plan()>{text::START}</a> };
    guide
        .frame(theme.name.clone())
        .exit(Exit::mine())
        .action(start)
        .around(view! {
            <h1>{theme.name.clone()}</h1>
            <p class="lede">{theme.summary.clone()}</p>
            {everything(guide)}
            {share::share(guide)}
        })
}

/// Every part beneath its heading.
fn everything(guide: &Guide) -> AnyView {
    view! {
        {change::ours(guide)}
        {explain(guide)}
        {jumps()}
        {eligibility(guide).map(|who| view! { <h2 id="who">{text::ELIGIBILITY}</h2>{who} })}
        <h2 id="how">{text::HOW}</h2>
        {steps::steps(guide)}
        <h2 id="what">{text::WHAT}</h2>
        {materials(guide)}
        <h2 id="where">{hall::HALLS}</h2>
        {halls::halls(guide)}
        {questions(guide).map(|asked| view! { <h2 id="faq">{text::FAQ}</h2>{asked} })}
        {change::theirs(guide)}
        {sources::all(guide)}
    }
    .into_any()
}

/// What it is about.
fn explain(guide: &Guide) -> impl IntoView + use<> {
    let paragraphs = guide
        .theme
        .explain
        .iter()
        .map(|paragraph| view! { <p>{paragraph.clone()}</p> });
    view! { <div class="group">{paragraphs.collect_view()}</div> }
}

/// To each part of the page.
fn jumps() -> impl IntoView {
    let jump = |(to, name): (&'static str, &'static str)| view! { <a href=to>{name}</a> };
    view! { <nav class="jumps" aria-label=text::PARTS>{text::JUMPS.map(jump).collect_view()}</nav> }
}

/// Who may use the joined way, and who applies together.
fn eligibility(guide: &Guide) -> Option<impl IntoView + use<>> {
    let theme = &guide.theme;
    let rule = |rule: &Eligibility| {
        let otherwise = rule
            .otherwise
            .clone()
            .map(|otherwise| view! { <p class="note">{otherwise}</p> });
        view! { <li>{rule.text.clone()}{guide.from(&rule.sources)}{otherwise}</li> }
    };
    let party = |party: &domain::theme::Party| {
        let name = theme.subject_name(&party.subject).to_owned();
        view! { <li><strong>{name}</strong>" "{text::party(&party.consent, party.signs.as_deref())}</li> }
    };
    let parties = (theme.parties.len() > 1).then(|| {
        view! { <h3>{text::PARTIES}</h3><ul class="plain">{theme.parties.iter().map(party).collect_view()}</ul> }
    });
    let several = theme
        .subjects
        .iter()
        .filter_map(|subject| Some((subject, subject.many?)));
    let many: Vec<_> = several
        .map(|(subject, many)| view! { <p class="note num">{text::many(&subject.name, many.least, many.most)}</p> })
        .collect();
    let rules = (!theme.eligibility.is_empty())
        .then(|| view! { <ul class="ticks">{theme.eligibility.iter().map(rule).collect_view()}</ul> });
    let is_empty = rules.is_none() && parties.is_none() && many.is_empty();
    (!is_empty).then(|| view! { {rules}{parties}{many} })
}

/// What must be prepared, and what is not asked for and why.
fn materials(guide: &Guide) -> impl IntoView + use<> {
    let materials: Vec<_> = guide
        .theme
        .materials
        .iter()
        .map(|material| (material, need(material)))
        .collect();
    let told: Told<'_> = &|material| guide.numbers(&material.sources);
    view! {
        <p class="note num">{text::prepare_at_most(count(guide))}</p>
        {material_list(&materials, Some(told))}
    }
}

/// How many things anybody has to prepare at the most: not every step is everybody's.
fn count(guide: &Guide) -> usize {
    counted(guide.theme.materials.iter().map(need)).0
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

/// Whether anybody may have to prepare it.
fn is_asked(need: Need) -> bool {
    !matches!(need, Need::Waived(_) | Need::WaiverExpected(_))
}

fn questions(guide: &Guide) -> Option<impl IntoView + use<>> {
    let question = |faq: &Faq| {
        view! { <details><summary>{faq.ask.clone()}</summary><p>{faq.answer.clone()}{guide.from(&faq.sources)}</p></details> }
    };
    (!guide.theme.faq.is_empty()).then(|| {
        view! { <div class="asked">{guide.theme.faq.iter().map(question).collect_view()}</div> }
    })
}
