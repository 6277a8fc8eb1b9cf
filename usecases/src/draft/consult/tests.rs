//! What registers fill in, and every way they fail.

mod again;

use std::time::{Duration, Instant};

use domain::answer::UNSURE;
use domain::draft::Gap;
use domain::id::RegisterId;

use super::*;
use crate::Error;
use crate::draft::read::MyDraft;
use crate::draft::start::start;
use crate::office::{FATHER, MOTHER, NEWBORN, TestOffice, day, id};
use crate::register::sandbox::Behaviour;

const FOLLOWS: &str = "child/household.follows";
const ADDRESS: &str = "child/household.address";

fn outcome(mine: &MyDraft, register: &str, of: &str) -> Option<Outcome> {
    let record = Record {
        register: id(register),
        of: id(of),
    };
    mine.reads
        .iter()
        .find(|(known, _)| *known == record)
        .map(|(_, outcome)| *outcome)
}

fn missing_papers(mine: &MyDraft) -> Vec<String> {
    let paper = |gap| {
        if let Gap::Material(material) = gap {
            Some(material.to_string())
        } else {
            None
        }
    };
    mine.gaps().into_iter().filter_map(paper).collect()
}

#[tokio::test]
async fn registers_fill_in_name_child_and_household_with_source_and_date() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let mine = office.read(&mother, &draft).await;
        for (field, text, register, as_of) in [
            ("child/birth.time", "2026-11-14 03:42", "birth", "2026-11-15"),
            ("child/birth.institution", "maternity_hospital", "birth", "2026-11-15"),
            ("father/person.name", "陈远", "marriage", "2024-10-31"),
            ("father/person.ethnicity", "汉族", "household", "2022-11-21"),
            (
                "mother/marriage.certificate_number",
                "J000000-2024-000117",
                "marriage",
                "2024-10-31",
            ),
            (ADDRESS, "示范市青河区青石路18号2栋301室", "household", "2024-11-30"),
            ("child/household.station", "qinghe", "household", "2024-11-30"),
        ] {
            let answer = Answer {
                text: text.to_owned(),
                origin: Origin::Register(id(register)),
                as_of: day(as_of),
                contested: false,
            };
            assert_eq!(mine.answers.get(&id(field)), Some(&answer), "{field}");
        }
        assert_eq!(mine.reads.len(), 4);
        assert_eq!(missing_papers(&mine), ["medical_invoices", "expense_list", "diagnosis"]);
        // The mother's record says nothing of the father's household, and the father's nothing of the child's.
        assert!(
            mine.facts
                .iter()
                .all(|fact| fact.field.to_string() != "father/household.address")
        );
    }
}

#[tokio::test]
async fn for_a_father_the_mothers_number_comes_from_the_marriage_and_opens_the_birth() {
    for office in TestOffice::each().await {
        let father = office.citizen("chen_yuan").await;
        let draft = office.consulted(&father, &FATHER).await;
        let mine = office.read(&father, &draft).await;
        assert_eq!(office.text(&father, &draft, "mother/person.name").await, "林晓");
        assert_eq!(
            office.text(&father, &draft, "child/birth.record_number").await,
            "CS00000417"
        );
        assert_eq!(outcome(&mine, "birth", "mother"), Some(Outcome::Found));
        assert_eq!(outcome(&mine, "marriage", "mother"), None);
        assert_eq!(
            missing_papers(&mine),
            ["mother_authorisation", "medical_invoices", "expense_list", "diagnosis"]
        );
    }
}

#[tokio::test]
async fn a_register_that_does_not_answer_leaves_a_note_and_a_way_by_hand() {
    for (behaviour, noted) in [
        (Behaviour::Slow, Outcome::Slow),
        (Behaviour::Down, Outcome::Down),
        (Behaviour::Empty, Outcome::Empty),
    ] {
        for mut office in TestOffice::each().await {
            office.set_register("birth", behaviour).await;
            if behaviour == Behaviour::Slow {
                office.hurry();
            }
            let mother = office.citizen("lin_xiao").await;
            let before = Instant::now();
            let draft = office.consulted(&mother, &MOTHER).await;
            assert!(before.elapsed() < Duration::from_secs(15), "waited for the register");
            let mine = office.read(&mother, &draft).await;
            assert_eq!(outcome(&mine, "birth", "mother"), Some(noted));
            assert_eq!(mine.answers.get(&id("child/birth.time")), None);
            assert!(missing_papers(&mine).contains(&"birth_record".to_owned()));
            office.complete(&mother, &draft).await;
        }
    }
}

#[tokio::test]
async fn when_no_register_knows_anything_everything_is_typed() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let mine = office.read(&mother, &draft).await;
        assert!(mine.reads.iter().all(|(_, outcome)| *outcome == Outcome::Empty));
        office.complete(&mother, &draft).await;
    }
}

