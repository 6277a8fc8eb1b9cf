//! Who stands at the window: their account, the mandates they gave, and what can be done for them.

use domain::mandate::{Ground, Mandate, Standing};
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::window::mandate::end;
use usecases::window::serve::{AtWindow, read};

use super::{FinishServing, frame, standing};
use crate::pages::mandates::scope;
use crate::respond::{go_on, status};
use crate::text::{hat, window as text};
use crate::ui::loaded::loaded;
use crate::visit::{office, query, visit};

/// `/desk/window/person`.
#[component]
pub(crate) fn PersonPage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let problem = query("problem").as_deref().and_then(text::problem);
    let done = query("done").as_deref().and_then(text::done);
    if problem.is_some() {
        status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reader = office.clone();
    let load = async move {
        let found = read(&reader, &visit.asker, &standing(&visit)?).await?;
        let mut scopes = Vec::new();
        for mandate in &found.mandates {
            scopes.push(scope(&reader, mandate).await?);
        }
        Ok((visit.asker.officer()?.clone(), found, scopes))
    };
    loaded(load, move |(officer, found, scopes)| {
        let name = found.person.name.clone();
        let today = office.today();
        let row = |(mandate, scope): (&Mandate, String)| mandate_row(mandate, scope, mandate.standing(today));
        let mandates: Vec<_> = found.mandates.iter().zip(scopes).map(row).collect();
        let mandates = if mandates.is_empty() {
            view! { <p>{text::NO_MANDATES}</p> }.into_any()
        } else {
            view! { <ul class="rows">{mandates}</ul> }.into_any()
        };
        frame(&office, &officer, text::TITLE).around(view! {
            <h1>{name}</h1>
            <p class="lede num">{found.person.id_number.masked()}</p>
            {problem.map(|problem| view! { <p class="notice" role="alert">{problem}</p> })}
            {done.map(|done| view! { <p class="notice" role="status">{done}</p> })}
            <p class="num">{account(&found)}</p>
            <h2>{text::MANDATES}</h2>
            {mandates}
            <h2>{text::TO_DO}</h2>
            <ul class="rows">
                <li><a class="rows__link" href="/desk/window/mandate"><span class="rows__name">{text::NEW_MANDATE}</span></a></li>
                <li><a class="rows__link" href="/desk/window/number"><span class="rows__name">{text::NUMBER}</span></a></li>
                {found.account.is_some().then(|| view! { <li><a class="rows__link" href="/desk/window/free"><span class="rows__name">{text::FREE}</span></a></li> })}
            </ul>
            <form class="group" method="post" action=FinishServing::url()><button class="button button--plain button--inline">{text::FINISH}</button></form>
        })
    })
}

/// How they sign in.
fn account(found: &AtWindow) -> String {
    match (&found.account, &found.phone) {
        (None, _) => text::NO_ACCOUNT.to_owned(),
        (Some(_), None) => text::NO_NUMBER.to_owned(),
        (Some(_), Some(phone)) => text::signs_in(&domain::identity::mask(phone, 3, 4)),
    }
}

fn mandate_row(mandate: &Mandate, scope: String, standing: Standing) -> impl IntoView + use<> {
    let is_paper = mandate.ground == Ground::Window && standing == Standing::Unconfirmed;
    let paper = is_paper
        .then(|| view! { <a class="more" href=format!("/desk/window/mandates/{}", mandate.id)>{text::TO_PAPER}</a> });
    let label = text::end_of(&mandate.agent.name);
    view! {
        <li>
            <span class="rows__name">{mandate.agent.name.clone()}</span>
            <span class="state">{hat::standing(standing)}</span>
            <p class="note num">{scope}</p>
            {paper}
            <form method="post" action=EndAtWindow::url()>
                <input type="hidden" name="mandate" value=mandate.id.to_string()/>
                <button class="link-button" aria-label=label>{text::END}</button>
            </form>
        </li>
    }
}

/// Ends a mandate for who stands at the window.
#[server]
pub(crate) async fn end_at_window(mandate: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        end(&office, &visit.asker, &standing(&visit)?, &mandate.parse()?).await?;
        Ok("/desk/window/person?done=ended".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
