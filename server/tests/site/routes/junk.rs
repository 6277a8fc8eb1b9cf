//! What nobody should send: a page of ours, the right status, and never anything of ours that broke.

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use crate::newborn::{self, MOTHER};
use crate::people::browser::Browser;
use crate::people::filing::{Citizen, draft_of};
use crate::people::page::Page;
use crate::site::{Inside, Site};

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
            format!("/applications/{odd}/mend"),
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

/// A page with each form that a citizen and an officer ever see.
async fn every_form(site: &Site) -> Vec<(Page, String)> {
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    let page = newborn::first_page(&mut mother).await;
    let draft = format!("/drafts/{}", draft_of(&page.path));
    mother
        .hand_in(&format!("{draft}/materials/diagnosis"), &newborn::pdf("a.pdf"))
        .await
        .unwrap();
    let mut officer = site.officer("gao_ying").await;
    let case = newborn::new_case(site, "gao_ying", "出生医学证明").await;
    let mut pages = vec![
        officer.browser.get("/desk").await.unwrap(),
        officer.browser.get(&case).await.unwrap(),
    ];
    for path in [
        "/sign-in".to_owned(),
        "/sandbox".to_owned(),
        "/me".to_owned(),
        "/themes/newborn/plan".to_owned(),
        "/themes/newborn/plan?choose=1".to_owned(),
        "/themes/newborn/plan?question=application/applicant.role".to_owned(),
        format!("{draft}/consent"),
        format!("{draft}/form/child"),
        format!("{draft}/materials/diagnosis"),
        format!("{draft}/check"),
        format!("{draft}/delete"),
        format!("{application}/withdraw?what=whole"),
    ] {
        pages.push(mother.browser.get(&path).await.unwrap());
    }
    let mut forms: Vec<(Page, String)> = Vec::new();
    for page in pages {
        for form in page.forms().into_iter().filter(|form| form.is_post) {
            let action = form.action.unwrap_or_else(|| page.path.clone());
            if !forms.iter().any(|(_, known)| *known == action) {
                forms.push((page.clone(), action));
            }
        }
    }
    assert!(
        forms.len() >= 16,
        "{:?}",
        forms.iter().map(|(_, action)| action).collect::<Vec<_>>()
    );
    forms
}

fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
    let header =
        |(name, value): &(&'static str, &str)| Some((header::HeaderName::from_static(name), value.parse().ok()?));
    list.iter().filter_map(header).collect()
}

#[tokio::test]
async fn no_form_is_taken_from_another_site() {
    let site = Site::open().await;
    let mut browsers = [
        site.citizen(MOTHER).await.browser,
        site.officer("gao_ying").await.browser,
    ];
    let form = ("content-type", "application/x-www-form-urlencoded");
    let foreign = [
        headers(&[
            form,
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ]),
        headers(&[form, ("sec-fetch-site", "same-site")]),
        headers(&[form, ("sec-fetch-site", "none")]),
        headers(&[form, ("origin", "https://evil.example")]),
        headers(&[form, ("origin", "null")]),
        headers(&[form, ("referer", "http://127.0.0.1:3000.evil.example/")]),
        headers(&[form]),
    ];
    for (page, action) in every_form(&site).await {
        let body = page
            .forms()
            .into_iter()
            .find(|form| form.action.as_deref().unwrap_or(&page.path) == action)
            .unwrap();
        let body = crate::people::form::urlencoded(&body.entries(("agreed", "yes")));
        for (browser, headers) in browsers.iter_mut().flat_map(|browser| [(browser, &foreign)]) {
            for headers in headers {
                let answer = browser
                    .send(Method::POST, &action, headers.clone(), body.clone().into())
                    .await
                    .unwrap();
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{action} {headers:?}");
                assert_eq!(answer.heading(), app::text::problem::OTHER_SITE.title, "{action}");
            }
        }
    }
}

#[tokio::test]
async fn a_form_that_is_none_gets_a_page_that_says_so() {
    let site = Site::open().await;
    let mut browser = site.citizen(MOTHER).await.browser;
    let whole = "draft=x&slug=newborn&field=a/b&value=y&topic=z&citizen=q&officer=q&file=f&case=c&verdict=grant&next=/me&register=birth&behaviour=odd&application=a&back=/";
    let large = format!("{whole}&typed[a/b]={}", "x".repeat(1200 << 10));
    let kind = "application/x-www-form-urlencoded";
    let bodies: [(&str, Vec<u8>); 11] = [
        (kind, Vec::new()),
        (kind, b"unknown=1".to_vec()),
        (kind, b"draft=%ZZ&slug=%&case=%e0%80".to_vec()),
        (kind, b"draft=\xff\xfe&slug=\0".to_vec()),
        (
            kind,
            b"&&&===&a&=b&typed[=x&typed]=y&typed[a][b][c]=z&asked[][]=q".to_vec(),
        ),
        (kind, b"draft[]=x&draft[]=y&slug[a]=b&case=1&case=2".to_vec()),
        (kind, large.into_bytes()),
        ("application/json", b"{\"draft\":\"x\"}".to_vec()),
        ("text/plain", whole.as_bytes().to_vec()),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\n".to_vec()),
        ("", whole.as_bytes().to_vec()),
    ];
    let mut failures = Vec::new();
    for (page, action) in every_form(&site).await {
        for (kind, body) in &bodies {
            // With and without the address of the page: some browsers keep it to themselves.
            for referer in [Some(&page.path), None] {
                let mut with = headers(&[("content-type", kind), ("sec-fetch-site", "same-origin")]);
                if let Some(path) = referer {
                    with.extend(headers(&[("referer", &format!("http://127.0.0.1:3000{path}"))]));
                }
                let answer = browser
                    .send(Method::POST, &action, with, body.clone().into())
                    .await
                    .unwrap();
                if let Some(failure) = failure_of(&mut browser, answer).await {
                    let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
                    failures.push(format!(
                        "{action} {kind} {shown:?} (referer {}): {failure}",
                        referer.is_some()
                    ));
                }
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} failures\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// What is wrong with the answer to a form that is none: it must lead to a page of ours that says so, or be taken as it is.
async fn failure_of(browser: &mut Browser<Inside>, answer: Page) -> Option<String> {
    let (status, text) = (answer.status, answer.text());
    let page = if status.is_redirection() {
        browser.get(answer.location()).await.unwrap()
    } else {
        answer
    };
    let blank = page.heading().is_empty();
    let leaks = page.text().contains("server function") || page.text().contains("missing field");
    (page.status.is_server_error() || blank || leaks || status == StatusCode::FOUND).then(|| {
        format!(
            "{status} then {} {:?} {}",
            page.status,
            page.heading(),
            text.chars().take(90).collect::<String>()
        )
    })
}

#[tokio::test]
async fn an_operation_that_is_not_there_is_a_page_that_is_not_there() {
    let site = Site::open().await;
    let mut browser = site.citizen(MOTHER).await.browser;
    for path in [
        "/rpc",
        "/rpc/",
        "/rpc/nothing",
        "/rpc/app/pages/check/submit_draft/x",
        "/rpc/../me",
    ] {
        for method in [Method::GET, Method::POST] {
            let with = headers(&[
                ("sec-fetch-site", "same-origin"),
                ("content-type", "application/x-www-form-urlencoded"),
            ]);
            let answer = browser.send(method.clone(), path, with, "a=b".into()).await.unwrap();
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
            assert_eq!(answer.heading(), app::text::problem::NOT_FOUND.title, "{method} {path}");
        }
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
