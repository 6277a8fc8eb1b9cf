//! A page as a browser without JavaScript has it: status, headers, and what stands in the HTML.

use axum::body::Bytes;
use http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html};

use super::form::{Form, css, forms};

/// A page, or any other answer.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// Path and query it was found under.
    pub(crate) path: String,
    /// Its status.
    pub(crate) status: StatusCode,
    /// Its headers.
    pub(crate) headers: HeaderMap,
    /// Its bytes.
    pub(crate) body: Bytes,
}

impl Page {
    /// The bytes as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header as text; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where it sends the browser.
    pub(crate) fn location(&self) -> &str {
        self.header(header::LOCATION.as_str())
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The texts of all elements of a selector.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.html().select(&css(selector)).map(text).collect()
    }

    /// Its heading.
    pub(crate) fn heading(&self) -> String {
        self.texts("h1").concat()
    }

    /// What its one action leads to.
    pub(crate) fn action(&self) -> Option<String> {
        self.attributes(".action a.button:not(.button--quiet)", "href").pop()
    }

    /// An attribute of all elements of a selector that have it.
    pub(crate) fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        let value = |element: ElementRef<'_>| element.value().attr(attribute).map(str::to_owned);
        self.html().select(&css(selector)).filter_map(value).collect()
    }

    /// Where its links lead that begin so.
    pub(crate) fn links(&self, start: &str) -> Vec<String> {
        let mut links = self.attributes("a[href]", "href");
        links.retain(|link| link.starts_with(start));
        links
    }

    /// Where its links lead that hold such an element.
    pub(crate) fn links_with(&self, selector: &str) -> Vec<String> {
        let inside = css(selector);
        let html = self.html();
        let links = css("a[href]");
        let links = html.select(&links).filter(|link| link.select(&inside).next().is_some());
        links
            .filter_map(|link| link.value().attr("href").map(str::to_owned))
            .collect()
    }

    /// All forms.
    pub(crate) fn forms(&self) -> Vec<Form> {
        forms(&self.html())
    }

    /// Where its forms are sent.
    pub(crate) fn form_names(&self) -> Vec<String> {
        self.attributes("form", "action")
    }

    /// The form that is sent to this operation, if the page has one.
    pub(crate) fn find_form(&self, operation: &str) -> Option<Form> {
        let end = format!("/{operation}");
        self.forms()
            .into_iter()
            .find(|form| form.action.as_deref().is_some_and(|action| action.ends_with(&end)))
    }

    /// The form that is sent to this operation.
    pub(crate) fn form(&self, operation: &str) -> Form {
        self.find_form(operation)
            .unwrap_or_else(|| panic!("no {operation} on {self}"))
    }
}

/// What a failed test shows of it.
impl std::fmt::Display for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} {} {:?} {}",
            self.status.as_u16(),
            self.path,
            self.texts("h1"),
            self.texts("main").concat()
        )
    }
}

fn text(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
