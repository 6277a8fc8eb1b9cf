//! The window of a hall: who comes with their ID card, and what is done for them there.

pub(crate) mod account;
pub(crate) mod mandate;
pub(crate) mod person;

use domain::staff::Officer;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::token::Token;
use usecases::window::serve::{finish, keep_typed, serve, typed};
use usecases::window::still_stands;
use usecases::{Context, Error, Refusal};

use super::staff;
use crate::respond::{go_on, keep, problem_code};
use crate::text::{account as words, window as text};
use crate::ui::frame::{Exit, Frame};
use crate::ui::identity::{self, Whose, identity_fields};
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, query, visit};

/// Seconds that the browser keeps who stands there, and what was typed.
const WHILE: u32 = 30 * 60;

/// `/desk/window?problem=`.
#[component]
pub(crate) fn WindowPage() -> impl IntoView {
    let (office, visit) = (office(), visit());
    let refused = query("problem").unwrap_or_default();
    let mistakes = Mistakes::of(&refused, text::problem, identity::place);
    let is_refused = !mistakes.is_empty();
    let reader = office.clone();
    let load = async move {
        let before = typed(&reader, &visit.asker, visit.typed.as_ref()).await?;
        let before = before.filter(|_| is_refused);
        Ok((visit.asker.officer()?.clone(), before.unwrap_or_default()))
    };
    loaded(load, move |(officer, (name, id_number))| {
        let action = view! { <button class="button" form="serve">{text::SERVE}</button> };
        let frame = frame(&office, &officer, text::TITLE).refuses(&mistakes).action(action);
        let frame = if staff::does_casework(&officer) {
            frame.exit(desk())
        } else {
            frame
        };
        frame.around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede">{text::LEDE}</p>
            <form id="serve" class="desk__form" method="post" action=ServePerson::url()>
                {identity_fields(Whose::Others(text::NAME, text::ID_NUMBER), name, id_number, &mistakes)}
            </form>
        })
    })
}

/// The frame of every page of the window.
fn frame(office: &Context, officer: &Officer, title: impl Into<String>) -> Frame {
    Frame::new(title).place(words::officer(&officer.name, &staff::duty(office, officer)))
}

/// Back to the cases.
fn desk() -> Exit {
    Exit {
        href: "/desk".to_owned(),
        label: crate::text::desk::TITLE,
    }
}

/// Back to who stands there.
fn back() -> Exit {
    Exit {
        href: "/desk/window/person".to_owned(),
        label: text::BACK,
    }
}

/// Who stands at the window, as this browser knows.
///
/// # Errors
/// [`Error::ServeFirst`] when nobody does.
fn standing(visit: &Visit) -> usecases::Result<Token> {
    visit.served.clone().ok_or(Error::ServeFirst)
}

/// The same, for a form that was shown for this person.
///
/// # Errors
/// Refused when somebody else stands there by now.
fn still_standing(visit: &Visit, mark: &str) -> usecases::Result<Token> {
    let token = standing(visit)?;
    still_stands(&token, mark)?;
    Ok(token)
}

/// What a form carries for it.
fn mark(token: &Token) -> impl IntoView + use<> {
    view! { <input type="hidden" name="mark" value=token.hash()/> }
}

/// Where a form leads that was shown for somebody else, or that was refused: to this page, which says why.
fn refused(refusal: Refusal, page: &str) -> String {
    let page = if refusal == Refusal::SomebodyElseServed {
        "/desk/window/person"
    } else {
        page
    };
    format!("{page}?problem={}", problem_code(&Error::Refused(refusal)))
}

/// Looks up who stands at the window.
#[server]
pub(crate) async fn serve_person(name: String, id_number: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let outcome = async {
        match serve(&office, &asker, &name, &id_number).await {
            Ok(token) => {
                keep("typed", None, 0);
                keep("served", Some(&token), WHILE);
                Ok("/desk/window/person".to_owned())
            }
            Err(error @ Error::Refused(_)) => {
                keep(
                    "typed",
                    Some(&keep_typed(&office, &asker, &name, &id_number).await?),
                    WHILE,
                );
                Ok(format!("/desk/window?problem={}", problem_code(&error)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Lets the person go.
#[server]
pub(crate) async fn finish_serving() -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        if let Some(token) = &visit.served {
            finish(&office, &visit.asker, token).await?;
        }
        keep("served", None, 0);
        Ok("/desk/window".to_owned())
    };
    go_on(outcome.await);
    Ok(())
}
