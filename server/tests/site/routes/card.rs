//! What a page says of itself where its address is sent on, and the icons it is kept under.

use app::text::{frame, home, privacy};
use futures::future::join_all;
use http::StatusCode;

use crate::newborn::{self, MOTHER};
use crate::people::page::Page;
use crate::site::Site;

const HERE: &str = "http://127.0.0.1:3000";

/// What the head says under this name.
fn said(page: &Page, name: &str) -> Vec<String> {
    page.attributes(
        &format!("head meta[property='og:{name}'], head meta[name='{name}']"),
        "content",
    )
}

#[tokio::test]
async fn a_page_for_everyone_says_what_it_is_about_and_where_it_is() {
    let site = Site::open().await;
    let mut guest = site.browser();
    for (asked, title, about, path) in [
        ("/", home::TITLE, home::LEDE, "/"),
        ("/themes?page=1&from=share", home::ALL_THEMES, home::LEDE, "/themes"),
        ("/?region=000002", home::TITLE, home::LEDE, "/?region=000002"),
        ("/privacy?q=secret", privacy::TITLE, privacy::ABOUT, "/privacy"),
    ] {
        let page = guest.get(asked).await.unwrap();
        assert_eq!(said(&page, "title"), [title], "{asked}");
        assert_eq!(
            said(&page, "description"),
            [about, about],
            "{asked}: for searches and for cards"
        );
        assert_eq!(said(&page, "url"), [format!("{HERE}{path}")], "{asked}");
        assert_eq!(said(&page, "image"), [format!("{HERE}/share.png")], "{asked}");
        assert_eq!(said(&page, "robots"), [""; 0], "{asked}");
    }
    let guide = guest.get("/themes/newborn").await.unwrap();
    assert_eq!(said(&guide, "title"), [guide.heading()]);
    assert_eq!(said(&guide, "description")[0], guide.texts("main .lede")[0]);
    assert_eq!(said(&guide, "url"), [format!("{HERE}/themes/newborn")]);
}

#[tokio::test]
async fn pages_that_are_made_at_once_say_each_of_itself_what_it_is_about() {
    let site = Site::open().await;
    let paths = ["/", "/themes/newborn", "/themes", "/themes/retirement", "/privacy"];
    // Those that are kept are kept as they were made.
    for _ in 0..2 {
        let pages = join_all(paths.map(async |path| site.browser().get(path).await.unwrap())).await;
        for (path, page) in paths.iter().zip(pages) {
            assert_eq!(said(&page, "url"), [format!("{HERE}{path}")], "{path}");
            assert_eq!(said(&page, "description").len(), 2, "{path}");
        }
    }
}

#[tokio::test]
async fn a_poster_that_is_sent_on_says_what_its_guide_says() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let guide = guest.get("/themes/newborn").await.unwrap();
    let poster = guest.get("/themes/newborn/poster?for=hospital").await.unwrap();
    for name in ["title", "description", "url", "image", "robots"] {
        assert_eq!(said(&poster, name), said(&guide, name), "{name}");
    }
}

#[tokio::test]
async fn ones_own_page_says_nothing_of_anybody_in_a_card_and_is_not_searched() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    for path in [
        "/me",
        &application,
        "/themes/newborn/plan",
        "/search?q=%E7%A7%98%E5%AF%86",
        "/applications/nowhere",
    ] {
        let page = mother.browser.get(path).await.unwrap();
        assert_eq!(said(&page, "title"), [frame::PRODUCT], "{path}");
        assert_eq!(said(&page, "description"), [frame::ABOUT, frame::ABOUT], "{path}");
        assert_eq!(said(&page, "url"), [format!("{HERE}/")], "{path}");
        assert_eq!(said(&page, "robots"), ["noindex"], "{path}");
    }
}

#[tokio::test]
async fn every_icon_that_a_page_or_the_manifest_names_is_there() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let home = guest.get("/").await.unwrap();
    let mut files = home.attributes("link[rel=icon], link[rel=apple-touch-icon], link[rel=manifest]", "href");
    assert_eq!(files.len(), 3, "{home}");
    let manifest = guest.get("/manifest.webmanifest").await.unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest.body).unwrap();
    let icons = manifest["icons"].as_array().unwrap();
    files.extend(icons.iter().map(|icon| icon["src"].as_str().unwrap().to_owned()));
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"), "{manifest}");
    files.extend(["/share.png".to_owned(), "/favicon.ico".to_owned()]);
    for file in files {
        let found = guest.get(&file).await.unwrap();
        assert_eq!(found.status, StatusCode::OK, "{file}");
        assert!(
            !found.header("content-type").starts_with("text/html") && found.body.len() < 60_000,
            "{file}"
        );
    }
}
