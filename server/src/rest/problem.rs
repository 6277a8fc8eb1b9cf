//! Problem details for HTTP APIs (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use usecases::Error;
use utoipa::ToSchema;

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Kind of the problem.
    #[schema(example = "about:blank")]
    r#type: &'static str,
    /// In a few words.
    title: String,
    /// HTTP status.
    status: u16,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl Problem {
    /// A request that cannot be understood.
    pub(super) fn unprocessable(detail: String) -> Self {
        Self {
            detail: Some(detail),
            ..Self::plain(StatusCode::UNPROCESSABLE_ENTITY, "The request cannot be understood")
        }
    }

    /// A request that is not what the API reads.
    pub(super) fn unreadable(status: StatusCode, detail: String) -> Self {
        Self {
            detail: Some(detail),
            ..Self::plain(status, "The request cannot be read")
        }
    }

    /// An address of the API that leads nowhere.
    pub(super) fn not_found() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "There is no such thing")
    }

    /// A problem of which there is no more to say.
    pub(crate) fn plain(status: StatusCode, title: impl Into<String>) -> Self {
        Self {
            r#type: "about:blank",
            title: title.into(),
            status: status.as_u16(),
            detail: None,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Forbidden
            | Error::SignInFirst
            | Error::RealNameFirst
            | Error::LiveFirst
            | Error::WearFirst(_)
            | Error::CarryOverFirst(_)
            | Error::SecondFactorFirst
            | Error::ServeFirst => Self::plain(StatusCode::FORBIDDEN, "Not allowed"),
            Error::Conflict | Error::LookAgain(_) | Error::Submitted(_) => {
                Self::plain(StatusCode::CONFLICT, "Changed meanwhile")
            }
            Error::Refused(_) => Self::plain(StatusCode::UNPROCESSABLE_ENTITY, "Refused"),
            Error::Internal(source) => {
                tracing::error!(error = %source, "an API call failed");
                Self::plain(StatusCode::INTERNAL_SERVER_ERROR, "Something of ours broke")
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        response
    }
}
