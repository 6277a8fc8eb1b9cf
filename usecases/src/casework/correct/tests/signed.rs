//! What is mended is signed, and whoever signed what it changes is told.

use domain::id::InvitationId;

use super::*;
use crate::account::notice::{What, unseen};
use crate::account::sign_in::Luggage;
use crate::application::mend::sign;
use crate::application::record;
use crate::application::supplement::Words;
use crate::draft::sign::proof::{Flaw as Wrong, office_seal, verify};
use crate::party::part;

const FIELD: &str = "child/person.name";

/// Types another name for the child.
async fn renames(office: &TestOffice, mother: &Asker, application: &ApplicationId, name: &str) {
    let typed = typed_texts(&[(FIELD, name)]);
    office.types_mend(mother, application, &typed, "").await.unwrap();
}

/// The father, and by which invitation he signed.
async fn father(office: &TestOffice, application: &ApplicationId) -> (Asker, InvitationId) {
    let db = office.ctx.db.read();
    let draft = data::application::find(db, application).await.unwrap().unwrap().draft;
    let invitation = data::invitation::list(db, &draft).await.unwrap().remove(0);
    let himself = office.account(invitation.citizen.as_ref().unwrap().as_str()).await;
    (himself, invitation.id)
}

#[tokio::test]
async fn what_is_mended_is_signed_beside_the_record_each_time_and_all_of_it_holds_together() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let before = record::read(ctx, &mother, &application).await.unwrap().signed;
        let case = office.case(&application, "birth_certificate").await.id;
        for (was, now) in [("林知夏", "林知秋"), ("林知秋", "林知冬")] {
            asked(&office, &officer, &case, &[NAME]).await;
            renames(&office, &mother, &application, now).await;
            office.advance(60_000);
            office.mends(&mother, &application).await.unwrap();
            let judged = record::read(ctx, &mother, &application).await.unwrap();
            let words = Words::of(&judged.signed.supplements.last().unwrap().record);
            let changed = &words.answers[0];
            assert_eq!(changed.label, "孩子姓名");
            assert_eq!((changed.was.as_deref(), changed.now.as_deref()), (Some(was), Some(now)));
        }
        let judged = record::read(ctx, &mother, &application).await.unwrap();
        let held = judged.outcome.unwrap();
        let who: Vec<_> = held.iter().map(|one| (&*one.name, one.is_later)).collect();
        assert_eq!(who, [("陈远", false), ("林晓", false), ("林晓", true), ("林晓", true)]);
        let signed = judged.signed;
        assert_eq!(
            (&signed.hash, &signed.record),
            (&before.hash, &before.record),
            "it stays"
        );
        assert!(signed.supplements[0].record["asked"][0]["sentence"] == "不对");

        let db = ctx.db.read();
        let judge = |signed: &_| verify(signed, Some(&|text| office_seal(db, text)));
        let mut without_first = signed.clone();
        without_first.supplements.remove(0);
        assert_eq!(judge(&without_first), Err(Wrong::Altered));
        let mut altered = signed.clone();
        altered.supplements[1].record["answers"][0]["now"]["text"] = "林知春".into();
        assert_eq!(judge(&altered), Err(Wrong::Altered));
        let mut later = signed;
        later.supplements[1].signature.at += 1;
        assert_eq!(judge(&later), Err(Wrong::WrongSeal("林晓".to_owned())));
    }
}

#[tokio::test]
async fn the_other_parent_is_told_at_once_and_sees_old_and_new_and_keeps_what_he_signed() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let (himself, invitation) = father(&office, &application).await;
        let his = part::signed(ctx, &himself, &invitation).await.unwrap();
        unseen(ctx, &himself, None).await.unwrap();
        let case = office.case(&application, "birth_certificate").await.id;
        asked(&office, &officer, &case, &[NAME, "field:mother/person.phone"]).await;
        let typed = typed_texts(&[(FIELD, "林知秋"), ("mother/person.phone", "13900000000")]);
        office.types_mend(&mother, &application, &typed, "").await.unwrap();
        let to_sign = sign::read(ctx, &mother, &application).await.unwrap();
        assert_eq!(to_sign.told, ["陈远"], "she reads that before she signs");
        assert_eq!(unseen(ctx, &himself, None).await.unwrap().len(), 0);
        office.mends(&mother, &application).await.unwrap();
        let told = unseen(ctx, &himself, None).await.unwrap();
        let told: Vec<_> = told.into_iter().map(|told| told.what).collect();
        assert!(
            matches!(&told[..], [What::PartyAsked { is_mended: true, title, .. }] if title == "林知秋的出生"),
            "{told:?}"
        );
        let shown = part::read(ctx, &himself, &invitation).await.unwrap();
        assert_eq!(shown.mine.answers.text(&id(FIELD)), Some("林知秋"));
        let [mend] = &shown.mended[..] else {
            panic!("{:?}", shown.mended);
        };
        let [changed] = &mend.words.answers[..] else {
            panic!("her number is not for him: {:?}", mend.words);
        };
        assert_eq!(
            (changed.was.as_deref(), changed.now.as_deref()),
            (Some("林知夏"), Some("林知秋"))
        );
        assert_eq!(part::signed(ctx, &himself, &invitation).await.unwrap(), his);
        let open = read(ctx, &officer, &case).await.unwrap();
        let name = open.stated().find(|stated| stated.id == id(FIELD)).unwrap();
        assert_eq!(name.told, ["陈远"], "the office sees who did not sign it");
        let phone = open.stated().find(|stated| stated.before == Some("13800000001"));
        assert!(phone.is_none_or(|phone| phone.told.is_empty()), "he never saw it");
    }
}

