//! A hand-over that is opened where somebody is already: nobody becomes somebody else, and nothing becomes somebody else's, unseen.

use super::*;
use crate::newborn::answers;
use crate::people::filing::Citizen;

#[tokio::test]
async fn what_a_guest_answered_comes_along_once_they_saw_into_whose_account() {
    let site = site().await;
    bound(&site).await;
    let mut guest = Citizen::new(site.browser().wire, MOTHER, answers());
    let list = guest.plan("newborn").await.unwrap();
    let things = list.texts(".thread > li h3");
    let browser = &mut guest.browser;
    let path = entrance(&site, "wechat", "good", "/themes/newborn/plan").await;
    let choice = enter(browser, &path, WECHAT).await;
    assert_eq!(choice.heading(), text::COME_ALONG, "{choice}");
    assert!(choice.text().contains("139****2222"), "{choice}");
    assert_eq!(browser.cookies.get("session"), None);
    let stays = browser
        .press(&choice, &choice.form("stay_as_before"), ("", ""))
        .await
        .unwrap();
    assert_eq!(stays.texts(".thread > li h3"), things, "{stays}");
    assert!(
        browser.cookies.contains_key("guest"),
        "who does not want to stays a guest"
    );
    let path = entrance(&site, "wechat", "good", "/themes/newborn/plan").await;
    let choice = enter(browser, &path, WECHAT).await;
    let mine = browser
        .press(&choice, &choice.form("switch_account"), ("", ""))
        .await
        .unwrap();
    assert_eq!(mine.texts(".thread > li h3"), things, "{mine}");
    assert!(browser.cookies.contains_key("session"), "{mine}");
    assert!(
        !browser.cookies.contains_key("guest"),
        "the guest's answers are the citizen's now"
    );
}

#[tokio::test]
async fn who_has_no_account_yet_reads_what_is_bound_to_the_number_and_brings_their_answers_along() {
    let site = site().await;
    let mut guest = Citizen::new(site.browser().wire, MOTHER, answers());
    let list = guest.plan("newborn").await.unwrap();
    let path = entrance(&site, "wechat", "good", "/themes/newborn/plan").await;
    let asked = enter(&mut guest.browser, &path, WECHAT).await;
    assert_eq!(asked.heading(), text::ASK_PHONE, "{asked}");
    assert!(asked.text().contains(&text::binds(text::WECHAT)), "{asked}");
    let mine = site.proven(&mut guest.browser, &asked, PHONE).await;
    assert_eq!(mine.texts(".thread > li h3"), list.texts(".thread > li h3"), "{mine}");
}

#[tokio::test]
async fn a_link_that_somebody_is_sent_leads_to_no_hand_over() {
    let site = site().await;
    bound(&site).await;
    let hand_over = entrance(&site, "wechat", "good", "/me").await;
    let mut guest = site.browser();
    guest.agent = WECHAT;
    for back in [
        hand_over.clone(),
        format!("/themes/..{hand_over}"),
        format!("/themes/%2e%2e{hand_over}"),
    ] {
        let page = guest.get(&format!("/region?back={}", quoted(&back))).await.unwrap();
        let led = guest
            .press(&page, &page.form("choose_region"), ("region", "000002"))
            .await
            .unwrap();
        assert!(led.path.starts_with("/sign-in"), "{back}: {led}");
        assert_eq!(guest.cookies.get("session"), None, "{back}");
    }
    let me = enter(&mut site.browser(), &hand_over, WECHAT).await;
    assert!(me.heading().contains("139****2222"), "nobody opened it: {me}");
}

/// A path as one value of a query.
fn quoted(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3F").replace('=', "%3D")
}

