//! What our mini-program does for a page: a link that opens a page of it by the container's bridge. Without the bridge it leads where
//! it says.

use leptos::prelude::*;
use usecases::Context;
use usecases::account::outside::Means;

use crate::policy::allow_scripts;
use crate::text::means as text;
use crate::ui::loaded::encode;
use crate::visit::{Container, visit};

/// Where the mini-program does what a web-view may not.
const HAND_OVER: &str = "/pages/hand-over/index";

/// Signs in by the account in the app and comes back to `next`; nothing outside our mini-program.
pub(crate) fn sign_in(office: &Context, next: &str, without: &'static str) -> Option<AnyView> {
    let means = visit().container.and_then(Container::means)?;
    let (name, script) = match means {
        Means::WeChat => (text::WECHAT, "https://res.wx.qq.com/open/js/jweixin-1.6.0.js"),
        Means::Alipay => (text::ALIPAY, "https://appx/web-view.min.js"),
        Means::Phone | Means::Identity => return None,
    };
    if !office.containers.contains_key(&means) {
        return None;
    }
    allow_scripts(script);
    let page = format!("{HAND_OVER}?for=sign-in&back={}", encode(next));
    // Async, not deferred: a bridge that never arrives holds up neither ours nor the page.
    let link = view! {
        <p class="group"><a class="button button--inline" href=without data-shell=page>{text::sign_in_by(name)}</a></p>
        <script async src=script></script>
        <script async src="/bridge.js"></script>
    };
    Some(link.into_any())
}
