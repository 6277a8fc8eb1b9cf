//! Public pages: each rendered once for what is published, the county and the mode, and handed out from memory until one of
//! these changes.
//!
//! Nothing of a visitor's request reaches the page that is kept: the shelf asks the site itself, as somebody of whom only the
//! county and the mode are known, and keeps the answer only when it is whole and for everyone.

mod address;
mod page;

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context as Task, Poll};

use address::Address;
use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use futures::future::BoxFuture;
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use page::Page;
use tower::{Service, ServiceExt};
use usecases::Context;

use crate::middleware::arriving::Arriving;

/// The most that is kept, bytes.
const ROOM: u64 = 16 * 1024 * 1024;

/// The site behind its shelf.
#[derive(Clone)]
pub(crate) struct Shelf(Arc<Kept>);

struct Kept {
    site: Router,
    office: Context,
    pages: Cache<String, Arc<Page>>,
}

/// The page is for one answer only.
struct NotForEveryone;

impl Shelf {
    /// An empty shelf before the site.
    pub(crate) fn new(site: Router, office: Context) -> Self {
        let pages = Cache::builder()
            .weigher(|key: &String, page: &Arc<Page>| page.weight(key.len()))
            .max_capacity(ROOM)
            // What is out of date is never asked for again, so it goes first, however often it was.
            .eviction_policy(EvictionPolicy::lru())
            .build();
        Self(Arc::new(Kept { site, office, pages }))
    }

    async fn answer(&self, request: Request) -> Response {
        let Self(kept) = self;
        let Some(address) = Address::of(&request, &kept.office) else {
            return kept.ask(request).await;
        };
        let key = address.key(&kept.office);
        if let Some(page) = kept.pages.get(&key).await {
            return page.answer(&request);
        }
        let mut unkept = None;
        let rendered = kept.pages.try_get_with(key, async {
            match Page::of(kept.ask(address.request()).await).await {
                Ok(page) => Ok(Arc::new(page)),
                Err(response) => {
                    unkept = Some(response);
                    Err(NotForEveryone)
                }
            }
        });
        match (rendered.await, unkept) {
            (Ok(page), _) => page.answer(&request),
            (Err(_), Some(own)) => own,
            // Somebody else has it, and it was for nobody else.
            (Err(_), None) => kept.ask(request).await,
        }
    }
}

impl Kept {
    async fn ask(&self, request: Request) -> Response {
        match self.site.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

impl Service<Request> for Shelf {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Task<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let this = self.clone();
        Box::pin(async move {
            let arriving = Arriving::of(&request);
            let answer = this.answer(request).await;
            if let Some(arriving) = arriving {
                arriving.count(&this.0.office, &answer);
            }
            Ok(answer)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
    use std::time::Duration;

    use axum::body::Body;
    use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, ETAG, SET_COOKIE};
    use axum::http::{HeaderName, HeaderValue, StatusCode};
    use axum::response::{Html, IntoResponse};
    use domain::moment::Moment;
    use usecases::context::{Clock, Limits};

    use super::*;
    use crate::config::Config;
    use crate::office;

    /// A clock that is moved by hand.
    struct HandClock(AtomicI64);

    impl Clock for HandClock {
        fn now(&self) -> Moment {
            Moment(self.0.load(Ordering::SeqCst))
        }
    }

    /// A shelf before a site that says for whom it renders and counts how often it is asked.
    struct Counted {
        shelf: Shelf,
        asked: Arc<AtomicUsize>,
        clock: Arc<HandClock>,
        _folder: tempfile::TempDir,
    }

    impl Counted {
        async fn open(headers: &'static [(HeaderName, &'static str)], status: StatusCode) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let config = Config::sandbox_in(folder.path());
            let noon = "2026-11-20T12:00:00+08:00"
                .parse::<chrono::DateTime<chrono::FixedOffset>>()
                .unwrap();
            let clock = Arc::new(HandClock(AtomicI64::new(noon.timestamp_millis())));
            let office = office::open_at(&config, clock.clone(), Limits::default())
                .await
                .unwrap();
            let asked = Arc::new(AtomicUsize::new(0));
            let counter = asked.clone();
            let site = Router::new().fallback(move |request: Request| {
                counter.fetch_add(1, Ordering::SeqCst);
                async move {
                    tokio::task::yield_now().await;
                    let cookies = request
                        .headers()
                        .get(COOKIE)
                        .map_or("", |cookies| cookies.to_str().unwrap());
                    let mut response = (status, Html(format!("{} {cookies}", request.uri()))).into_response();
                    for (name, value) in headers {
                        response.headers_mut().insert(name, HeaderValue::from_static(value));
                    }
                    response
                }
            });
            Self {
                shelf: Shelf::new(site, office),
                asked,
                clock,
                _folder: folder,
            }
        }

        async fn get(&self, path: &str, cookies: &str) -> Response {
            let request = Request::get(path).header(COOKIE, cookies).body(Body::empty()).unwrap();
            self.shelf.clone().oneshot(request).await.unwrap()
        }

        async fn text(&self, path: &str, cookies: &str) -> String {
            let body = axum::body::to_bytes(self.get(path, cookies).await.into_body(), 1000)
                .await
                .unwrap();
            String::from_utf8(body.to_vec()).unwrap()
        }

        fn asked(&self) -> usize {
            self.asked.swap(0, Ordering::SeqCst)
        }
    }

