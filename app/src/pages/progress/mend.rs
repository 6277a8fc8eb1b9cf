//! Mending: exactly what offices named, each with what they say of it, signed and sent once.

pub(crate) mod sign;

use std::collections::{BTreeMap, BTreeSet};

use domain::case::correction::{Correction, Point, Target};
use domain::form::FormField;
use domain::id::ApplicationId;
use domain::theme::material::Material;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::application::mend::{LONGEST, Mending, is_said, is_sent, read, said_to, save};
use usecases::draft::park::{Posted, find_mending, park};
use usecases::draft::save::Typed;
use usecases::{Asker, Context, Error};

use super::sentence::{name, now};
use super::withdraw::page_of;
use crate::islands::CheckedForm;
use crate::pages::parked;
use crate::pages::topic::corrected;
use crate::respond::{go as go_to, go_on, keep_form, status};
use crate::text::{correction as text, date, frame, progress};
use crate::ui::field::{FieldView, TAKE, field_row, labelled};
use crate::ui::frame::{Exit, Frame};
use crate::ui::islands::awake;
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::ui::plain::plain;
use crate::visit::{Visit, office, part, query, visit};

/// What leads from the page to that of a paper, before its id.
const PAPER: &str = "paper-";

/// `/applications/{id}/mend`: `?more=1` after it could not be sent, `?kept=1` after it was stored; `?edit=` names a known field that the
/// citizen corrects.
#[component]
pub(crate) fn MendPage() -> impl IntoView {
    let (office, Visit { asker, typed, .. }) = (office(), visit());
    let id = part("application");
    let (not_yet, is_kept) = (query("more").is_some(), query("kept").is_some());
    let opened = query("edit");
    let has_gone_on = not_yet || is_kept || opened.is_some();
    let reader = office.clone();
    let load = async move {
        let id: ApplicationId = id.parse()?;
        let mending = read(&reader, &asker, &id).await?;
        let unsent = match typed.filter(|_| mending.asked.is_empty() || !has_gone_on) {
            Some(token) => find_mending(&reader, &asker, &id, &token).await?,
            None => None,
        };
        Ok((mending, unsent))
    };
    loaded(load, move |(mending, unsent)| {
        let id = mending.tracked.application.id.to_string();
        if mending.asked.is_empty() {
            if let Some(typed) = unsent {
                return over(&office, &mending, &typed);
            }
            go_to(&format!("/applications/{id}"));
            return ().into_any();
        }
        let changed = unsent.map(|typed| changed(&mending, &typed));
        let gaps = if not_yet { mending.gaps() } else { Vec::new() };
        let today = office.today();
        let by = mending
            .answer_by()
            .map(|day| text::answer_by(&date::weekday(day, today)));
        let fields = fields(&office, &mending, &gaps, opened.as_deref());
        let checks = fields.iter().any(|(_, view)| view.is_checked_while_typing());
        let action = view! {
            <button class="button button--quiet" form="topic" name="go" value="keep">{text::KEEP}</button>
            <button class="button" form="topic" name="go" value="send">{text::SEND}</button>
        };
        let kept = is_kept.then(|| view! { <p class="notice" role="status">{text::KEPT}</p> });
        let exit = Exit {
            href: format!("/applications/{id}"),
            label: frame::BACK,
        };
        Frame::new(text::TITLE)
            .refuses(&mistakes(&mending, &fields, &gaps))
            .place(mending.mine.theme.name.clone())
            .exit(exit)
            .action(action)
            .around(view! {
                <h1>{text::TITLE}</h1>
                <p class="lede">{mending.tracked.title.clone()}</p>
                <p>{text::LEDE}<strong class="num">{by}</strong></p>
                {reasons(&mending)}
                {changed}
                {kept}
                <form id="topic" method="post" action=MendApplication::url() data-today=today.to_string() novalidate>
                    // Whoever presses Enter stores what is typed, and does not send it.
                    <button class="seen-by-readers" tabindex="-1" aria-hidden="true" name="go" value="keep"></button>
                    <input type="hidden" name="application" value=id.clone()/>
                    {mend_fields(&office, &mending, &fields)}
                    {papers(&office, &mending, &gaps)}
                    {sayings(&mending)}
                </form>
                {give_up(&mending)}
                {checks.then(|| awake(view! { <CheckedForm/> }))}
            })
            .into_any()
    })
}

/// What was typed when nothing was to be mended any more: it is not sent, and not lost.
fn over(office: &Context, mending: &Mending, typed: &Typed) -> AnyView {
    status(StatusCode::CONFLICT);
    let exit = Exit {
        href: format!("/applications/{}", mending.tracked.application.id),
        label: frame::BACK,
    };
    let (now, _) = now(office, &mending.tracked, office.today());
    Frame::new(text::OVER)
        .place(mending.mine.theme.name.clone())
        .exit(exit)
        .around(view! {
            <h1>{text::OVER}</h1>
            <p class="notice" role="alert">{text::OVER_LEDE}{now}</p>
            {unsent(mending, typed)}
        })
        .into_any()
}

