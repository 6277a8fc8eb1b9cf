//! `/sign-in`, `/me/real-name`, `/me/devices`: who one is, by a phone and by the household register.

use app::text::account as text;
use http::StatusCode;

use super::mistakes::is_told;
use crate::people::browser::Browser;
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// A number that no account has yet.
const PHONE: &str = "139 1111 2222";
/// Whom the household register knows, and who has no account.
const NAME: &str = "吴桐";
const ID_NUMBER: &str = "000000199707200032";

/// Asks for a code; the page where it is entered.
async fn asked(browser: &mut Browser<Inside>, phone: &str, next: &str) -> Page {
    let page = browser.get(&format!("/sign-in?next={next}")).await.unwrap();
    let mut form = page.form("send_code");
    form.set("phone", phone);
    browser.press(&page, &form, ("", "")).await.unwrap()
}

/// Signs in by a code; where that leads.
async fn signed_in(site: &Site, browser: &mut Browser<Inside>, next: &str) -> Page {
    let page = asked(browser, PHONE, next).await;
    let mut form = page.form("enter_code");
    form.set("digits", &site.received().await);
    browser.press(&page, &form, ("", "")).await.unwrap()
}

async fn said_who(browser: &mut Browser<Inside>, page: &Page, name: &str, id_number: &str) -> Page {
    let mut form = page.form("confirm_real_name");
    form.set("name", name).set("id_number", id_number);
    browser.press(page, &form, ("", "")).await.unwrap()
}

#[tokio::test]
async fn a_phone_is_enough_to_sign_in_and_who_one_is_is_asked_when_it_is_needed() {
    for site in Site::each().await {
        let mut guest = crate::people::filing::Citizen::new(site.browser().wire, "", crate::newborn::answers());
        let list = guest.plan("newborn").await.unwrap();
        let sign_in = guest
            .browser
            .press(&list, &list.form("start_draft"), ("", ""))
            .await
            .unwrap();
        assert_eq!(sign_in.heading(), text::SIGN_IN);
        let list = signed_in(&site, &mut guest.browser, "/themes/newborn/plan").await;
        assert_eq!(list.heading(), app::text::plan::TITLE, "{list}");
        let consent = guest
            .browser
            .press(&list, &list.form("start_draft"), ("", ""))
            .await
            .unwrap();
        let who = guest
            .browser
            .press(&consent, &consent.form("give_consent"), ("agreed", "yes"))
            .await
            .unwrap();
        assert_eq!(who.heading(), text::REAL_NAME, "{who}");
        let old = guest.browser.cookies["session"].clone();
        let back = said_who(&mut guest.browser, &who, NAME, &ID_NUMBER.to_lowercase()).await;
        assert_eq!(back.path, consent.path, "one comes back to where one was");
        assert_ne!(guest.browser.cookies["session"], old, "who may do more has a new token");
        let mut thief = site.browser();
        thief.cookies.insert("session".to_owned(), old);
        assert!(thief.get("/me").await.unwrap().path.starts_with("/sign-in"));
        let form = guest
            .browser
            .press(&back, &back.form("give_consent"), ("agreed", "yes"))
            .await
            .unwrap();
        assert!(form.find_form("save_topic").is_some(), "{}: {form}", site.engine());
        assert!(guest.browser.get("/me").await.unwrap().heading().contains(NAME));
    }
}

