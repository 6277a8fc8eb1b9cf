use serde_json::json;

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
        let words = own.words();
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
            2,
            "what was submitted is the departments' record"
        );
    }
}

#[tokio::test]
async fn the_answers_are_read_in_the_order_of_the_form_and_what_has_no_place_in_it_comes_last() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let mut judged = read(&office.ctx, &mother, &application).await.unwrap();
        let signed = judged.signed.record.clone();
        let gone = json!({"subject": "child", "element": "a.shoe", "index": 0, "label": "鞋码", "text": "15"});
        let answers = judged.signed.record["answers"].as_array_mut().unwrap();
        answers.insert(0, gone);
        let topics = judged.words().answers;
        let titles: Vec<_> = topics.iter().map(|topic| topic.topic.as_deref()).collect();
        let form = judged.theme.topics.iter().map(|topic| Some(topic.title.as_str()));
        assert_eq!(titles, form.chain([None]).collect::<Vec<_>>());
        let said = |label: &str, words: &str| (label.to_owned(), words.to_owned());
        assert_eq!(
            topics[0].answers[..2],
            [said("孩子姓名", "林知夏"), said("孩子性别", "女")]
        );
        let last = topics.last().unwrap();
        assert_eq!(last.answers, [said("鞋码", "15")]);
        let labelled = signed["answers"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["label"].is_string());
        let shown: usize = topics.iter().map(|topic| topic.answers.len()).sum();
        assert_eq!(shown, labelled.count() + 1, "none is lost");
    }
}
