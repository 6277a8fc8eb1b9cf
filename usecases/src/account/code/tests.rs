use super::*;
use crate::account::recognise::recognise;
use crate::account::sign_in::as_citizen;
use crate::asker::Asker;
use crate::message;
use crate::office::{TestOffice, id};

const PHONE: &str = "13911112222";
/// 林晓's, whom the sandbox knows.
const HERS: &str = "13800000001";

fn from(ctx: &Context) -> Luggage {
    Luggage {
        browser: Some(Token::new(ctx)),
        ..Luggage::default()
    }
}

/// The digits that came to the phone last.
async fn received(ctx: &Context) -> String {
    message::list(ctx).await.unwrap().remove(0).text
}

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        _ => None,
    }
}

async fn who(ctx: &Context, signed_in: &SignedIn) -> Citizen {
    match recognise(ctx, Some(&signed_in.session), None).await.unwrap() {
        Asker::Citizen(signed) => signed.citizen,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_code_makes_an_account_and_the_next_comes_to_the_same() {
    for office in TestOffice::each().await {
        let (ctx, luggage) = (&office.ctx, from(&office.ctx));
        let mut accounts = Vec::new();
        for written in [PHONE, "+86 139-1111-2222", "１３９１１１１２２２２"] {
            let token = send(ctx, written, &luggage, None).await.unwrap();
            assert_eq!(sent(ctx, &token).await.unwrap().unwrap().phone, "13911112222");
            let digits = received(ctx).await;
            let signed_in = sign_in(ctx, &token, &format!(" {digits} "), &luggage).await.unwrap();
            accounts.push(who(ctx, &signed_in).await);
            office.advance(PAUSE);
        }
        assert_eq!((accounts[0].phone.as_str(), &accounts[0].real_name), (PHONE, &None));
        assert!(
            accounts.iter().all(|account| account.id == accounts[0].id),
            "{accounts:?}"
        );
    }
}

#[tokio::test]
async fn a_number_that_the_office_knows_comes_to_the_account_it_had() {
    for office in TestOffice::each().await {
        let token = send(&office.ctx, HERS, &Luggage::default(), None).await.unwrap();
        let digits = received(&office.ctx).await;
        let signed_in = sign_in(&office.ctx, &token, &digits, &Luggage::default())
            .await
            .unwrap();
        assert_eq!(who(&office.ctx, &signed_in).await.id, id("lin_xiao"));
    }
}

#[tokio::test]
async fn a_code_opens_once_within_five_minutes_and_not_after_five_wrong_tries() {
    for office in TestOffice::each().await {
        let (ctx, luggage) = (&office.ctx, Luggage::default());
        let token = send(ctx, PHONE, &luggage, None).await.unwrap();
        let digits = received(ctx).await;
        sign_in(ctx, &token, &digits, &luggage).await.unwrap();
        let again = sign_in(ctx, &token, &digits, &luggage).await;
        assert_eq!(refused(again), Some(Refusal::CodeOver), "used");
        assert_eq!(sent(ctx, &token).await.unwrap(), None);

        office.advance(PAUSE);
        let token = send(ctx, PHONE, &luggage, None).await.unwrap();
        let digits = received(ctx).await;
        office.advance(GOOD);
        assert!(!is_good(ctx, &token).await.unwrap());
        let late = sign_in(ctx, &token, &digits, &luggage).await;
        assert_eq!(refused(late), Some(Refusal::CodeOver), "too old");

        let token = send(ctx, PHONE, &luggage, None).await.unwrap();
        let digits = received(ctx).await;
        let wrong = if digits == "000000" { "111111" } else { "000000" };
        for left in [4, 3, 2, 1, 0] {
            let refusal = refused(sign_in(ctx, &token, wrong, &luggage).await);
            let expected = if left > 0 {
                Refusal::WrongCode
            } else {
                Refusal::CodeSpent
            };
            assert_eq!(refusal, Some(expected), "{left} left");
            let said = sent(ctx, &token).await.unwrap().unwrap();
            assert_eq!((said.phone.as_str(), said.tries_left), (PHONE, left));
            assert_eq!(said.over, (left == 0).then_some(Refusal::CodeSpent));
        }
        let right = sign_in(ctx, &token, &digits, &luggage).await;
        assert_eq!(refused(right), Some(Refusal::CodeSpent), "tried too often");
        let elsewhere = sign_in(ctx, &Token::new(ctx), &digits, &luggage).await;
        assert_eq!(refused(elsewhere), Some(Refusal::CodeOver), "another browser");
    }
}

#[tokio::test]
async fn digits_of_which_some_are_missing_use_up_no_try() {
    for office in TestOffice::each().await {
        let (ctx, luggage) = (&office.ctx, Luggage::default());
        let token = send(ctx, PHONE, &luggage, None).await.unwrap();
        let digits = received(ctx).await;
        for typed in ["", "12", "1234567", &digits[..5]] {
            let refusal = refused(sign_in(ctx, &token, typed, &luggage).await);
            assert_eq!(refusal, Some(Refusal::ShortCode), "{typed}");
        }
        assert_eq!(sent(ctx, &token).await.unwrap().unwrap().tries_left, TRIES);
        sign_in(ctx, &token, &digits, &luggage).await.unwrap();
    }
}

#[tokio::test]
async fn a_stranger_who_asks_for_codes_all_day_does_not_lock_the_owner_out() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let own = from(ctx);
        as_citizen(ctx, &id("lin_xiao"), &own).await.unwrap();
        for round in 0..PER_PHONE {
            let stranger = from(ctx);
            send(ctx, HERS, &stranger, Some("192.0.2.7")).await.unwrap();
            let at_once = send(ctx, HERS, &from(ctx), None).await;
            assert_eq!(refused(at_once), Some(Refusal::TooManyCodes), "{round}");
            office.advance(PAUSE);
        }
        let stranger = send(ctx, HERS, &from(ctx), None).await;
        assert_eq!(refused(stranger), Some(Refusal::TooManyCodes));
        let token = send(ctx, HERS, &own, None).await.expect("her own browser is known");
        let digits = received(ctx).await;
        assert_eq!(
            who(ctx, &sign_in(ctx, &token, &digits, &own).await.unwrap()).await.id,
            id("lin_xiao")
        );
        office.advance(HOUR);
        send(ctx, HERS, &from(ctx), None)
            .await
            .expect("an hour later anybody may again");
    }
}

