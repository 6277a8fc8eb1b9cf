//! `/api/v1`: for other systems; what goes wrong is told as problem details.

use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use crate::people::page::Page;
use crate::site::Site;

async fn post(site: &Site, slug: &str, body: impl Into<axum::body::Bytes>) -> Page {
    let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, "application/json".parse().unwrap())]);
    let path = format!("/api/v1/themes/{slug}/plan");
    site.browser()
        .send(Method::POST, &path, headers, body.into())
        .await
        .unwrap()
}

fn json(page: &Page) -> Value {
    serde_json::from_slice(&page.body).unwrap_or_else(|error| panic!("{error}: {}", page.text()))
}

#[tokio::test]
async fn the_document_says_what_the_api_can() {
    let site = Site::open().await;
    let document = site.browser().get("/api/v1/openapi.json").await.unwrap();
    assert_eq!(document.header("content-type"), "application/json");
    insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("openapi.json", format!("{:#}", json(&document)));
    });
}

#[tokio::test]
async fn themes_are_listed_and_read() {
    for site in Site::each().await {
        let list = json(&site.browser().get("/api/v1/themes").await.unwrap());
        let slugs: Vec<_> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|theme| theme["slug"].as_str().unwrap())
            .collect();
        let authored = content::Library::embedded().unwrap().themes;
        let published: Vec<_> = authored.iter().map(|theme| theme.slug.as_str()).collect();
        assert_eq!(slugs, published, "{}", site.engine());
        let theme = json(&site.browser().get("/api/v1/themes/newborn").await.unwrap());
        assert_eq!(
            (theme["slug"].as_str(), theme["items"].as_array().map(Vec::len)),
            (Some("newborn"), Some(7))
        );
        let registration = theme["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["id"] == "household_registration");
        assert_eq!(registration.unwrap()["after"], json!(["birth_certificate"]));
        assert_eq!(theme["questions"][0]["options"], json!(["mother", "father"]));
    }
}

#[tokio::test]
async fn a_plan_follows_from_posted_answers_and_nothing_is_kept() {
    let site = Site::open().await;
    let empty = json(&post(&site, "newborn", "{}").await);
    assert_eq!(empty["next_question"], "application/applicant.role");
    let answers = json!({
        "application/applicant.role": "mother",
        "child/birth.certificate_status": "issued",
        "application/marriage.status": "married",
        "child/household.follows": "mother",
        "application/maternity.insurance": "none",
    });
    let plan = json(&post(&site, "newborn", json!({"answers": answers}).to_string()).await);
    assert_eq!(plan["next_question"], Value::Null);
    let applies = |plan: &Value, id: &str| {
        plan["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["id"] == id)
            .map(|item| item["applies"].clone())
    };
    assert_eq!(applies(&plan, "birth_certificate"), Some(json!("no")), "{plan:#}");
    assert_eq!(applies(&plan, "household_registration"), Some(json!("yes")), "{plan:#}");
    let picked = json!({"answers": answers, "items": ["household_registration"]});
    let plan = json(&post(&site, "newborn", picked.to_string()).await);
    let taken = plan["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["standing"] == "taken")
        .count();
    assert_eq!(taken, 1, "{plan:#}");
    assert!(
        plan["done_by"].as_str().is_some_and(|day| day >= "2026-11-20"),
        "{plan:#}"
    );
    let again = json(&post(&site, "newborn", "{}").await);
    assert_eq!(again, empty);
}

#[tokio::test]
async fn a_county_is_asked_for_as_on_the_pages() {
    let site = Site::open().await;
    let read = async |path: &str| site.browser().get(&format!("/api/v1/themes{path}")).await.unwrap();
    let days = async |query: &str| {
        let theme = json(&read(&format!("/newborn{query}")).await);
        let mut items = theme["items"].as_array().unwrap().iter();
        let registration = items.find(|item| item["id"] == "household_registration");
        registration.unwrap()["limit"]["days"].as_u64()
    };
    let (city, county) = (days("").await, days("?region=000002").await);
    assert_ne!(city, county);
    assert_eq!(days("?region=000000").await, city);
    let version = json(&read("/newborn?region=000002").await)["version"].clone();
    let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, "application/json".parse().unwrap())]);
    let path = "/api/v1/themes/newborn/plan?region=000002";
    let plan = site
        .browser()
        .send(Method::POST, path, headers, "{}".into())
        .await
        .unwrap();
    assert_eq!(json(&plan)["version"], version);
    assert_eq!(read("?region=000002").await.status, StatusCode::OK);
    for path in ["?region=999999", "/newborn?region=", "/newborn?region=%00"] {
        assert_eq!(read(path).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
}

#[tokio::test]
async fn what_goes_wrong_is_told_as_problem_details() {
    let site = Site::open().await;
    let missing = [
        site.browser().get("/api/v1/themes/moon-landing").await.unwrap(),
        site.browser().get("/api/v1/themes/%00").await.unwrap(),
        post(&site, "moon-landing", "{}").await,
        post(&site, "%E5%87%BA%E7%94%9F", "{}").await,
    ];
    let unreadable = [
        post(&site, "newborn", "").await,
        post(&site, "newborn", "{\"answers\":").await,
        post(&site, "newborn", vec![0xff, 0xfe]).await,
    ];
    let unclear = [
        post(&site, "newborn", "[]").await,
        post(&site, "newborn", "{\"answer\":{}}").await,
        post(&site, "newborn", "{\"answers\":{\"no field\":\"x\"}}").await,
        post(&site, "newborn", "{\"items\":[7]}").await,
    ];
    let problems = missing.map(|page| (page, StatusCode::NOT_FOUND)).into_iter();
    let problems = problems.chain(unreadable.map(|page| (page, StatusCode::BAD_REQUEST)));
    for (page, status) in problems.chain(unclear.map(|page| (page, StatusCode::UNPROCESSABLE_ENTITY))) {
        assert_eq!(
            page.header("content-type"),
            "application/problem+json",
            "{}",
            page.text()
        );
        assert_eq!(
            (page.status, json(&page)["status"].clone()),
            (status, json!(status.as_u16())),
            "{}",
            page.text()
        );
        assert!(json(&page)["title"].is_string());
    }
}

#[tokio::test]
async fn what_an_item_or_an_answer_says_never_breaks_it() {
    let site = Site::open().await;
    let odd = [
        json!({"answers": {"child/birth.time": "gestern"}}),
        json!({"answers": {"application/applicant.role": "grandmother", "x/y": "\u{0}\u{202e}"}}),
        json!({"items": ["nowhere"]}),
        json!({"items": []}),
    ];
    for body in odd {
        let page = post(&site, "newborn", body.to_string()).await;
        assert!(!page.status.is_server_error(), "{body}: {}", page.text());
    }
    let huge = json!({"answers": {"child/person.name": "长".repeat(1_000_000)}}).to_string();
    assert_eq!(post(&site, "newborn", huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_api_knows_no_cookie() {
    let site = Site::open().await;
    let mut mother = site.citizen(crate::newborn::MOTHER).await;
    mother.plan("newborn").await.unwrap();
    let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, "application/json".parse().unwrap())]);
    let path = "/api/v1/themes/newborn/plan";
    let hers = mother
        .browser
        .send(Method::POST, path, headers, "{}".into())
        .await
        .unwrap();
    assert_eq!(json(&hers)["next_question"], "application/applicant.role");
}
