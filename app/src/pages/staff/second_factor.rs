//! The second factor: six digits from the officer's phone; the first time with what is needed to set it up.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::context::Mode;
use usecases::staff::second_factor::{SetUp, enter, to_set_up};

use super::home;
use crate::pages::sign_in::{arrive, luggage};
use crate::respond::{go_on, problem_code};
use crate::text::staff as text;
use crate::ui::code::drawn;
use crate::ui::digits::{self, digits_field};
use crate::ui::frame::Frame;
use crate::ui::leaving::beside;
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{office, query, visit};

/// `/staff/second-factor`.
#[component]
pub(crate) fn SecondFactorPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let refused = query("problem").unwrap_or_default();
    let mistakes = Mistakes::of(&refused, text::problem, digits::place);
    let is_sandbox = office.mode == Mode::Sandbox;
    loaded(async move { to_set_up(&office, &asker).await }, move |to_set_up| {
        let lede = if to_set_up.is_some() {
            text::SET_UP_LEDE
        } else {
            text::SECOND_FACTOR_LEDE
        };
        let read = is_sandbox.then(
            || view! { <p class="note group"><a href="/sandbox/messages#digits" target=beside()>{text::READ_DIGITS}</a></p> },
        );
        Frame::new(text::SECOND_FACTOR).refuses(&mistakes).wide().around(view! {
            <h1>{text::SECOND_FACTOR}</h1>
            <p class="lede">{lede}</p>
            {to_set_up.as_ref().map(set_up)}
            <form class="desk__form" method="post" action=EnterSecondFactor::url()>
                {digits_field(text::DIGITS, &mistakes)}
                <p class="group"><button class="button button--inline">{text::ENTER}</button></p>
            </form>
            {read}
        })
    })
}

fn set_up(set_up: &SetUp) -> impl IntoView + use<> {
    // Read and typed in fours.
    let groups: Vec<String> = set_up
        .key
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect();
    view! {
        <div class="group">{drawn(&set_up.address, text::SET_UP_CODE)}</div>
        <p class="note">{text::SET_UP_KEY}<br/><span class="num">{groups.join(" ")}</span></p>
    }
}

/// Signs in with the digits and goes to where the officer's work begins.
#[server]
pub(crate) async fn enter_second_factor(digits: String) -> Result<(), ServerFnError> {
    let (office, asker) = (office(), visit().asker);
    let outcome = async {
        let officer = asker.half_signed_in()?;
        match enter(&office, &asker, &digits, &luggage()).await {
            Ok(signed_in) => Ok(arrive(&signed_in).unwrap_or_else(|| home(officer).to_owned())),
            Err(error @ Error::Refused(_)) => Ok(format!("/staff/second-factor?problem={}", problem_code(&error))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
