//! Files in pieces, after tus 1.0.0 (core and creation): for the forms of our own pages only, like any form.

use app::visit::Visit;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, head, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use usecases::draft::upload::{Announced, PIECE, Progress, begin, find, take};
use usecases::{Context, Error};

use crate::router::Shared;

const LENGTH: &str = "upload-length";
const METADATA: &str = "upload-metadata";
const OFFSET: &str = "upload-offset";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");

/// Where an upload of a material begins.
pub(crate) fn creation() -> MethodRouter<Shared> {
    post(create)
}

/// Where an upload goes on.
pub(crate) fn route() -> MethodRouter<Shared> {
    head(ask).patch(append).layer(DefaultBodyLimit::max(PIECE))
}

async fn create(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path((draft, material)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let begun = async {
        let announced = announced(&headers).ok_or(Error::NotFound)?;
        begin(&office, &visit.asker, &draft.parse()?, &material.parse()?, announced).await
    };
    match begun.await {
        Ok(upload) => {
            let place = [(header::LOCATION, format!("/uploads/{}", upload.id))];
            (StatusCode::CREATED, place, at(upload.arrived)).into_response()
        }
        Err(error) => refused(&office, &error),
    }
}

async fn ask(State(office): State<Context>, Extension(visit): Extension<Visit>, Path(id): Path<String>) -> Response {
    match async { find(&office, &visit.asker, &id.parse()?).await }.await {
        Ok(upload) => {
            let length = [(LENGTH, upload.size.to_string())];
            (StatusCode::OK, length, at(upload.arrived)).into_response()
        }
        Err(error) => refused(&office, &error),
    }
}

async fn append(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
    headers: HeaderMap,
    piece: Bytes,
) -> Response {
    let taken = async {
        let from = number(&headers, OFFSET).ok_or(Error::Conflict)?;
        let bytes = piece.len() as u64;
        let progress = take(&office, &visit.asker, &id.parse()?, from, piece).await?;
        Ok(match progress {
            Progress::Arrived(arrived) => arrived,
            Progress::HandedIn(_) => from + bytes,
        })
    };
    match taken.await {
        Ok(arrived) => (StatusCode::NO_CONTENT, at(arrived)).into_response(),
        Err(error) => refused(&office, &error),
    }
}

/// Name, size and hash, as the browser announces them.
fn announced(headers: &HeaderMap) -> Option<Announced> {
    let metadata = headers.get(METADATA)?.to_str().ok()?;
    let value = |name: &str| {
        let pairs = metadata.split(',').filter_map(|pair| pair.trim().split_once(' '));
        let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
        String::from_utf8(STANDARD.decode(value).ok()?).ok()
    };
    Some(Announced {
        name: value("filename")?,
        size: number(headers, LENGTH)?,
        sha256: value("sha256")?,
    })
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// How far it is.
fn at(arrived: u64) -> [(HeaderName, HeaderValue); 2] {
    [
        (HeaderName::from_static(OFFSET), HeaderValue::from(arrived)),
        (RESUMABLE, HeaderValue::from_static("1.0.0")),
    ]
}

/// Why not: in the words that the page shows, where the citizen can mend it.
fn refused(office: &Context, error: &Error) -> Response {
    if let Error::Refused(refusal) = error
        && let Some(problem) = app::file_problem(*refusal, &office.limits)
    {
        return (StatusCode::UNPROCESSABLE_ENTITY, problem.sentence).into_response();
    }
    match error {
        Error::Conflict => StatusCode::CONFLICT,
        Error::SignInFirst => StatusCode::UNAUTHORIZED,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Internal(error) => {
            tracing::error!(%error, "a piece of a file was not taken");
            StatusCode::INTERNAL_SERVER_ERROR
        }
        _ => StatusCode::FORBIDDEN,
    }
    .into_response()
}
