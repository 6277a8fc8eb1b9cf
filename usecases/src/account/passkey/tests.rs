use super::*;
use crate::account::confirm;
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::error::Refusal;
use crate::message;
use crate::office::{ORIGIN, TestOffice, id};
use crate::token::Token;
use testbed::phone::Phone;

const MINUTE: i64 = 60_000;

/// Somebody in a browser of their own.
struct Person {
    asker: Asker,
    luggage: Luggage,
}

/// Somebody without a session, in a browser that is known by this.
fn browser(ctx: &Context) -> Luggage {
    Luggage {
        browser: Some(Token::new(ctx)),
        device: Some("Android".to_owned()),
        ..Luggage::default()
    }
}

impl Person {
    async fn with(ctx: &Context, session: Token, luggage: &Luggage) -> Self {
        let asker = recognise(ctx, Some(&session), None).await.unwrap();
        let luggage = Luggage {
            session: Some(session),
            ..luggage.clone()
        };
        Self { asker, luggage }
    }

    async fn signed_in(ctx: &Context, who: &str) -> Self {
        let luggage = browser(ctx);
        let session = as_citizen(ctx, &id(who), &luggage).await.unwrap().session;
        Self::with(ctx, session, &luggage).await
    }

    /// Confirms by a code that a key is to be added.
    async fn confirms(&self, office: &TestOffice) {
        let ctx = &office.ctx;
        office.advance(1);
        let code = confirm::send_code(ctx, &self.asker, add::PURPOSE, &self.luggage, None);
        let (code, digits) = (code.await.unwrap(), message::list(ctx).await.unwrap().remove(0).text);
        confirm::by_code(ctx, &self.asker, add::PURPOSE, &code, &digits, &self.luggage)
            .await
            .unwrap();
    }

    /// Adds a phone's key; the same person under the new token.
    async fn adds(self, office: &TestOffice, phone: &mut Phone) -> Self {
        let ctx = &office.ctx;
        self.confirms(office).await;
        let options = add::ask(ctx, &self.asker, &self.luggage).await.unwrap();
        let session = add::add(ctx, &self.asker, &phone.make(&options), &self.luggage).await;
        Self::with(ctx, session.unwrap(), &self.luggage).await
    }

    fn is_live(&self, ctx: &Context) -> bool {
        self.asker.needs(domain::account::Level::Live, ctx).is_ok()
    }
}

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_key_that_was_added_signs_in_without_a_number_and_that_is_a_living_person() {
    for office in TestOffice::each().await {
        let (ctx, mut phone) = (&office.ctx, Phone::new(ORIGIN, 1));
        let before = Person::signed_in(ctx, "lin_xiao").await;
        let old = before.luggage.session.clone();
        let after = before.adds(&office, &mut phone).await;
        assert!(after.is_live(ctx), "the phone saw her when the key was made");
        let stolen = recognise(ctx, old.as_ref(), None).await.unwrap();
        assert!(
            matches!(stolen, Asker::Guest(_)),
            "the token from before is worth nothing"
        );
        office.advance(ctx.limits.live);
        assert!(!after.is_live(ctx));

        let guest = browser(ctx);
        let options = sign_in::ask(ctx, &guest).await.unwrap();
        assert_eq!(
            options["publicKey"]["allowCredentials"],
            serde_json::json!([]),
            "nobody is named"
        );
        let signed_in = sign_in::sign_in(ctx, &phone.sign(&options), &guest).await.unwrap();
        let back = Person::with(ctx, signed_in.session, &guest).await;
        assert_eq!(back.asker.citizen().unwrap().id, id("lin_xiao"));
        assert!(back.is_live(ctx));
        let keys = list(ctx, &back.asker).await.unwrap();
        assert_eq!((keys[0].device.as_str(), keys[0].used_at), ("Android", Some(ctx.now())));
    }
}

