use super::*;
use crate::account::recognise::recognise;
use crate::draft::consult::consent;
use crate::office::{MOTHER, NEWBORN, TestOffice, id};
use crate::register::sandbox::Behaviour;

/// Somebody whom the register knows, and who has no account.
const NAME: &str = "吴桐";

fn number_of(office: &TestOffice, name: &str) -> String {
    let known = office.ctx.city.people().iter().find(|person| person.name == name);
    known.unwrap().id_number.to_string()
}

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        _ => None,
    }
}

#[tokio::test]
async fn who_the_register_confirms_is_known_from_then_on_under_a_new_token() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (asker, luggage) = office.newcomer("13911112222").await;
        assert!(matches!(asker.real_name(), Err(Error::RealNameFirst)));
        let number = number_of(&office, NAME).to_lowercase();
        let session = confirm(ctx, &asker, &format!(" {NAME} "), &number, &luggage)
            .await
            .unwrap();
        let known = recognise(ctx, Some(&session), None).await.unwrap();
        let (citizen, real_name) = known.real_name().unwrap();
        assert_eq!((citizen.phone.as_str(), real_name.name.as_str()), ("13911112222", NAME));
        let old = recognise(ctx, luggage.session.as_ref(), None).await.unwrap();
        assert!(matches!(old, Asker::Guest(_)), "the token from before is worth nothing");
    }
}

#[tokio::test]
async fn a_name_and_a_number_that_do_not_belong_together_are_not_confirmed_and_five_tries_a_day_are_enough() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (asker, luggage) = office.newcomer("13911112222").await;
        let number = number_of(&office, NAME);
        for (name, number) in [("", number.as_str()), (NAME, "000000199707200033"), (NAME, "1")] {
            let outcome = confirm(ctx, &asker, name, number, &luggage).await;
            assert_eq!(refused(outcome), Some(Refusal::NotAnIdentity), "{name} {number}");
        }
        for _ in 0..TRIES {
            let outcome = confirm(ctx, &asker, "林晓", &number, &luggage).await;
            assert_eq!(refused(outcome), Some(Refusal::NotConfirmed));
        }
        let outcome = confirm(ctx, &asker, NAME, &number, &luggage).await;
        assert_eq!(refused(outcome), Some(Refusal::TooManyTries));
        office.advance(24 * 3_600_000);
        crate::retention::forget_expired(ctx).await.unwrap();
        let (asker, luggage) = office.newcomer("13911112222").await;
        confirm(ctx, &asker, NAME, &number, &luggage).await.unwrap();
    }
}

#[tokio::test]
async fn who_only_knows_a_name_and_a_number_does_not_come_to_that_account() {
    for office in TestOffice::each().await {
        let (asker, luggage) = office.newcomer("13911112222").await;
        let number = number_of(&office, "林晓");
        let outcome = confirm(&office.ctx, &asker, "林晓", &number, &luggage).await;
        assert_eq!(refused(outcome), Some(Refusal::IdentityTaken));
    }
}

#[tokio::test]
async fn a_register_that_is_down_confirms_nobody_and_what_was_typed_is_kept_for_this_citizen_alone() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (asker, luggage) = office.newcomer("13911112222").await;
        office.set_register("household", Behaviour::Down).await;
        let number = number_of(&office, NAME);
        let outcome = confirm(ctx, &asker, NAME, &number, &luggage).await;
        assert_eq!(refused(outcome), Some(Refusal::RegisterDown));
        let kept = keep_typed(ctx, &asker, NAME, &number).await.unwrap();
        assert_eq!(
            typed(ctx, &asker, &kept).await.unwrap(),
            Some((NAME.to_owned(), number))
        );
        let other = office.citizen("lin_xiao").await;
        assert_eq!(typed(ctx, &other, &kept).await.unwrap(), None);
    }
}

#[tokio::test]
async fn no_register_is_opened_and_nothing_submitted_for_somebody_nobody_knows() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (asker, _) = office.newcomer("13911112222").await;
        office.answer_plan(&asker, NEWBORN, &MOTHER).await;
        let draft = crate::draft::start::start(ctx, &asker, &id(NEWBORN)).await.unwrap();
        let given = consent(ctx, &asker, &draft, domain::draft::Consent::Given).await;
        assert!(matches!(given, Err(Error::RealNameFirst)));
        let submitted = crate::application::submit::submit(ctx, &asker, &draft).await;
        assert!(matches!(submitted, Err(Error::RealNameFirst)));
        assert_eq!(office.text(&asker, &draft, "mother/person.phone").await, "13911112222");
        consent(ctx, &asker, &draft, domain::draft::Consent::Declined)
            .await
            .expect("typing oneself needs nobody");
    }
}

#[tokio::test]
async fn who_is_known_cannot_become_somebody_else_also_not_from_two_tabs() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (asker, luggage) = office.newcomer("13911112222").await;
        let number = number_of(&office, NAME);
        let other = number_of(&office, "江川");
        // Both tabs were opened before anybody was known.
        let session = confirm(ctx, &asker, NAME, &number, &luggage).await.unwrap();
        let from_the_other_tab = confirm(ctx, &asker, "江川", &other, &luggage).await;
        assert_eq!(refused(from_the_other_tab), Some(Refusal::IsKnown));
        let known = recognise(ctx, Some(&session), None).await.unwrap();
        let luggage = Luggage {
            session: Some(session),
            ..Luggage::default()
        };
        let again = confirm(ctx, &known, "江川", &other, &luggage).await;
        assert_eq!(refused(again), Some(Refusal::IsKnown));
        assert_eq!(known.real_name().unwrap().1.name, NAME);
    }
}

#[tokio::test]
async fn confirming_a_name_neither_revives_nor_lengthens_a_session() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (asker, luggage) = office.newcomer("13911112222").await;
        office.advance(3_600_000);
        let session = confirm(ctx, &asker, NAME, &number_of(&office, NAME), &luggage)
            .await
            .unwrap();
        let token = data::session::find(ctx.db.read(), &session.hash())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(token.expires_at, ctx.now().plus(ctx.limits.session - 3_600_000));

        let (asker, luggage) = office.newcomer("13911113333").await;
        crate::account::sign_out::sign_out(ctx, luggage.session.as_ref().unwrap())
            .await
            .unwrap();
        let late = confirm(ctx, &asker, "江川", &number_of(&office, "江川"), &luggage).await;
        assert!(
            matches!(late, Err(Error::SignInFirst)),
            "signed out while the register was asked"
        );
    }
}

#[tokio::test]
async fn a_child_under_fourteen_has_no_account_of_its_own() {
    for office in TestOffice::each().await {
        let (asker, luggage) = office.newcomer("13911112222").await;
        let confirmed = confirm(&office.ctx, &asker, "林知夏", "000000202001010012", &luggage).await;
        assert_eq!(refused(confirmed), Some(Refusal::AChild));
    }
}
