//! What nobody should send: a page of ours, the right status, and never anything of ours that broke.

mod forms;

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use crate::newborn::{self, MOTHER};
use crate::people::filing::{Citizen, draft_of};
use crate::people::page::Page;
use crate::site::Site;

/// Ids and paths that lead nowhere.
fn odd_names() -> Vec<String> {
    let mut names: Vec<String> = [
        "%00",
        "%0d%0aSet-Cookie:%20a=b",
        "%2e%2e",
        "%2F%2Fevil.example",
        "%ff%fe",
        "%E5%87%BA%E7%94%9F",
        "%F0%9F%91%B6",
        "'%20OR%20'1'='1",
        "-1",
        "0",
        "%25",
        "%%",
        "%zz",
        "{draft}",
        "*",
        "+",
        "null",
        "undefined",
        "~",
        "01a1f6ae-9900-79ee-9777-33c5a48604f2",
    ]
    .map(str::to_owned)
    .to_vec();
    names.push("x".repeat(64));
    names.push("x".repeat(65));
    names.push("9".repeat(4000));
    names
}

fn assert_ours(page: &Page, of: &str) {
    assert!(!page.status.is_server_error(), "{of}: {page}");
    assert!(!page.headers.contains_key("set-cookie"), "{of}: {page}");
    // Nobody sees what comes back for a picture, a script or a stream of events under an address that is no text.
    let is_seen = !of.starts_with("/pkg/") && !of.contains("%ff");
    if page.status.is_client_error() && is_seen {
        assert!(!page.heading().is_empty(), "{of}: {} without a page", page.status);
    }
}

#[tokio::test]
async fn no_address_breaks_anything() {
    let site = Site::open().await;
    let (mut mother, mut officer) = (site.citizen(MOTHER).await, site.officer("gao_ying").await);
    let page = newborn::first_page(&mut mother).await;
    let draft = draft_of(&page.path).to_owned();
    mother.browser.set_cookies.clear();
    for odd in odd_names() {
        let paths = [
            format!("/{odd}"),
            format!("/themes/{odd}"),
            format!("/themes/{odd}/plan"),
            format!("/themes/newborn/plan?question={odd}&choose={odd}&problem={odd}"),
            format!("/drafts/{odd}"),
            format!("/drafts/{odd}/form/{odd}"),
            format!("/drafts/{draft}/form/{odd}"),
            format!("/drafts/{draft}/form/child?edit={odd}"),
            format!("/drafts/{draft}/materials/{odd}"),
            format!("/drafts/{draft}/materials/diagnosis?problem={odd}"),
            format!("/drafts/{draft}/{odd}"),
            format!("/applications/{odd}"),
            format!("/applications/{odd}/events"),
            format!("/applications/{odd}/withdraw"),
            format!("/applications/{odd}/cases/{odd}/withdraw"),
            format!("/applications/{odd}/mend"),
            format!("/applications/{odd}/mend/sign?problem={odd}"),
            format!("/applications/{odd}/withdraw?what={odd}&next={odd}"),
            format!("/me/inbox?page={odd}"),
            format!("/files/{odd}"),
            format!("/desk/cases/{odd}"),
            format!("/desk/cases/{odd}?point={odd}&problem={odd}"),
            format!("/desk/cases/{odd}/files/{odd}"),
            format!("/desk?pile={odd}&page={odd}"),
            format!("/problem/{odd}"),
            format!("/pkg/{odd}"),
            format!("/search?q={odd}"),
            format!("/sign-in?next={odd}"),
            format!("/enter?ticket={odd}"),
            format!("/sign-in/choice?next={odd}"),
            format!("/themes/{odd}/poster?for={odd}"),
            format!("/themes/newborn?from={odd}"),
            format!("/rpc/{odd}"),
        ];
        for path in paths {
            let browser = if path.starts_with("/desk") {
                &mut officer.browser
            } else {
                &mut mother.browser
            };
            assert_ours(&browser.get(&path).await.unwrap(), &path);
        }
    }
    for page in ["18446744073709551615", "-1", "9223372036854775807", "1e9"] {
        assert_eq!(
            officer
                .browser
                .get(&format!("/desk?pile={page}&page={page}"))
                .await
                .unwrap()
                .status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn what_is_asked_in_another_way_is_answered_or_refused() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    for path in [
        "/",
        "/themes/newborn",
        "/me",
        "/sign-in",
        "/nowhere",
        "/files/x",
        "/api/v1/themes",
    ] {
        let whole = mother.browser.look(path).await.unwrap();
        let head = mother
            .browser
            .send(Method::HEAD, path, HeaderMap::new(), "".into())
            .await
            .unwrap();
        assert_eq!((head.status, head.body.len()), (whole.status, 0), "{path}");
        for method in [
            Method::OPTIONS,
            Method::PUT,
            Method::DELETE,
            Method::PATCH,
            Method::TRACE,
        ] {
            let headers = HeaderMap::from_iter([(
                header::HeaderName::from_static("sec-fetch-site"),
                HeaderValue::from_static("same-origin"),
            )]);
            let answer = mother
                .browser
                .send(method.clone(), path, headers, "".into())
                .await
                .unwrap();
            assert!(
                answer.status.is_client_error() || answer.status.is_success(),
                "{method} {path}: {}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn a_forged_host_stands_in_no_page_and_leads_nobody_away() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let forged = || {
        let names = [
            "host",
            "x-forwarded-host",
            "x-host",
            "forwarded",
            "x-forwarded-proto",
            "sec-fetch-site",
        ];
        let values = [
            "evil.example",
            "evil.example",
            "evil.example",
            "host=evil.example",
            "http",
            "same-origin",
        ];
        let pairs = names.into_iter().zip(values);
        pairs
            .map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect::<HeaderMap>()
    };
    for (method, path) in [
        (Method::GET, "/"),
        (Method::GET, "/themes/newborn"),
        (Method::GET, "/sign-in"),
        (Method::GET, "/me/passkeys"),
        (Method::GET, "/drafts/x"),
        (Method::GET, "/api/v1/openapi.json"),
        (Method::POST, "/rpc/sign_out"),
    ] {
        let page = mother
            .browser
            .send(method.clone(), path, forged(), "".into())
            .await
            .unwrap();
        let said = format!("{page} {:?}", page.headers);
        assert!(!said.contains("evil.example"), "{method} {path}: {said}");
        assert!(!page.status.is_server_error(), "{method} {path}: {said}");
    }
}

#[tokio::test]
async fn nonsense_in_the_cookies_is_a_guest() {
    let site = Site::open().await;
    for nonsense in ["", "x", "\u{1F476}", "'; DROP TABLE sessions; --", &"9".repeat(8000)] {
        let mut somebody = Citizen::new(site.browser().wire, MOTHER, newborn::answers());
        for name in ["session", "guest", "parked", "mode"] {
            somebody.browser.cookies.insert(name.to_owned(), nonsense.to_owned());
        }
        let sent = somebody.browser.look("/me").await.unwrap();
        assert!(sent.location().starts_with("/sign-in"), "{nonsense}");
        assert_eq!(somebody.sign_in().await.unwrap().status, StatusCode::OK, "{nonsense}");
        assert_eq!(somebody.browser.get("/me").await.unwrap().path, "/me", "{nonsense}");
    }
}
