//! `/desk`, `/desk/cases/{id}`: the cases of one's own department, each decided once.

use app::text::{correction, desk, problem as text, progress};
use content::Authored;
use http::StatusCode;
use usecases::register::sandbox::Behaviour;
use usecases::theme::publish::publish;

use super::mistakes::is_told;
use crate::newborn::{self, MOTHER};
use crate::people::desk::{Officer, Pile};
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// A site with one application, and the case of the birth certificate.
async fn one_case() -> (Site, String) {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    (site, case)
}

async fn decide(officer: &mut Officer<Inside>, page: &Page, verdict: &str, texts: [&str; 2]) -> Page {
    let mut form = page.form("decide_case");
    form.set("text", texts[0]).set("next_step", texts[1]);
    officer.browser.press(page, &form, ("verdict", verdict)).await.unwrap()
}

#[tokio::test]
async fn of_two_officers_who_decide_the_same_case_the_second_is_told_and_loses_nothing() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        newborn::application(&mut mother).await;
        let (mut first, mut second) = (site.officer("qin_feng").await, site.officer("du_wei").await);
        grant_the_birth(&site).await;
        let case = first.cases(Pile::New).await.unwrap().remove(0);
        let page = first.accept(&case).await.unwrap();
        let seen_by_second = second.browser.get(&case).await.unwrap();
        assert_eq!(
            decide(&mut first, &page, "grant", ["已登记", ""]).await.status,
            StatusCode::OK
        );
        let texts = ["材料不符，不予登记", "请到派出所窗口核对"];
        let told = decide(&mut second, &seen_by_second, "refuse", texts).await;
        assert_eq!(told.status, StatusCode::CONFLICT, "{} {told}", site.engine());
        assert!(told.texts("[role=alert]").concat().contains("秦峰"), "{told}");
        let all = told.texts("main").concat();
        assert!(
            all.contains("已登记") && texts.iter().all(|text| all.contains(text)),
            "{told}"
        );
        // Nor is a next step lost that was typed alone.
        let alone = decide(&mut second, &seen_by_second, "refuse", ["", texts[1]]).await;
        assert!(alone.texts(".field__differs").concat().contains(texts[1]), "{alone}");
        // Nor is it accepted a second time.
        let again = first
            .browser
            .press(&page, &accept_form(&site).await, ("", ""))
            .await
            .unwrap();
        assert_ne!(again.status, StatusCode::INTERNAL_SERVER_ERROR, "{again}");
    }
}

/// The form that accepts, as it stands on the page of some new case.
async fn accept_form(site: &Site) -> crate::people::form::Form {
    let mut officer = site.officer("gao_ying").await;
    let case = officer.cases(Pile::New).await.unwrap().remove(0);
    officer.browser.get(&case).await.unwrap().form("accept_case")
}

async fn grant_the_birth(site: &Site) {
    let case = newborn::new_case(site, "gao_ying", "出生医学证明").await;
    let mut officer = site.officer("gao_ying").await;
    let page = officer.accept(&case).await.unwrap();
    officer.grant(&page, "已签发").await.unwrap();
    site.run_errands().await;
}

#[tokio::test]
async fn a_decision_without_its_texts_is_asked_for_them_and_keeps_what_was_written() {
    let (site, case) = one_case().await;
    let mut officer = site.officer("gao_ying").await;
    let page = officer.accept(&case).await.unwrap();
    let long = "长".repeat(1001);
    let (decision, next_step) = (("decision", text::DECISION_TEXT), ("next-step", text::NEXT_STEP));
    for (verdict, texts, (place, sentence)) in [
        ("grant", [" ", ""], decision),
        ("refuse", ["没有通过", ""], next_step),
        ("refuse", ["少于 < 3 份 &lt; </textarea>", ""], next_step),
        ("refuse", [long.as_str(), "请重新申请"], decision),
    ] {
        let again = decide(&mut officer, &page, verdict, texts).await;
        is_told(&again, place, sentence);
        assert_eq!(again.form("decide_case").value("text"), Some(texts[0]), "{again}");
    }
    assert_eq!(officer.cases(Pile::Open).await.unwrap(), [case]);
}

#[tokio::test]
async fn a_case_that_was_not_accepted_cannot_be_granted() {
    let (site, case) = one_case().await;
    let mut officer = site.officer("gao_ying").await;
    let page = officer.browser.get(&case).await.unwrap();
    let buttons = page.form("decide_case").buttons;
    assert!(!buttons.iter().any(|(_, value)| value == "grant"), "{buttons:?}");
    let forced = decide(&mut officer, &page, "grant", ["已签发", ""]).await;
    assert_eq!(forced.status, StatusCode::CONFLICT, "{forced}");
    assert_eq!(
        officer.cases(Pile::New).await.unwrap().len(),
        officer.cases(Pile::New).await.unwrap().len()
    );
    assert!(officer.cases(Pile::New).await.unwrap().contains(&case));
}

