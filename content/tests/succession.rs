//! Every theme in the folder, changed as editors change them, while somebody is filling it in: no answer that has a place is lost.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use content::Library;
use domain::answer::{Answer, FieldId, Origin};
use domain::field::{Element, Kind};
use domain::theme::succession::{Fate, Held, Paper, Succession};
use domain::theme::{Theme, ThemeDraft};
use proptest::prelude::*;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    Library::from_folder(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|problems| panic!("\n{problems}\n"))
});

const SAID: [&str; 6] = [
    "林晓",
    "13800000001",
    "5",
    "2026-11-01",
    "示范市青河区青石路 1 号",
    "other",
];

/// What an editor does: which change, to which of them.
type Change = (u8, usize);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    proptest::collection::vec((0_u8..6, any::<usize>()), 0..8)
}

fn today() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

/// The theme after these changes, of which the one with this name gives fields new names.
fn changed(theme: &Theme, name: &str, changes: &[Change]) -> Theme {
    let mut draft: ThemeDraft = (**theme).clone();
    for (kind, which) in changes {
        change(&mut draft, name, *kind, *which);
    }
    // Without what others wait for there is no theme: that change is not published.
    Theme::try_from(draft).unwrap_or_else(|_| theme.clone())
}

fn change(draft: &mut ThemeDraft, name: &str, kind: u8, which: usize) {
    let count = draft.topics.len().max(1);
    let Some(topic) = draft.topics.get_mut(which % count) else {
        return;
    };
    let at = (which / count) % topic.fields.len().max(1);
    match kind {
        0 if !topic.fields.is_empty() => drop(topic.fields.remove(at)),
        1 => topic.fields.iter_mut().skip(at).take(1).for_each(|field| {
            if field.was.is_none() {
                field.was = Some(field.id.clone());
                field.id.element = format!("{}.{name}", field.id.element).parse().unwrap();
            }
        }),
        2 => topic.fields.iter_mut().skip(at).take(1).for_each(|field| {
            let kind = match which % 3 {
                0 => Kind::Text { most: 3 },
                1 => Kind::Phone,
                _ => Kind::Name,
            };
            let element = Element {
                kind,
                ..(*field.element).clone()
            };
            field.element = Arc::new(element);
        }),
        3 => topic.fields.iter_mut().for_each(|field| field.when = None),
        4 if !draft.materials.is_empty() => drop(draft.materials.remove(which % draft.materials.len())),
        5 if !draft.items.is_empty() => drop(draft.items.remove(which % draft.items.len())),
        _ => {}
    }
}

/// Somebody who answered everything, and handed in every paper.
fn filled_in(theme: &Theme, dice: usize) -> Held {
    let mut held = Held::default();
    for (place, field) in theme.topics.iter().flat_map(|topic| &topic.fields).enumerate() {
        let option = field.element.kind.options().first().map(|option| option.id.to_string());
        let said = SAID.get((place + dice) % SAID.len()).copied().unwrap_or_default();
        let answer = Answer {
            text: option.unwrap_or_else(|| said.to_owned()),
            origin: Origin::Citizen,
            as_of: today(),
            contested: false,
        };
        held.answers.set(field.id.clone(), answer);
    }
    held.chosen = Some(theme.items.iter().map(|item| item.id.clone()).collect());
    let paper = |paper: &domain::theme::material::Material| {
        let handed_in = Paper {
            material: paper.id.clone(),
            code: paper.code.clone(),
        };
        (paper.id.as_str().parse().unwrap(), handed_in)
    };
    held.files = theme.materials.iter().map(paper).collect();
    held
}

fn carried(old: &Theme, new: &Theme, held: &Held) -> Held {
    let today = today();
    Succession { old, new, today }.carry(held)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_answer_that_has_a_place_is_lost_whatever_editors_change(dice in any::<usize>(), first in changes(), second in changes()) {
        for authored in &LIBRARY.themes {
            let one = &authored.theme;
            let (two, three) = (changed(one, "v2", &first), changed(one, "v3", &second));
            let held = filled_in(one, dice);
            prop_assert_eq!(&carried(one, one, &held), &held, "the same version");
            let once = carried(one, &two, &held);
            prop_assert_eq!(&carried(&two, &two, &once), &once, "twice");
            let by_two = carried(&two, &three, &once);
            let (to_two, to_three) = (
                Succession { old: one, new: &two, today: today() },
                Succession { old: one, new: &three, today: today() },
            );
            for (field, answer) in held.answers.iter() {
                let text = answer.text.as_str();
                let is_told = once.aside.iter().any(|aside| aside.typed_as == *field && aside.text == text);
                let has_place = |fate: &Fate, held: &Held| matches!(fate, Fate::Stays(place) if held.answers.text(place) == Some(text));
                let fate = to_two.fate(field, text);
                prop_assert!(has_place(&fate, &once) || is_told, "{}: {field}", one.slug);
                prop_assert!(fate == Fate::Dropped || has_place(&fate, &once) || matches!(fate, Fate::AskedAgain(_)));
                let straight = to_three.fate(field, text);
                if to_two.place(field).is_some() && matches!(straight, Fate::Stays(_)) {
                    prop_assert!(has_place(&straight, &by_two), "{}: {field} is lost on the way", one.slug);
                }
            }
            prop_assert_eq!(once.files.len(), held.files.len());
            let is_there = |id: &domain::id::ItemId| two.item(id).is_some();
            let chosen = once.chosen.clone().unwrap_or_default();
            prop_assert!(chosen.iter().all(is_there));
            let gone: Vec<FieldId> = once.aside.iter().map(|aside| aside.typed_as.clone()).collect();
            prop_assert!(gone.iter().all(|field| held.answers.get(field).is_some()));
        }
    }
}
