//! `/themes/{slug}`: everything there is to know of a theme, for the county one is in, also for those who want little at a time.

use app::text::elder::GuidePart;
use app::text::{change, guide as text};
use domain::theme::Theme;

use crate::newborn::library;
use crate::people::page::Page;
use crate::site::Site;

async fn guide(site: &Site, path: &str) -> Page {
    site.browser().get(path).await.unwrap()
}

fn themes() -> impl Iterator<Item = &'static Theme> {
    library().themes.iter().map(|authored| &authored.theme)
}

/// All words of the page, without spaces.
fn words(page: &Page) -> String {
    page.texts("main").concat().replace([' ', '\u{2060}'], "")
}

fn assert_says(page: &Page, said: &str) {
    assert!(
        words(page).contains(&said.replace([' ', '\n'], "")),
        "{said} is not on {page}"
    );
}

#[tokio::test]
async fn every_item_opens_to_its_six_official_parts() {
    let site = Site::open().await;
    for theme in themes() {
        let page = guide(&site, &format!("/themes/{}", theme.slug)).await;
        let names = page.texts(".facts dt");
        for part in [
            text::BASIS,
            text::ACCEPTS,
            text::PAPERS,
            text::COURSE,
            text::LIMIT,
            text::RESULT,
        ] {
            let found = names.iter().filter(|name| *name == part).count();
            assert_eq!(found, theme.items.len(), "{part} of {}", theme.slug);
        }
        for item in &theme.items {
            assert_says(&page, &item.explain);
            assert_says(&page, &item.result);
            for accepts in &item.accepts {
                assert_says(&page, accepts);
            }
        }
    }
}

#[tokio::test]
async fn what_a_theme_says_beside_its_items_is_on_the_page() {
    let site = Site::open().await;
    for theme in themes() {
        let page = guide(&site, &format!("/themes/{}", theme.slug)).await;
        let commitments = theme.items.iter().filter_map(|item| item.commitment.as_ref());
        let pauses = theme.items.iter().flat_map(|item| &item.pauses);
        let sentences = (theme.explain.iter().cloned())
            .chain(theme.partial.iter().map(|partial| partial.text.clone()))
            .chain(theme.faq.iter().map(|faq| faq.answer.clone()))
            .chain(theme.eligibility.iter().map(|rule| rule.text.clone()))
            .chain(theme.materials.iter().map(|material| material.name.clone()))
            .chain(
                theme
                    .materials
                    .iter()
                    .filter_map(|material| Some(material.deferral.as_ref()?.text.clone())),
            )
            .chain(theme.items.iter().filter_map(|item| item.if_refused.clone()))
            .chain(theme.items.iter().filter_map(|item| item.offline.clone()))
            .chain(theme.items.iter().filter_map(|item| item.contact.clone()))
            .chain(pauses.map(|pause| pause.explain.clone()))
            .chain(commitments.map(|commitment| commitment.consequence.clone()))
            .chain(theme.sources.iter().map(|source| source.title.clone()));
        for sentence in sentences {
            assert_says(&page, &sentence);
        }
    }
}

#[tokio::test]
async fn what_waits_for_the_same_stands_together_and_what_is_chosen_from_is_one_knot() {
    let site = Site::open().await;
    let newborn = guide(&site, "/themes/newborn").await;
    let waits = [
        text::AT_ONCE.to_owned(),
        text::wait(&[text::either(&["出生医学证明"])], &[]),
        text::wait(&[text::either(&["户口登记"])], &[]),
    ];
    assert_eq!(newborn.texts(".stage"), waits);
    assert_eq!(newborn.texts(".thread").len(), waits.len());
    let restaurant = guide(&site, "/themes/restaurant").await;
    let choices = [
        ["小餐饮的证", "食品经营许可证"],
        ["消防检查（先承诺）", "消防检查（先来查）"],
    ];
    assert_eq!(
        restaurant.texts(".thread__choice"),
        choices.map(|names| text::one_of(&names))
    );
    assert_eq!(restaurant.texts(".is-choice details").len(), 4);
}

#[tokio::test]
async fn what_this_place_promises_comes_first_and_what_another_reached_stands_at_the_end_as_its_own() {
    let site = Site::open().await;
    for theme in themes() {
        let page = guide(&site, &format!("/themes/{}", theme.slug)).await;
        let terms = page.texts(".guide__term");
        assert_eq!(terms.len(), 1, "{page}");
        assert!(terms[0].starts_with(&theme.region.name), "{terms:?}");
        let text = page.text();
        let at = |what: &str| text.find(what);
        assert!(at("guide__term") < at("class=\"jumps\""), "{page}");
        if theme.changes.is_some() {
            let place = theme.region.modelled_on.as_deref();
            assert_eq!(page.texts("#change"), [change::title(place)]);
            assert!(at("id=\"where\"") < at("id=\"change\"") && at("id=\"change\"") < at("class=\"change"));
        }
    }
}

