//! Codes by a gateway: signed, sent once, and not waited for long.

use app::text::{account as text, party};
use domain::party::Standing;
use hmac::{Hmac, KeyInit, Mac};
use http::StatusCode;
use server::config::outside::Sms;
use server::config::{ModeName, Secret};
use sha2::Sha256;

use crate::newborn::{self, MOTHER};
use crate::outside::Gateway;
use crate::people::page::Page;
use crate::site::{Setup, Site};

const KEY: &str = "geheim";

async fn site(gateway: &Gateway, mode: ModeName) -> Site {
    let sms = Some(Sms {
        url: gateway.start().await,
        key: Some(Secret::new(KEY.to_owned())),
        key_file: None,
    });
    let setup = Setup {
        mode,
        public_url: Some("https://zhangban.example".to_owned()),
        sms,
        ..Setup::default()
    };
    Site::set_up(setup).await
}

async fn asks(site: &Site, phone: &str) -> Page {
    let mut browser = site.browser();
    let page = browser.get("/sign-in").await.unwrap();
    let mut form = page.form("send_code");
    form.set("phone", phone);
    browser.press(&page, &form, ("", "")).await.unwrap()
}

#[tokio::test]
async fn a_message_is_signed_and_who_cannot_send_it_says_so() {
    let gateway = Gateway::default();
    let site = site(&gateway, ModeName::Production).await;
    gateway.say(Some(StatusCode::OK));
    let page = asks(&site, "13911112222").await;
    assert_eq!(page.heading(), text::CODE_TITLE, "{page}");
    let (headers, body) = gateway.posted.lock().unwrap().remove(0);
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let timestamp = header("x-zhangban-timestamp");
    assert_eq!(timestamp, (site.office.now().0 / 1000).to_string());
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    mac.update(format!("{timestamp}\n{body}").as_bytes());
    let signature = usecases::token::hex(&mac.finalize().into_bytes());
    assert_eq!(header("x-zhangban-signature"), signature);
    let said: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (&said["phone"], &said["purpose"]),
        (&"13911112222".into(), &"code".into())
    );
    assert_eq!(said["digits"].as_str().unwrap().len(), 6);
    // It breaks, sends elsewhere, or does not answer at all.
    let answers = [Some(StatusCode::INTERNAL_SERVER_ERROR), Some(StatusCode::FOUND), None];
    for (answer, phone) in answers.into_iter().zip(["13911113333", "13911114444", "13911115555"]) {
        gateway.say(answer);
        let page = asks(&site, phone).await;
        assert_eq!(
            page.texts("p.notice[role=alert]"),
            [text::problem("not-sent").unwrap()],
            "{answer:?}"
        );
        assert_eq!(page.form("send_code").value("phone"), Some(phone));
    }
    assert_eq!(gateway.posted.lock().unwrap().len(), 3, "each is tried once");
}

#[tokio::test]
async fn a_code_that_signs_is_told_apart_and_says_for_which_theme() {
    let gateway = Gateway::default();
    let site = site(&gateway, ModeName::Sandbox).await;
    gateway.say(Some(StatusCode::OK));
    let mut mother = site.citizen(MOTHER).await;
    let (_, mut father, part) = newborn::joined(&site, &mut mother).await;
    let form = part.form("send_party_code");
    let sent = father.browser.press(&part, &form, ("", "")).await.unwrap();
    let (_, body) = gateway.posted.lock().unwrap().pop().unwrap();
    let said: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (&said["purpose"], &said["theme"]),
        (&"sign".into(), &"新生儿出生".into())
    );
    let mut form = sent.form("agree_by_code");
    form.set("digits", said["digits"].as_str().unwrap());
    let signed = father.browser.press(&sent, &form, ("", "")).await.unwrap();
    assert_eq!(
        signed.texts("[role=status]"),
        [party::yours(Standing::Agreed)],
        "{signed}"
    );
}

#[tokio::test]
async fn the_digits_of_an_invitation_are_told_apart_from_a_code_that_is_soon_over() {
    let gateway = Gateway::default();
    let site = site(&gateway, ModeName::Sandbox).await;
    gateway.say(Some(StatusCode::OK));
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/parties/father");
    let page = mother.browser.get(&path).await.unwrap();
    let mut form = page.form("invite_party");
    form.set("phone", "13800000002").set("message", "yes");
    let made = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    let (_, body) = gateway.posted.lock().unwrap().pop().unwrap();
    let said: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        (&said["purpose"], &said["digits"]),
        (&"party_code".into(), &made.texts("#told").concat().into())
    );
}
