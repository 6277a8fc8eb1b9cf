//! Who has an account's number after a long time.

use super::*;
use crate::account::notice::{What, unseen};
use crate::account::recognise::recognise;
use crate::account::sign_in::as_citizen;
use crate::account::{code, real_name};
use crate::draft::list::list;
use crate::office::{TestOffice, id};
use crate::{Asker, message};

const PHONE: &str = "13800000001";
const MOTHER: (&str, &str) = ("林晓", "000000199605180026");
const DAY: i64 = 24 * 3_600_000;

fn browser(name: &str) -> Luggage {
    Luggage {
        browser: Some(Token::from_browser(name)),
        ..Luggage::default()
    }
}

/// Enters a code that came to this number: what came of it, and the code's token.
async fn enters(office: &TestOffice, phone: &str, luggage: &Luggage) -> (Result<SignedIn>, Token) {
    office.advance(60_000);
    let code = code::send(&office.ctx, phone, luggage, None).await.unwrap();
    let digits = message::list(&office.ctx).await.unwrap().remove(0).text;
    (code::sign_in(&office.ctx, &code, &digits, luggage).await, code)
}

async fn who(office: &TestOffice, signed_in: &SignedIn) -> Asker {
    recognise(&office.ctx, Some(&signed_in.session), None).await.unwrap()
}

fn refusal<T>(outcome: &Result<T>) -> Option<Refusal> {
    match outcome {
        Err(Error::Refused(refusal)) => Some(*refusal),
        _ => None,
    }
}

#[tokio::test]
async fn a_code_alone_opens_no_account_whose_number_nobody_proved_for_ninety_days() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        enters(&office, PHONE, &browser("hers")).await.0.unwrap();
        office.advance(89 * DAY);
        enters(&office, PHONE, &browser("another")).await.0.unwrap();
        office.advance(90 * DAY);
        let (asked, code) = enters(&office, PHONE, &browser("a third")).await;
        assert_eq!(refusal(&asked), Some(Refusal::WhoIsIt));
        assert!(is_waiting(ctx, &code).await.unwrap());
        let luggage = browser("a third");
        let nonsense = prove(ctx, &code, MOTHER.0, "110", &luggage).await;
        assert_eq!(refusal(&nonsense), Some(Refusal::NotThatPerson));
        let other = prove(ctx, &code, "陈远", MOTHER.1, &luggage).await;
        assert_eq!(refusal(&other), Some(Refusal::NotThatPerson));
        let hers = prove(ctx, &code, " 林 晓", MOTHER.1, &luggage).await.unwrap();
        assert_eq!(who(&office, &hers).await.citizen().unwrap().id, id("lin_xiao"));
        let again = prove(ctx, &code, MOTHER.0, MOTHER.1, &luggage).await;
        assert_eq!(refusal(&again), Some(Refusal::CodeOver), "once");
        // Proved again: the next browser is not asked.
        enters(&office, PHONE, &browser("a fourth")).await.0.unwrap();
    }
}

#[tokio::test]
async fn a_browser_that_the_account_knows_is_not_asked_and_a_passkey_proves_no_number() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        enters(&office, PHONE, &browser("hers")).await.0.unwrap();
        office.advance(91 * DAY);
        // Any other way in says nothing about the number.
        as_citizen(ctx, &id("lin_xiao"), &browser("hers")).await.unwrap();
        let (asked, _) = enters(&office, PHONE, &browser("another")).await;
        assert_eq!(refusal(&asked), Some(Refusal::WhoIsIt));
        enters(&office, PHONE, &browser("hers")).await.0.unwrap();
    }
}

#[tokio::test]
async fn an_account_without_a_name_has_nothing_to_ask_for() {
    for office in TestOffice::each().await {
        enters(&office, "13911112222", &browser("one")).await.0.unwrap();
        office.advance(200 * DAY);
        enters(&office, "13911112222", &browser("two")).await.0.unwrap();
    }
}

#[tokio::test]
async fn five_wrong_answers_a_day_are_enough_and_ten_minutes_too() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        office.advance(91 * DAY);
        let luggage = browser("a stranger's");
        let (_, code) = enters(&office, PHONE, &luggage).await;
        for _ in 0..TRIES {
            let wrong = prove(ctx, &code, "陈远", MOTHER.1, &luggage).await;
            assert_eq!(refusal(&wrong), Some(Refusal::NotThatPerson));
        }
        let right = prove(ctx, &code, MOTHER.0, MOTHER.1, &luggage).await;
        assert_eq!(refusal(&right), Some(Refusal::TooManyTries));
        office.advance(WAITS);
        assert!(!is_waiting(ctx, &code).await.unwrap());
        let late = begin_anew(ctx, &code, &luggage).await;
        assert_eq!(refusal(&late).unwrap(), Refusal::CodeOver);
    }
}

#[tokio::test]
async fn who_has_the_number_now_begins_anew_and_sees_nothing_of_who_had_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        office.newborn_draft(&mother).await;
        office.advance(91 * DAY);
        let luggage = browser("a stranger's");
        let (_, code) = enters(&office, PHONE, &luggage).await;
        let anew = begin_anew(ctx, &code, &luggage).await.unwrap();
        let stranger = who(&office, &anew).await;
        assert_ne!(stranger.citizen().unwrap().id, id("lin_xiao"));
        assert_eq!(stranger.citizen().unwrap().phone, PHONE);
        assert!(matches!(stranger.real_name(), Err(Error::RealNameFirst)));
        assert_eq!(list(ctx, &stranger).await.unwrap().len(), 0);
        assert_eq!(
            refusal(&begin_anew(ctx, &code, &luggage).await),
            Some(Refusal::CodeOver)
        );
        let taken = real_name::confirm(ctx, &stranger, MOTHER.0, MOTHER.1, &Luggage::default()).await;
        assert_eq!(refusal(&taken), Some(Refusal::IdentityTaken));
        // The owner comes by other means, and is told.
        let owner = who(
            &office,
            &as_citizen(ctx, &id("lin_xiao"), &browser("hers")).await.unwrap(),
        )
        .await;
        assert_eq!(owner.citizen().unwrap().phone, "");
        let told = unseen(ctx, &owner, None).await.unwrap();
        assert!(told.iter().any(|told| told.what == What::NumberGone));
        assert_eq!(list(ctx, &owner).await.unwrap().len(), 1);
    }
}
