use super::*;
use crate::account::real_name::confirm;
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::asker::Asker;
use crate::office::{MOTHER, TestOffice, id};

const OLD: &str = "13800000001";
const NEW: &str = "13911112222";

async fn logged(office: &TestOffice) -> Vec<(Act, About)> {
    let lines = data::audit::list(office.ctx.db.read(), &data::audit::Filter::default(), 0, 10).await;
    let lines = lines.unwrap().into_iter();
    lines.map(|(_, line)| (line.what, line.about)).collect()
}

#[tokio::test]
async fn an_account_moves_to_the_new_phone_and_the_old_one_opens_it_no_more() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let session = as_citizen(ctx, &id("lin_xiao"), &Luggage::default())
            .await
            .unwrap()
            .session;
        let tx = ctx.db.write().await.unwrap();
        data::account::add_means(&*tx, Means::WeChat, "app name", &id("lin_xiao"), ctx.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(move_number(ctx, OLD, NEW).await.unwrap(), id("lin_xiao"));
        let on_the_old = recognise(ctx, Some(&session), None).await.unwrap();
        assert!(matches!(on_the_old, Asker::Guest(_)));
        let opens = async |means, subject| {
            data::account::find_by_means(ctx.db.read(), means, subject)
                .await
                .unwrap()
        };
        assert_eq!(opens(Means::Phone, OLD).await, None);
        assert_eq!(opens(Means::WeChat, "app name").await, None);
        assert_eq!(opens(Means::Phone, NEW).await, Some(id("lin_xiao")));
        let mother = office.citizen("lin_xiao").await;
        assert_eq!(mother.citizen().unwrap().phone, NEW);
        let told = crate::message::list(ctx).await.unwrap();
        assert_eq!((told[0].phone.as_str(), told[0].text.as_str()), (OLD, "number_moved"));
        assert_eq!(
            logged(&office).await,
            [(Act::NumberMoved, About::Citizen(id("lin_xiao")))]
        );
    }
}

#[tokio::test]
async fn an_account_does_not_move_to_a_number_that_has_one() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        office.newcomer(NEW).await;
        let taken = move_number(ctx, OLD, NEW).await;
        assert!(matches!(taken, Err(Error::Refused(Refusal::NumberTaken))));
        let unknown = move_number(ctx, "13911113333", "13911114444").await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        let typo = move_number(ctx, OLD, "1391111").await;
        assert!(matches!(typo, Err(Error::Refused(Refusal::NotAPhone))));
        assert_eq!(logged(&office).await, []);
    }
}

#[tokio::test]
async fn an_id_number_that_somebody_else_gave_comes_to_whose_it_is_and_what_was_prefilled_with_it_is_gone() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let stranger = office.citizen("lin_xiao").await;
        let real_name = stranger.citizen().unwrap().real_name.clone().unwrap();
        office.consulted(&stranger, &MOTHER).await;
        let (asker, luggage) = office.newcomer(NEW).await;
        assert_eq!(free_id_number(ctx, &real_name.id_number).await.unwrap(), id("lin_xiao"));
        let number = real_name.id_number.to_string();
        confirm(ctx, &asker, &real_name.name, &number, &luggage).await.unwrap();
        assert_eq!(office.database.count("drafts", "citizen_id", "lin_xiao").await, 0);
        assert_eq!(
            logged(&office).await,
            [(Act::IdNumberFreed, About::Citizen(id("lin_xiao")))]
        );
        let nobody = "000000199707200032".parse().unwrap();
        assert!(matches!(free_id_number(ctx, &nobody).await, Err(Error::NotFound)));
    }
}
