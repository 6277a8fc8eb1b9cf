//! One case: what the citizen stated, the papers beside it, and the decision.

mod back;
mod check;
mod correction;
mod decision;
mod papers;

use domain::case::correction::Target;
use domain::case::{Flag, Matter};
use domain::commitment::About;
use domain::id::CaseId;
use domain::staff::Task;
use http::StatusCode;
use leptos::prelude::*;
use usecases::Context;
use usecases::casework::accept::accept;
use usecases::casework::decide::{DecisionDraft, Verdict, decide};
use usecases::casework::read::{OpenCase, Stated, read, reveal};
use usecases::draft::park::{find_point, find_reason};

use self::back::{back_to_case, park_decision};
use crate::pages::delivery;
use crate::respond::{FAILED, go, go_on, status};
use crate::text::{
    correction as mending, date, delivery as delivery_text, desk as text, hat, paper as paper_text, problem, promise,
    sign,
};
use crate::ui::field::said;
use crate::ui::finding::finding_rows;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{office, part, query, visit};

/// `/desk/cases/{id}`.
#[component]
pub(crate) fn CasePage() -> impl IntoView {
    let (office, visit, id, refused) = (office(), visit(), part("case"), query("problem"));
    let (asker, unsent) = (visit.asker, visit.typed.filter(|_| refused.is_some()));
    let about = query("about").unwrap_or_default();
    let pointed = query("point").and_then(|target| target.parse::<Target>().ok());
    let (reader, in_full) = (office.clone(), query("show").is_some());
    let load = async move {
        let id: CaseId = id.parse()?;
        let open = if in_full {
            reveal(&reader, &asker, &id).await?
        } else {
            read(&reader, &asker, &id).await?
        };
        let (point, reason) = match unsent.filter(|_| open.tasks.contains(&Task::Accept)) {
            Some(token) => (
                find_point(&reader, &asker, &id, &token).await?,
                find_reason(&reader, &asker, &id, &token).await?,
            ),
            None => (None, None),
        };
        Ok((open, point, reason))
    };
    loaded(load, move |(open, typed, reason)| {
        let mistakes = mistakes(&open, refused.as_deref().unwrap_or_default(), &about);
        let name = open
            .item()
            .map_or_else(|| open.case.item.to_string(), |item| item.name.clone());
        let exit = Exit {
            href: "/desk".to_owned(),
            label: text::TITLE,
        };
        let lede = format!(
            "{} · {} · {}",
            open.tracked.title,
            open.tracked.application.number,
            text::status(open.case.status)
        );
        Frame::new(name.clone())
            .refuses(&mistakes)
            .place(text::TITLE)
            .exit(exit)
            .wide()
            .around(view! {
                <h1>{name}</h1>
                <p class="lede num">{lede}</p>
                <p class="note"><a href=format!("/desk/cases/{}/record", open.case.id)>{sign::SIGNATURE}</a></p>
                {open.tracked.filer.as_deref().map(|name| view! { <p class="note">{hat::filed_by(name)}</p> })}
                {conflict(&office, &open, refused.as_deref())}
                {flags(&office, &open, in_full)}
                <div class="open-case">
                    <div>
                        <h2>{text::STATED}</h2>
                        <dl class="rows">{stated(&office, &open, in_full)}</dl>
                        {shows(&open, in_full)}
                    </div>
                    <aside>
                        {correction::asked(&office, &open)}
                        {reason.as_deref().map(correction::unsent)}
                        {correction::naming(&open, pointed.as_ref(), typed.as_ref(), refused.as_deref(), &mistakes)}
                        {accepts(&open)}
                        {warned(&office, &open)}
                        {decision::decision(&office, &open, refused.as_deref(), &mistakes)}
                        {promised(&open)}
                        {delivered(&office, &open, in_full)}
                        {check::checks(&office, &open, refused.as_deref(), &mistakes)}
                        <h2>{text::PAPERS}</h2>
                        {papers::papers(&office, &open)}
                    </aside>
                </div>
            })
    })
}