    #[tokio::test]
    async fn a_page_is_rendered_once_however_many_ask_at_once() {
        let counted = Counted::open(&[], StatusCode::OK).await;
        let visitors = (0..20).map(|_| counted.text("/themes", ""));
        assert_eq!(futures::future::join_all(visitors).await, ["/themes "; 20]);
        assert_eq!(counted.text("/themes", "").await, "/themes ");
        assert_eq!(counted.asked(), 1);
    }

    #[tokio::test]
    async fn nothing_that_a_visitor_adds_makes_another_page_or_reaches_it() {
        let counted = Counted::open(&[], StatusCode::OK).await;
        for (path, cookies) in [
            ("/themes/newborn", "session=secret; guest=secret"),
            ("/themes/newborn?from=timeline&x=%00", "mode=huge; region=999999"),
            ("/themes/newborn?part=nothing&q=secret", "mode=\"elder\""),
            ("/themes/newborn?region=999999", "region=000002"),
            ("/themes/newborn?", "mode"),
        ] {
            assert_eq!(
                counted.text(path, cookies).await,
                "/themes/newborn ",
                "{path} {cookies}"
            );
        }
        assert_eq!(counted.asked(), 1);
    }

    #[tokio::test]
    async fn each_county_each_mode_and_each_part_has_its_own_page() {
        let counted = Counted::open(&[], StatusCode::OK).await;
        let pages = [
            ("/?region=000002", "region=000001", "/?region=000002 "),
            ("/", "region=000001", "/ region=000001"),
            ("/?region=000000", "region=000001", "/?region=000000 "),
            ("/", "a=b; mode=elder", "/ mode=elder"),
            ("/", "mode=elder-2;region=000002", "/ mode=elder-2; region=000002"),
            (
                "/themes/newborn?x&region=000002&part=steps",
                "mode=elder",
                "/themes/newborn?part=steps&region=000002 mode=elder",
            ),
        ];
        let visits = pages.iter().chain(pages.iter().rev());
        let seen = visits.map(async |(path, cookies, page)| assert_eq!(counted.text(path, cookies).await, *page));
        futures::future::join_all(seen).await;
        assert_eq!(counted.asked(), pages.len());
    }

    #[tokio::test]
    async fn a_part_makes_another_page_only_of_a_guide_in_an_elder_mode() {
        let counted = Counted::open(&[], StatusCode::OK).await;
        let pages = [
            ("/", "mode=elder"),
            ("/themes", "mode=elder-2"),
            ("/themes/newborn", ""),
        ];
        for (path, cookies) in pages {
            for query in ["", "?part=steps", "?part=papers"] {
                let page = format!("{path} {cookies}");
                assert_eq!(counted.text(&format!("{path}{query}"), cookies).await, page);
            }
        }
        assert_eq!(counted.asked(), pages.len());
    }

    #[tokio::test]
    async fn a_page_is_kept_until_midnight() {
        let counted = Counted::open(&[], StatusCode::OK).await;
        for (hours, asked) in [(0, 1), (11, 0), (1, 1)] {
            let hours = Duration::from_hours(hours).as_millis();
            counted
                .clock
                .0
                .fetch_add(i64::try_from(hours).unwrap(), Ordering::SeqCst);
            counted.text("/", "").await;
            assert_eq!(counted.asked(), asked);
        }
    }

    #[tokio::test]
    async fn what_is_for_one_visitor_only_or_no_page_at_all_is_not_kept() {
        const COOKIE: &[(HeaderName, &str)] = &[(SET_COOKIE, "guest=1")];
        const NONCE: &[(HeaderName, &str)] = &[(CONTENT_SECURITY_POLICY, "script-src 'nonce-1'")];
        for (headers, status) in [
            (COOKIE, StatusCode::OK),
            (NONCE, StatusCode::OK),
            (&[], StatusCode::NOT_FOUND),
            (&[], StatusCode::INTERNAL_SERVER_ERROR),
        ] {
            let counted = Counted::open(headers, status).await;
            for _ in 0..2 {
                let answer = counted.get("/", "").await;
                assert_eq!(answer.status(), status);
                assert!(answer.headers().get(ETAG).is_none() && answer.headers().get(CACHE_CONTROL).is_none());
            }
            assert_eq!(counted.asked(), 2);
        }
    }

    #[tokio::test]
    async fn everything_but_public_pages_passes_as_it_is() {
        let counted = Counted::open(&[], StatusCode::OK).await;
        for path in ["/search?q=secret", "/me", "/themes/newborn/plan", "/themes/new%62orn"] {
            for _ in 0..2 {
                assert_eq!(counted.text(path, "session=1").await, format!("{path} session=1"));
            }
        }
        let request = Request::post("/")
            .header(COOKIE, "session=1")
            .body(Body::empty())
            .unwrap();
        counted.shelf.clone().oneshot(request).await.unwrap();
        assert_eq!(counted.asked(), 9);
    }
}
