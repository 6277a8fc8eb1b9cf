//! Instead of a photo now: the paper of an earlier application, or its deferral; and until when it holds.

use domain::deferral::Standing;
use domain::draft::File;
use domain::theme::material::Material;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::arrange::hold_until;
use usecases::draft::defer::{defer, take_back};
use usecases::draft::library::{Held, reuse};
use usecases::draft::read::MyDraft;
use usecases::{Error, Refusal};

use super::material::page;
use crate::pages::library::{from, looks};
use crate::respond::go_on;
use crate::text::{date, paper as text};
use crate::ui::mistakes::Mistakes;
use crate::ui::unbroken::unbroken;
use crate::visit::{office, visit};

/// Where it is typed until when a paper holds.
const UNTIL: &str = "until";

/// The hidden fields that say which paper of which draft, and whether the way back is the check page.
fn which(mine: &MyDraft, material: &Material, from_check: bool) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="draft" value=mine.draft.id.to_string()/>
        <input type="hidden" name="material" value=material.id.to_string()/>
        {from_check.then(|| view! { <input type="hidden" name="from" value="check"/> })}
    }
}

/// The papers of earlier applications that serve, each to be looked at and agreed to.
pub(super) fn offers(mine: &MyDraft, material: &Material, held: &[Held], from_check: bool) -> Option<AnyView> {
    let offer = |held: &Held| {
        let first = held.files.first().map(|file| file.id.to_string());
        view! {
            <div class="group">
                <p class="num">{from(held)}</p>
                {looks(held)}
                <form method="post" action=ReusePaper::url()>
                    {which(mine, material, from_check)}
                    <input type="hidden" name="file" value=first/>
                    <p class="group"><button class="button button--plain button--inline">{text::USE_AGREED}</button></p>
                </form>
            </div>
        }
    };
    (!held.is_empty()).then(|| {
        view! {
            <h2>{text::USE_AGAIN}</h2>
            <p class="note">{text::USE_AGAIN_NOTE}</p>
            {held.iter().map(offer).collect_view()}
        }
        .into_any()
    })
}

/// To defer it, or how its deferral stands.
pub(super) fn later(mine: &MyDraft, material: &Material, from_check: bool) -> Option<AnyView> {
    let rule = material.deferral.as_ref()?;
    let deferral = mine.deferral(&material.id);
    if mine.draft.submitted_at.is_some() {
        let by = deferral.map(|deferral| words(deferral.standing(office().today()), &date::term(rule.term)));
        return Some(
            view! { <p class="num">{by}</p><p>{text::otherwise(&rule.text)}</p><p class="note">{text::JOINS}</p> }
                .into_any(),
        );
    }
    if mine.files_for(&material.id).next().is_some() {
        return None;
    }
    let within = text::within(&date::term(rule.term));
    let (title, action, word) = match deferral {
        None => (text::LATER, DeferPaper::url(), text::LATER_CHOSEN),
        Some(_) => (text::LATER_IS, UndeferPaper::url(), text::NOW_INSTEAD),
    };
    Some(
        view! {
            <h2>{title}</h2>
            <form class="group" method="post" action=action>
                {which(mine, material, from_check)}
                <p class="num">{within}</p>
                <p class="note">{text::otherwise(&rule.text)}</p>
                <button class="button button--plain button--inline">{word}</button>
            </form>
        }
        .into_any(),
    )
}

/// By when a deferred paper must come.
pub(crate) fn words(standing: Standing, term: &str) -> String {
    match standing {
        Standing::Deferred => text::within(term),
        Standing::Owed(day) => text::by(&date::whole(day)),
        Standing::Late(day) => text::late(&date::whole(day)),
        Standing::Came(_) => String::new(),
    }
}

/// The file that says until when the paper holds, where a day stands on it.
fn dated<'a>(material: &Material, files: &[&'a File]) -> Option<&'a File> {
    files.first().copied().filter(|_| material.expires)
}

/// What is refused of until when the paper holds, where it is asked.
pub(super) fn not_until(material: &Material, files: &[&File], refused: &str) -> Mistakes {
    let is_asked = dated(material, files).is_some();
    let no_date = |code: &str| (is_asked && code == "not-a-date").then_some(text::NOT_A_DATE);
    Mistakes::of(refused, no_date, |_| Some(UNTIL))
}

/// Until when the paper holds, where a day stands on it.
pub(super) fn holds(material: &Material, files: &[&File], from_check: bool, mistakes: &Mistakes) -> Option<AnyView> {
    let file = dated(material, files)?;
    let until = file.valid_until.map(|day| day.to_string());
    Some(
        view! {
            <form class="group" method="post" action=HoldPaper::url()>
                <input type="hidden" name="file" value=file.id.to_string()/>
                {from_check.then(|| view! { <input type="hidden" name="from" value="check"/> })}
                <div class="field">
                    <label for=UNTIL>{text::HOLDS}</label>
                    <p class="field__hint" id="until-hint">{unbroken(text::HOLDS_HINT)}</p>
                    {mistakes.beside(UNTIL)}
                    <input id=UNTIL name="until" value=until autocomplete="off" maxlength="40" aria-describedby="until-hint until-problem" aria-invalid=mistakes.invalid(UNTIL)/>
                </div>
                <button class="button button--plain button--inline">{text::HOLDS_SAVE}</button>
            </form>
        }
        .into_any(),
    )
}

/// Uses a paper of an earlier application.
#[server]
pub(crate) async fn reuse_paper(
    draft: String,
    material: String,
    file: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        reuse(
            &office,
            &visit.asker,
            &draft.parse()?,
            &material.parse()?,
            &file.parse()?,
        )
        .await
    };
    let outcome = match outcome.await {
        Err(Error::Refused(Refusal::TooManyFiles)) => Ok(page(&draft, &material, &from, Some("too-many-files"))),
        other => other.map(|()| page(&draft, &material, &from, None)),
    };
    go_on(outcome);
    Ok(())
}

/// Defers a paper.
#[server]
pub(crate) async fn defer_paper(
    draft: String,
    material: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async { defer(&office, &visit.asker, &draft.parse()?, &material.parse()?).await };
    let outcome = match outcome.await {
        // It came meanwhile, and is shown.
        Ok(()) | Err(Error::Conflict) => Ok(page(&draft, &material, &from, None)),
        Err(error) => Err(error),
    };
    go_on(outcome);
    Ok(())
}

/// Takes a deferral back.
#[server]
pub(crate) async fn undefer_paper(
    draft: String,
    material: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async { take_back(&office, &visit.asker, &draft.parse()?, &material.parse()?).await };
    go_on(outcome.await.map(|()| page(&draft, &material, &from, None)));
    Ok(())
}

/// Keeps until when a paper holds.
#[server]
pub(crate) async fn hold_paper(
    file: String,
    #[server(default)] until: String,
    #[server(default)] from: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome: usecases::Result<String> = async {
        let id = file.parse()?;
        match hold_until(&office, &visit.asker, &id, &until).await {
            Ok(file) => Ok(page(file.draft.as_str(), file.material.as_str(), &from, None)),
            Err(Error::Refused(Refusal::NotADate)) => {
                let (file, _) = usecases::draft::attach::open(&office, &visit.asker, &id).await?;
                Ok(page(
                    file.draft.as_str(),
                    file.material.as_str(),
                    &from,
                    Some("not-a-date"),
                ))
            }
            Err(error) => Err(error),
        }
    }
    .await;
    go_on(outcome);
    Ok(())
}
