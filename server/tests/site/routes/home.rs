//! `/` and `/themes`: short however much there is, and three choices for those who want few.

use std::collections::BTreeSet;

use app::text::{frame, home as text};
use content::Library;
use usecases::theme::publish::publish;

use crate::invention::{Shape, invent};
use crate::site::Site;

#[tokio::test]
async fn the_first_page_stays_short_and_the_list_has_pages() {
    let site = Site::open().await;
    let library = Library::embedded().unwrap();
    let shape = Shape {
        departments: &["health"],
        items: 1,
        is_small: true,
    };
    for seed in 100..150 {
        publish(&site.office, &invent(seed, shape, &library.city).authored)
            .await
            .unwrap();
    }
    let all = library.themes.len() + 50;
    let mut guest = site.browser();
    let home = guest.get("/").await.unwrap();
    assert_eq!(home.links("/themes/").len(), 12, "{home}");
    assert!(home.texts("main a").contains(&text::more(all)), "{home}");
    let (first, second) = (
        guest.get("/themes").await.unwrap(),
        guest.get("/themes?page=2").await.unwrap(),
    );
    let links: BTreeSet<_> = [&first, &second]
        .into_iter()
        .flat_map(|page| page.links("/themes/"))
        .collect();
    assert_eq!((first.links("/themes/").len(), links.len()), (50, all), "{second}");
    assert_eq!(first.links("/themes?page="), ["/themes?page=2"]);
    for odd in ["0", "3", "x", "-1", "99999999999999999999"] {
        let page = guest.get(&format!("/themes?page={odd}")).await.unwrap();
        assert!(!page.links("/themes/").is_empty(), "{odd}: {page}");
    }
}

#[tokio::test]
async fn in_the_elder_mode_there_are_three_choices_and_then_one_list() {
    let site = Site::open().await;
    let mut elder = site.browser();
    elder.cookies.insert("mode".to_owned(), "elder".to_owned());
    let home = elder.get("/").await.unwrap();
    assert_eq!(
        home.texts(".three strong"),
        [text::ELDER_DO, text::ELDER_MINE, text::ELDER_CALL]
    );
    assert_eq!(home.attributes(".three a", "href"), ["/themes", "/me", "tel:12345"]);
    let list = elder.get("/themes").await.unwrap();
    assert!((1..=8).contains(&list.links("/themes/").len()), "{list}");
    assert!(list.links("tel:").contains(&"tel:12345".to_owned()), "{list}");
}

#[tokio::test]
async fn the_letters_of_the_elder_mode_have_three_sizes() {
    let site = Site::open().await;
    let mut elder = site.browser();
    let mut page = elder.get("/themes/newborn").await.unwrap();
    let on = page.form("set_mode");
    page = elder.press(&page, &on, ("", "")).await.unwrap();
    for (index, size) in frame::SIZES.into_iter().enumerate() {
        let mut forms = page.forms();
        forms.retain(|form| !form.buttons.is_empty());
        let value = (index + 1).to_string();
        page = elder.press(&page, &forms[0], ("elder", &value)).await.unwrap();
        assert_eq!(page.texts(".size[aria-current]"), [size]);
        let larger = page.attributes("html", "data-larger");
        assert_eq!(larger, if index == 0 { vec![] } else { vec![index.to_string()] });
    }
}