#[tokio::test]
async fn one_browser_and_one_address_do_not_ask_for_codes_to_everybody() {
    for office in TestOffice::each().await {
        let (ctx, browser) = (&office.ctx, from(&office.ctx));
        let number = |index: u64| format!("137{index:08}");
        for index in 0..PER_BROWSER {
            send(ctx, &number(index), &browser, None).await.unwrap();
        }
        let more = send(ctx, &number(99), &browser, None).await;
        assert_eq!(refused(more), Some(Refusal::TooManyCodes));
        for index in 100..100 + PER_ADDRESS {
            send(ctx, &number(index), &from(ctx), Some("192.0.2.7")).await.unwrap();
        }
        let more = send(ctx, &number(999), &from(ctx), Some("192.0.2.7")).await;
        assert_eq!(refused(more), Some(Refusal::TooManyCodes));
        send(ctx, &number(999), &from(ctx), Some("192.0.2.8")).await.unwrap();
        let own = from(ctx);
        as_citizen(ctx, &id("lin_xiao"), &own).await.unwrap();
        let token = send(ctx, HERS, &own, Some("192.0.2.7")).await;
        token.expect("strangers on her network do not keep her out where she was before");
    }
}

#[tokio::test]
async fn no_number_is_guessed_at_all_day() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mut sent = 0;
        for _ in 0..24 * 12 {
            sent += u64::from(send(ctx, PHONE, &from(ctx), None).await.is_ok());
            office.advance(5 * MINUTE);
        }
        assert_eq!(sent, PER_PHONE_AND_DAY);
    }
}

#[tokio::test]
async fn where_nothing_carries_messages_no_code_is_sent_and_what_is_no_number_is_kept_to_be_mended() {
    for office in TestOffice::each().await {
        let silent = Context {
            messenger: None,
            ..office.ctx.clone()
        };
        let nothing = send(&silent, PHONE, &Luggage::default(), None).await;
        assert!(matches!(nothing, Err(Error::NotFound)));
        let wrong = send(&office.ctx, "12345", &Luggage::default(), None).await;
        assert_eq!(refused(wrong), Some(Refusal::NotAPhone));
        let kept = keep_typed(&office.ctx, "12345").await.unwrap();
        assert_eq!(typed(&office.ctx, &kept).await.unwrap().as_deref(), Some("12345"));
        office.advance(office.ctx.limits.parked);
        assert_eq!(typed(&office.ctx, &kept).await.unwrap(), None);
    }
}

#[tokio::test]
async fn the_next_code_waits_a_minute_unless_the_one_before_was_used() {
    for office in TestOffice::each().await {
        let (ctx, luggage) = (&office.ctx, from(&office.ctx));
        let token = send(ctx, PHONE, &luggage, None).await.unwrap();
        let too_soon = send(ctx, PHONE, &luggage, None).await;
        assert_eq!(refused(too_soon), Some(Refusal::TooManyCodes));
        sign_in(ctx, &token, &received(ctx).await, &luggage).await.unwrap();
        office.advance(1);
        send(ctx, PHONE, &luggage, None).await.expect("she holds the phone");
    }
}
