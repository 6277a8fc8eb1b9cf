//! Signing in by a code: the number, then the digits that came.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::account::code::{Sent, TRIES, keep_typed, send, send_again, sent, sign_in};
use usecases::account::sign_in::SignedIn;
use usecases::{Error, Refusal};

use super::{arrive, luggage};
use crate::respond::{go_on, keep, own_path, problem_code};
use crate::text::{account as text, date};
use crate::ui::digits::{self, digits_field, read_message};
use crate::ui::frame::Frame;
use crate::ui::loaded::{encode, loaded};
use crate::ui::mistakes::Mistakes;
use crate::visit::{Visit, office, query, visit};

/// Seconds that the browser keeps what stands for a code, or for what was typed.
pub(super) const WHILE: u32 = 30 * 60;

/// Where the number is typed.
const PHONE: &str = "phone";

/// Where a problem with the number is mended.
pub(crate) fn place(code: &str) -> Option<&'static str> {
    (code == "not-a-phone").then_some(PHONE)
}

/// The number to send a code to.
pub(super) fn phone_form(next: &str, typed: String, mistakes: &Mistakes, is_first: bool) -> impl IntoView + use<> {
    let class = if is_first {
        "button button--inline"
    } else {
        "button button--plain button--inline"
    };
    view! {
        <form method="post" action=SendCode::url()>
            <input type="hidden" name="next" value=next.to_owned()/>
            {phone_field(text::PHONE_HINT, typed, mistakes)}
            <p class="group"><button class=class>{text::SEND_CODE}</button></p>
        </form>
    }
}

/// The field for it, with what it is for.
pub(crate) fn phone_field(hint: &'static str, typed: String, mistakes: &Mistakes) -> impl IntoView + use<> {
    view! {
        <div class="field">
            <label for=PHONE>{text::PHONE}</label>
            <p class="field__hint" id="phone-hint">{hint}</p>
            <input id=PHONE name="phone" type="tel" inputmode="numeric" autocomplete="tel-national" value=typed aria-describedby="phone-hint phone-problem" aria-invalid=mistakes.invalid(PHONE)/>
            {mistakes.beside(PHONE)}
        </div>
    }
}

/// `/sign-in/code?next=`: the digits that came.
#[component]
pub(crate) fn CodePage() -> impl IntoView {
    let (office, Visit { code, .. }) = (office(), visit());
    let next = own_path(&query("next").unwrap_or_default());
    let refused = query("problem");
    let reader = office.clone();
    let load = async move {
        match code {
            Some(code) => sent(&reader, &code).await,
            None => Ok(None),
        }
    };
    loaded(load, move |sent| {
        let mistakes = of_code(refused, sent.as_ref(), text::problem);
        let hidden = || view! { <input type="hidden" name="next" value=next.clone()/> };
        let again = |class: &'static str| {
            view! { <form method="post" action=SendCodeAgain::url()>{hidden()}<button class=class>{text::SEND_AGAIN}</button></form> }
        };
        let form = is_good(sent.as_ref()).then(|| {
            view! {
                <form id="code" method="post" action=EnterCode::url()>
                    {hidden()}
                    {digits_field(text::CODE, &mistakes)}
                </form>
                {read_message(&office)}
            }
        });
        // Where nothing can be entered any more, there is one thing to do.
        let action = if form.is_some() {
            let enter = view! { <button class="button" form="code">{text::ENTER}</button> };
            view! { {again("button button--quiet")}{enter} }.into_any()
        } else {
            again("button").into_any()
        };
        Frame::new(text::CODE_TITLE)
            .refuses(&mistakes)
            .action(action)
            .around(view! {
                <h1>{text::CODE_TITLE}</h1>
                {said(sent.as_ref())}
                <p><a class="more" href=format!("/sign-in?next={}", encode(&next))>{text::OTHER_NUMBER}</a></p>
                {form}
            })
    })
}

/// Whether the digits that came can be entered.
pub(crate) fn is_good(sent: Option<&Sent>) -> bool {
    sent.is_some_and(|sent| sent.over.is_none())
}

