//! Signing what a page shows: by one's own device, or by a code to one's phone. Who signs what, the page around it says.

use leptos::prelude::*;
use usecases::Context;
use usecases::account::code;
use usecases::token::Token;

use crate::text::{account, sign as text};
use crate::ui::digits::{self, digits_field, read_message};
use crate::ui::mistakes::Mistakes;
use crate::ui::passkey::{Asked, passkey_form};

/// What is signed, and how.
pub(crate) struct Signing<'a> {
    /// What it is about, as the forms name it: name and value.
    pub(crate) about: (&'static str, &'a str),
    /// The hash of what the page shows: nothing else is signed.
    pub(crate) hash: &'a str,
    /// From where one's own device is asked; nothing without one.
    pub(crate) device: Option<&'a str>,
    /// The server function that takes its answer.
    pub(crate) by_device: &'static str,
    /// The one that sends a code.
    pub(crate) send: &'static str,
    /// The one that takes the digits.
    pub(crate) by_code: &'static str,
    /// On its button.
    pub(crate) label: &'static str,
    /// The number that codes go to, in part.
    pub(crate) phone: &'a str,
    /// A code was sent.
    pub(crate) is_sent: bool,
    /// The code of why it did not work before.
    pub(crate) refused: &'a str,
}

impl Signing<'_> {
    /// Why it did not work before, for the page to say; the form for one's own device says it itself.
    pub(crate) fn mistakes(&self) -> Mistakes {
        if self.device.is_some() && !self.is_sent {
            return Mistakes::default();
        }
        let place = |code: &str| digits::place(code).filter(|_| self.is_sent);
        Mistakes::of(self.refused, text::problem, place)
    }

    /// The button for one's own device, and the field for the digits.
    pub(crate) fn form(&self, office: &Context) -> AnyView {
        let by_device = self.device.map(|from| {
            let asked = Asked {
                from,
                to: self.by_device,
                carried: &[self.about, ("hash", self.hash)],
                label: text::BY_DEVICE,
                problem: text::problem(self.refused).filter(|_| !self.is_sent),
            };
            passkey_form(&asked, None)
        });
        let holds =
            (self.refused == "code-holds").then(|| view! { <p class="notice" role="status">{text::CODE_HOLDS}</p> });
        let by_code = self.is_sent.then(|| {
            view! {
                {holds}
                <p class="group num">{account::sent_to(self.phone)}</p>
                <form id="sign" method="post" action=self.by_code>
                    {self.carried()}
                    <input type="hidden" name="hash" value=self.hash.to_owned()/>
                    {digits_field(account::CODE, &self.mistakes())}
                </form>
                {read_message(office)}
            }
        });
        view! { {by_device}{by_code} }.into_any()
    }

    /// The buttons: to have a code sent, and to sign by it.
    pub(crate) fn action(&self) -> AnyView {
        let is_quiet = self.is_sent || self.device.is_some();
        let class = if is_quiet {
            "button button--quiet num"
        } else {
            "button num"
        };
        let send = if self.is_sent {
            account::SEND_AGAIN.to_owned()
        } else {
            account::send_to(self.phone)
        };
        let label = self.label;
        let sign = self
            .is_sent
            .then(|| view! { <button class="button" form="sign">{label}</button> });
        view! {
            <form method="post" action=self.send>
                {self.carried()}
                <button class=class>{send}</button>
            </form>
            {sign}
        }
        .into_any()
    }

    fn carried(&self) -> impl IntoView + use<> {
        let (name, value) = self.about;
        view! { <input type="hidden" name=name value=value.to_owned()/> }
    }
}

/// Whether what was sent to this browser last is still waited for.
pub(crate) async fn is_sent(office: &Context, code: Option<&Token>) -> usecases::Result<bool> {
    match code {
        Some(code) => code::is_good(office, code).await,
        None => Ok(false),
    }
}
