use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::answer::tests::answers;
use crate::calendar::tests::{calendar, day};
use crate::draft::{MediaType, Sent};
use crate::moment::Moment;
use crate::plan::Situation;
use crate::register::Record;
use crate::theme::Topic;
use crate::theme::material::tests::material;
use crate::theme::material::{Must, Pages};
use crate::theme::tests::{field, theme as items_only};

fn theme(materials: Vec<Material>) -> Theme {
    let mut draft = items_only(&[("birth", &[])]);
    let fields = vec![
        field("mother/person.name", Kind::Name),
        field("mother/person.id_number", Kind::IdNumber),
        field("holder/person.name", Kind::Name),
        field("holder/person.id_number", Kind::IdNumber),
        field(
            "holder/sign.length",
            Kind::Number {
                least: 1,
                most: 10_000,
                unit: Some("厘米".into()),
                usual: Some((50, 2000)),
            },
        ),
    ];
    draft.items[0].fields = fields.iter().map(|field| field.id.clone()).collect();
    draft.items[0].materials = materials.iter().map(|material| material.id.clone()).collect();
    draft.topics = vec![Topic {
        id: "people".parse().unwrap(),
        title: "人".into(),
        intro: None,
        fields,
    }];
    draft.materials = materials;
    Theme::try_from(draft).unwrap()
}

fn file(id: &str, material: &str) -> File {
    File {
        id: id.parse().unwrap(),
        draft: "d1".parse().unwrap(),
        material: material.parse().unwrap(),
        code: None,
        name: "照片.jpg".to_owned(),
        media_type: MediaType::Jpeg,
        size: 300_000,
        sha256: id.to_owned(),
        stored_at: Moment(0),
        pixels: Some((1200, 900)),
        pages: 1,
        place: 1,
        turned: 0,
        is_blank: false,
        valid_until: None,
        taken_from: None,
        sent: Sent::WithApplication,
    }
}

fn found(theme: &Theme, list: &[(&str, &str)], facts: &[Fact], files: &[File]) -> Vec<Finding> {
    let (answers, today) = (answers(list), day("2026-11-20"));
    let situation = Situation {
        answers: &answers,
        registers_read: true,
        today,
    };
    let plan = Plan::make(theme, situation, None, &calendar());
    let taken: BTreeSet<_> = plan.taken(theme);
    let form = Form::for_items(theme, &taken, &answers, today);
    precheck(&Filed {
        theme,
        plan: &plan,
        form: &form,
        answers: &answers,
        facts,
        files,
        today,
    })
}

