//! `/drafts/{id}/delivery`: each result goes where the citizen says, without JavaScript; the citizen and the office see it with the case.

use app::text::{account, delivery as text};
use content::Authored;
use domain::delivery::Flaw;
use http::StatusCode;
use usecases::theme::publish::publish;

use super::mistakes::is_told;
use crate::newborn::{self, MOTHER};
use crate::people::filing::draft_of;
use crate::site::Site;

/// Longer than any session.
const THE_NEXT_DAY: i64 = 24 * 3_600_000;

/// The newborn theme where the card only comes by post.
fn by_post_alone() -> Authored {
    let newborn = newborn_theme();
    let ways = "      ways: [mail, window]\n";
    assert_eq!(newborn.source.matches(ways).count(), 1);
    let source = newborn.source.replace(ways, "      ways: [mail]\n");
    Authored {
        theme: content::theme::read(&source, &newborn.elements).unwrap(),
        hash: content::theme::hash(&source, &newborn.elements),
        source,
        ..newborn.clone()
    }
}

fn newborn_theme() -> &'static Authored {
    let mut themes = newborn::library().themes.iter();
    themes.find(|authored| authored.slug == "newborn").unwrap()
}

#[tokio::test]
async fn a_result_is_sent_where_the_citizen_says_and_its_office_sees_where() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/check");
    let check = mother.browser.get(&path).await.unwrap();
    let change = check.links(&format!("/drafts/{draft}/delivery?"));
    let page = mother.browser.get(&change[0]).await.unwrap();
    let certificate = newborn_theme().theme.item(&"birth_certificate".parse().unwrap());
    let says = certificate.unwrap().delivery.clone().unwrap();
    assert!(page.texts(".field__hint").contains(&says), "{page}");
    let ways = page.texts(".choice__row");
    let office = text::window("示范市妇幼保健院", "示范市青河区春水路12号");
    let hall = text::window("示范市社会保障卡服务中心", "示范市青河区市民路1号四楼");
    assert!(ways.contains(&office) && ways.contains(&hall), "{page}");
    assert!(!ways.contains(&text::OFFICE.to_owned()), "{page}");
    let mut form = page.form("choose_delivery");
    form.set("ways[birth_certificate]", "another");
    form.set("recipient", "林晓");
    form.set("phone", "123");
    form.set("address", "示范市日月路9号");
    let wrong = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    is_told(&wrong, "phone", text::flaw(Flaw::Phone));
    let mut form = wrong.form("choose_delivery");
    assert_eq!(form.value("address"), Some("示范市日月路9号"), "what was typed stays");
    let step = text::TITLE.to_owned();
    let steps = mother.browser.get(&format!("/drafts/{draft}")).await.unwrap();
    assert!(steps.texts(".rows__name").contains(&step), "{steps}");
    assert!(steps.text().contains(text::OPEN), "{steps}");
    let early = mother.browser.get(&path).await.unwrap();
    assert!(early.text().contains(&text::gap("出生医学证明")), "{early}");

    form.set("phone", "13800000001");
    let after = mother.browser.press(&wrong, &form, ("", "")).await.unwrap();
    assert_eq!(after.path, path, "{after}");
    let sent = text::post("示范市日月路9号", "林晓", "13800000001");
    let hidden = text::post("示范市日月路9号", "林晓", "138****0001");
    assert!(after.texts(".stated dd").contains(&hidden), "{after}");
    let in_full = mother.browser.get(&format!("{path}?show=1")).await.unwrap();
    assert!(in_full.texts(".stated dd").contains(&sent), "{in_full}");
    let steps = mother.browser.get(&format!("/drafts/{draft}")).await.unwrap();
    assert!(steps.text().contains(text::CHOSEN), "{steps}");
    assert!(!steps.text().contains(text::OPEN), "{steps}");
    let progress = mother.submit(&draft).await.unwrap();
    let results = progress.texts("#progress .note");
    assert!(results.contains(&text::line_of("出生医学证明", &hidden)), "{progress}");
    assert!(!progress.text().contains("13800000001"), "{progress}");
    let mut ways: Vec<_> = results.iter().filter_map(|line| line.split_once("结果：")).collect();
    let count = ways.len();
    ways.sort_by_key(|(_, how)| *how);
    ways.dedup_by_key(|(_, how)| *how);
    assert_eq!(ways.len(), count, "each way once: {progress}");
    let record = mother.browser.get(&format!("{}/record", progress.path)).await.unwrap();
    let stated = record.texts(".stated dd");
    assert!(stated.contains(&sent) && stated.contains(&hall), "{record}");
    assert!(!stated.contains(&text::OFFICE.to_owned()), "{record}");
    let closed = mother.browser.get(&change[0]).await.unwrap();
    assert_eq!(closed.path, progress.path, "it is filed");

    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let seen = site.officer("gao_ying").await.browser.get(&case).await.unwrap();
    assert!(seen.texts(".note").contains(&hidden), "{seen}");
}

