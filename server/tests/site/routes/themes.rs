//! `/`, `/search`, `/themes`, `/themes/{slug}`: the same for everyone, light, and readable at once.

use http::StatusCode;

use crate::newborn::MOTHER;
use crate::people::page::Page;
use crate::site::Site;

#[tokio::test]
async fn public_pages_are_the_same_for_everyone_and_set_no_cookie() {
    let site = Site::open().await;
    let (mut guest, mut mother) = (site.browser(), site.citizen(MOTHER).await);
    for path in [
        "/",
        "/themes",
        "/themes/newborn",
        "/themes/social-card",
        "/search?q=%E7%94%9F%E5%AD%A9%E5%AD%90",
    ] {
        let (for_guest, for_mother) = (guest.get(path).await.unwrap(), mother.browser.get(path).await.unwrap());
        assert_eq!(for_guest.status, StatusCode::OK, "{path}");
        assert_eq!(without_nonce(&for_guest), without_nonce(&for_mother), "{path}");
        assert_eq!(for_guest.header("set-cookie"), "", "{path}");
    }
}

/// The page without what the browser is told anew with each answer: which script may run.
fn without_nonce(page: &Page) -> String {
    let nonces = page.attributes("script", "nonce");
    nonces.iter().fold(page.text(), |text, nonce| text.replace(nonce, ""))
}

#[tokio::test]
async fn a_search_leads_to_the_guide_and_what_was_typed_runs_nowhere() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let home = guest.get("/").await.unwrap();
    let mut form = home.forms().into_iter().find(|form| !form.is_post).unwrap();
    form.set("q", "给宝宝上户口");
    let found = guest.press(&home, &form, ("", "")).await.unwrap();
    assert_eq!(
        found.links("/themes/").first().map(String::as_str),
        Some("/themes/newborn"),
        "{found}"
    );
    form.set("q", "\"><script>alert(1)</script>");
    let nothing = guest.press(&home, &form, ("", "")).await.unwrap();
    assert_eq!(nothing.status, StatusCode::OK);
    assert!(!nothing.text().contains("<script>"), "{nothing}");
    assert_eq!(
        nothing.attributes("input[type=search]", "value"),
        ["\"><script>alert(1)</script>"]
    );
}

#[tokio::test]
async fn a_theme_that_is_not_there_has_a_page_that_says_so() {
    let site = Site::open().await;
    let page = site.browser().get("/themes/moon-landing").await.unwrap();
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(page.heading(), app::text::problem::NOT_FOUND.title);
}
