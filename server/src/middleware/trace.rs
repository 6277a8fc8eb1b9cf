//! Every request but one that the shelf answers has an id that the log and the user both see; a page of ours for what never
//! reached a page.

use std::any::Any;

use app::visit::Visit;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use tower::ServiceExt;
use tracing::Instrument;

use super::visit::stranger;
use crate::pictures::GRANTED;
use crate::router::Shared;

/// Where an answer says its id.
pub(crate) const HEADER: &str = "x-trace-id";

/// The id of one request.
#[derive(Debug, Clone)]
pub(crate) struct TraceId(pub(crate) String);

/// The path as the log holds it: a grant is all that it takes to hand something in.
fn logged(path: &str) -> &str {
    if path.starts_with(GRANTED) { GRANTED } else { path }
}

/// Gives the request an id and logs method, path and status: never a query, a form, a header or a grant.
pub(crate) async fn trace(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let mut chance = [0; 8];
    shared.office.dice.roll(&mut chance);
    let id = format!("{:012x}", u64::from_be_bytes(chance) >> 16);
    request.extensions_mut().insert(TraceId(id.clone()));
    let span =
        tracing::info_span!("request", trace = id, method = %request.method(), path = logged(request.uri().path()));
    let started = shared.office.now();
    let run = async move {
        let mut response = next.run(request).await;
        let millis = shared.office.now().0 - started.0;
        let status = response.status().as_u16();
        if response.status().is_server_error() {
            tracing::error!(status, millis, "failed");
        } else {
            tracing::debug!(status, millis, "answered");
        }
        if let Ok(id) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(HEADER, id);
        }
        response
    };
    run.instrument(span).await
}

/// What is answered when a request panicked: nothing of ours can be trusted to render any more.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, Html(app::BROKEN)).into_response()
}

/// The page for an address that leads nowhere.
pub(crate) async fn not_found(State(shared): State<Shared>, request: Request) -> Response {
    let visit = stranger(&shared, request.uri(), request.headers(), request.extensions());
    problem_page(&shared, "not-found", visit).await
}

/// The page of a problem, for what is refused before it reaches a page.
pub(crate) async fn problem_page(shared: &Shared, code: &str, visit: Visit) -> Response {
    let mut request = Request::new(Body::empty());
    if let Ok(uri) = format!("/problem/{code}").parse() {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(visit);
    match shared.pages.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::logged;

    #[test]
    fn the_log_holds_paths_and_no_grant() {
        assert_eq!(logged("/hand-over/pictures/0123456789abcdef"), "/hand-over/pictures/");
        assert_eq!(logged("/drafts/1/materials/diagnosis"), "/drafts/1/materials/diagnosis");
    }
}