#[tokio::test]
async fn an_answer_counts_once_within_five_minutes_and_in_the_session_that_was_asked() {
    for office in TestOffice::each().await {
        let (ctx, mut phone) = (&office.ctx, Phone::new(ORIGIN, 1));
        let mother = Person::signed_in(ctx, "lin_xiao").await.adds(&office, &mut phone).await;
        let again = Person::signed_in(ctx, "lin_xiao").await;
        let options = live::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        let answer = phone.sign(&options);
        let elsewhere = live::show(ctx, &again.asker, &answer, &again.luggage).await;
        assert_eq!(refused(elsewhere), Some(Refusal::NotVerified), "another session");
        let for_signing_in = sign_in::sign_in(ctx, &answer, &mother.luggage).await;
        assert_eq!(refused(for_signing_in), Some(Refusal::NotVerified), "another ceremony");
        let session = live::show(ctx, &mother.asker, &answer, &mother.luggage).await.unwrap();
        let mother = Person::with(ctx, session, &mother.luggage).await;
        let replayed = live::show(ctx, &mother.asker, &answer, &mother.luggage).await;
        assert_eq!(refused(replayed), Some(Refusal::NotVerified), "replayed");

        let options = live::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        office.advance(5 * MINUTE);
        let late = live::show(ctx, &mother.asker, &phone.sign(&options), &mother.luggage).await;
        assert_eq!(refused(late), Some(Refusal::NotVerified), "too old");

        let first = live::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        live::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        let earlier = live::show(ctx, &mother.asker, &phone.sign(&first), &mother.luggage).await;
        assert_eq!(refused(earlier), Some(Refusal::NotVerified), "asked again meanwhile");
    }
}

#[tokio::test]
async fn a_device_that_saw_nobody_or_was_copied_or_is_at_another_site_or_is_somebody_elses_is_refused() {
    for office in TestOffice::each().await {
        let (ctx, mut phone, mut theirs) = (&office.ctx, Phone::new(ORIGIN, 1), Phone::new(ORIGIN, 2));
        let mother = Person::signed_in(ctx, "lin_xiao").await.adds(&office, &mut phone).await;
        Person::signed_in(ctx, "zhou_he").await.adds(&office, &mut theirs).await;
        office.advance(ctx.limits.live);
        let before = phone.clone();
        let tried = async |phone: &mut Phone| {
            let options = live::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
            live::show(ctx, &mother.asker, &phone.sign(&options), &mother.luggage).await
        };
        let unseen = tried(&mut Phone {
            verifies: false,
            ..before.clone()
        })
        .await;
        assert_eq!(refused(unseen), Some(Refusal::NotVerified), "nobody looked at it");
        let lured = tried(&mut Phone {
            origin: "https://zhangban.evil.example".to_owned(),
            ..before.clone()
        })
        .await;
        assert_eq!(refused(lured), Some(Refusal::NotVerified), "another site");
        assert_eq!(
            refused(tried(&mut theirs).await),
            Some(Refusal::NotVerified),
            "not hers"
        );
        assert!(!mother.is_live(ctx));
        let signs_in = async |phone: &mut Phone| {
            let guest = browser(ctx);
            let options = sign_in::ask(ctx, &guest).await.unwrap();
            sign_in::sign_in(ctx, &phone.sign(&options), &guest).await
        };
        signs_in(&mut phone).await.unwrap();
        let copied = signs_in(&mut before.clone()).await;
        assert_eq!(refused(copied), Some(Refusal::NotVerified), "its counter went back");
        let unseen = signs_in(&mut Phone {
            verifies: false,
            ..phone.clone()
        })
        .await;
        assert_eq!(refused(unseen), Some(Refusal::NotVerified), "nobody looked at it");
        let unknown = signs_in(&mut Phone::new(ORIGIN, 3)).await;
        assert_eq!(refused(unknown), Some(Refusal::NotVerified));
    }
}

