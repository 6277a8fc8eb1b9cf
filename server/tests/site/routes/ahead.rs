//! Pages that are fetched before anybody opens them: which, over which network, and what of it stays.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde_json::Value;

use crate::newborn::MOTHER;
use crate::people::browser::Browser;
use crate::people::page::Page;
use crate::site::{Inside, Site};

const SEC_PURPOSE: HeaderName = HeaderName::from_static("sec-purpose");

/// What the rules let this browser fetch ahead where it says this of its network.
async fn ahead(browser: &mut Browser<Inside>, network: &[(&'static str, &'static str)]) -> Vec<String> {
    let said = network.iter().copied();
    let headers = said.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    let file = browser
        .send(Method::GET, "/speculation.json", headers.collect(), "".into())
        .await
        .unwrap();
    assert_eq!(
        (file.header("content-type"), file.header("cache-control")),
        ("application/speculationrules+json", "private, max-age=86400")
    );
    assert_eq!(file.header("vary"), "cookie, ect, save-data");
    let rules: Value = serde_json::from_slice(&file.body).unwrap();
    assert!(rules.get("prerender").is_none(), "{rules}");
    let pages = rules["prefetch"][0]["where"]["href_matches"].as_array();
    let path = |page: &Value| page["pathname"].as_str().unwrap().to_owned();
    pages.into_iter().flatten().map(path).collect()
}

#[tokio::test]
async fn pages_are_fetched_ahead_over_a_good_network_only_and_the_first_question_by_who_has_nothing_here() {
    let site = Site::open().await;
    let public: &[_] = &["/", "/themes", "/themes/:slug"];
    let first = "/themes/:slug/plan";
    let mut newcomer = site.browser();
    let good: &[_] = &[("ect", "4g")];
    assert_eq!(ahead(&mut newcomer, good).await, [public, &[first]].concat());
    let others: [&[_]; 3] = [&[("ect", "3g")], &[("ect", "4g"), ("save-data", "on")], &[]];
    for network in others {
        assert_eq!(ahead(&mut newcomer, network).await, [""; 0], "{network:?}");
    }
    let mut mother = site.citizen(MOTHER).await;
    assert_eq!(ahead(&mut mother.browser, good).await, public);
    let page = newcomer.get("/themes/newborn/plan").await.unwrap();
    let form = page.form("answer_question");
    newcomer.press(&page, &form, ("value", "mother")).await.unwrap();
    assert!(newcomer.cookies.contains_key("guest"));
    assert_eq!(ahead(&mut newcomer, good).await, public);
}

#[tokio::test]
async fn only_pages_for_everyone_name_the_rules() {
    let site = Site::open().await;
    let named = |page: &Page| {
        (
            page.header("speculation-rules").to_owned(),
            page.header("accept-ch").to_owned(),
        )
    };
    for path in ["/", "/themes", "/themes/newborn"] {
        let page = site.browser().look(path).await.unwrap();
        assert_eq!(
            named(&page),
            ("\"/speculation.json\"".to_owned(), "ECT".to_owned()),
            "{path}"
        );
    }
    for path in ["/search", "/themes/newborn/plan", "/sign-in", "/offline"] {
        let page = site.browser().look(path).await.unwrap();
        assert_eq!(named(&page), (String::new(), String::new()), "{path}");
    }
}

#[tokio::test]
async fn nothing_of_ones_own_is_fetched_ahead_and_what_is_leaves_no_trace() {
    let site = Site::open().await;
    let headers = || HeaderMap::from_iter([(SEC_PURPOSE, HeaderValue::from_static("prefetch"))]);
    let mut newcomer = site.browser();
    let mut path = "/themes/newborn/plan".to_owned();
    for status in [StatusCode::SEE_OTHER, StatusCode::OK] {
        let page = newcomer.send(Method::GET, &path, headers(), "".into()).await.unwrap();
        assert_eq!((page.status, page.header("set-cookie")), (status, ""), "{page}");
        path = page.location().to_owned();
    }
    let mut mother = site.citizen(MOTHER).await;
    for path in ["/themes/newborn/plan", "/me", "/applications"] {
        let mut asks = async |headers: HeaderMap| {
            mother
                .browser
                .send(Method::GET, path, headers, "".into())
                .await
                .unwrap()
        };
        let early = asks(headers()).await;
        assert_eq!((early.status, early.body.len()), (StatusCode::FORBIDDEN, 0), "{path}");
        assert_ne!(asks(HeaderMap::new()).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let guide = mother
        .browser
        .send(Method::GET, "/themes/newborn", headers(), "".into());
    assert_eq!(guide.await.unwrap().status, StatusCode::OK);
}