#[tokio::test]
async fn whom_one_asks_to_apply_together_is_still_there_after_saying_who_one_is() {
    let site = Site::open().await;
    let mut guest = crate::people::filing::Citizen::new(site.browser().wire, "", crate::newborn::answers());
    guest.plan("newborn").await.unwrap();
    let browser = &mut guest.browser;
    let list = signed_in(&site, browser, "/themes/newborn/plan").await;
    let form = list.form("start_draft");
    let consent = browser.press(&list, &form, ("", "")).await.unwrap();
    let form = consent.form("give_consent");
    let begun = browser.press(&consent, &form, ("agreed", "")).await.unwrap();
    let draft = crate::people::filing::draft_of(&begun.path);
    let path = format!("/drafts/{draft}/parties/father");
    let page = browser.get(&path).await.unwrap();
    let mut form = page.form("invite_party");
    form.set("name", "陈远").set("phone", "13812345678");
    let who = browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(who.heading(), text::REAL_NAME, "{who}");
    let refused = said_who(browser, &who, "林晓", ID_NUMBER).await;
    let back = said_who(browser, &refused, NAME, ID_NUMBER).await;
    assert_eq!(back.path, path);
    let form = back.form("invite_party");
    assert_eq!(
        (form.value("name"), form.value("phone")),
        (Some("陈远"), Some("13812345678")),
        "{back}"
    );
    let made = browser.press(&back, &form, ("", "")).await.unwrap();
    assert_eq!(made.texts("#link").len(), 1, "{made}");
    assert!(!browser.cookies.contains_key("parked"));
}

#[tokio::test]
async fn what_was_typed_wrong_stays_with_a_sentence_and_stands_in_no_address() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let wrong = asked(&mut browser, "12345", "/me").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.form("send_code").value("phone"), Some("12345"), "{wrong}");
    assert!(!wrong.path.contains("12345"), "{}", wrong.path);
    let page = asked(&mut browser, PHONE, "/me").await;
    let mut form = page.form("enter_code");
    let digits = site.received().await;
    form.set("digits", if digits == "000000" { "111111" } else { "000000" });
    let again = browser.press(&page, &form, ("", "")).await.unwrap();
    is_told(&again, "digits", text::problem("wrong-code").unwrap());
    let mut form = again.form("enter_code");
    form.set("digits", &digits);
    let me = browser.press(&again, &form, ("", "")).await.unwrap();
    assert!(me.heading().contains("139****2222"), "{me}");
    let page = browser.get("/me/real-name").await.unwrap();
    let refused = said_who(&mut browser, &page, "林晓", ID_NUMBER).await;
    is_told(&refused, "name", text::problem("not-confirmed").unwrap());
    let form = refused.form("confirm_real_name");
    assert_eq!(
        (form.value("name"), form.value("id_number")),
        (Some("林晓"), Some(ID_NUMBER))
    );
    assert!(!refused.path.contains(ID_NUMBER), "{}", refused.path);
}

#[tokio::test]
async fn a_code_that_was_tried_too_often_leaves_one_thing_to_do_and_the_number_it_went_to() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let mut page = asked(&mut browser, PHONE, "/me").await;
    let digits = site.received().await;
    let wrong = if digits == "000000" { "111111" } else { "000000" };
    let typed = async |browser: &mut Browser<Inside>, page: &Page, digits: &str| {
        let mut form = page.form("enter_code");
        form.set("digits", digits);
        browser.press(page, &form, ("", "")).await.unwrap()
    };
    page = typed(&mut browser, &page, "12").await;
    is_told(&page, "digits", text::problem("short-code").unwrap());
    for left in (1..5).rev() {
        page = typed(&mut browser, &page, wrong).await;
        is_told(&page, "digits", text::problem("wrong-code").unwrap());
        assert!(page.text().contains(&text::tries_left(left)), "{page}");
    }
    let over = typed(&mut browser, &page, wrong).await;
    assert_eq!(over.texts("[role=alert]"), [text::problem("code-spent").unwrap()]);
    assert!(over.find_form("enter_code").is_none(), "{over}");
    assert_eq!(over.texts(".lede"), [text::was_sent_to("13911112222")]);
    assert_eq!(over.texts(".action .button"), [text::SEND_AGAIN]);
    assert_eq!(over.texts(".action .button--quiet"), [""; 0]);
    site.advance(60_000);
    let again = over.form("send_code_again");
    let page = browser.press(&over, &again, ("", "")).await.unwrap();
    let me = typed(&mut browser, &page, &site.received().await).await;
    assert!(me.heading().contains("139****2222"), "{me}");
}

