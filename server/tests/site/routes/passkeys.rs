//! `/me/passkeys`, `/me/live`, `/passkeys/…`: what stands there before a device is asked. The ceremonies themselves are walked in a real
//! browser, and judged in the use cases.

use app::text::{account, passkey as text};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::mistakes::is_told;
use crate::people::browser::Browser;
use crate::people::page::Page;
use crate::site::{Inside, Setup, Site};

/// A site at a name: no passkey belongs to a bare network address.
async fn named() -> Site {
    let public_url = Some("http://localhost:3000".to_owned());
    Site::set_up(Setup {
        public_url,
        ..Setup::default()
    })
    .await
}

/// What a page of this site asks for a device.
async fn asked(browser: &mut Browser<Inside>, ceremony: &str, from: &'static str) -> Page {
    let mut headers = HeaderMap::new();
    headers.insert("sec-fetch-site", HeaderValue::from_static(from));
    let path = format!("/passkeys/{ceremony}");
    browser
        .send(Method::POST, &path, headers, String::new().into())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_device_is_asked_for_the_own_pages_only_and_nobody_is_named() {
    let site = named().await;
    let mut guest = site.browser();
    let page = guest.get("/sign-in").await.unwrap();
    assert!(page.find_form("enter_by_passkey").is_some(), "{page}");
    let may = page.header("permissions-policy");
    assert!(may.contains("publickey-credentials-get=(self)"), "{may}");
    let question = asked(&mut guest, "sign-in", "same-origin").await;
    assert_eq!(question.status, StatusCode::OK, "{question}");
    assert!(question.text().contains(r#""allowCredentials":[]"#), "{question}");
    assert!(question.text().contains(r#""rpId":"localhost""#), "{question}");
    let other = asked(&mut guest, "sign-in", "cross-site").await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    for ceremony in ["live", "add", "confirm-adding", "nothing"] {
        let refused = asked(&mut guest, ceremony, "same-origin").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{ceremony}");
        assert_eq!(refused.text(), "", "{ceremony}");
    }
}

#[tokio::test]
async fn an_answer_that_nobody_asked_for_is_refused_with_a_sentence_and_leads_to_no_other_site() {
    let site = named().await;
    let mut browser = site.browser();
    let page = browser.get("/sign-in").await.unwrap();
    let mut form = page.form("enter_by_passkey");
    form.set("credential", "{}").set("next", "//evil.example");
    let refused = browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.texts("#passkey-problem"),
        [account::problem("not-verified").unwrap()]
    );
    assert_eq!(refused.form("enter_by_passkey").value("next"), Some("/me"), "{refused}");
}

#[tokio::test]
async fn who_has_no_key_is_led_to_adding_one_which_takes_a_fresh_code_to_their_own_phone() {
    let site = named().await;
    let mut mother = site.citizen("lin_xiao").await.browser;
    let live = mother.get("/me/live?next=/applications").await.unwrap();
    assert_eq!(live.heading(), text::LIVE_TITLE);
    let add = live.links("/me/passkeys/add").remove(0);
    let page = mother.get(&add).await.unwrap();
    assert!(page.find_form("add_passkey").is_none(), "{page}");
    let sent = mother
        .press(&page, &page.form("send_confirmation"), ("", ""))
        .await
        .unwrap();
    let digits = site.received().await;
    let mut form = sent.form("enter_confirmation");
    form.set("digits", if digits == "000000" { "111111" } else { "000000" });
    let wrong = mother.press(&sent, &form, ("", "")).await.unwrap();
    is_told(&wrong, "digits", account::problem("wrong-code").unwrap());
    let mut form = wrong.form("enter_confirmation");
    form.set("digits", &digits);
    let confirmed = mother.press(&wrong, &form, ("", "")).await.unwrap();
    let form = confirmed.form("add_passkey");
    assert_eq!(form.value("next"), Some("/applications"), "{confirmed}");
    let instead = confirmed.texts("#no-passkey");
    assert_eq!(instead, [text::cannot(&site.office.city.helpline().number)]);
    let question = asked(&mut mother, "add", "same-origin").await;
    assert!(question.text().contains(r#""residentKey":"required""#), "{question}");
    assert!(
        question.text().contains(r#""userVerification":"required""#),
        "{question}"
    );
    let mut thief = site.citizen("lin_xiao").await.browser;
    let refused = asked(&mut thief, "add", "same-origin").await;
    assert_eq!(
        refused.status,
        StatusCode::FORBIDDEN,
        "another session confirmed nothing"
    );
}

#[tokio::test]
async fn at_a_bare_network_address_there_are_no_passkeys_and_the_page_says_what_to_do() {
    let site = Site::open().await;
    let mut mother = site.citizen("lin_xiao").await.browser;
    let page = site.browser().get("/sign-in").await.unwrap();
    assert!(page.find_form("enter_by_passkey").is_none(), "{page}");
    assert_eq!(mother.get("/me/passkeys").await.unwrap().status, StatusCode::NOT_FOUND);
    let live = mother.get("/me/live?next=//evil.example").await.unwrap();
    assert_eq!(live.texts("#no-passkey").len(), 1, "{live}");
}