/// To which number a code was sent, also when it is good no more, and how often digits may still be entered after some were wrong.
pub(crate) fn said(sent: Option<&Sent>) -> Option<impl IntoView + use<>> {
    let sent = sent?;
    let is_good = sent.over.is_none();
    let to = if is_good {
        text::sent_to_typed(&sent.phone, &date::clock(sent.until))
    } else {
        text::was_sent_to(&sent.phone)
    };
    let left = (is_good && sent.tries_left < TRIES).then(|| text::tries_left(sent.tries_left));
    Some(view! {
        <p class="lede num">{to}</p>
        {left.map(|left| view! { <p class="note num">{left}</p> })}
    })
}

/// What is refused where the digits that came are entered: without a code that is good, it says at least why.
pub(crate) fn of_code(
    refused: Option<String>,
    sent: Option<&Sent>,
    sentence: impl Fn(&str) -> Option<&'static str>,
) -> Mistakes {
    if is_good(sent) {
        return Mistakes::of(&refused.unwrap_or_default(), sentence, digits::place);
    }
    let over = sent.and_then(|sent| sent.over).unwrap_or(Refusal::CodeOver);
    // There is no field any more in which other digits would help.
    let refused = refused.filter(|code| digits::place(code).is_none());
    let code = refused.unwrap_or_else(|| problem_code(&Error::Refused(over)).to_owned());
    Mistakes::of(&code, sentence, |_| None)
}

/// The page of the code, with what is wrong.
pub(super) fn code_page(next: &str, problem: Option<Refusal>) -> String {
    let problem = problem.map_or_else(String::new, |refusal| {
        format!("&problem={}", problem_code(&Error::Refused(refusal)))
    });
    format!("/sign-in/code?next={}{problem}", encode(next))
}

/// Keeps what somebody has whose code opened an account; the page they come to.
pub(super) fn come(signed_in: &SignedIn, next: String) -> String {
    keep("code", None, 0);
    keep("guest", None, 0);
    keep("identified", None, 0);
    arrive(signed_in).unwrap_or(next)
}

/// Sends a code to a number.
#[server]
pub(crate) async fn send_code(phone: String, next: String) -> Result<(), ServerFnError> {
    let (office, address) = (office(), visit().address);
    let next = own_path(&next);
    let outcome = async {
        match send(&office, &phone, &luggage(), address.as_deref()).await {
            Ok(token) => {
                keep("code", Some(&token), WHILE);
                keep("typed", None, 0);
                Ok(code_page(&next, None))
            }
            Err(error @ Error::Refused(_)) => {
                keep("typed", Some(&keep_typed(&office, &phone).await?), WHILE);
                Ok(format!(
                    "/sign-in?next={}&problem={}",
                    encode(&next),
                    problem_code(&error)
                ))
            }
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Sends another code to the same number.
#[server]
pub(crate) async fn send_code_again(next: String) -> Result<(), ServerFnError> {
    let (office, Visit { code, address, .. }) = (office(), visit());
    let next = own_path(&next);
    let outcome = async {
        let Some(code) = code else {
            return Ok(format!("/sign-in?next={}", encode(&next)));
        };
        match send_again(&office, &code, &luggage(), address.as_deref()).await {
            Ok(token) => {
                keep("code", Some(&token), WHILE);
                Ok(code_page(&next, None))
            }
            Err(Error::Refused(refusal)) => Ok(code_page(&next, Some(refusal))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Signs in with the digits that came.
#[server]
pub(crate) async fn enter_code(digits: String, next: String) -> Result<(), ServerFnError> {
    let (office, Visit { code, .. }) = (office(), visit());
    let next = own_path(&next);
    let outcome = async {
        let Some(code) = code else {
            return Ok(code_page(&next, Some(Refusal::CodeOver)));
        };
        match sign_in(&office, &code, &digits, &luggage()).await {
            Ok(signed_in) => Ok(come(&signed_in, next)),
            Err(Error::Refused(Refusal::WhoIsIt)) => Ok(format!("/sign-in/person?next={}", encode(&next))),
            Err(Error::Refused(refusal)) => Ok(code_page(&next, Some(refusal))),
            Err(error) => Err(error),
        }
    };
    go_on(outcome.await);
    Ok(())
}
