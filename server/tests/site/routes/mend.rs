//! `/applications/{id}/mend`: what an office asks for is answered there, signed and told; and nothing that it asked before.

use app::text::{correction, party, progress, sign};
use http::StatusCode;
use usecases::draft::sign::proof::{SignedRecord, verify};

use crate::newborn::{self, MOTHER};
use crate::people::desk::Officer;
use crate::people::filing::Citizen;
use crate::site::{Inside, Site};

/// A mother who is asked to mend the child's name, where her application is; the officer who asks, and the case.
async fn asked_to_mend(site: &Site) -> (Citizen<Inside>, String, Officer<Inside>, String) {
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let case = newborn::new_case(site, "gao_ying", "出生医学证明").await;
    let mut officer = site.officer("gao_ying").await;
    officer.ask_to_mend(&case, "和出生记录不一样").await.unwrap();
    (mother, path, officer, case)
}

#[tokio::test]
async fn what_an_officer_names_is_mended_once_and_both_see_old_and_new() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let mut officer = site.officer("gao_ying").await;
    let empty = officer.name_point(&case, "").await.unwrap();
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{empty}");
    let asked = officer.ask_to_mend(&case, "和出生记录不一样").await.unwrap();
    assert!(asked.find_form("accept_case").is_none(), "{asked}");

    let waiting = mother.browser.get(&path).await.unwrap();
    assert!(
        waiting.texts(".now strong")[0].contains("有 1 处要请您补正"),
        "{waiting}"
    );
    let meanwhile = waiting.texts(".now p").concat();
    for said in ["户口登记等 5 件要等您补正", "预防接种证照常办。"] {
        assert!(meanwhile.contains(said), "{waiting}");
    }
    let undated = waiting.texts(".thread > li:not(.is-now):not(.is-yours) .thread__by");
    assert_eq!(undated, [progress::UNDATED; 5], "{waiting}");
    let why = waiting.texts(".thread .note");
    let why = why.iter().filter(|note| *note == progress::UNDATED_MENDING);
    assert_eq!(why.count(), 1, "{waiting}");
    let mend = mother.browser.get(&format!("{path}/mend")).await.unwrap();
    assert!(mend.text().contains("和出生记录不一样"), "{mend}");
    let form = mend.form("mend_application");
    let as_before = mother.browser.press(&mend, &form, ("go", "send")).await.unwrap();
    assert_eq!(as_before.status, StatusCode::UNPROCESSABLE_ENTITY, "{as_before}");
    let told = as_before.texts(".problem[role=alert] li");
    assert_eq!(told, [correction::as_before("孩子姓名")], "{as_before}");
    assert!(
        as_before
            .texts(".field .field__problem")
            .contains(&correction::AS_BEFORE.to_owned()),
        "{as_before}"
    );
    assert_eq!(
        as_before.attributes("input[aria-invalid=true]", "name"),
        ["typed[child/person.name]"],
        "{as_before}"
    );
    let mut form = mend.form("mend_application");
    form.set("typed[child/person.name]", "林2秋");
    let wrong = mother.browser.press(&mend, &form, ("go", "send")).await.unwrap();
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    let mut form = wrong.form("mend_application");
    form.set("typed[child/person.name]", "林知秋");
    let to_sign = mother.browser.press(&wrong, &form, ("go", "send")).await.unwrap();
    assert_eq!(to_sign.path, format!("{path}/mend/sign"), "{to_sign}");
    let told = correction::will_be_told(&["陈远".to_owned()]);
    for shown in ["和出生记录不一样", "原来填的：林知夏", told.as_str()] {
        assert!(to_sign.text().contains(shown), "{shown}: {to_sign}");
    }
    let unsent = officer.browser.get(&case).await.unwrap();
    assert!(!unsent.text().contains("林知秋"), "not before it is signed: {unsent}");
    let sent = mother.signs_mending(&to_sign).await.unwrap();
    assert_eq!((sent.status, sent.path.as_str()), (StatusCode::OK, path.as_str()));
    assert_eq!(sent.heading(), "林知秋的出生");
    let now = sent.texts(".now strong").concat();
    assert!(now.contains("已收到您补正的出生医学证明"), "{sent}");
    let seen = officer.browser.get(&case).await.unwrap();
    assert!(
        seen.text().contains("林知秋") && seen.text().contains("原来填的：林知夏"),
        "{seen}"
    );
    let again = mother.browser.press(&wrong, &form, ("go", "send")).await.unwrap();
    assert_eq!((again.status, &again.path), (StatusCode::OK, &path), "it was sent");
    let over = mother.browser.get(&format!("{path}/mend")).await.unwrap();
    assert_eq!(over.path, path, "there is nothing to mend any more");
    let mut form = mend.form("mend_application");
    let said = form.name_like("typed[said-");
    form.set("typed[child/person.name]", "林知冬").set(&said, "没有错");
    let late = mother.browser.press(&mend, &form, ("go", "send")).await.unwrap();
    assert_eq!(
        (late.status, late.heading().as_str()),
        (StatusCode::CONFLICT, correction::OVER),
        "{late}"
    );
    let typed = late.texts("dl dd");
    for text in ["林知冬", "没有错"] {
        assert!(typed.contains(&text.to_owned()), "{late}");
    }
}

