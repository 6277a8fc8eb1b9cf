//! Whose a draft is, what it is called, and as of which day it is judged.

use super::*;
use crate::draft::list::list;
use crate::draft::sign;
use crate::help;
use crate::office::{MOTHER, NEWBORN, TestOffice, id};
use crate::party::part;

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
async fn what_was_submitted_is_no_draft_any_more_for_whoever_filed_it_and_for_who_applied_with_them() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let father = office.citizen("chen_yuan").await;
        let draft = office.newborn_draft(&mother).await;
        let invitation = office.read(&mother, &draft).await.invitations[0].id.clone();
        assert!(read(ctx, &mother, &draft).await.is_ok());
        assert!(read_to_fill(ctx, &father, &draft).await.is_ok());
        let application = office.submit(&mother, &draft).await.unwrap();
        let filed = |error: Error| matches!(error, Error::Submitted(Became::Application(of)) if of == application);
        assert!(filed(read(ctx, &mother, &draft).await.unwrap_err()));
        assert!(filed(read_to_fill(ctx, &mother, &draft).await.unwrap_err()));
        assert!(filed(sign::read(ctx, &mother, &draft).await.unwrap_err()));
        let paper = read_to_supply(ctx, &mother, &draft, &id("diagnosis")).await;
        assert!(filed(paper.unwrap_err()), "nobody waits for it");
        let asking = help::ask::read(ctx, &mother, &draft, None, None).await;
        assert!(filed(asking.unwrap_err()), "nothing was asked");
        let theirs = read_to_fill(ctx, &father, &draft).await.unwrap_err();
        assert!(matches!(theirs, Error::Submitted(Became::Part(of)) if of == invitation));
        let part = part::read(ctx, &father, &invitation).await.unwrap();
        assert!(matches!(part.unsubmitted(), Err(Error::Submitted(Became::Part(of))) if of == invitation));
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
