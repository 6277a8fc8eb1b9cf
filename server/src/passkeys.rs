//! What a device is asked: for the forms of our own pages only, and only this answer is JSON. Other sites are refused as with any form.

use app::visit::Visit;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::Value;
use usecases::account::passkey::{add, live, sign_in};
use usecases::account::{confirm, sign_in::Luggage};
use usecases::application::mend::sign as mend;
use usecases::draft::sign;
use usecases::party::agree;
use usecases::{Context, Error};

/// The question for one of the ceremonies; the form says why there is none.
pub(crate) async fn ask(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(ceremony): Path<String>,
) -> Response {
    let (asker, luggage) = (&visit.asker, luggage(&visit));
    let question = match ceremony.as_str() {
        "sign-in" => sign_in::ask(&office, &luggage).await,
        "live" => live::ask(&office, asker, &luggage).await,
        "add" => add::ask(&office, asker, &luggage).await,
        "confirm-adding" => confirm::ask_device(&office, asker, add::PURPOSE, &luggage).await,
        _ => Err(Error::NotFound),
    };
    answer(question)
}

/// The question whose answer signs a draft.
pub(crate) async fn ask_to_sign(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(draft): Path<String>,
) -> Response {
    let question = async { sign::ask_device(&office, &visit.asker, &draft.parse()?, &luggage(&visit)).await };
    answer(question.await)
}

/// The question whose answer signs what somebody applies for with others.
pub(crate) async fn ask_to_agree(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(invitation): Path<String>,
) -> Response {
    let question = async { agree::ask_device(&office, &visit.asker, &invitation.parse()?, &luggage(&visit)).await };
    answer(question.await)
}

/// The question whose answer signs what was mended.
pub(crate) async fn ask_to_mend(
    State(office): State<Context>,
    Extension(visit): Extension<Visit>,
    Path(application): Path<String>,
) -> Response {
    let question = async { mend::ask_device(&office, &visit.asker, &application.parse()?, &luggage(&visit)).await };
    answer(question.await)
}

fn luggage(visit: &Visit) -> Luggage {
    Luggage {
        session: visit.session.clone(),
        browser: visit.browser.clone(),
        ..Luggage::default()
    }
}

fn answer(question: usecases::Result<Value>) -> Response {
    match question {
        Ok(question) => Json(question).into_response(),
        Err(Error::Internal(error)) => {
            tracing::error!(%error, "a device cannot be asked");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::FORBIDDEN.into_response(),
    }
}
