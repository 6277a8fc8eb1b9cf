//! Six digits to type: a code that came to a phone, or one that a phone shows.

use leptos::prelude::*;
use usecases::Context;
use usecases::context::Mode;

use crate::text::account as text;
use crate::ui::leaving::beside;
use crate::ui::mistakes::Mistakes;

/// Where they are typed.
const DIGITS: &str = "digits";

/// Where a problem with a code is mended: here, if other digits help.
pub(crate) fn place(code: &str) -> Option<&'static str> {
    matches!(code, "wrong-code" | "short-code" | "wrong-digits").then_some(DIGITS)
}

/// The field, with what was wrong before.
pub(crate) fn digits_field(label: &'static str, mistakes: &Mistakes) -> impl IntoView + use<> {
    view! {
        <div class="field">
            <label for=DIGITS>{label}</label>
            <input id=DIGITS name="digits" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" aria-describedby="digits-problem" aria-invalid=mistakes.invalid(DIGITS)/>
            {mistakes.beside(DIGITS)}
        </div>
    }
}

/// In the sandbox, where messages to phones are read.
pub(crate) fn read_message(office: &Context) -> Option<impl IntoView + use<>> {
    let link =
        || view! { <p class="note group"><a href="/sandbox/messages" target=beside()>{text::READ_MESSAGE}</a></p> };
    (office.mode == Mode::Sandbox).then(link)
}
