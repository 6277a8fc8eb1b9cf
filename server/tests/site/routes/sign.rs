//! `/drafts/{id}/sign`, `/applications/{id}/record`: nothing is submitted unsigned, and what was signed can be taken along and holds.

use app::text::{account, sandbox, sign as text};
use http::StatusCode;
use testbed::phone::Phone;
use usecases::draft::sign::proof::{SignedRecord, verify};

use super::mistakes::is_told;
use crate::newborn::{self, MOTHER};
use crate::site::{Setup, Site};

/// A site at a name: no key of a device belongs to a bare network address.
const ORIGIN: &str = "http://localhost:3000";

#[tokio::test]
async fn what_is_signed_by_a_device_is_submitted_and_the_file_of_it_holds_without_the_office() {
    let site = Site::set_up(Setup {
        public_url: Some(ORIGIN.to_owned()),
        ..Setup::default()
    })
    .await;
    let mut mother = site.citizen(MOTHER).await;
    mother.add_device(Phone::new(ORIGIN, 7)).await.unwrap();
    let progress = newborn::application(&mut mother).await;
    let record = mother.browser.get(&format!("{progress}/record")).await.unwrap();
    assert_eq!(
        (record.status, record.heading().as_str()),
        (StatusCode::OK, text::RECORD)
    );
    assert_eq!(record.texts("p.notice"), [text::HOLDS]);
    assert!(record.texts("dl dd").contains(&"林知夏".to_owned()), "{record}");
    let topics = record.texts("main h3");
    assert_eq!(topics.first().map(String::as_str), Some("孩子的信息"), "{record}");
    assert_eq!(topics.last().map(String::as_str), Some("生育待遇"), "{record}");
    assert_eq!(
        record.texts("main h3 + dl dt")[..2],
        ["孩子姓名", "孩子性别"],
        "{record}"
    );
    let file = mother.browser.get(&format!("{progress}/record.json")).await.unwrap();
    let signed: SignedRecord = serde_json::from_slice(&file.body).unwrap();
    assert!(record.text().contains(&text::grouped(&signed.hash)));
    let held = verify(&signed, None).unwrap();
    let hers = held.iter().find(|one| one.party.is_none()).unwrap();
    assert!(hers.by_device && hers.is_proved);

    let mut stranger = site.citizen("zhou_he").await;
    for page in ["record", "record.json"] {
        let page = stranger.browser.get(&format!("{progress}/{page}")).await.unwrap();
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{page}");
    }
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let mut officer = site.officer("gao_ying").await;
    let at_desk = officer.browser.get(&format!("{case}/record")).await.unwrap();
    assert_eq!(at_desk.texts("p.notice"), [text::HOLDS], "{at_desk}");
    assert!(
        !at_desk.text().contains("林知夏 · 姓名"),
        "the record itself is not shown there"
    );
}

#[tokio::test]
async fn a_wrong_code_is_said_and_what_changed_meanwhile_is_looked_over_again() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    mother.gather(&draft).await.unwrap();
    let check = mother.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    let form = check.form("send_sign_code");
    let page = mother.browser.press(&check, &form, ("", "")).await.unwrap();
    let came = mother.received(&page).await.unwrap();
    let messages = mother.browser.get("/sandbox/messages").await.unwrap();
    let signs = sandbox::message(&format!("{came}\n新生儿出生"));
    assert!(messages.texts(".rows__name").contains(&signs), "{messages}");
    let mut form = page.form("sign_by_code");
    form.set("digits", if came == "000000" { "111111" } else { "000000" });
    let wrong = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    is_told(&wrong, "digits", account::problem("wrong-code").unwrap());

    let path = format!("/drafts/{draft}/form/child?edit=child/person.name");
    let child = mother.browser.get(&path).await.unwrap();
    let mut changed = child.form("save_topic");
    changed.set("typed[child/person.name]", "林知秋");
    mother.browser.press(&child, &changed, ("", "")).await.unwrap();
    form.set("digits", &came);
    let back = mother.browser.press(&wrong, &form, ("", "")).await.unwrap();
    assert!(back.path.starts_with(&format!("/drafts/{draft}/check")), "{back}");
    assert!(back.texts("dl dd").contains(&"林知秋".to_owned()), "nothing is lost");
}

#[tokio::test]
async fn who_goes_back_to_the_check_and_to_signing_again_at_once_signs_by_the_code_that_came() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    mother.gather(&draft).await.unwrap();
    let path = format!("/drafts/{draft}/check");
    let check = mother.browser.get(&path).await.unwrap();
    let first = mother
        .browser
        .press(&check, &check.form("send_sign_code"), ("", ""))
        .await
        .unwrap();
    let came = mother.received(&first).await.unwrap();
    let check = mother.browser.get(&path).await.unwrap();
    let again = mother
        .browser
        .press(&check, &check.form("send_sign_code"), ("", ""))
        .await
        .unwrap();
    assert_eq!(again.status, StatusCode::OK, "{again}");
    assert_eq!(again.texts("p.notice"), [text::CODE_HOLDS], "{again}");
    let mut form = again.form("sign_by_code");
    form.set("digits", &came);
    let progress = mother.browser.press(&again, &form, ("", "")).await.unwrap();
    assert!(progress.path.starts_with("/applications/"), "{progress}");
}

#[tokio::test]
async fn what_lacks_something_leads_back_to_the_check() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let page = newborn::first_page(&mut mother).await;
    let draft = crate::people::filing::draft_of(&page.path).to_owned();
    let page = mother.browser.get(&format!("/drafts/{draft}/sign")).await.unwrap();
    assert!(page.path.ends_with("/check?problem=incomplete"), "{page}");
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}