#[tokio::test]
async fn an_address_that_nobody_typed_yet_is_missing_and_not_wrong() {
    let site = Site::open().await;
    assert!(publish(&site.office, &by_post_alone()).await.unwrap());
    let mut mother = site.citizen(MOTHER).await;
    let begun = newborn::first_page(&mut mother).await;
    let base = format!("/drafts/{}", draft_of(&begun.path));
    let check = mother.browser.get(&format!("{base}/check")).await.unwrap();
    let stated = check.texts(".stated dd");
    assert!(stated.contains(&text::NO_ADDRESS.to_owned()), "{check}");
    let page = mother.browser.get(&format!("{base}/delivery")).await.unwrap();
    assert_eq!(page.status, StatusCode::OK, "{page}");
    assert!(page.texts(".problem, .field__problem:not(:empty)").is_empty(), "{page}");
}

#[tokio::test]
async fn an_address_that_is_sent_when_the_session_has_ended_is_there_after_signing_in() {
    for mode in ["", "elder"] {
        for site in Site::each().await {
            let mut mother = site.citizen(MOTHER).await;
            mother.browser.cookies.insert("mode".to_owned(), mode.to_owned());
            let begun = newborn::first_page(&mut mother).await;
            let path = format!("/drafts/{}/delivery", draft_of(&begun.path));
            let page = mother.browser.get(&path).await.unwrap();
            let mut form = page.form("choose_delivery");
            form.set("ways[birth_certificate]", "another");
            form.set("recipient", "林晓").set("phone", "123");
            form.set("address", "示范市日月路9号");
            site.advance(THE_NEXT_DAY);
            let asked = mother.browser.press(&page, &form, ("", "")).await.unwrap();
            let notices = asked.texts(".notice");
            assert!(notices.contains(&account::PARKED.to_owned()), "{mode}: {asked}");
            let back = mother.sign_in_on(&asked).await.unwrap();
            assert_eq!(back.path, path, "{mode} {}", site.engine());
            let shown = back.form("choose_delivery");
            assert_eq!(shown.value("recipient"), Some("林晓"));
            assert_eq!(shown.value("phone"), Some("123"));
            assert_eq!(shown.value("address"), Some("示范市日月路9号"));
            let chosen = ("ways[birth_certificate]".to_owned(), "another".to_owned());
            assert!(shown.entries(("", "")).contains(&chosen), "{mode}: {shown:?}");
            is_told(&back, "phone", text::flaw(Flaw::Phone));
        }
    }
}

#[tokio::test]
async fn what_nobody_chose_is_not_shown_as_chosen_where_everything_is_checked() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/check");
    let check = mother.browser.get(&path).await.unwrap();
    let to_choose = check.texts(".field__doubt").contains(&text::TO_CHOOSE.to_owned());
    assert!(
        to_choose && check.texts(".stated .note").contains(&text::AS_USUAL.to_owned()),
        "{check}"
    );
    let page = mother
        .browser
        .get(&format!("/drafts/{draft}/delivery?from=check"))
        .await
        .unwrap();
    let form = page.form("choose_delivery");
    let check = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(check.path, path);
    assert!(
        !check.texts(".field__doubt").contains(&text::TO_CHOOSE.to_owned()),
        "{check}"
    );
    assert!(
        !check.texts(".stated .note").contains(&text::AS_USUAL.to_owned()),
        "{check}"
    );
}
