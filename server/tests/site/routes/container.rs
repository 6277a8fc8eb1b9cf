//! Pages in WeChat and Alipay: what cannot work in their web-views is not offered there, and something else stands in its place.

use app::text::{inbox, leaving as text};
use http::StatusCode;

use crate::newborn::{self, MOTHER, STRANGER};
use crate::outside::wechat;
use crate::people::page::Page;
use crate::site::{Setup, Site};

/// What the web-views say they are.
const WECHAT: &str = "Mozilla/5.0 (Linux; Android 12) Chrome/107 Mobile Safari/537.36 MicroMessenger/8.0.40";
const ALIPAY: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605 AlipayClient/10.5";

/// The same, in our mini-programs.
const IN_WECHAT: &str = "Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.40 MiniProgramEnv/android miniProgram/wx1";
const IN_ALIPAY: &str = "Mozilla/5.0 (Linux; Android 12) AliApp(AP/10.5) AlipayClient/10.5 MiniProgram";

/// A site at a name: elsewhere there are no passkeys in any browser.
async fn named() -> Site {
    let public_url = Some("http://localhost:3000".to_owned());
    Site::set_up(Setup {
        public_url,
        ..Setup::default()
    })
    .await
}

/// What a page holds that a web-view does nothing with.
fn dead_ends(page: &Page) -> Vec<String> {
    [
        page.attributes("a[download]", "href"),
        page.attributes("[target=_blank]", "href"),
        page.links("/me/passkeys"),
        page.find_form("enter_by_passkey")
            .into_iter()
            .filter_map(|form| form.action)
            .collect(),
    ]
    .concat()
}

#[tokio::test]
async fn a_web_view_is_offered_no_download_no_window_and_no_passkey() {
    let site = named().await;
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    let paths = [
        "/sign-in",
        "/me",
        "/me/data/export",
        "/me/library",
        "/themes/newborn/poster",
        &format!("{application}/record"),
    ];
    let mut elsewhere = Vec::new();
    for path in paths {
        elsewhere.extend(dead_ends(&mother.browser.get(path).await.unwrap()));
    }
    assert!(elsewhere.len() >= 4, "a browser is offered all of it: {elsewhere:?}");
    for agent in [WECHAT, ALIPAY] {
        mother.browser.agent = agent;
        for path in paths {
            let page = mother.browser.get(path).await.unwrap();
            assert_eq!(
                (page.status, dead_ends(&page)),
                (StatusCode::OK, Vec::new()),
                "{path}: {page}"
            );
            for printing in ["可以打印", "浏览器的打印"] {
                assert!(!page.text().contains(printing), "{path}: {page}");
            }
        }
        let live = mother.browser.get("/me/live").await.unwrap();
        assert_eq!(live.texts("#no-passkey").len(), 1, "{live}");
    }
}

#[tokio::test]
async fn a_file_waits_among_ones_messages_for_a_browser_that_can_keep_it() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        mother.browser.agent = WECHAT;
        for _ in 0..2 {
            let page = mother.browser.get("/me/data/export").await.unwrap();
            let form = page.form("remind_of_file");
            let after = mother.browser.press(&page, &form, ("", "")).await.unwrap();
            assert!(after.path.starts_with("/me/data/export?"), "{after}");
            assert!(
                after.text().contains(text::IN_INBOX) && after.find_form("remind_of_file").is_none(),
                "{after}"
            );
        }
        let held = mother.browser.get("/me/inbox").await.unwrap();
        assert_eq!(
            held.texts(".letters li").len(),
            1,
            "once, however often it was asked for: {held}"
        );
        assert_eq!(held.attributes(".letters a", "href"), [""; 0], "{held}");
        mother.browser.agent = "";
        let inbox = mother.browser.get("/me/inbox").await.unwrap();
        assert_eq!(inbox.attributes(".letters a", "href"), ["/me/data/export"], "{inbox}");
        assert_eq!(inbox.heading(), inbox::TITLE);
    }
}

#[tokio::test]
async fn nobody_gets_a_message_about_a_file_of_somebody_else() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    let mut stranger = site.citizen(STRANGER).await;
    stranger.browser.agent = WECHAT;
    let page = stranger.browser.get("/me/data/export").await.unwrap();
    let id = application.rsplit('/').next().unwrap();
    for file in [format!("record/{id}"), "letter/1".to_owned(), String::new()] {
        let mut form = page.form("remind_of_file");
        form.set("file", &file);
        let refused = stranger.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{file}: {refused}");
    }
    let inbox = stranger.browser.get("/me/inbox").await.unwrap();
    assert_eq!(inbox.texts(".letters li"), [""; 0], "{inbox}");
}

#[tokio::test]
async fn only_in_our_mini_program_a_page_runs_the_apps_script_and_only_where_it_opens_something() {
    let site = Site::set_up(Setup {
        wechat: Some(wechat("http://127.0.0.1:9")),
        ..Setup::default()
    })
    .await;
    let script = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js";
    let mut guest = site.browser();
    guest.agent = IN_WECHAT;
    let page = guest.get("/sign-in?next=/themes/newborn/plan").await.unwrap();
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains(&format!("script-src 'self' {script}; style-src 'self'")),
        "{policy}"
    );
    assert_eq!(
        page.attributes("script[async]", "src"),
        ["/network.js", script, "/bridge.js"],
        "{page}"
    );
    let to = "/pages/hand-over/index?for=sign-in&back=/themes/newborn/plan";
    assert_eq!(page.attributes("a[data-shell]", "data-shell"), [to], "{page}");
    // Without the script the link leads to the number, which is there.
    assert_eq!(page.attributes("a[data-shell]", "href"), ["#phone"], "{page}");
    assert_eq!(page.attributes("input#phone", "name"), ["phone"], "{page}");
    let mut mother = site.citizen(MOTHER).await;
    mother.browser.agent = IN_WECHAT;
    let mine = mother.browser.get("/me").await.unwrap();
    let to = "/pages/hand-over/index?for=scan&back=/me";
    assert_eq!(mine.attributes("a[data-shell]", "data-shell"), [to], "{mine}");
    for (agent, path) in [
        (IN_WECHAT, "/themes/newborn/plan"),
        (IN_WECHAT, "/search"),
        // The city has no mini-program in Alipay.
        (IN_ALIPAY, "/sign-in"),
        (WECHAT, "/sign-in"),
        (ALIPAY, "/sign-in"),
        ("", "/sign-in"),
    ] {
        guest.agent = agent;
        let page = guest.get(path).await.unwrap();
        let policy = page.header("content-security-policy");
        assert!(!policy.contains("https:"), "{agent} {path}: {policy}");
        assert_eq!(
            page.attributes("script[async]", "src"),
            ["/network.js"],
            "{agent} {path}: {page}"
        );
    }
}

#[tokio::test]
async fn the_bar_of_our_mini_program_says_the_page_alone() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    for (agent, title) in [
        (IN_WECHAT, "消息"),
        (IN_ALIPAY, "消息"),
        (WECHAT, "消息 · 掌办"),
        ("", "消息 · 掌办"),
    ] {
        mother.browser.agent = agent;
        let page = mother.browser.get("/me/inbox").await.unwrap();
        assert_eq!(page.texts("title"), [title], "{agent}");
    }
}
