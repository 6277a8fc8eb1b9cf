//! The form in the elder mode: one thing a page, then each topic looked over.

use std::collections::BTreeSet;

use app::text::draft as text;
use http::StatusCode;

use super::{UNKNOWN, asked, begun, problems};
use crate::newborn::{self, MOTHER};
use crate::people::filing::{Citizen, draft_of};
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// One of two shareholders of a company that closes the simple way.
const SHAREHOLDER: &str = "shen_jing";

/// More pages than any topic has.
const MANY: usize = 20;

/// Somebody in the elder mode with a draft of the newborn theme.
async fn begun_by_an_elder(site: &Site, who: &str) -> (Citizen<Inside>, String) {
    let (mut elder, draft) = begun(site, who).await;
    elder.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    (elder, draft)
}

/// An elder with a draft that closes a company with two shareholders.
async fn closing(site: &Site) -> (Citizen<Inside>, String) {
    let mut elder = site.citizen(SHAREHOLDER).await;
    elder.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    let situation = [
        ("company/company.kind", "company"),
        ("company/company.debts", "settled"),
        ("company/company.barriers", "none"),
        ("company/company.route", "simple"),
        ("company/tax.clearance", "got"),
        ("shareholder/person.phone~1", "13900000001"),
    ];
    let situation = situation.map(|(field, answer)| (field.to_owned(), answer.to_owned()));
    elder.answers.extend(situation);
    let list = elder.plan("deregistration").await.unwrap();
    let page = elder.start(list).await.unwrap();
    let draft = draft_of(&page.path).to_owned();
    (elder, draft)
}

/// Answers one thing after the other on the pages of a topic, until it is shown to be looked over.
async fn looked_over(elder: &mut Citizen<Inside>, path: &str) -> Page {
    let mut page = elder.browser.get(path).await.unwrap();
    for _ in 0..MANY {
        assert!(page.path.starts_with(path), "{page}");
        if asked(&page).is_empty() {
            return page;
        }
        let form = elder.filled_in(page.form("save_topic"));
        page = elder.browser.press(&page, &form, ("", "")).await.unwrap();
    }
    panic!("the topic never ends: {page}")
}

#[tokio::test]
async fn one_thing_is_asked_a_page_and_each_topic_looked_over_in_the_end() {
    let site = Site::open().await;
    let mut elder = site.citizen(UNKNOWN).await;
    elder.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    let mut page = newborn::first_page(&mut elder).await;
    let draft = draft_of(&page.path).to_owned();
    let (mut one_by_one, mut looked_over) = (BTreeSet::new(), Vec::new());
    while page.find_form("save_topic").is_some() {
        match &asked(&page)[..] {
            [] => {
                assert!(!looked_over.contains(&page.heading()), "{page}");
                looked_over.push(page.heading());
            }
            [field] => assert!(one_by_one.insert(field.clone()), "{field} is asked again: {page}"),
            several => panic!("{several:?} at once: {page}"),
        }
        let form = elder.filled_in(page.form("save_topic"));
        page = elder.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(page.status, StatusCode::OK, "{page}");
    }
    assert!(page.path.ends_with("/parties"), "{page}");
    let check = elder.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    assert_eq!(check.texts("details > summary"), looked_over, "{check}");
}

#[tokio::test]
async fn a_mistake_stays_until_it_is_mended_and_back_leads_to_what_was_answered_before() {
    let site = Site::open().await;
    let (mut elder, draft) = begun_by_an_elder(&site, UNKNOWN).await;
    let path = format!("/drafts/{draft}/form/child");
    let first = elder.browser.get(&path).await.unwrap();
    assert_eq!(asked(&first), ["child/person.name"]);
    let mut form = first.form("save_topic");
    form.set("typed[child/person.name]", "R2D2");
    let wrong = elder.browser.press(&first, &form, ("", "")).await.unwrap();
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((asked(&wrong).len(), problems(&wrong).len()), (1, 1), "{wrong}");
    assert_eq!(
        wrong.texts(".problem[role=alert] li").len(),
        1,
        "at its top too: {wrong}"
    );
    assert_eq!(wrong.form("save_topic").value("typed[child/person.name]"), Some("R2D2"));
    let mut form = wrong.form("save_topic");
    form.set("typed[child/person.name]", "唐小雨");
    let second = elder.browser.press(&wrong, &form, ("", "")).await.unwrap();
    assert_eq!(asked(&second), ["child/person.sex"]);
    let form = second.form("save_topic");
    let back = elder.browser.press(&second, &form, ("go", "back")).await.unwrap();
    assert_eq!(asked(&back), ["child/person.name"]);
    assert_eq!(
        back.form("save_topic").value("typed[child/person.name]"),
        Some("唐小雨")
    );
}

