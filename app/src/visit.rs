//! One request as the pages see it: who asks, in which mode, and what the browser holds. Put together by the server.

mod container;

use std::sync::Arc;

use http::HeaderMap;
use http::header::COOKIE;
use http::request::Parts;
use leptos::prelude::{WithUntracked, expect_context, use_context};
use usecases::token::Token;
use usecases::{Asker, Context};

pub use container::Container;

/// Who asks, and what the browser holds.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Who asks.
    pub asker: Asker,
    /// The session's token.
    pub session: Option<Token>,
    /// The guest's token.
    pub guest: Option<Token>,
    /// The token of a parked form.
    pub parked: Option<Token>,
    /// The token of the code that was sent last.
    pub code: Option<Token>,
    /// The token of the way to the identity provider and back.
    pub away: Option<Token>,
    /// The token of whom somebody else identified, and who has no account yet.
    pub identified: Option<Token>,
    /// The token of whom a mini-program handed over, while somebody chooses: it lets nobody be bound to anybody.
    pub handed: Option<Token>,
    /// The token of a link to apply together, which was opened.
    pub invited: Option<Token>,
    /// The token of what was typed and refused, where there is no draft.
    pub typed: Option<Token>,
    /// The token of who stands at the officer's window.
    pub served: Option<Token>,
    /// What the browser is known by from one session to the next.
    pub browser: Option<Token>,
    /// How much the citizen has not read, on pages that say so.
    pub news: u64,
    /// What the browser says it is.
    pub device: Option<String>,
    /// The app whose web-view it is.
    pub container: Option<Container>,
    /// The network address it comes from.
    pub address: Option<String>,
    /// Nobody is there yet: the page is fetched ahead, or for a preview of the link.
    pub is_ahead: bool,
    /// 长辈版.
    pub elder: bool,
    /// How much larger its letters are than they have to be: 0, 1 or 2.
    pub larger: u8,
    /// The county chosen, by division code.
    pub region: Option<String>,
    /// The id under which this request is found in the log.
    pub trace: String,
    /// The site is reached by https: cookies must be too.
    pub secure: bool,
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            asker: Asker::Guest(None),
            session: None,
            guest: None,
            parked: None,
            code: None,
            away: None,
            identified: None,
            handed: None,
            invited: None,
            typed: None,
            served: None,
            browser: None,
            news: 0,
            device: None,
            container: None,
            address: None,
            is_ahead: false,
            elder: false,
            larger: 0,
            region: None,
            trace: String::new(),
            secure: false,
        }
    }
}

/// The cookie that holds a token: with https one that no other site of the same domain can set.
#[must_use]
pub fn token_cookie(name: &str, secure: bool) -> String {
    if secure {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// The address people use for the site, without a slash at its end: for links and codes that leave it.
#[derive(Debug, Clone)]
pub struct PublicUrl(pub Arc<str>);

/// A path of this site as an address that works anywhere.
pub(crate) fn address(path: &str) -> String {
    let site = use_context::<PublicUrl>();
    format!("{}{path}", site.as_ref().map_or("", |site| &*site.0))
}

/// A public path of ours in the county that the link of this request names. One that was chosen before is kept by its cookie.
pub(crate) fn public_path(path: &str) -> String {
    in_region(path, region_of_link().as_deref())
}

/// The county, or the whole city, that the link of this request names and its page is for.
pub(crate) fn region_of_link() -> Option<String> {
    let office = office();
    let shown = office.region.as_deref().unwrap_or_else(|| office.city.region());
    query("region").filter(|code| code == shown)
}

/// A path in this county.
#[must_use]
pub fn in_region(path: &str, code: Option<&str>) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    code.map_or_else(|| path.to_owned(), |code| format!("{path}{joint}region={code}"))
}

/// The office this request is served by, in the region and under the trace of the visit. No container lets a page ask for a face
/// or a finger, so none is asked for there.
pub(crate) fn office() -> Context {
    let visit = visit();
    let office: Context = expect_context();
    Context {
        region: visit.region,
        trace: visit.trace,
        passkeys: office.passkeys.filter(|_| visit.container.is_none()),
        ..office
    }
}

/// The visit this request is.
pub(crate) fn visit() -> Visit {
    use_context::<Parts>()
        .and_then(|parts| parts.extensions.get::<Visit>().cloned())
        .unwrap_or_default()
}

/// The path and query of this request.
pub(crate) fn here() -> String {
    use_context::<Parts>()
        .and_then(|parts| parts.uri.path_and_query().map(ToString::to_string))
        .unwrap_or_else(|| "/".to_owned())
}

/// Whether the browser sends back anything that it was given to keep.
pub(crate) fn sends_cookies() -> bool {
    use_context::<Parts>().is_some_and(|parts| parts.headers.contains_key(COOKIE))
}

/// Whether somebody opens a page, and no script fetches what is open already. Older browsers do not say.
#[must_use]
pub fn is_opened(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-mode").is_none_or(|mode| mode == "navigate")
}

/// Whether somebody opens the page of this request.
pub(crate) fn opens() -> bool {
    use_context::<Parts>().is_none_or(|parts| is_opened(&parts.headers))
}

/// One value of this request's query.
pub(crate) fn query(name: &str) -> Option<String> {
    leptos_router::hooks::use_query_map().with_untracked(|query| query.get(name))
}

/// One part of this request's path.
pub(crate) fn part(name: &str) -> String {
    leptos_router::hooks::use_params_map()
        .with_untracked(|parts| parts.get(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::in_region;

    #[test]
    fn a_county_joins_what_a_path_asks_already() {
        for (path, joined) in [
            ("/", "/?region=000002"),
            ("/themes?page=2", "/themes?page=2&region=000002"),
        ] {
            assert_eq!(in_region(path, Some("000002")), joined);
            assert_eq!(in_region(path, None), path);
        }
    }
}
