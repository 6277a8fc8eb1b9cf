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
    // The cookie is enough.
    assert_eq!(back.action().as_deref(), Some("/themes/newborn/plan"));
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
async fn the_county_of_a_link_goes_along_from_page_to_page() {
    let site = Site::open().await;
    for region in [DONGSHAN, "000000"] {
        let mut guest = site.browser();
        guest.cookies.insert("region".to_owned(), QINGHE.to_owned());
        let of_link = format!("region={region}");
        for path in [
            "/",
            "/themes",
            "/themes/newborn",
            "/search",
            "/search?q=csdj",
            "/search?q=zzzz",
        ] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let page = guest.get(&format!("{path}{joint}{of_link}")).await.unwrap();
            let own = ["/region", "/me"];
            let is_public = |link: &&String| link.starts_with('/') && !own.iter().any(|path| link.starts_with(path));
            let links = page.links("/");
            let links: Vec<_> = links.iter().filter(is_public).collect();
            assert!(links.iter().all(|link| link.ends_with(&of_link)), "{path}: {links:?}");
            let forms = page.attributes("form.search input[name=region]", "value");
            assert!(forms.iter().all(|code| code == region), "{path}: {forms:?}");
            assert_eq!(forms.len(), page.texts("form.search").len(), "{path}");
        }
        let mut elder = site.browser();
        elder.cookies.insert("mode".to_owned(), "elder".to_owned());
        let page = elder.get(&format!("/?{of_link}")).await.unwrap();
        assert!(page.links("/themes").contains(&format!("/themes?{of_link}")), "{page}");
    }
}

#[tokio::test]
async fn a_link_of_no_county_is_not_handed_on() {
    let site = Site::open().await;
    for code in ["999999", "", "%22%3E%3Cb%3E", "00000%32"] {
        let page = site.browser().get(&format!("/search?region={code}")).await.unwrap();
        assert!(
            page.links("/themes/newborn").contains(&"/themes/newborn".to_owned()),
            "{code}: {page}"
        );
        assert!(
            page.attributes("form.search input[name=region]", "value").is_empty(),
            "{code}"
        );
    }
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
