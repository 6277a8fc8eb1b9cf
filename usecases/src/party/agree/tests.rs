use domain::draft::Gap;
use domain::id::DraftId;
use domain::party::Standing;

use super::*;
use crate::account::export;
use crate::account::notice::What;
use crate::application::record;
use crate::draft::sign::proof::{Flaw, office_seal, verify};
use crate::office::{MOTHER, TestOffice};
use crate::party::tests::{father, refused, standing, told, with_father};
use crate::party::{agree, list, part};

/// How many signed as one of those who apply together.
async fn signatures(office: &TestOffice, draft: &DraftId) -> usize {
    let given = data::signature::list(office.ctx.db.read(), draft).await.unwrap();
    given.iter().filter(|one| one.party.is_some()).count()
}

#[tokio::test]
async fn nothing_is_submitted_before_everybody_agreed_to_it_as_it_is() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        assert_eq!(office.read(&mother, &draft).await.gaps(), [Gap::Party(father())]);
        assert!(refused(&office.submit(&mother, &draft).await, Refusal::Incomplete));
        office.agrees(&himself, &invitation).await.unwrap();
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Agreed);
        office
            .save(&mother, &draft, "child", &[("child/person.name", "林知秋")])
            .await
            .unwrap();
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Outdated);
        assert!(refused(&office.submit(&mother, &draft).await, Refusal::Incomplete));
        office.deliver().await;
        assert_eq!(signatures(&office, &draft).await, 0, "worthless");
        let asked = told(&office, &himself).await;
        assert!(
            matches!(
                &asked[..],
                [What::PartyAsked {
                    standing: Standing::Outdated,
                    ..
                }]
            ),
            "{asked:?}"
        );
        office
            .save(&mother, &draft, "child", &[("child/person.name", "林知冬")])
            .await
            .unwrap();
        office.assert_no_errands().await;
        office.advance(1);
        assert_eq!(
            told(&office, &himself).await,
            [],
            "asked once, however often it is changed"
        );
        office.agrees(&himself, &invitation).await.unwrap();
        office.submit(&mother, &draft).await.unwrap();
        let asked = told(&office, &himself).await;
        assert!(
            matches!(&asked[..], [What::PartyAsked { is_submitted: true, .. }]),
            "{asked:?}"
        );
        let late = agree::take_back(ctx, &himself, &invitation).await;
        assert!(refused(&late, Refusal::AlreadySubmitted));
        let listed = list::list(ctx, &himself).await.unwrap();
        assert!(listed.len() == 1 && listed[0].is_submitted);
    }
}

#[tokio::test]
async fn nobody_signs_what_was_changed_after_they_opened_the_page() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        let shown = part::read(ctx, &himself, &invitation).await.unwrap().hash;
        let code = agree::send_code(ctx, &himself, &invitation, &Luggage::default(), None).await;
        let (code, came) = (code.unwrap(), office.received(&himself).await);
        office
            .save(&mother, &draft, "child", &[("child/person.name", "林知秋")])
            .await
            .unwrap();
        let old_page = agree::by_code(ctx, &himself, &invitation, &shown, Some(&code), &came).await;
        assert!(refused(&old_page, Refusal::RecordChanged));
        let now = part::read(ctx, &himself, &invitation).await.unwrap().hash;
        let old_code = agree::by_code(ctx, &himself, &invitation, &now, Some(&code), &came).await;
        assert!(refused(&old_code, Refusal::CodeOver));
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Joined);
        let too_soon = office.agrees(&himself, &invitation).await;
        assert!(refused(&too_soon, Refusal::TooManyCodes));
        office.advance(60_000);
        office.agrees(&himself, &invitation).await.unwrap();
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Agreed);
    }
}

#[tokio::test]
async fn signed_twice_it_is_signed_once_and_changed_back_after_they_were_told_it_is_signed_anew() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        let shown = part::read(ctx, &himself, &invitation).await.unwrap().hash;
        let code = agree::send_code(ctx, &himself, &invitation, &Luggage::default(), None).await;
        let (code, came) = (code.unwrap(), office.received(&himself).await);
        for _ in 0..2 {
            agree::by_code(ctx, &himself, &invitation, &shown, Some(&code), &came)
                .await
                .unwrap();
        }
        assert_eq!(signatures(&office, &draft).await, 1);
        for name in ["林知秋", "林知夏"] {
            office
                .save(&mother, &draft, "child", &[("child/person.name", name)])
                .await
                .unwrap();
            office.deliver().await;
        }
        assert_eq!(part::read(ctx, &himself, &invitation).await.unwrap().hash, shown);
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Outdated);
        office.agrees(&himself, &invitation).await.unwrap();
        office.submit(&mother, &draft).await.unwrap();
    }
}

