//! One answer saved while one types: for the forms of our own pages only. Other sites are refused as with any form.

use app::text::field::answered_elsewhere;
use app::visit::Visit;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use axum::{Extension, Form};
use usecases::draft::save::keep;
use usecases::{Context, Error};

use crate::router::Shared;

/// Largest answer with what the page knew of it, bytes.
const LIMIT: usize = 1024 * 1024;
/// Where the answer says what the page asks now.
const ASKED: HeaderName = HeaderName::from_static("x-asked");

/// Where the island of a form sends one field.
pub(crate) fn route() -> MethodRouter<Shared> {
    post(save_answer).layer(DefaultBodyLimit::max(LIMIT))
}

/// Saves a field, and says nothing, or that another device answered differently; in a header, what the page asks now.
async fn save_answer(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path((draft, topic)): Path<(String, String)>,
    Form(said): Form<Vec<(String, String)>>,
) -> Response {
    let values = |name: &'static str| {
        said.iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.clone())
    };
    let kept = async {
        let field = values("field").next().ok_or(Error::NotFound)?.parse()?;
        let (text, was) = (values("text").next().unwrap_or_default(), values("was").collect());
        keep(
            &office,
            &visit.asker,
            &draft.parse()?,
            &topic.parse()?,
            &field,
            text,
            was,
        )
        .await
    };
    match kept.await {
        Ok(kept) => {
            let asked = kept.asked.map(|asked| [(ASKED, HeaderValue::from(asked))]);
            let said = kept.rival.as_deref().map(answered_elsewhere).unwrap_or_default();
            (asked, said).into_response()
        }
        Err(Error::SignInFirst) => StatusCode::UNAUTHORIZED.into_response(),
        Err(Error::Internal(error)) => {
            tracing::error!(%error, "an answer was not saved");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::FORBIDDEN.into_response(),
    }
}
