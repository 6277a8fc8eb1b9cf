//! `/search` and what is suggested while one types.

use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::people::page::Page;
use crate::site::Site;

/// A text as one value of a query.
fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn searched(site: &Site, words: &str) -> Page {
    let path = format!("/search?q={}", percent(words));
    let page = site.browser().get(&path).await.unwrap();
    assert_eq!(page.status, StatusCode::OK, "{page}");
    page
}

async fn suggested(site: &Site, words: &str, from: Option<&'static str>) -> Page {
    let mut headers = HeaderMap::new();
    if let Some(from) = from {
        headers.insert("sec-fetch-site", HeaderValue::from_static(from));
    }
    let path = format!("/search/suggest?q={}", percent(words));
    site.browser()
        .send(Method::GET, &path, headers, "".into())
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
    for from in [None, Some("same-origin")] {
        let page = suggested(&site, "csdj", from).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("cache-control"), "no-store");
        let first = r#"[{"href":"/themes/newborn","name":"新生儿出生"}"#;
        assert!(page.text().starts_with(first), "{page}");
    }
    for from in ["cross-site", "same-site", "none"] {
        let page = suggested(&site, "csdj", Some(from)).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{from}");
    }
    assert_eq!(suggested(&site, "量子力学", None).await.text(), "[]");
    for odd in ["", "?q=%", "?q=%ff", "?q=a&q=b", "?x=1"] {
        let path = format!("/search/suggest{odd}");
        let page = site
            .browser()
            .send(Method::GET, &path, HeaderMap::new(), "".into())
            .await
            .unwrap();
        assert!(!page.status.is_server_error(), "{odd}: {page}");
    }
}
