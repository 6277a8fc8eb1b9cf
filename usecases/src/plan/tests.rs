//! The plan, question by question.

mod asking;
mod lists;

use domain::condition::Truth;
use domain::plan::{Need, Standing};

use domain::answer::{Answer, Origin};

use super::*;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::office::{FATHER, MOTHER, NEWBORN, TestOffice, id, renamed};

const ROLE: &str = "application/applicant.role";
const ELDER: &str = "elder-welfare";
const SHOP: &str = "restaurant";

async fn answer_role(office: &TestOffice, asker: &Asker, text: &str) -> Answered {
    answer(&office.ctx, asker, &id(NEWBORN), &id(ROLE), text).await.unwrap()
}

async fn my_plan(office: &TestOffice, asker: &Asker) -> MyPlan {
    read(&office.ctx, asker, &id(NEWBORN)).await.unwrap()
}

fn standings(mine: &MyPlan) -> Vec<(&str, Standing)> {
    let items = mine.published.theme.items.iter().zip(&mine.plan.items);
    items
        .map(|(item, planned)| (item.id.as_str(), planned.standing))
        .collect()
}

#[tokio::test]
async fn a_guests_answers_are_found_again_by_their_cookie_only() {
    for office in TestOffice::each().await {
        let cookie = answer_role(&office, &Asker::Guest(None), "mother").await.guest.unwrap();
        let guest = Asker::Guest(Some(cookie.clone()));
        assert!(answer_role(&office, &guest, "mother").await.guest.is_none());
        let mine = my_plan(&office, &guest).await;
        assert_eq!(mine.answers.text(&id(ROLE)), Some("mother"));
        assert_eq!(
            mine.next_question().unwrap().field.to_string(),
            "child/birth.certificate_status"
        );
        let other = Asker::Guest(Some(Token::new(&office.ctx)));
        let hash = Asker::Guest(Some(Token::from_browser(&cookie.hash())));
        for stranger in [Asker::Guest(None), other, hash, office.citizen("lin_xiao").await] {
            assert!(my_plan(&office, &stranger).await.draft.is_none(), "{stranger:?}");
        }
    }
}

#[tokio::test]
async fn a_guests_answers_are_theirs_once_they_sign_in() {
    for office in TestOffice::each().await {
        let cookie = answer_role(&office, &Asker::Guest(None), "mother").await.guest.unwrap();
        let luggage = Luggage {
            guest: Some(cookie.clone()),
            ..Luggage::default()
        };
        as_citizen(&office.ctx, &id("lin_xiao"), &luggage).await.unwrap();
        let mother = office.citizen("lin_xiao").await;
        let mine = my_plan(&office, &mother).await;
        assert_eq!(mine.answers.text(&id(ROLE)), Some("mother"));
        assert!(
            my_plan(&office, &Asker::Guest(Some(cookie.clone())))
                .await
                .draft
                .is_none()
        );
        let luggage = Luggage {
            guest: Some(cookie),
            ..Luggage::default()
        };
        as_citizen(&office.ctx, &id("zhou_he"), &luggage).await.unwrap();
        assert!(my_plan(&office, &office.citizen("zhou_he").await).await.draft.is_none());
        assert!(my_plan(&office, &mother).await.draft.is_some());
    }
}

