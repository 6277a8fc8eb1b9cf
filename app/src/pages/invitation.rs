//! For whoever got a link: showing who one is, then one's part, agreeing, or not.

pub(crate) mod consent;
pub(crate) mod decline;
pub(crate) mod part;

use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::party::join::{Door, join, look};
use usecases::token::Token;
use usecases::{Error, Refusal};

use crate::respond::{go, go_on, keep, problem_code, status};
use crate::text::party as text;
use crate::ui::digits::{self, digits_field};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, query, visit};

/// Seconds that the browser keeps a link that was opened: long enough for an account to be made.
const WHILE: u32 = 60 * 60;

/// Longest text that is taken for a link's token.
const LONGEST: usize = 100;

/// `/invitation?link=`: the link goes into a cookie at once, so that it stands in no address, and is gone on without it.
#[component]
pub(crate) fn InvitationPage() -> impl IntoView {
    if let Some(link) = query("link") {
        // What is no token would be more than a value in a cookie.
        let is_token = link.len() <= LONGEST && link.bytes().all(|byte| byte.is_ascii_alphanumeric());
        keep("invited", is_token.then(|| Token::from_browser(&link)).as_ref(), WHILE);
        go("/invitation");
        return ().into_any();
    }
    let (office, Visit { asker, invited, .. }) = (office(), visit());
    let refused = query("problem").unwrap_or_default();
    let city = office.city.name().to_owned();
    let load = async move {
        let Some(invited) = invited else {
            return Ok(Shown::Nothing);
        };
        Ok(match look(&office, &asker, &invited).await {
            Ok(Door::Digits) => Shown::Digits,
            Ok(Door::Open(id)) => Shown::Open(format!("/parties/{id}")),
            Err(Error::SignInFirst) => Shown::SignIn,
            Err(Error::Refused(Refusal::LinkOver)) => Shown::Over,
            Err(Error::Refused(Refusal::OwnLink)) => Shown::Own,
            Err(error) => return Err(error),
        })
    };
    loaded(load, move |shown| page(&shown, &refused, &city)).into_any()
}

/// What an opened link shows.
enum Shown {
    /// None was opened here.
    Nothing,
    /// Nobody is signed in.
    SignIn,
    /// The digits are asked.
    Digits,
    /// Went through before.
    Open(String),
    /// It does not open.
    Over,
    /// The applicant's own.
    Own,
}

fn page(shown: &Shown, refused: &str, city: &str) -> AnyView {
    let says = |title: &'static str, lede: &str| {
        view! { <h1>{title}</h1><p class="lede">{lede.to_owned()}</p> }
    };
    match shown {
        Shown::Open(part) => {
            go(part);
            ().into_any()
        }
        Shown::Nothing => {
            status(StatusCode::NOT_FOUND);
            Frame::new(text::OVER).around(says(text::OVER, text::NO_LINK))
        }
        Shown::Over => {
            status(StatusCode::NOT_FOUND);
            Frame::new(text::OVER).around(says(text::OVER, text::OVER_NOTE))
        }
        Shown::Own => Frame::new(text::OWN).around(says(text::OWN, text::OWN_NOTE)),
        Shown::SignIn => {
            let action = view! { <a class="button" href="/sign-in?next=/invitation">{text::SIGN_IN}</a> };
            let frame = Frame::new(text::ASKED).action(action);
            frame.around(says(text::ASKED, &text::sign_in_first(city)))
        }
        Shown::Digits => {
            let mistakes = Mistakes::of(refused, text::problem, digits::place);
            let action = view! { <button class="button" form="join">{text::OPEN}</button> };
            let frame = Frame::new(text::ASKED).refuses(&mistakes).action(action);
            frame.around(view! {
                {says(text::ASKED, text::DIGITS_ASKED)}
                <form id="join" method="post" action=JoinInvitation::url()>
                    {digits_field(text::DIGITS_LABEL, &mistakes)}
                </form>
            })
        }
    }
}

/// Takes the seat that the link in this browser is for.
#[server]
pub(crate) async fn join_invitation(#[server(default)] digits: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, invited, .. }) = (office(), visit());
    let outcome = async {
        let Some(link) = invited else {
            return Ok("/invitation".to_owned());
        };
        match join(&office, &asker, &link, &digits).await {
            Ok(id) => {
                keep("invited", None, 0);
                Ok(format!("/parties/{id}"))
            }
            Err(Error::Refused(Refusal::LinkOver | Refusal::OwnLink) | Error::SignInFirst) => {
                Ok("/invitation".to_owned())
            }
            Err(Error::RealNameFirst) => Ok("/me/real-name?next=/invitation".to_owned()),
            Err(error @ Error::Refused(_)) => Ok(format!("/invitation?problem={}", problem_code(&error))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
