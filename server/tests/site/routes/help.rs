//! `/drafts/{id}/help`, `/desk/help/{id}`: what is typed is sent by the press that sends it, and lost by nothing.

use app::text::{account, draft, help as text, progress};
use content::Authored;
use domain::help::Wish;
use http::StatusCode;
use usecases::theme::publish::publish_until;

use super::mistakes::is_told;
use crate::newborn::{self, MOTHER};
use crate::people::desk::Officer;
use crate::people::filing::{Citizen, draft_of};
use crate::people::form::Form;
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// Longer than any session.
const THE_NEXT_DAY: i64 = 24 * 3_600_000;
const HEALTH: &str = "示范市卫生健康委员会";
/// Three working days after the Friday on which it is asked.
const ANSWERED_BY: &str = "11 月 25 日（周三）";
const QUESTION: &str = "超过 < 5 个字的名字 &lt; 行吗？</textarea>";
const ANSWER: &str = "这样写是对的，可以接着填。";

/// The page on which the mother asks about her draft.
async fn page_of(mother: &mut Citizen<Inside>, query: &str) -> Page {
    let begun = newborn::first_page(mother).await;
    let path = format!("/drafts/{}/help{query}", draft_of(&begun.path));
    mother.browser.get(&path).await.unwrap()
}

/// What she asks there.
fn filled_in(page: &Page, question: &str) -> Form {
    let mut form = page.form("ask_for_help");
    form.set("wish", "call_any_time").set("phone", "13912345678");
    form.set("question", question).set("agrees", "1");
    form
}

/// A question that was sent: its page, and where the office answers it.
async fn asked(site: &Site) -> (Page, Officer<Inside>, Page) {
    let mut mother = site.citizen(MOTHER).await;
    let page = page_of(&mut mother, "?about=child").await;
    let form = filled_in(&page, QUESTION);
    let sent = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    let waits = text::waits(HEALTH, Wish::CallAnyTime, ANSWERED_BY);
    assert!(sent.texts(".notice").contains(&waits), "{sent}");
    let check = format!("/drafts/{}/check", draft_of(&page.path));
    let check = mother.browser.get(&check).await.unwrap();
    assert!(check.texts("p.note").contains(&text::OPEN.to_owned()), "{check}");
    let mut officer = site.officer("gao_ying").await;
    let pile = officer.browser.get("/desk/help").await.unwrap();
    let open = officer.browser.get(&pile.links("/desk/help/")[0]).await.unwrap();
    assert_eq!(open.heading(), text::title(QUESTION, Wish::CallAnyTime), "{open}");
    (sent, officer, open)
}

#[tokio::test]
async fn the_steps_say_how_it_stands_with_a_question_and_the_inbox_leads_to_its_answer() {
    let site = Site::open().await;
    let (asking, mut officer, page) = asked(&site).await;
    let draft = format!("/drafts/{}", draft_of(&asking.path));
    let way = format!("{draft}/help?about=child#question-");
    let mut mother = site.citizen(MOTHER).await;
    let steps = mother.browser.get(&draft).await.unwrap();
    assert_eq!(steps.texts(".note .more"), [text::WAITING], "{steps}");
    assert_eq!(steps.links(&way).len(), 1, "{steps}");
    answer(&mut officer, &page, ANSWER).await;
    let steps = mother.browser.get(&draft).await.unwrap();
    assert_eq!(steps.texts(".note .more"), [text::HAS_ANSWER], "{steps}");
    let way = steps.links(&way).remove(0);
    let (path, place) = way.split_once('#').unwrap();
    let question = mother.browser.get(path).await.unwrap();
    let said = text::answered(HEALTH, ANSWER);
    assert_eq!(
        question.texts(&format!("#{place} .notice")),
        [said.as_str()],
        "{question}"
    );
    let inbox = mother.browser.get("/me/inbox").await.unwrap();
    assert_eq!(inbox.links(&draft), [way], "{inbox}");
    let child = mother.browser.get(&format!("{draft}/form/child")).await.unwrap();
    assert!(child.texts(".notice").contains(&said), "{child}");
    assert!(child.texts(".note").contains(&text::you_asked(QUESTION)), "{child}");
    assert_eq!(
        question.links(&format!("{draft}/form/")),
        [format!("{draft}/form/child")]
    );
    let child = mother.browser.get(&format!("{draft}/form/child")).await.unwrap();
    assert!(child.texts(".notice").contains(&said), "{child}");
}