#[tokio::test]
async fn nobody_is_told_of_what_was_hidden_from_them() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let (himself, _) = father(&office, &application).await;
        unseen(ctx, &himself, None).await.unwrap();
        let case = office.case(&application, "birth_certificate").await.id;
        asked(&office, &officer, &case, &["field:mother/person.phone"]).await;
        let typed = typed_texts(&[("mother/person.phone", "13900000000")]);
        office.types_mend(&mother, &application, &typed, "").await.unwrap();
        office.mends(&mother, &application).await.unwrap();
        assert_eq!(unseen(ctx, &himself, None).await.unwrap().len(), 0);
    }
}

#[tokio::test]
async fn nobody_is_told_whose_signature_was_outdated_before_it_was_filed() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let (himself, invitation) = father(&office, &application).await;
        unseen(ctx, &himself, None).await.unwrap();
        let kept = data::invitation::find(ctx.db.read(), &invitation)
            .await
            .unwrap()
            .unwrap();
        let (_, agreed) = kept.agreed.unwrap();
        let tx = ctx.db.write().await.unwrap();
        assert!(data::invitation::outdate(&*tx, &invitation, &agreed).await.unwrap());
        tx.commit().await.unwrap();
        let case = office.case(&application, "birth_certificate").await.id;
        asked(&office, &officer, &case, &[NAME]).await;
        renames(&office, &mother, &application, "林知秋").await;
        let to_sign = sign::read(ctx, &mother, &application).await.unwrap();
        assert!(to_sign.told.is_empty(), "{:?}", to_sign.told);
        office.mends(&mother, &application).await.unwrap();
        assert_eq!(unseen(ctx, &himself, None).await.unwrap().len(), 0);
    }
}

#[tokio::test]
async fn only_what_the_page_showed_is_signed_and_pressed_twice_it_is_sent_once() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await;
        asked(&office, &officer, &case.id, &[NAME]).await;
        let early = sign::send_code(ctx, &mother, &application, &Luggage::default(), None).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotMended))));
        renames(&office, &mother, &application, "林知秋").await;
        office.advance(1);
        let old = sign::read(ctx, &mother, &application).await.unwrap().hash;
        let old_code = sign::send_code(ctx, &mother, &application, &Luggage::default(), None)
            .await
            .unwrap();
        let digits = office.received(&mother).await;
        renames(&office, &mother, &application, "林知冬").await;
        let code = Some(&old_code);
        let changed = sign::by_code(ctx, &mother, &application, &old, code, &digits).await;
        assert!(matches!(changed, Err(Error::Refused(Refusal::RecordChanged))));
        let now = sign::read(ctx, &mother, &application).await.unwrap().hash;
        let other = sign::by_code(ctx, &mother, &application, &now, code, &digits).await;
        assert!(matches!(other, Err(Error::Refused(Refusal::CodeOver))));
        office.advance(60_000);
        let code = sign::send_code(ctx, &mother, &application, &Luggage::default(), None)
            .await
            .unwrap();
        let digits = office.received(&mother).await;
        let press = || sign::by_code(ctx, &mother, &application, &now, Some(&code), &digits);
        let (one, other) = tokio::join!(press(), press());
        for pressed in [one, other, press().await] {
            pressed.expect("pressed again, at once or later, it is sent once");
        }
        let supplements = data::supplement::list(ctx.db.read(), &application).await.unwrap();
        assert_eq!(supplements.len(), 1);
        assert_eq!(office.count_events(&case, EventKind::Mended).await, 1);
        let over = sign::read(ctx, &mother, &application).await;
        assert!(matches!(over, Err(Error::Conflict)));
    }
}
