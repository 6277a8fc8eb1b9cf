use std::sync::Arc;

use async_trait::async_trait;
use domain::account::RealName;

use super::*;
use crate::account::code;
use crate::account::means::{list, remove};
use crate::account::outside::{Failure, Identified, IdentityProvider, Means};
use crate::account::recognise::recognise;
use crate::account::sign_in::as_citizen;
use crate::message;
use crate::office::TestOffice;

const MINUTE: i64 = 60_000;
/// 吴桐, whom the household register knows, and who has no account.
const NAME: &str = "吴桐";
const ID_NUMBER: &str = "000000199707200032";

/// A provider outside the walls, which knows one person for each code.
struct Outside;

#[async_trait]
impl IdentityProvider for Outside {
    fn name(&self) -> &'static str {
        "身份认证平台"
    }

    async fn address(&self, secrets: &Secrets) -> std::result::Result<String, Failure> {
        Ok(format!("https://id.example/?state={}", secrets.state))
    }

    async fn identify(&self, code: &str, _: &Secrets) -> std::result::Result<Identified, Failure> {
        let (subject, name, id_number) = match code {
            "wu" => ("1", NAME, ID_NUMBER),
            "lin" => ("2", "林晓", ""),
            "down" => return Err(Failure::Down),
            _ => return Err(Failure::Unsound),
        };
        let real_name = id_number.parse().ok().map(|id_number| RealName {
            name: name.to_owned(),
            id_number,
        });
        Ok(Identified {
            means: Means::Identity,
            subject: subject.to_owned(),
            real_name,
            phone: None,
            live_at: Some(domain::moment::Moment(1)),
        })
    }
}

async fn offices() -> Vec<TestOffice> {
    let mut offices = TestOffice::each().await;
    for office in &mut offices {
        office.ctx.identity = Some(Arc::new(Outside));
    }
    offices
}

async fn state(ctx: &Context, away: &Token) -> String {
    let address = address(ctx, away).await.unwrap().unwrap();
    address.split_once("state=").unwrap().1.to_owned()
}

/// There and back with this code.
async fn back(ctx: &Context, asker: &Asker, purpose: Purpose, code: &str, luggage: &Luggage) -> Result<Arrived> {
    let away = start(ctx, asker, purpose, "/drafts/1").await.unwrap();
    let answer = Answer {
        state: state(ctx, &away).await,
        code: Some(code.to_owned()),
        error: None,
    };
    let back = finish(ctx, asker, Some(&away), answer, luggage).await.unwrap();
    assert_eq!((back.purpose, back.next.as_str()), (purpose, "/drafts/1"));
    back.outcome
}

async fn by_phone(ctx: &Context, phone: &str, luggage: &Luggage) -> Result<Asker> {
    let token = code::send(ctx, phone, luggage, None).await.unwrap();
    let digits = message::list(ctx).await.unwrap().remove(0).text;
    let signed_in = code::sign_in(ctx, &token, &digits, luggage).await?;
    recognise(ctx, Some(&signed_in.session), None).await
}

fn carrying(identified: Token) -> Luggage {
    Luggage {
        identified: Some(identified),
        ..Luggage::default()
    }
}

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        _ => None,
    }
}

/// A browser in which this citizen is signed in.
async fn browser_of(ctx: &Context, asker: &Asker) -> Luggage {
    let citizen = asker.citizen().unwrap().id.clone();
    let signed_in = as_citizen(ctx, &citizen, &Luggage::default()).await.unwrap();
    Luggage {
        session: Some(signed_in.session),
        ..Luggage::default()
    }
}

const GUEST: Asker = Asker::Guest(None);

#[tokio::test]
async fn somebody_new_gives_a_phone_once_and_is_known_by_name_from_then_on() {
    for office in offices().await {
        let ctx = &office.ctx;
        let arrived = back(ctx, &GUEST, Purpose::SignIn, "wu", &Luggage::default()).await;
        let Ok(Arrived::AskPhone(identified)) = arrived else {
            panic!("{arrived:?}");
        };
        let asker = by_phone(ctx, "13911112222", &carrying(identified)).await.unwrap();
        let (citizen, real_name) = asker.real_name().unwrap();
        assert_eq!(
            (real_name.name.as_str(), real_name.id_number.as_str()),
            (NAME, ID_NUMBER)
        );
        assert!(asker.signed().unwrap().live_at.is_some());
        let again = back(ctx, &GUEST, Purpose::SignIn, "wu", &Luggage::default()).await;
        let Ok(Arrived::SignedIn(signed_in)) = again else {
            panic!("{again:?}");
        };
        let known = recognise(ctx, Some(&signed_in.session), None).await.unwrap();
        assert_eq!(known.citizen().unwrap().id, citizen.id);
        let kinds: Vec<_> = list(ctx, &known).await.unwrap().into_iter().map(|one| one.0).collect();
        assert_eq!(kinds.len(), 2, "{kinds:?}");
    }
}