#[tokio::test]
async fn a_verdict_that_is_none_decides_nothing() {
    let (site, case) = one_case().await;
    let mut officer = site.officer("gao_ying").await;
    let page = officer.accept(&case).await.unwrap();
    for verdict in ["", "maybe", "GRANT"] {
        let answer = decide(&mut officer, &page, verdict, ["已签发", "再来"]).await;
        assert!(answer.status.is_client_error(), "{verdict:?}: {answer}");
    }
    assert_eq!(officer.cases(Pile::Open).await.unwrap(), [case]);
}

#[tokio::test]
async fn who_does_not_work_there_decides_nothing() {
    let (site, case) = one_case().await;
    let mut officer = site.officer("gao_ying").await;
    let page = officer.browser.get(&case).await.unwrap();
    let form = page.form("accept_case");
    let mut police = site.officer("qin_feng").await;
    assert_eq!(
        police.browser.press(&page, &form, ("", "")).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        decide(&mut police, &page, "refuse", ["不行", "再来"]).await.status,
        StatusCode::NOT_FOUND
    );
    let mut mother = site.citizen(MOTHER).await;
    let answer = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let guest = site.browser().press(&page, &form, ("", "")).await.unwrap();
    assert!(guest.path.starts_with("/sign-in"), "{guest}");
    assert!(officer.cases(Pile::New).await.unwrap().contains(&case));
}

