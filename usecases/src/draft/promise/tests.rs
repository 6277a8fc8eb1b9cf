use domain::draft::Gap;

use super::*;
use crate::application::record;
use crate::office::{MOTHER, PDF, TestOffice, id};

#[tokio::test]
async fn an_item_on_a_promise_is_not_submitted_without_it_and_a_promise_takes_the_place_of_a_paper() {
    for office in TestOffice::each().await {
        office.publish_with_promises().await;
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let gaps = async || office.read(&mother, &draft).await.gaps();
        let (item, paper): (About, About) = (id("item.parenting_guidance"), id("material.diagnosis"));
        assert!(gaps().await.contains(&Gap::Promise(id("parenting_guidance"))));
        assert!(gaps().await.contains(&Gap::Material(id("diagnosis"))));

        let unsaid = say(ctx, &mother, &draft, &item, None).await;
        assert!(matches!(unsaid, Err(Error::Refused(Refusal::SayExcluded))));
        let excluded = say(ctx, &mother, &draft, &item, Some(true)).await.unwrap();
        assert_eq!(excluded, Said::Excluded);
        assert!(
            gaps().await.contains(&Gap::Promise(id("parenting_guidance"))),
            "excluded is not promised"
        );
        say(ctx, &mother, &draft, &item, Some(false)).await.unwrap();
        say(ctx, &mother, &draft, &paper, Some(false)).await.unwrap();
        assert!(!gaps().await.contains(&Gap::Promise(id("parenting_guidance"))));
        assert!(!gaps().await.contains(&Gap::Material(id("diagnosis"))));
        take_back(ctx, &mother, &draft, &paper).await.unwrap();
        assert!(gaps().await.contains(&Gap::Material(id("diagnosis"))));
        say(ctx, &mother, &draft, &paper, Some(false)).await.unwrap();
        let other = say(ctx, &mother, &draft, &id("item.birth_certificate"), Some(false)).await;
        assert!(
            matches!(other, Err(Error::NotFound)),
            "nothing is promised that nobody asks for"
        );

        office.complete(&mother, &draft).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let signed = record::read(ctx, &mother, &application).await.unwrap();
        let words = signed.words();
        assert_eq!(words.promises.len(), 2, "{words:?}");
        assert!(words.promises.iter().all(|(_, promise)| promise == "我保证是真的。"));
        let late = take_back(ctx, &mother, &draft, &item).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))));
    }
}

#[tokio::test]
async fn a_promise_is_signed_and_one_taken_back_makes_the_signature_worthless() {
    for office in TestOffice::each().await {
        office.publish_with_promises().await;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office.sign(&mother, &draft).await.unwrap();
        say(&office.ctx, &mother, &draft, &id("item.parenting_guidance"), Some(true))
            .await
            .unwrap();
        let refused = crate::application::submit::submit(&office.ctx, &mother, &draft).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Incomplete))));
        assert!(office.attach(&mother, &draft, "diagnosis", PDF).await.is_ok());
    }
}