#[tokio::test]
async fn how_many_things_there_are_to_prepare_is_the_same_in_both_modes() {
    let site = Site::open().await;
    let mut elder = site.browser();
    elder.cookies.insert("mode".to_owned(), "elder".to_owned());
    for theme in themes() {
        let path = format!("/themes/{}", theme.slug);
        let short = elder.get(&path).await.unwrap();
        let title = short.texts("main h2").remove(0);
        let whole = guide(&site, &path).await;
        let said = whole.texts("#what + .note").concat();
        assert!(said.starts_with(&title), "{said}: {title}");
    }
}

#[tokio::test]
async fn a_mark_is_never_without_its_meaning() {
    let site = Site::open().await;
    for theme in themes() {
        let page = guide(&site, &format!("/themes/{}", theme.slug)).await;
        let marks = page.texts(".example").len()
            + page
                .texts(".from")
                .iter()
                .filter(|from| from.contains(text::EXAMPLE))
                .count();
        let is_explained = page.texts(".note").iter().any(|note| note == text::EXAMPLE_NOTE);
        assert_eq!(marks > 0, is_explained, "{page}");
    }
}

#[tokio::test]
async fn the_hours_of_a_hall_are_those_of_the_day() {
    let site = Site::open().await;
    let friday = guide(&site, "/themes/newborn?region=000002").await;
    assert_says(&friday, "今天 9:00—12:00，14:00—17:30");
    assert_eq!(friday.attributes(".hall__call", "href"), ["tel:0000-2000001"]);
    site.advance(24 * 60 * 60 * 1000);
    let saturday = guide(&site, "/themes/newborn?region=000002").await;
    assert_says(&saturday, "今天不开门，下次 11 月 23 日（周一）9:00 开");
}

#[tokio::test]
async fn whom_to_call_about_an_item_is_where_its_cases_go() {
    let site = Site::open().await;
    let calls = async |region: &str| {
        let page = guide(&site, &format!("/themes/newborn?region={region}")).await;
        page.attributes(".facts a[href^='tel:']", "href")
    };
    let (city, with_edition, without_edition) = (calls("000000").await, calls("000002").await, calls("000001").await);
    assert_ne!(city, with_edition);
    assert_eq!(city, without_edition);
}

#[tokio::test]
async fn the_address_to_share_says_the_same_to_everyone_and_can_be_scanned() {
    let site = Site::open().await;
    let page = guide(&site, "/themes/newborn").await;
    assert_eq!(page.links("/themes/newborn?region="), ["/themes/newborn?region=000000"]);
    assert_eq!(
        page.texts(".address"),
        ["http://127.0.0.1:3000/themes/newborn?region=000000"]
    );
    assert_eq!(
        page.attributes("link[rel=canonical]", "href"),
        ["http://127.0.0.1:3000/themes/newborn"]
    );
    let drawn = page.attributes(".code path", "d").concat();
    // The three corners by which a code is found.
    assert!(drawn.starts_with("M0 0h7") && drawn.contains("M0 6h7"), "{drawn}");
}

#[tokio::test]
async fn in_the_elder_mode_the_guide_is_what_to_prepare_and_one_button() {
    let site = Site::open().await;
    let mut elder = site.browser();
    elder.cookies.insert("mode".to_owned(), "elder".to_owned());
    let page = elder.get("/themes/newborn").await.unwrap();
    assert_eq!(page.action().as_deref(), Some("/themes/newborn/plan"));
    assert_eq!(page.links("tel:"), ["tel:12345"]);
    assert_eq!(
        (page.texts("details").len(), page.texts(".rows li").len()),
        (0, 5),
        "{page}"
    );
    for part in GuidePart::ALL {
        let path = format!("/themes/newborn?part={}", part.id());
        assert_eq!(page.links(&path), std::slice::from_ref(&path));
        let opened = elder.get(&path).await.unwrap();
        let title = match part {
            GuidePart::Whole => page.heading(),
            part => part.title().to_owned(),
        };
        assert_eq!(opened.heading(), title, "{opened}");
        assert_eq!(opened.action().as_deref(), Some("/themes/newborn"));
        assert!(opened.links("tel:").contains(&"tel:12345".to_owned()), "{opened}");
    }
    let odd = elder.get("/themes/newborn?part=nothing").await.unwrap();
    assert_eq!(odd.texts(".lede, main h2"), page.texts(".lede, main h2"));
}

#[tokio::test]
async fn in_the_elder_mode_the_whole_guide_is_one_page_to_print() {
    let site = Site::open().await;
    let mut elder = site.browser();
    elder.cookies.insert("mode".to_owned(), "elder".to_owned());
    for theme in themes() {
        let path = format!("/themes/{}", theme.slug);
        let ordinary = guide(&site, &path).await;
        let whole = elder
            .get(&format!("{path}?part={}", GuidePart::Whole.id()))
            .await
            .unwrap();
        for selector in [".facts", ".rows li", ".hall", ".asked details", ".sources li"] {
            let said = ordinary.texts(selector);
            assert_eq!(whole.texts(selector), said, "{selector} of {path}");
        }
    }
}
