//! What registers did not fill in: said on the page where it is missing, with the way to let them.

use app::text::draft as text;
use domain::register::Outcome;

use super::begun;
use crate::newborn::{MOTHER, STRANGER};
use crate::site::Site;

#[tokio::test]
async fn a_register_without_a_record_is_named_only_where_it_could_have_filled_something_in() {
    let site = Site::open().await;
    let (mut mother, draft) = begun(&site, STRANGER).await;
    let sentence = text::register_failed("医院出生登记", Outcome::Empty);
    for (topic, is_told) in [("child", true), ("household", false), ("insurance", false)] {
        let path = format!("/drafts/{draft}/form/{topic}");
        let page = mother.browser.get(&path).await.unwrap();
        assert_eq!(page.texts(".notice p").contains(&sentence), is_told, "{page}");
    }
}

#[tokio::test]
async fn who_kept_back_what_is_sensitive_reads_at_the_page_what_was_not_asked_and_can_let_it_be_asked() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let list = mother.plan("newborn").await.unwrap();
    let form = list.form("start_draft");
    let consent = mother.browser.press(&list, &form, ("", "")).await.unwrap();
    assert_eq!(
        consent.texts("main ul ~ label"),
        [text::SENSITIVE_AGREED],
        "beneath what it is: {consent}"
    );
    assert_eq!(
        consent.texts(".action--end button").len(),
        2,
        "read before it is pressed: {consent}"
    );
    assert!(
        !consent.text().contains("银行卡"),
        "no register is asked for that: {consent}"
    );
    let form = consent.form("give_consent");
    let page = mother.browser.press(&consent, &form, ("agreed", "yes")).await.unwrap();
    let sentence = text::kept_back("孩子姓名、孩子性别、出生时间、出生的医院", "医院出生登记");
    assert!(page.texts(".notice p").contains(&sentence), "{page}");
    let form = page.form("save_topic");
    let consent = mother
        .browser
        .press(&page, &form, form.button("consent"))
        .await
        .unwrap();
    let mut form = consent.form("give_consent");
    form.set("sensitive", "yes");
    let back = mother.browser.press(&consent, &form, ("agreed", "yes")).await.unwrap();
    assert_eq!(back.path, page.path, "one comes back to where one was");
    assert!(!back.texts(".notice p").contains(&sentence), "{back}");
    assert!(back.texts(".field__known").len() > page.texts(".field__known").len());
}

#[tokio::test]
async fn who_opens_consent_again_finds_the_tick_as_they_gave_it_and_keeps_what_was_found() {
    let site = Site::open().await;
    let (mut mother, draft) = begun(&site, MOTHER).await;
    let topic = format!("/drafts/{draft}/form/child");
    let before = mother.browser.get(&topic).await.unwrap();
    let again = format!("/drafts/{draft}/consent?back={topic}");
    let consent = mother.browser.get(&again).await.unwrap();
    assert!(
        consent.texts(".note").contains(&text::SENSITIVE_GIVEN.to_owned()),
        "{consent}"
    );
    let form = consent.form("give_consent");
    let after = mother.browser.press(&consent, &form, ("agreed", "yes")).await.unwrap();
    assert_eq!(after.texts(".field__known"), before.texts(".field__known"));
    let mut form = consent.form("give_consent");
    form.untick("sensitive", "yes");
    mother.browser.press(&consent, &form, ("agreed", "yes")).await.unwrap();
    let consent = mother.browser.get(&again).await.unwrap();
    assert!(
        consent.texts(".note").contains(&text::SENSITIVE_DECLINED.to_owned()),
        "{consent}"
    );
    let form = consent.form("give_consent");
    assert!(!form.inputs.iter().any(|input| input.is_checked), "{form:?}");
}

#[tokio::test]
async fn consent_speaks_of_children_only_where_it_is_about_one() {
    let site = Site::open().await;
    for (who, theme, is_told) in [(MOTHER, "newborn", true), ("zeng_guoliang", "retirement", false)] {
        let mut citizen = site.citizen(who).await;
        let list = citizen.plan(theme).await.unwrap();
        let form = list.form("start_draft");
        let consent = citizen.browser.press(&list, &form, ("", "")).await.unwrap();
        assert!(consent.find_form("give_consent").is_some(), "{consent}");
        assert_eq!(consent.text().contains("14 周岁"), is_told, "{consent}");
    }
}
