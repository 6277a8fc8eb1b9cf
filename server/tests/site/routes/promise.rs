//! `/drafts/{id}/promises/{about}`: what an item is granted on is said before it is promised, and seen at the desk.

use app::text::promise as text;
use content::{Authored, Library};
use http::StatusCode;
use usecases::theme::publish::publish;

use crate::newborn::{self, MOTHER};
use crate::site::Site;

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
    let form = page.form("say_promise");
    let unsaid = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unsaid.texts("[role=alert]"), [text::SAY_EXCLUDED]);
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

    let progress = mother.submit(&draft).await.unwrap();
    let record = mother.browser.get(&format!("{}/record", progress.path)).await.unwrap();
    assert!(record.text().contains("我保证孩子已经出生。"), "{record}");
    let other = mother
        .browser
        .get(&format!("/drafts/{draft}/promises/item.nothing"))
        .await
        .unwrap();
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}
