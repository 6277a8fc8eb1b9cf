//! `/themes/{slug}/plan`: questions one by one, also for somebody who has not signed in, then the list.

use http::StatusCode;

use crate::newborn::{MOTHER, answers};
use crate::people::filing::Citizen;
use crate::site::Site;

#[tokio::test]
async fn a_guests_answers_are_theirs_alone_and_come_along_to_the_account() {
    for site in Site::each().await {
        let mut guest = Citizen::new(site.browser().wire, MOTHER, answers());
        let list = guest.plan("newborn").await.unwrap();
        assert_eq!(list.heading(), app::text::plan::TITLE, "{}", site.engine());
        let cookie = guest
            .browser
            .set_cookies
            .iter()
            .find(|line| line.starts_with("guest="))
            .unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        let other = site.browser().get("/themes/newborn/plan").await.unwrap();
        assert!(other.find_form("answer_question").is_some(), "{other}");
        guest.sign_in().await.unwrap();
        let mine = guest.browser.get("/themes/newborn/plan").await.unwrap();
        assert_eq!(mine.heading(), app::text::plan::TITLE, "{mine}");
        assert_eq!(mine.texts(".thread > li h3"), list.texts(".thread > li h3"));
    }
}

#[tokio::test]
async fn a_question_without_an_answer_is_asked_again() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = guest.get("/themes/newborn/plan").await.unwrap();
    let form = page.form("answer_question");
    for button in [("", ""), ("value", ""), ("value", "grandmother")] {
        let again = guest.press(&page, &form, button).await.unwrap();
        assert_eq!(again.heading(), page.heading(), "{button:?}");
        assert_eq!(again.texts("[role=alert]").len(), 1, "{button:?} {again}");
    }
}

#[tokio::test]
async fn a_question_that_the_theme_does_not_ask_is_not_answered() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = guest.get("/themes/newborn/plan").await.unwrap();
    for (name, value) in [
        ("field", "mother/person.name"),
        ("field", "x"),
        ("field", "a/b/c"),
        ("slug", "nowhere"),
        ("slug", "../x"),
    ] {
        let mut form = page.form("answer_question");
        form.set(name, value);
        let answer = guest.press(&page, &form, ("value", "mother")).await.unwrap();
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}={value}");
    }
}

#[tokio::test]
async fn what_was_picked_brings_along_what_it_needs() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    mother.plan("newborn").await.unwrap();
    let choosing = mother.browser.get("/themes/newborn/plan?choose=1").await.unwrap();
    let mut form = choosing.form("choose_items");
    let items: Vec<String> = form
        .inputs
        .iter()
        .filter(|input| input.is_checked)
        .map(|input| input.value.clone())
        .collect();
    assert_eq!(items.len(), crate::newborn::CASES);
    for item in items.iter().filter(|item| *item != "household_registration") {
        form.untick("items[]", item);
    }
    let list = mother.browser.press(&choosing, &form, ("", "")).await.unwrap();
    assert_eq!(list.texts(".thread > li:not(.is-out)").len(), 2, "{list}");
    assert!(
        list.texts(".thread > li:not(.is-out)")[0].contains(app::text::plan::COMES_ALONG),
        "{list}"
    );
    form.set("items[]", "vaccination_booklet");
    form.inputs[0].value = "nowhere".to_owned();
    assert_eq!(
        mother.browser.press(&choosing, &form, ("", "")).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
}
