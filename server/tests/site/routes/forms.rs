//! `/drafts/{id}/form/{topic}`: what is wrong is said beside the field, and nothing that was typed is lost.

mod elder;
mod kinds;
mod typing;
mod unfilled;

use app::text::field as text;
use domain::field::Problem;
use domain::identity::IdNumberProblem;
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::newborn::{self, MOTHER, answers};
use crate::people::filing::{Citizen, draft_of};
use crate::people::form::{asked_by, urlencoded};
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// Somebody whom no register knows: everything is typed.
const UNKNOWN: &str = "tang_yu";

/// What is typed, where, and what is wrong with it.
fn mistakes() -> Vec<(&'static str, &'static str, String, Problem)> {
    let id = Problem::IdNumber;
    let long = "长".repeat(121);
    let mistakes = [
        (
            "father",
            "father/person.id_number",
            "000000199409020018",
            id(IdNumberProblem::CheckDigit),
        ),
        (
            "father",
            "father/person.id_number",
            "00000019940902001",
            id(IdNumberProblem::Length),
        ),
        (
            "father",
            "father/person.id_number",
            "00000019940230001X",
            id(IdNumberProblem::BirthDate),
        ),
        (
            "father",
            "father/person.id_number",
            "O00000199409020017",
            id(IdNumberProblem::Character),
        ),
        ("father", "father/person.phone", "12345", Problem::NotAPhone),
        ("father", "father/person.name", "R2D2", Problem::NotAName),
        ("child", "child/birth.time", "2026-02-30 08:00", Problem::NoSuchDate),
        ("child", "child/birth.time", "2026-11-21 08:00", Problem::InFuture),
        ("child", "child/birth.time", "昨天早上", Problem::NotATime),
        ("child", "child/birth.time", "2026-11-18", Problem::NotATime),
        ("child", "child/person.sex", "unknown", Problem::NotAnOption),
        ("child", "child/person.name", "", Problem::Missing),
        (
            "household",
            "child/household.address",
            long.as_str(),
            Problem::TooLong { most: 120 },
        ),
        (
            "maternity",
            "mother/bank.card",
            "4111111111111112",
            Problem::NotABankCard,
        ),
        (
            "maternity",
            "mother/bank.branch",
            "<b>\"'&支行\u{202e}\u{0}",
            Problem::NotABankCard,
        ),
    ];
    mistakes
        .map(|(topic, field, typed, problem)| (topic, field, typed.to_owned(), problem))
        .to_vec()
}

async fn begun(site: &Site, who: &str) -> (Citizen<Inside>, String) {
    let mut citizen = site.citizen(who).await;
    let page = newborn::first_page(&mut citizen).await;
    let draft = draft_of(&page.path).to_owned();
    (citizen, draft)
}

#[tokio::test]
async fn each_mistake_is_said_beside_its_field_and_what_was_typed_stays() {
    let site = Site::open().await;
    let (mut citizen, draft) = begun(&site, UNKNOWN).await;
    for (topic, field, typed, problem) in mistakes() {
        let path = format!("/drafts/{draft}/form/{topic}");
        let page = citizen.browser.get(&path).await.unwrap();
        let mut form = citizen.filled_in(page.form("save_topic"));
        let mut is_chosen = false;
        let name = format!("typed[{field}]");
        for input in form.inputs.iter_mut().filter(|input| input.name == name) {
            input.value.clone_from(&typed);
            input.is_checked = input.kind == "radio" && !std::mem::replace(&mut is_chosen, true);
        }
        let again = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
        if field == "mother/bank.branch" {
            assert_ne!(again.status, StatusCode::INTERNAL_SERVER_ERROR, "{again}");
            let shown = citizen.browser.get(&format!("{path}?edit={field}")).await.unwrap();
            assert!(
                shown
                    .form("save_topic")
                    .value(&name)
                    .unwrap()
                    .starts_with("<b>\"'&支行"),
                "{shown}"
            );
            continue;
        }
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}");
        assert!(again.path.starts_with(&path), "{field} {typed}: {}", again.path);
        let sentence = text::problem(problem);
        let (beside, above) = (problems(&again), again.texts("[role=alert] li"));
        // What is missing is asked for by its name.
        let said =
            |told: &String| told.ends_with(&sentence) || (problem == Problem::Missing && told.contains("孩子姓名"));
        assert!(beside.len() == 1 && said(&beside[0]), "{field} {typed}: {beside:?}");
        assert!(above.len() == 1 && said(&above[0]), "{field} {typed}: {above:?}");
        if problem != Problem::NotAnOption {
            assert_eq!(again.form("save_topic").value(&name), Some(typed.as_str()), "{field}");
        }
    }
}

/// What the page says beside its fields.
fn problems(page: &Page) -> Vec<String> {
    let mut said = page.texts(".field__problem");
    said.retain(|sentence| !sentence.is_empty());
    said
}

