//! Pages for what did not work: a title, what to do, whom to call, and the way on.

use http::StatusCode;
use leptos::prelude::*;
use usecases::{Became, Error};

use crate::respond::{became_path, problem_code, status};
use crate::text::problem::{self as text, Sentence};
use crate::text::{about_device, account, home};
use crate::ui::frame::Frame;
use crate::visit::{part, query, visit};

/// What did not work.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Problem {
    sentence: Sentence,
    status: StatusCode,
    /// It goes on at what was submitted.
    is_submitted: bool,
}

impl Problem {
    /// The problem an operation ended in.
    pub(crate) fn of(error: &Error) -> Self {
        if let Error::Internal(source) = error {
            tracing::error!(error = %source, "a page could not be made");
        }
        Self::from_code(problem_code(error))
    }

    /// The problem of a code in an address.
    fn from_code(code: &str) -> Self {
        let (sentence, status) = match code {
            "forbidden" => (text::FORBIDDEN, StatusCode::FORBIDDEN),
            "conflict" => (text::CONFLICT, StatusCode::CONFLICT),
            "already-submitted" => (text::ALREADY_SUBMITTED, StatusCode::CONFLICT),
            "nothing-to-withdraw" => (text::NOTHING_TO_WITHDRAW, StatusCode::CONFLICT),
            "hat-over" => (text::HAT_OVER, StatusCode::FORBIDDEN),
            "represents-no-more" => (text::REPRESENTS_NO_MORE, StatusCode::FORBIDDEN),
            "hat-changed" => (text::HAT_CHANGED, StatusCode::CONFLICT),
            "other-theme" => (text::OTHER_THEME, StatusCode::FORBIDDEN),
            "filled-by-agent" => (text::FILLED_BY_AGENT, StatusCode::CONFLICT),
            "account-locked" => (text::ACCOUNT_LOCKED, StatusCode::FORBIDDEN),
            "account-inactive" => (text::ACCOUNT_INACTIVE, StatusCode::FORBIDDEN),
            "hand-over-ended" => (text::HAND_OVER_ENDED, StatusCode::GONE),
            "other-app" => (text::OTHER_APP, StatusCode::FORBIDDEN),
            "internal" => (text::INTERNAL, StatusCode::INTERNAL_SERVER_ERROR),
            "other-site" => (text::OTHER_SITE, StatusCode::FORBIDDEN),
            "malformed" => (text::MALFORMED, StatusCode::BAD_REQUEST),
            _ => (text::NOT_FOUND, StatusCode::NOT_FOUND),
        };
        Self {
            sentence,
            status,
            is_submitted: code == "already-submitted",
        }
    }
}

/// The page of one problem.
#[component]
pub(crate) fn ProblemPage() -> impl IntoView {
    view! { <ProblemBody problem=Problem::from_code(&part("code"))/> }
}

/// The page for an address that leads nowhere.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    view! { <ProblemBody problem=Problem::from_code("not-found")/> }
}

/// A problem as a whole page, with its status.
#[component]
pub(crate) fn ProblemBody(
    /// What did not work.
    problem: Problem,
) -> impl IntoView {
    status(problem.status);
    let submitted = problem.is_submitted.then(submitted);
    let row = |href: String, name: &'static str| {
        view! { <li><a class="rows__link" href=href><span class="rows__name">{name}</span></a></li> }
    };
    Frame::new(problem.sentence.title).around(view! {
        <h1>{problem.sentence.title}</h1>
        <p class="lede">{problem.sentence.advice}</p>
        <ul class="rows group">
            {submitted.map(|(href, name)| row(href, name))}
            {row("/".to_owned(), home::TITLE)}
            {row("/me".to_owned(), account::MINE)}
            {row("/about/device".to_owned(), about_device::TITLE)}
        </ul>
        <p class="note group">{text::trace(&trace())}</p>
    })
}

/// The way to what was submitted, if the address says what it is; otherwise to everything that was.
fn submitted() -> (String, &'static str) {
    let application = query("application").and_then(|id| id.parse().ok());
    let invitation = query("part").and_then(|id| id.parse().ok());
    let became = application.map(Became::Application);
    match became.or(invitation.map(Became::Part)) {
        Some(became) => (became_path(&became), text::TO_SUBMITTED),
        None => ("/applications".to_owned(), account::APPLICATIONS),
    }
}

/// The id of the request that failed: of the one that led here, if it said so, otherwise of this one.
fn trace() -> String {
    let is_trace = |id: &String| id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    query("trace").filter(is_trace).unwrap_or_else(|| visit().trace)
}
