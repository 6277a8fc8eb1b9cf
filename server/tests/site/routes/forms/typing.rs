//! What helps to type on a phone: the keys of each field, and what the browser offers of what it knows.

use std::collections::BTreeSet;

use domain::field::Kind;
use http::StatusCode;

use super::UNKNOWN;
use crate::newborn::{self, MOTHER};
use crate::people::filing::draft_of;
use crate::people::form::asked_by;
use crate::people::page::Page;
use crate::site::Site;

/// An attribute of the one line in which a field is typed; nothing where the page does not ask it.
fn attribute(page: &Page, field: &str, name: &str) -> Vec<String> {
    page.attributes(&format!("input[name='typed[{field}]']"), name)
}

/// The `type` and the `inputmode` of a line in which an answer of this kind is typed.
fn keys_for(kind: &Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Phone => ("tel", "tel"),
        Kind::Number { .. } | Kind::BankCard => ("text", "numeric"),
        Kind::Money { .. } => ("text", "decimal"),
        _ => ("text", "text"),
    }
}

#[tokio::test]
async fn on_every_page_of_every_theme_a_field_shows_the_keys_that_its_answer_needs() {
    let site = Site::open().await;
    let mut seen = BTreeSet::new();
    for authored in &newborn::library().themes {
        let mut citizen = site.citizen(UNKNOWN).await;
        let list = citizen.plan(&authored.slug).await.unwrap();
        let page = citizen.start(list).await.unwrap();
        let draft = format!("/drafts/{}", draft_of(&page.path));
        let steps = citizen.browser.get(&draft).await.unwrap();
        let forms = steps.links(&format!("{draft}/form/"));
        assert!(!forms.is_empty(), "{}: {steps}", authored.slug);
        for path in forms {
            let page = citizen.browser.get(&path).await.unwrap();
            assert_eq!(page.status, StatusCode::OK, "{page}");
            let form = page.form("save_topic");
            let asked: BTreeSet<&str> = form.inputs.iter().filter_map(|input| asked_by(&input.name)).collect();
            for id in asked {
                let own = id.split('~').next().unwrap_or_default();
                let mut fields = authored.theme.topics.iter().flat_map(|topic| &topic.fields);
                let field = fields.find(|field| field.id.to_string() == own);
                let kind = &field
                    .unwrap_or_else(|| panic!("{path}: {id} is in no topic"))
                    .element
                    .kind;
                // What is chosen, and what has two places, is typed in no line of its own.
                let is_line = kind.options().is_empty() && !matches!(kind, Kind::Place { .. } | Kind::Period(_));
                if !is_line {
                    continue;
                }
                let keys = keys_for(kind);
                assert_eq!(attribute(&page, id, "type"), [keys.0], "{path}: {id}");
                assert_eq!(attribute(&page, id, "inputmode"), [keys.1], "{path}: {id}");
                let offers = attribute(&page, id, "autocomplete");
                assert!(offers.len() == 1 && !offers[0].is_empty(), "{path}: {id}: {offers:?}");
                let units = page.texts(".field__amount span");
                assert!(
                    kind.unit().is_none_or(|unit| units.iter().any(|beside| beside == unit)),
                    "{path}: {id}"
                );
                seen.insert((authored.slug.as_str(), keys));
            }
        }
        assert!(
            seen.iter().any(|(slug, _)| *slug == authored.slug),
            "{}: nothing is typed",
            authored.slug
        );
    }
    for common in [("text", "text"), ("text", "numeric"), ("tel", "tel")] {
        assert!(seen.iter().any(|(_, keys)| *keys == common), "{common:?}: {seen:?}");
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
