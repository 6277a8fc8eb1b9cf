//! What works on this phone: what the server sees, and what a small script tries there. Nothing of it is sent anywhere.

use leptos::prelude::*;

use crate::respond::cookie;
use crate::text::about_device as text;
use crate::ui::frame::{Exit, Frame};
use crate::visit::{Container, Visit, office, query, sends_cookies, visit};

/// What a browser is given to keep, to see whether it does.
const PROBE: &str = "probe";
/// How long, seconds.
const WHILE: u32 = 600;

/// `/about/device`.
#[component]
pub(crate) fn AboutDevicePage() -> impl IntoView {
    let Visit { device, container, .. } = visit();
    let said = device.unwrap_or_default();
    let (app, system) = (text::app(&said), text::system(&said));
    let short: Vec<_> = [app.clone(), system.clone()].into_iter().flatten().collect();
    let shell = container.and_then(Container::means).is_some();
    let app = match (app, shell) {
        (Some(app), true) => Some(format!("{app}，{}", text::IN_SHELL)),
        (app, _) => app,
    };
    let cookies = if sends_cookies() {
        text::YES
    } else if query("again").is_some() {
        text::NO
    } else {
        text::COOKIE_UNKNOWN
    };
    cookie(PROBE, Some("1"), WHILE);
    let seen = [
        (text::APP, app),
        (text::SYSTEM, system),
        (text::ENGINE, text::engine(&said)),
        (text::COOKIE, Some(cookies.to_owned())),
    ];
    let seen = seen.map(|(name, found)| {
        let found = found.unwrap_or_else(|| text::UNKNOWN.to_owned());
        view! { <li><span class="rows__name">{name}</span><span class="state num">{found}</span></li> }
    });
    let again = (cookies == text::COOKIE_UNKNOWN)
        .then(|| view! { <p class="group"><a class="more" href="/about/device?again=1">{text::AGAIN}</a></p> });
    Frame::new(text::TITLE)
        .shared(text::LEDE, "/about/device")
        .exit(Exit::mine())
        .around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede">{text::LEDE}</p>
            <p class="notice num" id="short">{short.join(" · ")}</p>
            <h2>{text::SEEN}</h2>
            <ul class="rows">{seen.into_iter().collect_view()}</ul>
            {again}
            <h2>{text::WORKS}</h2>
            {tried()}
            <h2>{text::SAID}</h2>
            <p class="note">{said}</p>
            <script async src="/device.js"></script>
        })
}

/// What the script tries, each with its place, and the words it has none of.
fn tried() -> impl IntoView {
    let row = |(name, label, spoken): (&'static str, &'static str, Option<&'static str>)| {
        view! { <li><span class="rows__name">{label}</span><span class="state num" data-tried=name data-spoken=spoken>{text::NO_SCRIPT}</span></li> }
    };
    view! {
        <ul
            class="rows"
            id="device"
            data-now=office().now().0.to_string()
            data-yes=text::YES
            data-no=text::NO
            data-right=text::CLOCK_RIGHT
            data-fast=text::CLOCK_FAST
            data-slow=text::CLOCK_SLOW
            data-online=text::ONLINE
            data-weak=text::WEAK
            data-offline=text::OFFLINE
            data-saves=text::SAVES
            data-below=text::TRY_BELOW
            data-got=text::GOT_PICTURE
        >
            {text::TRIED.map(row).into_iter().collect_view()}
        </ul>
        <p class="note" id="scripts">{text::NO_SCRIPT_NOTE}</p>
        <div id="try" hidden>
            <div class="field">
                <label for="pictures">{text::TRY_PICTURES}</label>
                <input id="pictures" type="file" accept="image/*" aria-describedby="try-hint"/>
            </div>
            <div class="field">
                <label for="camera">{text::TRY_CAMERA}</label>
                <input id="camera" type="file" accept="image/*" capture="environment" aria-describedby="try-hint"/>
            </div>
            <p class="field__hint" id="try-hint">{text::TRY_HINT}</p>
            <p class="field__hint" id="got" role="status"></p>
        </div>
    }
}