#[tokio::test]
async fn signing_in_by_phone_leads_to_no_other_site_and_the_same_code_opens_once() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let page = asked(&mut browser, PHONE, "//evil.example").await;
    let mut form = page.form("enter_code");
    form.set("digits", &site.received().await)
        .set("next", "https://evil.example/");
    let code = browser.cookies["code"].clone();
    let me = browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(me.path, "/me", "{me}");
    let mut thief = site.browser();
    thief.cookies.insert("code".to_owned(), code);
    let replayed = thief.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(replayed.texts("[role=alert]"), [text::CODE_OVER], "{replayed}");
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_ends_it_there() {
    let site = Site::open().await;
    let mut phone = site.browser();
    signed_in(&site, &mut phone, "/me").await;
    site.advance(60_000);
    let mut desk = site.browser();
    signed_in(&site, &mut desk, "/me").await;
    let devices = desk.get("/me/devices").await.unwrap();
    assert_eq!(devices.texts(".rows > li").len(), 2, "{devices}");
    assert_eq!(devices.texts(".rows .state"), [text::THIS_DEVICE]);
    let after = desk
        .press(&devices, &devices.form("end_session"), ("", ""))
        .await
        .unwrap();
    assert_eq!(after.texts(".rows > li").len(), 1, "{after}");
    assert!(phone.get("/me").await.unwrap().path.starts_with("/sign-in"));
    assert_eq!(desk.get("/me").await.unwrap().path, "/me");
}

#[tokio::test]
async fn a_number_that_has_an_account_is_answered_like_one_that_has_none() {
    let site = Site::open().await;
    let mut pages = Vec::new();
    for (phone, shown) in [("13800000001", "138 0000 0001"), ("13911112222", "139 1111 2222")] {
        let page = asked(&mut site.browser(), phone, "/me").await;
        let lede = page.texts(".lede").concat();
        assert!(
            lede.contains(shown),
            "what was typed is there to be looked over: {lede}"
        );
        pages.push((page.status, page.heading(), lede.replace(shown, "")));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn where_a_number_may_be_somebody_elses_one_says_who_one_is_or_begins_anew() {
    let answered = async |site: &Site, browser: &mut Browser<Inside>| {
        let page = asked(browser, "13800000001", "/applications").await;
        let mut form = page.form("enter_code");
        form.set("digits", &site.received().await);
        browser.press(&page, &form, ("", "")).await.unwrap()
    };
    for site in Site::each().await {
        site.advance(91 * 24 * 3_600_000);
        let mut owner = site.browser();
        let who = answered(&site, &mut owner).await;
        assert_eq!(who.heading(), text::PERSON, "{who}");
        assert!(!who.text().contains("林"), "nothing of the account is shown: {who}");
        assert!(owner.get("/me").await.unwrap().path.starts_with("/sign-in"));
        let say = async |browser: &mut Browser<Inside>, page: &Page, id_number: &str| {
            let mut form = page.form("say_who");
            form.set("name", "林晓").set("id_number", id_number);
            browser.press(page, &form, ("", "")).await.unwrap()
        };
        let wrong = say(&mut owner, &who, "000000199605180027").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!wrong.path.contains("000000"), "nothing typed stands in an address");
        assert!(wrong.text().contains("000000199605180027"), "it is there to be mended");
        let back = say(&mut owner, &wrong, "０００００0199605180026").await;
        assert_eq!(back.path, "/applications", "{back}");

        site.advance(91 * 24 * 3_600_000);
        let mut stranger = site.browser();
        let who = answered(&site, &mut stranger).await;
        let anew = stranger.get("/sign-in/person?anew=1&next=/applications").await.unwrap();
        assert_eq!(anew.heading(), text::ANEW, "{who}");
        let form = anew.form("begin_number_anew");
        let begun = stranger.press(&anew, &form, ("", "")).await.unwrap();
        assert_eq!(begun.path, "/applications", "{begun}");
        let again = stranger.press(&anew, &form, ("", "")).await.unwrap();
        assert!(again.path.starts_with("/sign-in/code"), "once: {again}");
        assert!(!stranger.get("/me").await.unwrap().text().contains("林晓"));
    }
}
