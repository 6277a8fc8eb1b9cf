//! `?from=`, `/staff/arrivals`, `/themes/{slug}/poster`: by which ways people come, and never who.

use app::text::{frame, staff as text};
use http::{HeaderMap, Method, StatusCode};

use crate::newborn::MOTHER;
use crate::people::page::Page;
use crate::site::Site;

/// The rows that the administrator reads.
async fn rows(site: &Site) -> Vec<[String; 3]> {
    usecases::arrival::write_down(&site.office).await.unwrap();
    let mut system = site.officer("jiang_he").await;
    let page: Page = system.browser.get("/staff/arrivals").await.unwrap();
    assert_eq!(page.status, StatusCode::OK, "{page}");
    let cells = page.texts(".cases td");
    cells.chunks(3).map(|row| [0, 1, 2].map(|at| row[at].clone())).collect()
}

fn row(channel: &str, page: &str, count: &str) -> [String; 3] {
    [channel, page, count].map(str::to_owned)
}

#[tokio::test]
async fn who_comes_by_a_link_is_counted_also_from_memory_and_made_up_ways_are_one() {
    for site in Site::each().await {
        for _ in 0..3 {
            let page = site.browser().get("/themes/newborn?from=menu").await.unwrap();
            assert_eq!(page.headers.get("set-cookie"), None, "{page}");
        }
        site.browser().get("/?region=000002&from=made-up-1").await.unwrap();
        site.browser().get("/?from=made-up-2").await.unwrap();
        site.browser().get("/privacy?from=sms").await.unwrap();
        let rows = rows(&site).await;
        let engine = site.engine();
        assert_eq!(rows.len(), 3, "{engine} {rows:?}");
        assert_eq!(
            (rows[0][0].as_str(), rows[0][2].as_str()),
            ("公众号菜单", "3"),
            "{engine}"
        );
        assert!(rows.contains(&row(text::OTHER, frame::HOME, "2")), "{engine} {rows:?}");
        assert!(rows.contains(&row("短信", text::OTHER, "1")), "{engine} {rows:?}");
    }
}

#[tokio::test]
async fn what_is_no_arrival_is_not_counted() {
    let site = Site::open().await;
    for path in [
        "/?from=",
        "/?from=Menu",
        "/?from=%00",
        "/?from=a%20b",
        "/?from=abcdefghij01234567890",
        "/nothing?from=menu",
        "/themes/none?from=menu",
    ] {
        site.browser().get(path).await.unwrap();
    }
    let ahead = [("sec-purpose", "prefetch"), ("user-agent", "some crawler")];
    for (name, value) in ahead {
        let headers = HeaderMap::from_iter([(http::HeaderName::from_static(name), value.parse().unwrap())]);
        let mut browser = site.browser();
        browser
            .send(Method::GET, "/?from=menu", headers, "".into())
            .await
            .unwrap();
    }
    let mut browser = site.browser();
    let head = browser.send(Method::HEAD, "/?from=menu", HeaderMap::new(), "".into());
    head.await.unwrap();
    assert_eq!(rows(&site).await, Vec::<[String; 3]>::new());
}

#[tokio::test]
async fn a_page_that_the_browser_fetches_again_is_no_second_arrival() {
    let site = Site::open().await;
    for mode in ["navigate", "cors", "same-origin"] {
        let headers = HeaderMap::from_iter([(http::HeaderName::from_static("sec-fetch-mode"), mode.parse().unwrap())]);
        let mut browser = site.browser();
        let page = browser.send(Method::GET, "/?from=menu", headers, "".into());
        assert_eq!(page.await.unwrap().status, StatusCode::OK, "{mode}");
    }
    assert_eq!(rows(&site).await, [row("公众号菜单", frame::HOME, "1")]);
}

#[tokio::test]
async fn nobody_but_who_runs_the_system_reads_it() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let refused = mother.browser.get("/staff/arrivals").await.unwrap();
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused}");
    for who in ["an_ning", "gao_ying"] {
        let mut officer = site.officer(who).await;
        let refused = officer.browser.get("/staff/arrivals").await.unwrap();
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused}");
    }
}

#[tokio::test]
async fn a_poster_holds_a_code_that_names_a_way_the_city_counts() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let guide = browser.get("/themes/newborn").await.unwrap();
    assert_eq!(guide.links("/themes/newborn/poster").len(), 1, "{guide}");
    let poster = browser.get("/themes/newborn/poster").await.unwrap();
    assert_eq!((poster.status, poster.heading()), (StatusCode::OK, guide.heading()));
    let code = |page: &Page| page.attributes(".poster path", "d").concat();
    let hall = browser.get("/themes/newborn/poster?for=hall-civic").await.unwrap();
    assert!(!code(&poster).is_empty());
    let typed = poster.texts(".poster__address");
    assert_eq!(typed, ["http://127.0.0.1:3000/themes/newborn"], "for who cannot scan");
    assert_ne!(code(&hall), code(&poster), "each way has a code of its own");
    for made_up in ["nowhere", "Menu", "%00"] {
        let page = browser
            .get(&format!("/themes/newborn/poster?for={made_up}"))
            .await
            .unwrap();
        assert_eq!(code(&page), code(&poster), "{made_up}");
    }
    let none = browser.get("/themes/none/poster").await.unwrap();
    assert_eq!(none.status, StatusCode::NOT_FOUND, "{none}");
}
