//! What is told before a draft goes on with another version, of its items and its papers.

use super::*;

/// A version in which an item is for others, and another paper is asked for in the place of one.
fn with_other_items_and_papers() -> Authored {
    let guidance = (
        "{not: {is: {field: child/birth.certificate_status, value: not_issued_elsewhere}}}\n      because: 家里有新生儿",
        "{is: {field: child/birth.certificate_status, value: issued}}\n      because: 家里有新生儿",
    );
    let paper = (
        "- id: diagnosis\n    name: 诊断证明\n    code: M43PCN00090011\n",
        "- id: discharge_record\n    name: 出院记录\n",
    );
    let asked = ("expense_list, diagnosis, ", "expense_list, discharge_record, ");
    changed(&[guidance, paper, asked], &[])
}

#[tokio::test]
async fn what_is_applied_for_and_which_papers_are_asked_for_is_told_where_it_changes() {
    const GUIDANCE: &str = "育儿指导";
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office.publish_with(&with_other_items_and_papers(), 10).await;
        let prospect = look(&office.ctx, &mother, &draft).await.unwrap().unwrap();
        assert_eq!(prospect.items_gone, [GUIDANCE]);
        assert!(prospect.items_new.is_empty(), "{:?}", prospect.items_new);
        assert_eq!(prospect.papers_gone, ["诊断证明"]);
        assert_eq!(prospect.papers_new, ["出院记录"]);
        assert!(!prospect.is_quiet());
        carry(&office, &mother, &draft).await;
        office.publish_with(newborn(), 10).await;
        let prospect = look(&office.ctx, &mother, &draft).await.unwrap().unwrap();
        assert!(prospect.items_gone.is_empty(), "{:?}", prospect.items_gone);
        assert_eq!(prospect.items_new, [GUIDANCE]);
        assert!(prospect.papers_gone.is_empty(), "{:?}", prospect.papers_gone);
        assert!(prospect.papers_new.is_empty(), "it was handed in before");
    }
}

#[tokio::test]
async fn a_paper_that_was_handed_in_freely_is_not_new_when_it_must_be() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let required = ("optional: true\n    library: {months: 12}", "library: {months: 12}");
        office.publish_with(&changed(&[required], &[]), 10).await;
        let new = async || look(&office.ctx, &mother, &draft).await.unwrap().unwrap().papers_new;
        assert_eq!(new().await, ["母亲银行卡照片"]);
        office.attach(&mother, &draft, "bank_card_copy", JPEG).await.unwrap();
        assert!(new().await.is_empty());
    }
}
