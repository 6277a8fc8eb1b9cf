//! What is left open by 不确定: told above the list, with somebody to call.

use http::StatusCode;

use super::asked_for_the_area;
use crate::newborn::MOTHER;
use crate::people::filing::{Citizen, draft_of};
use crate::people::page::Page;
use crate::site::{Inside, Site};

#[tokio::test]
async fn whoever_does_not_know_sees_both_outcomes_and_whom_to_call() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = asked_for_the_area(&mut guest).await;
    let unsure = ("unsure", "1");
    let mut page = guest.press(&page, &page.form("answer_question"), unsure).await.unwrap();
    while let Some(mut form) = page.find_form("answer_question") {
        let button = match form.inputs.iter().find(|input| input.name == "picked[]") {
            Some(first) => {
                let option = first.value.clone();
                form.set("picked[]", &option);
                ("", "")
            }
            None => unsure,
        };
        page = guest.press(&page, &form, button).await.unwrap();
    }
    let list = page.texts(".thread > li").join("");
    assert!(
        list.contains("要办的情况：") && list.contains("不用办的情况："),
        "{page}"
    );
    assert!(page.texts(".lede").join("").starts_with("最多 "), "{page}");
    let whole = page.texts("main").join("");
    for said in [app::text::plan::NOT_KNOWN, "店有多少平方米？现在回答"] {
        assert_eq!(whole.matches(said).count(), 1, "{said}: {page}");
    }
    let choosing = guest.get("/themes/restaurant/plan?choose=1").await.unwrap();
    let small = choosing.texts(".choice__group").join("");
    assert!(small.contains("是不是不超过 60 平方米"), "{choosing}");
}

#[tokio::test]
async fn every_question_that_was_left_unsure_is_named_above_the_list_with_whom_to_call_about_it() {
    let site = Site::open().await;
    for theme in &content::Library::embedded().unwrap().themes {
        let mut guest = site.browser();
        let plan = format!("/themes/{}/plan", theme.theme.slug);
        let mut page = guest.get(&plan).await.unwrap();
        let mut left_open = Vec::new();
        while let Some(mut form) = page.find_form("answer_question") {
            let field = form.value("field").unwrap().to_owned();
            let mut questions = theme.theme.questions.iter();
            let question = questions.find(|question| question.field.to_string() == field).unwrap();
            let button = match question.element.kind.options() {
                _ if question.may_be_unsure() => {
                    left_open.push(question.ask.as_str());
                    ("unsure", "1")
                }
                options if page.text().contains("picked[]") => {
                    form.set("picked[]", options[0].id.as_str());
                    ("", "")
                }
                options => ("value", options[0].id.as_str()),
            };
            page = guest.press(&page, &form, button).await.unwrap();
        }
        assert_eq!(page.heading(), app::text::plan::TITLE, "{page}");
        assert!(!left_open.is_empty(), "{plan}");
        let rows = page.texts(".rows > li");
        for ask in left_open {
            let mut told = rows.iter().filter(|row| row.starts_with(ask));
            let row = told.next().unwrap_or_else(|| panic!("{ask}: {page}"));
            assert!(row.contains("拿不准，打电话问"), "{ask}: {page}");
        }
    }
}

/// The question of the newborn theme that decides whose household is looked up.
const FOLLOWS: &str = "/themes/newborn/plan?question=child/household.follows";

/// A mother who does not know yet whose household the child belongs to, before she says whether registers may be read.
async fn asked_for_consent(site: &Site) -> (Citizen<Inside>, Page) {
    let mut mother = site.citizen(MOTHER).await;
    mother.plan("newborn").await.unwrap();
    let question = mother.browser.get(FOLLOWS).await.unwrap();
    let form = question.form("answer_question");
    let list = mother.browser.press(&question, &form, ("unsure", "1")).await.unwrap();
    let consent = mother.browser.press(&list, &list.form("start_draft"), ("", "")).await;
    (mother, consent.unwrap())
}