/// What was typed for what an office asked before: it is no answer to what is asked now, and not lost.
fn changed(mending: &Mending, typed: &Typed) -> impl IntoView + use<> {
    status(StatusCode::CONFLICT);
    view! {
        <p class="notice" role="alert">{text::CHANGED}</p>
        {unsent(mending, typed)}
    }
}

/// What was typed and is not sent.
fn unsent(mending: &Mending, typed: &Typed) -> impl IntoView + use<> {
    let row = |(name, text): (&String, &String)| {
        let (label, words) = if is_said(name) {
            (text::SAID, text.clone())
        } else {
            let field = mending.mine.theme.field(&name.parse().ok()?)?;
            (field.label(), field.element.kind.label(text).into_owned())
        };
        let label = label.to_owned();
        (!words.is_empty()).then(|| view! { <div><dt>{label}</dt><dd class="num">{words}</dd></div> })
    };
    view! {
        <h2>{text::UNSENT}</h2>
        <dl class="rows">{typed.texts.iter().filter_map(row).collect_view()}</dl>
    }
}

/// What is said besides to everybody who asks; where several do, each has a place of its own.
fn sayings(mending: &Mending) -> impl IntoView + use<> {
    let are_several = mending.asked.len() > 1;
    let one = |asked: &Correction| {
        let mut cases = mending.tracked.cases.iter();
        let case = cases.find(|case| are_several && case.id == asked.case);
        let label = case.map_or_else(
            || text::SAID.to_owned(),
            |case| text::said_about(&name(&mending.tracked, case)),
        );
        let id = said_to(&asked.id);
        let hint = format!("{id}-hint");
        let said = asked.said.as_deref().unwrap_or_default();
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <p class="field__hint" id=hint.clone()>{text::SAID_HINT}</p>
                <input type="hidden" name=format!("was[{id}][]") value=said.to_owned()/>
                <textarea id=id.clone() name=format!("typed[{id}]") maxlength=LONGEST.to_string() aria-describedby=hint>{plain(said)}</textarea>
            </div>
        }
    };
    mending.asked.iter().map(one).collect_view()
}

/// Why an office asks for more than it did before.
fn reasons(mending: &Mending) -> impl IntoView + use<> {
    let reasons = mending.asked.iter().filter_map(|asked| asked.reason.as_deref());
    reasons
        .map(|reason| view! { <p>{text::reason(reason)}</p> })
        .collect_view()
}

/// The fields to set right; once it could not be sent, each that stands in the way says why, also one that nobody touched.
fn fields<'a>(
    office: &Context,
    mending: &'a Mending,
    gaps: &[Target],
    edit: Option<&str>,
) -> Vec<(FormField<'a>, FieldView)> {
    let view = |mut field: FormField<'a>| {
        field.is_touched |= is_gap(gaps, &field);
        let view = FieldView::of(&mending.mine, &office.city, &field, edit);
        let is_as_before = is_gap(gaps, &field) && field.problem.is_none() && mending.is_as_before(&field.id);
        (field, view.objecting(is_as_before.then_some(text::AS_BEFORE)))
    };
    mending.fields().into_iter().map(view).collect()
}

fn is_gap(gaps: &[Target], field: &FormField<'_>) -> bool {
    gaps.contains(&Target::Field(field.id.clone()))
}

