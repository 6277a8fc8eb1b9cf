//! What helps to type on a phone: the keys of each field, and what the browser offers of what it knows.

use std::collections::BTreeSet;

use domain::field::Kind;

use super::UNKNOWN;
use crate::newborn::{self, MOTHER};
use crate::people::filing::draft_of;
use crate::people::page::Page;
use crate::site::Site;

/// An attribute of the one line in which a field is typed; nothing where the page does not ask it.
fn attribute(page: &Page, field: &str, name: &str) -> Vec<String> {
    page.attributes(&format!("input[name='typed[{field}]']"), name)
}

#[tokio::test]
async fn on_every_page_of_every_theme_a_field_shows_the_keys_that_its_answer_needs() {
    let site = Site::open().await;
    let mut seen = BTreeSet::new();
    for authored in &newborn::library().themes {
        let mut citizen = site.citizen(UNKNOWN).await;
        let list = citizen.plan(&authored.slug).await.unwrap();
        let page = citizen.start(list).await.unwrap();
        let draft = draft_of(&page.path).to_owned();
        for topic in &authored.theme.topics {
            let path = format!("/drafts/{draft}/form/{}", topic.id);
            let page = citizen.browser.get(&path).await.unwrap();
            let typed = topic
                .fields
                .iter()
                .filter(|field| field.element.kind.options().is_empty());
            for field in typed {
                let id = field.id.to_string();
                let (input, keys) = match field.element.kind {
                    Kind::Phone => ("tel", "tel"),
                    Kind::Number { .. } | Kind::BankCard => ("text", "numeric"),
                    Kind::Money { .. } => ("text", "decimal"),
                    _ => ("text", "text"),
                };
                let inputs = attribute(&page, &id, "type");
                for shown in &inputs {
                    assert_eq!(shown, input, "{path}: {id}");
                    assert_eq!(attribute(&page, &id, "inputmode"), [keys], "{path}: {id}");
                    let offers = attribute(&page, &id, "autocomplete");
                    assert!(offers.len() == 1 && !offers[0].is_empty(), "{path}: {id}: {offers:?}");
                    seen.insert((input, keys));
                    let units = page.texts(".field__amount span");
                    let unit = field.element.kind.unit();
                    assert!(
                        unit.is_none_or(|unit| units.iter().any(|beside| beside == unit)),
                        "{path}: {id}"
                    );
                }
            }
        }
    }
    for common in [("text", "text"), ("text", "numeric"), ("tel", "tel")] {
        assert!(seen.contains(&common), "{common:?}: {seen:?}");
    }
}

#[tokio::test]
async fn a_browser_offers_its_owners_number_to_each_parent_for_their_own_field_and_for_no_other() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (hers, his) = ("mother/person.phone", "father/person.phone");
    let draft = draft_of(&newborn::first_page(&mut mother).await.path).to_owned();
    let form = format!("/drafts/{draft}/form");
    let own = mother.browser.get(&format!("{form}/mother?edit={hers}")).await.unwrap();
    assert_eq!(attribute(&own, hers, "autocomplete"), ["tel"], "{own}");
    let other = mother.browser.get(&format!("{form}/father")).await.unwrap();
    assert_eq!(attribute(&other, his, "autocomplete"), ["off"], "{other}");
    let (joined, mut father, _) = newborn::joined(&site, &mut mother).await;
    let page = father
        .browser
        .get(&format!("/drafts/{joined}/form/father"))
        .await
        .unwrap();
    assert_eq!(attribute(&page, his, "autocomplete"), ["tel"], "{page}");
}
