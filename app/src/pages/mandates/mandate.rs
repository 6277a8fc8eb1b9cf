//! One mandate: how it stands, what was done under it, and the way to end it.

use domain::account::Level;
use domain::mandate::Standing;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::code;
use usecases::mandate::end::end;
use usecases::mandate::list::{Done, read};

use super::confirm::{self, By};
use super::{exit, scope};
use crate::respond::{go_on, status};
use crate::text::{date, hat as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::visit::{Visit, office, part, query, visit};

/// `/me/mandates/{id}`.
#[component]
pub(crate) fn MandatePage() -> impl IntoView {
    let (office, Visit { asker, code, .. }, id) = (office(), visit(), part("mandate"));
    let today = office.today();
    let reader = office.clone();
    let sent = code.filter(|_| query("sent").is_some());
    let problem = query("problem").as_deref().and_then(text::problem);
    let load = async move {
        let (mandate, journal) = read(&reader, &asker, &id.parse()?).await?;
        let scope = scope(&reader, &mandate).await?;
        let phone = domain::identity::mask(&asker.citizen()?.phone, 3, 4);
        let was_sent = match sent {
            Some(code) => code::sent_to(&reader, &code).await?.is_some(),
            None => false,
        };
        let is_live = asker.needs(Level::Live, &reader).is_ok();
        let by = match (is_live, was_sent) {
            (true, _) => By::Live,
            (false, true) => By::Digits,
            (false, false) => By::Nothing,
        };
        Ok((mandate, journal, scope, phone, by))
    };
    loaded(load, move |(mandate, journal, scope, phone, by)| {
        if problem.is_some() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let standing = mandate.standing(today);
        if standing == Standing::Unconfirmed {
            return confirm::page(&office, &mandate, &scope, &phone, &by, problem);
        }
        let is_open = !matches!(standing, Standing::Over | Standing::Ended);
        let of_agency = mandate.agent.agency.is_some();
        let row = |done: &Done| {
            let by = of_agency.then(|| view! { <span class="note">{done.by.clone()}</span> });
            view! {
                <li>
                    <span class="rows__name">{text::used(done.what)}</span>
                    <span class="state num">{date::time(done.at, today)}</span>
                    {by}
                </li>
            }
        };
        let journal = if journal.is_empty() {
            view! { <p class="note">{text::NO_JOURNAL}</p> }.into_any()
        } else {
            view! { <ul class="rows">{journal.iter().map(row).collect_view()}</ul> }.into_any()
        };
        let revoke = is_open.then(|| {
            view! {
                <form class="group" method="post" action=RevokeMandate::url()>
                    <input type="hidden" name="mandate" value=mandate.id.to_string()/>
                    <button class="button button--danger button--inline">{text::REVOKE}</button>
                    <p class="note">{text::REVOKE_NOTE}</p>
                </form>
            }
        });
        Frame::new(mandate.agent.name.clone()).exit(exit()).around(view! {
            <h1>{mandate.agent.name.clone()}</h1>
            <p class="lede">{text::standing(standing)}</p>
            <p class="num">{scope}</p>
            <h2>{text::JOURNAL}</h2>
            {journal}
            {revoke}
        })
    })
}

/// Ends a mandate of one's own.
#[server]
pub(crate) async fn revoke_mandate(mandate: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        end(&office, &asker, &mandate.parse()?).await?;
        Ok(format!("/me/mandates/{mandate}"))
    };
    go_on(outcome.await);
    Ok(())
}
