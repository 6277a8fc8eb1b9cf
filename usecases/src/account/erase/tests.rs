use super::*;
use crate::account::my_data::{collect, forget_paper};
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::application::track::track;
use crate::application::withdraw::withdraw;
use crate::office::{JPEG, MOTHER, TestOffice, id};

/// What stays of an account: the departments' records, under its id.
const STAYS: [&str; 3] = ["applications", "drafts", "signatures"];

async fn signed_in(office: &TestOffice, who: &str) -> (Token, Asker) {
    let luggage = Luggage {
        browser: Some(Token::from_browser(who)),
        ..Luggage::default()
    };
    let session = as_citizen(&office.ctx, &id(who), &luggage).await.unwrap().session;
    let asker = recognise(&office.ctx, Some(&session), None).await.unwrap();
    (session, asker)
}

#[tokio::test]
async fn a_deleted_account_leaves_nothing_but_what_was_submitted_and_nobody_gets_at_that() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (session, mother) = signed_in(&office, "lin_xiao").await;
        let (elsewhere, _) = signed_in(&office, "lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        withdraw(ctx, &mother, &application).await.unwrap();
        let draft = office.consulted(&mother, &MOTHER).await;
        office.attach(&mother, &draft, "diagnosis", JPEG).await.unwrap();
        let papers = office.stored().await.len();
        erase(ctx, &mother, Some(&session)).await.unwrap();
        for (table, column) in office.database.columns().await {
            if column == "citizen_id" && !STAYS.contains(&table.as_str()) {
                assert_eq!(office.database.count(&table, &column, "lin_xiao").await, 0, "{table}");
            }
        }
        assert_eq!(office.database.count("drafts", "citizen_id", "lin_xiao").await, 1);
        assert_eq!(
            office.stored().await.len(),
            papers - 1,
            "the draft's paper is gone, the record's is there"
        );
        for token in [&session, &elsewhere] {
            assert!(matches!(
                recognise(ctx, Some(token), None).await.unwrap(),
                Asker::Guest(_)
            ));
        }
        let again = as_citizen(ctx, &id("lin_xiao"), &Luggage::default()).await;
        assert!(matches!(again, Err(Error::NotFound)), "nobody comes to the shell");
        let found = data::account::find_by_means(ctx.db.read(), data::account::Means::Phone, "13800000001").await;
        assert_eq!(found.unwrap(), None);
        let officer = office.officer("gao_ying").await;
        let case = office.case(&application, "birth_certificate").await.id;
        crate::casework::read::read(ctx, &officer, &case)
            .await
            .expect("the department keeps its record");
        let stranger = office.citizen("zhou_he").await;
        assert!(track(ctx, &stranger, &application).await.is_err());
    }
}

#[tokio::test]
async fn an_account_with_something_at_an_office_is_not_deleted() {
    for office in TestOffice::each().await {
        let (session, mother) = signed_in(&office, "lin_xiao").await;
        office.newborn_application(&mother).await;
        let refused = erase(&office.ctx, &mother, Some(&session)).await;
        assert!(
            matches!(refused, Err(Error::Refused(Refusal::ApplicationOpen))),
            "{refused:?}"
        );
        assert_eq!(collect(&office.ctx, &mother, 10).await.unwrap().applications.len(), 1);
    }
}

#[tokio::test]
async fn whoever_finds_an_open_phone_does_not_delete_its_owners_account() {
    for office in TestOffice::each().await {
        let (session, mother) = signed_in(&office, "lin_xiao").await;
        office.advance(FRESH - 1);
        may(&office.ctx, &mother, Some(&session)).await.unwrap();
        office.advance(1);
        let refused = erase(&office.ctx, &mother, Some(&session)).await;
        assert!(
            matches!(refused, Err(Error::Refused(Refusal::SignInAgain))),
            "{refused:?}"
        );
        assert!(matches!(
            erase(&office.ctx, &Asker::Guest(None), None).await,
            Err(Error::SignInFirst)
        ));
    }
}

#[tokio::test]
async fn a_paper_taken_out_of_the_library_stays_with_what_was_submitted() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let card = office.attach(&mother, &draft, "bank_card_copy", JPEG).await.unwrap();
        office.complete(&mother, &draft).await;
        office.submit(&mother, &draft).await.unwrap();
        let stranger = office.citizen("zhou_he").await;
        assert!(matches!(
            forget_paper(ctx, &stranger, &card.id).await,
            Err(Error::NotFound)
        ));
        forget_paper(ctx, &mother, &card.id).await.unwrap();
        let citizen = &mother.citizen().unwrap().id;
        let library = data::file::list_library(ctx.db.read(), citizen).await.unwrap();
        assert!(library.iter().all(|file| file.id != card.id));
        assert!(
            office
                .read(&mother, &draft)
                .await
                .files
                .iter()
                .any(|file| file.id == card.id)
        );
    }
}