#[tokio::test]
async fn an_open_session_alone_adds_no_key_and_a_confirmation_adds_one() {
    for office in TestOffice::each().await {
        let (ctx, mut phone) = (&office.ctx, Phone::new(ORIGIN, 1));
        let thief = Person::signed_in(ctx, "lin_xiao").await;
        let unasked = add::ask(ctx, &thief.asker, &thief.luggage).await;
        assert_eq!(refused(unasked), Some(Refusal::ConfirmFirst));

        let mother = Person::signed_in(ctx, "lin_xiao").await;
        mother.confirms(&office).await;
        let elsewhere = add::ask(ctx, &thief.asker, &thief.luggage).await;
        assert_eq!(
            refused(elsewhere),
            Some(Refusal::ConfirmFirst),
            "it was another session"
        );
        let options = add::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        office.advance(5 * MINUTE - 1);
        let options_again = add::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        office.advance(1);
        let late = add::add(ctx, &mother.asker, &phone.make(&options_again), &mother.luggage).await;
        assert_eq!(refused(late), Some(Refusal::ConfirmFirst), "too long ago");
        let old = add::add(ctx, &mother.asker, &phone.make(&options), &mother.luggage).await;
        assert_eq!(refused(old), Some(Refusal::NotVerified));

        let mother = mother.adds(&office, &mut phone).await;
        let once = add::ask(ctx, &mother.asker, &mother.luggage).await;
        assert_eq!(refused(once), Some(Refusal::ConfirmFirst), "it counts for one key");

        let ask = confirm::ask_device(ctx, &mother.asker, add::PURPOSE, &mother.luggage);
        let answer = phone.sign(&ask.await.unwrap());
        let other = confirm::by_device(ctx, &mother.asker, "another purpose", &answer, &mother.luggage).await;
        assert_eq!(refused(other), Some(Refusal::NotVerified));
        confirm::by_device(ctx, &mother.asker, add::PURPOSE, &answer, &mother.luggage)
            .await
            .unwrap();
        let options = add::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        let mut unseen = Phone {
            verifies: false,
            ..Phone::new(ORIGIN, 2)
        };
        let unseen = add::add(ctx, &mother.asker, &unseen.make(&options), &mother.luggage).await;
        assert_eq!(
            refused(unseen),
            Some(Refusal::NotVerified),
            "nobody looked at the new one"
        );
        let options = add::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        add::add(
            ctx,
            &mother.asker,
            &Phone::new(ORIGIN, 2).make(&options),
            &mother.luggage,
        )
        .await
        .expect("her first key confirmed the second");
    }
}

#[tokio::test]
async fn a_key_belongs_to_one_account_and_who_removed_it_is_not_let_in_by_it() {
    for office in TestOffice::each().await {
        let (ctx, mut phone) = (&office.ctx, Phone::new(ORIGIN, 1));
        let mother = Person::signed_in(ctx, "lin_xiao").await.adds(&office, &mut phone).await;
        let stranger = Person::signed_in(ctx, "zhou_he").await;
        stranger.confirms(&office).await;
        let options = add::ask(ctx, &stranger.asker, &stranger.luggage).await.unwrap();
        let taken = add::add(ctx, &stranger.asker, &phone.clone().make(&options), &stranger.luggage).await;
        assert_eq!(refused(taken), Some(Refusal::NotVerified));

        let key = list(ctx, &mother.asker).await.unwrap().remove(0).id;
        assert!(matches!(remove(ctx, &stranger.asker, &key).await, Err(Error::NotFound)));
        let options = live::ask(ctx, &mother.asker, &mother.luggage).await.unwrap();
        remove(ctx, &mother.asker, &key).await.unwrap();
        let gone = live::show(ctx, &mother.asker, &phone.sign(&options), &mother.luggage).await;
        assert_eq!(refused(gone), Some(Refusal::NotVerified), "removed while it was asked");
        let none = live::ask(ctx, &mother.asker, &mother.luggage).await;
        assert_eq!(refused(none), Some(Refusal::NotVerified));
        let guest = browser(ctx);
        let options = sign_in::ask(ctx, &guest).await.unwrap();
        let gone = sign_in::sign_in(ctx, &phone.sign(&options), &guest).await;
        assert_eq!(refused(gone), Some(Refusal::NotVerified));
    }
}

#[tokio::test]
async fn whose_name_nobody_knows_is_not_a_living_person_whatever_their_device_says() {
    for office in TestOffice::each().await {
        let (ctx, luggage, mut phone) = (&office.ctx, browser(&office.ctx), Phone::new(ORIGIN, 1));
        let code = crate::account::code::send(ctx, "13911112222", &luggage, None)
            .await
            .unwrap();
        let digits = message::list(ctx).await.unwrap().remove(0).text;
        let signed_in = crate::account::code::sign_in(ctx, &code, &digits, &luggage)
            .await
            .unwrap();
        let newcomer = Person::with(ctx, signed_in.session, &luggage).await;
        let newcomer = newcomer.adds(&office, &mut phone).await;
        assert_eq!(newcomer.asker.signed().unwrap().live_at, None);
        let asked = live::ask(ctx, &newcomer.asker, &newcomer.luggage).await;
        assert!(matches!(asked, Err(Error::RealNameFirst)));
    }
}

#[test]
fn passkeys_belong_to_a_name_and_not_to_a_network_address() {
    assert!(relying_party(ORIGIN).is_some());
    assert!(relying_party("http://localhost:3000").is_some());
    assert!(relying_party("http://127.0.0.1:3000").is_none());
}
