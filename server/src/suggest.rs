//! Themes suggested while one types: for our own search page only, neither kept nor counted nor part of the API.

use app::visit::in_region;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use axum::{Form, Json};
use serde::{Deserialize, Serialize};
use usecases::{Context, theme::search};

use crate::router::Shared;

/// Largest search form, bytes.
const LIMIT: usize = 4 * 1024;

/// The search form as it stands.
#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    q: String,
    /// The county that the link to the search named.
    region: Option<String>,
}

/// One theme.
#[derive(Debug, Serialize)]
struct Suggestion {
    href: String,
    name: String,
}

/// What is typed comes in the body: an address would be written down on the way. Other sites are refused as with any form.
pub(crate) fn route() -> MethodRouter<Shared> {
    post(suggest).layer(DefaultBodyLimit::max(LIMIT))
}

/// The few themes that fit.
async fn suggest(State(office): State<Context>, Form(typed): Form<Typed>) -> Response {
    let city = &office.city;
    let is_known = |code: &&str| *code == city.region() || city.region_below(code).is_some();
    let region = typed.region.as_deref().filter(is_known);
    match search::suggest(&office, &typed.q).await {
        Ok(themes) => {
            let suggestion = |theme: &domain::theme::Theme| Suggestion {
                href: in_region(&format!("/themes/{}", theme.slug), region),
                name: theme.name.clone(),
            };
            let themes: Vec<_> = themes.iter().map(|published| suggestion(&published.theme)).collect();
            Json(themes).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "nothing can be suggested");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
