//! `/sign-in`: a real session, new at every sign-in, and never a way to another site.

use http::StatusCode;

use crate::newborn::{MOTHER, answers};
use crate::people::filing::Citizen;
use crate::site::{Setup, Site};

#[tokio::test]
async fn the_session_is_out_of_reach_of_scripts_and_of_other_sites() {
    for (public_url, is_secure) in [(None, false), (Some("https://zhangban.example".to_owned()), true)] {
        let site = Site::set_up(Setup {
            public_url,
            ..Setup::default()
        })
        .await;
        let mother = site.citizen(MOTHER).await;
        // By https under a name that no other site of the domain can set.
        let name = if is_secure { "__Host-session" } else { "session" };
        let cookie = mother
            .browser
            .set_cookies
            .iter()
            .find(|line| line.starts_with(&format!("{name}=")))
            .unwrap();
        assert!(
            cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/;"),
            "{cookie}"
        );
        assert_eq!(cookie.contains("; Secure"), is_secure, "{cookie}");
        assert!(mother.browser.cookies[name].len() >= 32);
    }
}

#[tokio::test]
async fn a_session_from_before_signing_in_is_worth_nothing_afterwards() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        let before = mother.browser.clone();
        mother.sign_in().await.unwrap();
        assert_ne!(before.cookies["session"], mother.browser.cookies["session"]);
        let mut thief = before;
        assert!(
            thief.look("/me").await.unwrap().location().starts_with("/sign-in"),
            "{}",
            site.engine()
        );
        assert_eq!(mother.browser.get("/me").await.unwrap().path, "/me");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_for_whoever_has_it() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let mut copy = mother.browser.clone();
    let page = mother.browser.get("/me").await.unwrap();
    let home = mother
        .browser
        .press(&page, &page.form("sign_out"), ("", ""))
        .await
        .unwrap();
    assert_eq!((home.path.as_str(), mother.browser.cookies.get("session")), ("/", None));
    assert!(copy.look("/me").await.unwrap().location().starts_with("/sign-in"));
}

#[tokio::test]
async fn signing_in_never_leads_to_another_site() {
    let site = Site::open().await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/%5Cevil.example",
        "%2F%2Fevil.example",
    ] {
        let mut mother = Citizen::new(site.browser().wire, MOTHER, answers());
        let page = mother.browser.get(&format!("/sign-in?next={next}")).await.unwrap();
        let mut form = crate::people::filing::form_with(&page, ("citizen", MOTHER));
        let shown = mother.browser.post(&page, &form, ("citizen", MOTHER)).await.unwrap();
        assert_own(next, shown.location());
        // Whoever changes the page in the browser gets no further.
        form.set("next", next);
        let typed = mother.browser.post(&page, &form, ("citizen", MOTHER)).await.unwrap();
        assert_own(next, typed.location());
    }
}

fn assert_own(next: &str, location: &str) {
    // Browsers read a backslash, and a slash after a tab, as a slash.
    let is_own = location.starts_with('/') && !location.starts_with("//") && !location.contains(['\\', '\t']);
    assert!(is_own, "{next} leads to {location}");
}

#[tokio::test]
async fn a_mode_is_kept_and_leads_back_to_a_page_of_ours_only() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let guide = guest.get("/themes/newborn").await.unwrap();
    let mut form = guide.form("set_mode");
    let back = guest.press(&guide, &form, ("", "")).await.unwrap();
    assert_eq!(
        (back.path.as_str(), back.attributes("html", "data-mode")),
        ("/themes/newborn", vec!["elder".to_owned()])
    );
    form.set("back", "//evil.example/");
    assert_own(
        "//evil.example/",
        guest.post(&guide, &form, ("", "")).await.unwrap().location(),
    );
}

#[tokio::test]
async fn nobody_can_sign_in_who_is_not_there() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = guest.get("/sign-in").await.unwrap();
    let mut form = crate::people::filing::form_with(&page, ("citizen", MOTHER));
    form.buttons = vec![];
    for who in ["nobody", "", "../x", "林晓", "wu_tong' OR '1'='1"] {
        let answer = guest.press(&page, &form, ("citizen", who)).await.unwrap();
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who}");
        assert_eq!(guest.cookies.get("session"), None, "{who}");
    }
}
