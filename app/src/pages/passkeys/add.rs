//! Adding a passkey: first a code to one's own phone, or a passkey one has; then the device.

use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::confirm;
use usecases::account::passkey::{add as passkey, list};
use usecases::{Error, Refusal};

use crate::pages::sign_in::{luggage, session_seconds};
use crate::respond::{go_on, keep, own_path, problem_code, status};
use crate::text::{account, passkey as text};
use crate::ui::digits::{self, digits_field, read_message};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::{encode, loaded};
use crate::ui::mistakes::Mistakes;
use crate::ui::passkey::{Asked, instead, passkey_form};
use crate::ui::signing;
use crate::visit::{Visit, office, query, visit};

/// Seconds that the browser keeps what stands for a code.
const WHILE: u32 = 30 * 60;

/// How far one has come.
enum Stage {
    /// Nothing is confirmed; whether there is a passkey to do it with.
    Asked { has_passkey: bool },
    /// A code was sent to one's phone.
    Sent,
    /// It was confirmed.
    Confirmed,
}

/// `/me/passkeys/add?next=`.
#[component]
pub(crate) fn AddPasskeyPage() -> impl IntoView {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let next = own_path(&query("next").unwrap_or_default());
    let refused = query("problem").unwrap_or_default();
    let problem = account::problem(&refused);
    let (luggage, was_sent) = (luggage(), query("sent").is_some());
    let read = read_message(&office);
    let number = office.city.helpline().number.clone();
    let load = async move {
        office.passkeys.as_ref().ok_or(Error::NotFound)?;
        let phone = domain::identity::mask(&asker.citizen()?.phone, 3, 4);
        if confirm::is_given(&office, &asker, passkey::PURPOSE, &luggage).await? {
            return Ok((phone, Stage::Confirmed));
        }
        if signing::is_sent(&office, code.filter(|_| was_sent).as_ref()).await? {
            return Ok((phone, Stage::Sent));
        }
        let has_passkey = !list(&office, &asker).await?.is_empty();
        Ok((phone, Stage::Asked { has_passkey }))
    };
    loaded(load, move |(phone, stage)| {
        if problem.is_some() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let carried = [("next", next.as_str())];
        let question = |from, to, label| Asked {
            from,
            to,
            carried: &carried,
            label,
            problem,
        };
        let frame = Frame::new(text::ADD_TITLE).exit(Exit::mine());
        match stage {
            Stage::Confirmed => {
                let form = passkey_form(
                    &question("/passkeys/add", AddPasskey::url(), text::ADD),
                    Some(text::ADD_LEDE),
                );
                frame.around(view! { <h1>{text::ADD_TITLE}</h1>{form}{instead(&number)} })
            }
            Stage::Sent => {
                let action = view! {
                    {send(&next, account::SEND_AGAIN.to_owned(), "button button--quiet")}
                    <button class="button" form="code">{text::CONFIRM}</button>
                };
                let mistakes = Mistakes::of(&refused, account::problem, digits::place);
                frame.refuses(&mistakes).action(action).around(view! {
                    <h1>{text::ADD_TITLE}</h1>
                    <p class="lede num">{account::sent_to(&phone)}</p>
                    {digits_form(&next, &mistakes)}
                    {read}
                })
            }
            Stage::Asked { has_passkey } => {
                let by_device = has_passkey.then(|| {
                    let to = ConfirmByDevice::url();
                    passkey_form(&question("/passkeys/confirm-adding", to, text::CONFIRM_BY_DEVICE), None)
                });
                // With a passkey to confirm by, the problem stands at its button, if there is one.
                let told = |code: &str| account::problem(code).filter(|_| by_device.is_none());
                let mistakes = Mistakes::of(&refused, told, |_| None);
                frame.refuses(&mistakes).around(view! {
                    <h1>{text::ADD_TITLE}</h1>
                    <p class="lede">{text::CONFIRM_LEDE}</p>
                    <div class="group">{send(&next, account::send_to(&phone), "button button--inline num")}</div>
                    {by_device}
                    <p class="note group num">{text::place(&number)}</p>
                })
            }
        }
    })
}

fn send(next: &str, label: String, class: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=SendConfirmation::url()>
            <input type="hidden" name="next" value=next.to_owned()/>
            <button class=class>{label}</button>
        </form>
    }
}

fn digits_form(next: &str, mistakes: &Mistakes) -> impl IntoView + use<> {
    view! {
        <form id="code" method="post" action=EnterConfirmation::url()>
            <input type="hidden" name="next" value=next.to_owned()/>
            {digits_field(account::CODE, mistakes)}
        </form>
    }
}

/// The page as it stands now, after an operation that may have been refused.
fn here(next: &str, sent: bool, outcome: usecases::Result<()>) -> usecases::Result<String> {
    let problem = match outcome {
        Ok(()) => String::new(),
        Err(error @ Error::Refused(_)) => format!("&problem={}", problem_code(&error)),
        Err(Error::SignInFirst) => return Ok(format!("/sign-in?next={}", encode("/me/passkeys"))),
        Err(error) => return Err(error),
    };
    let sent = if sent { "&sent=1" } else { "" };
    Ok(format!("/me/passkeys/add?next={}{sent}{problem}", encode(next)))
}

/// Sends a code to one's own phone.
#[server]
pub(crate) async fn send_confirmation(next: String) -> Result<(), ServerFnError> {
    let (
        office,
        Visit {
            asker, address, code, ..
        },
    ) = (office(), visit());
    let sent = confirm::send_code(&office, &asker, passkey::PURPOSE, &luggage(), address.as_deref()).await;
    // One that was asked for too soon leaves the one before as it is.
    let was_sent = sent.is_ok() || code.is_some();
    let sent = sent.map(|code| keep("code", Some(&code), WHILE));
    go_on(here(&own_path(&next), was_sent, sent));
    Ok(())
}

/// Confirms by the digits that came.
#[server]
pub(crate) async fn enter_confirmation(digits: String, next: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let confirmed = match code {
        Some(code) => confirm::by_code(&office, &asker, passkey::PURPOSE, &code, &digits, &luggage()).await,
        None => Err(Error::Refused(Refusal::CodeOver)),
    };
    if confirmed.is_ok() {
        keep("code", None, 0);
    }
    go_on(here(&own_path(&next), true, confirmed));
    Ok(())
}

/// Confirms by what a device with a passkey answered.
#[server]
pub(crate) async fn confirm_by_device(credential: String, next: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let confirmed = confirm::by_device(&office, &asker, passkey::PURPOSE, &credential, &luggage()).await;
    go_on(here(&own_path(&next), false, confirmed));
    Ok(())
}

/// Adds the key that the device made, and goes on.
#[server]
pub(crate) async fn add_passkey(credential: String, next: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, .. }) = (office(), visit());
    let next = own_path(&next);
    let outcome = match passkey::add(&office, &asker, &credential, &luggage()).await {
        Ok(session) => {
            keep("session", Some(&session), session_seconds());
            Ok(next)
        }
        Err(error) => here(&next, false, Err(error)),
    };
    go_on(outcome);
    Ok(())
}
