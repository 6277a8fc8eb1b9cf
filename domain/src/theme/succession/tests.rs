mod pairs;

use std::sync::Arc;

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
        is_alone: false,
    };
    options.iter().map(option).collect()
}

fn number(unit: Option<&str>, most: i64) -> Kind {
    Kind::Number {
        least: 0,
        most,
        unit: unit.map(str::to_owned),
        usual: None,
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

fn ethnic_group() -> Kind {
    Kind::Listed {
        names: ["汉族", "土家族"].map(str::to_owned).into(),
        ending: "族".to_owned(),
    }
}

#[test]
fn what_was_typed_freely_is_the_name_of_a_list_that_it_means() {
    let old = Version::of(&[("a/x", Kind::Text { most: 20 })]);
    let new = Version::of(&[("a/x", ethnic_group())]);
    for typed in ["汉", "汉族"] {
        let (answers, aside) = became(&old, &new, &[("a/x", typed)]);
        assert_eq!(answers, [("a/x".to_owned(), "汉族".to_owned())], "{typed}");
        assert!(aside.is_empty(), "{typed}");
    }
    let (answers, aside) = became(&old, &new, &[("a/x", "地球")]);
    assert_eq!((answers, aside), (vec![], vec!["地球".to_owned()]));
}

#[test]
fn what_one_who_applies_together_typed_freely_is_that_name_too() {
    let old = Version::of(&[("a/x", Kind::Text { most: 20 })]).theme();
    let new = Version::of(&[("a/x", ethnic_group())]).theme();
    let field: FieldId = "a/x".parse().unwrap();
    let mut before = held(&[("a/x", "汉")]);
    let theirs = Answer {
        origin: Origin::Party,
        ..before.answers.get(&field).unwrap().clone()
    };
    before.answers.set(field.clone(), theirs);
    let next = carried(&old, &new, &before);
    let answer = next.answers.get(&field).unwrap();
    assert_eq!((answer.text.as_str(), &answer.origin), ("汉族", &Origin::Party));
}

#[test]
fn what_two_devices_typed_freely_is_one_answer_where_it_means_one_name() {
    let old = Version::of(&[("a/x", Kind::Text { most: 20 })]).theme();
    let new = Version::of(&[("a/x", ethnic_group())]).theme();
    let field: FieldId = "a/x".parse().unwrap();
    for (rival, left) in [("汉族", None), ("土家", Some("土家族"))] {
        let mut before = held(&[("a/x", "汉")]);
        before.rivals.insert(field.clone(), rival.to_owned());
        let next = carried(&old, &new, &before);
        assert_eq!(next.answers.text(&field), Some("汉族"));
        assert_eq!(next.rivals.get(&field).map(String::as_str), left);
    }
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
