use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use super::*;
use crate::answer::tests::answers;
use crate::calendar::tests::day;
use crate::field::{Choice, Reach};
use crate::theme::material::tests::material;
use crate::theme::tests::theme as items_only;
use crate::theme::{Field, Many, Subject, Topic};

const TODAY: &str = "2026-11-20";

fn choice(options: &[&str]) -> Arc<[Choice]> {
    let option = |id: &&str| Choice {
        id: id.parse().unwrap(),
        label: format!("选项{id}"),
    };
    options.iter().map(option).collect()
}

fn number(unit: Option<&str>, most: i64) -> Kind {
    Kind::Number {
        least: 0,
        most,
        unit: unit.map(str::to_owned),
    }
}

fn element(field: &FieldId, kind: Kind) -> Arc<Element> {
    Arc::new(Element {
        id: field.element.clone(),
        label: field.to_string(),
        kind,
        hint: None,
        autocomplete: None,
        sensitive: None,
    })
}

/// One version: its fields with what each was called before, how many of `m` there can be, its items and materials.
#[derive(Debug, Clone, Default)]
struct Version {
    fields: Vec<(String, Option<String>, Kind)>,
    many: u16,
    items: Vec<&'static str>,
    materials: Vec<(&'static str, Option<&'static str>)>,
}

impl Version {
    fn of(fields: &[(&str, Kind)]) -> Self {
        let field = |(id, kind): &(&str, Kind)| ((*id).to_owned(), None, kind.clone());
        Self {
            fields: fields.iter().map(field).collect(),
            ..Self::default()
        }
    }

    fn theme(&self) -> Theme {
        let items: Vec<_> = self.items.iter().map(|id| (*id, &[][..])).collect();
        let mut draft = items_only(&items);
        draft.subjects = vec![Subject {
            id: "m".parse().unwrap(),
            name: "股东".into(),
            many: (self.many > 0).then_some(Many {
                least: 0,
                most: self.many,
            }),
            child: false,
        }];
        let field = |(id, was, kind): &(String, Option<String>, Kind)| {
            let id: FieldId = id.parse().unwrap();
            Field {
                element: element(&id, kind.clone()),
                id,
                label: None,
                hint: None,
                optional: false,
                when: None,
                was: was.as_ref().map(|was| was.parse().unwrap()),
            }
        };
        draft.topics = vec![Topic {
            id: "all".parse().unwrap(),
            title: String::new(),
            intro: None,
            fields: self.fields.iter().map(field).collect(),
        }];
        let paper = |(id, code): &(&str, Option<&str>)| {
            let mut paper = material(id);
            paper.code = code.map(str::to_owned);
            paper
        };
        draft.materials = self.materials.iter().map(paper).collect();
        Theme::try_from(draft).unwrap()
    }
}

fn held(list: &[(&str, &str)]) -> Held {
    Held {
        answers: answers(list),
        ..Held::default()
    }
}

fn carried(old: &Theme, new: &Theme, held: &Held) -> Held {
    let today = day(TODAY);
    Succession { old, new, today }.carry(held)
}

/// What is answered afterwards, and what was put aside.
fn became(old: &Version, new: &Version, list: &[(&str, &str)]) -> (Vec<(String, String)>, Vec<String>) {
    let next = carried(&old.theme(), &new.theme(), &held(list));
    let answers = next.answers.iter();
    let answers = answers.map(|(field, answer)| (field.to_string(), answer.text.clone()));
    (
        answers.collect(),
        next.aside.into_iter().map(|aside| aside.text).collect(),
    )
}

#[test]
fn an_answer_stays_where_the_same_is_asked() {
    let old = Version::of(&[("a/x", Kind::Name), ("a/gone", Kind::Name)]);
    let new = Version::of(&[("a/x", Kind::Name), ("a/more", Kind::Name)]);
    let (answers, aside) = became(&old, &new, &[("a/x", "林晓"), ("a/gone", "陈远")]);
    assert_eq!(answers, [("a/x".to_owned(), "林晓".to_owned())]);
    assert_eq!(aside, ["陈远"]);
}

