//! Which question comes next, and what an answer does to those before.

use super::*;

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
        let mut most = usize::MAX;
        while let Some(next) = my_plan(&office, &mother).await.next_question().cloned() {
            let left = my_plan(&office, &mother).await.left_after(&next);
            assert!(left < most, "{left} after {most}");
            most = left;
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
        }
        assert_eq!(asked.len(), MOTHER.len());
    }
}

#[tokio::test]
async fn a_question_gone_back_to_says_how_many_can_follow_as_it_did_when_it_was_asked() {
    for office in TestOffice::each().await {
        let owner = office.citizen("he_min").await;
        let mine = read(&office.ctx, &owner, &id(SHOP)).await.unwrap();
        let first = mine.next_question().unwrap().clone();
        let told = mine.left_after(&first);
        assert!(told > 0);
        let field = first.field.to_string();
        for answer in ["not_yet", "got"] {
            office.answer_plan(&owner, SHOP, &[(field.as_str(), answer)]).await;
            let mine = read(&office.ctx, &owner, &id(SHOP)).await.unwrap();
            assert_eq!(mine.left_after(&first), told, "{answer}");
        }
        let mine = read(&office.ctx, &owner, &id(SHOP)).await.unwrap();
        assert_eq!(mine.left_after(mine.next_question().unwrap()), told - 1);
    }
}

#[tokio::test]
async fn what_contradicts_itself_is_kept_and_asked_about_again() {
    for office in TestOffice::each().await {
        let owner = office.citizen("he_min").await;
        let before = [
            ("shop/company.licence", "got"),
            ("shop/food.kinds", "hot"),
            ("shop/shop.area", "48"),
        ];
        office.answer_plan(&owner, SHOP, &before).await;
        let extras: FieldId = id("shop/shop.extras");
        let answered = answer(&office.ctx, &owner, &id(SHOP), &extras, "sign,none")
            .await
            .unwrap();
        assert_eq!(answered.problem, Some(Problem::Contradiction));
        let mine = read(&office.ctx, &owner, &id(SHOP)).await.unwrap();
        assert_eq!(mine.answers.text(&extras), Some("sign,none"));
        let again = mine.next_question().unwrap();
        assert_eq!(
            (&again.field, mine.problem(again)),
            (&extras, Some(Problem::Contradiction))
        );
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
