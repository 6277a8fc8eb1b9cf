//! Registers that are read with the consent of somebody who applies together.

use domain::answer::Answers;

use super::*;
use crate::draft::consult;

/// A draft whose mother declined the registers and typed who the father is, who took his seat.
async fn without_her_registers(office: &TestOffice, mother: &Asker) -> (DraftId, InvitationId, Asker) {
    let draft = office.started(mother, &MOTHER).await;
    let declined = consult::consent(&office.ctx, mother, &draft, Consent::Declined).await;
    declined.unwrap();
    let typed = [
        ("father/person.name", "陈远"),
        ("father/person.id_number", "000000199409020017"),
    ];
    office.save(mother, &draft, "father", &typed).await.unwrap();
    let (invitation, himself) = office.seat(mother, &draft, &father()).await;
    (draft, invitation, himself)
}

#[tokio::test]
async fn their_registers_are_read_when_they_say_so_and_forgotten_when_they_take_it_back() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let (draft, invitation, himself) = without_her_registers(&office, &mother).await;
        let part = part::read(ctx, &himself, &invitation).await.unwrap();
        assert_eq!(part.reads().count(), 1);
        assert_eq!(office.answer(&mother, &draft, ETHNICITY).await, None);
        part::consent(ctx, &himself, &invitation, Consent::Given).await.unwrap();
        let read = office.answer(&mother, &draft, ETHNICITY).await.unwrap();
        assert_eq!(read.origin, Origin::Register(id("household")));
        consult::consult(ctx, &mother, &draft).await.unwrap();
        assert!(
            office.answer(&mother, &draft, ETHNICITY).await.is_some(),
            "his word, not hers"
        );
        let own = &himself.citizen().unwrap().id;
        let given = data::consent::list(ctx.db.read(), own, 9).await.unwrap();
        assert_eq!(given.len(), 2);
        let registers = given
            .iter()
            .find(|given| given.purpose == domain::draft::Purpose::Registers);
        crate::draft::consents::withdraw(ctx, &himself, &registers.unwrap().id)
            .await
            .unwrap();
        assert_eq!(office.answer(&mother, &draft, ETHNICITY).await, None);
        let left = data::consent::list(ctx.db.read(), own, 9).await.unwrap();
        assert!(left.iter().all(|given| given.withdrawn_at.is_some()));
    }
}

#[tokio::test]
async fn what_only_their_consent_opened_goes_when_they_do() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let (draft, invitation, himself) = without_her_registers(&office, &mother).await;
        part::consent(ctx, &himself, &invitation, Consent::Given).await.unwrap();
        assert!(office.answer(&mother, &draft, ETHNICITY).await.is_some());
        invite::withdraw(ctx, &mother, &draft, &father()).await.unwrap();
        assert_eq!(office.answer(&mother, &draft, ETHNICITY).await, None);
        let mine = office.read(&mother, &draft).await;
        assert!(mine.facts.iter().all(|fact| fact.record.of != id("father")));
        assert!(mine.reads.iter().all(|(record, _)| record.of != id("father")));
    }
}

#[tokio::test]
async fn once_nobody_sits_there_registers_say_what_they_said_before_he_came() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let draft = office.consulted(&mother, &MOTHER).await;
        let of_him = async || {
            let mine = office.read(&mother, &draft).await;
            let all = mine.answers.iter().filter(|(field, _)| father().has(field));
            all.map(|(field, answer)| (field.clone(), answer.clone()))
                .collect::<Answers>()
        };
        let before = of_him().await;
        assert!(before.text(&id(ETHNICITY)).is_some() && before.text(&id(ID_NUMBER)).is_some());
        let (invitation, himself) = office.seat(&mother, &draft, &father()).await;
        part::consent(ctx, &himself, &invitation, Consent::Given).await.unwrap();
        let typed = typed_texts(&[(ETHNICITY, "土家族"), (PHONE, "13800000099")]);
        save::save(ctx, &himself, &draft, &id("father"), &typed).await.unwrap();
        invite::withdraw(ctx, &mother, &draft, &father()).await.unwrap();
        assert_eq!(of_him().await, before);
    }
}

#[tokio::test]
async fn nor_is_he_typed_again_for_the_other_twin_where_his_account_spoke_before_any_register() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let first = office.newborn_application(&mother).await;
        let draft = again::start_again(ctx, &mother, &first).await.unwrap();
        consult::consent(ctx, &mother, &draft, Consent::Given).await.unwrap();
        let number = office.answer(&mother, &draft, ID_NUMBER).await.unwrap();
        assert_eq!(number.origin, Origin::Party);
        invite::withdraw(ctx, &mother, &draft, &father()).await.unwrap();
        for field in ["father/person.name", ID_NUMBER, ETHNICITY] {
            let read = office.answer(&mother, &draft, field).await;
            assert!(
                matches!(
                    read,
                    Some(Answer {
                        origin: Origin::Register(_),
                        contested: false,
                        ..
                    })
                ),
                "{field}: {read:?}"
            );
        }
    }
}
