use std::sync::Arc;

use async_trait::async_trait;

use super::*;
use crate::account::code;
use crate::account::means::{list, remove};
use crate::account::outside::{Exchange, Failure};
use crate::account::recognise::recognise;
use crate::account::sign_in::rotate;
use crate::office::{MOTHER, NEWBORN, TestOffice, id};
use crate::{draft, message, plan};

const GUEST: Asker = Asker::Guest(None);
const IN_WECHAT: Option<Means> = Some(Means::WeChat);

/// A platform that takes its user's name for a code.
struct Platform;

#[async_trait]
impl Exchange for Platform {
    async fn subject(&self, code: &str) -> std::result::Result<String, Failure> {
        match code {
            "down" => Err(Failure::Down),
            "used" => Err(Failure::Over),
            name => Ok(name.to_owned()),
        }
    }
}

async fn offices() -> Vec<TestOffice> {
    let mut offices = TestOffice::each().await;
    for office in &mut offices {
        for means in [Means::WeChat, Means::Alipay] {
            office.ctx.containers.insert(means, Arc::new(Platform));
        }
    }
    offices
}

fn path(text: &str) -> LocalPath {
    text.parse().unwrap()
}

async fn hand_over(ctx: &Context, user: &str) -> Token {
    issue(ctx, Means::WeChat, user, &path("/drafts/1"), None).await.unwrap()
}

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        _ => None,
    }
}

async fn opened_by_a_guest(ctx: &Context, hand_over: &Token) -> Result<Arrived> {
    match open(ctx, &GUEST, hand_over, IN_WECHAT, &Luggage::default()).await? {
        Opened::Arrived(arrived, to) => {
            assert_eq!(to, path("/drafts/1"));
            Ok(arrived)
        }
        Opened::Choice(..) => panic!("there is nothing to choose"),
    }
}

/// Lets this phone's account be reached by WeChat, as its owner does the first time.
async fn bound(office: &TestOffice, user: &str, phone: &str) -> Asker {
    let ctx = &office.ctx;
    let Ok(Arrived::AskPhone(identified)) = opened_by_a_guest(ctx, &hand_over(ctx, user).await).await else {
        panic!("{user} is known already");
    };
    let luggage = Luggage {
        identified: Some(identified),
        ..Luggage::default()
    };
    let code = code::send(ctx, phone, &luggage, None).await.unwrap();
    let digits = message::list(ctx).await.unwrap().remove(0).text;
    let session = code::sign_in(ctx, &code, &digits, &luggage).await.unwrap().session;
    recognise(ctx, Some(&session), None).await.unwrap()
}

#[tokio::test]
async fn a_phone_is_asked_for_once_and_the_account_is_open_from_then_on_until_the_app_is_unbound() {
    for office in offices().await {
        let ctx = &office.ctx;
        let asker = bound(&office, "wu", "13911112222").await;
        let Ok(Arrived::SignedIn(signed_in)) = opened_by_a_guest(ctx, &hand_over(ctx, "wu").await).await else {
            panic!("not signed in");
        };
        let again = recognise(ctx, Some(&signed_in.session), None).await.unwrap();
        assert_eq!(again.citizen().unwrap().id, asker.citizen().unwrap().id);
        assert!(
            list(ctx, &again)
                .await
                .unwrap()
                .iter()
                .any(|(means, _)| *means == Means::WeChat)
        );
        let luggage = Luggage {
            session: Some(signed_in.session),
            ..Luggage::default()
        };
        remove(ctx, &again, Means::WeChat, &luggage).await.unwrap();
        let unbound = opened_by_a_guest(ctx, &hand_over(ctx, "wu").await).await;
        assert!(matches!(unbound, Ok(Arrived::AskPhone(_))), "{unbound:?}");
    }
}

