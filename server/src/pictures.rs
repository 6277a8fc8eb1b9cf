//! Pictures from our mini-programs: a page asks for a grant, the mini-program sends what was chosen under it. It has no cookie of ours
//! and comes from no page, so the grant is all that counts.

use app::text::{draft, hand_over as text};
use app::visit::Visit;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::routing::{MethodRouter, post};
use axum::{Extension, Router};
use futures::{StreamExt, TryStreamExt};
use tower_http::timeout::TimeoutLayer;
use usecases::draft::attach::Arriving;
use usecases::draft::pictures::{self, grant};
use usecases::token::Token;
use usecases::{Context, Error};

use crate::rest::problem::Problem;
use crate::router::{PAGE_TIMEOUT, Shared};

/// What stands in front of a grant in the address that it is sent to.
pub(crate) const GRANTED: &str = "/hand-over/pictures/";
/// The field of the form that the mini-programs send.
const FIELD: &str = "file";

/// Where a page asks for a grant.
pub(crate) fn grants() -> MethodRouter<Shared> {
    post(give)
}

/// Where pictures of at most so many bytes arrive, each in the time that a page may take.
pub(crate) fn arrivals(most: u64) -> Router<Shared> {
    // As much again gets a sentence, too; beyond that the connection is cut.
    let limit = usize::try_from(most).unwrap_or(usize::MAX).saturating_mul(2);
    let route = post(take).layer(DefaultBodyLimit::max(limit));
    Router::new()
        .route(&format!("{GRANTED}{{grant}}"), route)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PAGE_TIMEOUT,
        ))
}

async fn give(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path((draft, material)): Path<(String, String)>,
) -> Result<(StatusCode, String), Problem> {
    let session = visit.session.as_ref();
    let given = async { grant(&office, &visit.asker, session, &draft.parse()?, &material.parse()?).await };
    let given = given.await.map_err(|error| refused(&office, &error))?;
    Ok((StatusCode::CREATED, given.secret().to_owned()))
}

async fn take(
    State(office): State<Context>,
    Path(grant): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<StatusCode, Problem> {
    let broken_off = || Problem::plain(StatusCode::UNPROCESSABLE_ENTITY, text::BROKEN_OFF);
    let grant = Token::from_browser(&grant);
    // Nothing is read for whoever has no grant.
    pictures::granted(&office, &grant)
        .await
        .map_err(|error| refused(&office, &error))?;
    let mut form = form.map_err(|_| broken_off())?;
    while let Ok(Some(field)) = form.next_field().await {
        if field.name() != Some(FIELD) {
            continue;
        }
        let mut is_broken_off = false;
        let handed_in = {
            let mut content = Box::pin(field.map_err(|error| {
                is_broken_off = true;
                Error::Internal(Box::new(error))
            }));
            let arriving = Arriving {
                // What the app calls it is a name of its own for its user, and none for people.
                name: draft::A_PHOTO.to_owned(),
                content: &mut content,
                sha256: None,
            };
            let handed_in = pictures::hand_in(&office, &grant, arriving).await;
            // What is left of a refused picture is read, so that the mini-program gets to read why.
            while let Some(Ok(_)) = content.next().await {}
            handed_in
        };
        return match handed_in {
            Ok(_) => Ok(StatusCode::CREATED),
            Err(Error::Internal(_)) if is_broken_off => Err(broken_off()),
            Err(error) => Err(refused(&office, &error)),
        };
    }
    Err(broken_off())
}

/// Why not, as the mini-programs tell it: of this picture, or of the grant, which is over for whatever is not about the picture.
fn refused(office: &Context, error: &Error) -> Problem {
    if let Error::Refused(refusal) = error
        && let Some(problem) = app::file_problem(*refusal, &office.limits)
    {
        return Problem::plain(problem.status, problem.sentence);
    }
    if let Error::Internal(source) = error {
        tracing::error!(error = %source, "a picture was not handed in");
        return Problem::plain(StatusCode::INTERNAL_SERVER_ERROR, text::PICTURE_BROKEN);
    }
    Problem::plain(StatusCode::GONE, text::GRANT_OVER)
}
