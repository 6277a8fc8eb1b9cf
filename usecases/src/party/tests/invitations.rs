//! The link and its digits: for whom, how long, and how often.

use super::*;

#[tokio::test]
async fn a_link_opens_with_its_digits_for_the_one_who_is_meant_and_for_nobody_else() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let (himself, stranger) = (office.citizen("chen_yuan").await, office.citizen("zhou_he").await);
        let draft = office.consulted(&mother, &MOTHER).await;
        let (link, digits) = office.invite(&mother, &draft, &father(), &himself).await;
        let guest = Asker::Guest(None);
        assert!(matches!(join::look(ctx, &guest, &link).await, Err(Error::SignInFirst)));
        let made_up = Token::from_browser("made up");
        assert!(refused(&join::look(ctx, &guest, &made_up).await, Refusal::LinkOver));
        let (newcomer, _) = office.newcomer("13911112222").await;
        assert!(matches!(
            join::look(ctx, &newcomer, &link).await,
            Err(Error::RealNameFirst)
        ));
        assert!(refused(&join::look(ctx, &mother, &link).await, Refusal::OwnLink));
        assert_eq!(join::look(ctx, &stranger, &link).await.unwrap(), join::Door::Digits);
        let wrong = join::join(ctx, &himself, &link, "000000").await;
        assert!(refused(&wrong, Refusal::WrongCode));
        let other = join::join(ctx, &stranger, &link, &digits).await;
        assert!(refused(&other, Refusal::SomebodyElseMeant));
        let joined = join::join(ctx, &himself, &link, &digits).await.unwrap();
        assert_eq!(
            join::look(ctx, &himself, &link).await.unwrap(),
            join::Door::Open(joined)
        );
        assert!(refused(&join::look(ctx, &stranger, &link).await, Refusal::LinkOver));
    }
}

#[tokio::test]
async fn the_link_and_its_digits_are_shown_until_somebody_came_by_them() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let himself = office.citizen("chen_yuan").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let whom = ("陈远", "13800000002");
        let kept = invite::invite(ctx, &mother, &draft, &father(), whom, false)
            .await
            .unwrap();
        let invitation = office.read(&mother, &draft).await.invitations[0].id.clone();
        let shown = async || invite::link(ctx, &mother, &invitation, &kept).await.unwrap();
        let link = shown().await.unwrap();
        join::join(ctx, &himself, &link.token, &link.digits).await.unwrap();
        assert_eq!(shown().await, None);
    }
}

#[tokio::test]
async fn a_link_is_over_after_a_week_after_five_tries_and_when_there_is_another() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let himself = office.account("chen_yuan").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let (first, _) = office.invite(&mother, &draft, &father(), &himself).await;
        let (link, digits) = office.invite(&mother, &draft, &father(), &himself).await;
        assert!(refused(&join::look(ctx, &himself, &first).await, Refusal::LinkOver));
        for _ in 0..5 {
            assert!(refused(
                &join::join(ctx, &himself, &link, "1").await,
                Refusal::WrongCode
            ));
        }
        let right = join::join(ctx, &himself, &link, &digits).await;
        assert!(refused(&right, Refusal::TriesOver));
        let (link, digits) = office.invite(&mother, &draft, &father(), &himself).await;
        office.advance(invite::GOOD);
        assert!(refused(
            &join::join(ctx, &himself, &link, &digits).await,
            Refusal::LinkOver
        ));
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Expired);
        office.advance(invite::KEPT);
        retention::forget_expired(ctx).await.unwrap();
        assert_eq!(standing(&office, &mother, &draft).await, Standing::NotAsked);
    }
}

#[tokio::test]
async fn only_so_many_are_asked_in_a_day_and_only_who_is_missing() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let draft = office.consulted(&mother, &MOTHER).await;
        let ask = async |seat: &str, name: &str, phone: &str| {
            invite::invite(ctx, &mother, &draft, &id(seat), (name, phone), true).await
        };
        assert!(matches!(
            ask("mother", "林晓", "13800000001").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            ask("child", "林晓", "13800000001").await,
            Err(Error::NotFound)
        ));
        assert!(refused(&ask("father", " ", "13800000002").await, Refusal::NotAParty));
        assert!(refused(&ask("father", "陈远", "1380000").await, Refusal::NotAPhone));
        let other = ask("father", "王五", "13800000002").await;
        assert!(refused(&other, Refusal::NameDiffers));
        let both = [Refusal::NotAParty, Refusal::NotAPhone];
        assert_eq!(invite::lacks(" ", "1380000"), both, "all at once");
        for _ in 0..10 {
            ask("father", "陈远", "13800000002").await.unwrap();
        }
        let sent = message::list(ctx).await.unwrap();
        assert_eq!(
            sent.iter().filter(|sent| sent.text == "party_invited").count(),
            1,
            "kept once a moment"
        );
        assert!(refused(
            &ask("father", "陈远", "13800000002").await,
            Refusal::TooManyTries
        ));
    }
}

#[tokio::test]
async fn the_applicant_is_told_of_an_answer_and_not_that_somebody_looks() {
    for office in TestOffice::each().await {
        let (mother, draft, himself, invitation) = with_father(&office).await;
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Joined);
        assert_eq!(told(&office, &mother).await, []);
        office.agrees(&himself, &invitation).await.unwrap();
        let answered = told(&office, &mother).await;
        assert!(
            matches!(
                &answered[..],
                [What::PartyAnswered {
                    standing: Standing::Agreed,
                    ..
                }]
            ),
            "{answered:?}"
        );
    }
}
