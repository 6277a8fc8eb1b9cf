//! Other people have other lists.

use super::*;

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
