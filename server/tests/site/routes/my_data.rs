//! `/me/data` and what is beneath it: seeing, taking along, taking back, deleting.

use app::text::{help, my_data as text, party};
use domain::party::Standing;
use http::StatusCode;

use crate::newborn::{self, MOTHER};
use crate::site::Site;

/// The mother's numbers, in full and as they are shown.
const ID_NUMBER: (&str, &str) = ("000000199605180026", "0000001996******26");
const PHONE: (&str, &str) = ("13800000001", "138****0001");

#[tokio::test]
async fn a_citizen_sees_what_is_kept_and_numbers_only_when_they_ask() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        let nothing = mother.browser.get("/me/data").await.unwrap();
        assert_eq!(nothing.heading(), text::TITLE, "{nothing}");
        newborn::first_page(&mut mother).await;
        let page = mother.browser.get("/me/data").await.unwrap().text();
        assert!(page.contains(PHONE.1) && page.contains(ID_NUMBER.1), "{page}");
        assert!(!page.contains(PHONE.0) && !page.contains(ID_NUMBER.0), "{page}");
        let shown = mother.browser.get("/me/data?show=1").await.unwrap().text();
        assert!(shown.contains(PHONE.0) && shown.contains(ID_NUMBER.0), "{shown}");
    }
}

#[tokio::test]
async fn whom_one_asked_to_apply_together_and_what_one_asked_a_department_are_listed() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (draft, ..) = newborn::joined(&site, &mut mother).await;
    let page = mother
        .browser
        .get(&format!("/drafts/{draft}/help?about=child"))
        .await
        .unwrap();
    let mut form = page.form("ask_for_help");
    form.set("wish", "look_over")
        .set("question", "生僻字这样写对吗？")
        .set("agrees", "1");
    mother.browser.press(&page, &form, ("", "")).await.unwrap();
    for path in ["/me/data", "/me/data/export"] {
        let page = mother.browser.get(path).await.unwrap();
        let (_, joined) = party::state(Standing::Joined);
        assert!(page.texts(".note").contains(&text::asked("陈远", joined)), "{page}");
        let named = page.texts(".rows__name");
        assert!(named.contains(&"生僻字这样写对吗？".to_owned()), "{page}");
        assert!(page.texts(".state").contains(&help::WAITING.to_owned()), "{page}");
    }
    let kept = text::kept_how_long("1 年");
    let page = mother.browser.get("/me/data").await.unwrap();
    assert!(page.texts("p").contains(&kept), "as the drafts' own pages say: {page}");
}

#[tokio::test]
async fn the_export_is_a_file_and_a_page_of_ones_own() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    newborn::first_page(&mut mother).await;
    let file = mother.browser.look("/me/data/export.json").await.unwrap();
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"my-data.json\""
    );
    assert_eq!(file.header("content-type"), "application/json");
    let page = mother.browser.get("/me/data/export").await.unwrap();
    assert!(page.text().contains(ID_NUMBER.0), "{page}");
    let mut guest = site.browser();
    for path in ["/me/data", "/me/data/export", "/me/data/export.json", "/me/data/delete"] {
        let page = guest.get(path).await.unwrap();
        assert!(page.path.starts_with("/sign-in"), "{path}: {page}");
    }
}

#[tokio::test]
async fn a_consent_is_taken_back_where_it_is_listed() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    newborn::first_page(&mut mother).await;
    for left in [1, 0] {
        // What is sensitive stands first, being given last.
        let page = mother.browser.get("/me/data").await.unwrap();
        let form = page.form("withdraw_consent");
        let after = mother.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!((after.status, after.path.as_str()), (StatusCode::OK, "/me/data"));
        let open = after
            .form_names()
            .iter()
            .filter(|name| name.ends_with("/withdraw_consent"))
            .count();
        assert_eq!(open, left, "{after}");
    }
}

#[tokio::test]
async fn an_account_is_deleted_by_who_signed_in_a_moment_ago_and_is_gone_at_once() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        mother.browser.get("/me").await.unwrap();
        let page = mother.browser.get("/me/data/delete").await.unwrap();
        site.advance(10 * 60_000);
        let form = page.form("erase_account");
        let refused = mother.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(refused.texts("[role=alert]"), [text::TOO_LONG_AGO], "{refused}");
        let mut again = site.citizen(MOTHER).await;
        let page = again.browser.get("/me/data/delete").await.unwrap();
        let gone = again
            .browser
            .press(&page, &page.form("erase_account"), ("", ""))
            .await
            .unwrap();
        assert_eq!(gone.heading(), text::ERASED, "{}: {gone}", site.engine());
        for browser in [&mut again.browser, &mut mother.browser] {
            assert!(browser.get("/me").await.unwrap().path.starts_with("/sign-in"));
        }
    }
}

#[tokio::test]
async fn a_browser_in_which_an_account_was_deleted_holds_nothing_of_whoever_used_it() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let browser = &mut mother.browser;
    let page = browser.get("/me/data/delete").await.unwrap();
    let beside = ["guest", "typed", "code", "parked", "identified", "handed"];
    for name in beside {
        browser.cookies.insert(name.to_owned(), "hers".to_owned());
    }
    let form = page.form("erase_account");
    let gone = browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(gone.heading(), text::ERASED, "{gone}");
    for name in beside.into_iter().chain(["session"]) {
        assert_eq!(browser.cookies.get(name), None, "{name}");
    }
}
