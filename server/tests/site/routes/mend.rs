//! `/applications/{id}/mend`: what an office asks for is answered there, and nothing that it asked before.

use app::text::correction;
use http::StatusCode;

use crate::newborn::{self, MOTHER};
use crate::site::Site;

/// The officer of a case names the child's name as wrong, and sends it.
async fn asked(site: &Site, case: &str, sentence: &str) {
    let mut officer = site.officer("gao_ying").await;
    let named = officer.name_point(case, sentence).await.unwrap();
    let form = named.form("ask_for_correction");
    officer.browser.press(&named, &form, ("", "")).await.unwrap();
}

#[tokio::test]
async fn what_was_typed_for_an_earlier_request_comes_back_unsent_on_the_page_of_the_one_of_now() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    asked(&site, &case, "和出生记录不一样").await;
    let first = mother.browser.get(&format!("{path}/mend")).await.unwrap();
    let mut form = first.form("mend_application");
    form.set("typed[child/person.name]", "林知秋");
    let to_sign = mother.browser.press(&first, &form, ("go", "send")).await.unwrap();
    mother.signs_mending(&to_sign).await.unwrap();
    asked(&site, &case, "还是不一样").await;

    let said = form.name_like("typed[said-");
    form.set("typed[child/person.name]", "林知冬").set(&said, "没有写错");
    let late = mother.browser.press(&first, &form, ("go", "send")).await.unwrap();
    assert_eq!(late.status, StatusCode::CONFLICT, "{late}");
    for shown in [correction::CHANGED, "林知冬", "没有写错", "还是不一样"] {
        assert!(late.text().contains(shown), "{shown}: {late}");
    }
    let now = late.form("mend_application");
    assert_eq!(
        now.value("typed[child/person.name]"),
        Some("林知秋"),
        "nothing is stored"
    );
    assert_eq!(now.value(&said), None, "nothing is said to the later request");
    let early = mother.browser.press(&late, &now, ("go", "send")).await.unwrap();
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{early}");
}

#[tokio::test]
async fn a_known_answer_is_opened_to_be_corrected_on_the_same_page() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    asked(&site, &case, "和出生记录不一样").await;
    let mend = mother.browser.get(&format!("{path}/mend")).await.unwrap();
    let form = mend.form("mend_application");
    let edit = ("go", "edit-child/person.name");
    let opened = mother.browser.post(&mend, &form, edit).await.unwrap();
    let there = format!("{path}/mend?edit=child/person.name#f-child-person-name");
    assert_eq!(opened.location(), there, "{opened}");
}
