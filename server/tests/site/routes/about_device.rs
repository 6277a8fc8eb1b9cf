//! `/about/device`: what somebody can read out to who answers the telephone, with scripts and without.

use app::text::about_device as text;
use http::StatusCode;

use crate::people::page::Page;
use crate::site::Site;

const WECHAT: &str = "Mozilla/5.0 (Linux; Android 12; V2001A) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 \
    MicroMessenger/8.0.40 MiniProgramEnv/android miniProgram/wx1 <b>";

/// How each stands, by its name.
fn rows(page: &Page) -> Vec<(String, String)> {
    let (names, states) = (page.texts("main .rows__name"), page.texts("main .state"));
    names.into_iter().zip(states).collect()
}

fn row<'a>(rows: &'a [(String, String)], name: &str) -> &'a str {
    rows.iter()
        .find(|(known, _)| known == name)
        .map_or("", |(_, state)| state)
}

#[tokio::test]
async fn without_scripts_the_page_says_what_the_server_sees() {
    let site = Site::open().await;
    let mut guest = site.browser();
    guest.agent = WECHAT;
    let first = guest.get("/about/device").await.unwrap();
    assert_eq!((first.status, first.heading().as_str()), (StatusCode::OK, text::TITLE));
    assert_eq!(first.texts("#short"), ["微信 8.0 · 安卓 12"], "{first}");
    let seen = rows(&first);
    assert_eq!(row(&seen, text::APP), format!("微信 8.0，{}", text::IN_SHELL));
    assert_eq!(row(&seen, text::ENGINE), "Chromium 107.0");
    assert_eq!(row(&seen, text::COOKIE), text::COOKIE_UNKNOWN);
    let again = first.links("/about/device?again=1").remove(0);
    for (name, label, _) in text::TRIED {
        assert_eq!(row(&seen, label), text::NO_SCRIPT, "{name}");
    }
    assert!(
        first.texts("main .note").contains(&WECHAT.to_owned()),
        "as it was said: {first}"
    );
    let second = guest.get(&again).await.unwrap();
    assert_eq!(row(&rows(&second), text::COOKIE), text::YES, "{second}");
    guest.cookies.clear();
    let without = guest.get(&again).await.unwrap();
    assert_eq!(row(&rows(&without), text::COOKIE), text::NO, "{without}");
}

#[tokio::test]
async fn a_browser_that_says_nothing_is_told_so_and_everybody_finds_the_page() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = guest.get("/about/device").await.unwrap();
    assert_eq!(row(&rows(&page), text::APP), text::UNKNOWN, "{page}");
    assert!(
        page.header("content-security-policy").contains("script-src 'self';"),
        "{page}"
    );
    for mode in ["", "elder"] {
        guest.cookies.insert("mode".to_owned(), mode.to_owned());
        for path in ["/", "/nowhere", "/sign-in"] {
            let page = guest.get(path).await.unwrap();
            assert!(
                page.links("/about/device").contains(&"/about/device".to_owned()),
                "{path} {mode}: {page}"
            );
        }
    }
}
