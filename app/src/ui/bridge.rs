//! What our mini-program does for a page: a link that opens a page of it by the container's bridge. Without the bridge it leads where
//! it says.

use leptos::prelude::*;
use usecases::Context;
use usecases::account::outside::Means;

use crate::policy::allow_scripts;
use crate::text::{draft, means as text};
use crate::ui::loaded::encode;
use crate::visit::{Container, visit};

/// Where the mini-program does what a web-view may not.
const HAND_OVER: &str = "/pages/hand-over/index";

/// The mini-program of ours that shows the page.
struct Shell {
    /// What people call its app.
    app: &'static str,
    /// The app's own script, which is the bridge.
    script: &'static str,
}

/// The mini-program that the page is in; nothing elsewhere, and in one that the city does not have.
fn shell(office: &Context) -> Option<Shell> {
    let means = visit().container.and_then(Container::means)?;
    let (app, script) = match means {
        Means::WeChat => (text::WECHAT, "https://res.wx.qq.com/open/js/jweixin-1.6.0.js"),
        Means::Alipay => (text::ALIPAY, "https://appx/web-view.min.js"),
        Means::Phone | Means::Identity => return None,
    };
    let is_ours = office.containers.contains_key(&means);
    is_ours.then_some(Shell { app, script })
}

/// Signs in by the account in the app and comes back to `next`; nothing outside our mini-program.
pub(crate) fn sign_in(office: &Context, next: &str, without: &'static str) -> Option<AnyView> {
    let shell = shell(office)?;
    let opens = format!("{HAND_OVER}?for=sign-in&back={}", encode(next));
    let link = view! {
        <a class="button button--inline" href=without data-shell=opens>{text::sign_in_by(shell.app)}</a>
    };
    Some(with_bridge(&shell, link))
}

/// Chooses at most so many photos in the app and hands them in for a paper, whose page this is, by a grant from `grants`; nothing
/// outside our mini-program.
pub(crate) fn pictures(office: &Context, page: String, grants: String, most: usize) -> Option<AnyView> {
    let shell = shell(office)?;
    let opens = format!("{HAND_OVER}?for=pictures&back={}&count={most}", encode(&page));
    let link = view! {
        <a class="button button--plain button--inline" href=page data-shell=opens data-grants=grants>{draft::pick_by(shell.app)}</a>
    };
    Some(with_bridge(&shell, link))
}

/// Scans a code in the app, on a wall or on somebody's phone, and opens what it leads to on this site; `page` is where it stands. Nothing
/// outside our mini-program.
pub(crate) fn scan(office: &Context, page: &'static str) -> Option<AnyView> {
    let shell = shell(office)?;
    let opens = format!("{HAND_OVER}?for=scan&back={}", encode(page));
    let link = view! {
        <a class="button button--plain button--inline" href=page data-shell=opens>{text::scan_by(shell.app)}</a>
    };
    Some(with_bridge(&shell, link))
}

/// A link with the scripts that it takes. Async, not deferred: a bridge that never arrives holds up neither ours nor the page.
fn with_bridge(shell: &Shell, link: impl IntoView + 'static) -> AnyView {
    allow_scripts(shell.script);
    view! {
        <p class="group">{link}</p>
        <script async src=shell.script></script>
        <script async src="/bridge.js"></script>
    }
    .into_any()
}
