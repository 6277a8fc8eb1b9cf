//! What was typed is stored first and judged then.

mod devices;

use domain::draft::Gap;
use domain::field::Problem;
use domain::identity::IdNumberProblem;

use domain::answer::Origin;
use domain::register::Fact;

use super::said::LONGEST;
use super::*;
use crate::Refusal;
use crate::office::{MOTHER, TestOffice, id, typed_texts};

const NAME: &str = "child/person.name";
const TIME: &str = "child/birth.time";
const NUMBER: &str = "mother/person.id_number";

fn shown_problem(mine: &MyDraft, field: &str) -> Option<Problem> {
    let form = mine.form();
    let fields = form.topics.iter().flat_map(|page| &page.fields);
    fields
        .into_iter()
        .find(|known| known.id == id(field))
        .and_then(domain::form::FormField::shown_problem)
}

#[tokio::test]
async fn wrong_text_is_kept_and_told_apart() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        for (topic, field, text, problem) in [
            (
                "mother",
                NUMBER,
                "000000199605180027",
                Problem::IdNumber(IdNumberProblem::CheckDigit),
            ),
            ("mother", NUMBER, "12345", Problem::IdNumber(IdNumberProblem::Length)),
            ("child", TIME, "2026-02-30 08:00", Problem::NoSuchDate),
            ("child", TIME, "2026-11-21 00:01", Problem::InFuture),
            ("child", TIME, "2026-11-19", Problem::NotATime),
            ("child", TIME, "昨天", Problem::NotATime),
            ("child", NAME, "R2-D2", Problem::NotAName),
            (
                "child",
                "child/birth.institution",
                "moon_hospital",
                Problem::NotAnOption,
            ),
            ("child", NAME, "", Problem::Missing),
        ] {
            let state = office.save(&mother, &draft, topic, &[(field, text)]).await.unwrap();
            assert_ne!(state, TopicState::Complete, "{text}");
            let mine = office.read(&mother, &draft).await;
            assert_eq!(mine.answers.get(&id(field)).unwrap().text, text);
            assert_eq!(shown_problem(&mine, field), Some(problem), "{text}");
            assert!(mine.gaps().contains(&Gap::Topic(id(topic))));
        }
    }
}

#[tokio::test]
async fn a_child_born_tomorrow_is_born_the_day_after() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office
            .save(&mother, &draft, "child", &[(TIME, "2026-11-21 00:01")])
            .await
            .unwrap();
        assert_eq!(
            shown_problem(&office.read(&mother, &draft).await, TIME),
            Some(Problem::InFuture)
        );
        office.advance(24 * 3_600_000);
        assert_eq!(shown_problem(&office.read(&mother, &draft).await, TIME), None);
    }
}

#[tokio::test]
async fn what_is_right_is_kept_in_its_canonical_form() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let typed = [(TIME, "2026年11月17日3时5分"), (NAME, "　唐 小满 ")];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        assert_eq!(office.text(&mother, &draft, TIME).await, "2026-11-17 03:05");
        assert_eq!(office.text(&mother, &draft, NAME).await, "唐 小满");
    }
}

#[tokio::test]
async fn an_ethnic_group_is_understood_without_its_ending_and_asks_for_no_paper_then() {
    const HERS: &str = "mother/person.ethnicity";
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let declaration = Gap::Material(id("ethnicity_declaration"));
        let his = [("father/person.ethnicity", "汉族")];
        office.save(&mother, &draft, "father", &his).await.unwrap();
        office.save(&mother, &draft, "mother", &[(HERS, "汉")]).await.unwrap();
        assert_eq!(office.text(&mother, &draft, HERS).await, "汉族");
        assert!(!office.read(&mother, &draft).await.gaps().contains(&declaration));
        office.save(&mother, &draft, "mother", &[(HERS, "地球")]).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!(shown_problem(&mine, HERS), Some(Problem::NotListed));
    }
}

