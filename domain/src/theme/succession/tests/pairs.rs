//! Any pair of versions, and any draft of the first.

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::*;

const POOL: [&str; 8] = ["a/f0", "a/f1", "a/f2", "a/f3", "b/f0", "m/g0", "m/g1", "m/g2"];
const SAID: [&str; 12] = [
    "林晓",
    "13800000001",
    "138",
    "5",
    "mail",
    "self",
    "mail,self",
    "2026-11-01",
    "示范市青河区 1 号",
    "?",
    "",
    "一二三四五六七八九十十一",
];

fn kinds() -> impl Strategy<Value = Kind> {
    select(vec![
        Kind::Text { most: 5 },
        Kind::Text { most: 50 },
        Kind::Address { most: 9 },
        Kind::Name,
        Kind::Phone,
        Kind::IdNumber,
        Kind::Date(Reach::Past),
        Kind::Date(Reach::Any),
        Kind::Month(Reach::Any),
        number(None, 9),
        number(None, 3),
        number(Some("㎡"), 9),
        Kind::Choice(choice(&["mail"])),
        Kind::Choice(choice(&["mail", "self"])),
        Kind::Choices(choice(&["self", "mail"])),
    ])
}

/// A version of the invented theme; a field it has under another name says what it was.
fn versions(name: &'static str) -> impl Strategy<Value = Version> {
    let fields = subsequence(&POOL[..], 0..=POOL.len());
    let each = proptest::collection::vec((kinds(), proptest::bool::weighted(0.2)), POOL.len());
    let items = subsequence(vec!["one", "two", "three"], 0..=3);
    let materials = subsequence(vec![("p", None), ("q", Some("Q")), ("r", Some("Q"))], 0..=2);
    (fields, each, 0..4_u16, items, materials).prop_map(move |(fields, each, many, items, materials)| {
        let field = |(id, (kind, renamed)): (&str, (Kind, bool))| {
            if renamed {
                (format!("{id}.{name}"), Some(id.to_owned()), kind)
            } else {
                (id.to_owned(), None, kind)
            }
        };
        Version {
            fields: fields.into_iter().zip(each).map(field).collect(),
            many,
            items,
            materials,
        }
    })
}

fn drafts_of(version: &Version) -> impl Strategy<Value = Held> + use<> {
    let mut places = Vec::new();
    for (id, ..) in &version.fields {
        let several = if id.starts_with('m') { version.many.max(1) } else { 1 };
        let id: FieldId = id.parse().unwrap();
        places.extend((0..several).map(|index| id.at(index)));
    }
    let chosen = subsequence(version.items.clone(), 0..=version.items.len());
    let papers: Vec<_> = version.materials.clone();
    let texts = proptest::collection::vec(
        (any::<Index>(), proptest::option::of(any::<Index>()), 0..9_u8),
        places.len(),
    );
    (texts, chosen, any::<bool>()).prop_map(move |(texts, chosen, picks)| {
        let mut held = Held::default();
        for (place, (said, rival, dice)) in places.iter().zip(texts) {
            let text = (*said.get(&SAID)).to_owned();
            let answer = Answer {
                text,
                origin: if dice == 0 { Origin::Account } else { Origin::Citizen },
                as_of: day(TODAY),
                contested: dice == 1,
            };
            if dice < 8 {
                held.answers.set(place.clone(), answer);
            }
            if let Some(rival) = rival.filter(|_| dice < 3) {
                held.rivals.insert(place.clone(), (*rival.get(&SAID[..9])).to_owned());
            }
        }
        held.chosen = picks.then(|| chosen.iter().map(|id| id.parse().unwrap()).collect());
        let paper = |(id, code): &(&str, Option<&str>)| Paper {
            material: id.parse().unwrap(),
            code: code.map(str::to_owned),
        };
        let files = papers
            .iter()
            .map(|one| (format!("file-{}", one.0).parse().unwrap(), paper(one)));
        held.files = files.collect();
        held
    })
}

fn versions_and_draft() -> impl Strategy<Value = (Theme, Theme, Theme, Held)> {
    (versions("v1"), versions("v2"), versions("v3")).prop_flat_map(|(one, two, three)| {
        let draft = drafts_of(&one);
        (Just(one.theme()), Just(two.theme()), Just(three.theme()), draft)
    })
}

fn typed(held: &Held) -> impl Iterator<Item = (&FieldId, &str)> {
    let answers = held.answers.iter().filter(|(_, answer)| !answer.is_known());
    let answers = answers.map(|(field, answer)| (field, answer.text.as_str()));
    answers.filter(|(_, text)| !text.is_empty() && *text != UNSURE)
}

proptest! {
    #[test]
    fn nothing_typed_is_lost_and_what_has_a_place_is_there((old, new, _, held) in versions_and_draft()) {
        let next = carried(&old, &new, &held);
        let way = Succession { old: &old, new: &new, today: day(TODAY) };
        let is_told = |field: &FieldId, text: &str| next.aside.iter().any(|aside| aside.typed_as == *field && aside.text == text);
        for (field, text) in typed(&held) {
            match way.fate(field, text) {
                Fate::Stays(place) => prop_assert_eq!(next.answers.text(&place), Some(text)),
                _ => prop_assert!(is_told(field, text), "{field} is gone and not told"),
            }
        }
        let rivals = held.rivals.iter().filter(|(_, text)| !text.is_empty());
        for (field, text) in rivals {
            let stands = way.place(field).is_some_and(|(place, _)| next.rivals.get(&place) == Some(text));
            prop_assert!(stands || is_told(field, text));
        }
        for (field, answer) in held.answers.iter().filter(|(_, answer)| answer.is_known()) {
            prop_assert_eq!(next.answers.get(field), Some(answer));
        }
        let ids = |held: &Held| held.files.keys().cloned().collect::<Vec<_>>();
        prop_assert_eq!(ids(&next), ids(&held), "no paper goes");
        for paper in next.files.values() {
            let is_asked = new.materials.iter().any(|known| known.id == paper.material);
            let could_be = new.materials.iter().any(|known| known.code.is_some() && known.code == paper.code);
            prop_assert!(is_asked || !could_be, "a paper has a place and does not lie there");
        }
    }

    #[test]
    fn carrying_over_twice_is_the_same_as_once((old, new, _, held) in versions_and_draft()) {
        let once = carried(&old, &new, &held);
        prop_assert_eq!(&carried(&new, &new, &once), &once);
    }

    #[test]
    fn carrying_over_to_the_same_version_changes_nothing((old, _, _, held) in versions_and_draft()) {
        prop_assert_eq!(&carried(&old, &old, &held), &held);
    }

    #[test]
    fn a_version_between_takes_away_no_answer_that_has_a_place_in_all((one, two, three, held) in versions_and_draft()) {
        let by_two = carried(&two, &three, &carried(&one, &two, &held));
        let (first, straight) = (
            Succession { old: &one, new: &two, today: day(TODAY) },
            Succession { old: &one, new: &three, today: day(TODAY) },
        );
        for (field, text) in typed(&held).filter(|(field, _)| first.place(field).is_some()) {
            if let Fate::Stays(place) = straight.fate(field, text) {
                prop_assert_eq!(by_two.answers.text(&place), Some(text), "{}", field);
            }
        }
    }
}
