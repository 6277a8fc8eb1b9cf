//! Which page a visitor asks for: of the address, the query and the cookies only what a public page looks at.

use std::fmt::Write;

use app::text::elder::GuidePart;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, Uri, header};
use chrono::Datelike;
use usecases::Context;

use crate::middleware::visit;

/// Where the pages lie of which there is one for each theme.
const THEMES: &str = "/themes/";
/// What a query calls the part of a guide.
const PART: &str = "part";

/// One page as one kind of visitor sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address<'a> {
    path: &'a str,
    /// The part of the guide, which only the elder mode shows alone.
    part: Option<&'static str>,
    /// The county of the link, or the city.
    of_link: Option<&'a str>,
    /// The county chosen before, where the link names none.
    chosen: Option<&'a str>,
    mode: Option<&'static str>,
}

impl<'a> Address<'a> {
    /// What is asked for; none when it is no page that is the same for everyone.
    pub(super) fn of(request: &'a Request, office: &'a Context) -> Option<Self> {
        let path = request.uri().path();
        if !matches!(*request.method(), Method::GET | Method::HEAD) || !is_kept(path) || is_further(request.uri()) {
            return None;
        }
        let headers = request.headers();
        let city = &office.city;
        let county = |code: &str| city.region_below(code).map(|region| region.code.as_str());
        let link = visit::region_of_link(request.uri());
        let mode = visit::cookie(headers, visit::MODE).and_then(visit::known_mode);
        let has_parts = mode.is_some() && path.starts_with(THEMES);
        let whole = |code: &str| (code == city.region()).then(|| city.region());
        Some(Self {
            path,
            part: request.uri().query().filter(|_| has_parts).and_then(part_of),
            of_link: link.and_then(|code| county(code).or_else(|| whole(code))),
            chosen: match link {
                Some(_) => None,
                None => visit::cookie(headers, visit::REGION).and_then(county),
            },
            mode,
        })
    }

    /// The name of this page as it is today, with what is published now.
    pub(super) fn key(&self, office: &Context) -> String {
        let (day, state) = (office.today().num_days_from_ce(), office.themes.state());
        let of_visitor = [self.mode, self.chosen, self.part, self.of_link];
        let [mode, chosen, part, of_link] = of_visitor.map(Option::unwrap_or_default);
        let mut key = String::with_capacity(64);
        // Writing to a text cannot fail.
        let _ = write!(key, "{day} {state} {mode} {chosen} {}?{part}&{of_link}", self.path);
        key
    }

    /// The request of somebody of whom no more is known than this.
    pub(super) fn request(&self) -> Request {
        let pairs = |pairs: [(&str, Option<&str>); 2], joint: &str| {
            let pairs = pairs.map(|(name, value)| value.map(|value| format!("{name}={value}")));
            pairs.into_iter().flatten().collect::<Vec<_>>().join(joint)
        };
        let query = pairs([(PART, self.part), (visit::REGION, self.of_link)], "&");
        let cookies = pairs([(visit::MODE, self.mode), (visit::REGION, self.chosen)], "; ");
        let mut request = Request::new(Body::empty());
        if let Ok(address) = format!("{}?{query}", self.path).trim_end_matches('?').parse() {
            *request.uri_mut() = address;
        }
        if let Ok(cookies) = HeaderValue::from_str(&cookies) {
            request.headers_mut().insert(header::COOKIE, cookies);
        }
        request
    }
}

/// The part that a query names, if the guide has it.
fn part_of(query: &str) -> Option<&'static str> {
    let wanted = query
        .split('&')
        .find_map(|pair| pair.strip_prefix(PART)?.strip_prefix('='))?;
    GuidePart::named(wanted).map(GuidePart::id)
}

/// A further page of the list: anybody can make up as many as there are numbers.
fn is_further(uri: &Uri) -> bool {
    uri.path() == "/themes"
        && uri
            .query()
            .is_some_and(|query| query.split('&').any(|pair| pair.starts_with("page=")))
}

/// Pages without words of the visitor's own. The search is not among them: there is one of it for everything anybody types.
fn is_kept(path: &str) -> bool {
    // Written as our links write it: percent signs would give one page many names.
    let is_slug =
        |slug: &str| slug.len() <= 64 && slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    matches!(path, "/" | "/themes")
        || path
            .strip_prefix(THEMES)
            .is_some_and(|slug| !slug.is_empty() && is_slug(slug))
}

#[cfg(test)]
mod tests {
    use super::is_kept;
    use crate::router::is_public;

    #[test]
    fn every_page_that_is_kept_is_one_that_is_the_same_for_everyone() {
        for path in ["/", "/themes", "/themes/newborn", "/themes/social-card"] {
            assert!(is_kept(path) && is_public(path), "{path}");
        }
        for path in [
            "/search",
            "/me",
            "/themes/",
            "/themes/new%62orn",
            "/themes/newborn/plan",
            "//",
            "/themes/newborn/",
        ] {
            assert!(!is_kept(path), "{path}");
        }
    }
}
