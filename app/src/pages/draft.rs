//! The steps of a draft: what is done, what is open, where to go on; and deleting it.

use domain::account::Hat;
use domain::commitment::About;
use domain::draft::Consent;
use domain::form::TopicState;
use domain::help::{About as Asked, Help};
use domain::plan::Need;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::delete::delete;
use usecases::draft::expire::ends;
use usecases::draft::read::{MyDraft, open, read};
use usecases::draft::take_over::take_over;
use usecases::help::ask::list;

use super::help::{called, standing};
use super::parties::missing;
use super::steps::next_page;
use super::{delivery, promise};
use crate::respond::go_on;
use crate::text::{
    date, delivery as delivery_text, draft as text, hat, help as help_text, paper, party, promise as promise_text,
};
use crate::ui::frame::{Exit, Frame};
use crate::ui::hat::worn;
use crate::ui::loaded::loaded;
use crate::ui::succession::newer;
use crate::visit::{office, part, visit};

/// `/drafts/{id}`.
#[component]
pub(crate) fn DraftPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    let load = async move {
        let mine = read(&office, &asker, &id.parse()?).await?;
        let helps = list(&office, &asker, &mine.draft.id).await?;
        Ok((mine, helps))
    };
    loaded(load, |(mine, helps)| {
        if is_filled_by_agent(&mine) {
            return filled_by_agent(&mine);
        }
        let base = format!("/drafts/{}", mine.draft.id);
        let form = mine.form();
        let topics = form.topics.iter().map(|page| {
            let (class, word) = if page.asks_nothing() {
                ("state", text::LEFT)
            } else {
                state(page.state())
            };
            let about = Asked::Page(page.topic.id.clone());
            let name = page.topic.title.clone();
            let question = standing(&helps, Some(&about)).map(|(href, word)| question(href, word.to_owned(), &name));
            step_with(
                format!("{base}/form/{}", page.topic.id),
                name,
                (class, word.to_owned()),
                question,
            )
        });
        let registers = match mine.draft.consent {
            Consent::NotAsked => ("state state--need", text::NOT_YET),
            Consent::Given | Consent::InPart => ("state state--done", text::REGISTERS_READ),
            Consent::Declined => ("state", text::REGISTERS_DECLINED),
        };
        let papers = step_with(
            format!("{base}/materials"),
            text::MATERIALS.to_owned(),
            papers(&mine),
            questions(&mine, &helps),
        );
        let kept = text::kept_until(&date::day(ends(&mine.draft).1.day(), mine.today));
        let action = view! { <a class="button" href=next_page(&mine)>{text::CONTINUE}</a> };
        Frame::new(mine.title())
            .place(mine.theme.name.clone())
            .exit(Exit::leave())
            .action(action)
            .around(view! {
                {newer(&mine)}
                <h1>{mine.title()}</h1>
                <p class="lede num">{text::SAVED}{"。"}{kept}</p>
                <h2>{text::STEPS}</h2>
                <ul class="rows">
                    {step(format!("{base}/consent"), text::REGISTERS.to_owned(), registers.0, registers.1.to_owned())}
                    {topics.collect_view()}
                    {together(&mine, &base)}
                    {papers}
                    {promises(&mine, &base)}
                    {deliveries(&mine, &base)}
                    {step(format!("{base}/check"), text::CHECK.to_owned(), "state", String::new())}
                </ul>
                <p class="group"><a href=format!("/themes/{}/plan", mine.theme.slug)>{text::TO_PLAN}</a></p>
                <p class="group"><a class="note" href=format!("{base}/delete")>{text::DELETE}</a></p>
            })
    })
}

/// The promises that the taken items ask for, and those that were made in place of a paper.
fn promises(mine: &MyDraft, base: &str) -> impl IntoView + use<> {
    let asked = mine
        .offered()
        .filter(|one| matches!(one.about, About::Item(_)) || mine.is_promised(&one.about));
    let row = |one: domain::commitment::Offered<'_>| {
        let (class, word) = if mine.is_promised(&one.about) {
            ("state state--done", promise_text::PROMISED)
        } else {
            ("state state--need", promise_text::OPEN)
        };
        step(
            promise::page_of(base, &one.about),
            promise_text::step(one.name),
            class,
            word.to_owned(),
        )
    };
    asked.map(row).collect_view()
}

/// How results are delivered, where there is something to choose.
fn deliveries(mine: &MyDraft, base: &str) -> Option<impl IntoView + use<>> {
    let (class, word) = if delivery::is_open(mine) {
        ("state state--need", delivery_text::OPEN)
    } else if mine.is_delivery_chosen() {
        ("state state--done", delivery_text::CHOSEN)
    } else {
        ("state", delivery_text::UNCHOSEN)
    };
    let href = delivery::page_of(base, false);
    let step = || step(href, delivery_text::TITLE.to_owned(), class, word.to_owned());
    (!mine.deliveries_asked().is_empty()).then(step)
}

/// Whether somebody else fills it in, and its citizen looks at it.
fn is_filled_by_agent(mine: &MyDraft) -> bool {
    matches!(mine.draft.hat, Hat::Mandate(_)) && worn().hat() == Hat::Own
}

