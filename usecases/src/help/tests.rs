use std::collections::BTreeSet;

use domain::help::{About, Help, Wish};
use domain::id::DraftId;

use super::LONGEST;
use super::answer::{answer, keep_typed, typed};
use super::ask::{Said, ask, close, list, read as read_asking, seen, whom};
use super::look::{list as waiting, open_file, read};
use crate::account::notice::{What, unseen};
use crate::account::sign_in::{Luggage, Unparked, as_citizen};
use crate::draft::carry_over::{carry_over, look};
use crate::draft::delete::delete;
use crate::draft::park::{Posted, park};
use crate::office::{MOTHER, PDF, TestOffice, day, id, renamed};
use crate::{Asker, Error, Refusal, inbox};

const DAY: i64 = 24 * 3_600_000;

fn said(wish: Wish) -> Said {
    Said {
        wish,
        phone: "138 0000 0001".to_owned(),
        question: "名字里的生僻字这样写对吗？".to_owned(),
        agrees: true,
    }
}

/// The mother's draft, and who helps with the page about the child.
async fn begun(office: &TestOffice) -> (Asker, Asker, DraftId, About) {
    let mother = office.citizen("lin_xiao").await;
    let draft = office.consulted(&mother, &MOTHER).await;
    let topic: About = id("child");
    let asked = ask(&office.ctx, &mother, &draft, Some(&topic), &said(Wish::LookOver))
        .await
        .unwrap();
    let help = data::help::find(office.ctx.db.read(), &asked).await.unwrap().unwrap();
    let officer = officer_of(office, &help).await;
    (mother, officer, draft, topic)
}

/// Who answers.
async fn officer_of(office: &TestOffice, help: &Help) -> Asker {
    let who = if help.department == id("health") {
        "gao_ying"
    } else {
        "qin_feng"
    };
    office.officer(who).await
}

async fn newest(office: &TestOffice, mother: &Asker, draft: &DraftId) -> Help {
    list(&office.ctx, mother, draft).await.unwrap().remove(0)
}

#[tokio::test]
async fn a_look_over_is_asked_seen_by_the_department_and_answered_beside_the_page() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, draft, topic) = begun(&office).await;
        let piled = waiting(ctx, &officer, 0).await.unwrap();
        assert_eq!((piled.count, piled.helps.len()), (1, 1));
        let help = newest(&office, &mother, &draft).await;
        let seen = read(ctx, &officer, &help.id).await.unwrap();
        assert!(seen.stated().iter().any(|stated| stated.is_asked_about));
        let foreign: Vec<_> = seen.items().filter(|item| item.department != help.department).collect();
        assert!(foreign.is_empty(), "only what its own items need");
        answer(ctx, &officer, &help.id, "这样写是对的，可以提交。")
            .await
            .unwrap();
        let answered = newest(&office, &mother, &draft).await;
        assert_eq!(
            (answered.answer.unwrap().text.as_str(), answered.about.as_ref()),
            ("这样写是对的，可以提交。", Some(&topic))
        );
        assert_eq!(inbox::count_new(ctx, &mother, None).await.unwrap(), 1);
        let told = unseen(ctx, &mother, None).await.unwrap();
        let expected = What::HelpAnswered {
            draft: draft.clone(),
            title: "新生儿出生".to_owned(),
            about: Some(topic),
            help: help.id.clone(),
        };
        assert_eq!(told[0].what, expected);
        let over = read(ctx, &officer, &help.id).await;
        assert!(
            matches!(over, Err(Error::NotFound)),
            "the consent is over with the answer"
        );
        let twice = answer(ctx, &officer, &help.id, "再说一遍").await;
        assert!(matches!(twice, Err(Error::Conflict)));
        ask(ctx, &mother, &draft, Some(&id("child")), &said(Wish::LookOver))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_question_is_answered_by_a_working_day_that_stays_as_it_was_said() {
    for office in TestOffice::each().await {
        let (mother, _, draft, _) = begun(&office).await;
        // Asked on a Friday, and on the Saturday after it.
        office.advance(24 * 3_600_000);
        ask(&office.ctx, &mother, &draft, None, &said(Wish::CallAnyTime))
            .await
            .unwrap();
        let asked = list(&office.ctx, &mother, &draft).await.unwrap();
        let days: Vec<_> = asked.iter().map(|help| help.answer_by).collect();
        assert_eq!(days, [Some(day("2026-11-25")); 2], "three working days from Monday on");
        let is_late = |today: &str| asked.iter().any(|help| help.is_late(day(today)));
        assert!(!is_late("2026-11-25") && is_late("2026-11-26"));
        let typed = said(Wish::LookOver);
        let twice = ask(&office.ctx, &mother, &draft, None, &typed).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::AskedAlready))));
        let kept = list(&office.ctx, &mother, &draft).await.unwrap();
        let unsent = kept.iter().find(|help| help.asked_at.is_none()).unwrap();
        assert_eq!(unsent.answer_by, None, "nobody promised a day");
    }
}

