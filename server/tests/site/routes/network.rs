//! What the worker in the browser goes by: which pages it may keep and for whom, and what it says without network.

use http::{HeaderMap, Method, StatusCode};

use crate::newborn::{self, MOTHER};
use crate::people::page::Page;
use crate::site::Site;

async fn ask(site: &Site, path: &str, headers: HeaderMap) -> Page {
    site.browser()
        .send(Method::GET, path, headers, "".into())
        .await
        .unwrap()
}

/// Whose browser it is by this page, and whether it may be kept.
fn said(page: &Page) -> (&str, bool) {
    (page.header("x-whose"), page.header("x-keep") == "yes")
}

#[tokio::test]
async fn pages_that_are_the_same_for_everyone_may_be_kept_and_say_nothing_of_who_reads() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    for path in ["/", "/themes", "/themes/newborn"] {
        assert_eq!(said(&mother.browser.get(path).await.unwrap()), ("", true), "{path}");
    }
    for path in [
        "/search",
        "/search?q=secret",
        "/themes?page=2",
        "/themes/nowhere",
        "/offline",
    ] {
        assert_eq!(said(&mother.browser.get(path).await.unwrap()), ("", false), "{path}");
    }
}

#[tokio::test]
async fn ones_own_pages_may_be_kept_for_this_session_only() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    newborn::first_page(&mut mother).await;
    let own = mother.browser.get("/me").await.unwrap().header("x-whose").to_owned();
    assert!(
        own.len() == 32 && own.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{own}"
    );
    assert!(!own.contains(&mother.browser.cookies["session"][..8]));
    for path in ["/me", "/applications", &application, "/themes/newborn/plan"] {
        assert_eq!(
            said(&mother.browser.get(path).await.unwrap()),
            (own.as_str(), true),
            "{path}"
        );
    }
    for path in [
        "/me/inbox",
        "/me/data",
        &format!("{application}/withdraw"),
        &format!("{application}/record"),
        "/themes/newborn/plan?choose=1",
        "/applications/nowhere",
        "/problem/conflict",
    ] {
        assert_eq!(
            said(&mother.browser.get(path).await.unwrap()),
            (own.as_str(), false),
            "{path}"
        );
    }
    let mut again = site.citizen(MOTHER).await;
    let page = again.browser.get("/me").await.unwrap();
    assert!(page.header("x-whose") != own && said(&page).1, "{page}");
}

#[tokio::test]
async fn of_officers_and_of_strangers_nothing_is_kept() {
    let site = Site::open().await;
    let mut officer = site.officer("gao_ying").await;
    for path in ["/desk", "/staff", "/me"] {
        assert_eq!(
            said(&officer.browser.look(path).await.unwrap()),
            ("nobody", false),
            "{path}"
        );
    }
    for path in ["/me", "/applications", "/sign-in", "/drafts/1", "/themes/newborn/plan"] {
        assert_eq!(
            said(&ask(&site, path, HeaderMap::new()).await),
            ("nobody", false),
            "{path}"
        );
    }
}

#[tokio::test]
async fn of_whoever_acts_for_somebody_else_nothing_is_kept() {
    let site = Site::open().await;
    let mut mother = site.citizen("he_min").await;
    let page = mother.browser.get("/me/hats/child").await.unwrap();
    let mut form = page.form("guard_child");
    form.set("name", "何一诺").set("id_number", "000000201706010421");
    let hats = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    let form = hats.form("put_on_hat");
    let (name, child) = form.buttons[0].clone();
    mother.browser.press(&hats, &form, (&name, &child)).await.unwrap();
    for path in ["/me", "/applications"] {
        let page = mother.browser.get(path).await.unwrap();
        assert_eq!(
            (page.status, said(&page)),
            (StatusCode::OK, ("nobody", false)),
            "{page}"
        );
    }
}

#[tokio::test]
async fn every_page_says_for_which_county_it_is() {
    let site = Site::open().await;
    let mut guest = site.browser();
    for (path, county) in [
        ("/themes/newborn", "000000"),
        ("/themes/newborn?region=000002", "000002"),
        ("/themes/newborn", "000000"),
        ("/offline", "000000"),
        ("/themes/newborn/plan?region=000002", "000002"),
        ("/themes/newborn", "000002"),
        ("/offline", "000002"),
        ("/sign-in", "000002"),
        ("/sign-in?region=999999", "000000"),
    ] {
        assert_eq!(guest.get(path).await.unwrap().header("x-region"), county, "{path}");
    }
}

#[tokio::test]
async fn what_is_said_without_network_is_there_for_everyone() {
    let site = Site::open().await;
    let unread = ask(&site, "/offline", HeaderMap::new()).await;
    assert_eq!(
        (unread.status, unread.heading()),
        (StatusCode::OK, "现在没有网络".to_owned())
    );
    assert!(
        unread.attributes("#worker", "data-seen")[0].contains("{time}"),
        "{unread}"
    );
    for part in ["{month}", "{day}", "{clock}"] {
        assert!(unread.attributes("#worker", "data-time")[0].contains(part), "{unread}");
    }
    let unsent = ask(&site, "/offline?unsent=1", HeaderMap::new()).await;
    assert_eq!(unsent.attributes("#worker", "data-again"), ["再提交一次"], "{unsent}");
    assert_eq!(
        unsent.attributes("#worker", "data-look"),
        ["先看看办成了没有"],
        "{unsent}"
    );
    for page in [&unread, &unsent] {
        assert_ne!(page.attributes("main a[href^=tel]", "href"), [""; 0], "{page}");
        assert_eq!(page.attributes("link[rel=stylesheet]", "href").len(), 1, "{page}");
    }
}

#[tokio::test]
async fn the_worker_is_asked_about_each_time_and_other_files_once_a_day() {
    let site = Site::open().await;
    for (path, kept, kind) in [
        ("/sw.js", "no-cache", "javascript"),
        ("/network.js", "public, max-age=86400", "javascript"),
        ("/bridge.js", "public, max-age=86400", "javascript"),
        ("/copy.js", "public, max-age=86400", "javascript"),
        ("/device.js", "public, max-age=86400", "javascript"),
        ("/icon.svg", "public, max-age=86400", "image/svg+xml"),
    ] {
        let file = ask(&site, path, HeaderMap::new()).await;
        assert_eq!(
            (file.status, file.header("cache-control")),
            (StatusCode::OK, kept),
            "{path}"
        );
        assert!(
            file.header("content-type").contains(kind),
            "{path}: {}",
            file.header("content-type")
        );
    }
    assert_eq!(
        ask(&site, "/nowhere.js", HeaderMap::new())
            .await
            .header("cache-control"),
        "no-store"
    );
}
