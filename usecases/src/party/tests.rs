//! Both parents, and shareholders, each from their own account; and everybody whom it does not concern.

mod consent;
mod invitations;

use domain::answer::{Answer, Origin};
use domain::draft::{Consent, Gap};
use domain::form::{FormTopic, TopicState};
use domain::id::{DraftId, InvitationId, TopicId};
use domain::party::{Seat, Standing};

use super::{invite, join, part};
use crate::account::notice::{What, unseen};
use crate::account::{erase, export};
use crate::draft::read::Word;
use crate::draft::{again, delete, entries, save};
use crate::office::{FATHER, MOTHER, PDF, TestOffice, id, typed_texts};
use crate::token::Token;
use crate::{Asker, Error, Refusal, message, retention};

const ETHNICITY: &str = "father/person.ethnicity";
const ID_NUMBER: &str = "father/person.id_number";
const PHONE: &str = "father/person.phone";

pub(super) fn father() -> Seat {
    id("father")
}

/// A draft of a mother that lacks nothing but the father, who sits there.
pub(super) async fn with_father(office: &TestOffice) -> (Asker, DraftId, Asker, InvitationId) {
    let mother = office.citizen("lin_xiao").await;
    let draft = office.consulted(&mother, &MOTHER).await;
    let (invitation, himself) = office.seat(&mother, &draft, &father()).await;
    office.type_the_rest(&mother, &draft).await;
    for gap in office.read(&mother, &draft).await.gaps_to_fill() {
        let Gap::Material(material) = gap else {
            panic!("{gap:?}")
        };
        office.attach(&mother, &draft, material.as_str(), PDF).await.unwrap();
    }
    (mother, draft, himself, invitation)
}

pub(super) async fn standing(office: &TestOffice, mother: &Asker, draft: &DraftId) -> Standing {
    let mine = office.read(mother, draft).await;
    mine.standing(&mine.signers()[0])
}

pub(super) async fn told(office: &TestOffice, asker: &Asker) -> Vec<What> {
    let told = unseen(&office.ctx, asker, None).await.unwrap();
    told.into_iter().map(|told| told.what).collect()
}

pub(super) fn refused<T: std::fmt::Debug>(outcome: &crate::Result<T>, with: Refusal) -> bool {
    matches!(outcome, Err(Error::Refused(refusal)) if *refusal == with)
}

#[tokio::test]
async fn who_sits_there_fills_in_what_is_theirs_and_nobody_overwrites_it() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let draft = office.consulted(&mother, &MOTHER).await;
        let (invitation, himself) = office.seat(&mother, &draft, &father()).await;
        let mine = part::read(ctx, &himself, &invitation).await.unwrap().mine;
        let asked: Vec<_> = mine
            .form()
            .topics
            .iter()
            .map(|page| page.topic.id.to_string())
            .collect();
        assert_eq!(asked, ["father"]);
        let typed = typed_texts(&[
            (ETHNICITY, "土家族"),
            ("father/person.phone", "13800000099"),
            ("father/person.name", "别人"),
            ("mother/person.ethnicity", "土家族"),
        ]);
        save::save(ctx, &himself, &draft, &id("father"), &typed).await.unwrap();
        let kept = office.answer(&mother, &draft, ETHNICITY).await.unwrap();
        assert_eq!((kept.text.as_str(), kept.origin), ("土家族", Origin::Party));
        assert_eq!(office.text(&mother, &draft, "father/person.name").await, "陈远");
        assert_eq!(office.text(&mother, &draft, "mother/person.ethnicity").await, "汉族");
        office
            .save(&mother, &draft, "father", &[(ETHNICITY, "汉族")])
            .await
            .unwrap();
        let mine = office.read(&mother, &draft).await;
        let field = id(ETHNICITY);
        assert_eq!(mine.answers.text(&field), Some("土家族"));
        assert_eq!(
            (mine.said_by(&field), mine.is_fixed(&field)),
            (Some(Word::Own("陈远")), true)
        );
    }
}