#[tokio::test]
async fn that_an_answer_came_is_counted_and_told_without_reading_the_whole_draft() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, draft, _) = begun(&office).await;
        let help = newest(&office, &mother, &draft).await;
        answer(ctx, &officer, &help.id, "可以。").await.unwrap();
        office.database.rename("deliveries", "elsewhere").await;
        assert_eq!(inbox::count_new(ctx, &mother, None).await.unwrap(), 1);
        let told = unseen(ctx, &mother, None).await.unwrap();
        assert!(matches!(&told[0].what, What::HelpAnswered { title, .. } if title == "新生儿出生"));
        office.database.rename("elsewhere", "deliveries").await;
    }
}

#[tokio::test]
async fn about_a_paper_a_department_is_asked_that_needs_it_and_sees_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let paper = office.attach(&mother, &draft, "bank_card_copy", PDF).await.unwrap();
        let about: About = id("paper:bank_card_copy");
        let asked = ask(ctx, &mother, &draft, Some(&about), &said(Wish::LookOver))
            .await
            .unwrap();
        let competent = office.officer("ye_qing").await;
        let seen = read(ctx, &competent, &asked).await.unwrap();
        assert_eq!(seen.files().map(|file| &file.id).collect::<Vec<_>>(), [&paper.id]);
        assert!(seen.items().all(|item| item.department == id("insurance")));
        open_file(ctx, &competent, &asked, &paper.id).await.unwrap();
        let elsewhere = office.officer("gao_ying").await;
        assert!(matches!(read(ctx, &elsewhere, &asked).await, Err(Error::NotFound)));
        let about = async |paper: &str| ask(ctx, &mother, &draft, Some(&id(paper)), &said(Wish::LookOver)).await;
        assert!(matches!(about("paper:nowhere").await, Err(Error::NotFound)));
        let nobodys = about("paper:application_form").await;
        assert!(matches!(nobodys, Err(Error::Conflict)), "it need not be handed in");
    }
}

#[tokio::test]
async fn about_all_the_papers_one_is_told_which_of_them_the_department_sees() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        for paper in ["medical_invoices", "expense_list", "diagnosis", "bank_card_copy"] {
            office.attach(&mother, &draft, paper, PDF).await.unwrap();
        }
        let mine = office.read(&mother, &draft).await;
        let told = seen(&mine, whom(&mine, None).unwrap()).unwrap();
        assert!(!told.contains(&"孩子的照片"), "another department needs it: {told:?}");
        let asked = ask(ctx, &mother, &draft, None, &said(Wish::LookOver)).await.unwrap();
        let opened = read(ctx, &office.officer("ye_qing").await, &asked).await.unwrap();
        let files = opened
            .files()
            .filter_map(|file| opened.theme().material(&file.material));
        let names: BTreeSet<&str> = files.map(|material| material.name.as_str()).collect();
        assert_eq!(names, BTreeSet::from_iter(told));
    }
}

