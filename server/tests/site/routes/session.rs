//! A session that ends in the middle of a page: what was typed is kept, for the same person in the same browser.

use app::text::{account as text, problem};
use http::StatusCode;

use crate::newborn::{self, MOTHER, STRANGER};
use crate::people::filing::{Citizen, draft_of};
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// Longer than any session.
const THE_NEXT_DAY: i64 = 24 * 3_600_000;
const MINUTE: i64 = 60_000;

/// A page that was open over night and is sent in the morning; the page that asks to sign in.
async fn sent_too_late(site: &Site, mother: &mut Citizen<Inside>) -> (Page, Page) {
    let page = newborn::first_page(mother).await;
    let mut form = page.form("save_topic");
    form.set("typed[child/person.name]", "林知夏");
    site.advance(THE_NEXT_DAY);
    let asked = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert!(asked.path.starts_with("/sign-in"), "{asked}");
    assert_eq!(asked.texts(".notice"), [text::PARKED], "{}", site.engine());
    (page, asked)
}

fn name_on(page: &Page) -> String {
    page.form("save_topic")
        .value("typed[child/person.name]")
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test]
async fn what_was_typed_is_back_after_signing_in() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        let (page, asked) = sent_too_late(&site, &mut mother).await;
        let set = &mother.browser.set_cookies;
        let parked = set.iter().find(|line| line.starts_with("parked=")).unwrap();
        assert!(
            parked.contains("; HttpOnly") && parked.contains("; SameSite=Lax"),
            "{parked}"
        );
        let back = mother.sign_in_on(&asked).await.unwrap();
        assert_eq!(back.path, page.path);
        let back = mother
            .browser
            .get(&format!("{}?edit=child/person.name", page.path))
            .await
            .unwrap();
        assert_eq!(name_on(&back), "林知夏", "{}", site.engine());
        assert_eq!(mother.browser.cookies.get("parked"), None);
    }
}

#[tokio::test]
async fn somebody_else_in_the_same_browser_does_not_get_it() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (page, asked) = sent_too_late(&site, &mut mother).await;
    mother.who = STRANGER.to_owned();
    let landed = mother.sign_in_on(&asked).await.unwrap();
    assert_eq!(landed.status, StatusCode::NOT_FOUND, "{landed}");
    assert!(!landed.text().contains("林知夏"));
    let mut herself = site.citizen(MOTHER).await;
    assert_eq!(name_on(&herself.browser.get(&page.path).await.unwrap()), "");
}

#[tokio::test]
async fn after_its_time_it_is_gone_and_the_page_is_there_all_the_same() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (page, asked) = sent_too_late(&site, &mut mother).await;
    site.advance(31 * MINUTE);
    let back = mother.sign_in_on(&asked).await.unwrap();
    assert_eq!((back.path.as_str(), name_on(&back).as_str()), (page.path.as_str(), ""));
}

#[tokio::test]
async fn every_other_form_without_a_session_asks_to_sign_in_and_does_nothing() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    let withdraw = mother
        .browser
        .get(&format!("{application}/withdraw?what=whole"))
        .await
        .unwrap();
    site.advance(THE_NEXT_DAY);
    let asked = mother
        .browser
        .press(&withdraw, &withdraw.form("withdraw_application"), ("", ""))
        .await
        .unwrap();
    assert!(asked.path.starts_with("/sign-in"), "{asked}");
    mother.sign_in_on(&asked).await.unwrap();
    let progress = mother.browser.get(&application).await.unwrap();
    assert_ne!(progress.texts(".now strong"), [app::text::progress::WITHDRAWN]);
}

#[tokio::test]
async fn what_was_answered_and_picked_for_a_draft_is_back_after_signing_in() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        let first = newborn::first_page(&mut mother).await;
        let draft = draft_of(&first.path);
        let choosing = format!("/themes/newborn/plan?choose=1&back=/drafts/{draft}/check");
        let page = mother.browser.get(&choosing).await.unwrap();
        let mut form = page.form("choose_items");
        form.untick("items[]", "maternity_benefit");
        site.advance(THE_NEXT_DAY);
        let asked = mother.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(asked.texts(".notice"), [text::PARKED], "{asked}");
        let back = mother.sign_in_on(&asked).await.unwrap();
        assert_eq!(back.path, choosing, "{}", site.engine());
        let picked = back.form("choose_items").entries(("", ""));
        assert!(!picked.iter().any(|(_, item)| item == "maternity_benefit"), "{back}");

        let question = format!("/themes/newborn/plan?question=child/household.follows&back=/drafts/{draft}/materials");
        let page = mother.browser.get(&question).await.unwrap();
        site.advance(THE_NEXT_DAY);
        let form = page.form("answer_question");
        let asked = mother.browser.press(&page, &form, form.button("father")).await.unwrap();
        assert_eq!(asked.texts(".notice"), [text::PARKED], "{asked}");
        let back = mother.sign_in_on(&asked).await.unwrap();
        assert_eq!(back.path, question, "{}", site.engine());
        assert_eq!(
            back.attributes(".choice__button[aria-current]", "value"),
            ["father"],
            "{back}"
        );
        assert_eq!(mother.browser.cookies.get("parked"), None);
    }
}

#[tokio::test]
async fn what_was_typed_for_what_was_submitted_meanwhile_says_that_it_is_not_kept_and_leads_to_the_application() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let child = format!("/drafts/{draft}/form/child?edit=child/person.name");
    let page = mother.browser.get(&child).await.unwrap();
    let mut form = page.form("save_topic");
    form.set("typed[child/person.name]", "林知秋");
    let application = mother.submit(&draft).await.unwrap().path;
    site.advance(THE_NEXT_DAY);
    let asked = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(asked.texts(".notice"), [text::PARKED], "{asked}");
    let told = mother.sign_in_on(&asked).await.unwrap();
    assert_eq!(told.status, StatusCode::CONFLICT, "{told}");
    assert_eq!(told.heading(), problem::ALREADY_SUBMITTED.title);
    assert_eq!(told.links("/applications"), [application]);
    assert_eq!(mother.browser.cookies.get("parked"), None);
}
