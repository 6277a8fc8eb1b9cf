//! One browser: it keeps cookies, says where a form comes from, and follows where it is sent.

use std::collections::BTreeMap;

use axum::body::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};

use super::form::{BOUNDARY, Form, Paper, multipart, urlencoded};
use super::page::Page;

/// How a request reaches the site.
pub(crate) trait Wire: Sized {
    /// How it can fail on the way.
    type Cut: std::fmt::Debug + Send;

    /// Another visitor's way to the same server.
    fn beside(&self) -> Self;

    /// Sends a request and waits for the whole answer.
    fn send(&mut self, request: Request<Bytes>) -> impl Future<Output = Result<Response<Bytes>, Self::Cut>> + Send;
}

/// A browser of one person.
#[derive(Debug, Clone)]
pub(crate) struct Browser<W> {
    /// How it reaches the site.
    pub(crate) wire: W,
    /// What it keeps.
    pub(crate) cookies: BTreeMap<String, String>,
    /// The `Set-Cookie` lines it has seen.
    pub(crate) set_cookies: Vec<String>,
    /// What it says it is.
    pub(crate) agent: &'static str,
}

/// More redirects than this are a circle.
const HOPS: usize = 10;

impl<W: Wire> Browser<W> {
    /// A browser that was never here.
    pub(crate) fn new(wire: W) -> Self {
        Self {
            wire,
            cookies: BTreeMap::new(),
            set_cookies: Vec::new(),
            agent: "",
        }
    }

    /// The page under this address, after all redirects.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Page, W::Cut> {
        let page = self.look(path).await?;
        self.follow(page).await
    }

    /// What comes back from this address itself.
    pub(crate) async fn look(&mut self, path: &str) -> Result<Page, W::Cut> {
        self.send(Method::GET, path, HeaderMap::new(), Bytes::new()).await
    }

    /// Presses a button of a form of this page, and sees where that leads.
    pub(crate) async fn press(&mut self, page: &Page, form: &Form, button: (&str, &str)) -> Result<Page, W::Cut> {
        let answer = self.post(page, form, button).await?;
        self.follow(answer).await
    }

    /// Presses a button of a form of this page; the answer itself.
    pub(crate) async fn post(&mut self, page: &Page, form: &Form, button: (&str, &str)) -> Result<Page, W::Cut> {
        let action = form.action.as_deref().unwrap_or(&page.path);
        let body = urlencoded(&form.entries(button));
        if !form.is_post {
            return self.look(&format!("{action}?{body}")).await;
        }
        let headers = Self::of_form(page, "application/x-www-form-urlencoded");
        self.send(Method::POST, action, headers, body.into()).await
    }

    /// What a page's script asks the site for its device; the answer as JSON.
    pub(crate) async fn ask(&mut self, page: &Page, path: &str) -> Result<serde_json::Value, W::Cut> {
        let headers = Self::of_form(page, "text/plain");
        let answer = self.send(Method::POST, path, headers, Bytes::new()).await?;
        Ok(serde_json::from_slice(&answer.body).unwrap_or_default())
    }

    /// Hands in papers by the form with files of this page; the answer itself.
    pub(crate) async fn hand_in(&mut self, page: &Page, papers: &[Paper]) -> Result<Page, W::Cut> {
        let form = page
            .forms()
            .into_iter()
            .find(|form| form.is_multipart)
            .unwrap_or_else(|| panic!("no files on {page}"));
        let field = form
            .inputs
            .iter()
            .find(|input| input.kind == "file")
            .unwrap_or_else(|| panic!("no file on {page}"));
        let headers = Self::of_form(page, &format!("multipart/form-data; boundary={BOUNDARY}"));
        let action = form.action.as_deref().unwrap_or(&page.path);
        self.send(Method::POST, action, headers, multipart(&field.name, papers).into())
            .await
    }

    /// What a browser says of a form that it posts from one of our own pages.
    fn of_form(page: &Page, kind: &str) -> HeaderMap {
        let headers = [
            (header::CONTENT_TYPE, kind.to_owned()),
            (
                header::HeaderName::from_static("sec-fetch-site"),
                "same-origin".to_owned(),
            ),
            (header::REFERER, format!("http://127.0.0.1:3000{}", page.path)),
        ];
        headers
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.parse().ok()?)))
            .collect()
    }

    /// Goes where the answer sends it.
    pub(crate) async fn follow(&mut self, mut page: Page) -> Result<Page, W::Cut> {
        for _ in 0..HOPS {
            if page.status != StatusCode::SEE_OTHER {
                assert!(
                    !page.status.is_redirection(),
                    "{} {} → {}",
                    page.status,
                    page.path,
                    page.location()
                );
                return Ok(page);
            }
            let next = page.location().to_owned();
            assert!(
                next.starts_with('/') && !next.starts_with("//"),
                "{} leads away, to {next}",
                page.path
            );
            page = self.look(&next).await?;
        }
        panic!("{} leads round and round", page.path)
    }

    /// One request with the cookies, and what comes back.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Page, W::Cut> {
        let address = path.split_once('#').map_or(path, |(address, _)| address);
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = address.parse().unwrap_or_else(|error| panic!("{address}: {error}"));
        *request.headers_mut() = headers;
        let mut set = |name: header::HeaderName, value: String| {
            let value = HeaderValue::from_bytes(value.as_bytes());
            request.headers_mut().insert(name, value.expect("no line break"));
        };
        set(header::HOST, "127.0.0.1:3000".to_owned());
        set(
            header::ACCEPT,
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8".to_owned(),
        );
        if !self.agent.is_empty() {
            set(header::USER_AGENT, self.agent.to_owned());
        }
        if !self.cookies.is_empty() {
            let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
            set(header::COOKIE, cookies.collect::<Vec<_>>().join("; "));
        }
        let (head, body) = self.wire.send(request).await?.into_parts();
        self.keep_cookies(&head.headers);
        Ok(Page {
            path: address.to_owned(),
            status: head.status,
            headers: head.headers,
            body,
        })
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
        {
            self.set_cookies.push(line.to_owned());
            let (cookie, rest) = line.split_once(';').unwrap_or((line, ""));
            let Some((name, value)) = cookie.split_once('=') else {
                continue;
            };
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