/// What is refused of what was typed, as far as the case still asks for it; a finding is of the promise `about`.
fn mistakes(open: &OpenCase, code: &str, about: &str) -> Mistakes {
    let mistake = decision::mistake(open, code).or_else(|| correction::mistake(open, code));
    let mistake = mistake.or_else(|| check::mistake(open, code, about));
    mistake.into_iter().collect()
}

/// What somebody else did meanwhile.
fn conflict(office: &Context, open: &OpenCase, refused: Option<&str>) -> Option<impl IntoView + use<>> {
    (refused == Some("conflict")).then(|| {
        status(StatusCode::CONFLICT);
        let decided = open.decided_by.as_ref().zip(open.case.decision.as_ref());
        let sentence = match decided {
            Some((officer, decision)) => {
                problem::decided_meanwhile(&officer.name, &date::time(decision.at, office.today()))
            }
            None => problem::changed_meanwhile(text::status(open.case.status)),
        };
        view! { <p class="notice" role="alert">{sentence}</p> }
    })
}

/// What was found out after it was submitted.
fn flags(office: &Context, open: &OpenCase, in_full: bool) -> Option<impl IntoView + use<>> {
    let row = |(flag, stated): (&Flag, Option<Stated<'_>>)| {
        let register = |id| office.city.register(id).map_or("", |register| register.name.as_str());
        let (about, sentence) = match &flag.matter {
            Matter::Contradicted {
                by, said: text, as_of, ..
            } => {
                let stated = stated?;
                let typed = said(stated.kind, &stated.answer.text, in_full);
                let registered = said(stated.kind, text, in_full);
                let day = date::day(*as_of, office.today());
                let sentence = text::contradicted(&typed, register(by), &registered, &day);
                (labelled(&stated.subject, stated.label), sentence)
            }
            Matter::Unrecorded { of, by } => (open.subject_name(of).to_owned(), text::unrecorded(register(by))),
            Matter::Missed { material, due } => {
                let known = open.record().theme.material(material);
                let name = known.map_or_else(String::new, |known| known.name.clone());
                (name, paper_text::missed(&date::whole(*due)))
            }
        };
        Some(view! {
            <div>
                <dt>{about}</dt>
                <dd class="num">{sentence}</dd>
            </div>
        })
    };
    let rows: Vec<_> = open.flags().filter_map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="notice">
                <h2>{text::FLAGS}</h2>
                <p class="note">{text::FLAGS_NOTE}</p>
                <dl class="rows">{rows}</dl>
            </section>
        }
    })
}

/// The answers that the case's item needs, with what a register says against them.
fn stated(office: &Context, open: &OpenCase, in_full: bool) -> impl IntoView + use<> {
    let row = |stated: Stated<'_>| {
        let against = stated.contradicted_by.map(|fact| {
            let register = office
                .city
                .register(&fact.record.register)
                .map_or("", |register| register.name.as_str());
            let said = text::contested(register, &said(stated.kind, &fact.text, in_full));
            view! { <p class="field__differs">{said}</p> }
        });
        let before = stated.before.map(|before| {
            let was = mending::was(&said(stated.kind, before, in_full));
            view! { <p class="field__differs">{was}</p> }
        });
        let told =
            (!stated.told.is_empty()).then(|| view! { <p class="note">{mending::signed_before(&stated.told)}</p> });
        view! {
            <div>
                <dt>{labelled(&stated.subject, stated.label)}</dt>
                <dd class="num">
                    {said(stated.kind, &stated.answer.text, in_full)}
                    {before}
                    {told}
                    {against}
                    {correction::add(open, &Target::Field(stated.id.clone()), &labelled(&stated.subject, stated.label))}
                </dd>
            </div>
        }
    };
    open.stated().map(row).collect_view()
}