#[tokio::test]
async fn a_hand_over_is_good_once_and_for_a_minute() {
    for office in offices().await {
        let ctx = &office.ctx;
        let over = Some(Refusal::HandOverEnded);
        let once = hand_over(ctx, "wu").await;
        assert!(opened_by_a_guest(ctx, &once).await.is_ok());
        assert_eq!(refused(opened_by_a_guest(ctx, &once).await), over);
        let late = hand_over(ctx, "wu").await;
        office.advance(GOOD);
        assert_eq!(refused(opened_by_a_guest(ctx, &late).await), over);
        assert_eq!(
            refused(opened_by_a_guest(ctx, &Token::from_browser("made up")).await),
            over
        );
    }
}

#[tokio::test]
async fn of_those_who_open_a_hand_over_at_once_one_comes_in() {
    for office in offices().await {
        let hand_over = hand_over(&office.ctx, "wu").await;
        let tries = (0..5).map(|_| opened_by_a_guest(&office.ctx, &hand_over));
        let opened = futures::future::join_all(tries).await;
        assert_eq!(opened.iter().filter(|one| one.is_ok()).count(), 1);
    }
}

#[tokio::test]
async fn another_app_or_a_preview_opens_nothing_and_burns_nothing() {
    for office in offices().await {
        let ctx = &office.ctx;
        let hand_over = hand_over(ctx, "wu").await;
        for seen_in in [None, Some(Means::Alipay), Some(Means::Phone)] {
            let elsewhere = open(ctx, &GUEST, &hand_over, seen_in, &Luggage::default()).await;
            assert_eq!(refused(elsewhere), Some(Refusal::OtherApp));
        }
        assert!(opened_by_a_guest(ctx, &hand_over).await.is_ok());
    }
}

#[tokio::test]
async fn who_is_signed_in_to_the_same_account_goes_on_in_a_new_session_as_they_were() {
    for office in offices().await {
        let ctx = &office.ctx;
        bound(&office, "lin", "13800000001").await;
        let (asker, luggage) = office.citizen_with_browser("lin_xiao").await;
        let live = rotate(ctx, &luggage, |session| session.live_at = Some(ctx.now()));
        let luggage = Luggage {
            session: Some(live.await.unwrap()),
            ..luggage
        };
        office.advance(HOUR);
        let opened = open(ctx, &asker, &hand_over(ctx, "lin").await, IN_WECHAT, &luggage).await;
        let Ok(Opened::Arrived(Arrived::Linked(session), _)) = opened else {
            panic!("{opened:?}");
        };
        let known = recognise(ctx, Some(&session), None).await.unwrap();
        assert_eq!(known.citizen().unwrap().id, asker.citizen().unwrap().id);
        assert!(
            known.signed().unwrap().live_at.is_some(),
            "what the session was is not lost"
        );
        let before = recognise(ctx, luggage.session.as_ref(), None).await.unwrap();
        assert!(matches!(before, Asker::Guest(_)), "the old session is over");
    }
}

#[tokio::test]
async fn somebody_else_in_the_browser_stays_signed_in_until_they_choose() {
    for office in offices().await {
        let ctx = &office.ctx;
        bound(&office, "wu", "13911112222").await;
        let (asker, luggage) = office.citizen_with_browser("lin_xiao").await;
        for user in ["wu", "nobody yet"] {
            let opened = open(ctx, &asker, &hand_over(ctx, user).await, IN_WECHAT, &luggage).await;
            assert!(matches!(opened, Ok(Opened::Choice(..))), "{user}: {opened:?}");
        }
        let opened = open(ctx, &asker, &hand_over(ctx, "wu").await, IN_WECHAT, &luggage).await;
        let Ok(Opened::Choice(token, _)) = opened else {
            panic!("{opened:?}");
        };
        let still = recognise(ctx, luggage.session.as_ref(), None).await.unwrap();
        assert_eq!(still.citizen().unwrap().id, asker.citizen().unwrap().id);
        let Ok(Arrived::SignedIn(signed_in)) = switch(ctx, &asker, Some(&token), &luggage).await else {
            panic!("not signed in");
        };
        let now = recognise(ctx, Some(&signed_in.session), None).await.unwrap();
        assert_eq!(now.citizen().unwrap().phone, "13911112222");
        let before = recognise(ctx, luggage.session.as_ref(), None).await.unwrap();
        assert!(matches!(before, Asker::Guest(_)), "the one before is signed out");
        let twice = switch(ctx, &asker, Some(&token), &luggage).await;
        assert_eq!(refused(twice), Some(Refusal::HandOverEnded));
    }
}

