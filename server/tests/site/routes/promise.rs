//! `/drafts/{id}/promises/{about}`: what an item is granted on is said before it is promised, seen at the desk, and checked
//! there afterwards.

use app::text::{progress, promise as text};
use content::{Authored, Library};
use http::StatusCode;
use usecases::theme::publish::publish;

use super::mistakes::is_told;
use crate::newborn::{self, MOTHER};
use crate::people::desk::Officer;
use crate::people::filing::{Citizen, draft_of};
use crate::site::{Inside, Site};

const ITEM: &str = "\n  - id: parenting_guidance\n";
const COMMITMENT: &str = "    commitment:
      notice: [孩子已经出生]
      consequence: 说了假话的，要退回。
      excluded: [以前承诺过没做到的人]
      promise: 我保证孩子已经出生。
      check: 办好以后核对。
";

/// Publishes the newborn theme so that one item of it is granted on a promise.
async fn publish_with_a_promise(site: &Site) {
    let library = Library::embedded().unwrap();
    let mut themes = library.themes.into_iter();
    let newborn = themes.find(|authored| authored.slug == "newborn").unwrap();
    let source = newborn.source.replace(ITEM, &format!("{ITEM}{COMMITMENT}"));
    let elements = newborn.elements.clone();
    let authored = Authored {
        theme: content::theme::read(&source, &elements).unwrap(),
        hash: content::theme::hash(&source, &elements),
        source,
        ..newborn
    };
    assert!(publish(&site.office, &authored).await.unwrap());
}

#[tokio::test]
async fn an_item_on_a_promise_is_submitted_with_it_and_not_without() {
    let site = Site::open().await;
    publish_with_a_promise(&site).await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let promise = format!("/drafts/{draft}/promises/item.parenting_guidance");
    let early = mother.submit_alone(&draft).await.unwrap();
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{early}");
    assert_eq!(early.links(&promise).len(), 1, "{early}");

    let page = mother.browser.get(&promise).await.unwrap();
    for said in [
        "孩子已经出生",
        "说了假话的，要退回。",
        "以前承诺过没做到的人",
        "我保证孩子已经出生。",
    ] {
        assert!(page.text().contains(said), "{said}");
    }
    assert_eq!(
        page.texts(".action--end .button").pop().as_deref(),
        Some(text::DO),
        "{page}"
    );
    let other = page.texts("main a.more");
    assert_eq!(other, [text::RATHER_PLAN], "nobody has to promise: {page}");
    let form = page.form("say_promise");
    let unsaid = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    is_told(&unsaid, "excluded", text::SAY_EXCLUDED);
    let mut form = unsaid.form("say_promise");
    form.set("excluded", "yes");
    let excluded = mother.browser.press(&unsaid, &form, ("", "")).await.unwrap();
    assert!(excluded.text().contains(text::NO_ITEM), "{excluded}");
    assert_eq!(
        excluded.links("/themes/newborn/plan").len(),
        1,
        "another way is offered"
    );
    let mut form = excluded.form("say_promise");
    form.set("excluded", "no");
    mother.browser.press(&excluded, &form, ("", "")).await.unwrap();
    let check = mother.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    assert!(
        check.texts(".stated dd").contains(&"我保证孩子已经出生。".to_owned()),
        "{check}"
    );
    let other = mother
        .browser
        .get(&format!("/drafts/{draft}/promises/item.nothing"))
        .await
        .unwrap();
    assert_eq!(other.status, StatusCode::NOT_FOUND);

    let progress = mother.submit(&draft).await.unwrap();
    let record = mother.browser.get(&format!("{}/record", progress.path)).await.unwrap();
    assert!(record.text().contains("我保证孩子已经出生。"), "{record}");
}

/// Accepts and grants the new case whose name has this in it; its address.
async fn grant(site: &Site, officer: &mut Officer<Inside>, name: &str) -> String {
    let case = newborn::new_case(site, "gao_ying", name).await;
    let page = officer.accept(&case).await.unwrap();
    officer.grant(&page, "已办好").await.unwrap();
    site.run_errands().await;
    case
}