/// To the numbers in full, where any is hidden: that look is written down as one.
fn shows(open: &OpenCase, in_full: bool) -> Option<impl IntoView + use<>> {
    let is_any = open.stated().any(|stated| stated.kind.is_masked());
    let href = format!("/desk/cases/{}?show=1", open.case.id);
    (is_any && !in_full)
        .then(|| view! { <p class="group"><a href=href>{text::SHOW}</a></p><p class="note">{text::SHOW_NOTE}</p> })
}

/// The label with whom it is about, unless it says so itself.
fn labelled(subject: &str, label: &str) -> String {
    if label.contains(subject) {
        label.to_owned()
    } else {
        format!("{subject} · {label}")
    }
}

/// What the citizen promised for this item, or in place of a paper of it, and how it is checked.
fn promised(open: &OpenCase) -> Option<impl IntoView + use<>> {
    let needs = |about: &About| match about {
        About::Item(id) => *id == open.case.item,
        About::Material(id) => open.item().is_some_and(|item| item.materials.contains(id)),
    };
    let record = open.record();
    let made: Vec<_> = record
        .offered()
        .filter(|one| needs(&one.about) && record.is_promised(&one.about))
        .collect();
    let row = |one: &domain::commitment::Offered<'_>| {
        view! { <li>{format!("{}：{}", one.name, one.commitment.promise)}<p>{one.commitment.check.clone()}</p></li> }
    };
    (!made.is_empty())
        .then(|| view! { <h2>{promise::TITLE}</h2><ul class="note">{made.iter().map(row).collect_view()}</ul> })
}

/// How the result is to reach the citizen.
fn delivered(office: &Context, open: &OpenCase, in_full: bool) -> Option<impl IntoView + use<>> {
    let how = open.record().delivery(open.item()?)?;
    let words = delivery::words(&office.city, &how, office.city.office(&open.case.office), in_full);
    Some(view! { <h2>{delivery_text::TITLE_AT_DESK}</h2><p class="note num">{words}</p> })
}

fn accepts(open: &OpenCase) -> Option<impl IntoView + use<>> {
    let item = open.item()?;
    let rows = item
        .accepts
        .iter()
        .map(|line| view! { <li>{line.clone()}</li> })
        .collect_view();
    let automatic = open
        .automatic()
        .map(|because| view! { <p class="notice">{text::automatic(because)}</p> });
    Some(view! { <h2>{text::ACCEPTS}</h2><ul class="note">{rows}</ul>{automatic} })
}

/// What the citizen was warned of and sent anyway.
fn warned(office: &Context, open: &OpenCase) -> Option<impl IntoView + use<>> {
    let rows = finding_rows(office, open.record(), &open.warned(), false);
    (!rows.is_empty()).then(|| view! { <h2>{paper_text::WARNED}</h2><ul class="rows">{rows}</ul> })
}

/// Accepts a case.
#[server]
pub(crate) async fn accept_case(case: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async { accept(&office, &visit.asker, &case.parse()?).await };
    go_on(back_to_case(&case, outcome.await));
    Ok(())
}

/// Grants or refuses a case. Without a whole session what was typed is parked.
#[server]
pub(crate) async fn decide_case(
    case: String,
    verdict: String,
    #[server(default)] text: String,
    #[server(default)] next_step: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let verdict = match verdict.as_str() {
        "grant" => Verdict::Grant,
        "refuse" => Verdict::Refuse,
        _ => {
            go(FAILED);
            return Ok(());
        }
    };
    let texts = DecisionDraft { text, next_step };
    if !visit.asker.is_signed_in() {
        go_on(park_decision(&office, &case, texts).await);
        return Ok(());
    }
    let outcome = async { decide(&office, &visit.asker, &case.parse()?, verdict, &texts).await };
    go_on(back_to_case(&case, outcome.await));
    Ok(())
}
