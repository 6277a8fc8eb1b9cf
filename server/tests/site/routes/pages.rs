//! Every page: its status, the headers that keep it to itself, scripts only where an island lives.

use http::{HeaderMap, Method, StatusCode};

use crate::newborn::{self, MOTHER, STRANGER};
use crate::people::filing::draft_of;
use crate::people::page::Page;
use crate::site::Site;

/// The pages that come from memory, the same for everyone.
const KEPT: [&str; 3] = ["/", "/themes", "/themes/newborn"];

/// A site with one of everything, and the paths to it.
struct Everything {
    site: Site,
    draft: String,
    application: String,
    case: String,
}

async fn everything() -> Everything {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let page = newborn::first_page(&mut mother).await;
    let draft = format!("/drafts/{}", draft_of(&page.path));
    Everything {
        site,
        draft,
        application,
        case,
    }
}

/// Every page that `MOTHER` can see, with the status it has.
fn pages_of_the_mother(all: &Everything) -> Vec<(String, StatusCode)> {
    let (draft, application) = (&all.draft, &all.application);
    let fine = [
        "/".to_owned(),
        "/search".to_owned(),
        "/themes".to_owned(),
        "/themes/newborn".to_owned(),
        "/themes/newborn/plan".to_owned(),
        "/themes/newborn/plan?choose=1".to_owned(),
        "/themes/newborn/plan?question=application/applicant.role".to_owned(),
        "/region".to_owned(),
        "/sign-in".to_owned(),
        "/me".to_owned(),
        draft.clone(),
        format!("{draft}/consent"),
        format!("{draft}/form/child"),
        format!("{draft}/materials"),
        format!("{draft}/materials/diagnosis"),
        format!("{draft}/check"),
        format!("{draft}/delete"),
        "/applications".to_owned(),
        application.clone(),
        format!("{application}/withdraw"),
        format!("{application}/withdraw?what=whole"),
        "/me/inbox".to_owned(),
        "/sandbox".to_owned(),
    ];
    let problems = [
        ("/nowhere".to_owned(), StatusCode::NOT_FOUND),
        ("/themes/nowhere".to_owned(), StatusCode::NOT_FOUND),
        ("/drafts/nowhere".to_owned(), StatusCode::NOT_FOUND),
        ("/applications/nowhere".to_owned(), StatusCode::NOT_FOUND),
        ("/desk".to_owned(), StatusCode::FORBIDDEN),
        (all.case.clone(), StatusCode::FORBIDDEN),
        ("/problem/conflict".to_owned(), StatusCode::CONFLICT),
        ("/problem/internal".to_owned(), StatusCode::INTERNAL_SERVER_ERROR),
        ("/problem/malformed".to_owned(), StatusCode::BAD_REQUEST),
        ("/problem/other-site".to_owned(), StatusCode::FORBIDDEN),
    ];
    fine.map(|path| (path, StatusCode::OK))
        .into_iter()
        .chain(problems)
        .collect()
}

#[tokio::test]
async fn every_page_has_its_status_and_keeps_to_itself() {
    let all = everything().await;
    let (mut mother, mut officer) = (all.site.citizen(MOTHER).await, all.site.officer("gao_ying").await);
    for (path, status) in pages_of_the_mother(&all) {
        let page = mother.browser.get(&path).await.unwrap();
        assert_eq!(page.status, status, "{page}");
        assert_keeps_to_itself(&page);
    }
    for path in ["/desk", "/desk?pile=1", "/desk?pile=2&page=3", &all.case] {
        let page = officer.browser.get(path).await.unwrap();
        assert_eq!(page.status, StatusCode::OK, "{page}");
        assert_keeps_to_itself(&page);
    }
}

