//! One page of the form: what is known stands there with its source, what is not is asked.

mod elder;

use std::collections::BTreeMap;

use domain::field::Problem;
use domain::form::{Entries, FormField, FormTopic, TopicState};
use domain::id::{DraftId, TopicId};
use domain::register::Outcome;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::read::{MyDraft, read};
use usecases::draft::{entries as several, park, save};
use usecases::{Asker, Error};

use super::consent::AskAgain;
use crate::islands::CheckedForm;
use crate::respond::{go_on, keep, status};
use crate::text::{draft as text, frame};
use crate::ui::field::{FieldView, field_row};
use crate::ui::frame::Frame;
use crate::ui::islands::awake;
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, part, query, visit};

/// `/drafts/{id}/form/{topic}`: `?edit=` names a field that the citizen corrects. In the elder mode one field a page is
/// asked, and when none is open, all are shown.
#[component]
pub(crate) fn TopicPage() -> impl IntoView {
    let office = office();
    let Visit {
        asker, elder: is_elder, ..
    } = visit();
    let (id, topic, edit) = (part("draft"), part("topic"), query("edit"));
    let has_more = query("more").is_some();
    let reader = office.clone();
    let load = async move {
        let mine = read(&reader, &asker, &id.parse()?).await?;
        let topic: TopicId = topic.parse()?;
        if mine.form().topic(&topic).is_none() {
            return Err(Error::NotFound);
        }
        Ok((mine, topic))
    };
    loaded(load, move |(mine, topic)| {
        let city = office.city.clone();
        let form = mine.form();
        let place = form.topics.iter().position(|page| page.topic.id == topic).unwrap_or(0);
        let count = form.topics.len();
        let Some(page) = form.topics.get(place) else {
            return ().into_any();
        };
        let shown = if is_elder {
            elder::shown(&mine, page, edit.as_deref())
        } else {
            Shown::All
        };
        let view = |field| FieldView::of(&mine, &city, field, edit.as_deref());
        let fields: Vec<FieldView> = match &shown {
            Shown::All => page.fields.iter().map(view).collect(),
            Shown::Alone(field) => vec![view(field).alone()],
            Shown::LookedOver => page.fields.iter().map(view).map(FieldView::stated).collect(),
        };
        let is_wrong = fields.iter().any(|field| field.problem.is_some());
        if is_wrong {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let save = match shown {
            Shown::LookedOver => text::RIGHT,
            _ => text::SAVE,
        };
        let action = view! {
            <button class="button button--quiet" form="topic" name="go" value="back">{text::PREVIOUS}</button>
            <button class="button" form="topic">{save}</button>
        };
        // Pressing Enter means the first button of a form: that must be going on, not leaving.
        let leave = view! {
            <button class="seen-by-readers" form="topic" tabindex="-1" aria-hidden="true"></button>
            <button form="topic" name="go" value="leave">{frame::LEAVE}</button>
        };
        let tasks = (!is_elder).then(
            || view! { <button class="link-button" form="topic" name="go" value="tasks">{text::TO_TASKS}</button> },
        );
        let more = (has_more && !is_wrong).then(|| view! { <p class="notice" role="status">{text::MORE}</p> });
        let lede = match shown {
            Shown::LookedOver => Some(text::LOOK_OVER_LEDE.to_owned()),
            _ => page.topic.intro.clone(),
        };
        let lacks_answer = page.fields.iter().any(|field| field.problem == Some(Problem::Missing));
        let told = lacks_answer.then(|| registers(&mine, &city, &topic)).flatten();
        // One question alone comes first; why it has to be answered stands beneath.
        let (above, beneath) = if is_elder { (None, told) } else { (told, None) };
        let asked = match shown {
            Shown::Alone(_) => fields.iter().map(field_row).collect_view().into_any(),
            _ => entries(&mine, page, &fields),
        };
        let checks = fields
            .iter()
            .any(FieldView::is_checked_while_typing)
            .then(|| awake(view! { <CheckedForm/> }));
        Frame::new(page.topic.title.clone())
            .place(mine.theme.name.clone())
            .exit_by(leave)
            .action(action)
            .around(view! {
                <div class="where num">
                    <span>{text::step(place + 1, count)}</span>
                    <progress value=place + 1 max=count aria-hidden="true"></progress>
                    {tasks}
                </div>
                {(!is_elder).then(|| summary(&fields))}
                {more}
                <h1>{page.topic.title.clone()}</h1>
                {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
                {above}
                <form id="topic" method="post" action=SaveTopic::url() data-today=mine.today.to_string() novalidate>
                    <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
                    <input type="hidden" name="topic" value=topic.to_string()/>
                    {asked}
                </form>
                {beneath}
                {checks}
            })
            .into_any()
    })
}

/// What of a page is shown at once.
enum Shown<'a> {
    /// Every field, what is open to be filled in.
    All,
    /// One field to be filled in.
    Alone(&'a FormField<'a>),
    /// Every field as it stands, each with a way to change it.
    LookedOver,
}

/// The fields; of several each under its own heading, with the way to take one away and to add one.
fn entries(mine: &MyDraft, page: &FormTopic<'_>, fields: &[FieldView]) -> AnyView {
    let Some(Entries { count, many, .. }) = page.entries else {
        return fields.iter().map(field_row).collect_view().into_any();
    };
    let entry = |index: u16| {
        let of_entry = || {
            page.fields
                .iter()
                .zip(fields)
                .filter(move |(field, _)| field.id.index == index)
        };
        let heading = of_entry().next().map(|(field, _)| mine.theme.one_of_several(&field.id));
        let remove = (count > many.least).then(|| {
            view! { <button class="link-button" form="topic" name="go" value=format!("remove-{index}")>{text::REMOVE_ENTRY}</button> }
        });
        view! {
            <section class="entry" id=format!("entry-{index}")>
                <h2 class="entry__name num"><span>{heading}</span>{remove}</h2>
                {of_entry().map(|(_, field)| field_row(field)).collect_view()}
            </section>
        }
    };
    let add = (count < many.most).then(|| {
        let name = page
            .entries
            .map(|entries| mine.theme.subject_name(entries.subject).to_owned());
        view! {
            <button class="button button--quiet button--inline" form="topic" name="go" value="add">
                {text::add_entry(&name.unwrap_or_default())}
            </button>
        }
    });
    view! { {(0..count).map(entry).collect_view()}{add} }.into_any()
}

/// What is wrong on the page, each with a link to its place.
fn summary(fields: &[FieldView]) -> Option<AnyView> {
    let wrong: Vec<_> = fields
        .iter()
        .filter_map(|field| Some((field, field.problem?)))
        .collect();
    let row = |(field, problem): &(&FieldView, domain::field::Problem)| {
        view! { <li><a href=format!("#{}", field.id)>{field.sentence(*problem)}</a></li> }
    };
    (!wrong.is_empty()).then(|| {
        view! {
            <div class="problem" role="alert">
                <h2>{text::mistakes(wrong.len())}</h2>
                <ul>{wrong.iter().map(row).collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

/// Which registers did not help, and the way to ask them again.
fn registers(mine: &MyDraft, city: &usecases::city::City, topic: &TopicId) -> Option<AnyView> {
    let mut said: Vec<String> = Vec::new();
    for (record, outcome) in mine.reads.iter().filter(|(_, outcome)| *outcome != Outcome::Found) {
        let name = city
            .register(&record.register)
            .map_or(record.register.as_str(), |register| register.name.as_str());
        let sentence = text::register_failed(name, *outcome);
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    (!said.is_empty()).then(|| {
        view! {
            <div class="notice">
                {said.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                <form method="post" action=AskAgain::url()>
                    <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
                    <input type="hidden" name="topic" value=topic.to_string()/>
                    <button class="link-button">{text::ASK_AGAIN}</button>
                </form>
            </div>
        }
        .into_any()
    })
}

/// Saves a page and goes on; a page that is not complete is shown again. Without a session what was typed is parked.
#[server]
pub(crate) async fn save_topic(
    draft: String,
    topic: String,
    #[server(default)] asked: Vec<String>,
    #[server(default)] typed: BTreeMap<String, String>,
    #[server(default)] picked: BTreeMap<String, Vec<String>>,
    #[server(default)] go: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    // A choice that nobody made is not posted at all: it was asked and left empty. Who only leaves has not answered yet.
    let is_leaving = !go.is_empty();
    let one_field = asked.first().filter(|_| visit.elder).cloned();
    let answer = |field: String| {
        let text = typed
            .get(&field)
            .cloned()
            .or_else(|| picked.get(&field).map(|options| options.join(",")));
        (text.unwrap_or_default(), field)
    };
    let typed = asked
        .into_iter()
        .map(answer)
        .filter(|(text, _)| !(is_leaving && text.is_empty()));
    let typed: save::Typed = typed.map(|(text, field)| (field, text)).collect();
    let outcome = async {
        let (id, topic_id): (DraftId, TopicId) = (draft.parse()?, topic.parse()?);
        if matches!(visit.asker, Asker::Guest(_)) {
            let token = park::park(&office, &id, &topic_id, &typed).await?;
            keep(
                "parked",
                Some(&token),
                u32::try_from(office.limits.parked / 1000).unwrap_or(0),
            );
            return Ok(format!("/sign-in?next=/drafts/{id}/form/{topic_id}"));
        }
        let state = save::save(&office, &visit.asker, &id, &topic_id, &typed).await?;
        if go == "add" {
            let count = several::add(&office, &visit.asker, &id, &topic_id).await?;
            return Ok(format!("/drafts/{id}/form/{topic_id}#entry-{}", count - 1));
        }
        if let Some(index) = go.strip_prefix("remove-").and_then(|index| index.parse().ok()) {
            several::remove(&office, &visit.asker, &id, &topic_id, index).await?;
            return Ok(format!("/drafts/{id}/form/{topic_id}"));
        }
        let mine = read(&office, &visit.asker, &id).await?;
        let here = format!("/drafts/{id}/form/{topic_id}");
        Ok(match (go.as_str(), state) {
            ("leave", _) => "/me".to_owned(),
            ("tasks", _) => format!("/drafts/{id}"),
            ("back", _) => one_field
                .and_then(|field| elder::before(&mine, &topic_id, &field))
                .unwrap_or_else(|| before(&mine, &topic_id)),
            _ if one_field.is_some() => here,
            (_, TopicState::Complete) => following(&mine, &topic_id),
            // Fields that an answer on the same page called for have not been seen yet.
            (_, TopicState::Open) => format!("{here}?more=1"),
            (_, TopicState::Wrong) => here,
        })
    };
    go_on(outcome.await);
    Ok(())
}

/// The page before this one; before the first, the steps.
fn before(mine: &MyDraft, topic: &TopicId) -> String {
    let form = mine.form();
    let before = form.topics.iter().take_while(|page| page.topic.id != *topic).last();
    match before {
        Some(page) => format!("/drafts/{}/form/{}", mine.draft.id, page.topic.id),
        None => format!("/drafts/{}", mine.draft.id),
    }
}

/// The page behind this one; behind the last, the papers.
fn following(mine: &MyDraft, topic: &TopicId) -> String {
    let form = mine.form();
    let behind = form.topics.iter().skip_while(|page| page.topic.id != *topic).nth(1);
    match behind {
        Some(page) => format!("/drafts/{}/form/{}", mine.draft.id, page.topic.id),
        None => format!("/drafts/{}/materials", mine.draft.id),
    }
}
