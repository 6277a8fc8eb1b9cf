//! Both parents, and shareholders, each from their own account; and everybody whom it does not concern.

use domain::answer::{Answer, Origin};
use domain::draft::{Consent, Gap};
use domain::form::FormTopic;
use domain::id::{DraftId, InvitationId};
use domain::party::{Seat, Standing};

use super::{invite, join, part};
use crate::account::notice::{What, unseen};
use crate::account::{erase, export};
use crate::draft::read::Word;
use crate::draft::{again, consult, delete, entries, save};
use crate::office::{CLOSING, MOTHER, PDF, TestOffice, id, typed_texts};
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
async fn a_link_opens_with_its_digits_for_the_one_who_is_meant_and_for_nobody_else() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let (himself, stranger) = (office.citizen("chen_yuan").await, office.citizen("zhou_he").await);
        let draft = office.consulted(&mother, &MOTHER).await;
        let (link, digits) = office.invite(&mother, &draft, &father(), &himself).await;
        let guest = Asker::Guest(None);
        assert!(matches!(join::look(ctx, &guest, &link).await, Err(Error::SignInFirst)));
        let made_up = Token::from_browser("made up");
        assert!(refused(&join::look(ctx, &guest, &made_up).await, Refusal::LinkOver));
        let (newcomer, _) = office.newcomer("13911112222").await;
        assert!(matches!(
            join::look(ctx, &newcomer, &link).await,
            Err(Error::RealNameFirst)
        ));
        assert!(refused(&join::look(ctx, &mother, &link).await, Refusal::OwnLink));
        assert_eq!(join::look(ctx, &stranger, &link).await.unwrap(), join::Door::Digits);
        let wrong = join::join(ctx, &himself, &link, "000000").await;
        assert!(refused(&wrong, Refusal::WrongCode));
        let other = join::join(ctx, &stranger, &link, &digits).await;
        assert!(refused(&other, Refusal::SomebodyElseMeant));
        let joined = join::join(ctx, &himself, &link, &digits).await.unwrap();
        assert_eq!(
            join::look(ctx, &himself, &link).await.unwrap(),
            join::Door::Open(joined)
        );
        assert!(refused(&join::look(ctx, &stranger, &link).await, Refusal::LinkOver));
    }
}

#[tokio::test]
async fn the_link_and_its_digits_are_shown_until_somebody_came_by_them() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let himself = office.citizen("chen_yuan").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let whom = ("陈远", "13800000002");
        let kept = invite::invite(ctx, &mother, &draft, &father(), whom, false)
            .await
            .unwrap();
        let invitation = office.read(&mother, &draft).await.invitations[0].id.clone();
        let shown = async || invite::link(ctx, &mother, &invitation, &kept).await.unwrap();
        let link = shown().await.unwrap();
        join::join(ctx, &himself, &link.token, &link.digits).await.unwrap();
        assert_eq!(shown().await, None);
    }
}

#[tokio::test]
async fn a_link_is_over_after_a_week_after_five_tries_and_when_there_is_another() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let himself = office.account("chen_yuan").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let (first, _) = office.invite(&mother, &draft, &father(), &himself).await;
        let (link, digits) = office.invite(&mother, &draft, &father(), &himself).await;
        assert!(refused(&join::look(ctx, &himself, &first).await, Refusal::LinkOver));
        for _ in 0..5 {
            assert!(refused(
                &join::join(ctx, &himself, &link, "1").await,
                Refusal::WrongCode
            ));
        }
        let right = join::join(ctx, &himself, &link, &digits).await;
        assert!(refused(&right, Refusal::TriesOver));
        let (link, digits) = office.invite(&mother, &draft, &father(), &himself).await;
        office.advance(invite::GOOD);
        assert!(refused(
            &join::join(ctx, &himself, &link, &digits).await,
            Refusal::LinkOver
        ));
        assert_eq!(standing(&office, &mother, &draft).await, Standing::Expired);
        office.advance(invite::KEPT);
        retention::forget_expired(ctx).await.unwrap();
        assert_eq!(standing(&office, &mother, &draft).await, Standing::NotAsked);
    }
}

#[tokio::test]
async fn only_so_many_are_asked_in_a_day_and_only_who_is_missing() {
    for office in TestOffice::each().await {
        let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
        let draft = office.consulted(&mother, &MOTHER).await;
        let ask = async |seat: &str, name: &str, phone: &str| {
            invite::invite(ctx, &mother, &draft, &id(seat), (name, phone), true).await
        };
        assert!(matches!(
            ask("mother", "林晓", "13800000001").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            ask("child", "林晓", "13800000001").await,
            Err(Error::NotFound)
        ));
        assert!(refused(&ask("father", " ", "13800000002").await, Refusal::NotAParty));
        assert!(refused(&ask("father", "陈远", "1380000").await, Refusal::NotAPhone));
        let other = ask("father", "王五", "13800000002").await;
        assert!(refused(&other, Refusal::NameDiffers));
        let both = [Refusal::NotAParty, Refusal::NotAPhone];
        assert_eq!(invite::lacks(" ", "1380000"), both, "all at once");
        for _ in 0..10 {
            ask("father", "陈远", "13800000002").await.unwrap();
        }
        let sent = message::list(ctx).await.unwrap();
        assert_eq!(
            sent.iter().filter(|sent| sent.text == "party_invited").count(),
            1,
            "kept once a moment"
        );
        assert!(refused(
            &ask("father", "陈远", "13800000002").await,
            Refusal::TooManyTries
        ));
    }
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
        assert_eq!(office.answer(&mother, &draft, ETHNICITY).await, None);
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
        office.answer_plan(&owner, "deregistration", &CLOSING).await;
        let draft = crate::draft::start::start(ctx, &owner, &id("deregistration"))
            .await
            .unwrap();
        consult::consent(ctx, &owner, &draft, Consent::Given).await.unwrap();
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
        assert_eq!(office.answer(&mother, &draft, ETHNICITY).await, None);
        assert_eq!(standing(&office, &mother, &draft).await, Standing::NotAsked);
    }
}
