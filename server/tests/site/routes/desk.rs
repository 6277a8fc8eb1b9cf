//! `/desk`, `/desk/cases/{id}`: the cases of one's own department, each decided once.

use app::text::{desk, problem as text};
use http::StatusCode;
use usecases::register::sandbox::Behaviour;

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
    for (verdict, texts, sentence) in [
        ("grant", [" ", ""], text::DECISION_TEXT),
        ("refuse", ["没有通过", ""], text::NEXT_STEP),
        ("refuse", ["少于 < 3 份 &lt; </textarea>", ""], text::NEXT_STEP),
        ("refuse", [long.as_str(), "请重新申请"], text::DECISION_TEXT),
    ] {
        let again = decide(&mut officer, &page, verdict, texts).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again}");
        assert_eq!(again.texts(".field__problem"), [sentence], "{again}");
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