#[tokio::test]
async fn a_word_without_a_signature_is_no_word() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        let shown = part::read(ctx, &himself, &invitation).await.unwrap().hash;
        let tx = ctx.db.write().await.unwrap();
        data::invitation::say(&*tx, &invitation, Word::Agree(&shown), ctx.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(refused(&office.submit(&mother, &draft).await, Refusal::Incomplete));
        office.agrees(&himself, &invitation).await.unwrap();
        office.submit(&mother, &draft).await.unwrap();
    }
}

#[tokio::test]
async fn who_thinks_again_declines_or_leaves_takes_their_signature_along() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        let sign = async || {
            office.advance(1);
            office.agrees(&himself, &invitation).await.unwrap();
            assert_eq!(signatures(&office, &draft).await, 1);
        };
        sign().await;
        agree::take_back(ctx, &himself, &invitation).await.unwrap();
        assert_eq!(signatures(&office, &draft).await, 0);
        sign().await;
        agree::decline(ctx, &himself, &invitation, "").await.unwrap();
        assert_eq!(signatures(&office, &draft).await, 0);
        sign().await;
        invite::withdraw(ctx, &mother, &draft, &father()).await.unwrap();
        assert_eq!(signatures(&office, &draft).await, 0);
    }
}

#[tokio::test]
async fn what_both_parents_signed_is_kept_and_what_he_takes_along_holds_and_hides_what_his_page_hid() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        office.agrees(&himself, &invitation).await.unwrap();
        let shown = part::read(ctx, &himself, &invitation).await.unwrap();
        let early = part::signed(ctx, &himself, &invitation).await;
        assert!(matches!(early, Err(Error::NotFound)) && shown.signed.is_none());
        office.advance(1);
        let application = office.submit(&mother, &draft).await.unwrap();
        let judged = record::read(ctx, &mother, &application).await.unwrap();
        let held = judged.outcome.unwrap();
        let who: Vec<_> = held.iter().map(|one| (&*one.name, one.party.as_deref())).collect();
        assert_eq!(who, [("陈远", Some("father")), ("林晓", None)]);
        let mut without_him = judged.signed.clone();
        without_him.signatures.remove(0);
        assert_eq!(verify(&without_him, None), Err(Flaw::Missing("陈远".to_owned())));
        let mut without_her = judged.signed;
        without_her.signatures.remove(1);
        assert_eq!(verify(&without_her, None), Err(Flaw::Unsigned));

        assert!(part::read(ctx, &himself, &invitation).await.unwrap().signed.is_some());
        let his = part::signed(ctx, &himself, &invitation).await.unwrap();
        assert_eq!((&his.hash, his.signatures.len()), (&shown.hash, 1));
        let db = ctx.db.read();
        verify(&his, Some(&|text| office_seal(db, text))).unwrap();
        let text = serde_json::to_string(&his).unwrap();
        assert!(
            text.contains("林知夏") && text.contains("同意用自己的身份信息和户籍"),
            "{text}"
        );
        for hidden in [
            "mother/person.id_number",
            "mother/bank.card",
            "child/birth.time",
            "father/person.id_number",
        ] {
            let said = office.text(&mother, &draft, hidden).await;
            assert!(!said.is_empty() && !text.contains(&said), "{hidden}: {text}");
        }
        let exported = export::export(ctx, &himself).await.unwrap();
        assert_eq!(exported["signatures"][0]["as"], "father");
        assert_eq!(exported["signatures"][0]["hash"], his.hash.as_str());
    }
}

#[tokio::test]
async fn who_declines_says_why_and_may_think_again() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        agree::decline(ctx, &himself, &invitation, " 名字还没商量好 ")
            .await
            .unwrap();
        // That he came was not looked at yet: it is not told as the same a second time.
        let answered = told(&office, &mother).await;
        assert!(
            matches!(&answered[..], [What::PartyAnswered { name, standing: Standing::Declined, .. }] if name == "陈远"),
            "{answered:?}"
        );
        let mine = office.read(&mother, &draft).await;
        let why = mine.invitations[0].declined.clone().unwrap().1;
        assert_eq!(why.as_deref(), Some("名字还没商量好"));
        assert!(refused(&office.submit(&mother, &draft).await, Refusal::Incomplete));
        agree::take_back(ctx, &himself, &invitation).await.unwrap();
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Joined);
        office.agrees(&himself, &invitation).await.unwrap();
        office.submit(&mother, &draft).await.unwrap();
    }
}

#[tokio::test]
async fn nobody_agrees_to_what_is_not_finished_nor_for_somebody_else() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let draft = office.consulted(&mother, &MOTHER).await;
        let (invitation, himself) = office.seat(&mother, &draft, &father()).await;
        let early = office.agrees(&himself, &invitation).await;
        assert!(refused(&early, Refusal::Incomplete));
        for other in [mother, office.citizen("zhou_he").await] {
            let agreed = agree::by_code(ctx, &other, &invitation, "", None, "").await;
            assert!(matches!(agreed, Err(Error::NotFound)));
            assert!(matches!(
                part::read(ctx, &other, &invitation).await,
                Err(Error::NotFound)
            ));
        }
    }
}
