//! Registers that are read with the consent of somebody who applies together.

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
