//! A page without an island carries no script: what the framework appends for hydration is cut off.

use axum::body::{Body, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Largest page, bytes.
pub(crate) const LARGEST: usize = 4 * 1024 * 1024;
const END: &[u8] = b"</html>";
const ISLAND: &[u8] = b"<leptos-island";

/// Cuts a page off behind its end unless it holds an island.
pub(crate) async fn cut(response: Response) -> Response {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (head, body) = response.into_parts();
    // Every page is rendered whole before it is sent, so this waits for nothing.
    let Ok(page) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let find = |what: &[u8]| page.windows(what.len()).position(|window| window == what);
    let kept = match (find(ISLAND), find(END)) {
        (None, Some(end)) => page.slice(..end + END.len()),
        _ => page,
    };
    Response::from_parts(head, Body::from(kept))
}