#[tokio::test]
async fn refuses_an_option_that_was_not_offered_and_keeps_nothing() {
    for office in TestOffice::each().await {
        for (text, problem) in [("uncle", Problem::NotAnOption), ("", Problem::Missing)] {
            let answered = answer_role(&office, &Asker::Guest(None), text).await;
            assert_eq!((answered.problem, answered.guest.is_none()), (Some(problem), true));
        }
        let field = id("child/person.name");
        let unasked = answer(&office.ctx, &Asker::Guest(None), &id(NEWBORN), &field, "林知夏").await;
        assert!(matches!(unasked, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn an_answer_is_changed_by_answering_again() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        answer_role(&office, &mother, "father").await;
        answer_role(&office, &mother, "mother").await;
        let mine = my_plan(&office, &mother).await;
        assert_eq!(mine.answers.text(&id(ROLE)), Some("mother"));
        assert_eq!(crate::draft::list::list(&office.ctx, &mother).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn lists_what_applies_and_expects_what_registers_will_waive() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        office.answer_plan(&mother, NEWBORN, &MOTHER).await;
        let mine = my_plan(&office, &mother).await;
        assert!(mine.next_question().is_none());
        assert!(
            standings(&mine)
                .iter()
                .all(|(_, standing)| *standing == Standing::Taken)
        );
        let need = |material: &str| {
            let is = |planned: &&domain::plan::PlannedMaterial| {
                mine.published.theme.materials[planned.position].id.as_str() == material
            };
            mine.plan.materials.iter().find(is).map(|planned| planned.need)
        };
        assert_eq!(need("application_form"), Some(Need::Waived(0)));
        assert_eq!(need("birth_record"), Some(Need::WaiverExpected(0)));
        assert_eq!(need("medical_invoices"), Some(Need::Required));
        assert_eq!(need("mother_authorisation"), None);
        assert_eq!(need("photo"), Some(Need::Optional));
    }
}

#[tokio::test]
async fn what_a_chosen_item_needs_comes_along() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        office.answer_plan(&mother, NEWBORN, &MOTHER).await;
        let chosen = BTreeSet::from([id("medical_insurance"), id("no_such_item")]);
        choose(&office.ctx, &mother, &id(NEWBORN), &chosen).await.unwrap();
        assert_eq!(
            standings(&my_plan(&office, &mother).await),
            [
                ("birth_certificate", Standing::ComesAlong),
                ("vaccination_booklet", Standing::LeftOut),
                ("household_registration", Standing::ComesAlong),
                ("medical_insurance", Standing::Taken),
                ("social_card", Standing::LeftOut),
                ("maternity_benefit", Standing::LeftOut),
                ("parenting_guidance", Standing::LeftOut),
            ]
        );
    }
}

#[tokio::test]
async fn a_guest_finds_what_they_chose_before_any_answer() {
    for office in TestOffice::each().await {
        let chosen = BTreeSet::from([id("vaccination_booklet")]);
        let cookie = choose(&office.ctx, &Asker::Guest(None), &id(NEWBORN), &chosen)
            .await
            .unwrap();
        let mine = my_plan(&office, &Asker::Guest(cookie)).await;
        assert_eq!(mine.draft.unwrap().chosen, Some(chosen));
    }
}

#[tokio::test]
async fn a_preview_keeps_nothing() {
    for office in TestOffice::each().await {
        let answers: Answers = [(
            id::<FieldId>("child/birth.certificate_status"),
            Answer {
                text: "issued".into(),
                origin: Origin::Citizen,
                as_of: office.ctx.today(),
                contested: false,
            },
        )]
        .into_iter()
        .collect();
        let published = theme::read::read(&office.ctx, &id(NEWBORN)).await.unwrap();
        let seen = preview(&office.ctx, published, answers, None);
        assert_eq!(standings(&seen)[0], ("birth_certificate", Standing::NotForMe));
        assert!(seen.draft.is_none());
    }
}

#[tokio::test]
async fn says_which_rule_shuts_somebody_out() {
    for office in TestOffice::each().await {
        let mother = office.citizen("song_lan").await;
        office
            .answer_plan(&mother, NEWBORN, &[("application/marriage.status", "not_married")])
            .await;
        let mine = my_plan(&office, &mother).await;
        let failing: Vec<_> = (0..)
            .zip(&mine.plan.eligibility)
            .filter(|(_, holds)| **holds == Truth::No)
            .map(|(rule, _)| rule)
            .collect();
        assert_eq!(failing, [2]);
    }
}

#[tokio::test]
async fn officers_have_no_plan() {
    for office in TestOffice::each().await {
        let officer = office.officer("gao_ying").await;
        let refused = answer(&office.ctx, &officer, &id(NEWBORN), &id(ROLE), "mother").await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        assert!(my_plan(&office, &officer).await.draft.is_none());
    }
}

#[tokio::test]
async fn a_draft_is_found_and_keeps_its_version_when_another_is_published() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let cookie = answer_role(&office, &Asker::Guest(None), "mother").await.guest;
        answer_role(&office, &mother, "mother").await;
        let before = my_plan(&office, &mother).await;
        office.publish_with(&renamed(), 10).await;
        let current = theme::read::read(&office.ctx, &id(NEWBORN)).await.unwrap();
        assert_ne!(current.version, before.published.version);
        for asker in [mother.clone(), Asker::Guest(cookie)] {
            let mine = my_plan(&office, &asker).await;
            assert_eq!(mine.answers.text(&id(ROLE)), Some("mother"), "{asker:?}");
            assert_eq!(mine.published.version, before.published.version);
            assert_eq!(mine.draft.unwrap().theme_version, before.published.version);
            assert!(answer_role(&office, &asker, "father").await.guest.is_none());
        }
        let drafts = crate::draft::list::list(&office.ctx, &mother).await.unwrap();
        assert_eq!(drafts.len(), 1);
        let new = my_plan(&office, &office.citizen("zhou_he").await).await;
        assert_eq!(new.published.version, current.version);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tapping_twice_begins_one_draft() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let taps: Vec<_> = (0..6)
            .map(|_| {
                let (ctx, mother) = (office.ctx.clone(), mother.clone());
                tokio::spawn(async move { answer(&ctx, &mother, &id(NEWBORN), &id(ROLE), "mother").await })
            })
            .collect();
        for tap in taps {
            tap.await.unwrap().unwrap();
        }
        assert_eq!(crate::draft::list::list(&office.ctx, &mother).await.unwrap().len(), 1);
    }
}
