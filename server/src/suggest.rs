//! Themes suggested while one types: for our own search page only, neither kept nor counted nor part of the API.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use usecases::{Context, theme::search};

/// What was typed so far.
#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    q: String,
}

/// One theme.
#[derive(Debug, Serialize)]
struct Suggestion {
    href: String,
    name: String,
}

/// The few themes that fit.
pub(crate) async fn suggest(State(office): State<Context>, headers: HeaderMap, Query(typed): Query<Typed>) -> Response {
    let from = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if from.is_some_and(|from| from != b"same-origin") {
        return StatusCode::FORBIDDEN.into_response();
    }
    match search::suggest(&office, &typed.q).await {
        Ok(themes) => {
            let suggestion = |theme: &domain::theme::Theme| Suggestion {
                href: format!("/themes/{}", theme.slug),
                name: theme.name.clone(),
            };
            let themes: Vec<_> = themes.iter().map(|published| suggestion(&published.theme)).collect();
            let own = [(HeaderName::from_static("cross-origin-resource-policy"), "same-origin")];
            (own, Json(themes)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "nothing can be suggested");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
