//! `/api/v1/hand-overs`, `/enter`: from a mini-program into the web-view in it, once, soon, and as nobody else.

mod choosing;

use app::text::{hand_over as told, means as text, problem};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use crate::newborn::{self, MOTHER, STRANGER};
use crate::outside::{alipay, serve, wechat};
use crate::people::browser::Browser;
use crate::people::page::Page;
use crate::site::{Inside, Setup, Site};

const PHONE: &str = "13911112222";
/// What the web-views of the mini-programs say of themselves.
const WECHAT: &str = "Mozilla/5.0 (Linux; Android 10) Chrome/86 Mobile MicroMessenger/8.0.49 miniProgram/wx1";
const ALIPAY: &str = "Mozilla/5.0 (iPhone) AppleWebKit/605 AliApp(AP/10.5) AlipayClient/10.5 MiniProgram";

/// A site that WeChat and Alipay know; WeChat answers by the code it is asked about.
async fn site() -> Site {
    let said = |code: &str| match code {
        "good" => json!({ "openid": "o", "session_key": "k" }),
        "other" => json!({ "openid": "p", "session_key": "k" }),
        "busy" => json!({ "errcode": -1, "errmsg": "system error" }),
        "rate" => json!({ "errcode": 45011, "errmsg": "minute quota reached" }),
        "risk" => json!({ "errcode": 40226, "errmsg": "code blocked" }),
        _ => json!({ "errcode": 40029, "errmsg": "invalid code" }),
    };
    let part = |query: &str, name: &str| {
        let mut parts = query.split('&');
        let value = parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        value.unwrap_or_default().to_owned()
    };
    let exchange = axum::routing::get(move |uri: http::Uri| async move {
        let query = uri.query().unwrap_or_default();
        assert_eq!(part(query, "grant_type"), "authorization_code");
        axum::Json(said(&part(query, "js_code")))
    });
    let url = serve(|_| axum::Router::new().route("/", exchange)).await;
    Site::set_up(Setup {
        wechat: Some(wechat(&url)),
        alipay: Some(alipay::start().await),
        ..Setup::default()
    })
    .await
}