#[tokio::test]
async fn somebody_else_who_is_signed_in_stays_so_or_is_signed_out_as_they_choose() {
    let site = site().await;
    bound(&site).await;
    let mut mother = site.citizen(MOTHER).await;
    let browser = &mut mother.browser;
    let path = entrance(&site, "wechat", "good", "/me/devices").await;
    let choice = enter(browser, &path, WECHAT).await;
    assert_eq!(choice.heading(), text::SOMEBODY_HERE, "{choice}");
    assert!(
        !choice.path.contains("ticket"),
        "a page with forms has an address of its own"
    );
    assert!(
        !choice.text().contains("林晓") && !choice.text().contains(PHONE),
        "{choice}"
    );
    let stays = browser
        .press(&choice, &choice.form("stay_as_before"), ("", ""))
        .await
        .unwrap();
    assert_eq!(stays.path, "/me/devices", "{stays}");
    assert!(browser.get("/me").await.unwrap().heading().contains("林晓"));
    assert_eq!(browser.cookies.get("handed"), None);
    let gone = browser
        .press(&choice, &choice.form("switch_account"), ("", ""))
        .await
        .unwrap();
    assert_eq!(
        gone.status,
        StatusCode::GONE,
        "what was forgotten lets nobody in: {gone}"
    );
    let path = entrance(&site, "wechat", "good", "/me").await;
    let choice = enter(browser, &path, WECHAT).await;
    let old = browser.cookies["session"].clone();
    browser.cookies.insert("identified".to_owned(), "hers".to_owned());
    let switched = browser
        .press(&choice, &choice.form("switch_account"), ("", ""))
        .await
        .unwrap();
    assert!(switched.heading().contains("139****2222"), "{switched}");
    assert_eq!(browser.cookies.get("identified"), None, "{switched}");
    browser.cookies.insert("session".to_owned(), old);
    let over = browser.get("/me").await.unwrap();
    assert!(
        over.path.starts_with("/sign-in"),
        "the session before has ended: {over}"
    );
}

#[tokio::test]
async fn who_is_new_and_finds_somebody_else_signed_in_gives_their_own_number() {
    let site = site().await;
    let mut mother = site.citizen(MOTHER).await;
    let browser = &mut mother.browser;
    let path = entrance(&site, "wechat", "other", "/me/devices").await;
    let choice = enter(browser, &path, WECHAT).await;
    let asked = browser
        .press(&choice, &choice.form("switch_account"), ("", ""))
        .await
        .unwrap();
    assert_eq!(asked.heading(), text::ASK_PHONE, "{asked}");
    assert_eq!(browser.cookies.get("session"), None);
    let devices = site.proven(browser, &asked, PHONE).await;
    assert_eq!(devices.path, "/me/devices", "{devices}");
    assert!(browser.get("/me").await.unwrap().heading().contains("139****2222"));
}

#[tokio::test]
async fn who_leaves_the_choice_and_signs_in_by_phone_is_not_reached_by_the_other_persons_app() {
    let site = site().await;
    let mut mother = site.citizen(MOTHER).await;
    let browser = &mut mother.browser;
    let path = entrance(&site, "wechat", "other", "/me").await;
    let choice = enter(browser, &path, WECHAT).await;
    assert_eq!(choice.heading(), text::SOMEBODY_HERE, "{choice}");
    let page = browser.get("/sign-in?next=/me").await.unwrap();
    let me = site.proven(browser, &page, PHONE).await;
    assert!(me.heading().contains("139****2222"), "{me}");
    let path = entrance(&site, "wechat", "other", "/me").await;
    let asked = enter(&mut site.browser(), &path, WECHAT).await;
    assert_eq!(asked.heading(), text::ASK_PHONE, "{asked}");
}

#[tokio::test]
async fn who_signed_in_since_the_page_was_shown_reads_first_what_becomes_of_them() {
    let site = site().await;
    bound(&site).await;
    let mut guest = Citizen::new(site.browser().wire, MOTHER, answers());
    guest.plan("newborn").await.unwrap();
    let browser = &mut guest.browser;
    let path = entrance(&site, "wechat", "good", "/me/devices").await;
    let choice = enter(browser, &path, WECHAT).await;
    assert_eq!(choice.heading(), text::COME_ALONG, "{choice}");
    let mother = site.citizen(MOTHER).await.browser.cookies["session"].clone();
    browser.cookies.insert("session".to_owned(), mother.clone());
    let asked = browser
        .press(&choice, &choice.form("switch_account"), ("", ""))
        .await
        .unwrap();
    assert_eq!(asked.heading(), text::SOMEBODY_HERE, "{asked}");
    assert_eq!(browser.cookies["session"], mother, "she is signed in as before");
    let switched = browser
        .press(&asked, &asked.form("switch_account"), ("", ""))
        .await
        .unwrap();
    assert_eq!(switched.path, "/me/devices", "{switched}");
    assert_ne!(browser.cookies.get("session"), Some(&mother));
}

#[tokio::test]
async fn larger_letters_lead_back_to_the_choice() {
    let site = site().await;
    bound(&site).await;
    let mut mother = site.citizen(MOTHER).await;
    let path = entrance(&site, "wechat", "good", "/me/devices?from=menu").await;
    let choice = enter(&mut mother.browser, &path, WECHAT).await;
    let larger = mother
        .browser
        .press(&choice, &choice.form("set_mode"), ("", ""))
        .await
        .unwrap();
    assert_eq!(larger.path, choice.path, "{larger}");
    assert_eq!(larger.heading(), text::SOMEBODY_HERE, "{larger}");
}
