//! What is said without network: kept by the worker in the browser, which puts into it what it has kept or could not send.

use leptos::prelude::*;

use crate::text::offline as text;
use crate::ui::frame::Frame;
use crate::visit::{office, query};

/// `/offline`: nothing was kept of a page; `?unsent=` something could not be sent.
#[component]
pub(crate) fn OfflinePage() -> impl IntoView {
    let number = office().city.helpline().number.clone();
    let call =
        view! { <p class="note group"><a class="num" href=format!("tel:{number}")>{text::call(&number)}</a></p> };
    if query("unsent").is_some() {
        return Frame::new(text::UNSENT_TITLE).with_its_own_call().around(view! {
            <h1>{text::UNSENT_TITLE}</h1>
            <p class="lede">{text::UNSENT_LEDE}</p>
            <div id="worker" data-again=text::SEND_AGAIN data-look=text::LOOK></div>
            {call}
        });
    }
    // An empty address is the page's own: the one that was asked for.
    Frame::new(text::TITLE).with_its_own_call().around(view! {
        <h1>{text::TITLE}</h1>
        <p class="lede">{text::LEDE}</p>
        <p class="group"><a class="button button--inline" href="">{text::AGAIN}</a></p>
        <div id="worker" data-again=text::AGAIN data-seen=text::SEEN data-time=text::TIME data-kept=text::KEPT></div>
        {call}
    })
}