/// Promises, submits, and has it granted; the address of the application, whoever granted it, and the address of the case.
async fn granted(site: &Site, mother: &mut Citizen<Inside>) -> (String, Officer<Inside>, String) {
    publish_with_a_promise(site).await;
    let draft = newborn::draft(mother).await;
    let promise = mother
        .browser
        .get(&format!("/drafts/{draft}/promises/item.parenting_guidance"))
        .await
        .unwrap();
    let mut form = promise.form("say_promise");
    form.set("excluded", "no");
    mother.browser.press(&promise, &form, ("", "")).await.unwrap();
    let progress = mother.submit(&draft).await.unwrap().path;
    let mut officer = site.officer("gao_ying").await;
    grant(site, &mut officer, "出生医学证明").await;
    let case = grant(site, &mut officer, "育儿指导").await;
    (progress, officer, case)
}

#[tokio::test]
async fn a_check_that_is_due_soon_is_marked_counted_and_in_front_of_the_cases() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (_, mut officer, case) = granted(&site, &mut mother).await;
    let desk = officer.browser.get("/desk").await.unwrap();
    assert!(desk.texts("h2").contains(&text::to_check(0)), "{desk}");

    let page = officer.browser.get(&case).await.unwrap();
    let mut form = page.form("record_check");
    form.set("sentence", "请补出生记录。").set("days", "5");
    let recorded = officer
        .browser
        .press(&page, &form, ("outcome", "mendable"))
        .await
        .unwrap();
    let soon = progress::days_left(5);
    assert!(recorded.texts(".state--need").contains(&soon), "{recorded}");
    let desk = officer.browser.get("/desk").await.unwrap();
    assert!(desk.texts("h2 ~ .rows .state--need").contains(&soon), "{desk}");
    assert_eq!(desk.texts(".piles + section h2"), [text::to_check(1)], "{desk}");
}

#[tokio::test]
async fn a_promise_is_checked_at_the_desk_and_its_citizen_reads_what_was_found_and_what_follows() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (progress, mut officer, case) = granted(&site, &mut mother).await;
    let waits = mother.browser.get(&progress).await.unwrap();
    assert!(waits.text().contains("前会核查"), "{waits}");

    let page = officer.browser.get(&case).await.unwrap();
    let form = page.form("record_check");
    let unsaid = officer.browser.press(&page, &form, ("outcome", "kept")).await.unwrap();
    let place = unsaid.attributes("textarea[name=sentence]", "id").concat();
    is_told(&unsaid, &place, text::FINDING_TEXT);
    let mut form = page.form("record_check");
    form.set("sentence", "孩子还没有出生。");
    let broken = officer
        .browser
        .press(&page, &form, ("outcome", "broken"))
        .await
        .unwrap();
    assert!(broken.text().contains(text::REVOCABLE), "{broken}");
    form.set("sentence", "我看过了，做到了。");
    let late = officer
        .browser
        .press(&page, &form, ("outcome", "mendable"))
        .await
        .unwrap();
    assert_eq!(late.status, StatusCode::CONFLICT, "{late}");
    let kept = late.form("record_check");
    assert_eq!(kept.value("sentence"), Some("我看过了，做到了。"), "{late}");

    for address in [progress.as_str(), "/me/inbox"] {
        let told = mother.browser.get(address).await.unwrap().text();
        for said in ["孩子还没有出生。", "说了假话的，要退回。", "行政复议"] {
            assert!(told.contains(said), "{address}: {said}: {told}");
        }
    }
    let first = newborn::first_page(&mut mother).await;
    let next = draft_of(&first.path);
    let page = mother
        .browser
        .get(&format!("/drafts/{next}/promises/item.parenting_guidance"))
        .await
        .unwrap();
    assert!(page.text().contains(text::BROKEN), "{page}");
}