#[tokio::test]
async fn what_waits_for_an_answer_says_so_at_the_paper_and_at_the_page_and_leads_to_the_question() {
    let site = Site::open().await;
    let (mut mother, consent) = asked_for_consent(&site).await;
    let form = mother.consent(consent).await.unwrap();
    let draft = draft_of(&form.path);
    let ask = "孩子的户口跟妈妈还是跟爸爸？";
    let at_paper = app::text::paper::answer_first(ask);
    for path in [
        "/themes/newborn/plan".to_owned(),
        format!("/drafts/{draft}/materials"),
        format!("/drafts/{draft}/materials/household_booklet"),
    ] {
        let page = mother.browser.get(&path).await.unwrap();
        let told = page
            .texts(".note")
            .into_iter()
            .filter(|note| note.starts_with(&at_paper));
        assert_eq!(told.count(), 1, "{page}");
        let ways = page.links(FOLLOWS);
        assert!(ways.len() == 1 || path.starts_with("/themes"), "{page}");
        if path.starts_with("/drafts") {
            let question = mother.browser.get(&ways[0]).await.unwrap();
            assert!(question.links(&path).contains(&path), "the way back: {question}");
        }
    }
    let page = format!("/drafts/{draft}/form/household");
    let page = mother.browser.get(&page).await.unwrap();
    let at_page = app::text::draft::answer_first(ask);
    assert!(page.texts(".notice p").contains(&at_page), "{page}");
    let question = page.attributes(".notice a", "href").concat();
    assert!(
        !page.texts(&question).is_empty(),
        "it is asked on the same page: {page}"
    );
    let other = mother
        .browser
        .get(&format!("/drafts/{draft}/form/mother"))
        .await
        .unwrap();
    assert!(!other.texts(".notice p").contains(&at_page), "{other}");
}

#[tokio::test]
async fn the_way_from_a_page_to_a_question_that_is_not_on_it_loses_nothing_that_was_typed() {
    let site = Site::open().await;
    let (mut mother, consent) = asked_for_consent(&site).await;
    let form = mother.consent(consent).await.unwrap();
    // In the elder mode every field has a page of its own.
    mother.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    let path = format!(
        "/drafts/{}/form/household?edit=child/household.holder",
        draft_of(&form.path)
    );
    let holder = "typed[child/household.holder]";
    let page = mother.browser.get(&path).await.unwrap();
    let mut form = page.form("save_topic");
    form.set(holder, "林国强");
    let way = form.button("question-child/household.follows");
    let question = mother.browser.press(&page, &form, way).await.unwrap();
    assert!(question.path.starts_with(FOLLOWS), "{question}");
    let back = mother.browser.get(&path).await.unwrap();
    let inputs = back.form("save_topic").inputs;
    let typed = inputs.iter().find(|input| input.name == holder);
    assert_eq!(typed.map(|input| input.value.as_str()), Some("林国强"), "{back}");
    let form = question.form("answer_question");
    let answered = mother
        .browser
        .press(&question, &form, form.button("mother"))
        .await
        .unwrap();
    let page = path.split('?').next().unwrap();
    assert_eq!(answered.path, page, "back where it was asked from");
}

#[tokio::test]
async fn consent_names_each_look_once_and_which_ones_wait_for_an_answer() {
    let site = Site::open().await;
    let (_, consent) = asked_for_consent(&site).await;
    let mut rows = consent.texts(".rows > li").into_iter();
    let household = rows.find(|row| row.starts_with("公安户籍")).unwrap();
    let home = app::text::draft::once_settled("填好孩子要落的那一户");
    let looks = ["核对妈妈的身份和民族", "核对爸爸的身份和民族", home.as_str()];
    assert!(
        looks.iter().all(|look| household.matches(look).count() == 1),
        "{household}"
    );
    let length: usize = looks.iter().map(|look| look.len()).sum();
    assert_eq!(household.len(), "公安户籍".len() + length, "{household}");
}

#[tokio::test]
async fn a_question_that_a_draft_asks_leads_to_no_other_draft_and_is_of_its_own_theme() {
    let site = Site::open().await;
    let (mut mother, consent) = asked_for_consent(&site).await;
    let back = format!("&back=/drafts/{}/materials", draft_of(&consent.path));
    let of_list = mother.browser.get(FOLLOWS).await.unwrap();
    assert!(of_list.find_form("look_up").is_some(), "{of_list}");
    let of_draft = mother.browser.get(&format!("{FOLLOWS}{back}")).await.unwrap();
    assert!(of_draft.find_form("answer_question").is_some(), "{of_draft}");
    assert!(of_draft.find_form("look_up").is_none(), "{of_draft}");
    let elsewhere = FOLLOWS.replace("newborn", "restaurant") + &back;
    let elsewhere = mother.browser.get(&elsewhere).await.unwrap();
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "{elsewhere}");
}