#[tokio::test]
async fn the_desk_names_the_day_of_each_question_and_both_see_when_it_is_over() {
    let site = Site::open().await;
    let (asking, _, page) = asked(&site).await;
    assert!(page.texts("main p").contains(&text::answer_by(ANSWERED_BY)), "{page}");
    site.advance(6 * THE_NEXT_DAY);
    let mut officer = site.officer("gao_ying").await;
    let pile = officer.browser.get("/desk/help").await.unwrap();
    let row = pile.texts("tr.is-late td");
    assert_eq!(row.last().map(String::as_str), Some(progress::LATE), "{pile}");
    let open = officer.browser.get(&page.path).await.unwrap();
    assert!(
        open.texts(".state--wrong").contains(&text::answer_late(ANSWERED_BY)),
        "{open}"
    );
    let mut mother = site.citizen(MOTHER).await;
    let late = mother.browser.get(&asking.path).await.unwrap();
    assert!(
        late.texts(".notice").contains(&text::late(HEALTH, ANSWERED_BY)),
        "{late}"
    );
}

async fn answer(officer: &mut Officer<Inside>, page: &Page, typed: &str) -> Page {
    let mut form = page.form("answer_help");
    form.set("text", typed);
    officer.browser.press(page, &form, ("", "")).await.unwrap()
}

#[tokio::test]
async fn a_question_that_is_sent_when_the_session_has_ended_is_there_after_signing_in_and_is_not_sent() {
    for (mode, query) in [("", "?about=child"), ("elder", "")] {
        for site in Site::each().await {
            let mut mother = site.citizen(MOTHER).await;
            mother.browser.cookies.insert("mode".to_owned(), mode.to_owned());
            let page = page_of(&mut mother, query).await;
            let form = filled_in(&page, QUESTION);
            site.advance(THE_NEXT_DAY);
            let signing_in = mother.browser.press(&page, &form, ("", "")).await.unwrap();
            let notices = signing_in.texts(".notice");
            assert!(notices.contains(&account::PARKED.to_owned()), "{mode}: {signing_in}");
            let back = mother.sign_in_on(&signing_in).await.unwrap();
            assert!(
                back.path.starts_with(&page.path),
                "{mode} {}: {}",
                site.engine(),
                back.path
            );
            let not_sent = text::problem("not-sent").unwrap();
            assert_eq!(back.texts("[role=alert]"), [not_sent], "{mode}");
            let shown = back.form("ask_for_help");
            assert_eq!(shown.value("question"), Some(QUESTION), "{mode}");
            assert_eq!(shown.value("phone"), Some("13912345678"), "{mode}");
            let entries = shown.entries(("", ""));
            let wish = ("wish".to_owned(), "call_any_time".to_owned());
            assert!(entries.contains(&wish), "{mode}: {entries:?}");
            assert!(entries.iter().all(|(name, _)| name != "agrees"), "who sends it agrees");
            let mut officer = site.officer("gao_ying").await;
            let pile = officer.browser.get("/desk/help").await.unwrap();
            assert_eq!(pile.links("/desk/help/"), Vec::<String>::new(), "{pile}");
        }
    }
}

#[tokio::test]
async fn about_a_paper_one_asks_from_its_own_page_whoever_needs_it() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let begun = newborn::first_page(&mut mother).await;
    let path = format!("/drafts/{}/materials/diagnosis", draft_of(&begun.path));
    let paper = mother.browser.get(&path).await.unwrap();
    let way = format!("/drafts/{}/help", draft_of(&begun.path));
    let page = mother.browser.get(&paper.links(&way)[0]).await.unwrap();
    assert!(page.texts("main").concat().contains("诊断证明"), "{page}");
    let form = filled_in(&page, QUESTION);
    let sent = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    let waits = text::waits("示范市医疗保障局", Wish::CallAnyTime, ANSWERED_BY);
    assert!(sent.texts(".notice").contains(&waits), "{sent}");
    let mut officer = site.officer("ye_qing").await;
    let pile = officer.browser.get("/desk/help").await.unwrap();
    let open = officer.browser.get(&pile.links("/desk/help/")[0]).await.unwrap();
    assert!(open.texts(".lede").concat().contains("诊断证明"), "{open}");
}