#[tokio::test]
async fn a_page_is_complete_when_everything_asked_on_it_is_right() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        assert_eq!(
            office
                .save(&mother, &draft, "child", &[(NAME, "林知夏1")])
                .await
                .unwrap(),
            TopicState::Wrong
        );
        assert_eq!(
            office.save(&mother, &draft, "child", &[(NAME, "")]).await.unwrap(),
            TopicState::Open
        );
        assert_eq!(
            office
                .save(&mother, &draft, "child", &[(NAME, "林知夏")])
                .await
                .unwrap(),
            TopicState::Complete
        );
    }
}

#[tokio::test]
async fn what_was_asked_and_left_empty_is_missing_and_what_was_not_sent_stays_as_it_was() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        assert_eq!(
            shown_problem(&office.read(&mother, &draft).await, "child/person.sex"),
            None
        );
        let state = office
            .save(
                &mother,
                &draft,
                "child",
                &[(NAME, "唐小满"), (TIME, "2026-11-17 03:05"), ("child/person.sex", "")],
            )
            .await
            .unwrap();
        assert_eq!(state, TopicState::Open);
        let mine = office.read(&mother, &draft).await;
        assert_eq!(shown_problem(&mine, "child/person.sex"), Some(Problem::Missing));
        assert_eq!(shown_problem(&mine, "mother/person.ethnicity"), None);
        assert_eq!(
            mine.answers.get(&id("child/birth.certificate_number")),
            None,
            "not asked"
        );
    }
}

#[tokio::test]
async fn a_field_that_came_without_an_entry_keeps_its_answer() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office
            .save(&mother, &draft, "child", &[(NAME, "林知夏")])
            .await
            .unwrap();
        assert_eq!(office.text(&mother, &draft, "child/person.sex").await, "female");
    }
}

#[tokio::test]
async fn a_registers_value_can_be_contested_and_agreed_with_again() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let before = office.answer(&mother, &draft, "father/person.name").await.unwrap();
        office
            .save(&mother, &draft, "father", &[("father/person.name", "陈元")])
            .await
            .unwrap();
        let contested = office.answer(&mother, &draft, "father/person.name").await.unwrap();
        assert_eq!(
            (contested.text.as_str(), &contested.origin, contested.contested),
            ("陈元", &Origin::Citizen, true)
        );
        assert_eq!(
            office
                .read(&mother, &draft)
                .await
                .facts_about(&id("father/person.name"))
                .count(),
            2
        );
        office
            .save(&mother, &draft, "father", &[("father/person.name", " 陈远　")])
            .await
            .unwrap();
        let agreed = office.answer(&mother, &draft, "father/person.name").await.unwrap();
        assert_eq!((agreed.text, agreed.contested), (before.text, false));
        assert!(matches!(agreed.origin, Origin::Register(_)));
    }
}

#[tokio::test]
async fn a_page_saved_as_it_was_shown_changes_nothing() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let before = office.read(&mother, &draft).await;
        let form = before.form();
        for page in &form.topics {
            let shown: Vec<_> = (page.fields.iter())
                .filter_map(|field| Some((field.id.to_string(), before.answers.text(&field.id)?.to_owned())))
                .collect();
            let shown: Vec<_> = shown
                .iter()
                .map(|(field, text)| (field.as_str(), text.as_str()))
                .collect();
            office
                .save(&mother, &draft, page.topic.id.as_str(), &shown)
                .await
                .unwrap();
        }
        let after = office.read(&mother, &draft).await;
        for (field, answer) in before.answers.iter() {
            assert_eq!(after.answers.get(field), Some(answer), "{field}");
        }
    }
}

#[tokio::test]
async fn house_numbers_of_the_same_digits_are_different_addresses() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let field = "child/household.address";
        let fact = office
            .read(&mother, &draft)
            .await
            .facts_about(&id(field))
            .next()
            .unwrap()
            .clone();
        let fact = Fact {
            text: "青石路1-18号".to_owned(),
            ..fact
        };
        data::register::save_fact(office.ctx.db.read(), &draft, &fact)
            .await
            .unwrap();
        office
            .save(&mother, &draft, "household", &[(field, "青石路11-8号")])
            .await
            .unwrap();
        let answer = office.answer(&mother, &draft, field).await.unwrap();
        assert_eq!(
            (answer.text.as_str(), answer.origin, answer.contested),
            ("青石路11-8号", Origin::Citizen, true)
        );
    }
}