#[tokio::test]
async fn a_problem_shows_the_number_under_which_the_log_has_it() {
    let all = everything().await;
    let mut mother = all.site.citizen(MOTHER).await;
    for (path, _) in pages_of_the_mother(&all)
        .into_iter()
        .filter(|(_, status)| *status != StatusCode::OK)
    {
        let page = mother.browser.get(&path).await.unwrap();
        let trace = page.header("x-trace-id").to_owned();
        assert!(page.texts("main").concat().contains(&trace), "{trace} is not on {page}");
    }
    let posted = all
        .site
        .browser()
        .send(Method::POST, "/me", HeaderMap::new(), "".into())
        .await
        .unwrap();
    assert_eq!(posted.status, StatusCode::FORBIDDEN);
    assert!(
        posted.texts("main").concat().contains(posted.header("x-trace-id")),
        "{posted}"
    );
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_sign_in_and_back() {
    let all = everything().await;
    let personal = [
        "/me",
        "/applications",
        &all.application,
        &all.draft,
        &format!("{}/form/child?edit=x", all.draft),
        "/desk",
    ];
    for path in personal {
        let sent = all.site.browser().look(path).await.unwrap();
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}");
        assert!(
            sent.location().starts_with("/sign-in?next=/"),
            "{path} → {}",
            sent.location()
        );
        assert_eq!(sent.header("cache-control"), "no-store", "{path}");
    }
    let mut mother = crate::people::filing::Citizen::new(all.site.browser().wire, MOTHER, newborn::answers());
    let here = format!("{}/form/child?edit=mother%2Fperson.phone", all.draft);
    let asked = mother.browser.get(&here).await.unwrap();
    let back = mother.sign_in_on(&asked).await.unwrap();
    assert_eq!(back.path, here.replace("%2F", "/"), "{back}");
}

#[tokio::test]
async fn what_belongs_to_somebody_else_does_not_exist() {
    let all = everything().await;
    let mut stranger = all.site.citizen(STRANGER).await;
    for (path, _) in pages_of_the_mother(&all) {
        if path.starts_with(&all.draft) || path.starts_with(&all.application) {
            let page = stranger.browser.get(&path).await.unwrap();
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{page}");
        }
    }
    let mut police = all.site.officer("qin_feng").await;
    assert_eq!(
        police.browser.get(&all.case).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    for path in [&all.draft, &all.application] {
        assert_eq!(
            police.browser.get(path).await.unwrap().status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
}

fn assert_keeps_to_itself(page: &Page) {
    let here = &page.path;
    let policy = page.header("content-security-policy");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{here}: {policy}"
    );
    for rule in [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ] {
        assert!(policy.contains(rule), "{here}: {policy}");
    }
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{here}");
    assert_eq!(page.header("referrer-policy"), "same-origin", "{here}");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{here}");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{here}");
    let trace = page.header("x-trace-id");
    if KEPT.contains(&here.as_str()) {
        assert_eq!(
            page.header("cache-control"),
            "public, max-age=0, must-revalidate",
            "{here}"
        );
        assert_eq!(trace, "", "{here}");
    } else {
        assert_eq!(page.header("cache-control"), "no-store", "{here}");
        assert_eq!(page.header("etag"), "", "{here}");
        assert!(
            trace.len() >= 10 && trace.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{here}: {trace}"
        );
    }
    assert!(
        page.text().ends_with("</html>") || !page.texts("leptos-island").is_empty(),
        "{here} does not end"
    );
    assert_eq!(page.attributes("[style]", "style"), [""; 0], "{here}");
    let handlers = page.attributes("[onclick], [onload], [onerror], [onsubmit], [onchange]", "class");
    assert_eq!(handlers, [""; 0], "{here}");
    assert_scripts(page, policy);
}

/// What stands between page and network, and those of an island, each with the nonce of this one answer; no other script.
fn assert_scripts(page: &Page, policy: &str) {
    let here = &page.path;
    let has_island = page.text().contains("<leptos-island");
    let nonce = policy
        .split_once("'nonce-")
        .and_then(|(_, behind)| behind.split_once('\''))
        .map(|(nonce, _)| nonce);
    assert_eq!(nonce.is_some(), has_island, "{here}: {policy}");
    assert_eq!(page.attributes("script[async]", "src"), ["/network.js"], "{here}");
    let scripts = page.texts("script:not([async])").len();
    let nonces = page.attributes("script", "nonce");
    match nonce {
        None => assert_eq!(scripts, 0, "{here}"),
        Some(nonce) => {
            assert!(nonce.len() >= 16, "{here}: {nonce}");
            assert!(
                scripts > 0 && nonces.len() == scripts && nonces.iter().all(|known| known == nonce),
                "{here}: {nonces:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_nonce_is_used_once() {
    let all = everything().await;
    let mut mother = all.site.citizen(MOTHER).await;
    let first = mother
        .browser
        .get(&all.application)
        .await
        .unwrap()
        .header("content-security-policy")
        .to_owned();
    let second = mother
        .browser
        .get(&all.application)
        .await
        .unwrap()
        .header("content-security-policy")
        .to_owned();
    assert!(first.contains("'nonce-") && first != second, "{first}");
}