#[tokio::test]
async fn what_was_mended_stands_in_the_record_beside_what_was_signed_first_and_the_other_parent_sees_it() {
    let site = Site::open().await;
    let (mut mother, path, mut officer, case) = asked_to_mend(&site).await;
    let mend = mother.browser.get(&format!("{path}/mend")).await.unwrap();
    let early = mother.browser.get(&format!("{path}/mend/sign")).await.unwrap();
    assert_eq!(
        early.path,
        format!("{path}/mend?more=1"),
        "nothing is signed before it is mended"
    );
    let mut form = mend.form("mend_application");
    form.set("typed[child/person.name]", "林知秋");
    let to_sign = mother.browser.press(&mend, &form, ("go", "send")).await.unwrap();
    mother.signs_mending(&to_sign).await.unwrap();

    let record = mother.browser.get(&format!("{path}/record")).await.unwrap();
    assert_eq!(record.texts("p.notice"), [sign::HOLDS]);
    assert!(record.text().contains(sign::RECORD_MENDED_LEDE), "{record}");
    let is_mended = |said: &String| said.contains("林知秋") && said.contains("原来填的：林知夏");
    let answers = record.texts("dl dd");
    assert!(answers.iter().any(is_mended), "{record}");
    assert!(
        answers.contains(&"林知夏".to_owned()),
        "what was signed first: {record}"
    );
    let signers = record.texts("ul.rows .rows__name");
    assert!(
        signers
            .iter()
            .any(|who| who.starts_with("林晓") && who.ends_with("（补正）")),
        "{record}"
    );
    let file = mother.browser.get(&format!("{path}/record.json")).await.unwrap();
    let signed: SignedRecord = serde_json::from_slice(&file.body).unwrap();
    assert_eq!((signed.supplements.len(), verify(&signed, None).unwrap().len()), (1, 3));

    let mut father = site.party("陈远").await;
    let inbox = father.browser.get("/me/inbox").await.unwrap();
    let told = inbox.texts(".letters .rows__name");
    assert!(told.contains(&party::mended("林知秋的出生")), "{inbox}");
    let me = father.browser.get("/me").await.unwrap();
    let part = me.links("/parties/").remove(0);
    let part = father.browser.get(&part).await.unwrap();
    let shown = part.texts("dl dd");
    assert!(shown.iter().any(is_mended), "{part}");
    assert!(!shown.contains(&"林知夏".to_owned()), "what holds is shown: {part}");
    assert_eq!(part.attributes("main a[href^='tel:']", "href"), ["tel:12345"], "{part}");
    for desk in [case.clone(), format!("{case}/record")] {
        let desk = officer.browser.get(&desk).await.unwrap();
        assert!(
            desk.text().contains(&correction::signed_before(&["陈远".to_owned()])),
            "{desk}"
        );
    }
}

#[tokio::test]
async fn who_only_explains_is_not_told_that_something_changed() {
    let site = Site::open().await;
    let (mut mother, path, ..) = asked_to_mend(&site).await;
    let mend = mother.browser.get(&format!("{path}/mend")).await.unwrap();
    let mut form = mend.form("mend_application");
    let said = form.name_like("typed[said-");
    form.set(&said, "没有写错");
    let to_sign = mother.browser.press(&mend, &form, ("go", "send")).await.unwrap();
    assert_eq!(to_sign.heading(), correction::SIGN_SAID_TITLE, "{to_sign}");
    assert!(to_sign.texts("dl dd").contains(&"没有写错".to_owned()), "{to_sign}");
}

#[tokio::test]
async fn what_was_typed_for_an_earlier_request_comes_back_unsent_on_the_page_of_the_one_of_now() {
    let site = Site::open().await;
    let (mut mother, path, mut officer, case) = asked_to_mend(&site).await;
    let first = mother.browser.get(&format!("{path}/mend")).await.unwrap();
    let mut form = first.form("mend_application");
    form.set("typed[child/person.name]", "林知秋");
    let to_sign = mother.browser.press(&first, &form, ("go", "send")).await.unwrap();
    mother.signs_mending(&to_sign).await.unwrap();
    officer.ask_to_mend(&case, "还是不一样").await.unwrap();

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
    let (mut mother, path, ..) = asked_to_mend(&site).await;
    let mend = mother.browser.get(&format!("{path}/mend")).await.unwrap();
    let form = mend.form("mend_application");
    let edit = ("go", "edit-child/person.name");
    let opened = mother.browser.post(&mend, &form, edit).await.unwrap();
    let there = format!("{path}/mend?edit=child/person.name#f-child-person-name");
    assert_eq!(opened.location(), there, "{opened}");
}
