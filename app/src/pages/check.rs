//! Check and submit: everything on one page, each answer with a link to change it that leads back here; in the elder
//! mode each topic is to be opened.

use domain::answer::Answer;
use domain::draft::Gap;
use domain::form::{Form, FormTopic};
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::application::submit::submit;
use usecases::draft::read::{MyDraft, read};
use usecases::{Error, Refusal};

use crate::respond::{go_on, status};
use crate::text::{draft as text, my_data};
use crate::ui::field::{FROM_CHECK, anchor, labelled, said};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, part, query, visit};

/// `/drafts/{id}/check`.
#[component]
pub(crate) fn CheckPage() -> impl IntoView {
    let Visit {
        asker, elder: is_elder, ..
    } = visit();
    let (office, id) = (office(), part("draft"));
    let (was_refused, in_full) = (query("problem").is_some(), query("show").is_some());
    loaded(async move { read(&office, &asker, &id.parse()?).await }, move |mine| {
        let base = format!("/drafts/{}", mine.draft.id);
        let gaps = mine.gaps();
        if was_refused && !gaps.is_empty() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let items = mine
            .theme
            .items
            .iter()
            .zip(&mine.plan.items)
            .filter(|(_, planned)| planned.is_taken());
        let items: Vec<_> = items.map(|(item, _)| item.short.as_str()).collect();
        let form = mine.form();
        let action = view! {
            <a class="button button--quiet" href=base.clone()>{text::TO_TASKS}</a>
            <form method="post" action=SubmitDraft::url()>
                <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
                <button class="button">{text::SUBMIT}</button>
            </form>
        };
        Frame::new(text::CHECK_TITLE)
            .place(mine.theme.name.clone())
            .exit(Exit::leave())
            .action(action)
            .around(view! {
                <h1>{text::CHECK_TITLE}</h1>
                <p class="lede">{text::CHECK_LEDE}</p>
                {missing(&mine, &base, &gaps)}
                <h2>{text::APPLIED_FOR}</h2>
                <dl class="stated"><div>
                    <dt class="num">{text::items(items.len())}</dt>
                    <dd>{items.join("、")}</dd>
                    <dd class="stated__change"><a class="field__doubt" href=choose(&mine) aria-label=format!("{}：{}", text::CHANGE, text::APPLIED_FOR)>{text::CHANGE}</a></dd>
                </div></dl>
                {shows(&base, &form, in_full)}
                {topics(&mine, &base, &form, (is_elder, in_full))}
                {papers(&mine, &base)}
                <p class="group">{text::DECLARE}</p>
            })
    })
}

/// Where the items are picked, on the way back here.
fn choose(mine: &MyDraft) -> String {
    format!("/themes/{}/plan?choose=1&draft={}", mine.theme.slug, mine.draft.id)
}

/// What is still missing, each with a link to where it is added.
fn missing(mine: &MyDraft, base: &str, gaps: &[Gap]) -> Option<impl IntoView + use<>> {
    let row = |gap: &Gap| {
        let (href, sentence) = match gap {
            Gap::NothingTaken => (choose(mine), text::NOTHING_TAKEN.to_owned()),
            Gap::Topic(id) => {
                let title = mine
                    .theme
                    .topics
                    .iter()
                    .find(|topic| topic.id == *id)
                    .map_or("", |topic| topic.title.as_str());
                (format!("{base}/form/{id}?{FROM_CHECK}"), text::gap_topic(title))
            }
            Gap::Material(id) => {
                let name = mine
                    .theme
                    .materials
                    .iter()
                    .find(|material| material.id == *id)
                    .map_or("", |material| material.name.as_str());
                (format!("{base}/materials/{id}?{FROM_CHECK}"), text::gap_material(name))
            }
        };
        view! { <li><a href=href>{sentence}</a></li> }
    };
    (!gaps.is_empty()).then(|| {
        view! { <div class="problem" role="alert"><h2>{text::GAPS}</h2><ul>{gaps.iter().map(row).collect_view()}</ul></div> }
    })
}

