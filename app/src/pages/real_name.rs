//! Saying who one is: name and ID number, which the household register confirms.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::account::real_name::{confirm, keep_typed, typed};

use super::sign_in::{luggage, session_seconds};
use crate::respond::{go_on, keep, own_path, problem_code};
use crate::text::account as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::identity::{self, Whose, identity_fields};
use crate::ui::loaded::{encode, loaded};
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, query, visit};

/// `/me/real-name?next=`.
#[component]
pub(crate) fn RealNamePage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let next = own_path(&query("next").unwrap_or_default());
    let refused = query("problem").unwrap_or_default();
    let mistakes = Mistakes::of(&refused, text::problem, identity::place);
    let is_refused = !mistakes.is_empty();
    let load = async move {
        let is_known = visit.asker.citizen()?.real_name.is_some();
        let typed = match visit.typed.filter(|_| is_refused) {
            Some(token) => typed(&office, &visit.asker, &token).await?,
            None => None,
        };
        Ok((is_known, typed.unwrap_or_default()))
    };
    loaded(load, move |(is_known, (name, id_number))| {
        let frame = Frame::new(text::REAL_NAME).exit(Exit::mine());
        if is_known {
            let action = view! { <a class="button" href=next>{text::GO_ON}</a> };
            return frame
                .action(action)
                .around(view! { <h1>{text::REAL_NAME}</h1><p class="lede">{text::KNOWN}</p> });
        }
        let action = view! { <button class="button" form="real-name">{text::CONFIRM}</button> };
        frame.refuses(&mistakes).action(action).around(view! {
            <h1>{text::REAL_NAME}</h1>
            <p class="lede">{text::REAL_NAME_LEDE}</p>
            <form id="real-name" method="post" action=ConfirmRealName::url()>
                <input type="hidden" name="next" value=next/>
                {identity_fields(Whose::Own, name, id_number, &mistakes)}
            </form>
        })
    })
}

/// Has name and ID number confirmed, and goes on.
#[server]
pub(crate) async fn confirm_real_name(name: String, id_number: String, next: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let next = own_path(&next);
    let outcome = async {
        match confirm(&office, &asker, &name, &id_number, &luggage()).await {
            Ok(session) => {
                keep("session", Some(&session), session_seconds());
                keep("typed", None, 0);
                Ok(next)
            }
            Err(error @ Error::Refused(_)) => {
                let typed = keep_typed(&office, &asker, &name, &id_number).await?;
                let seconds = u32::try_from(office.limits.parked / 1000).unwrap_or(0);
                keep("typed", Some(&typed), seconds);
                Ok(format!(
                    "/me/real-name?next={}&problem={}",
                    encode(&next),
                    problem_code(&error)
                ))
            }
            Err(Error::SignInFirst) => Ok(format!("/sign-in?next={}", encode("/me/real-name"))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
