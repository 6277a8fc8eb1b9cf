//! One page of the form: what is known stands there with its source, what is not is asked.

mod elder;
mod entries;
mod problems;

use std::collections::{BTreeMap, BTreeSet};

use domain::answer::{FieldId, posted};
use domain::form::{FormField, FormTopic, TopicState};
use domain::help::{About, Help};
use domain::id::{DraftId, TopicId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::city::City;
use usecases::draft::read::{MyDraft, read_to_fill};
use usecases::draft::{entries as several, park::Posted, save};
use usecases::help::ask::list;
use usecases::party::invite::known;
use usecases::{Asker, Context, Error};

use self::entries::{entries, take_away};
use self::problems::{consent, mistakes, question, registers};
use super::steps::{Step, going_on};
use super::{help, parked};
use crate::islands::{CheckedForm, SavedForm};
use crate::respond::go_on;
use crate::text::{draft as text, frame, help as words, party};
use crate::ui::field::{EDIT, FROM_CHECK, FieldView, TAKE, anchor, field_row, labelled};
use crate::ui::frame::Frame;
use crate::ui::islands::awake;
use crate::ui::loaded::loaded;
use crate::ui::succession::newer;
use crate::visit::{Visit, office, part, query, visit};

/// What the address and the form of this page say of somebody who came from the check and goes back there.
const CHECK: &str = "check";

/// `/drafts/{id}/form/{topic}`: `?edit=` names a field that the citizen corrects, `?from=check` where that leads to. In
/// the elder mode one field a page is asked, and when none is open, all are shown.
#[component]
pub(crate) fn TopicPage() -> impl IntoView {
    let office = office();
    let Visit {
        asker, elder: is_elder, ..
    } = visit();
    let (id, topic, edit) = (part("draft"), part("topic"), query("edit"));
    let has_more = query("more").is_some();
    let from_check = query("from").as_deref() == Some(CHECK);
    let reader = office.clone();
    let load = async move {
        let mine = read_to_fill(&reader, &asker, &id.parse()?).await?;
        let topic: TopicId = topic.parse()?;
        if mine.form().topic(&topic).is_none() {
            return Err(Error::NotFound);
        }
        let helps = helped(&reader, &asker, &mine).await?;
        Ok((mine, topic, helps, asker))
    };
    loaded(load, move |(mine, topic, helps, asker)| {
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
        let view = |field| as_asked(&mine, &asker, &city, field, edit.as_deref());
        let fields: Vec<FieldView> = match &shown {
            Shown::All => page.fields.iter().map(view).collect(),
            Shown::Alone(field) => vec![view(field).alone()],
            Shown::LookedOver => page.fields.iter().map(view).map(FieldView::stated).collect(),
        };
        let mistakes = mistakes(&fields);
        let save = match shown {
            _ if page.asks_nothing() => text::CONTINUE,
            Shown::LookedOver => text::RIGHT,
            _ => text::SAVE,
        };
        let action = view! {
            <button class="button button--quiet" form="topic" name="go" value="back">{text::PREVIOUS}</button>
            <button class="button" form="topic">{save}</button>
        };
        let more =
            (has_more && mistakes.is_empty()).then(|| view! { <p class="notice" role="status">{text::MORE}</p> });
        let told = registers(&mine, &city, page, &shown);
        // One question alone comes first; why it has to be answered stands beneath.
        let (above, beneath) = if is_elder { (None, told) } else { (told, None) };
        let asked = match &shown {
            Shown::Alone(field) => {
                view! { {fields.iter().map(field_row).collect_view()}{take_away(&mine, page, field)} }.into_any()
            }
            _ => entries(&mine, page, &fields),
        };
        let thing = match &shown {
            Shown::Alone(field) => elder::place(&mine, page, field),
            _ => None,
        };
        let is_saved = fields.iter().any(|field| field.editable);
        let answer = format!("/drafts/{}/form/{topic}/answer", mine.draft.id);
        let others = (!matches!(shown, Shown::Alone(_))).then(|| left(&mine, &topic));
        let asks = (!is_elder).then(|| page.asked().to_string());
        let is_own = helps.is_some();
        Frame::new(page.topic.title.clone())
            .refuses(&mistakes)
            .place(mine.theme.name.clone())
            .exit_by(leave())
            .status(is_saved.then(how_saving_goes))
            .action(action)
            .around(view! {
                {whereabouts((place + 1, count), thing, is_elder)}
                {(!is_elder).then(|| newer(&mine))}
                {more}
                <h1>{page.topic.title.clone()}</h1>
                {ledes(page, &shown)}
                {helps.map(|helps| help::beside(&office, &helps, Some(&About::Page(topic.clone()))))}
                {above}
                <form
                    id="topic"
                    method="post"
                    action=SaveTopic::url()
                    data-today=mine.today.to_string()
                    data-answer=answer
                    data-asked=asks
                    novalidate
                >
                    <input type="hidden" name="page" value=format!("{}/{topic}", mine.draft.id)/>
                    {from_check.then(|| view! { <input type="hidden" name="from" value=CHECK/> })}
                    {asked}
                </form>
                {others}
                {is_saved.then(saves)}
                {beneath}
                {is_own.then(ask_somebody)}
            })
            .into_any()
    })
}

/// A field with what the account of whoever fills in their part could say there.
fn as_asked(mine: &MyDraft, asker: &Asker, city: &City, field: &FormField<'_>, edit: Option<&str>) -> FieldView {
    FieldView::of(mine, city, field, edit).offering(mine.offers(asker, &field.id))
}

/// Which page of how many it is, and in the elder mode which thing of how many; otherwise the way to all the steps.
fn whereabouts((step, steps): (usize, usize), thing: Option<(usize, usize)>, is_elder: bool) -> impl IntoView {
    view! {
        <div class="where num">
            <span>{text::step(step, steps)}</span>
            {thing.map(|(number, of)| view! { <span>{text::thing(number, of)}</span> })}
            <progress value=step max=steps aria-hidden="true"></progress>
            {(!is_elder).then(tasks)}
        </div>
    }
}

/// What somebody who is there is to say themselves, and is not asked here.
fn left(mine: &MyDraft, topic: &TopicId) -> impl IntoView + use<> {
    let form = mine.everything();
    let mut left: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for field in form.topic(topic).into_iter().flat_map(|page| &page.fields) {
        if let Some(signer) = mine.left_to(&field.id) {
            let labels = left.entry(known(mine, signer).0).or_default();
            labels.push(labelled(&mine.theme, field));
        }
    }
    let line = |(name, labels): (&String, &Vec<String>)| {
        let sentence = party::left_to(name, &labels.join("、"));
        view! { <p class="note">{sentence}</p> }
    };
    left.iter().map(line).collect_view()
}

/// How saving while one types goes, in sight wherever on the page somebody is.
fn how_saving_goes() -> impl IntoView {
    view! { <p id="saved" class="action__told" role="status" data-saved=text::SAVED_NOW data-cut=text::CUT></p> }
}

/// Saves while one types. What comes meanwhile may be checked, too.
fn saves() -> impl IntoView {
    view! {
        <p id="asked" class="note" role="status" data-more=text::MORE_NOW data-fewer=text::FEWER_NOW></p>
        {awake(view! { <SavedForm/><CheckedForm/> })}
    }
}

/// What the citizen asked a department; who applies together with somebody asks whoever began it.
async fn helped(office: &Context, asker: &Asker, mine: &MyDraft) -> Result<Option<Vec<Help>>, Error> {
    match mine.part {
        Some(_) => Ok(None),
        None => Ok(Some(list(office, asker, &mine.draft.id).await?)),
    }
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

/// What the theme says of the page, or that it is to be looked over. What is said of several, that none may be left out,
/// holds then too.
fn ledes(page: &FormTopic<'_>, shown: &Shown<'_>) -> impl IntoView + use<> {
    let is_over = matches!(shown, Shown::LookedOver) && !page.asks_nothing();
    let over = is_over.then(|| text::LOOK_OVER_LEDE.to_owned());
    let intro = page.topic.intro.clone().filter(|_| !is_over || page.entries.is_some());
    let lede = |lede: String| view! { <p class="lede">{lede}</p> };
    over.into_iter().chain(intro).map(lede).collect_view()
}

/// Out of the draft. Pressing Enter means the first button of a form: that must be going on, not leaving.
fn leave() -> impl IntoView {
    view! {
        <button class="seen-by-readers" form="topic" tabindex="-1" aria-hidden="true"></button>
        <button form="topic" name="go" value="leave">{frame::LEAVE}</button>
    }
}

/// To ask the department; what is typed is saved first.
fn ask_somebody() -> impl IntoView {
    view! { <p class="note"><button class="link-button" form="topic" name="go" value="help">{words::TITLE}</button></p> }
}

/// To all the steps.
fn tasks() -> impl IntoView {
    view! { <button class="link-button" form="topic" name="go" value="tasks">{text::TO_TASKS}</button> }
}

/// Saves a page and goes on; a page that is not complete is shown again. Without a session what was typed is parked.
#[server]
pub(crate) async fn save_topic(
    page: String,
    #[server(default)] typed: BTreeMap<String, String>,
    #[server(default)] picked: BTreeMap<String, Vec<String>>,
    #[server(default)] was: BTreeMap<String, Vec<String>>,
    #[server(default)] settled: BTreeSet<String>,
    #[server(default)] go: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let taken = go.strip_prefix(TAKE).map(str::to_owned);
    let is_leaving = !go.is_empty() && taken.is_none();
    let one_field = was.keys().next().filter(|_| visit.elder && was.len() == 1).cloned();
    let from_check = from == CHECK;
    let typed = save::Typed {
        texts: posted(&typed, &picked, &was, is_leaving),
        was,
        settled,
        taken,
    };
    let outcome = async {
        let (draft, topic) = page.split_once('/').ok_or(Error::NotFound)?;
        let (id, topic_id): (DraftId, TopicId) = (draft.parse()?, topic.parse()?);
        if !visit.asker.is_signed_in() {
            return parked::park(&office, &Posted::Topic(id, topic_id, typed)).await;
        }
        let state = if is_leaving {
            save::leave(&office, &visit.asker, &id, &topic_id, &typed).await?
        } else {
            save::save(&office, &visit.asker, &id, &topic_id, &typed).await?
        };
        let page = format!("/drafts/{id}/form/{topic_id}");
        let (here, once_more) = if from_check {
            (format!("{page}?{FROM_CHECK}"), format!("{page}?{FROM_CHECK}&more=1"))
        } else {
            (page.clone(), format!("{page}?more=1"))
        };
        if go == "add" {
            let count = several::add(&office, &visit.asker, &id, &topic_id).await?;
            // In the elder mode the new one is a page of its own.
            let entry = (!visit.elder).then(|| format!("#entry-{}", count - 1));
            return Ok(here + &entry.unwrap_or_default());
        }
        if let Some(index) = go.strip_prefix("remove-").and_then(|index| index.parse().ok()) {
            several::remove(&office, &visit.asker, &id, &topic_id, index).await?;
            return Ok(here);
        }
        let mine = read_to_fill(&office, &visit.asker, &id).await?;
        if let Some(path) = corrected(&go, &page, from_check).or_else(|| question(&mine, &go, &here)) {
            return Ok(path);
        }
        let check = format!("/drafts/{id}/check");
        Ok(match (go.as_str(), state) {
            (go, _) if go.starts_with(TAKE) => here,
            ("leave", _) => "/me".to_owned(),
            ("tasks", _) => steps(&mine),
            ("consent", _) => consent(&mine, &topic_id),
            ("help", _) => help::page_of(&id, Some(&About::Page(topic_id))),
            ("back", _) if from_check => check,
            ("back", _) => one_field
                .and_then(|field| elder::before(&mine, &topic_id, &field))
                .unwrap_or_else(|| before(&mine, &topic_id)),
            _ if one_field.is_some() && from_check && elder::is_answered(&mine, &topic_id) => check,
            _ if one_field.is_some() => here,
            (_, TopicState::Complete) if from_check => check,
            (_, TopicState::Complete) => following(&mine, &topic_id),
            // Fields that an answer on the same page called for have not been seen yet.
            (_, TopicState::Open) => once_more,
            (_, TopicState::Wrong) => here,
        })
    };
    go_on(outcome.await);
    Ok(())
}

/// The same page with a known value opened, to be corrected.
pub(crate) fn corrected(go: &str, page: &str, from_check: bool) -> Option<String> {
    let field: FieldId = go.strip_prefix(EDIT)?.parse().ok()?;
    let from = if from_check {
        format!("&{FROM_CHECK}")
    } else {
        String::new()
    };
    Some(format!("{page}?edit={field}{from}#{}", anchor(&field)))
}

/// Where everything that is to be done stands: the steps, or one's part of what somebody else applies for.
fn steps(mine: &MyDraft) -> String {
    match &mine.part {
        Some(part) => format!("/parties/{}", part.id),
        None => format!("/drafts/{}", mine.draft.id),
    }
}

/// The page before this one; before the first, the steps.
fn before(mine: &MyDraft, topic: &TopicId) -> String {
    let form = mine.form();
    let before = form.topics.iter().take_while(|page| page.topic.id != *topic).last();
    match before {
        Some(page) => format!("/drafts/{}/form/{}", mine.draft.id, page.topic.id),
        None => steps(mine),
    }
}

/// The page behind this one; behind the last, what follows the form, which is the applicant's alone.
fn following(mine: &MyDraft, topic: &TopicId) -> String {
    let form = mine.form();
    if form.topic(topic).is_none() {
        // The version the draft goes on with asks nothing there any more.
        return format!("/drafts/{}", mine.draft.id);
    }
    let behind = form.topics.iter().skip_while(|page| page.topic.id != *topic).nth(1);
    match behind {
        Some(page) => format!("/drafts/{}/form/{}", mine.draft.id, page.topic.id),
        None if mine.part.is_some() => steps(mine),
        None => going_on(mine, Step::Parties),
    }
}

#[cfg(test)]
mod tests;
