//! The address of a guide, to be sent or scanned.

use leptos::prelude::*;

use super::sources::Guide;
use crate::text::guide as text;
use crate::ui::code::drawn;
use crate::visit::address;

/// The plain address, and as a square code.
pub(super) fn share(guide: &Guide) -> impl IntoView + use<> {
    let address = address(&guide.shared());
    let code = drawn(&address, text::CODE_LABEL)
        .map(|code| view! { <details class="code"><summary>{text::CODE}</summary>{code}</details> });
    view! {
        <h2>{text::SHARE}</h2>
        <p class="note">{text::SHARE_NOTE}</p>
        <p class="address"><a href=guide.shared()>{address}</a></p>
        {code}
        <p class="group on-screen"><a class="more" href=guide.poster()>{text::POSTER}</a></p>
    }
}