/// What still stands in the way of sending it.
fn mistakes(mending: &Mending, fields: &[(FormField<'_>, FieldView)], gaps: &[Target]) -> Mistakes {
    let of_field = |(field, view): &(FormField<'_>, FieldView)| {
        let sentence = match view.problem {
            Some(problem) => view.sentence(problem),
            None => text::as_before(&labelled(&mending.mine.theme, field)),
        };
        (view.id.clone(), sentence)
    };
    let fields = fields.iter().filter(|(field, _)| is_gap(gaps, field)).map(of_field);
    let papers = mending.papers().into_iter();
    let papers = papers.filter(|paper| gaps.contains(&Target::Paper(paper.id.clone())));
    let papers = papers.map(|paper| (place(paper), text::none_yet(&paper.name)));
    fields.chain(papers).collect()
}

/// Where a paper stands on the page.
fn place(paper: &Material) -> String {
    format!("{PAPER}{}", paper.id)
}

/// Each answer to set right, under what is said of it.
fn mend_fields(office: &Context, mending: &Mending, fields: &[(FormField<'_>, FieldView)]) -> impl IntoView + use<> {
    let row = |(field, view): &(FormField<'_>, FieldView)| {
        view! {
            {points(office, mending, &Target::Field(field.id.clone()))}
            {field_row(view)}
        }
    };
    fields.iter().map(row).collect_view()
}

/// Each paper to hand in anew, with the way to hand it in.
fn papers(office: &Context, mending: &Mending, gaps: &[Target]) -> Option<AnyView> {
    let papers = mending.papers();
    let row = |paper: &&Material| {
        let target = Target::Paper(paper.id.clone());
        let count = mending.files_for(&paper.id).count();
        let state = match count {
            0 => text::NONE_YET.to_owned(),
            count => text::handed_in(count),
        };
        let class = if gaps.contains(&target) {
            "state state--wrong"
        } else {
            "state num"
        };
        let label = format!("{}：{}", text::HAND_IN, paper.name);
        view! {
            <div class="field" id=place(paper) tabindex="-1">
                <p><strong>{paper.name.clone()}</strong>" "<span class=class>{state}</span></p>
                {points(office, mending, &target)}
                <p><button class="button button--plain button--inline" name="go" value=format!("{PAPER}{}", paper.id) aria-label=label>{text::HAND_IN}</button></p>
            </div>
        }
    };
    let rows: Vec<_> = papers.iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <h2>{text::PAPERS}</h2>{rows} }.into_any())
}

/// What is said of one answer or paper, by whom.
fn points(office: &Context, mending: &Mending, target: &Target) -> impl IntoView + use<> {
    let row = |(asked, point): (&Correction, &Point)| {
        let case = mending.tracked.cases.iter().find(|case| case.id == asked.case);
        let asking = case.and_then(|case| mending.tracked.office(office, case));
        let asking = asking.map_or("", |asking| asking.name.as_str());
        view! { <p class="group">{text::point(asking, text::flaw(point.flaw), &point.sentence)}</p> }
    };
    mending.points_about(target).map(row).collect_view()
}

/// To withdraw what is to be mended instead.
fn give_up(mending: &Mending) -> impl IntoView + use<> {
    let way = |asked: &Correction| {
        let case = mending.tracked.cases.iter().find(|case| case.id == asked.case)?;
        let href = page_of(case);
        let name = name(&mending.tracked, case);
        Some(
            view! { <li><a class="rows__link" href=href><span class="rows__name">{progress::withdraw(&name)}</span></a></li> },
        )
    };
    view! {
        <p class="note group">{text::GIVE_UP}</p>
        <ul class="rows">{mending.asked.iter().filter_map(way).collect_view()}</ul>
    }
}

/// Stores what was typed and goes on: to a paper, back to the page, or to signing it. Without a session, and when nothing of what
/// the page showed is to be mended any more, it is parked.
#[server]
pub(crate) async fn mend_application(
    application: String,
    #[server(default)] typed: BTreeMap<String, String>,
    #[server(default)] picked: BTreeMap<String, Vec<String>>,
    #[server(default)] was: BTreeMap<String, Vec<String>>,
    #[server(default)] settled: BTreeSet<String>,
    #[server(default)] go: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    // A choice that nobody made is not posted at all: it was asked and left empty.
    let answer = |field: &String| {
        let text = typed.get(field).cloned();
        let text = text.or_else(|| picked.get(field).map(|options| options.join(",")));
        (field.clone(), text.unwrap_or_default())
    };
    let typed = Typed {
        texts: was.keys().map(answer).collect(),
        was: was.clone(),
        settled,
        taken: go.strip_prefix(TAKE).map(str::to_owned),
    };
    let outcome = async {
        let id: ApplicationId = application.parse()?;
        let page = format!("/applications/{id}/mend");
        if !visit.asker.is_signed_in() {
            return parked::park(&office, &Posted::Mending(id, typed)).await;
        }
        match save(&office, &visit.asker, &id, &typed).await {
            Err(Error::Conflict) => return come_late(&office, &visit.asker, id, typed).await,
            Err(Error::WearFirst(hat)) => {
                return parked::wear_first(&office, &Posted::Mending(id, typed), &hat).await;
            }
            saved => saved?,
        }
        if let Some(paper) = go.strip_prefix(PAPER) {
            let draft = read(&office, &visit.asker, &id).await?.mine.draft.id;
            return Ok(format!("/drafts/{draft}/materials/{paper}"));
        }
        if let Some(path) = corrected(&go, &page, false) {
            return Ok(path);
        }
        if go != "send" {
            return Ok(format!("{page}?kept=1"));
        }
        let mending = read(&office, &visit.asker, &id).await?;
        Ok(if mending.gaps().is_empty() {
            format!("{page}/sign")
        } else {
            format!("{page}?more=1")
        })
    };
    go_on(outcome.await);
    Ok(())
}

/// Where somebody goes on who presses when nothing of what the page showed is to be mended any more: to the application, if all of it
/// was sent before; else back, with what they typed.
async fn come_late(office: &Context, asker: &Asker, id: ApplicationId, typed: Typed) -> usecases::Result<String> {
    if is_sent(office, asker, &id, &typed).await? {
        return Ok(format!("/applications/{id}"));
    }
    let page = format!("/applications/{id}/mend");
    keep_form(office, "typed", &park(office, &Posted::Mending(id, typed)).await?);
    Ok(page)
}
