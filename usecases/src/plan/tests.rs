//! The plan, question by question.

use domain::condition::Truth;
use domain::plan::{Need, Standing};

use domain::answer::{Answer, Origin};

use super::*;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::office::{FATHER, MOTHER, NEWBORN, TestOffice, id, renamed};

const ROLE: &str = "application/applicant.role";

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

const ELDER: &str = "elder-welfare";
const SHOP: &str = "restaurant";

/// The items that will be applied for.
async fn taken(office: &TestOffice, asker: &Asker, slug: &str, answers: &[(&str, &str)]) -> Vec<String> {
    office.answer_plan(asker, slug, answers).await;
    let mine = read(&office.ctx, asker, &id(slug)).await.unwrap();
    let theme = &mine.published.theme;
    let taken = theme.items.iter().zip(&mine.plan.items);
    taken
        .filter(|(_, planned)| planned.is_taken())
        .map(|(item, _)| item.id.to_string())
        .collect()
}

#[tokio::test]
async fn what_was_typed_is_kept_and_asked_about_again() {
    for office in TestOffice::each().await {
        let owner = office.citizen("he_min").await;
        let before = [("shop/company.licence", "got"), ("shop/food.kinds", "hot")];
        office.answer_plan(&owner, SHOP, &before).await;
        let area: FieldId = id("shop/shop.area");
        let answered = answer(&office.ctx, &owner, &id(SHOP), &area, "很大").await.unwrap();
        assert_eq!(answered.problem, Some(Problem::NotANumber));
        let mine = read(&office.ctx, &owner, &id(SHOP)).await.unwrap();
        assert_eq!(mine.answers.text(&area), Some("很大"));
        let again = mine
            .open_questions()
            .into_iter()
            .find(|question| question.field == area);
        assert_eq!(mine.problem(again.unwrap()), Some(Problem::NotANumber));
        office.answer_plan(&owner, SHOP, &[("shop/shop.area", " ４８ ")]).await;
        let mine = read(&office.ctx, &owner, &id(SHOP)).await.unwrap();
        assert_eq!(mine.answers.text(&area), Some("48"));
    }
}

#[tokio::test]
async fn questions_are_counted_and_gone_back_through_in_the_order_they_were_asked() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let mut asked = Vec::new();
        let mut most = my_plan(&office, &mother).await.most_left();
        while let Some(next) = my_plan(&office, &mother).await.next_question().cloned() {
            let text = MOTHER
                .iter()
                .find(|(field, _)| *field == next.field.to_string())
                .unwrap()
                .1;
            answer(&office.ctx, &mother, &id(NEWBORN), &next.field, text)
                .await
                .unwrap();
            let mine = my_plan(&office, &mother).await;
            asked.push(next.field);
            let order: Vec<_> = mine.in_order().iter().map(|question| question.field.clone()).collect();
            assert_eq!(order, asked);
            let left = mine.most_left();
            assert!(left < most, "{left} after {most}");
            most = left;
        }
        assert_eq!(asked.len(), MOTHER.len());
    }
}

#[tokio::test]
async fn another_answer_asks_again_only_what_matters_now() {
    for office in TestOffice::each().await {
        let owner = office.citizen("zheng_kai").await;
        let large = [
            ("shop/company.licence", "got"),
            ("shop/food.kinds", "hot,raw"),
            ("shop/shop.area", "420"),
            ("shop/fire.mode", "promise"),
            ("shop/shop.extras", "sign"),
        ];
        office.answer_plan(&owner, SHOP, &large).await;
        let mine = read(&office.ctx, &owner, &id(SHOP)).await.unwrap();
        assert_eq!((mine.open_questions().len(), mine.questions().len()), (0, 5));
        office.answer_plan(&owner, SHOP, &[("shop/shop.area", "48")]).await;
        let mine = read(&office.ctx, &owner, &id(SHOP)).await.unwrap();
        assert_eq!((mine.open_questions().len(), mine.questions().len()), (0, 4));
    }
}

