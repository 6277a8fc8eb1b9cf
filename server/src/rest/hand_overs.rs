//! Handing somebody over from a mini-program to the web-view in it: what goes wrong is told in a sentence for them.

use app::text::hand_over as text;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{Extensions, HeaderMap, StatusCode};
use domain::path::LocalPath;
use serde::{Deserialize, Serialize};
use usecases::account::hand_over::issue;
use usecases::account::outside::Means;
use usecases::{Error, Refusal};
use utoipa::ToSchema;

use super::problem::Problem;
use crate::middleware::visit::address;
use crate::router::Shared;

/// The longest code of a platform, and the longest path, bytes.
const LONGEST: usize = 512;

/// Who is handed over, and where to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HandOverRequest {
    /// The app: `wechat` or `alipay`.
    means: String,
    /// What it gave for its user, good once.
    code: String,
    /// Where its user wants to go: a path of this site, of at most 512 characters.
    to: String,
}

/// What the web-view opens.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HandOverResponse {
    /// Opens the hand-over: once, within a minute, in the app it was given to.
    ticket: String,
    /// The path to open.
    open: String,
}

/// Exchange the code of a mini-program for a hand-over.
#[utoipa::path(
    post, path = "/api/v1/hand-overs", operation_id = "hand_over",
    request_body = HandOverRequest,
    responses(
        (status = 201, body = HandOverResponse),
        (status = 403, description = "The platform finds it risky.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The app is none of ours.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The code is over, or the request is none.", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many from this address.", body = Problem, content_type = "application/problem+json"),
        (status = 502, description = "What the platform says does not hold.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The platform does not answer.", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn hand_over(
    State(shared): State<Shared>,
    headers: HeaderMap,
    extensions: Extensions,
    request: Result<Json<HandOverRequest>, JsonRejection>,
) -> Result<(StatusCode, Json<HandOverResponse>), Problem> {
    let unreadable = || Problem::plain(StatusCode::UNPROCESSABLE_ENTITY, text::UNREADABLE);
    let Json(request) = request.map_err(|_| unreadable())?;
    let means = Means::named(&request.means).filter(|means| means.is_app());
    let means = means.filter(|_| (1..=LONGEST).contains(&request.code.len()));
    let means = means.ok_or_else(unreadable)?;
    let to = request.to.parse::<LocalPath>();
    let to = to.ok().filter(|to| to.as_str().len() <= LONGEST);
    let to = to.ok_or_else(|| Problem::plain(StatusCode::UNPROCESSABLE_ENTITY, text::NOT_A_PATH))?;
    let address = address(&shared, &headers, &extensions);
    let token = issue(&shared.office, means, &request.code, &to, address.as_deref()).await;
    let ticket = token.map_err(|error| refused(&error))?.secret().to_owned();
    let open = format!("/enter?ticket={ticket}");
    Ok((StatusCode::CREATED, Json(HandOverResponse { ticket, open })))
}

/// Why somebody is not handed over, in their own words.
fn refused(error: &Error) -> Problem {
    let (status, sentence) = match error {
        Error::NotFound => (StatusCode::NOT_FOUND, text::NOT_OPEN),
        Error::Refused(Refusal::ProviderDown) => (StatusCode::SERVICE_UNAVAILABLE, text::DOWN),
        Error::Refused(Refusal::ProviderOver) => (StatusCode::UNPROCESSABLE_ENTITY, text::CODE_OVER),
        Error::Refused(Refusal::ProviderRisky) => (StatusCode::FORBIDDEN, text::RISKY),
        Error::Refused(Refusal::ProviderUnsound) => (StatusCode::BAD_GATEWAY, text::UNSOUND),
        Error::Refused(Refusal::TooManyTries) => (StatusCode::TOO_MANY_REQUESTS, text::TOO_OFTEN),
        other => {
            tracing::error!(error = %other, "nobody is handed over");
            (StatusCode::INTERNAL_SERVER_ERROR, text::BROKEN)
        }
    };
    Problem::plain(status, sentence)
}
