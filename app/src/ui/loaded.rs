//! A page that needs something first: it waits for it, or becomes the page that says why there is none.

use std::future::Future;

use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use usecases::Error;

use crate::pages::problem::{Problem, ProblemBody};
use crate::respond::{became_path, go};
use crate::visit::here;

/// Shows what was loaded. Who must sign in, say who they are, or be seen, is sent there and comes back; what was submitted is shown
/// where it is looked at since.
pub(crate) fn loaded<T, V: IntoView + 'static>(
    load: impl Future<Output = usecases::Result<T>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView {
    let here = here();
    Suspend::new(async move {
        let page = match load.await {
            Ok(found) => show(found).into_any(),
            Err(Error::SignInFirst) => {
                go(&format!("/sign-in?next={}", encode(&here)));
                ().into_any()
            }
            Err(Error::RealNameFirst) => {
                go(&format!("/me/real-name?next={}", encode(&here)));
                ().into_any()
            }
            Err(Error::WearFirst(hat)) => {
                go(&format!("/me/hats?hat={hat}&next={}", encode(&here)));
                ().into_any()
            }
            Err(Error::CarryOverFirst(draft)) => {
                go(&format!("/drafts/{draft}/carry-over"));
                ().into_any()
            }
            Err(Error::Submitted(became)) => {
                go(&became_path(&became));
                ().into_any()
            }
            Err(Error::LiveFirst) => {
                go(&format!("/me/live?next={}", encode(&here)));
                ().into_any()
            }
            Err(Error::SecondFactorFirst) => {
                go("/staff/second-factor");
                ().into_any()
            }
            Err(Error::ServeFirst) => {
                go("/desk/window?problem=serve-first");
                ().into_any()
            }
            Err(error) => view! { <ProblemBody problem=Problem::of(&error)/> }.into_any(),
        };
        // A page that had to wait is rendered on whichever thread woke it, beneath whichever request was there last: what it says
        // in its head would be lost, or stand in the head of another page.
        OwnedView::new(page)
    })
}

/// A path as one value of a query.
pub(crate) fn encode(path: &str) -> String {
    use std::fmt::Write;
    path.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}
