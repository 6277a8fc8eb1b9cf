use super::*;
use crate::account::code;
use crate::message;
use crate::office::TestOffice;

const MINUTE: i64 = 60_000;

async fn digits(ctx: &Context) -> String {
    message::list(ctx).await.unwrap().remove(0).text
}

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        other => panic!("{other:?}"),
    }
}

async fn take_once(ctx: &Context, asker: &Asker, purpose: &str, luggage: &Luggage) -> Result<()> {
    let tx = ctx.db.write().await?;
    take(ctx, &tx, asker, purpose, luggage).await?;
    Ok(tx.commit().await?)
}

#[tokio::test]
async fn a_confirmation_counts_once_for_its_purpose_its_session_and_five_minutes() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (asker, luggage) = office.citizen_with_browser("lin_xiao").await;
        let (_, elsewhere) = office.citizen_with_browser("lin_xiao").await;
        let (stranger, _) = office.citizen_with_browser("zhou_he").await;
        let code = send_code(ctx, &asker, "sign", &luggage, None).await.unwrap();
        by_code(ctx, &asker, "sign", &code, &digits(ctx).await, &luggage)
            .await
            .unwrap();
        for (who, purpose, luggage) in [
            (&asker, "pay", &luggage),
            (&asker, "sign", &elsewhere),
            (&stranger, "sign", &luggage),
        ] {
            assert!(!is_given(ctx, who, purpose, luggage).await.unwrap());
            let taken = take_once(ctx, who, purpose, luggage).await;
            assert_eq!(refused(taken), Some(Refusal::ConfirmFirst));
        }
        assert!(is_given(ctx, &asker, "sign", &luggage).await.unwrap());
        take_once(ctx, &asker, "sign", &luggage).await.unwrap();
        let again = take_once(ctx, &asker, "sign", &luggage).await;
        assert_eq!(refused(again), Some(Refusal::ConfirmFirst));

        office.advance(1);
        let code = send_code(ctx, &asker, "sign", &luggage, None).await.unwrap();
        by_code(ctx, &asker, "sign", &code, &digits(ctx).await, &luggage)
            .await
            .unwrap();
        office.advance(GOOD);
        let late = take_once(ctx, &asker, "sign", &luggage).await;
        assert_eq!(refused(late), Some(Refusal::ConfirmFirst));
    }
}

#[tokio::test]
async fn digits_that_came_for_one_thing_or_to_another_phone_confirm_nothing_else() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (asker, luggage) = office.citizen_with_browser("lin_xiao").await;
        let hers = asker.citizen().unwrap().phone.clone();
        let to_enter = code::send(ctx, &hers, &luggage, None).await.unwrap();
        let came = digits(ctx).await;
        let taken_along = by_code(ctx, &asker, "sign", &to_enter, &came, &luggage).await;
        assert_eq!(refused(taken_along), Some(Refusal::CodeOver), "it lets in, no more");
        office.advance(MINUTE);
        let to_confirm = send_code(ctx, &asker, "sign", &luggage, None).await.unwrap();
        let came = digits(ctx).await;
        let entered = code::sign_in(ctx, &to_confirm, &came, &luggage).await;
        assert_eq!(refused(entered), Some(Refusal::CodeOver), "it confirms, no more");
        let (stranger, theirs) = office.citizen_with_browser("zhou_he").await;
        let of_another = by_code(ctx, &stranger, "sign", &to_confirm, &came, &theirs).await;
        assert_eq!(refused(of_another), Some(Refusal::WrongCode));
        by_code(ctx, &asker, "sign", &to_confirm, &came, &luggage)
            .await
            .unwrap();
        assert!(matches!(
            send_code(ctx, &Asker::Guest(None), "sign", &luggage, None).await,
            Err(Error::SignInFirst)
        ));
    }
}
