//! A commitment: what must be true, what a false promise leads to, who cannot promise; and the promise.

use domain::commitment::{About, Offered, Said};
use domain::theme::item::Commitment;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::promise::{say, take_back};
use usecases::draft::read::{MyDraft, read};
use usecases::{Error, Refusal};

use super::plan::choose_path;
use super::steps::{Step, going_on};
use crate::respond::go_on;
use crate::text::{draft, promise as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{office, part, query, visit};

/// Where it is said whether something excludes one.
const EXCLUDED: &str = "excluded";

/// The page of a commitment of a draft.
pub(crate) fn page_of(base: &str, about: &About) -> String {
    format!("{base}/promises/{about}")
}

/// `/drafts/{id}/promises/{about}`.
#[component]
pub(crate) fn PromisePage() -> impl IntoView {
    let (office, asker, id, about) = (office(), visit().asker, part("draft"), part("about"));
    let refused = query("problem").unwrap_or_default();
    let load = async move {
        let mine = read(&office, &asker, &id.parse()?).await?;
        let about: About = about.parse()?;
        if mine.offered().all(|one| one.about != about) {
            return Err(Error::NotFound);
        }
        Ok((mine, about))
    };
    loaded(load, move |(mine, about)| page(&mine, &about, &refused))
}

/// What must be true, what a false promise leads to, and how it is checked.
fn terms(commitment: &Commitment) -> impl IntoView + use<> {
    view! {
        <h2>{text::NOTICE}</h2>
        {points(&commitment.notice)}
        <h2>{text::CONSEQUENCE}</h2>
        <p>{commitment.consequence.clone()}</p>
        <h2>{text::CHECK}</h2>
        <p>{commitment.check.clone()}</p>
    }
}

fn points(lines: &[String]) -> impl IntoView + use<> {
    let rows = lines.iter().map(|line| view! { <li>{line.clone()}</li> });
    view! { <ul class="plain">{rows.collect_view()}</ul> }
}

/// What was promised, whole, for whoever signs it too.
pub(crate) fn promised(mine: &MyDraft) -> impl IntoView + use<> {
    let one = |one: Offered<'_>| {
        let commitment = one.commitment;
        let excluded = (!commitment.excluded.is_empty())
            .then(|| view! { <h2>{text::EXCLUDED}</h2>{points(&commitment.excluded)} });
        view! {
            <h2>{text::step(one.name)}</h2>
            <p><strong>{commitment.promise.clone()}</strong></p>
            {terms(commitment)}
            {excluded}
        }
    };
    let promised = mine.offered().filter(|one| mine.is_promised(&one.about));
    promised.map(one).collect_view()
}

fn page(mine: &MyDraft, about: &About, refused: &str) -> AnyView {
    let Some(one) = mine.offered().find(|one| one.about == *about) else {
        return ().into_any();
    };
    let base = format!("/drafts/{}", mine.draft.id);
    let (commitment, said) = (one.commitment, mine.said_to(about));
    let hidden = || {
        view! {
            <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
            <input type="hidden" name="about" value=about.to_string()/>
        }
    };
    let unsaid = |code: &str| {
        let is_asked = code == "say-excluded" && !commitment.excluded.is_empty();
        is_asked.then_some(text::SAY_EXCLUDED)
    };
    let mistakes = Mistakes::of(refused, unsaid, |_| Some(EXCLUDED));
    let excluded = (!commitment.excluded.is_empty()).then(|| {
        let choice = |value: &'static str, label: &'static str, is_said: bool| {
            view! { <label class="choice__row"><input type="radio" name="excluded" value=value checked=is_said/><span>{label}</span></label> }
        };
        view! {
            <h2>{text::EXCLUDED}</h2>
            {points(&commitment.excluded)}
            <fieldset class="field" id=EXCLUDED tabindex="-1" aria-describedby="excluded-problem">
                <legend>{text::ASKED}</legend>
                {choice("no", text::NOT_EXCLUDED, said == Some(Said::Promised))}
                {choice("yes", text::IS_EXCLUDED, said == Some(Said::Excluded))}
                {mistakes.beside(EXCLUDED)}
            </fieldset>
        }
    });
    let is_broken = mine.broken.contains(about);
    let (sentence, href, way, way_out) = match about {
        About::Item(_) => (text::NO_ITEM, choose_path(mine), text::TO_PLAN, text::RATHER_PLAN),
        About::Material(id) => {
            let paper = format!("{base}/materials/{id}");
            (text::NO_PAPER, paper, text::TO_PAPER, text::RATHER_PAPER)
        }
    };
    let is_open = !is_broken && said.is_none();
    let leave = is_open.then(|| view! { <p class="group"><a class="more" href=href.clone()>{way_out}</a></p> });
    let otherwise = (is_broken || said == Some(Said::Excluded)).then(|| {
        let sentence = if is_broken { text::BROKEN } else { sentence };
        view! { <div class="notice" role="alert"><p>{sentence}</p><p><a class="more" href=href>{way}</a></p></div> }
    });
    let undo = (said == Some(Said::Promised)).then(|| {
        view! { <form class="group" method="post" action=TakeBackPromise::url()>{hidden()}<button class="link-button">{text::TAKE_BACK}</button></form> }
    });
    let action = view! {
        <a class="button button--quiet" href=base.clone()>{draft::TO_TASKS}</a>
        {(!is_broken).then(|| view! { <button class="button" form="promise">{text::DO}</button> })}
    };
    let title = text::step(one.name);
    Frame::new(title.clone())
        .refuses(&mistakes)
        .place(mine.theme.name.clone())
        .exit(Exit::leave())
        .action(action)
        .at_end(true)
        .around(view! {
            <h1>{title}</h1>
            {otherwise}
            {terms(commitment)}
            <form id="promise" method="post" action=SayPromise::url()>
                {hidden()}
                {excluded}
                <h2>{text::PROMISE}</h2>
                <p><strong>{commitment.promise.clone()}</strong></p>
            </form>
            {leave}
            {undo}
        })
}

/// Promises, or says that something excludes one.
#[server]
pub(crate) async fn say_promise(
    draft: String,
    about: String,
    #[server(default)] excluded: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let (id, subject) = (draft.parse()?, about.parse()?);
        let is_excluded = match excluded.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let page = page_of(&format!("/drafts/{draft}"), &subject);
        match say(&office, &visit.asker, &id, &subject, is_excluded).await {
            // The page itself says why not.
            Ok(Said::Excluded) | Err(Error::Refused(Refusal::PromiseBroken)) => Ok(page),
            Ok(Said::Promised) => {
                let mine = read(&office, &visit.asker, &id).await?;
                let from = match subject {
                    About::Item(_) => Step::Promises,
                    About::Material(_) => Step::Papers,
                };
                Ok(going_on(&mine, from))
            }
            Err(Error::Refused(Refusal::SayExcluded)) => Ok(format!("{page}?problem=say-excluded")),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Takes a promise back.
#[server]
pub(crate) async fn take_back_promise(draft: String, about: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let subject = about.parse()?;
        take_back(&office, &visit.asker, &draft.parse()?, &subject).await?;
        Ok(match &subject {
            About::Item(_) => page_of(&format!("/drafts/{draft}"), &subject),
            About::Material(id) => format!("/drafts/{draft}/materials/{id}"),
        })
    };
    go_on(outcome.await);
    Ok(())
}
