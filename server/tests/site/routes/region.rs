//! `/region`: the county, chosen once and kept.

use app::text::{frame, region as text};
use http::StatusCode;

use crate::site::Site;

/// A county with an edition of its own.
const DONGSHAN: &str = "000002";
/// A county that does as the city does.
const QINGHE: &str = "000001";

#[tokio::test]
async fn a_county_is_chosen_once_and_holds_on_every_page() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let guide = guest.get("/themes/newborn").await.unwrap();
    let to_choice = guide.links("/region?back=").pop().unwrap();
    let choice = guest.get(&to_choice).await.unwrap();
    assert_eq!(choice.heading(), text::TITLE);
    let form = choice.form("choose_region");
    let back = guest.press(&choice, &form, ("region", DONGSHAN)).await.unwrap();
    assert_eq!(back.path, "/themes/newborn");
    assert!(back.texts("main").concat().contains("东山县政务服务中心"), "{back}");
    assert!(
        back.texts(".step__by")
            .iter()
            .any(|limit| limit.starts_with("7 个工作日")),
        "{back}"
    );
    assert_eq!(back.action().as_deref(), Some("/themes/newborn/plan?region=000002"));
    for path in ["/", "/themes", "/themes/restaurant"] {
        let page = guest.get(path).await.unwrap();
        assert_eq!(page.texts(".top-bar__home span:last-child"), ["东山县"], "{page}");
        assert_eq!(page.texts(".top-bar__change"), [frame::CHANGE_REGION]);
    }
    let form = choice.form("choose_region");
    let whole = guest.press(&choice, &form, ("region", "000000")).await.unwrap();
    assert_eq!(guest.cookies.get("region"), None);
    assert!(
        whole
            .texts(".step__by")
            .iter()
            .any(|limit| limit.starts_with("10 个工作日")),
        "{whole}"
    );
}

#[tokio::test]
async fn a_link_shows_the_county_it_names_whatever_was_chosen() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let place = |page: &crate::people::page::Page| page.texts(".top-bar__home span:last-child").concat();
    let shared = guest.get("/themes/newborn?region=000002").await.unwrap();
    assert_eq!((place(&shared).as_str(), guest.cookies.len()), ("东山县", 0));
    let canonical = shared.attributes("link[rel=canonical]", "href");
    assert_eq!(canonical, ["http://127.0.0.1:3000/themes/newborn?region=000002"]);
    // Going on to the questions keeps it.
    guest.get(&shared.action().unwrap()).await.unwrap();
    assert_eq!(guest.cookies.get("region").map(String::as_str), Some(DONGSHAN));
    assert_eq!(place(&guest.get("/themes").await.unwrap()), "东山县");
    assert_eq!(
        place(&guest.get("/themes/newborn?region=000000").await.unwrap()),
        "示范市"
    );
    let without_edition = guest.get(&format!("/themes/newborn?region={QINGHE}")).await.unwrap();
    assert_eq!(place(&without_edition), "青河区");
    let canonical = without_edition.attributes("link[rel=canonical]", "href");
    assert_eq!(canonical, ["http://127.0.0.1:3000/themes/newborn"]);
}

#[tokio::test]
async fn no_county_is_invented_and_nobody_is_led_away() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let choice = guest.get("/region?back=//evil.example/").await.unwrap();
    let form = choice.form("choose_region");
    for code in ["999999", "", "; Domain=evil.example"] {
        let answer = guest.post(&choice, &form, ("region", code)).await.unwrap();
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, "/me"),
            "{code}"
        );
        assert_eq!(guest.cookies.get("region"), None, "{code}");
    }
    for code in ["999999", "%0d%0aSet-Cookie:x=1"] {
        guest.get(&format!("/themes/newborn/plan?region={code}")).await.unwrap();
        assert_eq!(guest.cookies.get("region"), None, "{code}");
    }
}
