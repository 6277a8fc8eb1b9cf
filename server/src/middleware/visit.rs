//! Who asks: the session behind the cookie, looked up once per request; never for pages that are the same for everyone.

use app::visit::Visit;
use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use usecases::Asker;
use usecases::account::recognise::recognise;
use usecases::token::Token;

use super::trace::{TraceId, problem_page};
use crate::router::{Shared, is_public};

/// The visit of somebody whose session nobody looks up: mode and trace.
pub(crate) fn stranger(shared: &Shared, headers: &HeaderMap, extensions: &Extensions) -> Visit {
    let cookies = cookies(headers);
    Visit {
        elder: cookies.get("mode").is_some_and(|mode| mode.value() == "elder"),
        trace: extensions
            .get::<TraceId>()
            .map_or_else(String::new, |trace| trace.0.clone()),
        secure: shared.origin.is_secure,
        ..Visit::default()
    }
}

/// Puts the visit into the request.
pub(crate) async fn look_up(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let stranger = stranger(&shared, request.headers(), request.extensions());
    let cookies = cookies(request.headers());
    let token = |name: &str| {
        cookies
            .get(name)
            .map(Cookie::value)
            .filter(|value| !value.is_empty())
            .map(Token::from_browser)
    };
    let (session, guest, parked) = (token("session"), token("guest"), token("parked"));
    let asker = if is_public(request.uri().path()) {
        Asker::Guest(None)
    } else {
        match recognise(&shared.office, session.as_ref(), guest.clone()).await {
            Ok(asker) => asker,
            Err(error) => {
                tracing::error!(%error, "who asks cannot be looked up");
                return problem_page(&shared, "internal", stranger).await;
            }
        }
    };
    let visit = Visit {
        asker,
        session,
        guest,
        parked,
        ..stranger
    };
    request.extensions_mut().insert(visit);
    next.run(request).await
}

/// What the browser sent. A cookie that another site of the same domain set, in whatever letters, spoils none of ours.
fn cookies(headers: &HeaderMap) -> CookieJar {
    let lines = headers.get_all(header::COOKIE).iter();
    let lines = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned());
    let cookies = lines.flat_map(|line| Cookie::split_parse(line).filter_map(Result::ok).collect::<Vec<_>>());
    cookies.fold(CookieJar::new(), CookieJar::add)
}
