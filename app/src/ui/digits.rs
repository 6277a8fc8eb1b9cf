//! Six digits to type: a code that came to a phone, or one that a phone shows.

use leptos::prelude::*;
use usecases::Context;
use usecases::context::Mode;

use crate::text::account as text;

/// The field, with what was wrong before.
pub(crate) fn digits_field(label: &'static str, problem: Option<&'static str>) -> impl IntoView {
    view! {
        <div class="field">
            <label for="digits">{label}</label>
            <input id="digits" name="digits" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="12" aria-describedby="digits-problem" aria-invalid=problem.is_some().then_some("true")/>
            <p class="field__problem" id="digits-problem" role=problem.is_some().then_some("alert")>{problem}</p>
        </div>
    }
}

/// In the sandbox, where messages to phones are read.
pub(crate) fn read_message(office: &Context) -> Option<impl IntoView + use<>> {
    let link =
        || view! { <p class="note group"><a href="/sandbox/messages" target="_blank">{text::READ_MESSAGE}</a></p> };
    (office.mode == Mode::Sandbox).then(link)
}
