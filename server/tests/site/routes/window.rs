//! `/desk/window`: one person is served at a time.

use app::text::window as text;
use http::StatusCode;

use crate::newborn::MOTHER;
use crate::people::desk::Officer;
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// Whom the household register knows, and who has no account.
const NEIGHBOUR: (&str, &str) = ("吴桐", "000000199707200032");

async fn serves(officer: &mut Officer<Inside>, (name, id_number): (&str, &str)) -> Page {
    let page = officer.browser.get("/desk/window").await.unwrap();
    let mut form = page.form("serve_person");
    form.set("name", name).set("id_number", id_number);
    officer.browser.press(&page, &form, ("", "")).await.unwrap()
}

#[tokio::test]
async fn a_page_of_who_stood_there_before_does_nothing_to_who_stands_there_now() {
    for site in Site::each().await {
        let mut officer = site.officer("fang_yuan").await;
        let neighbour = serves(&mut officer, NEIGHBOUR).await;
        assert_eq!(neighbour.heading(), NEIGHBOUR.0, "{neighbour}");
        let number = officer.browser.get("/desk/window/number").await.unwrap();
        let paper = officer.browser.get("/desk/window/mandate").await.unwrap();
        let mother = ("林晓", "000000199605180026");
        serves(&mut officer, mother).await;
        let free = officer.browser.get("/desk/window/free").await.unwrap();

        let mut form = number.form("set_window_number");
        form.set("number", "13911112222").set("again", "13911112222");
        let sent = officer.browser.press(&number, &form, ("", "")).await.unwrap();
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = text::problem("somebody-else-served").unwrap();
        assert_eq!(sent.texts("[role=alert]"), [said], "{sent}");
        let mut form = paper.form("draw_up_paper");
        form.set("name", "陈远").set("phone", "13800000002").set("all", "1");
        let sent = officer.browser.press(&paper, &form, ("", "")).await.unwrap();
        assert_eq!(sent.texts("[role=alert]"), [said], "{sent}");
        serves(&mut officer, NEIGHBOUR).await;
        let sent = officer
            .browser
            .press(&free, &free.form("free_number"), ("", ""))
            .await
            .unwrap();
        assert_eq!(sent.texts("[role=alert]"), [said], "{sent}");
        let mut mother = site.citizen(MOTHER).await;
        assert!(mother.browser.get("/me").await.unwrap().text().contains("林晓"));
    }
}

#[tokio::test]
async fn nobody_is_served_by_who_has_no_window_and_nothing_typed_stands_in_an_address() {
    let site = Site::open().await;
    let mut elsewhere = site.officer("gao_ying").await;
    for path in ["", "/person", "/mandate", "/number", "/free", "/mandates/x"] {
        let page = elsewhere.browser.get(&format!("/desk/window{path}")).await.unwrap();
        assert!(!page.status.is_success(), "{path}: {page}");
    }
    let mut officer = site.officer("fang_yuan").await;
    let page = officer.browser.get("/desk/window/person").await.unwrap();
    assert_eq!(page.heading(), text::TITLE, "{page}");
    assert_eq!(page.texts("[role=alert]"), [text::problem("serve-first").unwrap()]);
    let wrong = serves(&mut officer, ("吴同", NEIGHBOUR.1)).await;
    assert!(
        !wrong.path.contains(NEIGHBOUR.1) && wrong.text().contains(NEIGHBOUR.1),
        "{wrong}"
    );
    let person = serves(&mut officer, NEIGHBOUR).await;
    assert!(!person.text().contains(NEIGHBOUR.1), "masked: {person}");
}
