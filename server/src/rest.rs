//! `/api/v1` for other systems: stable, versioned, documented. No cookies; nobody's data.

mod hand_overs;
mod plan;
pub(crate) mod problem;
mod themes;

use axum::routing::{any, get};
use axum::{Json, Router};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::router::Shared;

#[derive(OpenApi)]
#[openapi(info(
    title = "掌办",
    description = "Themes, the plan that follows from answers, and the way of the mini-programs in. Errors are problem details (RFC 9457)."
))]
struct Api;

/// All routes of the API; one that is not documented cannot exist.
pub(crate) fn routes() -> Router<Shared> {
    let (router, document) = OpenApiRouter::<Shared>::with_openapi(Api::openapi())
        .routes(routes!(themes::list_themes))
        .routes(routes!(themes::read_theme))
        .routes(routes!(plan::make_plan))
        .routes(routes!(hand_overs::hand_over))
        .split_for_parts();
    router
        .route("/api/v1/openapi.json", get(|| async move { Json(document) }))
        .route("/api/{*rest}", any(|| async { problem::Problem::not_found() }))
}
