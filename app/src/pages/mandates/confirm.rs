//! Confirming a mandate: by a code to the principal's own phone, or as somebody who was there a moment ago.

use domain::mandate::Mandate;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::confirm;
use usecases::mandate::confirm::{confirm as confirm_it, purpose};
use usecases::{Context, Error};

use super::exit;
use crate::pages::sign_in::luggage;
use crate::respond::{go_on, keep, problem_code};
use crate::text::{account, hat as text, passkey};
use crate::ui::digits::{self, digits_field, read_message};
use crate::ui::frame::Frame;
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, visit};

/// Seconds that the browser keeps what stands for a code.
const WHILE: u32 = 30 * 60;

/// By what the principal confirms it.
pub(super) enum By {
    /// Nothing yet; whether they could show with a passkey that they are there.
    Nothing { has_passkey: bool },
    /// A code that was sent.
    Digits,
    /// They were there a moment ago.
    Live,
}

/// What the principal confirms, and with what.
pub(super) fn page(office: &Context, mandate: &Mandate, scope: &str, phone: &str, by: &By, refused: &str) -> AnyView {
    let place = |code: &str| digits::place(code).filter(|_| matches!(by, By::Digits));
    let mistakes = Mistakes::of(refused, text::problem, place);
    let id = mandate.id.to_string();
    let hidden = || view! { <input type="hidden" name="mandate" value=id.clone()/> };
    let send = |class: &'static str, label: String| {
        view! { <form method="post" action=SendMandateCode::url()>{hidden()}<button class=class>{label}</button></form> }
    };
    let (form, action) = match by {
        By::Nothing { has_passkey } => {
            let by_device = has_passkey.then(|| {
                let to = format!("/me/live?next=/me/mandates/{id}");
                view! { <p class="group"><a class="button button--plain button--inline" href=to>{passkey::CONFIRM_BY_DEVICE}</a></p> }
            });
            (
                by_device.into_any().into(),
                send("button", account::send_to(phone)).into_any(),
            )
        }
        By::Live => (
            Some(view! { <form id="confirm" method="post" action=ConfirmMandate::url()>{hidden()}</form> }.into_any()),
            view! { <button class="button" form="confirm">{text::CONFIRM}</button> }.into_any(),
        ),
        By::Digits => {
            let form = view! {
                <p class="group num">{account::sent_to(phone)}</p>
                <form id="confirm" method="post" action=ConfirmMandate::url()>
                    {hidden()}
                    {digits_field(account::CODE, &mistakes)}
                </form>
                {read_message(office)}
            };
            let action = view! {
                {send("button button--quiet", account::SEND_AGAIN.to_owned())}
                <button class="button" form="confirm">{text::CONFIRM}</button>
            };
            (Some(form.into_any()), action.into_any())
        }
    };
    let frame = Frame::new(text::CONFIRM_TITLE).refuses(&mistakes);
    frame.exit(exit()).action(action).around(view! {
        <h1>{text::confirm_title(&mandate.agent.name)}</h1>
        <p class="lede num">{scope.to_owned()}</p>
        <p>{text::MAY}</p>
        {form}
    })
}

/// Sends a code to confirm a mandate with.
#[server]
pub(crate) async fn send_mandate_code(mandate: String) -> Result<(), ServerFnError> {
    let (
        office,
        Visit {
            asker, address, code, ..
        },
    ) = (office(), visit());
    let outcome = async {
        let purpose = purpose(&mandate.parse()?);
        let sent = confirm::send_code(&office, &asker, &purpose, &luggage(), address.as_deref()).await;
        let page = format!("/me/mandates/{mandate}?sent=1");
        match sent {
            Ok(code) => {
                keep("code", Some(&code), WHILE);
                Ok(page)
            }
            // One that was asked for too soon leaves the one before as it is.
            Err(error @ Error::Refused(_)) if code.is_some() => Ok(format!("{page}&problem={}", problem_code(&error))),
            Err(error @ Error::Refused(_)) => Ok(format!("/me/mandates/{mandate}?problem={}", problem_code(&error))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Confirms a mandate with the digits that came, or as somebody who was there a moment ago.
#[server]
pub(crate) async fn confirm_mandate(mandate: String, #[server(default)] digits: String) -> Result<(), ServerFnError> {
    let (office, Visit { asker, code, .. }) = (office(), visit());
    let outcome = async {
        let (id, luggage) = (mandate.parse()?, luggage());
        let confirmed = async {
            if let Some(code) = code.filter(|_| !digits.is_empty()) {
                confirm::by_code(&office, &asker, &purpose(&id), &code, &digits, &luggage).await?;
            }
            confirm_it(&office, &asker, &id, &luggage).await
        };
        match confirmed.await {
            Ok(()) => {
                keep("code", None, 0);
                Ok(format!("/me/mandates/{id}"))
            }
            Err(error @ Error::Refused(_)) => Ok(format!("/me/mandates/{id}?sent=1&problem={}", problem_code(&error))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