#[tokio::test]
async fn what_a_guest_filled_in_becomes_an_accounts_when_they_say_so() {
    for office in offices().await {
        let ctx = &office.ctx;
        bound(&office, "wu", "13911112222").await;
        let first = plan::answer(ctx, &GUEST, &id(NEWBORN), &id(MOTHER[0].0), MOTHER[0].1).await;
        let cookie = first.unwrap().guest.unwrap();
        let guest = Asker::Guest(Some(cookie.clone()));
        let luggage = Luggage {
            guest: Some(cookie),
            ..Luggage::default()
        };
        let new = open(ctx, &guest, &hand_over(ctx, "new").await, IN_WECHAT, &luggage).await;
        assert!(
            matches!(new, Ok(Opened::Arrived(Arrived::AskPhone(_), _))),
            "whoever has no account is asked for a number: {new:?}"
        );
        let opened = open(ctx, &guest, &hand_over(ctx, "wu").await, IN_WECHAT, &luggage).await;
        let Ok(Opened::Choice(token, _)) = opened else {
            panic!("{opened:?}");
        };
        let found = handed(ctx, &token).await.unwrap().unwrap();
        assert_eq!(
            (found.means, found.phone.as_deref()),
            (Means::WeChat, Some("13911112222"))
        );
        let Ok(Arrived::SignedIn(signed_in)) = switch(ctx, &guest, Some(&token), &luggage).await else {
            panic!("not signed in");
        };
        let asker = recognise(ctx, Some(&signed_in.session), None).await.unwrap();
        assert_eq!(draft::list::list(ctx, &asker).await.unwrap().len(), 1);
        assert!(handed(ctx, &token).await.unwrap().is_none(), "chosen once");
    }
}

#[tokio::test]
async fn an_officers_session_is_somebody_elses_too() {
    for office in offices().await {
        let ctx = &office.ctx;
        let officer = office.officer("gao_ying").await;
        let opened = open(
            ctx,
            &officer,
            &hand_over(ctx, "wu").await,
            IN_WECHAT,
            &Luggage::default(),
        )
        .await;
        assert!(matches!(opened, Ok(Opened::Choice(..))), "{opened:?}");
    }
}

#[tokio::test]
async fn a_platform_that_gives_no_name_gives_no_hand_over() {
    for office in offices().await {
        let mut ctx = office.ctx.clone();
        let to = path("/me");
        for (code, why) in [("down", Refusal::ProviderDown), ("used", Refusal::ProviderOver)] {
            assert_eq!(refused(issue(&ctx, Means::WeChat, code, &to, None).await), Some(why));
        }
        ctx.containers.clear();
        let none = issue(&ctx, Means::WeChat, "wu", &to, None).await;
        assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
    }
}

#[tokio::test]
async fn one_address_has_so_many_hand_overs_an_hour_and_others_are_not_kept_out() {
    for office in offices().await {
        let ctx = &office.ctx;
        let to = path("/me");
        let tx = ctx.db.write().await.unwrap();
        let counter = format!("{}:{}", hour(ctx), tx.keys().find("address", "192.0.2.1"));
        data::setting::count_up_by(&*tx, &counter, PER_ADDRESS - 1)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let asked = async |address: &str| refused(issue(ctx, Means::WeChat, "wu", &to, Some(address)).await);
        assert_eq!(asked("192.0.2.1").await, None);
        assert_eq!(asked("192.0.2.1").await, Some(Refusal::TooManyTries));
        assert_eq!(asked("192.0.2.2").await, None);
        office.advance(HOUR);
        assert_eq!(asked("192.0.2.1").await, None);
        crate::retention::forget_expired(ctx).await.unwrap();
        assert_eq!(data::setting::count(ctx.db.read(), &counter).await.unwrap(), 0);
    }
}
