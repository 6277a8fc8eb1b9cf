//! Headers that keep a page to itself.

use app::POLICY;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    self, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::router::Shared;

/// Sets what the answer did not set itself.
pub(crate) async fn secure(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if shared.origin.is_secure {
        let year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, year);
    }
    let defaults = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // With `no-referrer` browsers would send `Origin: null` on form posts.
        (REFERRER_POLICY, "same-origin"),
        (
            header::HeaderName::from_static("permissions-policy"),
            "camera=(self), geolocation=(), microphone=(), payment=(), \
             publickey-credentials-create=(self), publickey-credentials-get=(self)",
        ),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (CACHE_CONTROL, "no-store"),
        (VARY, "cookie"),
    ];
    for (name, value) in defaults {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// A server function that could not read its form sends the browser back by 302, with the reason in the address or in
/// nothing but the answer's body; all of ours go on by 303.
pub(crate) async fn malformed(response: Response) -> Response {
    if response.status() == StatusCode::FOUND {
        return Redirect::to(app::FAILED).into_response();
    }
    response
}

/// Hashed files never change; what is not there may be there with the next release.
pub(crate) async fn keep_for_ever(response: Response) -> Response {
    kept(response, "public, max-age=31536000, immutable")
}

/// Files of fixed names change with a release: a day late is early enough, but for the worker, which is asked about each time.
pub(crate) async fn keep_a_day(request: Request, next: Next) -> Response {
    let is_worker = request.uri().path() == "/sw.js";
    let response = next.run(request).await;
    kept(response, if is_worker { "no-cache" } else { "public, max-age=86400" })
}

/// A file is the same for everyone, with whatever cookies.
fn kept(mut response: Response, how_long: &'static str) -> Response {
    let status = response.status();
    if status.is_success() || status == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(how_long));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}
