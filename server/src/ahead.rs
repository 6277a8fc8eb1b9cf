//! Pages that a browser may fetch before anybody opens them: only over a good network, and nothing that is somebody's own
//! ([decision 24](../../docs/decisions/0024-without-network.md)).

use app::visit::token_cookie;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde_json::{Value, json};

use crate::middleware::visit::cookie;
use crate::router::Shared;

/// Where the rules lie.
pub(crate) const PATH: &str = "/speculation.json";
/// What a public page says: where the rules lie, and that whoever fetches them may say how good the network is.
pub(crate) const OFFER: [(HeaderName, HeaderValue); 2] = [
    (
        HeaderName::from_static("speculation-rules"),
        HeaderValue::from_static("\"/speculation.json\""),
    ),
    (HeaderName::from_static("accept-ch"), HeaderValue::from_static("ECT")),
];
/// Cookies of those who have something of their own here.
const OWN: [&str; 2] = ["session", "guest"];

/// `/speculation.json`: for each what their network and what they have here allow.
pub(crate) fn route() -> MethodRouter<Shared> {
    get(|State(shared): State<Shared>, headers: HeaderMap| async move { rules(&shared, &headers) })
}

fn rules(shared: &Shared, headers: &HeaderMap) -> Response {
    let has = |name: &&str| cookie(headers, &token_cookie(name, shared.origin.is_secure)).is_some();
    let rules = if is_good(headers) {
        prefetch(OWN.iter().any(has))
    } else {
        json!({})
    };
    let told = [
        (CONTENT_TYPE, "application/speculationrules+json"),
        (CACHE_CONTROL, "private, max-age=86400"),
        (VARY, "cookie, ect, save-data"),
    ];
    (told, rules.to_string()).into_response()
}

/// Whether the network is known to be good, and nobody wants to save data.
fn is_good(headers: &HeaderMap) -> bool {
    let says = |name: &str, word: &str| {
        let said = headers.get(name).map(HeaderValue::as_bytes);
        said.is_some_and(|said| said.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
    };
    says("ect", "4g") && !says("save-data", "on")
}

/// Public pages; and what follows a guide, while that is the first question for everybody. A link to it that names a county sets a
/// cookie when it is followed, so it is left alone.
fn prefetch(has_own: bool) -> Value {
    let mut pages = vec![
        json!({"pathname": "/"}),
        json!({"pathname": "/themes"}),
        json!({"pathname": "/themes/:slug"}),
    ];
    if !has_own {
        pages.push(json!({"pathname": "/themes/:slug/plan", "search": ""}));
    }
    json!({"prefetch": [{"where": {"href_matches": pages}, "eagerness": "moderate"}]})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_good_only_when_the_browser_says_so_and_nobody_saves_data() {
        let good = |said: &[(&'static str, &'static str)]| {
            let pairs = said.iter().copied();
            is_good(
                &pairs
                    .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
                    .collect(),
            )
        };
        assert!(good(&[("ect", "4g")]));
        assert!(good(&[("ect", "4g"), ("save-data", "off")]));
        assert!(!good(&[("ect", "4g"), ("save-data", "On ")]));
        for slow in ["3g", "2g", "slow-2g", ""] {
            assert!(!good(&[("ect", slow)]), "{slow}");
        }
        assert!(!good(&[]));
    }
}
