//! `/me/inbox`: every step in plain words, what is new marked, page by page.

use app::text::inbox as text;
use http::StatusCode;

use crate::newborn::{self, MOTHER, STRANGER};
use crate::site::Site;

#[tokio::test]
async fn an_empty_inbox_says_what_will_stand_in_it() {
    let site = Site::open().await;
    let mut stranger = site.citizen(STRANGER).await;
    let page = stranger.browser.get("/me/inbox").await.unwrap();
    assert_eq!((page.status, page.heading().as_str()), (StatusCode::OK, text::TITLE));
    assert!(page.text().contains(text::EMPTY), "{page}");
}

#[tokio::test]
async fn what_an_office_did_is_new_once_and_leads_to_the_application() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    site.officer("gao_ying").await.accept(&case).await.unwrap();
    let mine = mother.browser.get("/me").await.unwrap();
    assert!(mine.text().contains("条新"), "{mine}");
    let inbox = mother.browser.get("/me/inbox").await.unwrap();
    assert!(!inbox.texts(".state--new").is_empty(), "{inbox}");
    assert!(
        inbox.attributes(".letters a", "href").iter().all(|href| *href == path),
        "{inbox}"
    );
    let again = mother.browser.get("/me/inbox").await.unwrap();
    assert_eq!(again.texts(".state--new"), [""; 0], "{again}");
    let mut stranger = site.citizen(STRANGER).await;
    let theirs = stranger.browser.get("/me/inbox").await.unwrap();
    assert!(theirs.attributes(".letters a", "href").is_empty(), "{theirs}");
}
