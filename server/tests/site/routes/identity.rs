//! `/sign-in/identity`, `/me/means`: whom a provider vouches for, also when it lies.

use app::text::{account, means as text};
use http::StatusCode;
use serde_json::json;

use crate::outside::{Provider, Says};
use crate::people::browser::Browser;
use crate::people::page::Page;
use crate::site::{Inside, Setup, Site};

/// Whom the household register knows, and who has no account.
const NAME: &str = "吴桐";
const ID_NUMBER: &str = "000000199707200032";
const PHONE: &str = "13911112222";

async fn site() -> (Site, Provider) {
    let provider = Provider::start().await;
    let identity = Some(provider.settings());
    let site = Site::set_up(Setup {
        identity,
        ..Setup::default()
    });
    (site.await, provider)
}

/// What an honest provider says of somebody whom it saw.
fn honest(site: &Site, nonce: &str) -> Says {
    Says {
        nonce: nonce.to_owned(),
        expires: site.office.now().0 / 1000 + 300,
        claims: json!({ "name": NAME, "id_number": ID_NUMBER, "acr": "face" }),
        ..Says::default()
    }
}

fn part<'a>(address: &'a str, name: &str) -> &'a str {
    let mut parts = address.split(['?', '&']);
    parts
        .find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
        .unwrap()
}

/// Presses what leads to the provider; the address it leads to.
async fn goes(browser: &mut Browser<Inside>, page: &Page, form: &str) -> String {
    let away = browser.press(page, &page.form(form), ("", "")).await.unwrap();
    assert_eq!(away.heading(), text::AWAY, "{away}");
    away.action().unwrap()
}

/// To the provider and back, where it says this.
async fn back(browser: &mut Browser<Inside>, provider: &Provider, address: &str, says: Says) -> Page {
    provider.say(says);
    let state = part(address, "state");
    browser
        .get(&format!("/sign-in/identity/return?code=c&state={state}"))
        .await
        .unwrap()
}

#[tokio::test]
async fn whom_the_provider_knows_gives_a_phone_once_and_is_known_by_name() {
    let (site, provider) = site().await;
    let mut browser = site.browser();
    let page = browser.get("/sign-in?next=/me/devices").await.unwrap();
    let address = goes(&mut browser, &page, "start_identity").await;
    assert!(
        address.starts_with(&format!("{}/authorize?", provider.issuer)),
        "{address}"
    );
    assert_eq!(part(&address, "code_challenge_method"), "S256");
    let says = honest(&site, part(&address, "nonce"));
    let asked = back(&mut browser, &provider, &address, says).await;
    assert_eq!(asked.heading(), text::ASK_PHONE, "{asked}");
    assert!(
        !asked.text().contains(NAME),
        "a name is masked until it is known whose browser it is"
    );
    let devices = site.proven(&mut browser, &asked, PHONE).await;
    assert_eq!(
        devices.heading(),
        account::DEVICES,
        "one comes to where one wanted to go: {devices}"
    );
    assert!(browser.get("/me").await.unwrap().heading().contains(NAME));
    let means = browser.get("/me/means").await.unwrap();
    assert_eq!(means.texts(".rows > li").len(), 2, "{means}");
    let mut again = site.browser();
    let page = again.get("/sign-in").await.unwrap();
    let address = goes(&mut again, &page, "start_identity").await;
    let says = honest(&site, part(&address, "nonce"));
    let me = back(&mut again, &provider, &address, says).await;
    assert!(me.heading().contains(NAME), "{me}");
    let old = browser.cookies["session"].clone();
    let without = browser
        .press(&means, &means.form("remove_means"), ("", ""))
        .await
        .unwrap();
    assert_eq!(without.texts(".rows > li").len(), 1, "{without}");
    assert_ne!(browser.cookies["session"], old, "whose rights changed has a new token");
}

#[tokio::test]
async fn a_provider_that_lies_signs_nobody_in_and_the_way_is_not_lost() {
    let (site, provider) = site().await;
    let lie = |name: &str, says: Says| match name {
        "nonce" => Says {
            nonce: "another".to_owned(),
            ..says
        },
        "audience" => Says {
            audience: Some("somebody-else"),
            ..says
        },
        "signature" => Says { forged: true, ..says },
        "over" => Says {
            expires: says.expires - 600,
            ..says
        },
        _ => Says { broken: true, ..says },
    };
    for (name, problem) in [
        ("nonce", "provider-unsound"),
        ("audience", "provider-unsound"),
        ("signature", "provider-unsound"),
        ("over", "provider-unsound"),
        ("broken", "provider-down"),
    ] {
        let mut browser = site.browser();
        let page = browser.get("/sign-in?next=/me/devices").await.unwrap();
        let address = goes(&mut browser, &page, "start_identity").await;
        let says = lie(name, honest(&site, part(&address, "nonce")));
        let refused = back(&mut browser, &provider, &address, says).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {refused}");
        assert_eq!(
            refused.texts("p[role=alert]"),
            [text::problem(problem).unwrap()],
            "{name}"
        );
        assert_eq!(
            refused.form("start_identity").value("next"),
            Some("/me/devices"),
            "{name}"
        );
        assert_eq!(browser.cookies.get("session"), None, "{name}");
    }
}

#[tokio::test]
async fn a_provider_that_is_not_there_leaves_the_other_ways_open() {
    let (_, provider) = site().await;
    let mut settings = provider.settings();
    settings.issuer = "http://127.0.0.1:9".to_owned();
    let identity = Some(settings);
    let site = Site::set_up(Setup {
        identity,
        ..Setup::default()
    });
    let site = site.await;
    let mut browser = site.browser();
    let page = browser.get("/sign-in?next=/me/devices").await.unwrap();
    let form = page.form("start_identity");
    let down = browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(down.texts("p[role=alert]"), [text::problem("provider-down").unwrap()]);
    assert!(down.find_form("send_code").is_some(), "{down}");
}

#[tokio::test]
async fn a_way_back_is_worth_nothing_twice_or_in_another_browser() {
    let (site, provider) = site().await;
    let mut browser = site.browser();
    let page = browser.get("/sign-in").await.unwrap();
    let address = goes(&mut browser, &page, "start_identity").await;
    let says = honest(&site, part(&address, "nonce"));
    let over = [text::problem("provider-over").unwrap()];
    let thief = back(&mut site.browser(), &provider, &address, says.clone()).await;
    assert_eq!(thief.texts("p[role=alert]"), over);
    let away = browser.cookies["away"].clone();
    back(&mut browser, &provider, &address, says.clone()).await;
    browser.cookies.insert("away".to_owned(), away);
    let replayed = back(&mut browser, &provider, &address, says).await;
    assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY, "{replayed}");
}
