//! `/drafts/{id}/delivery`: each result goes where the citizen says, without JavaScript; the citizen and the office see it with the case.

use app::text::delivery as text;
use domain::delivery::Flaw;
use http::StatusCode;

use crate::newborn::{self, MOTHER};
use crate::site::Site;

#[tokio::test]
async fn a_result_is_sent_where_the_citizen_says_and_its_office_sees_where() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/check");
    let check = mother.browser.get(&path).await.unwrap();
    let change = check.links(&format!("/drafts/{draft}/delivery?"));
    let page = mother.browser.get(&change[0]).await.unwrap();
    let mut form = page.form("choose_delivery");
    form.set("ways[birth_certificate]", "another");
    form.set("recipient", "林晓");
    form.set("phone", "123");
    form.set("address", "示范市日月路9号");
    let wrong = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    assert_eq!(wrong.texts(".field__problem"), [text::flaw(Flaw::Phone)]);
    assert_eq!(wrong.texts("[role=alert] a[href='#phone']"), [text::flaw(Flaw::Phone)]);
    let mut form = wrong.form("choose_delivery");
    assert_eq!(form.value("address"), Some("示范市日月路9号"), "what was typed stays");
    let early = mother.browser.get(&path).await.unwrap();
    assert!(early.text().contains(&text::gap("出生医学证明")), "{early}");

    form.set("phone", "13800000001");
    let after = mother.browser.press(&wrong, &form, ("", "")).await.unwrap();
    assert_eq!(after.path, path, "{after}");
    let sent = text::post("示范市日月路9号", "林晓", "13800000001");
    assert!(after.texts(".stated dd").contains(&sent), "{after}");
    let progress = mother.submit(&draft).await.unwrap();
    assert!(progress.text().contains(&text::line(&sent)), "{progress}");
    let record = mother.browser.get(&format!("{}/record", progress.path)).await.unwrap();
    assert!(record.texts(".stated dd").contains(&sent), "{record}");
    let closed = mother.browser.get(&change[0]).await.unwrap();
    assert_eq!(closed.status, StatusCode::NOT_FOUND, "it is filed");

    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let seen = site.officer("gao_ying").await.browser.get(&case).await.unwrap();
    let hidden = text::post("示范市日月路9号", "林晓", "138****0001");
    assert!(seen.texts(".note").contains(&hidden), "{seen}");
}