#[tokio::test]
async fn what_was_typed_is_kept_when_it_cannot_be_asked_and_one_page_is_asked_about_once_at_a_time() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let topic: About = id("child");
        let wrong = Said {
            phone: "12345".to_owned(),
            ..said(Wish::CallAnyTime)
        };
        let refused = ask(ctx, &mother, &draft, Some(&topic), &wrong).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotAPhone))));
        let silent = Said {
            agrees: false,
            ..said(Wish::CallAnyTime)
        };
        let refused = ask(ctx, &mother, &draft, Some(&topic), &silent).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::ConsentFirst))));
        let kept = list(ctx, &mother, &draft).await.unwrap();
        assert_eq!(
            (kept.len(), kept[0].question.as_str(), kept[0].asked_at),
            (1, "名字里的生僻字这样写对吗？", None)
        );
        let officer = office.officer("gao_ying").await;
        assert_eq!(
            waiting(ctx, &officer, 0).await.unwrap().count,
            0,
            "nobody sees what was not asked"
        );
        ask(ctx, &mother, &draft, Some(&topic), &said(Wish::CallAnyTime))
            .await
            .unwrap();
        let another = Said {
            question: "还有一个问题".to_owned(),
            ..said(Wish::CallAnyTime)
        };
        let twice = ask(ctx, &mother, &draft, Some(&topic), &another).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::AskedAlready))));
        let kept = list(ctx, &mother, &draft).await.unwrap();
        let kept = kept.iter().find(|help| help.asked_at.is_none()).unwrap();
        assert_eq!(kept.question, "还有一个问题");
        let nowhere = ask(ctx, &mother, &draft, Some(&id("nowhere")), &said(Wish::LookOver)).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
        ask(ctx, &mother, &draft, None, &said(Wish::LookOver)).await.unwrap();
    }
}

#[tokio::test]
async fn the_end_of_a_line_counts_as_one_character_as_on_the_page() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let lines = vec!["问"; 500].join("\r\n");
        let long = Said {
            question: lines.clone(),
            ..said(Wish::LookOver)
        };
        let asked = ask(ctx, &mother, &draft, Some(&id("child")), &long).await.unwrap();
        let help = data::help::find(ctx.db.read(), &asked).await.unwrap().unwrap();
        assert_eq!(help.question.chars().count(), 999);
        let officer = officer_of(&office, &help).await;
        answer(ctx, &officer, &asked, &lines).await.unwrap();
    }
}

#[tokio::test]
async fn pressed_twice_it_is_asked_once() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, _, draft, _) = begun(&office).await;
        let topic = newest(&office, &mother, &draft).await.about;
        let again = Said {
            question: "同一个问题".to_owned(),
            ..said(Wish::CallAnyTime)
        };
        let first = ask(ctx, &mother, &draft, None, &again).await.unwrap();
        assert_eq!(ask(ctx, &mother, &draft, None, &again).await.unwrap(), first);
        let listed = list(ctx, &mother, &draft).await.unwrap();
        let waiting = listed.iter().filter(|help| help.about != topic);
        assert_eq!(waiting.map(|help| &help.id).collect::<Vec<_>>(), [&first]);
    }
}

#[tokio::test]
async fn an_answer_that_is_not_sent_is_kept_also_when_the_request_was_closed_meanwhile() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, draft, _) = begun(&office).await;
        let help = newest(&office, &mother, &draft).await.id;
        let long = "长".repeat(LONGEST + 1);
        let refused = answer(ctx, &officer, &help, &long).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::DecisionText))));
        let token = keep_typed(ctx, &officer, &help, &long).await.unwrap();
        let kept = typed(ctx, &officer, &help, Some(&token)).await.unwrap();
        assert_eq!(kept.as_ref(), Some(&long));
        assert_eq!(typed(ctx, &officer, &help, None).await.unwrap(), None);
        close(ctx, &mother, &help).await.unwrap();
        let late = answer(ctx, &officer, &help, &long).await;
        assert!(matches!(late, Err(Error::Conflict)));
        let token = keep_typed(ctx, &officer, &help, &long).await.unwrap();
        let kept = typed(ctx, &officer, &help, Some(&token)).await.unwrap();
        assert_eq!(kept, Some(long));
        let elsewhere = office.officer("ye_qing").await;
        let foreign = typed(ctx, &elsewhere, &help, Some(&token)).await;
        assert!(matches!(foreign, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn who_closes_it_takes_the_consent_back_and_other_departments_never_see_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, draft, _) = begun(&office).await;
        let help = newest(&office, &mother, &draft).await;
        let elsewhere = office.officer("ye_qing").await;
        assert!(matches!(read(ctx, &elsewhere, &help.id).await, Err(Error::NotFound)));
        let stranger = office.citizen("zhou_he").await;
        assert!(matches!(close(ctx, &stranger, &help.id).await, Err(Error::NotFound)));
        assert!(matches!(list(ctx, &stranger, &draft).await, Err(Error::NotFound)));
        let paper = office.attach(&mother, &draft, "bank_card_copy", PDF).await.unwrap();
        let foreign = open_file(ctx, &officer, &help.id, &paper.id).await;
        assert!(
            matches!(foreign, Err(Error::NotFound)),
            "a paper of another department's item"
        );
        close(ctx, &mother, &help.id).await.unwrap();
        assert!(matches!(read(ctx, &officer, &help.id).await, Err(Error::NotFound)));
        assert_eq!(waiting(ctx, &officer, 0).await.unwrap().count, 0);
    }
}

