//! Fields of two places, agreements, and what nobody should type: asked, told apart, kept and shown without harm.

use app::text::field as text;
use domain::field::Problem;
use http::StatusCode;

use super::problems;
use crate::newborn::{self, MOTHER};
use crate::people::desk::Pile;
use crate::people::filing::draft_of;
use crate::site::Site;

const ADDRESS: &str = "child/residence.address";
const SCRIPT: &str = "<script>alert(1)</script>\"'&👍🏽";

#[tokio::test]
async fn an_address_comes_back_as_far_as_it_was_filled_in_until_it_says_where_it_lies() {
    let site = Site::open().await;
    let mut citizen = site.citizen("tang_yu").await;
    let list = citizen.plan("school").await.unwrap();
    let page = citizen.start(list).await.unwrap();
    let draft = draft_of(&page.path).to_owned();
    let path = format!("/drafts/{draft}/form/address");
    let parts = format!("picked[{ADDRESS}][]");
    let page = citizen.browser.get(&path).await.unwrap();
    for (typed, problem) in [
        (",青石路18号", Problem::NoDivision),
        ("000009,青石路18号", Problem::NoDivision),
        ("000001001,", Problem::NoDetail),
    ] {
        let form = citizen.browser.get(&path).await.unwrap().form("save_topic");
        let mut form = citizen.filled_in(form);
        form.set_parts(&parts, typed);
        let again = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert_eq!(problems(&again), [text::problem(problem)], "{typed}");
        assert_eq!(again.texts("[role=alert] li").len(), 1, "{typed}");
        let kept = again.form("save_topic");
        let shown: Vec<&str> = (kept.inputs.iter().filter(|input| input.name == parts))
            .map(|input| input.value.as_str())
            .collect();
        let detail = typed.split_once(',').map(|(_, detail)| detail);
        assert_eq!(shown.get(1).copied(), detail, "{typed}");
    }
    let mut form = citizen.browser.get(&path).await.unwrap().form("save_topic");
    form.set_parts(&parts, "000001001,青石路１８号");
    let next = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
    assert!(!next.path.starts_with(&path), "{next}");
    let check = citizen.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    assert!(check.text().contains("示范市青河区青石街道青石路18号"), "{check}");
}

#[tokio::test]
async fn script_and_pictures_in_an_answer_are_shown_as_they_were_typed_wherever_it_is_shown() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    for (field, answer) in [("child/insurance.at", "other"), ("child/insurance.address", SCRIPT)] {
        mother.answers.insert(field.to_owned(), answer.to_owned());
    }
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/delivery");
    let results = mother.browser.get(&path).await.unwrap();
    let mut sent = results.form("choose_delivery");
    sent.set("ways[birth_certificate]", "another").set("address", SCRIPT);
    let results = mother.browser.press(&results, &sent, ("", "")).await.unwrap();
    assert_eq!(results.status, StatusCode::OK, "{results}");
    let form = format!("/drafts/{draft}/form/insurance?edit=child/insurance.address");
    let form = mother.browser.get(&form).await.unwrap();
    assert!(
        form.text().contains("value=\"&lt;script&gt;") || form.text().contains("value=\"<script>"),
        "{form}"
    );
    let offered = mother.browser.get(&path).await.unwrap().texts(".choice__row");
    assert!(offered.iter().any(|offered| offered.contains(SCRIPT)), "{offered:?}");
    let check = mother.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    let progress = mother.submit(&draft).await.unwrap();
    let mut pages = vec![check, progress];
    let mut officer = site.officer("gao_ying").await;
    for case in officer.cases(Pile::New).await.unwrap() {
        pages.push(officer.browser.get(&case).await.unwrap());
    }
    let said = |page: &crate::people::page::Page| page.texts("dd, .note").iter().any(|said| said.contains(SCRIPT));
    assert!(said(&pages[0]), "the check: {}", pages[0]);
    assert!(said(&pages[1]), "how far it is: {}", pages[1]);
    assert!(pages.iter().skip(2).any(said), "no case shows it");
    for page in &pages {
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("<script>alert"), "{page}");
    }
}

#[tokio::test]
async fn what_has_to_be_agreed_to_is_asked_until_it_is() {
    let site = Site::open().await;
    let mut citizen = site.citizen("tang_yu").await;
    for (field, answer) in [
        ("holder/social_card.status", "none"),
        ("application/social_card.holder", "self"),
    ] {
        citizen.answers.insert(field.to_owned(), answer.to_owned());
    }
    let list = citizen.plan("social-card").await.unwrap();
    let page = citizen.start(list).await.unwrap();
    let draft = draft_of(&page.path).to_owned();
    let path = format!("/drafts/{draft}/form/card");
    let page = citizen.browser.get(&path).await.unwrap();
    let mut form = citizen.filled_in(page.form("save_topic"));
    let agreed = "picked[holder/bank.terms][]";
    form.untick(agreed, "yes");
    let again = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again}");
    assert!(problems(&again)[0].starts_with("请选择"), "{again}");
    let form = citizen.filled_in(again.form("save_topic"));
    let next = citizen.browser.press(&again, &form, ("", "")).await.unwrap();
    assert!(!next.path.starts_with(&path), "{next}");
}

#[tokio::test]
async fn two_hundred_entries_and_a_hundred_thousand_characters_are_no_more_than_there_is_room_for() {
    let site = Site::open().await;
    let mut citizen = site.citizen("tang_yu").await;
    for (field, answer) in [
        ("company/company.kind", "company"),
        ("company/company.debts", "settled"),
        ("company/company.barriers", "none"),
        ("company/company.route", "simple"),
    ] {
        citizen.answers.insert(field.to_owned(), answer.to_owned());
    }
    let list = citizen.plan("deregistration").await.unwrap();
    let page = citizen.start(list).await.unwrap();
    let draft = draft_of(&page.path).to_owned();
    let path = format!("/drafts/{draft}/form/shareholders");
    let mut page = citizen.browser.get(&path).await.unwrap();
    for _ in 0..60 {
        let form = page.form("save_topic");
        page = citizen.browser.press(&page, &form, ("go", "add")).await.unwrap();
        assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{page}");
    }
    assert_eq!(page.texts(".entry").len(), 50, "as many as the theme allows");
    // Two hundred by hand, and more characters than any field takes.
    let mut form = page.form("save_topic");
    let template = form.inputs.iter().find(|input| input.kind == "text").unwrap().clone();
    for index in 0..200 {
        let input = |name: String| crate::people::form::Input {
            name,
            value: "甲".repeat(if index == 0 { 10_000 } else { 1 }),
            ..template.clone()
        };
        if index >= 50 {
            form.inputs
                .push(input(format!("was[shareholder/person.name~{index}][]")));
            form.inputs
                .push(input(format!("typed[shareholder/person.name~{index}]")));
        }
    }
    form.set("typed[shareholder/person.name]", &"甲".repeat(10_000));
    let again = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.path);
    assert_eq!(again.texts(".entry").len(), 50);
    let kept = again
        .form("save_topic")
        .value("typed[shareholder/person.name]")
        .map(|text| text.chars().count());
    assert_eq!(kept, Some(10_000), "nothing typed is lost");
}
