//! Showing that one is there oneself, and back to where that was needed.

use domain::account::Level;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::account::passkey::{list, live::show};

use crate::pages::sign_in::{luggage, session_seconds};
use crate::respond::{go_on, keep, own_path, problem_code, status};
use crate::text::account::{GO_ON, problem};
use crate::text::passkey as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::{encode, loaded};
use crate::ui::passkey::{Asked, instead, passkey_form};
use crate::visit::{Visit, office, query, visit};

/// `/me/live?next=`.
#[component]
pub(crate) fn LivePage() -> impl IntoView {
    let (office, Visit { asker, .. }) = (office(), visit());
    let next = own_path(&query("next").unwrap_or_default());
    let problem = query("problem").as_deref().and_then(problem);
    let number = office.city.helpline().number.clone();
    let load = async move {
        asker.real_name()?;
        let is_live = asker.needs(Level::Live, &office).is_ok();
        let has_passkey = !list(&office, &asker).await?.is_empty();
        Ok((is_live, has_passkey, office.passkeys.is_some()))
    };
    loaded(load, move |(is_live, has_passkey, are_open)| {
        let frame = Frame::new(text::LIVE_TITLE).exit(Exit::mine());
        if is_live {
            let action = view! { <a class="button" href=next>{GO_ON}</a> };
            return frame
                .action(action)
                .around(view! { <h1>{text::LIVE_TITLE}</h1><p class="lede">{text::IS_LIVE}</p> });
        }
        if problem.is_some() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let how = if !are_open {
            instead(&number).into_any()
        } else if has_passkey {
            let question = Asked {
                from: "/passkeys/live",
                to: ShowLive::url(),
                carried: &[("next", &next)],
                label: text::LIVE,
                problem,
            };
            view! { {passkey_form(&question, None)}{instead(&number)} }.into_any()
        } else {
            let add = format!("/me/passkeys/add?next={}", encode(&next));
            view! {
                <p>{text::LIVE_ADD}</p>
                <p class="group"><a class="button button--inline" href=add>{text::LIVE_TO_ADD}</a></p>
                <p class="note group num">{text::place(&number)}</p>
            }
            .into_any()
        };
        frame.around(view! {
            <h1>{text::LIVE_TITLE}</h1>
            <p class="lede">{text::LIVE_LEDE}</p>
            {how}
        })
    })
}

/// Takes what the device answered, and goes back.
#[server]
pub(crate) async fn show_live(credential: String, next: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let next = own_path(&next);
    let outcome = async {
        match show(&office, &asker, &credential, &luggage()).await {
            Ok(session) => {
                keep("session", Some(&session), session_seconds());
                Ok(next)
            }
            Err(error @ Error::Refused(_)) => {
                let problem = problem_code(&error);
                Ok(format!("/me/live?next={}&problem={problem}", encode(&next)))
            }
            Err(Error::SignInFirst) => Ok(format!("/sign-in?next={}", encode(&next))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
