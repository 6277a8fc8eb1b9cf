//! Staff sign in by two factors.

use super::*;

#[tokio::test]
async fn nothing_works_before_the_second_factor() {
    for office in TestOffice::each().await {
        let application = office.newborn_application(&office.citizen("lin_xiao").await).await;
        let case = office.case(&application, "birth_certificate").await.id;
        let ctx = &office.ctx;
        for (who, half) in [
            ("gao_ying", office.half_signed_in("gao_ying").await),
            ("an_ning", office.half_signed_in("an_ning").await),
        ] {
            let owes = |outcome: Result<()>| matches!(outcome, Err(Error::SecondFactorFirst));
            let listed = case_list::list(ctx, &half, case_list::Pile::New, 0).await;
            assert!(owes(listed.map(drop)), "{who}");
            assert!(owes(read(ctx, &half, &case).await.map(drop)));
            assert!(owes(accept(ctx, &half, &case).await));
            assert!(owes(
                decide(ctx, &half, &case, Verdict::Refuse, &texts("没有", "请补报")).await
            ));
            assert!(owes(staff_list::list(ctx, &half, 0).await.map(drop)));
            assert!(owes(lock(ctx, &half, &id("qin_feng")).await));
            assert!(owes(log::read(ctx, &half, None, None, 0).await.map(drop)));
            assert!(owes(make::make(ctx, &half, "新人", "13900000999").await.map(drop)));
            assert!(owes(crate::application::list::list(ctx, &half).await.map(drop)));
        }
    }
}

#[tokio::test]
async fn digits_are_taken_once_and_the_session_has_a_new_token_then() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let half = as_officer(ctx, &id("gao_ying"), &Luggage::default()).await.unwrap();
        let asker = recognise(ctx, Some(&half), None).await.unwrap();
        let carrying = Luggage {
            session: Some(half.clone()),
            ..Luggage::default()
        };
        let digits = office.digits("gao_ying").await;
        assert_eq!(
            refused(enter(ctx, &asker, "000000x", &carrying).await),
            Some(Refusal::WrongDigits)
        );
        let whole = enter(ctx, &asker, &digits, &carrying).await.unwrap().session;
        assert!(matches!(
            recognise(ctx, Some(&whole), None).await.unwrap(),
            Asker::Officer(_)
        ));
        assert!(matches!(
            recognise(ctx, Some(&half), None).await.unwrap(),
            Asker::Guest(_)
        ));
        let again = office.half_signed_in("gao_ying").await;
        assert_eq!(
            refused(enter(ctx, &again, &digits, &Luggage::default()).await),
            Some(Refusal::WrongDigits)
        );
        assert_eq!(
            acts(&office, "gao_ying", 5).await,
            [
                Act::SecondFactorRefused,
                Act::FirstFactor,
                Act::SignedIn,
                Act::SecondFactorRefused,
                Act::FirstFactor
            ]
        );
    }
}

#[tokio::test]
async fn digits_of_a_minute_ago_are_too_old_and_the_first_factor_is_not_kept_for_ever() {
    for office in TestOffice::each().await {
        let digits = office.digits("gao_ying").await;
        office.advance(3 * HALF_MINUTE);
        let half = office.half_signed_in("gao_ying").await;
        assert_eq!(
            refused(enter(&office.ctx, &half, &digits, &Luggage::default()).await),
            Some(Refusal::WrongDigits)
        );
        let token = as_officer(&office.ctx, &id("gao_ying"), &Luggage::default())
            .await
            .unwrap();
        office.advance(10 * 60_000);
        assert!(matches!(
            recognise(&office.ctx, Some(&token), None).await.unwrap(),
            Asker::Guest(_)
        ));
    }
}

#[tokio::test]
async fn a_stranger_who_guesses_is_slowed_down_and_does_not_keep_the_officer_out() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let own = Luggage {
            browser: Some(Token::from_browser("own")),
            ..Luggage::default()
        };
        office.sign_in_officer("gao_ying", &own).await;
        let half = office.half_signed_in("gao_ying").await;
        for _ in 0..5 {
            let guess = enter(ctx, &half, "000000", &Luggage::default()).await;
            assert_eq!(refused(guess), Some(Refusal::WrongDigits));
        }
        office.advance(HALF_MINUTE);
        let digits = office.digits("gao_ying").await;
        let guess = enter(ctx, &half, &digits, &Luggage::default()).await;
        assert_eq!(refused(guess), Some(Refusal::TooManyDigits), "also the right ones");
        office.sign_in_officer("gao_ying", &own).await;
        office.advance(10 * 60_000);
        office.officer("gao_ying").await;
    }
}

#[tokio::test]
async fn staff_sign_in_by_their_own_phone_and_never_as_the_citizen_of_the_same_number() {
    for office in TestOffice::each().await {
        let (ctx, nobody) = (&office.ctx, Luggage::default());
        let sent = async || message::list(ctx).await.unwrap().remove(0).text;
        let token = send_code(ctx, "13900000101", &nobody, None).await.unwrap();
        let digits = sent().await;
        let citizens = crate::account::code::sign_in(ctx, &token, &digits, &nobody).await;
        assert_eq!(refused(citizens), Some(Refusal::CodeOver));
        let half = by_code(ctx, &token, &digits, &nobody).await.unwrap();
        let asker = recognise(ctx, Some(&half), None).await.unwrap();
        assert_eq!(asker.half_signed_in().unwrap().id, id("gao_ying"));
        assert_eq!(
            refused(by_code(ctx, &token, &digits, &nobody).await),
            Some(Refusal::CodeOver)
        );
        office.advance(60_000);
        let token = send_code(ctx, "13800000001", &nobody, None).await.unwrap();
        let digits = sent().await;
        let mother = by_code(ctx, &token, &digits, &nobody).await;
        assert_eq!(refused(mother), Some(Refusal::NotStaff), "she is a citizen only");
        office.advance(60_000);
        let token = crate::account::code::send(ctx, "13900000101", &nobody, None)
            .await
            .unwrap();
        let digits = sent().await;
        let staff = by_code(ctx, &token, &digits, &nobody).await;
        assert_eq!(
            refused(staff),
            Some(Refusal::CodeOver),
            "the code was for the citizens' side"
        );
    }
}

#[tokio::test]
async fn a_second_factor_that_was_lost_is_set_up_anew() {
    for office in TestOffice::each().await {
        let (ctx, security) = (&office.ctx, office.officer("an_ning").await);
        let half = office.half_signed_in("gao_ying").await;
        assert!(to_set_up(ctx, &half).await.unwrap().is_none());
        reset_second_factor(ctx, &security, &id("gao_ying")).await.unwrap();
        let half = office.half_signed_in("gao_ying").await;
        let set_up = to_set_up(ctx, &half).await.unwrap().unwrap();
        assert_eq!(set_up.key.len(), 32);
        assert!(set_up.address.starts_with("otpauth://totp/") && set_up.address.contains(&set_up.key));
        let digits = office.digits("gao_ying").await;
        enter(ctx, &half, &digits, &Luggage::default()).await.unwrap();
        let half = office.half_signed_in("gao_ying").await;
        assert!(
            to_set_up(ctx, &half).await.unwrap().is_none(),
            "the key is shown until it is in use"
        );
    }
}
