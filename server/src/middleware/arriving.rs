//! By which way somebody comes, as the link they followed says: counted once the page is there, in memory, without who it was.

use app::visit::is_opened;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::Response;
use usecases::{Context, arrival};

use super::container::is_ahead;

/// Where our own pages say `from=` to each other.
const OURS: &str = "/drafts/";

/// Somebody on the way to a page.
#[derive(Debug)]
pub(crate) struct Arriving {
    from: String,
    path: String,
}

impl Arriving {
    /// Who follows a link that names a way.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        let uri = request.uri();
        let from = uri.query()?.split('&').find_map(|part| part.strip_prefix("from="))?;
        let (method, headers) = (request.method(), request.headers());
        let is_theirs = method.is_safe() && !uri.path().starts_with(OURS);
        let comes = is_theirs && is_opened(headers) && !is_ahead(method, headers);
        comes.then(|| Self {
            from: from.to_owned(),
            path: uri.path().to_owned(),
        })
    }

    /// Counts them, when there was a page for them.
    pub(crate) fn count(&self, office: &Context, answer: &Response) {
        let kind = answer.headers().get(header::CONTENT_TYPE);
        let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let is_there = answer.status() == StatusCode::OK && is_page;
        // The browser has it from an earlier visit.
        if is_there || answer.status() == StatusCode::NOT_MODIFIED {
            arrival::note(office, &self.from, &self.path);
        }
    }
}
