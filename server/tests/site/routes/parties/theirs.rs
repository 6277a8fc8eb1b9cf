//! What somebody who applies together says of themselves: offered, saved, and gone with them.

use app::text::party as text;

use crate::newborn::{self, MOTHER};
use crate::people::filing::draft_of;
use crate::people::page::Page;
use crate::site::Site;

#[tokio::test]
async fn whose_phone_it_is_finds_it_offered_and_once_they_saved_it_in_what_they_sign() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let first = newborn::first_page(&mut mother).await;
    let base = format!("/drafts/{}", draft_of(&first.path));
    let asked = mother.ask(&format!("{base}/parties/father")).await.unwrap();
    let (name, link, digits) = asked.unwrap();
    let mut father = site.party(&name).await;
    let part = father.join(&link, &digits).await.unwrap();
    let is_in = |page: &Page| page.texts("dl dd").contains(&"138****0002".to_owned());
    assert!(!is_in(&part), "{part}");
    let page = father.browser.get(&format!("{base}/form/father")).await.unwrap();
    let form = page.form("save_topic");
    assert_eq!(form.value("typed[father/person.phone]"), Some("13800000002"), "{page}");
    let hints = page.texts(".field__hint");
    assert!(hints.iter().any(|hint| hint.ends_with(text::OFFERED)), "{page}");
    let left = father.browser.press(&page, &form, ("go", "tasks")).await.unwrap();
    assert_eq!((&left.path, is_in(&left)), (&part.path, false), "{left}");
    let saved = father.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!((&saved.path, is_in(&saved)), (&part.path, true), "{saved}");
}

#[tokio::test]
async fn nobody_is_asked_to_leave_before_it_was_said_what_goes_with_them() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (draft, _, _) = newborn::joined(&site, &mut mother).await;
    let seat = format!("/drafts/{draft}/parties/father");
    let page = mother.browser.get(&seat).await.unwrap();
    let within = |part: &str| page.texts(&format!("details:not([open]) {part}"));
    assert_eq!(within("form button"), [text::WITHDRAW_SURE], "{page}");
    assert_eq!(within("form p:first-of-type"), [text::WITHDRAW_NOTE], "{page}");
    let form = page.form("withdraw_invitation");
    let left = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(left.path, seat);
    assert!(left.find_form("invite_party").is_some(), "{left}");
    let own = mother
        .browser
        .get(&format!("/drafts/{draft}/form/father"))
        .await
        .unwrap();
    let form = own.form("save_topic");
    for known in ["person.name", "person.id_number", "person.ethnicity"] {
        assert_eq!(form.value(&format!("typed[father/{known}]")), None, "{known}: {own}");
    }
}
