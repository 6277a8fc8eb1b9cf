//! The list in the elder mode: what to prepare and one button; everything else a page of its own.

use app::text::elder::ListPart;

use crate::newborn::{MOTHER, answers};
use crate::people::filing::Citizen;
use crate::site::Site;

#[tokio::test]
async fn in_the_elder_mode_the_list_is_what_to_prepare_and_one_button() {
    let site = Site::open().await;
    let mut elder = Citizen::new(site.browser().wire, MOTHER, answers());
    let ordinary = elder.plan("newborn").await.unwrap();
    elder.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    let short = elder.browser.get("/themes/newborn/plan").await.unwrap();
    assert_eq!(short.texts(".lede"), ordinary.texts(".lede"));
    assert_eq!(short.links("tel:"), ["tel:12345"; 2]);
    assert!(
        short.find_form("start_draft").is_some() && short.texts(".thread, .dates").is_empty(),
        "{short}"
    );
    for part in ListPart::ALL {
        let path = format!("/themes/newborn/plan?part={}", part.id());
        assert_eq!(short.links(&path).len(), 1, "{part:?}: {short}");
        let opened = elder.browser.get(&path).await.unwrap();
        assert_eq!(opened.heading(), part.title(), "{opened}");
        assert_eq!(opened.action().as_deref(), Some("/themes/newborn/plan"));
        assert!(!opened.texts(".one-part li").is_empty(), "{opened}");
    }
    let odd = elder.browser.get("/themes/newborn/plan?part=nothing").await.unwrap();
    assert_eq!(odd.heading(), short.heading());
}

#[tokio::test]
async fn in_the_elder_mode_each_item_is_a_row_that_leads_to_everything_about_it() {
    let site = Site::open().await;
    let mut elder = Citizen::new(site.browser().wire, MOTHER, answers());
    let ordinary = elder.plan("newborn").await.unwrap();
    elder.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    let path = "/themes/newborn/plan?part=items";
    let rows = elder.browser.get(path).await.unwrap();
    assert_eq!(rows.texts(".thread, .choice li p"), [""; 0], "{rows}");
    let items = rows.links(&format!("{path}&item="));
    let names = ordinary.texts(".thread > li h3");
    assert_eq!(items.len(), names.len(), "{rows}");
    for (item, name) in items.iter().zip(names) {
        let page = elder.browser.get(item).await.unwrap();
        assert_eq!((page.heading(), page.action().as_deref()), (name, Some(path)), "{page}");
        assert!(!page.texts(".one-part .note").is_empty(), "{page}");
    }
    let odd = elder.browser.get(&format!("{path}&item=nothing")).await.unwrap();
    assert_eq!(odd.heading(), rows.heading());
}
