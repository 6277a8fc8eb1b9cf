//! What another office asks meanwhile is answered only by whoever saw it.

use super::*;
use crate::account::sign_in::Luggage;
use crate::application::mend::sign;

const FIELD: &str = "child/person.name";
const PHONE: &str = "field:mother/person.phone";

/// The case of an item of which its officer names this as wrong.
async fn asked_of(office: &TestOffice, application: &ApplicationId, item: &str, targets: &[&str]) -> CaseId {
    let officer = office.officer("gao_ying").await;
    let case = office.case(application, item).await.id;
    asked(office, &officer, &case, targets).await;
    case
}

#[tokio::test]
async fn what_is_said_to_one_office_is_no_answer_to_another_that_asks_meanwhile() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, _, application) = filed(&office).await;
        asked_of(&office, &application, "vaccination_booklet", &[NAME]).await;
        let typed = typed_texts(&[(FIELD, "林知秋")]);
        office
            .types_mend(&mother, &application, &typed, "改好了")
            .await
            .unwrap();
        let page = office.mend_page(&mother, &application, &typed, "改好了").await.unwrap();
        let other = asked_of(&office, &application, "birth_certificate", &[PHONE]).await;
        assert_eq!(mending(&office, &mother, &application).await.gaps(), [id(PHONE)]);
        // The page of before is sent once more: it showed nothing of the second office.
        mend::save(ctx, &mother, &application, &page).await.unwrap();
        let open = mending(&office, &mother, &application).await;
        let said: Vec<_> = open
            .asked
            .iter()
            .map(|asked| (&asked.case, asked.said.as_deref()))
            .collect();
        assert!(said.contains(&(&other, None)), "{said:?}");
        assert_eq!(open.gaps(), [id(PHONE)]);
        let early = office.mends(&mother, &application).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotMended))));
        let typed = Typed::default();
        office
            .types_mend(&mother, &application, &typed, "没有写错")
            .await
            .unwrap();
        office.mends(&mother, &application).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_asked_stands_with_its_office_in_what_is_signed_and_what_comes_after_it_was_shown_is_not_signed() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, _, application) = filed(&office).await;
        asked_of(&office, &application, "birth_certificate", &[NAME]).await;
        let typed = typed_texts(&[(FIELD, "林知秋")]);
        office
            .types_mend(&mother, &application, &typed, "改好了")
            .await
            .unwrap();
        office.advance(1);
        let shown = sign::read(ctx, &mother, &application).await.unwrap();
        let case = office.case(&application, "birth_certificate").await;
        let its_office = &shown.mending.tracked.office(ctx, &case).unwrap().name;
        let [named] = &shown.words.asked[..] else {
            panic!("{:?}", shown.words);
        };
        assert_eq!((&named.office, named.sentence.as_str()), (its_office, "不对"));
        assert_eq!(shown.words.said[0].text, "改好了");
        let code = sign::send_code(ctx, &mother, &application, &Luggage::default(), None).await;
        let (code, digits) = (code.unwrap(), office.received(&mother).await);
        // The other office asks for what is mended already: nothing else stands in the way.
        let other = asked_of(&office, &application, "vaccination_booklet", &[NAME]).await;
        let unseen = sign::by_code(ctx, &mother, &application, &shown.hash, Some(&code), &digits).await;
        assert!(matches!(unseen, Err(Error::Refused(Refusal::RecordChanged))));
        assert_eq!(office.items_with(&application, Status::Correcting).await.len(), 2);
        let anew = sign::read(ctx, &mother, &application).await.unwrap();
        assert_eq!(anew.words.asked.len(), 2, "she reads it before she signs");
        let said = anew.mending.asked.iter().find(|asked| asked.case == other).unwrap();
        assert_eq!(said.said, None);
        office.advance(60_000);
        office.mends(&mother, &application).await.unwrap();
    }
}

#[tokio::test]
async fn a_page_of_an_earlier_request_says_nothing_to_a_later_one_and_was_sent_only_if_all_of_it_was() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = asked_of(&office, &application, "birth_certificate", &[NAME]).await;
        let unchanged = typed_texts(&[(FIELD, "林知夏")]);
        let first = office
            .mend_page(&mother, &application, &unchanged, "没有写错")
            .await
            .unwrap();
        mend::save(ctx, &mother, &application, &first).await.unwrap();
        office.mends(&mother, &application).await.unwrap();
        asked(&office, &officer, &case, &[NAME]).await;
        let late = mend::save(ctx, &mother, &application, &first).await;
        assert!(
            matches!(late, Err(Error::Conflict)),
            "it showed nothing that is asked now"
        );
        assert!(mend::is_sent(ctx, &mother, &application, &first).await.unwrap());
        let open = mending(&office, &mother, &application).await;
        assert_eq!((open.asked[0].said.as_deref(), open.gaps()), (None, vec![id(NAME)]));

        // The same words again, and another name that is only typed: the office closes the case before they come.
        let second = office
            .mend_page(&mother, &application, &unchanged, "没有写错")
            .await
            .unwrap();
        let renamed = typed_texts(&[(FIELD, "林知秋")]);
        let renamed = office.mend_page(&mother, &application, &renamed, "").await.unwrap();
        mend::save(ctx, &mother, &application, &renamed).await.unwrap();
        let mut never_sent = first.clone();
        never_sent.texts.insert(FIELD.to_owned(), "林知秋".to_owned());
        assert!(!mend::is_sent(ctx, &mother, &application, &never_sent).await.unwrap());
        office.advance(30 * DAY);
        let words = texts("没有收到补正的材料，不予受理", "可以重新申请");
        decide(ctx, &officer, &case, Verdict::Refuse, &words).await.unwrap();
        for page in [&second, &renamed] {
            let late = mend::save(ctx, &mother, &application, page).await;
            assert!(matches!(late, Err(Error::Conflict)));
            assert!(!mend::is_sent(ctx, &mother, &application, page).await.unwrap());
        }
    }
}
