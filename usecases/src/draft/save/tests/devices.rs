//! Two devices at one page.

use domain::answer::UNSURE;

use super::*;
use crate::office::NEWBORN;

const FOLLOWS: &str = "child/household.follows";

async fn named(office: &TestOffice, mother: &Asker, draft: &DraftId) -> (String, Option<String>) {
    let mine = office.read(mother, draft).await;
    let text = mine.answers.text(&id(NAME)).unwrap_or_default().to_owned();
    (text, mine.rivals.get(&id(NAME)).cloned())
}

#[tokio::test]
async fn what_two_devices_answer_differently_is_shown_until_one_of_the_two_is_chosen() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let child = id("child");
        let save_page = async |typed: Typed| save(&office.ctx, &mother, &draft, &child, &typed).await.unwrap();
        save_page(from_page(NAME, &[""], "林知夏")).await;
        let state = save_page(from_page(NAME, &[""], "林知秋")).await;
        assert_eq!(state, TopicState::Wrong);
        assert_eq!(
            named(&office, &mother, &draft).await,
            ("林知夏".into(), Some("林知秋".into()))
        );
        let mine = office.read(&mother, &draft).await;
        assert_eq!(shown_problem(&mine, NAME), Some(Problem::TwoAnswers));
        assert!(mine.gaps().contains(&Gap::Topic(child.clone())));
        // A page that never showed the two settles nothing.
        save_page(from_page(NAME, &["林知夏"], "林知夏")).await;
        assert_eq!(named(&office, &mother, &draft).await.1, Some("林知秋".into()));
        let chosen = Typed {
            settled: [NAME.to_owned()].into(),
            ..from_page(NAME, &["林知夏"], "林知秋")
        };
        assert_eq!(save_page(chosen).await, TopicState::Complete);
        assert_eq!(named(&office, &mother, &draft).await, ("林知秋".into(), None));
    }
}

#[tokio::test]
async fn the_other_answer_that_is_taken_is_the_one_that_stands_when_the_page_is_stored() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let child = id("child");
        let save_page = async |typed: Typed| save(&office.ctx, &mother, &draft, &child, &typed).await.unwrap();
        for text in ["林知夏", "林知秋"] {
            save_page(from_page(NAME, &[""], text)).await;
        }
        let taking = Typed {
            settled: [NAME.to_owned()].into(),
            taken: Some(NAME.to_owned()),
            ..from_page(NAME, &["林知夏"], "林知夏")
        };
        assert_eq!(save_page(taking).await, TopicState::Complete);
        assert_eq!(named(&office, &mother, &draft).await, ("林知秋".into(), None));
    }
}

#[tokio::test]
async fn two_devices_that_answer_alike_in_the_end_do_not_differ() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let child = id("child");
        let save_page = async |typed: Typed| save(&office.ctx, &mother, &draft, &child, &typed).await.unwrap();
        for text in ["林知夏", "林知秋"] {
            save_page(from_page(NAME, &[""], text)).await;
        }
        save_page(from_page(NAME, &["林知夏"], "林知秋")).await;
        assert_eq!(named(&office, &mother, &draft).await, ("林知秋".into(), None));
        save_page(from_page(NAME, &["林知秋"], "林知夏")).await;
        assert_eq!(named(&office, &mother, &draft).await, ("林知夏".into(), None));
    }
}

#[tokio::test]
async fn who_did_not_know_on_the_list_answers_on_the_form_and_no_device_differs() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let household = id("household");
        let unsure = async || office.answer_plan(&mother, NEWBORN, &[(FOLLOWS, UNSURE)]).await;
        unsure().await;
        let untouched = from_page(FOLLOWS, &[""], "");
        save(&office.ctx, &mother, &draft, &household, &untouched)
            .await
            .unwrap();
        assert_eq!(office.text(&mother, &draft, FOLLOWS).await, UNSURE);
        let (father, was) = ("father".to_owned(), vec![String::new()]);
        let kept = keep(&office.ctx, &mother, &draft, &household, &id(FOLLOWS), father, was).await;
        assert_eq!(kept.unwrap().rival, None);
        assert_eq!(office.text(&mother, &draft, FOLLOWS).await, "father");
        unsure().await;
        let db = office.ctx.db.read();
        data::rival::save(db, &draft, &id(FOLLOWS), "mother", office.ctx.now())
            .await
            .unwrap();
        let taking = Typed {
            settled: [FOLLOWS.to_owned()].into(),
            taken: Some(FOLLOWS.to_owned()),
            ..from_page(FOLLOWS, &[""], "")
        };
        save(&office.ctx, &mother, &draft, &household, &taking).await.unwrap();
        assert_eq!(office.text(&mother, &draft, FOLLOWS).await, "mother");
        assert!(office.read(&mother, &draft).await.rivals.is_empty());
    }
}

#[tokio::test]
async fn the_list_answers_as_another_device_did_and_nothing_is_left_to_settle() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let db = office.ctx.db.read();
        data::rival::save(db, &draft, &id(FOLLOWS), "father", office.ctx.now())
            .await
            .unwrap();
        office.answer_plan(&mother, NEWBORN, &[(FOLLOWS, "father")]).await;
        assert!(office.read(&mother, &draft).await.rivals.is_empty());
    }
}

#[tokio::test]
async fn a_page_left_open_takes_back_nothing_that_another_device_changed() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tang_yu").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let child = id("child");
        let save_page = async |typed: Typed| save(&office.ctx, &mother, &draft, &child, &typed).await.unwrap();
        save_page(from_page(NAME, &[""], "唐小满")).await;
        let mut stale = from_page(TIME, &[""], "2026-11-17 03:05");
        stale.texts.insert(NAME.to_owned(), String::new());
        stale.was.insert(NAME.to_owned(), vec![String::new()]);
        save_page(stale).await;
        assert_eq!(office.text(&mother, &draft, NAME).await, "唐小满");
        assert_eq!(office.text(&mother, &draft, TIME).await, "2026-11-17 03:05");
        // What the page saved itself on the way is known as it was typed.
        save_page(from_page(TIME, &["2026年11月17日3时5分"], "2026-11-17 03:15")).await;
        assert_eq!(office.text(&mother, &draft, TIME).await, "2026-11-17 03:15");
    }
}