#[tokio::test]
async fn a_page_of_which_all_is_left_to_who_sits_there_stays_and_nothing_of_it_is_missing() {
    for office in TestOffice::each().await {
        let father = office.citizen("chen_yuan").await;
        let draft = office.consulted(&father, &FATHER).await;
        let maternity: TopicId = id("maternity");
        let mine = office.read(&father, &draft).await;
        assert_eq!(mine.form().topic(&maternity).map(FormTopic::asks_nothing), Some(false));
        office.seat(&father, &draft, &id("mother")).await;
        let mine = office.read(&father, &draft).await;
        let (form, everything) = (mine.form(), mine.everything());
        let page = form.topic(&maternity).unwrap();
        assert_eq!((page.asks_nothing(), page.state()), (true, TopicState::Complete));
        let mut left = everything.topic(&maternity).unwrap().fields.iter();
        assert!(left.all(|field| mine.left_to(&field.id).is_some()));
    }
}

#[tokio::test]
async fn who_sits_there_is_told_what_their_own_page_asks() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let draft = office.consulted(&mother, &MOTHER).await;
        let (invitation, himself) = office.seat(&mother, &draft, &father()).await;
        let (page, field) = (id("father"), id(ETHNICITY));
        let kept = save::keep(ctx, &himself, &draft, &page, &field, "土家族".to_owned(), Vec::new()).await;
        let mine = part::read(ctx, &himself, &invitation).await.unwrap().mine;
        let asked = mine.form().topic(&page).map(FormTopic::asked);
        assert_eq!((kept.unwrap().asked, asked.is_some()), (asked, true));
    }
}

#[tokio::test]
async fn who_sits_there_is_not_typed_by_the_applicant_and_nobody_agrees_under_another_number() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        let before = office.answer(&mother, &draft, ID_NUMBER).await.unwrap();
        assert!(matches!(before.origin, Origin::Register(_)), "{before:?}");
        let typed = [(ID_NUMBER, "000000199204050052"), ("father/person.name", "别人")];
        office.save(&mother, &draft, "father", &typed).await.unwrap();
        assert_eq!(office.answer(&mother, &draft, ID_NUMBER).await.as_ref(), Some(&before));
        assert_eq!(office.text(&mother, &draft, "father/person.name").await, "陈远");
        let mine = office.read(&mother, &draft).await;
        assert!(mine.is_fixed(&id(ID_NUMBER)) && !mine.is_fixed(&id(ETHNICITY)));
        let another = Answer {
            text: "000000199204050052".to_owned(),
            ..before
        };
        let tx = ctx.db.write().await.unwrap();
        data::answer::save(&*tx, &draft, &id(ID_NUMBER), &another)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let agreed = office.agrees(&himself, &invitation).await;
        assert!(refused(&agreed, Refusal::SomebodyElseMeant));
        invite::withdraw(ctx, &mother, &draft, &father()).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        assert!(!mine.is_fixed(&id(ID_NUMBER)), "nobody sits there any more");
    }
}

#[tokio::test]
async fn nobody_sees_what_is_sensitive_of_another() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (_, _, himself, invitation) = with_father(&office).await;
        let part = part::read(ctx, &himself, &invitation).await.unwrap();
        let seen = &part.mine.answers;
        for hidden in [
            "mother/person.id_number",
            "mother/person.phone",
            "mother/bank.card",
            "child/birth.time",
        ] {
            assert_eq!(seen.text(&id(hidden)), None, "{hidden}");
        }
        assert_eq!(seen.text(&id("father/person.id_number")), Some("000000199409020017"));
        assert_eq!(seen.text(&id("child/person.name")), Some("林知夏"));
        assert_eq!(part.mine.applicant_name(), Some("林晓"));
        assert!(part.mine.files.is_empty());
        assert!(part.mine.facts.iter().all(|fact| fact.field.subject == id("father")));
    }
}

#[tokio::test]
async fn who_is_asked_to_leave_takes_along_what_they_said() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, invitation) = with_father(&office).await;
        let typed = typed_texts(&[(ETHNICITY, "土家族")]);
        save::save(ctx, &himself, &draft, &id("father"), &typed).await.unwrap();
        invite::withdraw(ctx, &mother, &draft, &father()).await.unwrap();
        assert_eq!(told(&office, &himself).await, [What::PartyDismissed]);
        assert!(matches!(
            part::read(ctx, &himself, &invitation).await,
            Err(Error::NotFound)
        ));
        let late = save::save(ctx, &himself, &draft, &id("father"), &typed).await;
        assert!(matches!(late, Err(Error::NotFound)));
        let read = office.answer(&mother, &draft, ETHNICITY).await.unwrap();
        assert_eq!(read.origin, Origin::Register(id("household")), "as before he came");
        let (_, again) = office.seat(&mother, &draft, &father()).await;
        delete::delete(ctx, &mother, &draft).await.unwrap();
        assert_eq!(told(&office, &again).await, [What::PartyDismissed]);
    }
}