fn of_papers(materials: Vec<Material>, files: &[File]) -> Vec<What> {
    let found = found(&theme(materials), &[], &[], files);
    found.into_iter().map(|finding| finding.what).collect()
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

#[test]
fn a_name_that_a_register_has_otherwise_is_found_and_blanks_are_no_difference() {
    let fact = |text: &str| Fact {
        record: Record {
            register: id("household"),
            of: id("mother"),
        },
        field: id("mother/person.name"),
        text: text.to_owned(),
        as_of: day("2026-01-01"),
    };
    let theme = theme(vec![]);
    let typed = [("mother/person.name", "林 晓")];
    assert!(found(&theme, &typed, &[fact("林晓")], &[]).is_empty());
    let findings = found(&theme, &typed, &[fact("林筱")], &[]);
    let what = What::Register {
        field: id("mother/person.name"),
        register: id("household"),
        said: "林筱".to_owned(),
    };
    assert_eq!((findings.len(), &findings[0].what), (1, &what));
}

#[test]
fn one_number_with_two_names_is_found_once() {
    let theme = theme(vec![]);
    let with = |other: &str| {
        let typed = [
            ("mother/person.name", "林晓"),
            ("mother/person.id_number", "00000019900101002x"),
            ("holder/person.name", other),
            ("holder/person.id_number", "00000019900101002X"),
        ];
        found(&theme, &typed, &[], &[])
            .into_iter()
            .map(|one| one.what)
            .collect::<Vec<_>>()
    };
    assert_eq!(with("林晓"), []);
    let (field, other) = (id("holder/person.name"), id("mother/person.name"));
    assert_eq!(with("林小"), [What::TwoNames { field, other }]);
}

#[test]
fn a_number_that_is_likelier_a_slip_is_found_and_its_bounds_are_not() {
    let theme = theme(vec![]);
    let with = |length: &str| {
        let found = found(&theme, &[("holder/sign.length", length)], &[], &[]);
        found.into_iter().map(|one| one.what).collect::<Vec<_>>()
    };
    assert_eq!(with("5"), [What::Unusual(id("holder/sign.length"), (50, 2000))]);
    assert_eq!((with("50"), with("2000"), with("五米")), (vec![], vec![], vec![]));
}

#[test]
fn a_paper_holds_on_its_last_day_and_not_on_the_next() {
    let holds = |until: &str| {
        let file = File {
            valid_until: Some(day(until)),
            ..file("f1", "record")
        };
        of_papers(vec![material("record")], &[file])
    };
    assert_eq!(holds("2026-11-20"), []);
    assert_eq!(holds("2026-11-19"), [What::Expired(id("record"), day("2026-11-19"))]);
}

#[test]
fn both_sides_are_wanted_and_a_document_counts_its_pages() {
    let card = Material {
        pages: Some(Pages {
            least: 2,
            text: "正面、反面".into(),
        }),
        ..material("record")
    };
    let one = file("f1", "record");
    assert_eq!(
        of_papers(vec![card.clone()], &[]),
        [],
        "what is not there is missed elsewhere"
    );
    assert_eq!(
        of_papers(vec![card.clone()], std::slice::from_ref(&one)),
        [What::Pages(id("record"), 1)]
    );
    assert_eq!(of_papers(vec![card.clone()], &[one.clone(), file("f2", "record")]), []);
    assert_eq!(of_papers(vec![card], &[File { pages: 2, ..one }]), []);
}

#[test]
fn a_photo_that_nobody_can_read_and_an_empty_document_are_found() {
    let with = |file: File| of_papers(vec![material("record")], &[file]);
    let small = |pixels| File {
        pixels: Some(pixels),
        ..file("f1", "record")
    };
    assert_eq!(with(small((LEGIBLE, 10))), []);
    assert_eq!(
        with(small((LEGIBLE - 1, 10))),
        [What::Legible(id("record"), id("f1"), LEGIBLE - 1)]
    );
    let blank = File {
        is_blank: true,
        pixels: None,
        media_type: MediaType::Pdf,
        ..file("f1", "record")
    };
    assert_eq!(with(blank), [What::Blank(id("record"), id("f1"))]);
}

#[test]
fn one_file_is_not_two_papers() {
    let (record, card) = (material("record"), material("card"));
    let same = File {
        sha256: "f1".to_owned(),
        ..file("f2", "card")
    };
    let found = of_papers(vec![record, card], &[file("f1", "record"), same]);
    assert_eq!(found, [What::Twice(id("card"), id("record"))]);
}

#[test]
fn a_specified_photo_is_measured_the_way_it_is_turned() {
    let photo = Material {
        picture: Some(Picture {
            width: Some(358),
            height: Some(441),
            least_kilobytes: Some(15),
            most_kilobytes: Some(40),
            ..Picture::default()
        }),
        ..material("record")
    };
    let with = |pixels, turned, size| {
        let file = File {
            pixels: Some(pixels),
            turned,
            size,
            ..file("f1", "record")
        };
        of_papers(vec![photo.clone()], &[file])
    };
    assert_eq!(with((358, 441), 0, 40 * 1024), []);
    assert_eq!(with((441, 358), 1, 15 * 1024), []);
    assert_eq!(
        with((441, 358), 2, 20_000),
        [What::Pixels(id("record"), id("f1"), (441, 358))]
    );
    assert_eq!(
        with((358, 441), 0, 40 * 1024 + 1),
        [What::Kilobytes(id("record"), id("f1"), 41)]
    );
    assert_eq!(with((358, 441), 0, 9), [What::Kilobytes(id("record"), id("f1"), 1)]);
    let document = File {
        media_type: MediaType::Pdf,
        pixels: None,
        ..file("f1", "record")
    };
    assert_eq!(
        of_papers(vec![photo], &[document]),
        [What::Format(id("record"), id("f1"))]
    );
}

fn basis() -> Basis {
    Basis {
        law: "示范法".into(),
        article: None,
        source: None,
    }
}

proptest! {
    #[test]
    fn only_what_the_law_wants_stops(
        sizes in prop::collection::vec((1_u32..3000, 1_u32..3000, 0_u64..2_000_000, 1_u32..4, 0_u8..4), 0..5),
        is_must: bool,
        least in 2_u32..6,
    ) {
        let card = Material {
            pages: Some(Pages { least, text: "每一页".into() }),
            musts: if is_must { vec![Must { rule: Rule::Pages, basis: basis() }] } else { vec![] },
            ..material("record")
        };
        let files: Vec<_> = (sizes.iter().enumerate()).map(|(at, (width, height, size, pages, turned))| File {
            pixels: Some((*width, *height)),
            size: *size,
            pages: *pages,
            turned: *turned,
            ..file(&format!("f{at}"), "record")
        }).collect();
        let theme = theme(vec![card]);
        let findings = found(&theme, &[], &[], &files);
        for finding in &findings {
            prop_assert_eq!(finding.basis.is_some(), is_must && finding.what.rule() == Rule::Pages);
        }
        let there: u32 = files.iter().map(|file| file.pages).sum();
        let is_missing = findings.iter().any(|finding| finding.what.rule() == Rule::Pages);
        prop_assert_eq!(is_missing, !files.is_empty() && there < least);
    }

    #[test]
    fn nobody_is_warned_of_papers_that_are_not_asked_for(blank: bool, side in 1_u32..600) {
        let file = File { is_blank: blank, pixels: Some((side, side)), ..file("f1", "another") };
        prop_assert_eq!(of_papers(vec![material("record")], &[file]), []);
    }
}
