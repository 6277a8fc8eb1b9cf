//! `/search` and what is suggested while one types.

use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::people::page::Page;
use crate::site::Site;

/// A text as one value of a query.
fn percent(text: &str) -> String {
    let encode = |encoded: String, byte: u8| encoded + &format!("%{byte:02X}");
    text.bytes().fold(String::new(), encode)
}

async fn searched(site: &Site, words: &str) -> Page {
    let path = format!("/search?q={}", percent(words));
    let page = site.browser().get(&path).await.unwrap();
    assert_eq!(page.status, StatusCode::OK, "{page}");
    page
}

/// What comes back for this body, sent from such a site.
async fn suggested(site: &Site, body: String, from: Option<&'static str>) -> Page {
    let mut headers = HeaderMap::new();
    let form = HeaderValue::from_static("application/x-www-form-urlencoded;charset=UTF-8");
    headers.insert("content-type", form);
    if let Some(from) = from {
        headers.insert("sec-fetch-site", HeaderValue::from_static(from));
    }
    site.browser()
        .send(Method::POST, "/search/suggest", headers, body.into())
        .await
        .unwrap()
}

#[tokio::test]
async fn everyday_words_initials_and_typing_errors_lead_to_the_guide() {
    let site = Site::open().await;
    for words in ["给娃上户口", "csdj", "shang hu kou", "上护口"] {
        let page = searched(&site, words).await;
        assert_eq!(
            page.links("/themes/").first().map(String::as_str),
            Some("/themes/newborn"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn where_nothing_is_found_a_person_can_be_asked() {
    let site = Site::open().await;
    for words in ["量子力学", "火星移民", "\u{7}\u{0}", "<script>alert(1)</script>"] {
        let page = searched(&site, words).await;
        assert!(
            !page.links("tel:").is_empty() && !page.links("/themes").is_empty(),
            "{page}"
        );
        assert!(!page.text().contains("<script>alert"), "{page}");
    }
    searched(&site, &"长".repeat(200)).await;
}

#[tokio::test]
async fn what_is_not_offered_is_not_announced_as_found_and_a_person_comes_before_what_is_nearest() {
    let site = Site::open().await;
    for words in ["老人走了", "办身份证", "结婚", "buzhidao"] {
        let page = searched(&site, words).await;
        assert_eq!(page.texts("[role=status]"), [app::text::home::NOTHING_FOUND], "{page}");
        let links = page.links("");
        let place = |start: &str| links.iter().position(|link| link.starts_with(start)).unwrap();
        assert!(place("tel:") < place("/themes"), "{words}: {links:?}");
    }
}

#[tokio::test]
async fn without_words_all_themes_are_there() {
    let site = Site::open().await;
    for words in ["", " "] {
        let page = searched(&site, words).await;
        assert!(
            page.links("/themes/").contains(&"/themes/social-card".to_owned()),
            "{page}"
        );
    }
}

#[tokio::test]
async fn what_is_suggested_is_for_the_own_page_only() {
    let site = Site::open().await;
    let page = suggested(&site, "q=csdj".to_owned(), Some("same-origin")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("cache-control"), "no-store");
    let first = r#"[{"href":"/themes/newborn","name":"新生儿出生"}"#;
    assert!(page.text().starts_with(first), "{page}");
    for from in [None, Some("cross-site"), Some("same-site"), Some("none")] {
        let page = suggested(&site, "q=csdj".to_owned(), from).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{from:?}");
    }
    let unknown = format!("q={}", percent("量子力学"));
    assert_eq!(suggested(&site, unknown, Some("same-origin")).await.text(), "[]");
    for odd in ["", "q=%", "q=%ff", "q=a&q=b", "x=1"] {
        let page = suggested(&site, odd.to_owned(), Some("same-origin")).await;
        assert!(!page.status.is_server_error(), "{odd}: {page}");
    }
}

#[tokio::test]
async fn what_is_typed_is_taken_in_the_body_alone_and_no_longer_than_a_search() {
    let site = Site::open().await;
    let by_address = site.browser().get("/search/suggest?q=csdj").await.unwrap();
    assert_eq!(by_address.status, StatusCode::METHOD_NOT_ALLOWED);
    let long = suggested(&site, format!("q={}", "a".repeat(5000)), Some("same-origin")).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn suggestions_stay_in_the_county_of_the_link_and_in_none_that_is_invented() {
    let site = Site::open().await;
    for (region, link) in [
        ("000002", "/themes/newborn?region=000002"),
        ("000000", "/themes/newborn?region=000000"),
        ("999999", "/themes/newborn"),
        ("", "/themes/newborn"),
    ] {
        let page = suggested(&site, format!("q=csdj&region={region}"), Some("same-origin")).await;
        let first = format!(r#"[{{"href":"{link}","#);
        assert!(page.text().starts_with(&first), "{region}: {page}");
    }
}