#[tokio::test]
async fn the_other_twin_keeps_what_both_parents_said_and_asks_for_their_word_anew() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, _) = with_father(&office).await;
        let typed = typed_texts(&[(ETHNICITY, "土家族")]);
        save::save(ctx, &himself, &draft, &id("father"), &typed).await.unwrap();
        office.complete(&mother, &draft).await;
        let first = office.submit(&mother, &draft).await.unwrap();
        told(&office, &himself).await;
        let second = again::start_again(ctx, &mother, &first).await.unwrap();
        assert_eq!(office.text(&mother, &second, ETHNICITY).await, "土家族");
        let asked = told(&office, &himself).await;
        assert!(
            matches!(
                &asked[..],
                [What::PartyAsked {
                    standing: Standing::Joined,
                    ..
                }]
            ),
            "{asked:?}"
        );
        let mine = office.read(&mother, &second).await;
        assert_eq!(mine.standing(&mine.signers()[0]), Standing::Joined);
        assert_eq!(mine.invitations[0].consent, Consent::NotAsked);
    }
}

#[tokio::test]
async fn every_shareholder_but_the_one_who_applies_agrees_each_once() {
    for office in TestOffice::each().await {
        let (ctx, owner) = (&office.ctx, office.citizen("shen_jing").await);
        let draft = office.closing(&owner, Consent::Given).await;
        let seats = async || {
            let mine = office.read(&owner, &draft).await;
            let seats = mine.signers().iter().flat_map(|signer| &signer.seats);
            seats.map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(seats().await, ["shareholder~1"], "she is the first herself");
        let (invitation, other) = office.seat(&owner, &draft, &id("shareholder~1")).await;
        entries::remove(ctx, &owner, &draft, &id("shareholders"), 0)
            .await
            .unwrap();
        assert_eq!(seats().await, ["shareholder"]);
        let mine = part::read(ctx, &other, &invitation).await.unwrap();
        assert_eq!(mine.invitation.seat, id("shareholder"), "the seat moves along");
        assert_eq!(mine.mine.answers.text(&id("agent/person.phone")), None);
        entries::add(ctx, &owner, &draft, &id("shareholders")).await.unwrap();
        entries::remove(ctx, &owner, &draft, &id("shareholders"), 0)
            .await
            .unwrap();
        assert_eq!(told(&office, &other).await, [What::PartyDismissed]);
    }
}

#[tokio::test]
async fn each_takes_along_what_is_kept_of_them_and_an_account_that_goes_leaves_the_seat_empty() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, draft, himself, _) = with_father(&office).await;
        let typed = typed_texts(&[(ETHNICITY, "土家族"), (PHONE, "13800000099")]);
        save::save(ctx, &himself, &draft, &id("father"), &typed).await.unwrap();
        let tx = ctx.db.write().await.unwrap();
        data::rival::save(&*tx, &draft, &id(PHONE), "13800000088", ctx.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let his = export::export(ctx, &himself).await.unwrap()["applied_together"].to_string();
        assert!(his.contains("土家族") && his.contains("000000199409020017"), "{his}");
        assert!(!his.contains("000000199605180026"), "{his}");
        let hers = export::export(ctx, &mother).await.unwrap()["drafts"].to_string();
        assert!(hers.contains("陈远") && !hers.contains("000000199409020017"), "{hers}");
        let rival = domain::identity::mask("13800000088", 3, 4);
        assert!(hers.contains(&rival) && !hers.contains("13800000088"), "{hers}");
        told(&office, &mother).await;
        let tx = ctx.db.write().await.unwrap();
        erase::close(ctx, &tx, himself.citizen().unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(&told(&office, &mother).await[..], [What::PartyLeft(left, _)] if *left == draft));
        let read = office.answer(&mother, &draft, ETHNICITY).await.unwrap();
        assert_eq!(read.origin, Origin::Register(id("household")), "as before he came");
        assert_eq!(standing(&office, &mother, &draft).await, Standing::NotAsked);
    }
}