/// To the numbers in full and back, where any is hidden.
fn shows(base: &str, form: &Form<'_>, in_full: bool) -> Option<impl IntoView + use<>> {
    let mut fields = form.topics.iter().flat_map(|page| &page.fields);
    let (href, word) = if in_full {
        (format!("{base}/check"), my_data::HIDE)
    } else {
        (format!("{base}/check?show=1"), my_data::SHOW)
    };
    let is_any = fields.any(|field| field.field.element.kind.is_masked());
    is_any.then(|| view! { <p class="group"><a class="field__doubt" href=href>{word}</a></p> })
}

/// The topics with their answers; in the elder mode each to open, so that everything is there and the page is short.
fn topics(mine: &MyDraft, base: &str, form: &Form<'_>, (is_elder, in_full): (bool, bool)) -> AnyView {
    let beneath_heading =
        |page: &FormTopic<'_>| view! { <h2>{page.topic.title.clone()}</h2>{answers(mine, base, page, in_full)} };
    let to_open = |page: &FormTopic<'_>| {
        view! { <details><summary>{page.topic.title.clone()}</summary>{answers(mine, base, page, in_full)}</details> }
    };
    if is_elder {
        let topics = form.topics.iter().map(to_open).collect_view();
        view! { <h2>{text::ANSWERED}</h2><div class="asked">{topics}</div> }.into_any()
    } else {
        form.topics.iter().map(beneath_heading).collect_view().into_any()
    }
}

/// What was answered to one topic.
fn answers(mine: &MyDraft, base: &str, page: &FormTopic<'_>, in_full: bool) -> impl IntoView + use<> {
    let row = |field: &domain::form::FormField<'_>| {
        let given = mine.answers.text(&field.id).unwrap_or_default();
        let said = match mine.answers.get(&field.id).filter(|_| !given.is_empty()) {
            Some(answer) => said(&field.field.element.kind, &answer.text, in_full),
            None => text::NOT_ANSWERED.to_owned(),
        };
        let href = format!(
            "{base}/form/{}?edit={}&{FROM_CHECK}#{}",
            page.topic.id,
            field.id,
            anchor(&field.id)
        );
        let label = labelled(&mine.theme, field);
        let contested = mine
            .answers
            .get(&field.id)
            .is_some_and(|answer: &Answer| answer.contested);
        view! {
            <div>
                <dt>{label.clone()}</dt>
                <dd class="num" class:field__differs=contested>{said}</dd>
                <dd class="stated__change"><a class="field__doubt" href=href aria-label=format!("{}：{}", text::CHANGE, label)>{text::CHANGE}</a></dd>
            </div>
        }
    };
    view! { <dl class="stated">{page.fields.iter().map(row).collect_view()}</dl> }
}

fn papers(mine: &MyDraft, base: &str) -> Option<impl IntoView + use<>> {
    let handed: Vec<_> = mine
        .theme
        .materials
        .iter()
        .map(|material| (material, mine.files_for(&material.id).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let row = |(material, count): &(&domain::theme::material::Material, usize)| {
        view! {
            <div>
                <dt>{material.name.clone()}</dt>
                <dd>{text::handed_in(*count)}</dd>
                <dd class="stated__change"><a class="field__doubt" href=format!("{base}/materials/{}?{FROM_CHECK}", material.id) aria-label=format!("{}：{}", text::CHANGE, material.name)>{text::CHANGE}</a></dd>
            </div>
        }
    };
    (!handed.is_empty())
        .then(|| view! { <h2>{text::PAPERS}</h2><dl class="stated">{handed.iter().map(row).collect_view()}</dl> })
}

/// Submits the draft and goes to its application; submitted before, it goes there too.
#[server]
pub(crate) async fn submit_draft(draft: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        match submit(&office, &visit.asker, &draft.parse()?).await {
            Ok(application) => Ok(format!("/applications/{application}")),
            Err(Error::Refused(Refusal::Incomplete)) => Ok(format!("/drafts/{draft}/check?problem=incomplete")),
            Err(Error::SignInFirst) => Ok(format!("/sign-in?next=/drafts/{draft}/check")),
            Err(Error::RealNameFirst) => Ok(format!("/me/real-name?next=/drafts/{draft}/check")),
            Err(Error::LiveFirst) => Ok(format!("/me/live?next=/drafts/{draft}/check")),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