#[tokio::test]
async fn of_registers_that_contradict_each_other_the_first_counts_and_both_are_shown() {
    for office in TestOffice::each().await {
        office.set_register("household", Behaviour::Contradictory).await;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let mine = office.read(&mother, &draft).await;
        let name = id("father/person.name");
        let answer = mine.answers.get(&name).unwrap();
        assert_eq!(
            (answer.text.as_str(), &answer.origin),
            ("陈远", &Origin::Register(id("marriage")))
        );
        let mut said: Vec<_> = mine
            .facts_about(&name)
            .map(|fact| (fact.record.register.as_str(), fact.text.as_str()))
            .collect();
        said.sort_unstable();
        assert_eq!(said, [("household", "陈远一"), ("marriage", "陈远")]);
        assert_eq!(office.text(&mother, &draft, "mother/person.name").await, "林晓");
    }
}

#[tokio::test]
async fn who_declines_is_read_about_nowhere() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER).await;
        consent(&office.ctx, &mother, &draft, Consent::Declined).await.unwrap();
        consult(&office.ctx, &mother, &draft).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!(
            (mine.draft.consent, mine.reads.len(), mine.facts.len()),
            (Consent::Declined, 0, 0)
        );
        assert!(
            mine.answers
                .iter()
                .all(|(_, answer)| !matches!(answer.origin, Origin::Register(_)))
        );
        assert!(missing_papers(&mine).contains(&"birth_record".to_owned()));
    }
}

#[tokio::test]
async fn nothing_is_read_before_the_citizen_was_asked() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER).await;
        consult(&office.ctx, &mother, &draft).await.unwrap();
        assert_eq!(office.read(&mother, &draft).await.reads, []);
    }
}

#[tokio::test]
async fn the_address_follows_the_parent_the_child_lives_with_and_back_again() {
    const HERS: &str = "示范市南湖区桂花巷9号";
    const HIS: &str = "示范市青河区学府路45号7栋1102室";
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        assert_eq!(office.text(&mother, &draft, ADDRESS).await, HERS);
        for (follows, address, station) in [
            ("father", HIS, "qinghe"),
            ("mother", HERS, "nanhu"),
            ("father", HIS, "qinghe"),
        ] {
            office.answer_plan(&mother, NEWBORN, &[(FOLLOWS, follows)]).await;
            let mine = office.read(&mother, &draft).await;
            assert_eq!(mine.answers.text(&id(ADDRESS)), Some(address));
            assert_eq!(mine.answers.text(&id("child/household.station")), Some(station));
            let said: Vec<_> = mine.facts_about(&id(ADDRESS)).map(|fact| fact.text.as_str()).collect();
            assert_eq!(said, [address]);
            assert_eq!(mine.answers.text(&id("mother/person.ethnicity")), Some("土家族"));
            assert_eq!(mine.answers.text(&id("father/person.ethnicity")), Some("汉族"));
        }
    }
}

#[tokio::test]
async fn what_is_known_of_the_parents_does_not_wait_for_the_household_that_nobody_chose_yet() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.started(&mother, &MOTHER).await;
        let follows = async |whom| office.answer_plan(&mother, NEWBORN, &[(FOLLOWS, whom)]).await;
        follows(UNSURE).await;
        consent(&office.ctx, &mother, &draft, Consent::Given).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!(mine.answers.text(&id("mother/person.ethnicity")), Some("土家族"));
        assert_eq!(mine.answers.text(&id("father/person.ethnicity")), Some("汉族"));
        assert_eq!(mine.answers.get(&id(ADDRESS)), None);
        assert!(missing_papers(&mine).contains(&"household_booklet".to_owned()));
        follows("mother").await;
        let mine = office.read(&mother, &draft).await;
        assert_eq!(mine.answers.text(&id(ADDRESS)), Some("示范市南湖区桂花巷9号"));
        assert!(!missing_papers(&mine).contains(&"household_booklet".to_owned()));
        assert_eq!(mine.reads.len(), 4, "one record is opened once");
    }
}

#[tokio::test]
async fn the_address_changes_also_when_the_page_of_the_form_says_with_whom_the_child_lives() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let shown = office.text(&mother, &draft, ADDRESS).await;
        office
            .save(&mother, &draft, "household", &[(FOLLOWS, "father"), (ADDRESS, &shown)])
            .await
            .unwrap();
        assert_eq!(
            office.text(&mother, &draft, ADDRESS).await,
            "示范市青河区学府路45号7栋1102室"
        );
    }
}