#[tokio::test]
async fn a_draft_that_goes_takes_its_requests_along_and_one_that_is_submitted_is_no_longer_looked_at() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, draft, _) = begun(&office).await;
        let help = newest(&office, &mother, &draft).await;
        delete(ctx, &mother, &draft).await.unwrap();
        assert!(data::help::find(ctx.db.read(), &help.id).await.unwrap().is_none());
        let draft = office.newborn_draft(&mother).await;
        ask(ctx, &mother, &draft, Some(&id("child")), &said(Wish::LookOver))
            .await
            .unwrap();
        let help = newest(&office, &mother, &draft).await;
        office.submit(&mother, &draft).await.unwrap();
        assert!(matches!(read(ctx, &officer, &help.id).await, Err(Error::NotFound)));
        assert_eq!(waiting(ctx, &officer, 0).await.unwrap().count, 0);
        let late = ask(ctx, &mother, &draft, None, &said(Wish::LookOver)).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))));
    }
}

#[tokio::test]
async fn what_is_asked_after_the_last_day_of_a_version_is_kept_and_sent_with_the_next_one() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office.publish_with(&renamed(), 0).await;
        office.advance(2 * DAY);
        let topic: About = id("child");
        let posted = Posted::Help(draft.clone(), Some(topic.clone()), said(Wish::LookOver));
        let luggage = Luggage {
            parked: Some(park(ctx, &posted).await.unwrap()),
            ..Luggage::default()
        };
        let back = as_citizen(ctx, &id("lin_xiao"), &luggage).await.unwrap();
        assert_eq!(back.unparked, Some(Unparked::Saved(posted.about())));
        let mother = office.citizen("lin_xiao").await;
        let asked = async |wish| ask(ctx, &mother, &draft, Some(&topic), &said(wish)).await;
        let early = asked(Wish::CallAnyTime).await;
        assert!(matches!(early, Err(Error::CarryOverFirst(of)) if of == draft));
        let kept = newest(&office, &mother, &draft).await;
        assert_eq!((kept.wish, kept.asked_at), (Wish::CallAnyTime, None));
        assert_eq!(kept.question, said(Wish::CallAnyTime).question);
        let next = look(ctx, &mother, &draft).await.unwrap().unwrap().successor;
        carry_over(ctx, &mother, &draft, &next.version).await.unwrap();
        assert_eq!(asked(Wish::CallAnyTime).await.unwrap(), kept.id);
    }
}

#[tokio::test]
async fn after_the_last_day_of_a_version_what_was_asked_or_typed_is_still_read_and_nothing_else() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (_, _, draft, topic) = begun(&office).await;
        office.publish_with(&renamed(), 0).await;
        office.advance(2 * DAY);
        let mother = office.citizen("lin_xiao").await;
        let asked = read_asking(ctx, &mother, &draft, Some(&topic), None).await.unwrap();
        assert_eq!((asked.helps.len(), asked.is_over), (1, true));
        let nothing = read_asking(ctx, &mother, &draft, None, None).await;
        assert!(matches!(nothing, Err(Error::CarryOverFirst(of)) if of == draft));
        let posted = Posted::Help(draft.clone(), None, said(Wish::LookOver));
        let token = park(ctx, &posted).await.unwrap();
        let typed = read_asking(ctx, &mother, &draft, None, Some(&token)).await.unwrap();
        assert_eq!(typed.typed.unwrap().question, said(Wish::LookOver).question);
        let nowhere = read_asking(ctx, &mother, &draft, Some(&id("nowhere")), None).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    }
}