/// Who fills it in, and how to go on with it oneself.
fn filled_by_agent(mine: &MyDraft) -> AnyView {
    let action = view! {
        <form method="post" action=TakeOverDraft::url()>
            <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
            <button class="button">{hat::TAKE_OVER}</button>
        </form>
    };
    Frame::new(mine.title())
        .place(mine.theme.name.clone())
        .exit(Exit::leave())
        .action(action)
        .around(view! {
            <h1>{mine.title()}</h1>
            <p class="lede">{hat::filled_by(mine.filer.as_deref().unwrap_or_default())}</p>
        })
}

/// Goes on with a draft that somebody else filled in.
#[server]
pub(crate) async fn take_over_draft(draft: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        take_over(&office, &visit.asker, &draft.parse()?).await?;
        Ok(format!("/drafts/{draft}"))
    };
    go_on(outcome.await);
    Ok(())
}

/// Who applies together, and how many are missing.
fn together(mine: &MyDraft, base: &str) -> Option<impl IntoView + use<>> {
    let missing = missing(mine);
    let class = if missing == 0 {
        "state state--done"
    } else {
        "state state--need"
    };
    let step = || {
        step(
            format!("{base}/parties"),
            party::TITLE.to_owned(),
            class,
            party::missing(missing),
        )
    };
    (!mine.signers().is_empty()).then(step)
}

fn step(href: String, name: String, class: &'static str, word: String) -> impl IntoView {
    step_with(href, name, (class, word), None::<()>)
}

/// A step with what was asked about it beneath.
fn step_with(
    href: String,
    name: String,
    (class, word): (&'static str, String),
    questions: Option<impl IntoView + 'static>,
) -> impl IntoView {
    view! {
        <li>
            <a class="rows__link" href=href><span class="rows__name">{name}</span><span class=class>{word}</span></a>
            {questions}
        </li>
    }
}

/// How it stands with what was asked, which leads to it.
fn question(href: String, word: String, name: &str) -> impl IntoView + use<> {
    let label = format!("{word}：{name}");
    view! { <div class="note"><a class="more" href=href aria-label=label>{word}</a></div> }
}

/// What was asked about the papers, all of them and each.
fn questions(mine: &MyDraft, helps: &[Help]) -> Option<impl IntoView + use<>> {
    let each = mine.theme.materials.iter();
    let each = each.map(|material| Some(Asked::Paper(material.id.clone())));
    let rows: Vec<_> = std::iter::once(None)
        .chain(each)
        .filter_map(|about| {
            let (href, word) = standing(helps, about.as_ref())?;
            let name = called(about.as_ref(), &mine.theme);
            let word = about
                .as_ref()
                .map_or_else(|| word.to_owned(), |_| help_text::of_paper(name, word));
            Some(question(href, word, text::MATERIALS))
        })
        .collect();
    (!rows.is_empty()).then_some(rows)
}

fn state(state: TopicState) -> (&'static str, &'static str) {
    match state {
        TopicState::Complete => ("state state--done", text::DONE),
        TopicState::Open => ("state state--need", text::OPEN),
        TopicState::Wrong => ("state state--wrong", text::WRONG),
    }
}

/// How many papers are still to be provided.
fn papers(mine: &MyDraft) -> (&'static str, String) {
    let required = mine
        .plan
        .materials
        .iter()
        .filter(|material| material.need == Need::Required);
    let missing = required
        .filter_map(|material| mine.theme.materials.get(material.position))
        .filter(|material| mine.files_for(&material.id).next().is_none())
        .filter(|material| !mine.is_promised(&About::Material(material.id.clone())));
    let (later, missing): (Vec<_>, Vec<_>) = missing.partition(|material| mine.deferral(&material.id).is_some());
    match missing.len() {
        0 if !later.is_empty() => ("state state--done", paper::LATER_STATE.to_owned()),
        0 => ("state state--done", text::DONE.to_owned()),
        count => ("state state--need", crate::text::plan::papers_missing(count)),
    }
}

/// `/drafts/{id}/delete`: asks once.
#[component]
pub(crate) fn DeletePage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    // Also one whose version has ended can be deleted instead.
    let load = async move { open(&office, &asker, &id.parse()?).await?.unsubmitted() };
    loaded(load, |mine| {
        let id = mine.draft.id.to_string();
        let action = view! {
            <a class="button button--quiet" href=format!("/drafts/{id}")>{text::KEEP}</a>
            <form method="post" action=DeleteDraft::url()>
                <input type="hidden" name="draft" value=id/>
                <button class="button button--danger">{text::DELETE}</button>
            </form>
        };
        Frame::new(text::DELETE_TITLE)
            .place(mine.theme.name.clone())
            .action(action)
            .around(view! {
                <h1>{text::DELETE_TITLE}</h1>
                <p class="lede">{mine.title()}</p>
                <p>{text::DELETE_LEDE}</p>
            })
    })
}

/// Deletes a draft.
#[server]
pub(crate) async fn delete_draft(draft: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        delete(&office, &visit.asker, &draft.parse()?).await?;
        Ok("/me".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
