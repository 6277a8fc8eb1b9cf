//! Forms from elsewhere, forms that are none, and operations that are not there.

use http::{HeaderMap, Method, StatusCode, header};

use crate::newborn::{self, MOTHER};
use crate::people::browser::Browser;
use crate::people::filing::draft_of;
use crate::people::page::Page;
use crate::site::{Inside, Site};

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

#[tokio::test]
async fn a_form_whose_names_lie_within_each_other_without_end_is_none_and_ends_nothing() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let page = browser.get("/themes/newborn/plan").await.unwrap();
    let action = page.form("answer_question").action.unwrap();
    // Each pair before lets the reader go one name deeper.
    for (within, kind) in [("[c]", "application/x-www-form-urlencoded"), ("%5Bc%5D", "text/plain")] {
        let body = format!("{}b{}=d", "a&".repeat(60_000), within.repeat(60_000));
        let with = headers(&[("content-type", kind), ("sec-fetch-site", "same-origin")]);
        let answer = browser.send(Method::POST, &action, with, body.into()).await.unwrap();
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{within}");
        assert_eq!(answer.location(), app::FAILED, "{within}");
    }
    let again = browser.get("/themes/newborn/plan").await.unwrap();
    assert!(again.find_form("answer_question").is_some(), "{again}");
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
