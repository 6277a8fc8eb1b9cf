//! A form that one's own device fills in, after a face or a finger. Without a script, or where the browser knows no passkeys, it is
//! not there; what to do instead stands in its place.

use leptos::prelude::*;

use crate::islands::PasskeyForm;
use crate::text::passkey as text;
use crate::ui::islands::awake;

/// What a device is asked, and where its answer goes.
pub(crate) struct Asked<'a> {
    /// From where the question comes.
    pub(crate) from: &'a str,
    /// The server function that the answer goes to.
    pub(crate) to: &'static str,
    /// What goes with it: names and values.
    pub(crate) carried: &'a [(&'static str, &'a str)],
    /// On the button.
    pub(crate) label: &'static str,
    /// Why it did not work before.
    pub(crate) problem: Option<&'static str>,
}

/// The form; `lede` stands above its button.
pub(crate) fn passkey_form(asked: &Asked<'_>, lede: Option<&'static str>) -> AnyView {
    let Asked {
        from,
        to,
        carried,
        label,
        problem,
    } = *asked;
    view! {
        <form id="passkey" class="group" hidden method="post" action=to data-options=from.to_owned() data-failed=text::FAILED>
            <input type="hidden" name="credential"/>
            {carried.iter().map(hidden).collect_view()}
            {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
            <p class="field__problem" id="passkey-problem" role="alert">{problem}</p>
            <p class="group"><button class="button button--inline">{label}</button></p>
        </form>
        {awake(view! { <PasskeyForm/> })}
    }
    .into_any()
}

fn hidden(&(name, value): &(&'static str, &str)) -> impl IntoView + use<> {
    view! { <input type="hidden" name=name value=value.to_owned()/> }
}

/// What to do instead.
pub(crate) fn instead(number: &str) -> impl IntoView + use<> {
    view! { <p class="lede num" id="no-passkey">{text::cannot(number)}</p> }
}
