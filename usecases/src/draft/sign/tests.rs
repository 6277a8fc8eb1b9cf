mod device;

use super::*;
use crate::application::record::read as read_record;
use crate::message;
use crate::office::TestOffice;

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        other => panic!("{other:?}"),
    }
}

async fn digits(ctx: &Context) -> String {
    let came = message::list(ctx).await.unwrap().remove(0).text;
    came.lines().next().unwrap().to_owned()
}

/// A draft that a mother may sign, and the code that came for it.
async fn with_code(office: &TestOffice) -> (Asker, DraftId, Token) {
    let mother = office.citizen("lin_xiao").await;
    let draft = office.newborn_draft(&mother).await;
    let code = send_code(&office.ctx, &mother, &draft, &Luggage::default(), None)
        .await
        .unwrap();
    (mother, draft, code)
}

#[tokio::test]
async fn nothing_is_submitted_that_is_not_signed_as_it_is_now_and_nothing_is_lost() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let unsigned = submit::submit(ctx, &mother, &draft).await;
        assert_eq!(refused(unsigned), Some(Refusal::SignFirst));
        office.sign(&mother, &draft).await.unwrap();
        assert!(read(ctx, &mother, &draft).await.unwrap().is_signed);
        let typed = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        office.agree(&mother, &draft).await;
        let changed = submit::submit(ctx, &mother, &draft).await;
        assert_eq!(refused(changed), Some(Refusal::RecordChanged));
        let now = read(ctx, &mother, &draft).await.unwrap();
        assert!(now.was_signed && !now.is_signed);
        assert_eq!(now.mine.gaps(), []);
        let application = office.submit(&mother, &draft).await.unwrap();
        let judged = read_record(ctx, &mother, &application).await.unwrap();
        let held = judged.outcome.unwrap();
        let who: Vec<_> = held.iter().map(|one| (&*one.name, one.by_device)).collect();
        assert_eq!(who, [("陈远", false), ("林晓", false)]);
        assert!(judged.signed.record.to_string().contains("林知秋"));
    }
}

#[tokio::test]
async fn the_message_with_a_code_that_signs_says_so_and_for_what() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (_, _, code) = with_code(&office).await;
        let came = message::list(ctx).await.unwrap().remove(0).text;
        assert_eq!(came, format!("{}\n新生儿出生", digits(ctx).await));
        let as_if_it_let_in = crate::account::code::send_again(ctx, &code, &Luggage::default(), None).await;
        assert_eq!(refused(as_if_it_let_in), Some(Refusal::CodeOver));
    }
}

#[tokio::test]
async fn a_code_signs_the_record_it_came_for_and_no_other() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, code) = with_code(&office).await;
        let shown = read(ctx, &mother, &draft).await.unwrap().hash;
        let came = digits(ctx).await;
        let typed = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        office.agree(&mother, &draft).await;
        let old_page = by_code(ctx, &mother, &draft, &shown, Some(&code), &came).await;
        assert_eq!(refused(old_page), Some(Refusal::RecordChanged));
        let now = read(ctx, &mother, &draft).await.unwrap().hash;
        let old_code = by_code(ctx, &mother, &draft, &now, Some(&code), &came).await;
        assert_eq!(refused(old_code), Some(Refusal::CodeOver));
        let none = by_code(ctx, &mother, &draft, &now, None, &came).await;
        assert_eq!(refused(none), Some(Refusal::CodeOver));

        office.advance(60_000);
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let wrong = if digits(ctx).await == "000000" {
            "111111"
        } else {
            "000000"
        };
        let wrong = by_code(ctx, &mother, &draft, &now, Some(&code), wrong).await;
        assert_eq!(refused(wrong), Some(Refusal::WrongCode));
        let came = digits(ctx).await;
        for _ in 0..2 {
            by_code(ctx, &mother, &draft, &now, Some(&code), &came)
                .await
                .expect("pressed twice it is signed once");
        }
        let given = data::signature::list(ctx.db.read(), &draft).await.unwrap();
        assert_eq!(given.iter().filter(|one| one.party.is_none()).count(), 1);
    }
}

#[tokio::test]
async fn asked_for_again_at_once_the_code_that_came_for_the_same_record_holds() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, code) = with_code(&office).await;
        let carrying = Luggage {
            code: Some(code),
            ..Luggage::default()
        };
        let again = send_code(ctx, &mother, &draft, &carrying, None).await;
        assert_eq!(refused(again), Some(Refusal::CodeHolds));
        let elsewhere = send_code(ctx, &mother, &draft, &Luggage::default(), None).await;
        assert_eq!(refused(elsewhere), Some(Refusal::TooManyCodes));
        let typed = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        office.agree(&mother, &draft).await;
        let for_another = send_code(ctx, &mother, &draft, &carrying, None).await;
        assert_eq!(refused(for_another), Some(Refusal::TooManyCodes));
    }
}

#[tokio::test]
async fn what_is_missing_is_not_signed_and_nobody_signs_for_somebody_else() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &crate::office::MOTHER).await;
        let early = send_code(ctx, &mother, &draft, &Luggage::default(), None).await;
        assert_eq!(refused(early), Some(Refusal::Incomplete));
        office.complete(&mother, &draft).await;
        let shown = read(ctx, &mother, &draft).await.unwrap().hash;
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let stranger = office.citizen("zhou_he").await;
        let theirs = by_code(ctx, &stranger, &draft, &shown, Some(&code), &digits(ctx).await).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        assert!(matches!(read(ctx, &stranger, &draft).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn signing_all_day_keeps_nobody_from_signing_in() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        for number in 0..7 {
            let name = format!("林知{}", ["一", "二", "三", "四", "五", "六", "七"][number]);
            office
                .save(&mother, &draft, "child", &[("child/person.name", &name)])
                .await
                .unwrap();
            office.agree(&mother, &draft).await;
            office.sign(&mother, &draft).await.unwrap();
        }
        let phone = mother.citizen().unwrap().phone.clone();
        crate::account::code::send(ctx, &phone, &Luggage::default(), None)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn what_was_changed_since_it_was_shown_is_not_signed_and_signing_asks_nobody_again() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let draft = office.newborn_draft(&mother).await;
        let (_, before) = ready(ctx, &mother, &draft).await.unwrap();
        let code = send_code(ctx, &mother, &draft, &Luggage::default(), None)
            .await
            .unwrap();
        let digits = office.received(&mother).await;
        let signing = Signing::new(&mother, &draft, &before);
        let name = [("child/person.name", "林知秋")];
        office.save(&mother, &draft, "child", &name).await.unwrap();
        let late = signing.by_code(ctx, &before.hash, Some(&code), &digits).await;
        assert_eq!(refused(late), Some(Refusal::RecordChanged));
        let given = data::signature::list(ctx.db.read(), &draft).await.unwrap();
        assert!(given.iter().all(|one| one.party.is_some()), "{given:?}");
        office.advance(60_000);
        office.agree(&mother, &draft).await;
        office.sign(&mother, &draft).await.unwrap();
        let errands = data::outbox::list_due(ctx.db.read(), ctx.now(), 50).await.unwrap();
        assert!(errands.iter().all(|errand| errand.kind != "parties"), "{errands:?}");
    }
}
