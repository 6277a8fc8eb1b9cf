//! Signing in by the identity provider: there and back.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Meta;
use usecases::account::bind::{Arrived, forget};
use usecases::account::identity::{Answer, Purpose, address, finish, start};
use usecases::account::outside::Identified;
use usecases::token::Token;
use usecases::{Context, Error, Refusal, Result as Outcome};

use super::{arrive, luggage, session_seconds};
use crate::pages::means;
use crate::respond::{go, go_on, keep, own_path, problem_code};
use crate::text::means as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::{encode, loaded};
use crate::visit::{Visit, office, query, visit};

/// Seconds that the browser keeps what stands for the way, or for whom somebody identified.
pub(super) const WHILE: u32 = 10 * 60;

/// Goes to the provider.
pub(super) fn button(name: &str, next: &str) -> impl IntoView + use<> {
    view! {
        <form class="group" method="post" action=StartIdentity::url()>
            <input type="hidden" name="next" value=next.to_owned()/>
            <button class="button button--inline">{text::sign_in_by(name)}</button>
        </form>
    }
}

/// Whom others identified, with a way out for somebody else at the same browser.
pub(super) fn known(office: &Context, found: &Identified, next: &str) -> impl IntoView + use<> {
    let name = found.real_name.as_ref();
    let name = name.map(|known| domain::identity::mask(&known.name, 1, 0));
    // Whoever opened somebody else's hand-over would let them into the account.
    let app = found.means.is_app().then(|| means::name(office, found.means));
    view! {
        <p class="lede">{text::known(name.as_deref())}</p>
        {app.map(|app| view! { <p class="notice">{text::binds(&app)}</p> })}
        <form method="post" action=ForgetIdentity::url()>
            <input type="hidden" name="next" value=next.to_owned()/>
            <button class="link-button">{text::NOT_ME}</button>
        </form>
    }
}

/// `/sign-in/identity`: leads on to the provider. A form may only lead to this site, so the page does, without a script.
#[component]
pub(crate) fn AwayPage() -> impl IntoView {
    let (office, away) = (office(), visit().away);
    let load = async move {
        match away {
            Some(away) => address(&office, &away).await,
            None => Ok(None),
        }
    };
    loaded(load, |address| {
        let Some(address) = address else {
            go(&sign_in_page("", Some(Refusal::ProviderOver)));
            return ().into_any();
        };
        let action = view! { <a class="button" href=address.clone() rel="noreferrer">{text::GO}</a> };
        let back = Exit {
            href: "/sign-in".to_owned(),
            label: crate::text::account::SIGN_IN,
        };
        Frame::new(text::AWAY).exit(back).action(action).around(view! {
            <Meta http_equiv="refresh" content=format!("0; url={address}")/>
            <h1>{text::AWAY}</h1>
            <p class="lede">{text::AWAY_LEDE}</p>
        })
    })
}

/// `/sign-in/identity/return?state=&code=`: back from the provider.
#[component]
pub(crate) fn ReturnPage() -> impl IntoView {
    let (office, luggage, Visit { asker, away, .. }) = (office(), luggage(), visit());
    let answer = Answer {
        state: query("state").unwrap_or_default(),
        code: query("code"),
        error: query("error"),
    };
    let load = async move { finish(&office, &asker, away.as_ref(), answer, &luggage).await };
    loaded(load, |back| {
        keep("away", None, 0);
        let next = own_path(&back.next);
        go_on(match (back.outcome, back.purpose) {
            (Ok(arrived), _) => Ok(come(&arrived, next)),
            (Err(Error::Refused(refusal)), Purpose::SignIn) => Ok(sign_in_page(&next, Some(refusal))),
            (Err(error @ Error::Refused(_)), Purpose::Link) => {
                Ok(format!("/me/means?problem={}", problem_code(&error)))
            }
            (Err(error), _) => Err(error),
        });
    })
}

/// Keeps what somebody has who arrived; the page they come to.
pub(super) fn come(arrived: &Arrived, next: String) -> String {
    match arrived {
        Arrived::SignedIn(signed_in) => {
            keep("guest", None, 0);
            keep("identified", None, 0);
            arrive(signed_in).unwrap_or(next)
        }
        Arrived::Linked(session) => {
            keep("session", Some(session), session_seconds());
            next
        }
        Arrived::AskPhone(identified) => {
            keep("identified", Some(identified), WHILE);
            sign_in_page(&next, None)
        }
    }
}

fn sign_in_page(next: &str, problem: Option<Refusal>) -> String {
    let problem = problem.map_or_else(String::new, |refusal| {
        format!("&problem={}", problem_code(&Error::Refused(refusal)))
    });
    format!("/sign-in?next={}{problem}", encode(&own_path(next)))
}

async fn go_away(purpose: Purpose, next: &str) -> Outcome<String> {
    let (office, asker) = (office(), visit().asker);
    match start(&office, &asker, purpose, next).await {
        Ok(away) => {
            keep("away", Some(&away), WHILE);
            Ok("/sign-in/identity".to_owned())
        }
        Err(Error::Refused(refusal)) if purpose == Purpose::SignIn => Ok(sign_in_page(next, Some(refusal))),
        Err(error @ Error::Refused(_)) => Ok(format!("/me/means?problem={}", problem_code(&error))),
        Err(error) => Err(error),
    }
}

/// Goes to the provider to sign in.
#[server]
pub(crate) async fn start_identity(next: String) -> Result<(), ServerFnError> {
    go_on(go_away(Purpose::SignIn, &own_path(&next)).await);
    Ok(())
}

/// Goes to the provider so that the account is reached by it too.
#[server]
pub(crate) async fn link_identity() -> Result<(), ServerFnError> {
    go_on(go_away(Purpose::Link, "/me/means").await);
    Ok(())
}

/// Forgets whom somebody identified in this browser.
#[server]
pub(crate) async fn forget_identity(next: String) -> Result<(), ServerFnError> {
    let forgotten = forget_kept("identified", visit().identified).await;
    go_on(forgotten.map(|()| sign_in_page(&next, None)));
    Ok(())
}

/// Forgets whom somebody identified in this browser, here and in the browser, which keeps them under this name.
pub(super) async fn forget_kept(name: &str, token: Option<Token>) -> Outcome<()> {
    if let Some(token) = token {
        forget(&office(), &token).await?;
    }
    keep(name, None, 0);
    Ok(())
}