#[tokio::test]
async fn in_the_elder_mode_one_asks_from_the_form_and_from_the_papers_too() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    mother.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    let page = newborn::first_page(&mut mother).await;
    assert!(page.texts("button").contains(&text::TITLE.to_owned()), "{page}");
    let form = page.form("save_topic");
    let help = mother.browser.press(&page, &form, ("go", "help")).await.unwrap();
    assert_eq!(help.heading(), text::TITLE, "{help}");
    let draft = draft_of(&page.path);
    let way = format!("/drafts/{draft}/help");
    for place in ["materials", "materials/diagnosis"] {
        let papers = mother.browser.get(&format!("/drafts/{draft}/{place}")).await.unwrap();
        assert_eq!(papers.links(&way).len(), 1, "{papers}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_question_is_said_at_each_field_and_nothing_is_lost() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let page = page_of(&mut mother, "?about=child").await;
    let mut form = filled_in(&page, QUESTION);
    form.set("phone", "139").untick("agrees", "1");
    let again = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again}");
    let said = ["not-a-phone", "consent-first"].map(|code| text::problem(code).unwrap());
    assert_eq!(again.texts("[role=alert] li"), said);
    assert_eq!(again.attributes("[role=alert] a", "href"), ["#phone", "#agrees"]);
    let mut beside = again.texts(".field__problem");
    beside.retain(|sentence| !sentence.is_empty());
    assert_eq!(beside, said);
    assert!(
        again
            .texts("title")
            .concat()
            .contains(&draft::with_mistakes(text::TITLE))
    );
    let kept = again.form("ask_for_help");
    assert_eq!(
        (kept.value("phone"), kept.value("question")),
        (Some("139"), Some(QUESTION))
    );
}

#[tokio::test]
async fn a_question_beside_one_that_waits_is_kept_until_it_can_be_sent() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let page = page_of(&mut mother, "?about=child").await;
    let first = filled_in(&page, QUESTION);
    mother.browser.press(&page, &first, ("", "")).await.unwrap();
    let second = filled_in(&page, "还有一个问题");
    let refused = mother.browser.press(&page, &second, ("", "")).await.unwrap();
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
    let told = refused.texts("main").concat();
    for kept in [text::UNSENT, "还有一个问题"] {
        assert!(told.contains(kept), "{kept}: {refused}");
    }
    let form = refused.form("close_help");
    let closed = mother.browser.press(&refused, &form, ("", "")).await.unwrap();
    let again = closed.form("ask_for_help");
    assert_eq!(again.value("question"), Some("还有一个问题"), "{closed}");
}

#[tokio::test]
async fn a_question_that_nobody_can_be_asked_any_more_is_still_there_also_after_signing_in() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let page = page_of(&mut mother, "?about=child").await;
    let mut form = filled_in(&page, "还有一个问题");
    form.set("about", "paper:application_form");
    let told = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    site.advance(THE_NEXT_DAY);
    let signing_in = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    let back = mother.sign_in_on(&signing_in).await.unwrap();
    for shown in [told, back] {
        assert_eq!(shown.status, StatusCode::CONFLICT, "{shown}");
        assert_eq!(shown.texts("[role=alert]"), [text::NOBODY], "{shown}");
        let all = shown.texts("main").concat();
        assert!(all.contains(text::LEFT_OVER) && all.contains("还有一个问题"), "{shown}");
        assert!(shown.find_form("ask_for_help").is_none(), "{shown}");
    }
}

#[tokio::test]
async fn a_question_is_still_there_when_nobody_is_competent_for_the_paper_any_more() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let page = page_of(&mut mother, "?about=paper:diagnosis").await;
    let mut form = filled_in(&page, QUESTION);
    form.untick("agrees", "1");
    mother.browser.press(&page, &form, ("", "")).await.unwrap();
    let choosing = mother.browser.get("/themes/newborn/plan?choose=1").await.unwrap();
    let mut form = choosing.form("choose_items");
    form.untick("items[]", "maternity_benefit");
    mother.browser.press(&choosing, &form, ("", "")).await.unwrap();
    let again = mother.browser.get(&page.path).await.unwrap();
    assert!(again.find_form("ask_for_help").is_none(), "{again}");
    let told = again.texts("main p");
    for kept in [text::NOBODY, text::LEFT_OVER, QUESTION] {
        assert!(told.contains(&kept.to_owned()), "{kept}: {again}");
    }
}

/// Publishes the newborn theme under another name, so that the version before it has ended two days later.
async fn publish_renamed(site: &Site) {
    let newborn = newborn::library().themes.iter().find(|theme| theme.slug == "newborn");
    let newborn = newborn.unwrap();
    let (name, other) = ("\nname: 新生儿出生\n", "\nname: 宝宝出生\n");
    let (source, elements) = (newborn.source.replace(name, other), newborn.elements.clone());
    let authored = Authored {
        theme: content::theme::read(&source, &elements).unwrap(),
        hash: content::theme::hash(&source, &elements),
        source,
        ..newborn.clone()
    };
    site.advance(1);
    let today = site.office.today();
    assert!(publish_until(&site.office, &authored, today).await.unwrap());
    site.advance(2 * THE_NEXT_DAY);
}