#[tokio::test]
async fn back_from_the_first_thing_of_a_topic_leads_to_the_topic_before() {
    let site = Site::open().await;
    let (mut elder, draft) = begun_by_an_elder(&site, UNKNOWN).await;
    let child = looked_over(&mut elder, &format!("/drafts/{draft}/form/child")).await;
    let form = child.form("save_topic");
    let mother = elder.browser.press(&child, &form, ("", "")).await.unwrap();
    assert!(
        mother.path.ends_with("/form/mother") && asked(&mother).len() == 1,
        "{mother}"
    );
    let form = mother.form("save_topic");
    let back = elder.browser.press(&mother, &form, ("go", "back")).await.unwrap();
    assert_eq!((back.heading(), asked(&back).len()), (child.heading(), 0), "{back}");
}

#[tokio::test]
async fn what_may_be_left_out_and_was_is_not_asked_again() {
    let site = Site::open().await;
    let (mut elder, draft) = closing(&site).await;
    let path = format!("/drafts/{draft}/form/company");
    let mut page = elder.browser.get(&path).await.unwrap();
    for _ in 0..MANY {
        if asked(&page) == ["company/tax.clearance_number"] {
            break;
        }
        let form = elder.filled_in(page.form("save_topic"));
        page = elder.browser.press(&page, &form, ("", "")).await.unwrap();
    }
    assert_eq!(asked(&page), ["company/tax.clearance_number"], "{page}");
    let form = page.form("save_topic");
    let left_out = elder.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(asked(&left_out), [""; 0], "{left_out}");
    assert!(left_out.text().contains(text::NOT_ANSWERED), "{left_out}");
    let later = elder.browser.get(&path).await.unwrap();
    assert_eq!(asked(&later), [""; 0], "{later}");
}

#[tokio::test]
async fn one_of_several_that_was_added_is_taken_away_again() {
    let site = Site::open().await;
    let (mut elder, draft) = closing(&site).await;
    let path = format!("/drafts/{draft}/form/shareholders");
    let two = looked_over(&mut elder, &path).await;
    assert_eq!(two.texts(".entry").len(), 2, "{two}");
    assert!(
        two.text().contains("一位也不能少"),
        "what the theme says of several stays: {two}"
    );
    let form = two.form("save_topic");
    let third = elder.browser.press(&two, &form, ("go", "add")).await.unwrap();
    assert_eq!(asked(&third), ["shareholder/person.name~2"], "{third}");
    let check = format!("/drafts/{draft}/check");
    let gaps = elder.browser.get(&check).await.unwrap().texts("[role=alert] li");
    assert!(gaps.contains(&text::gap_topic(&two.heading())), "{gaps:?}");
    let form = third.form("save_topic");
    let button = form.button("remove-2");
    let two = elder.browser.press(&third, &form, button).await.unwrap();
    assert_eq!((two.texts(".entry").len(), asked(&two).len()), (2, 0), "{two}");
    let gaps = elder.browser.get(&check).await.unwrap().texts("[role=alert] li");
    assert!(!gaps.contains(&text::gap_topic(&two.heading())), "{gaps:?}");
}

#[tokio::test]
async fn what_two_registers_say_differently_is_named_and_the_right_one_can_be_chosen() {
    let site = Site::open().await;
    usecases::sandbox::set_behaviour(
        &site.office,
        &"household".parse().unwrap(),
        usecases::register::sandbox::Behaviour::Contradictory,
    )
    .await
    .unwrap();
    let (mut elder, draft) = begun_by_an_elder(&site, MOTHER).await;
    let path = format!("/drafts/{draft}/form/father");
    let page = looked_over(&mut elder, &path).await;
    assert_eq!(
        page.texts(".field__differs"),
        [text::two_sides("公安户籍", "陈远一")],
        "{page}"
    );
    let edits = page.attributes(&format!("button[aria-label*={}]", text::PICK_RIGHT), "value");
    assert_eq!(edits, ["edit-father/person.name"], "{page}");
    let form = page.form("save_topic");
    let open = elder.browser.press(&page, &form, form.button(&edits[0])).await.unwrap();
    assert_eq!(asked(&open), ["father/person.name"], "{open}");
    let mut form = open.form("save_topic");
    form.set("typed[father/person.name]", "陈远一");
    let chosen = elder.browser.press(&open, &form, ("", "")).await.unwrap();
    assert_eq!(asked(&chosen), [""; 0], "{chosen}");
    assert!(chosen.texts(".field__known").contains(&"陈远一".to_owned()), "{chosen}");
}