#[tokio::test]
async fn an_officer_opens_the_papers_of_the_case_and_no_others() {
    let (site, birth) = one_case().await;
    grant_the_birth(&site).await;
    let mut officer = site.officer("ye_qing").await;
    let cases = officer.cases(Pile::New).await.unwrap();
    let mut papers = Vec::new();
    for case in &cases {
        papers.extend(officer.browser.get(case).await.unwrap().links("/desk/cases/"));
    }
    papers.retain(|link| link.contains("/files/"));
    let file = officer.browser.get(&papers[0]).await.unwrap();
    assert_eq!(
        (file.status, file.body.as_ref()),
        (StatusCode::OK, testbed::papers::PDF)
    );
    assert!(file.header("content-security-policy").contains("sandbox"));
    let id = papers[0].rsplit('/').next().unwrap();
    let mut health = site.officer("gao_ying").await;
    assert_eq!(
        health.browser.get(&papers[0]).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        health.browser.get(&format!("{birth}/files/{id}")).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    let mut mother = site.citizen(MOTHER).await;
    assert_eq!(
        mother.browser.get(&papers[0]).await.unwrap().status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn what_a_register_says_after_it_was_submitted_stands_on_the_desk_beside_what_was_typed() {
    let site = Site::open().await;
    let marriage = "marriage".parse().unwrap();
    let behave = async |behaviour| {
        usecases::sandbox::set_behaviour(&site.office, &marriage, behaviour)
            .await
            .unwrap();
    };
    behave(Behaviour::Down).await;
    let mut mother = site.citizen(MOTHER).await;
    // Typed by herself, since nobody says it.
    mother
        .answers
        .insert("father/person.name".to_owned(), "陈远".to_owned());
    newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let mut officer = site.officer("gao_ying").await;
    let before = officer.browser.get(&case).await.unwrap();
    assert_eq!(before.texts(".notice h2"), Vec::<String>::new(), "{before}");
    behave(Behaviour::Contradictory).await;
    site.run_errands().await;
    let page = officer.browser.get(&case).await.unwrap();
    assert_eq!(page.texts(".notice h2"), [desk::FLAGS], "{page}");
    let told = page.texts(".notice dd").concat();
    assert!(told.contains("申请人填“陈远”，民政婚姻登记登记为“陈远一”"), "{told}");
    assert!(!told.contains("000000199409020017"), "numbers are hidden: {told}");
}

#[tokio::test]
async fn of_two_officers_who_name_the_same_the_second_sees_both_sentences_and_then_says_which_holds() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        newborn::application(&mut mother).await;
        let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
        let (mut first, mut second) = (site.officer("gao_ying").await, site.officer("wei_min").await);
        let name = format!("{case}?point=field:child/person.name");
        let seen_by_second = second.browser.get(&name).await.unwrap();
        let named = first.name_point(&case, "和出生记录不一样").await.unwrap();
        assert_eq!(named.status, StatusCode::OK, "{named}");
        let mut form = seen_by_second.form("name_point");
        form.set("sentence", "少写了一个字").set("flaw", "incomplete");
        let told = second.browser.press(&seen_by_second, &form, ("", "")).await.unwrap();
        assert_eq!(told.status, StatusCode::CONFLICT, "{} {told}", site.engine());
        let sentence = correction::problem("points-changed").unwrap();
        assert_eq!(told.texts("[role=alert]"), [sentence], "{told}");
        assert!(told.texts(".rows li").concat().contains("和出生记录不一样"), "{told}");
        let beside = told.texts("#sentence-beside").concat();
        assert!(beside.contains("不对。和出生记录不一样"), "{told}");
        let form = told.form("name_point");
        assert_eq!(form.value("sentence"), Some("少写了一个字"), "{told}");
        let both = second.browser.press(&told, &form, ("", "")).await.unwrap();
        assert_eq!(both.status, StatusCode::OK, "{both}");
        let points = both.texts(".rows li").concat();
        assert!(points.contains("不全") && points.contains("少写了一个字"), "{both}");
        assert!(!points.contains("和出生记录不一样"), "{both}");
        assert!(!second.browser.cookies.contains_key("parked"));
    }
}

#[tokio::test]
async fn nobody_takes_out_or_sends_what_their_page_did_not_show() {
    let (site, case) = one_case().await;
    let (mut first, mut second) = (site.officer("gao_ying").await, site.officer("wei_min").await);
    first.name_point(&case, "不对").await.unwrap();
    let name = format!("{case}?point=field:child/person.name");
    let before = second.browser.get(&name).await.unwrap();
    first.name_point(&case, "和出生记录不一样").await.unwrap();
    for operation in ["take_point_out", "ask_for_correction"] {
        let form = before.form(operation);
        let told = second.browser.press(&before, &form, ("", "")).await.unwrap();
        assert_eq!(told.status, StatusCode::CONFLICT, "{operation}: {told}");
        let sentence = correction::problem("points-changed").unwrap();
        assert_eq!(told.texts("[role=alert]"), [sentence], "{operation}: {told}");
        assert!(told.texts(".rows li").concat().contains("和出生记录不一样"), "{told}");
    }
    let now = second.browser.get(&case).await.unwrap();
    let form = now.form("ask_for_correction");
    let sent = second.browser.press(&now, &form, ("", "")).await.unwrap();
    assert!(sent.find_form("ask_for_correction").is_none(), "{sent}");
    // What the first was still typing is not lost, though nothing is named any more.
    let mut form = before.form("name_point");
    form.set("sentence", "还少一个字");
    let late = first.browser.press(&before, &form, ("", "")).await.unwrap();
    assert_eq!(late.status, StatusCode::CONFLICT, "{late}");
    assert!(late.texts("aside").concat().contains("还少一个字"), "{late}");
}

#[tokio::test]
async fn what_an_officer_named_when_the_session_had_ended_waits_on_the_page_of_the_case() {
    let (site, case) = one_case().await;
    let mut officer = site.officer("gao_ying").await;
    let name = format!("{case}?point=field:child/person.name");
    let page = officer.browser.get(&name).await.unwrap();
    let mut form = page.form("name_point");
    form.set("sentence", "和出生记录不一样");
    site.advance(24 * 3_600_000);
    let asked = officer.browser.press(&page, &form, ("", "")).await.unwrap();
    assert!(asked.path.starts_with("/sign-in"), "{asked}");
    let back = officer.sign_in().await.unwrap();
    assert!(back.path.starts_with(&case), "{back}");
    let beside = back.texts("#sentence-beside").concat();
    assert!(beside.contains(correction::NOT_NAMED), "{back}");
    let form = back.form("name_point");
    assert_eq!(form.value("sentence"), Some("和出生记录不一样"), "{back}");
    let named = officer.browser.press(&back, &form, ("", "")).await.unwrap();
    assert!(named.texts(".rows li").concat().contains("和出生记录不一样"), "{named}");
}

#[tokio::test]
async fn what_is_made_public_for_some_days_says_from_when_on_it_can_be_granted() {
    let site = Site::open().await;
    let mut themes = newborn::library().themes.iter();
    let authored = themes.find(|authored| authored.slug == "newborn").unwrap();
    let item = "\n  - id: birth_certificate\n";
    let notice =
        "    pauses:\n      - {name: 公示, explain: 公示 10 天。, days: {days: 10, kind: natural}, binding: true}\n";
    let source = authored.source.replace(item, &format!("{item}{notice}"));
    let authored = Authored {
        theme: content::theme::read(&source, &authored.elements).unwrap(),
        hash: content::theme::hash(&source, &authored.elements),
        source,
        ..authored.clone()
    };
    assert!(publish(&site.office, &authored).await.unwrap());
    let mut mother = site.citizen(MOTHER).await;
    let followed = newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let mut officer = site.officer("gao_ying").await;
    let page = officer.accept(&case).await.unwrap();
    let told = mother.browser.get(&followed).await.unwrap();
    let said = progress::accepted_until(
        "示范市妇幼保健院",
        &["公示"],
        "11 月 30 日（周一）",
        "12 月 7 日（周一）",
    );
    assert!(told.texts(".thread .note").contains(&said), "{told}");
    let sentence = desk::opens_on(&["公示"], "12 月 1 日（周二）");
    assert_eq!(page.texts(".verdict .note"), std::slice::from_ref(&sentence), "{page}");
    assert!(page.texts("button[value=grant]").is_empty(), "{page}");
    let early = decide(&mut officer, &page, "grant", ["已签发", ""]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{early}");
    assert_eq!(early.texts(".verdict [role=alert]"), [sentence], "{early}");
    assert_eq!(early.form("decide_case").value("text"), Some("已签发"), "{early}");
}