#[tokio::test]
async fn a_question_about_a_version_that_has_ended_is_shown_until_it_can_be_sent_with_the_next_one() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let page = page_of(&mut mother, "?about=child").await;
    let form = filled_in(&page, QUESTION);
    publish_renamed(&site).await;
    let signing_in = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    let back = mother.sign_in_on(&signing_in).await.unwrap();
    let told = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    for shown in [&back, &told] {
        assert_eq!(shown.status, StatusCode::CONFLICT, "{shown}");
        assert_eq!(shown.texts("[role=alert]"), [text::CARRY_OVER_FIRST], "{shown}");
        assert!(shown.texts("main p").contains(&QUESTION.to_owned()), "{shown}");
    }
    let way = told.links(&format!("/drafts/{}/carry-over", draft_of(&page.path)));
    let news = mother.browser.get(&way[0]).await.unwrap();
    let form = news.form("carry_over_draft");
    let again = mother.browser.press(&news, &form, ("", "")).await.unwrap();
    assert_eq!(again.path, page.path);
    let form = again.form("ask_for_help");
    assert_eq!(form.value("question"), Some(QUESTION), "{again}");
}

#[tokio::test]
async fn an_answer_about_a_version_that_has_ended_is_read_without_being_told_to_send_anything() {
    let site = Site::open().await;
    let (asking, _, page) = asked(&site).await;
    publish_renamed(&site).await;
    let mut officer = site.officer("gao_ying").await;
    answer(&mut officer, &page, ANSWER).await;
    let mut mother = site.citizen(MOTHER).await;
    let inbox = mother.browser.get("/me/inbox").await.unwrap();
    let draft = format!("/drafts/{}", draft_of(&asking.path));
    let way = inbox.links(&draft).remove(0);
    let (path, _) = way.split_once('#').unwrap();
    let shown = mother.browser.get(path).await.unwrap();
    assert_eq!((shown.status, shown.path.as_str()), (StatusCode::OK, path), "{shown}");
    assert!(
        shown.texts(".notice").contains(&text::answered(HEALTH, ANSWER)),
        "{shown}"
    );
    assert_eq!(shown.texts("[role=alert]"), [""; 0], "{shown}");
    assert_eq!(shown.links(&format!("{draft}/carry-over")).len(), 1, "{shown}");
}

#[tokio::test]
async fn an_answer_that_is_sent_when_the_session_has_ended_is_there_after_signing_in_and_is_not_sent() {
    for site in Site::each().await {
        let (asking, mut officer, page) = asked(&site).await;
        site.advance(THE_NEXT_DAY);
        let signing_in = answer(&mut officer, &page, ANSWER).await;
        assert_eq!(signing_in.texts(".notice"), [account::PARKED], "{signing_in}");
        let back = officer.sign_in().await.unwrap();
        assert_eq!(back.path, page.path, "{}", site.engine());
        let form = back.form("answer_help");
        assert_eq!(form.value("text"), Some(ANSWER), "{back}");
        let mut mother = site.citizen(MOTHER).await;
        let unanswered = mother.browser.get(&asking.path).await.unwrap();
        assert!(!unanswered.text().contains(ANSWER), "{unanswered}");
        let pile = officer.browser.press(&back, &form, ("", "")).await.unwrap();
        assert_eq!(pile.path, "/desk/help", "{pile}");
        let answered = mother.browser.get(&asking.path).await.unwrap();
        assert!(answered.text().contains(ANSWER), "{answered}");
        assert_eq!(officer.browser.cookies.get("typed"), None);
    }
}

#[tokio::test]
async fn an_answer_that_is_refused_is_still_there_also_when_the_question_was_taken_back_meanwhile() {
    for site in Site::each().await {
        let (asking, mut officer, page) = asked(&site).await;
        let long = "长".repeat(1001);
        for typed in [" ", long.as_str()] {
            let again = answer(&mut officer, &page, typed).await;
            is_told(&again, "answer", text::NO_ANSWER);
            assert_eq!(again.form("answer_help").value("text"), Some(typed));
        }
        let mut mother = site.citizen(MOTHER).await;
        let form = asking.form("close_help");
        mother.browser.press(&asking, &form, ("", "")).await.unwrap();
        let told = answer(&mut officer, &page, ANSWER).await;
        assert_eq!(told.status, StatusCode::CONFLICT, "{} {told}", site.engine());
        assert_eq!(told.heading(), text::OVER);
        assert_eq!(told.texts("#answer"), [ANSWER]);
        assert!(!told.text().contains("13912345678"), "the consent is over: {told}");
        let other = site.officer("wei_min").await.browser.get(&page.path).await.unwrap();
        assert_eq!(other.status, StatusCode::NOT_FOUND, "who typed nothing sees nothing");
    }
}