#[tokio::test]
async fn registers_answer_questions_with_consent_and_the_citizen_may_say_otherwise() {
    for office in TestOffice::each().await {
        let elder = office.citizen("he_guixiang").await;
        let (city, help): (FieldId, FieldId) = (id("elder/household.city"), id("elder/assistance.kind"));
        office
            .answer_plan(&elder, ELDER, &[("application/elder.applicant", "self")])
            .await;
        let mine = read(&office.ctx, &elder, &id(ELDER)).await.unwrap();
        assert!(mine.may_look_up());
        let open = mine.open_questions().iter().any(|question| question.field == city);
        assert!(open);
        // Not to know is no answer that a register would contradict.
        office
            .answer_plan(&elder, ELDER, &[("elder/household.city", UNSURE)])
            .await;
        let draft = crate::draft::start::start(&office.ctx, &elder, &id(ELDER))
            .await
            .unwrap();
        crate::draft::consult::consent(&office.ctx, &elder, &draft, Consent::Given)
            .await
            .unwrap();
        let mine = read(&office.ctx, &elder, &id(ELDER)).await.unwrap();
        let from = |name: &str| Some(Origin::Register(id(name)));
        let origin = |mine: &MyPlan, field| mine.answers.get(field).map(|answer| answer.origin.clone());
        assert!(!mine.may_look_up());
        assert_eq!(
            (mine.answers.text(&city), origin(&mine, &city)),
            (Some("here"), from("household"))
        );
        // Only what the household said opened the second register.
        assert_eq!(
            (mine.answers.text(&help), origin(&mine, &help)),
            (Some("minimum"), from("assistance"))
        );
        assert!(mine.in_order().iter().any(|question| question.field == city));

        office
            .answer_plan(&elder, ELDER, &[("elder/assistance.kind", "none")])
            .await;
        let mine = read(&office.ctx, &elder, &id(ELDER)).await.unwrap();
        let contested = mine.answers.get(&help).unwrap();
        assert_eq!((&contested.origin, contested.contested), (&Origin::Citizen, true));
        office
            .answer_plan(&elder, ELDER, &[("elder/assistance.kind", "minimum")])
            .await;
        let mine = read(&office.ctx, &elder, &id(ELDER)).await.unwrap();
        assert_eq!(origin(&mine, &help), from("assistance"));
    }
}

#[tokio::test]
async fn a_question_that_must_be_known_cannot_be_left_open() {
    for office in TestOffice::each().await {
        let owner = office.citizen("he_min").await;
        let field = id("shop/company.licence");
        let answered = answer(&office.ctx, &owner, &id(SHOP), &field, UNSURE).await.unwrap();
        assert_eq!(answered.problem, Some(Problem::NotAnOption));
    }
}

#[tokio::test]
async fn three_families_have_three_plans() {
    for office in TestOffice::each().await {
        let married = taken(&office, &office.citizen("lin_xiao").await, NEWBORN, &MOTHER).await;
        let alone = [
            ("application/applicant.role", "mother"),
            ("child/birth.certificate_status", "not_issued"),
            ("application/marriage.status", "not_married"),
            ("child/household.follows", "mother"),
            ("application/maternity.insurance", "none"),
        ];
        let alone = taken(&office, &office.citizen("song_lan").await, NEWBORN, &alone).await;
        let issued = [("child/birth.certificate_status", "issued")];
        let issued: Vec<_> = FATHER
            .iter()
            .filter(|one| one.0 != issued[0].0)
            .copied()
            .chain(issued)
            .collect();
        let issued = taken(&office, &office.citizen("chen_yuan").await, NEWBORN, &issued).await;
        assert_eq!(married.len(), 7);
        assert!(
            !alone.contains(&"maternity_benefit".to_owned()) && alone.len() == 6,
            "{alone:?}"
        );
        assert!(
            !issued.contains(&"birth_certificate".to_owned()) && issued.len() == 6,
            "{issued:?}"
        );
    }
}

#[tokio::test]
async fn a_small_shop_and_a_large_restaurant_have_different_plans() {
    for office in TestOffice::each().await {
        let small = [
            ("shop/company.licence", "got"),
            ("shop/food.kinds", "hot"),
            ("shop/shop.area", "48"),
            ("shop/shop.extras", "none"),
        ];
        let small = taken(&office, &office.citizen("he_min").await, SHOP, &small).await;
        assert_eq!(small, ["licence_check", "small_food_permit"]);
        let large = [
            ("shop/company.licence", "got"),
            ("shop/food.kinds", "hot,raw"),
            ("shop/shop.area", "400"),
            ("shop/fire.mode", "promise"),
            ("shop/shop.extras", "sign,tobacco"),
        ];
        let large = taken(&office, &office.citizen("zheng_kai").await, SHOP, &large).await;
        assert_eq!(
            large,
            ["licence_check", "food_permit", "fire_commit", "signboard", "tobacco"]
        );
    }
}
