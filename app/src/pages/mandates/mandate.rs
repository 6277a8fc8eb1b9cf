//! One mandate: how it stands, what was done under it, and the way to end it.

use chrono::NaiveDate;
use domain::account::Level;
use domain::mandate::{Ground, Mandate, Standing};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::passkey;
use usecases::mandate::end::end;
use usecases::mandate::list::{Done, read};

use super::confirm::{self, By};
use super::{exit, scope};
use crate::respond::go_on;
use crate::text::{date, hat as text};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::ui::signing;
use crate::visit::{Visit, office, part, query, visit};

/// Lines of the journal at once.
const LINES: usize = 50;

/// `/me/mandates/{id}?lines=`.
#[component]
pub(crate) fn MandatePage() -> impl IntoView {
    let (office, Visit { asker, code, .. }, id) = (office(), visit(), part("mandate"));
    let today = office.today();
    let reader = office.clone();
    let sent = code.filter(|_| query("sent").is_some());
    let refused = query("problem").unwrap_or_default();
    let lines = query("lines").and_then(|text| text.parse().ok()).unwrap_or(LINES);
    let lines: usize = lines.min(100 * LINES);
    let load = async move {
        let (mandate, done) = read(&reader, &asker, &id.parse()?, lines as u64 + 1).await?;
        let scope = scope(&reader, &mandate).await?;
        let phone = domain::identity::mask(&asker.citizen()?.phone, 3, 4);
        let was_sent = signing::is_sent(&reader, sent.as_ref()).await?;
        let is_live = asker.needs(Level::Live, &reader).is_ok();
        let by = match (is_live, was_sent) {
            (true, _) => By::Live,
            (false, true) => By::Digits,
            (false, false) => By::Nothing {
                has_passkey: reader.passkeys.is_some() && !passkey::list(&reader, &asker).await?.is_empty(),
            },
        };
        Ok((mandate, done, scope, phone, by))
    };
    loaded(load, move |(mandate, done, scope, phone, by)| {
        let standing = mandate.standing(today);
        if standing == Standing::Unconfirmed {
            return confirm::page(&office, &mandate, &scope, &phone, &by, &refused);
        }
        let is_open = !matches!(standing, Standing::Over | Standing::Ended);
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
            {(mandate.ground == Ground::Window).then(|| view! { <p class="note">{text::ON_PAPER}</p> })}
            <h2>{text::JOURNAL}</h2>
            {journal(&mandate, &done, lines, today)}
            {revoke}
        })
    })
}

/// What was done under it, the latest lines.
fn journal(mandate: &Mandate, done: &[Done], lines: usize, today: NaiveDate) -> AnyView {
    if done.is_empty() {
        return view! { <p class="note">{text::NO_JOURNAL}</p> }.into_any();
    }
    let row = |done: &Done| {
        // Of a person it is always them.
        let by = mandate.agent.agency.as_ref();
        let by = by.map(|_| view! { <span class="note">{done.by.clone()}</span> });
        view! {
            <li>
                <span class="rows__name">{text::used(done.what)}</span>
                <span class="state num">{date::time(done.at, today)}</span>
                {by}
            </li>
        }
    };
    let earlier = (done.len() > lines).then(|| {
        let href = format!("/me/mandates/{}?lines={}", mandate.id, lines + LINES);
        view! { <p class="group"><a class="more" href=href>{text::EARLIER}</a></p> }
    });
    let rows = done.iter().take(lines).map(row).collect_view();
    view! { <ul class="rows">{rows}</ul>{earlier} }.into_any()
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
