//! Whose a draft is, what it is called, and as of which day it is judged.

use super::*;
use crate::draft::list::list;
use crate::office::{MOTHER, NEWBORN, TestOffice, id};

#[tokio::test]
async fn somebody_elses_draft_does_not_exist() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER).await;
        let stranger = office.citizen("chen_yuan").await;
        assert!(matches!(
            read(&office.ctx, &stranger, &draft).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            read(&office.ctx, &Asker::Guest(None), &draft).await,
            Err(Error::SignInFirst)
        ));
        let officer = office.officer("gao_ying").await;
        assert!(matches!(
            read(&office.ctx, &officer, &draft).await,
            Err(Error::Forbidden)
        ));
        assert!(list(&office.ctx, &stranger).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_guests_draft_is_nobodys_until_they_sign_in() {
    for office in TestOffice::each().await {
        let role = id("application/applicant.role");
        crate::plan::answer(&office.ctx, &Asker::Guest(None), &id(NEWBORN), &role, "mother")
            .await
            .unwrap();
        assert!(
            list(&office.ctx, &office.citizen("lin_xiao").await)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn a_draft_is_called_after_the_child_and_found_on_another_device() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        assert_eq!(office.read(&mother, &draft).await.title(), "新生儿出生");
        office
            .save(&mother, &draft, "child", &[("child/person.name", "林知夏")])
            .await
            .unwrap();
        let listed = list(&office.restarted(), &office.citizen("lin_xiao").await)
            .await
            .unwrap();
        assert_eq!((listed.len(), listed[0].title.as_str()), (1, "林知夏的出生"));
    }
}

#[tokio::test]
async fn what_was_submitted_is_judged_by_the_day_it_was_submitted() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office.submit(&mother, &draft).await.unwrap();
        let submitted = office.ctx.today();
        office.advance(400 * 24 * 3_600_000);
        assert_eq!(office.read(&mother, &draft).await.today, submitted);
    }
}

#[tokio::test]
async fn papers_that_a_register_may_waive_are_missing_until_the_registers_were_asked() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER).await;
        office.type_the_rest(&mother, &draft).await;
        let missing = office.read(&mother, &draft).await.gaps();
        assert!(missing.contains(&Gap::Material(id("birth_record"))), "{missing:?}");
    }
}