#[tokio::test]
async fn nobody_else_saves_and_only_pages_that_are_there() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let typed = [(NAME, "别人写的")];
        let stranger = office.citizen("zhou_he").await;
        assert!(matches!(
            office.save(&stranger, &draft, "child", &typed).await,
            Err(Error::NotFound)
        ));
        let officer = office.officer("gao_ying").await;
        assert!(matches!(
            office.save(&officer, &draft, "child", &typed).await,
            Err(Error::Forbidden)
        ));
        let guest = office.save(&Asker::Guest(None), &draft, "child", &typed).await;
        assert!(matches!(guest, Err(Error::SignInFirst)));
        assert!(matches!(
            office.save(&mother, &draft, "pets", &typed).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            office.save(&mother, &id("none"), "child", &typed).await,
            Err(Error::NotFound)
        ));
        office.save(&mother, &draft, "mother", &typed).await.unwrap();
        assert_eq!(
            office.answer(&mother, &draft, NAME).await,
            None,
            "typed on another page"
        );
    }
}

#[tokio::test]
async fn nothing_changes_after_submission() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office.submit(&mother, &draft).await.unwrap();
        let refused = office.save(&mother, &draft, "child", &[(NAME, "改名")]).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::AlreadySubmitted))));
        assert_ne!(office.text(&mother, &draft, NAME).await, "改名");
    }
}

#[tokio::test]
async fn more_than_anybody_writes_is_cut_and_still_too_long() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office
            .save(&mother, &draft, "child", &[(NAME, &"满".repeat(LONGEST + 5000))])
            .await
            .unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!(mine.answers.get(&id(NAME)).unwrap().text.chars().count(), LONGEST);
        assert_eq!(shown_problem(&mine, NAME), Some(Problem::TooLong { most: 30 }));
    }
}

#[tokio::test]
async fn signs_pictures_and_script_stay_as_they_were_typed_and_what_nobody_sees_goes() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        for (typed, kept, problem) in [
            (
                "<script>alert(1)</script>",
                "<script>alert(1)</script>",
                Some(Problem::NotAName),
            ),
            ("满👶🏽满", "满👶🏽满", Some(Problem::NotAName)),
            ("满\u{0}满\u{1b}[31m", "满\u{0}满\u{1b}[31m", Some(Problem::NotAName)),
            ("唐\u{202e}小\u{200b}满\u{feff}", "唐小满", None),
            ("\u{200b}\u{2066}\t", "", Some(Problem::Missing)),
        ] {
            office.save(&mother, &draft, "child", &[(NAME, typed)]).await.unwrap();
            let mine = office.read(&mother, &draft).await;
            assert_eq!(mine.answers.get(&id(NAME)).unwrap().text, kept);
            assert_eq!(shown_problem(&mine, NAME), problem, "{typed:?}");
        }
    }
}

/// What a page posts that showed `was` in a field, and where `text` is typed now.
fn from_page(field: &str, was: &[&str], text: &str) -> Typed {
    let was = was.iter().map(|text| (*text).to_owned()).collect();
    Typed {
        was: [(field.to_owned(), was)].into(),
        ..typed_texts(&[(field, text)])
    }
}

#[tokio::test]
async fn another_parents_number_from_a_register_is_seen_in_part_and_can_be_typed_anew() {
    for office in TestOffice::each().await {
        const HIS: &str = "father/person.id_number";
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let mine = office.read(&mother, &draft).await;
        assert!(mine.hides(&id(HIS)) && !mine.hides(&id(NUMBER)));
        let stored = office.text(&mother, &draft, HIS).await;
        let kind = &mine.theme.element(&id(HIS)).unwrap().kind;
        let page = from_page(HIS, &[&kind.masked(&stored)], "000000199409020025");
        save(&office.ctx, &mother, &draft, &id("father"), &page).await.unwrap();
        assert_eq!(office.text(&mother, &draft, HIS).await, "000000199409020025");
        let mine = office.read(&mother, &draft).await;
        assert!(mine.rivals.is_empty() && !mine.hides(&id(HIS)), "she typed it herself");
    }
}
