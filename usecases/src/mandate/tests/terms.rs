//! What a mandate says, how it begins, and when it ends.

use super::*;

#[tokio::test]
async fn only_whom_it_names_takes_it_on_and_only_after_the_principal_confirmed() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let father = office.citizen("chen_yuan").await;
        let unconfirmed = draw_up(ctx, &mother, &wish(&office, "陈远", "13800000002"))
            .await
            .unwrap();
        assert!(matches!(accept(ctx, &father, &unconfirmed).await, Err(Error::NotFound)));
        assert!(list_held(ctx, &father).await.unwrap().is_empty());
        // The number is right, the name is somebody else's; then the name is right and the number is not.
        for (name, phone) in [("陈元", "13800000002"), ("陈远", "13800000003")] {
            let wrong = given(&office, "lin_xiao", &wish(&office, name, phone)).await;
            for who in ["chen_yuan", "zhou_he"] {
                let asker = office.citizen(who).await;
                assert!(matches!(accept(ctx, &asker, &wrong).await, Err(Error::NotFound)));
                assert!(matches!(end(ctx, &asker, &wrong).await, Err(Error::NotFound)));
            }
        }
        assert!(list_hats(ctx, &father).await.unwrap().is_empty());
        let right = given(&office, "lin_xiao", &wish(&office, "陈远", "138 0000 0002")).await;
        assert_eq!(list_held(ctx, &father).await.unwrap()[0].principal, "林晓");
        accept(ctx, &father, &right).await.unwrap();
        assert_eq!(refused(accept(ctx, &father, &right).await), Some(Refusal::HatOver));
        assert_eq!(list_hats(ctx, &father).await.unwrap()[0].name(), Some("林晓"));
    }
}

#[tokio::test]
async fn a_mandate_is_confirmed_by_its_principals_own_phone_and_for_itself_alone() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let browser = Browser::of(&office, "lin_xiao").await;
        let mother = browser.asker(&office).await;
        let wish = wish(&office, "陈远", "13800000002");
        let first = draw_up(ctx, &mother, &wish).await.unwrap();
        let second = draw_up(ctx, &mother, &wish).await.unwrap();
        let nothing = confirm(ctx, &mother, &first, &browser.0).await;
        assert_eq!(refused(nothing), Some(Refusal::ConfirmFirst));
        office.confirm_mandate(&mother, &first, &browser.0).await;
        let another = confirm(ctx, &mother, &second, &browser.0).await;
        assert_eq!(refused(another), Some(Refusal::ConfirmFirst));
        let stranger = Browser::of(&office, "zhou_he").await;
        let asker = stranger.asker(&office).await;
        assert!(matches!(
            confirm(ctx, &asker, &second, &stranger.0).await,
            Err(Error::NotFound)
        ));
        end(ctx, &mother, &second).await.unwrap();
        assert!(list_held(ctx, &office.citizen("chen_yuan").await).await.unwrap().len() == 1);
    }
}

#[tokio::test]
async fn a_mandate_is_drawn_up_for_somebody_else_and_for_a_year_at_most() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let good = wish(&office, "陈远", "13800000002");
        let cases = [
            (
                Wish {
                    who: person(" ", "13800000002"),
                    ..good.clone()
                },
                Refusal::NotAnAgent,
            ),
            (
                Wish {
                    who: person("陈远", "1380"),
                    ..good.clone()
                },
                Refusal::NotAnAgent,
            ),
            (
                Wish {
                    who: person("林晓", "13800000002"),
                    ..good.clone()
                },
                Refusal::Yourself,
            ),
            (
                Wish {
                    who: person("陈远", "13800000001"),
                    ..good.clone()
                },
                Refusal::Yourself,
            ),
            (
                Wish {
                    until: office.ctx.today() - Days::new(1),
                    ..good.clone()
                },
                Refusal::NotADay,
            ),
            (
                Wish {
                    until: office.ctx.today() + Days::new(367),
                    ..good.clone()
                },
                Refusal::NotADay,
            ),
        ];
        for (wish, refusal) in cases {
            assert_eq!(refused(draw_up(ctx, &mother, &wish).await), Some(refusal), "{wish:?}");
        }
        let unknown = Wish {
            themes: Some(BTreeSet::from([id("moon-landing")])),
            ..good.clone()
        };
        assert!(matches!(draw_up(ctx, &mother, &unknown).await, Err(Error::NotFound)));
        for _ in 0..20 {
            draw_up(ctx, &mother, &good).await.unwrap();
        }
        assert_eq!(
            refused(draw_up(ctx, &mother, &good).await),
            Some(Refusal::TooManyMandates)
        );
        assert_eq!(list_given(ctx, &mother).await.unwrap().len(), 20);
    }
}

#[tokio::test]
async fn a_mandate_for_one_theme_opens_no_other_and_ends_with_its_last_day() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let only = Wish {
            themes: Some(BTreeSet::from([id("social-card")])),
            ..wish(&office, "陈远", "13800000002")
        };
        let mandate = given(&office, "lin_xiao", &only).await;
        accept(ctx, &office.citizen("chen_yuan").await, &mandate).await.unwrap();
        let mut his = Browser::of(&office, "chen_yuan").await;
        his.wear(&office, &Hat::Mandate(mandate)).await.unwrap();
        let asker = his.asker(&office).await;
        let (field, text) = MOTHER[0];
        let other = plan::answer(ctx, &asker, &id(NEWBORN), &id(field), text).await;
        assert_eq!(refused(other), Some(Refusal::OtherTheme));
        let draft = start::start(ctx, &asker, &id("social-card")).await.unwrap();
        // The session would be over long before; another one is begun on the last day, and one the day after.
        for (days, may) in [(30, true), (1, false)] {
            office.advance(days * DAY);
            let again = Browser::of(&office, "chen_yuan").await.asker(&office).await;
            let admitted = draft::own(ctx, &again, &draft).await;
            assert_eq!(admitted.is_ok(), may, "{days}");
        }
    }
}