/// What the mini-program posts, and what it is answered.
async fn ask(site: &Site, body: &Value) -> (StatusCode, Value) {
    let json = [(http::header::CONTENT_TYPE, "application/json".parse().unwrap())];
    let mut shell = site.browser();
    let answer = shell.send(
        Method::POST,
        "/api/v1/hand-overs",
        HeaderMap::from_iter(json),
        body.to_string().into(),
    );
    let answer = answer.await.unwrap();
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

/// The entrance that the mini-program is given for its user's code.
async fn entrance(site: &Site, means: &str, code: &str, to: &str) -> String {
    let (status, answer) = ask(site, &json!({ "means": means, "code": code, "to": to })).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let open = answer["open"].as_str().unwrap();
    assert_eq!(open, format!("/enter?ticket={}", answer["ticket"].as_str().unwrap()));
    open.to_owned()
}

/// What comes back from the entrance itself for a browser that says this of itself.
async fn knock(browser: &mut Browser<Inside>, method: Method, path: &str, says: &[(&'static str, &str)]) -> Page {
    let headers = says.iter();
    let headers = headers.map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()));
    let answer = browser.send(method, path, headers.collect(), "".into());
    answer.await.unwrap()
}

/// Opens the entrance in the web-view, and sees where that leads.
async fn enter(browser: &mut Browser<Inside>, path: &str, user_agent: &str) -> Page {
    let answer = knock(browser, Method::GET, path, &[("user-agent", user_agent)]).await;
    assert_eq!(answer.header("referrer-policy"), "no-referrer", "{answer}");
    assert_eq!(answer.header("cache-control"), "no-store", "{answer}");
    browser.follow(answer).await.unwrap()
}

/// A web-view whose user bound this number's account to WeChat.
async fn bound(site: &Site) -> Browser<Inside> {
    let mut browser = site.browser();
    let path = entrance(site, "wechat", "good", "/me").await;
    let asked = enter(&mut browser, &path, WECHAT).await;
    assert_eq!(asked.heading(), text::ASK_PHONE, "{asked}");
    let me = site.proven(&mut browser, &asked, PHONE).await;
    assert!(me.heading().contains("139****2222"), "{me}");
    browser
}

fn assert_refused(page: &Page, status: StatusCode, sentence: problem::Sentence, browser: &Browser<Inside>) {
    assert_eq!(page.status, status, "{page}");
    assert_eq!(page.heading(), sentence.title, "{page}");
    assert_eq!(browser.cookies.get("session"), None, "{page}");
    assert_eq!(browser.cookies.get("identified"), None, "{page}");
}

#[tokio::test]
async fn a_mini_program_brings_its_user_where_they_wanted_to_go_in_the_account_they_bound_once() {
    let site = site().await;
    bound(&site).await;
    let mut again = site.browser();
    let path = entrance(&site, "wechat", "good", "/me/devices?from=menu").await;
    let devices = enter(&mut again, &path, WECHAT).await;
    assert_eq!(devices.path, "/me/devices?from=menu", "{devices}");
    let unbound = again
        .press(&devices, &devices.form("remove_means"), ("", ""))
        .await
        .unwrap();
    assert!(unbound.find_form("remove_means").is_none(), "{unbound}");
    let path = entrance(&site, "wechat", "good", "/me").await;
    let asked = enter(&mut site.browser(), &path, WECHAT).await;
    assert_eq!(asked.heading(), text::ASK_PHONE, "{asked}");
}

#[tokio::test]
async fn a_hand_over_opens_once_and_within_a_minute() {
    let site = site().await;
    let path = entrance(&site, "wechat", "good", "/me").await;
    enter(&mut site.browser(), &path, WECHAT).await;
    let late = entrance(&site, "wechat", "good", "/me").await;
    site.advance(61_000);
    for path in [
        path.as_str(),
        &late,
        "/enter?ticket=made-up",
        "/enter?ticket=",
        "/enter",
    ] {
        let mut browser = site.browser();
        let page = enter(&mut browser, path, WECHAT).await;
        assert_refused(&page, StatusCode::GONE, problem::HAND_OVER_ENDED, &browser);
    }
}

#[tokio::test]
async fn a_preview_another_app_or_a_plain_browser_opens_nothing_and_leaves_the_hand_over_good() {
    let site = site().await;
    let path = entrance(&site, "wechat", "good", "/me").await;
    let ahead: [(&str, &[(&'static str, &str)]); 6] = [
        (
            "a browser that fetches ahead",
            &[("user-agent", WECHAT), ("sec-purpose", "prefetch")],
        ),
        (
            "the preview of a link",
            &[("user-agent", WECHAT), ("purpose", "preview")],
        ),
        ("a crawler", &[("user-agent", "MicroMessenger miniProgram mpcrawler")]),
        (
            "WeChat outside of the mini-program",
            &[("user-agent", "Mozilla/5.0 MicroMessenger/8.0")],
        ),
        ("the other app", &[("user-agent", ALIPAY)]),
        ("a browser that says nothing", &[]),
    ];
    for (who, says) in ahead {
        let mut browser = site.browser();
        let page = knock(&mut browser, Method::GET, &path, says).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{who}");
        assert_refused(&page, StatusCode::FORBIDDEN, problem::OTHER_APP, &browser);
    }
    let mut browser = site.browser();
    let head = knock(&mut browser, Method::HEAD, &path, &[("user-agent", WECHAT)]).await;
    assert_eq!(
        (head.status, browser.cookies.get("session")),
        (StatusCode::FORBIDDEN, None)
    );
    let asked = enter(&mut site.browser(), &path, WECHAT).await;
    assert_eq!(asked.heading(), text::ASK_PHONE, "{asked}");
}

#[tokio::test]
async fn a_forged_container_opens_nothing_without_a_hand_over_and_a_session_stays_whose_it_is() {
    let site = site().await;
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    let mut stranger = site.citizen(STRANGER).await;
    let session = stranger.browser.cookies["session"].clone();
    for agent in [WECHAT, ALIPAY] {
        let mut guest = site.browser();
        guest.agent = agent;
        let asked = guest.get("/me").await.unwrap();
        assert!(asked.path.starts_with("/sign-in"), "{asked}");
        assert_eq!(guest.cookies.get("session"), None);
        let browser = &mut stranger.browser;
        browser.agent = agent;
        for path in ["/enter", "/enter?ticket=made-up", "/sign-in/choice?next=/me"] {
            let page = browser.get(path).await.unwrap();
            assert_eq!(page.status, StatusCode::GONE, "{path}: {page}");
        }
        let shared = browser.get(&application).await.unwrap();
        assert_eq!(shared.status, StatusCode::NOT_FOUND, "{shared}");
        let me = browser.get("/me").await.unwrap();
        assert!(me.heading().contains("周禾"), "{me}");
        assert_eq!(browser.cookies["session"], session, "{agent}");
    }
}

#[tokio::test]
async fn who_is_signed_in_to_the_same_account_simply_goes_on() {
    let site = site().await;
    let mut browser = bound(&site).await;
    let old = browser.cookies["session"].clone();
    let path = entrance(&site, "wechat", "good", "/me/devices").await;
    let devices = enter(&mut browser, &path, WECHAT).await;
    assert_eq!(devices.path, "/me/devices", "{devices}");
    assert_ne!(browser.cookies["session"], old);
}

#[tokio::test]
async fn a_hand_over_leads_nowhere_but_to_a_path_of_this_site() {
    let site = site().await;
    let long = format!("/{}", "a".repeat(512));
    for to in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "",
        "me",
        "/\t/x",
        "/enter?ticket=x",
        "/themes/../enter?ticket=x",
        "/hand-over/pictures/x",
        &long,
    ] {
        let (status, answer) = ask(&site, &json!({ "means": "wechat", "code": "good", "to": to })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{to}: {answer}");
        assert_eq!(answer["title"], told::NOT_A_PATH, "{to}");
    }
    let long = "c".repeat(513);
    for body in [
        json!({ "means": "phone", "code": "good", "to": "/" }),
        json!({ "means": "wechat", "code": "", "to": "/" }),
        json!({ "means": "wechat", "code": long, "to": "/" }),
        json!({ "means": "wechat", "to": "/" }),
        json!({ "means": "wechat", "code": "good", "to": "/", "openid": "o" }),
        json!([]),
    ] {
        let (status, answer) = ask(&site, &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {answer}");
        assert_eq!(answer["title"], told::UNREADABLE, "{body}");
    }
}

#[tokio::test]
async fn a_platform_that_says_no_or_nothing_is_told_in_a_sentence() {
    let site = site().await;
    for (means, code, status, sentence) in [
        ("wechat", "busy", StatusCode::SERVICE_UNAVAILABLE, told::DOWN),
        ("wechat", "rate", StatusCode::SERVICE_UNAVAILABLE, told::DOWN),
        ("wechat", "risk", StatusCode::FORBIDDEN, told::RISKY),
        ("wechat", "old", StatusCode::UNPROCESSABLE_ENTITY, told::CODE_OVER),
        ("alipay", "busy", StatusCode::SERVICE_UNAVAILABLE, told::DOWN),
        ("alipay", "old", StatusCode::UNPROCESSABLE_ENTITY, told::CODE_OVER),
        ("alipay", "none", StatusCode::BAD_GATEWAY, told::UNSOUND),
        ("alipay", "altered", StatusCode::BAD_GATEWAY, told::UNSOUND),
        ("alipay", "forged", StatusCode::BAD_GATEWAY, told::UNSOUND),
        ("alipay", "unsigned", StatusCode::BAD_GATEWAY, told::UNSOUND),
    ] {
        let (answered, answer) = ask(&site, &json!({ "means": means, "code": code, "to": "/me" })).await;
        assert_eq!(answered, status, "{means} {code}: {answer}");
        assert_eq!(
            (&answer["title"], &answer["status"]),
            (&json!(sentence), &json!(status.as_u16())),
            "{means} {code}"
        );
    }
    let (status, answer) = ask(
        &Site::open().await,
        &json!({ "means": "wechat", "code": "good", "to": "/" }),
    )
    .await;
    assert_eq!(
        (status, &answer["title"]),
        (StatusCode::NOT_FOUND, &json!(told::NOT_OPEN))
    );
}

#[tokio::test]
async fn alipays_user_comes_in_by_alipay_and_by_nothing_else() {
    let site = site().await;
    let path = entrance(&site, "alipay", "good", "/me").await;
    let mut browser = site.browser();
    let wrong = knock(&mut browser, Method::GET, &path, &[("user-agent", WECHAT)]).await;
    assert_refused(&wrong, StatusCode::FORBIDDEN, problem::OTHER_APP, &browser);
    let asked = enter(&mut browser, &path, ALIPAY).await;
    assert_eq!(asked.heading(), text::ASK_PHONE, "{asked}");
    site.proven(&mut browser, &asked, PHONE).await;
    let path = entrance(&site, "alipay", "good", "/me").await;
    let me = enter(&mut site.browser(), &path, ALIPAY).await;
    assert!(me.heading().contains("139****2222"), "{me}");
}