#[tokio::test]
async fn a_number_typed_by_hand_opens_nobodys_record() {
    for office in TestOffice::each().await {
        office.set_register("marriage", Behaviour::Down).await;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        assert_eq!(office.answer(&mother, &draft, "father/person.ethnicity").await, None);
        office
            .save(
                &mother,
                &draft,
                "father",
                &[("father/person.id_number", "000000199409020017")],
            )
            .await
            .unwrap();
        consult(&office.ctx, &mother, &draft).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!(
            (mine.answers.text(&id("father/person.ethnicity")), mine.reads.len()),
            (None, 3)
        );
        assert_eq!(outcome(&mine, "household", "father"), None);
    }
}

#[tokio::test]
async fn who_says_to_be_married_to_somebody_else_reads_nothing_of_them() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let number = "father/person.id_number";
        office
            .save(&mother, &draft, "father", &[(number, "000000199204050052")])
            .await
            .unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!(outcome(&mine, "household", "father"), None);
        assert_eq!(mine.answers.get(&id("father/person.ethnicity")), None);
        assert!(mine.answers.get(&id(number)).unwrap().contested);
        office
            .save(&mother, &draft, "father", &[(number, "000000199409020017")])
            .await
            .unwrap();
        assert_eq!(office.text(&mother, &draft, "father/person.ethnicity").await, "汉族");
    }
}

#[tokio::test]
async fn who_are_not_married_after_all_are_not_filled_in_for_each_other() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office
            .answer_plan(&mother, NEWBORN, &[("application/marriage.status", "not_married")])
            .await;
        let mine = office.read(&mother, &draft).await;
        assert!(
            mine.answers.iter().all(|(field, _)| field.subject != id("father")),
            "{:?}",
            mine.answers
        );
        assert!(mine.facts.iter().all(|fact| fact.field.subject != id("father")));
        assert_eq!(outcome(&mine, "household", "father"), None);
        assert_eq!(mine.answers.text(&id(ADDRESS)), Some("示范市青河区青石路18号2栋301室"));
    }
}

#[tokio::test]
async fn the_wrong_address_goes_also_when_the_other_register_does_not_answer() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office.set_register("household", Behaviour::Down).await;
        office.answer_plan(&mother, NEWBORN, &[(FOLLOWS, "father")]).await;
        let mine = office.read(&mother, &draft).await;
        assert_eq!(
            (mine.answers.text(&id(ADDRESS)), mine.facts_about(&id(ADDRESS)).count()),
            (None, 0)
        );
        assert_eq!(outcome(&mine, "household", "father"), Some(Outcome::Down));
        let own = mine.answers.text(&id("mother/person.ethnicity"));
        assert_eq!(own, Some("土家族"), "what is still called for stays");
        office.set_register("household", Behaviour::Normal).await;
        office.answer_plan(&mother, NEWBORN, &[(FOLLOWS, "mother")]).await;
        assert_eq!(office.text(&mother, &draft, ADDRESS).await, "示范市南湖区桂花巷9号");
    }
}

/// Answers in the list, each with its field.
type Answered = &'static [(&'static str, &'static str)];

#[tokio::test]
async fn of_a_child_under_fourteen_nothing_is_kept_without_the_consent_for_what_is_sensitive() {
    const GUARDIAN: Answered = &[("application/disability.applicant", "guardian")];
    let cases: [(&str, &str, &str, Answered); 3] = [
        ("fang_ning", NEWBORN, "child", &MOTHER),
        ("liang_jing", "school", "child", &[]),
        ("wen_shu", "disability", "holder", GUARDIAN),
    ];
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        for (who, theme, child, answers) in cases {
            let asker = office.citizen(who).await;
            office.answer_plan(&asker, theme, answers).await;
            let draft = start(ctx, &asker, &id(theme)).await.unwrap();
            let is_childs = |fact: &&Fact| fact.field.subject.as_str() == child;
            consent(ctx, &asker, &draft, Consent::InPart).await.unwrap();
            let facts = office.read(&asker, &draft).await.facts;
            assert_eq!(facts.iter().find(is_childs), None, "{theme}");
            assert!(!facts.is_empty(), "{theme}: of others what is not sensitive is");
            consent(ctx, &asker, &draft, Consent::Given).await.unwrap();
            let facts = office.read(&asker, &draft).await.facts;
            assert!(facts.iter().any(|fact| is_childs(&fact)), "{theme}");
        }
    }
}

#[tokio::test]
async fn a_name_typed_by_hand_stays_and_is_no_longer_contested_when_its_register_is_forgotten() {
    const NAME: &str = "father/person.name";
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office.save(&mother, &draft, "father", &[(NAME, "许平")]).await.unwrap();
        assert!(office.answer(&mother, &draft, NAME).await.unwrap().contested);
        office
            .answer_plan(&mother, NEWBORN, &[("application/marriage.status", "not_married")])
            .await;
        let answer = office.answer(&mother, &draft, NAME).await.unwrap();
        assert_eq!((answer.text.as_str(), answer.contested), ("许平", false));
    }
}
