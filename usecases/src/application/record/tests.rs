use super::*;
use crate::office::TestOffice;

#[tokio::test]
async fn the_record_is_its_citizens_and_found_by_its_number_and_stays_when_the_account_goes() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let own = read(ctx, &mother, &application).await.unwrap();
        let found = find_by_number(ctx.db.read(), &own.signed.application).await.unwrap();
        assert_eq!(found, own.signed);
        let words = Words::of(&own.signed.record);
        assert!(
            words.answers.contains(&("孩子姓名".to_owned(), "林知夏".to_owned())),
            "{words:?}"
        );
        assert_eq!((words.items.len(), words.theme.as_str()), (7, "新生儿出生"));
        let stranger = office.citizen("zhou_he").await;
        assert!(matches!(read(ctx, &stranger, &application).await, Err(Error::NotFound)));
        assert!(matches!(find_by_number(ctx.db.read(), "0").await, Err(Error::NotFound)));
        let officer = office.officer("gao_ying").await;
        let case = office.case(&application, "birth_certificate").await.id;
        let (_, judged) = crate::casework::read::signatures(ctx, &officer, &case).await.unwrap();
        assert_eq!(judged.outcome, own.outcome);

        let tx = ctx.db.write().await.unwrap();
        data::signature::delete_own(&*tx, &mother.citizen().unwrap().id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let kept = find_by_number(ctx.db.read(), &own.signed.application).await.unwrap();
        assert_eq!(
            kept.signatures.len(),
            1,
            "what was submitted is the departments' record"
        );
    }
}