#[test]
fn another_kind_keeps_an_answer_only_if_it_says_the_same() {
    let text = |most| Kind::Text { most };
    let stays = |old: Kind, new: Kind, said: &str| says_the_same(&old, &new, said, day(TODAY));
    assert!(stays(text(10), text(100), "示范路"));
    assert!(
        stays(text(100), text(2), "示范路"),
        "too long now: there to be shortened"
    );
    assert!(stays(Kind::Phone, text(20), "13800000001"));
    assert!(stays(text(20), Kind::Phone, "13800000001"));
    assert!(!stays(text(20), Kind::Phone, "问我妈"));
    assert!(stays(
        Kind::Choice(choice(&["mail", "self"])),
        Kind::Choice(choice(&["mail"])),
        "mail"
    ));
    assert!(!stays(
        Kind::Choice(choice(&["mail", "self"])),
        Kind::Choice(choice(&["mail"])),
        "self"
    ));
    assert!(stays(
        Kind::Choice(choice(&["a"])),
        Kind::Choices(choice(&["a", "b"])),
        "a"
    ));
    assert!(!stays(
        Kind::Choices(choice(&["a", "b"])),
        Kind::Choice(choice(&["a", "b"])),
        "a,b"
    ));
    assert!(stays(number(None, 9), number(None, 99), "5"));
    assert!(
        !stays(number(Some("㎡"), 99), number(Some("亩"), 99), "5"),
        "another unit"
    );
    assert!(!stays(text(9), number(None, 99), "5"));
    assert!(!stays(Kind::Date(Reach::Any), Kind::DateTime(Reach::Any), "2026-11-01"));
}

#[test]
fn a_field_with_another_name_says_what_it_was_and_way_back_leads_there() {
    let old = Version::of(&[("a/x", Kind::Name)]);
    let mut new = Version::of(&[("a/y", Kind::Name)]);
    new.fields[0].1 = Some("a/x".into());
    assert_eq!(became(&old, &new, &[("a/x", "林晓")]).0[0].0, "a/y");
    assert_eq!(became(&new, &old, &[("a/y", "林晓")]).0[0].0, "a/x");
}

#[test]
fn of_several_those_stay_that_there_can_be() {
    let version = |many| Version {
        many,
        ..Version::of(&[("m/x", Kind::Name)])
    };
    let list = [("m/x", "甲"), ("m/x~1", "乙"), ("m/x~2", "丙")];
    let (answers, aside) = became(&version(3), &version(2), &list);
    assert_eq!((answers.len(), aside), (2, vec!["丙".to_owned()]));
}

#[test]
fn what_lost_its_place_has_it_again_where_the_next_version_asks_for_it() {
    let asks = Version::of(&[("a/x", Kind::Name)]).theme();
    let does_not = Version::of(&[]).theme();
    let away = carried(&asks, &does_not, &held(&[("a/x", "林晓")]));
    assert_eq!((away.answers.iter().count(), away.aside.len()), (0, 1));
    let back = carried(&does_not, &asks, &away);
    assert_eq!(back.answers.text(&"a/x".parse().unwrap()), Some("林晓"));
    assert_eq!(back.aside, []);
}

#[test]
fn what_waits_for_another_record_is_no_answer_beside_this_one() {
    let theme = Version::of(&[("a/x", Kind::Name)]).theme();
    let mut away = carried(&theme, &Version::of(&[]).theme(), &held(&[("a/x", "林晓")]));
    away.aside[0].beside = Some(Record {
        register: "household".parse().unwrap(),
        of: "m".parse().unwrap(),
    });
    assert_eq!(carried(&theme, &theme, &away), away);
}

#[test]
fn what_a_register_said_is_no_answer_to_be_put_aside() {
    let old = Version::of(&[("a/x", Kind::Name)]).theme();
    let mut known = held(&[]);
    let answer = Answer {
        text: "林晓".into(),
        origin: Origin::Register("household".parse().unwrap()),
        as_of: day(TODAY),
        contested: false,
    };
    known.answers.set("a/x".parse().unwrap(), answer);
    let next = carried(&old, &Version::of(&[]).theme(), &known);
    assert_eq!((next.aside.len(), next.answers), (0, known.answers));
}

#[test]
fn a_paper_goes_to_the_material_of_its_name_or_code_and_picked_items_stay_while_they_are_there() {
    let old = Version {
        items: vec!["birth", "card"],
        materials: vec![("photo", Some("C1")), ("record", None)],
        ..Version::default()
    };
    let new = Version {
        items: vec!["birth"],
        materials: vec![("picture", Some("C1"))],
        ..Version::default()
    };
    let paper = |material: &str, code: Option<&str>| Paper {
        material: material.parse().unwrap(),
        code: code.map(str::to_owned),
    };
    let files = [("1", paper("photo", Some("C1"))), ("2", paper("record", None))];
    let before = Held {
        chosen: Some(["birth", "card"].iter().map(|id| id.parse().unwrap()).collect()),
        files: files
            .into_iter()
            .map(|(id, paper)| (id.parse().unwrap(), paper))
            .collect(),
        ..Held::default()
    };
    let next = carried(&old.theme(), &new.theme(), &before);
    assert_eq!(next.chosen, Some(["birth".parse().unwrap()].into()));
    assert_eq!(next.files[&"1".parse().unwrap()], paper("picture", Some("C1")));
    assert_eq!(next.files[&"2".parse().unwrap()], paper("record", None));
}

// --- Pairs of versions ---------------------------------------------------------------------------------------------------

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
