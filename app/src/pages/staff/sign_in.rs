//! The first factor of staff: a code to one's own phone.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::code::{keep_typed, sent, typed};
use usecases::staff::sign_in::{by_code, send_code};
use usecases::{Error, Refusal};

use crate::pages::sign_in::code::{is_good, of_code, phone_field, place, said};
use crate::pages::sign_in::{keep_session, luggage};
use crate::respond::{go_on, keep, problem_code};
use crate::text::{account, staff as text};
use crate::ui::digits::{digits_field, read_message};
use crate::ui::frame::Frame;
use crate::ui::loaded::loaded;
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, query, visit};

/// Seconds that the browser keeps what stands for a code, or for what was typed.
const WHILE: u32 = 30 * 60;

/// `/staff/sign-in`: the number.
#[component]
pub(crate) fn StaffSignInPage() -> impl IntoView {
    let (office, Visit { typed: token, .. }) = (office(), visit());
    let refused = query("problem").unwrap_or_default();
    let mistakes = Mistakes::of(&refused, text::problem, place);
    let is_refused = !mistakes.is_empty();
    let can_send = office.messenger.is_some();
    let load = async move {
        match token.filter(|_| is_refused) {
            Some(token) => typed(&office, &token).await,
            None => Ok(None),
        }
    };
    loaded(load, move |typed| {
        let frame = Frame::new(text::SIGN_IN);
        if !can_send {
            return frame.around(view! { <h1>{text::SIGN_IN}</h1><p class="lede">{account::NO_SIGN_IN}</p> });
        }
        let action = view! { <button class="button" form="number">{account::SEND_CODE}</button> };
        frame.refuses(&mistakes).action(action).around(view! {
            <h1>{text::SIGN_IN}</h1>
            <p class="lede">{text::SIGN_IN_LEDE}</p>
            <form id="number" method="post" action=SendStaffCode::url()>
                {phone_field(text::PHONE_HINT, typed.unwrap_or_default(), &mistakes)}
            </form>
        })
    })
}

/// `/staff/sign-in/code`: the digits that came.
#[component]
pub(crate) fn StaffCodePage() -> impl IntoView {
    let (office, Visit { code, .. }) = (office(), visit());
    let refused = query("problem");
    let read = read_message(&office);
    let load = async move {
        match code {
            Some(code) => sent(&office, &code).await,
            None => Ok(None),
        }
    };
    loaded(load, move |sent| {
        let mistakes = of_code(refused, sent.as_ref(), text::problem);
        let form = is_good(sent.as_ref()).then(|| {
            view! {
                <form id="code" method="post" action=EnterStaffCode::url()>
                    {digits_field(account::CODE, &mistakes)}
                </form>
                {read}
            }
        });
        let action = if form.is_some() {
            view! { <button class="button" form="code">{account::ENTER}</button> }.into_any()
        } else {
            view! { <a class="button" href="/staff/sign-in">{account::SEND_AGAIN}</a> }.into_any()
        };
        Frame::new(account::CODE_TITLE)
            .refuses(&mistakes)
            .action(action)
            .around(view! {
                <h1>{account::CODE_TITLE}</h1>
                {said(sent.as_ref())}
                <p><a class="more" href="/staff/sign-in">{account::OTHER_NUMBER}</a></p>
                {form}
            })
    })
}

/// Sends a code to a number.
#[server]
pub(crate) async fn send_staff_code(phone: String) -> Result<(), ServerFnError> {
    let (office, address) = (office(), visit().address);
    let outcome = async {
        match send_code(&office, &phone, &luggage(), address.as_deref()).await {
            Ok(token) => {
                keep("code", Some(&token), WHILE);
                keep("typed", None, 0);
                Ok("/staff/sign-in/code".to_owned())
            }
            Err(error @ Error::Refused(_)) => {
                keep("typed", Some(&keep_typed(&office, &phone).await?), WHILE);
                Ok(format!("/staff/sign-in?problem={}", problem_code(&error)))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// The first factor by the digits that came; the second is next.
#[server]
pub(crate) async fn enter_staff_code(digits: String) -> Result<(), ServerFnError> {
    let (office, Visit { code, .. }) = (office(), visit());
    let outcome = async {
        let Some(code) = code else {
            return Ok("/staff/sign-in/code?problem=code-over".to_owned());
        };
        match by_code(&office, &code, &digits, &luggage()).await {
            Ok(session) => {
                keep("code", None, 0);
                keep_session(&session);
                Ok("/staff/second-factor".to_owned())
            }
            Err(
                error
                @ Error::Refused(Refusal::WrongCode | Refusal::ShortCode | Refusal::CodeOver | Refusal::CodeSpent),
            ) => Ok(format!("/staff/sign-in/code?problem={}", problem_code(&error))),
            Err(error @ Error::Refused(_)) => Ok(format!("/staff/sign-in?problem={}", problem_code(&error))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
