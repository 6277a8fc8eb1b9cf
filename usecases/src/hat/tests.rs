use std::collections::BTreeSet;

use domain::account::Hat;
use domain::answer::FieldId;
use domain::help::Wish;
use domain::party::Seat;

use super::list::{ask_register, list};
use super::put_on::put_on;
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::draft::park::{Posted, Unparked, find_invite, park};
use crate::draft::{self, start};
use crate::help::ask;
use crate::office::{MOTHER, TestOffice, id};
use crate::party::invite;
use crate::plan::of_draft;
use crate::register::sandbox::Behaviour;
use crate::{Asker, Error, Refusal};

async fn under(office: &TestOffice, who: &str, hat: &Hat) -> crate::Result<Asker> {
    let session = as_citizen(&office.ctx, &id(who), &Luggage::default()).await?.session;
    let asker = recognise(&office.ctx, Some(&session), None).await?;
    let luggage = Luggage {
        session: Some(session.clone()),
        ..Luggage::default()
    };
    let worn = put_on(&office.ctx, &asker, hat, &luggage).await?.session;
    let old = recognise(&office.ctx, Some(&session), None).await?;
    assert!(matches!(old, Asker::Guest(_)), "the token from before is worth nothing");
    recognise(&office.ctx, Some(&worn), None).await
}

/// Somebody who represents a company, its hat, and them under it.
async fn representative(office: &TestOffice) -> (Asker, Hat, Asker) {
    let owner = office.citizen("shen_jing").await;
    let company = ask_register(&office.ctx, &owner).await.unwrap().unwrap();
    let hat = Hat::Organisation(company.id);
    let asker = under(office, "shen_jing", &hat).await.unwrap();
    (owner, hat, asker)
}

#[tokio::test]
async fn whom_the_business_register_names_acts_for_the_company_and_nobody_else_does() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let owner = office.citizen("shen_jing").await;
        let company = ask_register(ctx, &owner).await.unwrap().unwrap();
        assert_eq!(company.name, "示范市知行文化传播有限公司");
        assert_eq!(
            ask_register(ctx, &owner).await.unwrap().unwrap(),
            company,
            "the same company again"
        );
        // A partner who does not represent it, and somebody in no register.
        for who in ["han_xue", "lin_xiao"] {
            let other = office.citizen(who).await;
            assert!(ask_register(ctx, &other).await.unwrap().is_none());
            let worn = under(&office, who, &Hat::Organisation(company.id.clone())).await;
            assert!(matches!(worn, Err(Error::Refused(Refusal::RepresentsNoMore))));
        }
        assert_eq!(
            list(ctx, &owner).await.unwrap()[0].name(),
            Some("示范市知行文化传播有限公司")
        );
    }
}

#[tokio::test]
async fn what_is_filed_for_a_company_is_the_companys_and_ends_with_the_registers_word() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let owner = office.citizen("shen_jing").await;
        let hat = Hat::Organisation(ask_register(ctx, &owner).await.unwrap().unwrap().id);
        let asker = under(&office, "shen_jing", &hat).await.unwrap();
        let draft = start::start(ctx, &asker, &id("social-card")).await.unwrap();
        assert_eq!(draft::list::list(ctx, &asker).await.unwrap().len(), 1);
        assert!(draft::list::list(ctx, &owner).await.unwrap().is_empty());
        assert!(matches!(
            draft::read::read(ctx, &owner, &draft).await,
            Err(Error::WearFirst(wanted)) if wanted == hat
        ));
        office.advance(24 * 3_600_000);
        let again = office.citizen("shen_jing").await;
        let late = draft::own(ctx, &again, &draft).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::RepresentsNoMore))));
        office.set_register("business", Behaviour::Down).await;
        let down = ask_register(ctx, &again).await;
        assert!(matches!(down, Err(Error::Refused(Refusal::RegisterDown))));
        office.set_register("business", Behaviour::Empty).await;
        assert!(ask_register(ctx, &again).await.unwrap().is_none());
        assert!(list(ctx, &again).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_was_typed_under_a_hat_when_the_session_had_ended_is_given_back_when_that_is_put_on() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (owner, hat, asker) = representative(&office).await;
        let draft = office.started(&asker, &MOTHER).await;
        let said = ask::Said {
            wish: Wish::LookOver,
            phone: String::new(),
            question: "名字里的生僻字这样写对吗？".to_owned(),
            agrees: false,
        };
        let posted = Posted::Help(draft.clone(), Some(id("child")), said.clone());
        let mut luggage = Luggage {
            parked: Some(park(ctx, &posted).await.unwrap()),
            ..Luggage::default()
        };
        let signed_in = as_citizen(ctx, &id("shen_jing"), &luggage).await.unwrap();
        assert_eq!(signed_in.unparked, Some(Unparked::WearFirst(posted.about())));
        luggage.session = Some(signed_in.session);
        let as_oneself = put_on(ctx, &owner, &Hat::Own, &luggage).await.unwrap();
        assert_eq!(as_oneself.unparked, None, "another hat");
        luggage.session = Some(as_oneself.session);
        let worn = put_on(ctx, &owner, &hat, &luggage).await.unwrap();
        assert_eq!(worn.unparked, Some(Unparked::Saved(posted.about())));
        let written = ask::list(ctx, &asker, &draft).await.unwrap();
        assert_eq!(written[0].question, said.question);
    }
}

#[tokio::test]
async fn whom_somebody_asks_to_apply_together_is_shown_under_the_hat_of_the_draft_only() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (owner, hat, asker) = representative(&office).await;
        let draft = office.started(&asker, &MOTHER).await;
        let seat: Seat = id("father");
        let said = invite::Said {
            name: "陈远".to_owned(),
            phone: String::new(),
            by_message: false,
        };
        let posted = Posted::Invite(draft.clone(), seat.clone(), said.clone());
        let token = park(ctx, &posted).await.unwrap();
        let unworn = find_invite(ctx, &owner, &draft, &seat, &token).await;
        assert!(matches!(unworn, Err(Error::WearFirst(wanted)) if wanted == hat));
        let worn = find_invite(ctx, &asker, &draft, &seat, &token).await;
        assert_eq!(worn.unwrap(), Some(said));
    }
}

#[tokio::test]
async fn a_question_of_a_companys_draft_is_answered_under_its_hat_only() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (owner, hat, asker) = representative(&office).await;
        let draft = office.started(&asker, &MOTHER).await;
        let follows: FieldId = id("child/household.follows");
        let unworn = of_draft::answer(ctx, &owner, &draft, &follows, "father").await;
        assert!(matches!(unworn, Err(Error::WearFirst(wanted)) if wanted == hat));
        let unworn = of_draft::choose(ctx, &owner, &draft, &BTreeSet::new()).await;
        assert!(matches!(unworn, Err(Error::WearFirst(wanted)) if wanted == hat));
        let posted = Posted::Question(draft.clone(), follows.clone(), "father".to_owned());
        let luggage = Luggage {
            parked: Some(park(ctx, &posted).await.unwrap()),
            ..Luggage::default()
        };
        let signed_in = as_citizen(ctx, &id("shen_jing"), &luggage).await.unwrap();
        assert_eq!(signed_in.unparked, Some(Unparked::WearFirst(posted.about())));
        let mine = office.read(&asker, &draft).await;
        assert_eq!((mine.answers.text(&follows), mine.draft.chosen), (Some("mother"), None));
        let worn = of_draft::answer(ctx, &asker, &draft, &follows, "father").await;
        assert_eq!(worn.unwrap(), None);
        assert_eq!(office.text(&asker, &draft, "child/household.follows").await, "father");
    }
}