#[tokio::test]
async fn who_has_an_account_already_comes_to_it_by_its_phone_and_never_by_the_id_number_alone() {
    for office in offices().await {
        let ctx = &office.ctx;
        let first = by_phone(ctx, "13911112222", &Luggage::default()).await.unwrap();
        let arrived = back(ctx, &GUEST, Purpose::SignIn, "wu", &Luggage::default()).await;
        let Ok(Arrived::AskPhone(identified)) = arrived else {
            panic!("{arrived:?}");
        };
        office.advance(MINUTE);
        let linked = by_phone(ctx, "13911112222", &carrying(identified)).await.unwrap();
        assert_eq!(linked.citizen().unwrap().id, first.citizen().unwrap().id, "not doubled");
        remove(ctx, &linked, Means::Identity, &browser_of(ctx, &linked).await)
            .await
            .unwrap();
        let arrived = back(ctx, &GUEST, Purpose::SignIn, "wu", &Luggage::default()).await;
        let Ok(Arrived::AskPhone(identified)) = arrived else {
            panic!("{arrived:?}");
        };
        office.advance(MINUTE);
        // Another phone is not that account's: an account that somebody else claimed is not shared with them.
        let elsewhere = by_phone(ctx, "13911113333", &carrying(identified)).await;
        assert_eq!(refused(elsewhere), Some(Refusal::IdentityTaken));
    }
}

#[tokio::test]
async fn one_person_is_never_bound_to_the_account_of_another() {
    for office in offices().await {
        let ctx = &office.ctx;
        let arrived = back(ctx, &GUEST, Purpose::SignIn, "wu", &Luggage::default()).await;
        let Ok(Arrived::AskPhone(identified)) = arrived else {
            panic!("{arrived:?}");
        };
        let hers = by_phone(ctx, "13800000001", &carrying(identified)).await;
        assert_eq!(refused(hers), Some(Refusal::OtherPerson));
        let mother = office.citizen("lin_xiao").await;
        let other = back(ctx, &mother, Purpose::Link, "wu", &browser_of(ctx, &mother).await).await;
        assert_eq!(refused(other), Some(Refusal::OtherPerson));
        let own = back(ctx, &mother, Purpose::Link, "lin", &browser_of(ctx, &mother).await).await;
        assert!(matches!(own, Ok(Arrived::Linked(_))), "{own:?}");
        // A session that somebody left open does not let another in.
        let left_open = browser_of(ctx, &mother).await;
        office.advance(10 * MINUTE);
        let late = back(ctx, &mother, Purpose::Link, "lin", &left_open).await;
        assert_eq!(refused(late), Some(Refusal::SignInAgain));
        let father = office.citizen("zhou_he").await;
        let taken = back(ctx, &father, Purpose::Link, "lin", &browser_of(ctx, &father).await).await;
        assert_eq!(refused(taken), Some(Refusal::MeansTaken));
    }
}

#[tokio::test]
async fn a_way_back_is_good_once_for_ten_minutes_and_in_its_own_browser() {
    for office in offices().await {
        let ctx = &office.ctx;
        let come = async |away: Option<&Token>, state: String| {
            let code = Some("wu".to_owned());
            let answer = Answer {
                state,
                code,
                error: None,
            };
            let luggage = Luggage::default();
            finish(ctx, &GUEST, away, answer, &luggage).await.unwrap()
        };
        let over = Some(Refusal::ProviderOver);
        let away = start(ctx, &GUEST, Purpose::SignIn, "/me").await.unwrap();
        let theirs = start(ctx, &GUEST, Purpose::SignIn, "/me").await.unwrap();
        let (own, other) = (state(ctx, &away).await, state(ctx, &theirs).await);
        assert_eq!(refused(come(None, own.clone()).await.outcome), over, "another browser");
        assert_eq!(refused(come(Some(&away), other).await.outcome), over, "another way");
        assert_eq!(refused(come(Some(&away), own).await.outcome), over, "used");
        let away = start(ctx, &GUEST, Purpose::SignIn, "/drafts/1").await.unwrap();
        let own = state(ctx, &away).await;
        office.advance(WAITS);
        let late = come(Some(&away), own).await;
        assert_eq!(late.next, "/drafts/1", "where it led is not lost");
        assert_eq!(refused(late.outcome), over);
    }
}

#[tokio::test]
async fn a_provider_that_is_down_or_a_user_who_says_no_leads_back_with_a_reason() {
    for office in offices().await {
        let ctx = &office.ctx;
        let down = back(ctx, &GUEST, Purpose::SignIn, "down", &Luggage::default()).await;
        assert_eq!(refused(down), Some(Refusal::ProviderDown));
        let lied = back(ctx, &GUEST, Purpose::SignIn, "lie", &Luggage::default()).await;
        assert_eq!(refused(lied), Some(Refusal::ProviderUnsound));
        let away = start(ctx, &GUEST, Purpose::SignIn, "/me").await.unwrap();
        let answer = Answer {
            state: state(ctx, &away).await,
            code: None,
            error: Some("access_denied".to_owned()),
        };
        let denied = finish(ctx, &GUEST, Some(&away), answer, &Luggage::default())
            .await
            .unwrap();
        assert_eq!(refused(denied.outcome), Some(Refusal::ProviderDenied));
        let phone = office.citizen("lin_xiao").await;
        let kept = remove(ctx, &phone, Means::Phone, &Luggage::default()).await;
        assert!(matches!(kept, Err(Error::Forbidden)));
    }
}