/// The names of the fields that the page asks.
fn asked(page: &Page) -> Vec<String> {
    let form = page.find_form("save_topic");
    let inputs = form.iter().flat_map(|form| &form.inputs);
    inputs
        .filter_map(|input| asked_by(&input.name))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn what_is_typed_ends_no_title() {
    let site = Site::open().await;
    let (mut citizen, draft) = begun(&site, UNKNOWN).await;
    let page = citizen
        .browser
        .get(&format!("/drafts/{draft}/form/child"))
        .await
        .unwrap();
    let mut form = page.form("save_topic");
    form.set("typed[child/person.name]", "</title><b>粗</b>");
    citizen.browser.press(&page, &form, ("go", "leave")).await.unwrap();
    let steps = citizen.browser.get(&format!("/drafts/{draft}")).await.unwrap();
    let titles = steps.texts("title");
    assert!(
        titles.iter().any(|title| title.contains("</title><b>粗</b>")),
        "{titles:?}"
    );
}

#[tokio::test]
async fn a_page_that_was_begun_is_found_again_on_another_device() {
    for site in Site::each().await {
        let (mut citizen, draft) = begun(&site, UNKNOWN).await;
        let path = format!("/drafts/{draft}/form/child");
        let page = citizen.browser.get(&path).await.unwrap();
        let mut form = page.form("save_topic");
        form.set("typed[child/person.name]", "唐小雨");
        let incomplete = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(incomplete.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut elsewhere = site.citizen(UNKNOWN).await;
        let me = elsewhere.browser.get("/me").await.unwrap();
        assert_eq!(me.links("/drafts/"), [format!("/drafts/{draft}")], "{}", site.engine());
        let steps = elsewhere.browser.get(&me.links("/drafts/")[0]).await.unwrap();
        assert_eq!(steps.action().as_deref(), Some(path.as_str()));
        let found = elsewhere.browser.get(&path).await.unwrap();
        assert_eq!(
            found.form("save_topic").value("typed[child/person.name]"),
            Some("唐小雨")
        );
    }
}

#[tokio::test]
async fn a_page_that_was_skipped_by_its_address_is_named_before_submitting() {
    let site = Site::open().await;
    let (mut citizen, draft) = begun(&site, UNKNOWN).await;
    let check = citizen.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    let gaps = check.links(&format!("/drafts/{draft}/form/"));
    assert!(
        gaps.contains(&format!("/drafts/{draft}/form/child?from=check")),
        "{check}"
    );
    let refused = citizen.submit_alone(&draft).await.unwrap();
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
    assert_eq!(refused.texts("div[role=alert]").len(), 1, "{refused}");
    assert_eq!(
        citizen
            .browser
            .get("/applications")
            .await
            .unwrap()
            .links("/applications/"),
        [""; 0]
    );
}

#[tokio::test]
async fn a_page_that_is_not_asked_of_this_person_does_not_exist() {
    let site = Site::open().await;
    let (mut citizen, draft) = begun(&site, MOTHER).await;
    for topic in ["nowhere", "%2e%2e%2fchild", "child%00", "child/x"] {
        let page = citizen
            .browser
            .get(&format!("/drafts/{draft}/form/{topic}"))
            .await
            .unwrap();
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{topic} {page}");
    }
}

#[tokio::test]
async fn what_a_page_does_not_ask_is_not_taken_from_it() {
    let site = Site::open().await;
    let (mut citizen, draft) = begun(&site, MOTHER).await;
    let path = format!("/drafts/{draft}/form/child");
    let page = citizen.browser.get(&path).await.unwrap();
    let mut form = citizen.filled_in(page.form("save_topic"));
    // Written into the page by somebody with tools: a field of another page, and one of no page at all.
    for field in ["mother/bank.branch", "stranger/person.name"] {
        let template = form
            .inputs
            .iter()
            .find(|input| asked_by(&input.name).is_some())
            .unwrap()
            .clone();
        form.inputs.push(crate::people::form::Input {
            name: format!("was[{field}][]"),
            value: String::new(),
            ..template.clone()
        });
        form.inputs.push(crate::people::form::Input {
            name: format!("typed[{field}]"),
            value: "伪造".to_owned(),
            ..template
        });
    }
    let next = citizen.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_ne!(next.status, StatusCode::INTERNAL_SERVER_ERROR, "{next}");
    let check = citizen.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    assert!(!check.text().contains("伪造"), "{check}");
}

#[tokio::test]
async fn what_a_register_says_is_shown_with_its_source_and_can_be_contested() {
    let site = Site::open().await;
    let (mut citizen, draft) = begun(&site, MOTHER).await;
    let path = format!("/drafts/{draft}/form/household");
    let page = citizen.browser.get(&path).await.unwrap();
    assert!(
        page.texts(".field__source")
            .iter()
            .any(|source| source.contains("公安户籍")),
        "{page}"
    );
    let field = "child/household.address";
    let form = page.form("save_topic");
    let doubt = form.button("edit-child/household.address");
    let page = citizen.browser.press(&page, &form, doubt).await.unwrap();
    assert!(page.path.starts_with(&format!("{path}?edit={field}")), "{page}");
    let mut form = page.form("save_topic");
    form.set(&format!("typed[{field}]"), "示范市东山区松风街6号");
    let form = citizen.filled_in(form);
    citizen.browser.press(&page, &form, ("", "")).await.unwrap();
    let page = citizen.browser.get(&path).await.unwrap();
    assert!(
        page.texts(".field__differs")
            .iter()
            .any(|said| said.contains("示范市青河区青石路18号2栋301室")),
        "{page}"
    );
    assert!(answers().contains_key(field));
}

#[tokio::test]
async fn correcting_what_is_known_loses_nothing_that_was_typed_on_the_same_page() {
    let site = Site::open().await;
    let (mut citizen, draft) = begun(&site, MOTHER).await;
    for from in ["", "?from=check"] {
        let path = format!("/drafts/{draft}/form/child{from}");
        let page = citizen.browser.get(&path).await.unwrap();
        let (name, known) = ("typed[child/person.name]", "typed[child/birth.time]");
        let mut form = page.form("save_topic");
        assert_eq!(form.value(known), None, "it is known: {page}");
        form.set(name, &format!("林知夏{}", if from.is_empty() { "一" } else { "二" }));
        let doubt = form.button("edit-child/birth.time");
        let open = citizen.browser.press(&page, &form, doubt).await.unwrap();
        let shown = open.form("save_topic");
        assert!(shown.value(known).is_some(), "{open}");
        assert_eq!(shown.value(name), form.value(name), "{open}");
        assert_eq!(shown.value("from").is_some(), !from.is_empty(), "the way back is kept");
    }
}

/// Sends one field of a page as its island does; `was` is what the page showed.
async fn send_answer(citizen: &mut Citizen<Inside>, page: &str, field: &str, text: &str, was: &str) -> Page {
    let entry = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let body = urlencoded(&[entry("field", field), entry("text", text), entry("was", was)]);
    let mut headers = HeaderMap::new();
    headers.insert(
        "content-type",
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    headers.insert("origin", HeaderValue::from_static("http://127.0.0.1:3000"));
    citizen
        .browser
        .send(Method::POST, &format!("{page}/answer"), headers, body.into())
        .await
        .unwrap()
}

#[tokio::test]
async fn one_field_is_saved_while_one_types_for_its_owner_alone() {
    for site in Site::each().await {
        let (mut citizen, draft) = begun(&site, UNKNOWN).await;
        let (path, name) = (format!("/drafts/{draft}/form/child"), "child/person.name");
        let saved = send_answer(&mut citizen, &path, name, "唐一诺", "").await;
        assert_eq!(
            (saved.status, saved.text().as_str()),
            (StatusCode::OK, ""),
            "{}",
            site.engine()
        );
        let there = send_answer(&mut citizen, &path, name, "唐小诺", "").await;
        assert_eq!(there.text(), text::answered_elsewhere("唐一诺"));
        let page = citizen.browser.get(&path).await.unwrap();
        assert_eq!(
            page.form("save_topic").value("typed[child/person.name]"),
            Some("唐一诺")
        );
        assert!(problems(&page)[0].contains("唐小诺"), "{page}");
        let mut stranger = site.citizen(newborn::STRANGER).await;
        let refused = send_answer(&mut stranger, &path, name, "别人", "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let long = send_answer(&mut citizen, &path, name, &"长".repeat(10_000), "唐一诺").await;
        assert_eq!(long.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_answer_tells_the_page_when_it_asks_something_else_by_now() {
    let (at, address, bank) = (
        "child/insurance.at",
        "child/insurance.address",
        "child/social_card.bank",
    );
    for site in Site::each().await {
        let (mut citizen, draft) = begun(&site, MOTHER).await;
        let path = format!("/drafts/{draft}/form/insurance");
        let shown = |page: &Page| {
            let fields = page.attributes("#topic [data-field]", "data-field");
            (page.attributes("#topic", "data-asked").concat(), fields)
        };
        let (asked, fields) = shown(&citizen.browser.get(&path).await.unwrap());
        assert_eq!(fields, [at, bank]);
        let at_home = send_answer(&mut citizen, &path, at, "household", "").await;
        assert_eq!(at_home.header("x-asked"), asked, "{}", site.engine());
        let elsewhere = send_answer(&mut citizen, &path, at, "other", "household").await;
        let (more, fields) = shown(&citizen.browser.get(&path).await.unwrap());
        assert_eq!(elsewhere.header("x-asked"), more);
        assert_ne!(more, asked);
        assert_eq!(fields, [at, address, bank]);
        let at_home = send_answer(&mut citizen, &path, at, "household", "other").await;
        assert_eq!(at_home.header("x-asked"), asked);
        // It was typed before the page heard that it is not asked any more.
        let late = send_answer(&mut citizen, &path, address, "青石路18号", "").await;
        assert_eq!((late.status, late.header("x-asked")), (StatusCode::OK, asked.as_str()));
        send_answer(&mut citizen, &path, at, "other", "household").await;
        let page = citizen.browser.get(&path).await.unwrap();
        assert!(page.text().contains("青石路18号"), "{page}");
        citizen.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
        let alone = citizen.browser.get(&format!("{path}?edit={at}")).await.unwrap();
        assert_eq!(shown(&alone), (String::new(), vec![at.to_owned()]), "{alone}");
    }
}
