//! What an officer opens, and what is written down of it.

use super::*;
use crate::office::{PDF, TestOffice};

#[tokio::test]
async fn every_look_at_a_case_is_written_down() {
    for office in TestOffice::each().await {
        let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
        let application = office.newborn_application(&mother).await;
        let case = office.case(&application, "birth_certificate").await;
        for looks in 1..=2 {
            let opened = read(&office.ctx, &officer, &case.id).await.unwrap();
            assert_eq!(opened.case, case);
            assert_eq!(opened.item().unwrap().name, "出生医学证明首次签发");
            assert_eq!(office.count_events(&case, EventKind::Looked).await, looks);
        }
        let looked = office
            .events(&application)
            .await
            .into_iter()
            .find(|event| event.kind == EventKind::Looked);
        assert_eq!(looked.unwrap().actor, "gao_ying");
        reveal(&office.ctx, &officer, &case.id).await.unwrap();
        assert_eq!(office.count_events(&case, EventKind::Revealed).await, 1);
    }
}

#[tokio::test]
async fn what_was_asked_once_each_office_reads_in_its_own_words() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        for (officer, item, label) in [
            ("gao_ying", "birth_certificate", "新生儿姓名"),
            ("qin_feng", "household_registration", "孩子姓名"),
        ] {
            let officer = office.officer(officer).await;
            let case = office.case(&application, item).await;
            let open = read(&office.ctx, &officer, &case.id).await.unwrap();
            let label_of_name = open
                .stated()
                .find(|stated| stated.answer.text == "林知夏")
                .unwrap()
                .label;
            assert_eq!(label_of_name, label);
        }
    }
}

#[tokio::test]
async fn a_paper_that_the_answers_make_needless_is_told_from_one_that_is_missing() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let case = office.case(&application, "birth_certificate").await;
        let officer = office.officer("gao_ying").await;
        let open = read(&office.ctx, &officer, &case.id).await.unwrap();
        let is_fathers = |paper: &&Material| paper.id.as_str() == "mother_authorisation";
        let needless = open.missing().find(is_fathers).unwrap();
        assert!(!open.is_wanted(needless));
        let (form, mode) = open.waived().next().unwrap();
        assert!(open.is_wanted(form));
        assert_eq!(*mode, WaiverMode::Generated);
    }
}

#[tokio::test]
async fn another_departments_case_does_not_exist_and_no_look_happens() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let case = office.case(&application, "birth_certificate").await;
        let insurance = office.officer("ye_qing").await;
        assert!(matches!(
            read(&office.ctx, &insurance, &case.id).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            read(&office.ctx, &mother, &case.id).await,
            Err(Error::Forbidden)
        ));
        assert_eq!(office.count_events(&case, EventKind::Looked).await, 0);
    }
}

#[tokio::test]
async fn officers_open_only_the_papers_their_item_needs() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let receipts = office.read(&mother, &draft).await.files[0].id.clone();
        let benefit = office.case(&application, "maternity_benefit").await;
        let insurance = office.officer("ye_qing").await;
        let (file, content) = open_file(&office.ctx, &insurance, &benefit.id, &receipts)
            .await
            .unwrap();
        assert_eq!((file.id, &content[..]), (receipts.clone(), PDF));
        assert_eq!(office.count_events(&benefit, EventKind::Looked).await, 1);
        assert_eq!(
            read(&office.ctx, &insurance, &benefit.id)
                .await
                .unwrap()
                .files()
                .count(),
            3
        );
        // The same department, but an item that has nothing to do with receipts.
        let joining = office.case(&application, "medical_insurance").await.id;
        assert_eq!(
            read(&office.ctx, &insurance, &joining).await.unwrap().files().count(),
            0
        );
        assert!(matches!(
            open_file(&office.ctx, &insurance, &joining, &receipts).await,
            Err(Error::NotFound)
        ));
        let health = office.officer("gao_ying").await;
        let certificate = office.case(&application, "birth_certificate").await.id;
        assert!(matches!(
            open_file(&office.ctx, &health, &certificate, &receipts).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            open_file(&office.ctx, &health, &benefit.id, &receipts).await,
            Err(Error::NotFound)
        ));
    }
}
