//! A form may only be posted from this site (cross-site request forgery).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use super::trace::problem_page;
use super::visit::stranger;
use crate::router::Shared;

/// Where requests may come from.
#[derive(Debug)]
pub struct Origin {
    /// Scheme, host and port.
    allowed: String,
    /// People reach the site by https.
    pub(crate) is_secure: bool,
}

impl Origin {
    /// The origin of the address people use.
    #[must_use]
    pub fn new(public_url: &str) -> Self {
        Self {
            allowed: public_url.to_owned(),
            is_secure: public_url.starts_with("https://"),
        }
    }

    /// Whether a request that changes something comes from one of our own pages.
    fn is_own(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(site) = text("sec-fetch-site") {
            return site == "same-origin";
        }
        match (text(header::ORIGIN.as_str()), text(header::REFERER.as_str())) {
            (Some(origin), _) => origin == self.allowed,
            (None, Some(referer)) => referer
                .strip_prefix(&self.allowed)
                .is_some_and(|path| path.starts_with('/')),
            (None, None) => false,
        }
    }
}

/// Refuses what changes something and does not come from our own pages. The API has no cookies, so nothing to steal.
pub(crate) async fn same_origin(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || request.uri().path().starts_with("/api/") || shared.origin.is_own(request.headers()) {
        return next.run(request).await;
    }
    let visit = stranger(&shared, request.uri(), request.headers(), request.extensions());
    problem_page(&shared, "other-site", visit).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_own(headers: &[(&'static str, &str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), value.parse().unwrap()));
        Origin::new("https://zb.example").is_own(&headers.collect())
    }

    #[test]
    fn a_form_from_another_site_is_not_our_own() {
        assert!(!is_own(&[("sec-fetch-site", "cross-site")]));
        assert!(!is_own(&[("sec-fetch-site", "same-site")]));
        assert!(!is_own(&[("origin", "https://evil.example")]));
        assert!(!is_own(&[("origin", "null")]));
        assert!(!is_own(&[("referer", "https://zb.example.evil.example/x")]));
        assert!(!is_own(&[]));
    }

    #[test]
    fn a_form_from_our_own_page_is_in_every_browser() {
        assert!(is_own(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://zb.example")
        ]));
        assert!(is_own(&[("origin", "https://zb.example")]));
        assert!(is_own(&[("referer", "https://zb.example/me")]));
    }
}
