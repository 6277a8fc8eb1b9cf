mod tell;

use std::collections::BTreeSet;

use chrono::Days;
use domain::account::Hat;
use domain::draft::Consent;
use domain::id::{DraftId, MandateId};

use super::accept::accept;
use super::confirm::confirm;
use super::draw_up::{Who, Wish, draw_up};
use super::end::end;
use super::guardian::guard;
use super::journal::Kind;
use super::list::{list_given, list_held, read};
use crate::account::real_name::confirm as confirm_real_name;
use crate::account::recognise::recognise;
use crate::account::sign_in::{Luggage, as_citizen};
use crate::application::{list::list, track::track, withdraw::withdraw};
use crate::draft::read::read as read_draft;
use crate::draft::{consult, start, take_over::take_over};
use crate::hat::{list::list as list_hats, put_on::put_on};
use crate::office::{MOTHER, NEWBORN, TestOffice, id, typed_texts};
use crate::{Asker, Error, Refusal, Result, draft, plan};

/// A child of nine whom the register names as 何敏's.
const CHILD: &str = "000000201706010421";

const DAY: i64 = 24 * 3_600_000;

/// A browser: its session's token, and who it is.
struct Browser(Luggage);

impl Browser {
    async fn of(office: &TestOffice, who: &str) -> Self {
        let signed_in = as_citizen(&office.ctx, &id(who), &Luggage::default()).await.unwrap();
        Self(Luggage {
            session: Some(signed_in.session),
            ..Luggage::default()
        })
    }

    async fn asker(&self, office: &TestOffice) -> Asker {
        recognise(&office.ctx, self.0.session.as_ref(), None).await.unwrap()
    }

    async fn wear(&mut self, office: &TestOffice, hat: &Hat) -> Result<()> {
        let asker = self.asker(office).await;
        self.0.session = Some(put_on(&office.ctx, &asker, hat, &self.0).await?.session);
        Ok(())
    }
}

fn person(name: &str, phone: &str) -> Who {
    Who::Person {
        name: name.to_owned(),
        phone: phone.to_owned(),
    }
}

fn wish(office: &TestOffice, name: &str, phone: &str) -> Wish {
    Wish {
        who: person(name, phone),
        themes: None,
        until: office.ctx.today() + Days::new(30),
    }
}

/// A mandate that its principal confirmed.
async fn given(office: &TestOffice, principal: &str, wish: &Wish) -> MandateId {
    let browser = Browser::of(office, principal).await;
    let asker = browser.asker(office).await;
    let mandate = draw_up(&office.ctx, &asker, wish).await.unwrap();
    office.confirm_mandate(&asker, &mandate, &browser.0).await;
    mandate
}

/// A mandate for the father that he took on.
async fn taken_on(office: &TestOffice, principal: &str) -> Hat {
    let mandate = given(office, principal, &wish(office, "陈远", "13800000002")).await;
    let father = office.citizen("chen_yuan").await;
    accept(&office.ctx, &father, &mandate).await.unwrap();
    Hat::Mandate(mandate)
}

fn mandate_of(hat: &Hat) -> &MandateId {
    match hat {
        Hat::Mandate(id) => id,
        other => panic!("{other:?}"),
    }
}

fn refused<T>(outcome: Result<T>) -> Option<Refusal> {
    match outcome.err()? {
        Error::Refused(refusal) => Some(refusal),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_mother_lets_the_father_file_sees_what_he_did_and_revokes_and_he_is_out() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let hat = taken_on(&office, "lin_xiao").await;
        let mut his = Browser::of(&office, "chen_yuan").await;
        his.wear(&office, &hat).await.unwrap();
        let for_her = his.asker(&office).await;
        let draft = office.newborn_draft(&for_her).await;
        assert_eq!(office.text(&for_her, &draft, "mother/person.name").await, "林晓");
        assert_eq!(
            office.text(&for_her, &draft, "mother/person.phone").await,
            "13800000001"
        );
        let application = office.submit(&for_her, &draft).await.unwrap();

        let mother = office.citizen("lin_xiao").await;
        let seen = track(ctx, &mother, &application).await.unwrap();
        assert_eq!((seen.filer.as_deref(), &seen.application.hat), (Some("陈远"), &hat));
        assert_eq!(list(ctx, &mother).await.unwrap().len(), 1);
        let (_, uses) = read(ctx, &mother, mandate_of(&hat), 10).await.unwrap();
        let kinds: BTreeSet<_> = uses.iter().map(|done| done.what).collect();
        let all = [Kind::PutOn, Kind::Opened, Kind::Consulted, Kind::Submitted];
        assert_eq!(kinds, BTreeSet::from(all));
        assert!(uses.iter().all(|done| done.by == "陈远"));

        end(ctx, &mother, mandate_of(&hat)).await.unwrap();
        office.advance(1);
        assert_eq!(
            refused(track(ctx, &for_her, &application).await),
            Some(Refusal::HatOver)
        );
        assert_eq!(
            refused(withdraw(ctx, &for_her, &application).await),
            Some(Refusal::HatOver)
        );
        let himself = his.asker(&office).await;
        assert!(list(ctx, &himself).await.unwrap().is_empty());
        assert_eq!(refused(himself.still_wears(&hat)), Some(Refusal::HatChanged));
        assert_eq!(refused(his.wear(&office, &hat).await), Some(Refusal::HatOver));
        assert!(track(ctx, &mother, &application).await.is_ok());
    }
}

#[tokio::test]
async fn two_mandates_in_two_tabs_never_mix() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let hats = [taken_on(&office, "lin_xiao").await, taken_on(&office, "tian_xi").await];
        // Both tabs share the session; the second changes the hat under the first.
        let mut his = Browser::of(&office, "chen_yuan").await;
        let mut drafts: Vec<DraftId> = Vec::new();
        let mut shown: Vec<Asker> = Vec::new();
        for hat in &hats {
            his.wear(&office, hat).await.unwrap();
            let asker = his.asker(&office).await;
            office.answer_plan(&asker, NEWBORN, &MOTHER).await;
            let draft = start::start(ctx, &asker, &id(NEWBORN)).await.unwrap();
            consult::consent(ctx, &asker, &draft, Consent::Given).await.unwrap();
            drafts.push(draft);
            shown.push(asker);
        }
        let now = his.asker(&office).await;
        let names = ["林知夏", "许知秋"];
        for (draft, name) in drafts.iter().zip(names) {
            let typed = typed_texts(&[("child/person.name", name)]);
            draft::save::save(ctx, &now, draft, &id("child"), &typed).await.unwrap();
        }
        for (((draft, asker), name), mother) in drafts.iter().zip(&shown).zip(names).zip(["林晓", "田溪"]) {
            let answers = data::answer::list(ctx.db.read(), draft).await.unwrap();
            let text = |field: &str| answers.text(&id(field)).unwrap_or_default().to_owned();
            assert_eq!(
                (text("mother/person.name"), text("child/person.name")),
                (mother.to_owned(), name.to_owned())
            );
            let other = if mother == "林晓" { "田溪" } else { "林晓" };
            assert!(answers.iter().all(|(_, answer)| answer.text != other));
            // A page shows only under its own hat.
            let page = read_draft(ctx, &now, draft).await;
            assert_eq!(page.is_ok(), asker.still_wears(&hats[1]).is_ok());
        }
        // A form of the first tab that names no draft does nothing now.
        assert_eq!(refused(now.still_wears(&hats[0])), Some(Refusal::HatChanged));
        assert!(matches!(
            read_draft(ctx, &now, &drafts[0]).await,
            Err(Error::WearFirst(hat)) if hat == hats[0]
        ));
        // Nor does either of them see the other's.
        for (who, other) in [("lin_xiao", &drafts[1]), ("tian_xi", &drafts[0])] {
            let principal = office.citizen(who).await;
            assert!(matches!(read_draft(ctx, &principal, other).await, Err(Error::NotFound)));
        }
    }
}

#[tokio::test]
async fn only_whom_it_names_takes_it_on_and_only_after_the_principal_confirmed() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let father = office.citizen("chen_yuan").await;
        let unconfirmed = draw_up(ctx, &mother, &wish(&office, "陈远", "13800000002"))
            .await
            .unwrap();
        assert!(matches!(accept(ctx, &father, &unconfirmed).await, Err(Error::NotFound)));
        assert!(list_held(ctx, &father).await.unwrap().is_empty());
        // The number is right, the name is somebody else's; then the name is right and the number is not.
        for (name, phone) in [("陈元", "13800000002"), ("陈远", "13800000003")] {
            let wrong = given(&office, "lin_xiao", &wish(&office, name, phone)).await;
            for who in ["chen_yuan", "zhou_he"] {
                let asker = office.citizen(who).await;
                assert!(matches!(accept(ctx, &asker, &wrong).await, Err(Error::NotFound)));
                assert!(matches!(end(ctx, &asker, &wrong).await, Err(Error::NotFound)));
            }
        }
        assert!(list_hats(ctx, &father).await.unwrap().is_empty());
        let right = given(&office, "lin_xiao", &wish(&office, "陈远", "138 0000 0002")).await;
        assert_eq!(list_held(ctx, &father).await.unwrap()[0].principal, "林晓");
        accept(ctx, &father, &right).await.unwrap();
        assert_eq!(refused(accept(ctx, &father, &right).await), Some(Refusal::HatOver));
        assert_eq!(list_hats(ctx, &father).await.unwrap()[0].name(), Some("林晓"));
    }
}

#[tokio::test]
async fn a_mandate_is_confirmed_by_its_principals_own_phone_and_for_itself_alone() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let browser = Browser::of(&office, "lin_xiao").await;
        let mother = browser.asker(&office).await;
        let wish = wish(&office, "陈远", "13800000002");
        let first = draw_up(ctx, &mother, &wish).await.unwrap();
        let second = draw_up(ctx, &mother, &wish).await.unwrap();
        let nothing = confirm(ctx, &mother, &first, &browser.0).await;
        assert_eq!(refused(nothing), Some(Refusal::ConfirmFirst));
        office.confirm_mandate(&mother, &first, &browser.0).await;
        let another = confirm(ctx, &mother, &second, &browser.0).await;
        assert_eq!(refused(another), Some(Refusal::ConfirmFirst));
        let stranger = Browser::of(&office, "zhou_he").await;
        let asker = stranger.asker(&office).await;
        assert!(matches!(
            confirm(ctx, &asker, &second, &stranger.0).await,
            Err(Error::NotFound)
        ));
        end(ctx, &mother, &second).await.unwrap();
        assert!(list_held(ctx, &office.citizen("chen_yuan").await).await.unwrap().len() == 1);
    }
}

#[tokio::test]
async fn a_mandate_is_drawn_up_for_somebody_else_and_for_a_year_at_most() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let good = wish(&office, "陈远", "13800000002");
        let cases = [
            (
                Wish {
                    who: person(" ", "13800000002"),
                    ..good.clone()
                },
                Refusal::NotAnAgent,
            ),
            (
                Wish {
                    who: person("陈远", "1380"),
                    ..good.clone()
                },
                Refusal::NotAnAgent,
            ),
            (
                Wish {
                    who: person("林晓", "13800000002"),
                    ..good.clone()
                },
                Refusal::Yourself,
            ),
            (
                Wish {
                    who: person("陈远", "13800000001"),
                    ..good.clone()
                },
                Refusal::Yourself,
            ),
            (
                Wish {
                    until: office.ctx.today() - Days::new(1),
                    ..good.clone()
                },
                Refusal::NotADay,
            ),
            (
                Wish {
                    until: office.ctx.today() + Days::new(367),
                    ..good.clone()
                },
                Refusal::NotADay,
            ),
        ];
        for (wish, refusal) in cases {
            assert_eq!(refused(draw_up(ctx, &mother, &wish).await), Some(refusal), "{wish:?}");
        }
        let unknown = Wish {
            themes: Some(BTreeSet::from([id("moon-landing")])),
            ..good.clone()
        };
        assert!(matches!(draw_up(ctx, &mother, &unknown).await, Err(Error::NotFound)));
        for _ in 0..20 {
            draw_up(ctx, &mother, &good).await.unwrap();
        }
        assert_eq!(
            refused(draw_up(ctx, &mother, &good).await),
            Some(Refusal::TooManyMandates)
        );
        assert_eq!(list_given(ctx, &mother).await.unwrap().len(), 20);
    }
}

#[tokio::test]
async fn a_mandate_for_one_theme_opens_no_other_and_ends_with_its_last_day() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let only = Wish {
            themes: Some(BTreeSet::from([id("social-card")])),
            ..wish(&office, "陈远", "13800000002")
        };
        let mandate = given(&office, "lin_xiao", &only).await;
        accept(ctx, &office.citizen("chen_yuan").await, &mandate).await.unwrap();
        let mut his = Browser::of(&office, "chen_yuan").await;
        his.wear(&office, &Hat::Mandate(mandate)).await.unwrap();
        let asker = his.asker(&office).await;
        let (field, text) = MOTHER[0];
        let other = plan::answer(ctx, &asker, &id(NEWBORN), &id(field), text).await;
        assert_eq!(refused(other), Some(Refusal::OtherTheme));
        let draft = start::start(ctx, &asker, &id("social-card")).await.unwrap();
        // The session would be over long before; another one is begun on the last day, and one the day after.
        for (days, may) in [(30, true), (1, false)] {
            office.advance(days * DAY);
            let again = Browser::of(&office, "chen_yuan").await.asker(&office).await;
            let admitted = draft::own(ctx, &again, &draft).await;
            assert_eq!(admitted.is_ok(), may, "{days}");
        }
    }
}

#[tokio::test]
async fn an_agent_sees_nothing_that_the_principal_does_herself_and_she_can_take_over_what_he_began() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let hers = office.consulted(&mother, &MOTHER).await;
        let hat = taken_on(&office, "lin_xiao").await;
        let mut his = Browser::of(&office, "chen_yuan").await;
        his.wear(&office, &hat).await.unwrap();
        let for_her = his.asker(&office).await;
        assert!(matches!(read_draft(ctx, &for_her, &hers).await, Err(Error::NotFound)));
        assert!(draft::list::list(ctx, &for_her).await.unwrap().is_empty());
        let draft = office.consulted(&for_her, &MOTHER).await;
        assert_ne!(draft, hers);

        let typed = typed_texts(&[("child/person.name", "林知夏")]);
        let meddling = draft::save::save(ctx, &mother, &draft, &id("child"), &typed).await;
        assert_eq!(refused(meddling), Some(Refusal::FilledByAgent));
        assert!(matches!(take_over(ctx, &for_her, &draft).await, Err(Error::NotFound)));
        take_over(ctx, &mother, &draft).await.unwrap();
        draft::save::save(ctx, &mother, &draft, &id("child"), &typed)
            .await
            .unwrap();
        assert!(matches!(read_draft(ctx, &for_her, &draft).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_registered_parent_acts_for_a_minor_and_nobody_else_does() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("he_min").await;
        let mandate = guard(ctx, &mother, "何一诺", CHILD).await.unwrap();
        assert_eq!(
            guard(ctx, &mother, "何一诺", CHILD).await.unwrap(),
            mandate,
            "once is enough"
        );
        let mut hers = Browser::of(&office, "he_min").await;
        hers.wear(&office, &Hat::Mandate(mandate)).await.unwrap();
        let for_child = hers.asker(&office).await;
        let draft = start::start(ctx, &for_child, &id("social-card")).await.unwrap();
        let filed = data::draft::find(ctx.db.read(), &draft).await.unwrap().unwrap();
        assert_ne!(filed.citizen, Some(id("he_min")));

        let stranger = office.citizen("lin_xiao").await;
        assert_eq!(
            refused(guard(ctx, &stranger, "何一诺", CHILD).await),
            Some(Refusal::NotConfirmed)
        );
        assert_eq!(
            refused(guard(ctx, &stranger, "何敏", "000000198603140341").await),
            Some(Refusal::OfAge)
        );
        assert_eq!(
            refused(guard(ctx, &stranger, "何一诺", "1").await),
            Some(Refusal::NotAnIdentity)
        );
        office.advance(11 * 366 * DAY);
        let later = Browser::of(&office, "he_min").await.asker(&office).await;
        assert_eq!(refused(draft::own(ctx, &later, &draft).await), Some(Refusal::HatOver));
    }
}

#[tokio::test]
async fn a_child_that_signs_in_later_finds_what_was_filed_for_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("he_min").await;
        let mandate = guard(ctx, &mother, "何一诺", CHILD).await.unwrap();
        let mut hers = Browser::of(&office, "he_min").await;
        hers.wear(&office, &Hat::Mandate(mandate)).await.unwrap();
        let draft = start::start(ctx, &hers.asker(&office).await, &id("social-card"))
            .await
            .unwrap();
        office.advance(9 * 366 * DAY);
        let (asker, luggage) = office.newcomer("13911112222").await;
        let session = confirm_real_name(ctx, &asker, "何一诺", CHILD, &luggage).await.unwrap();
        let child = recognise(ctx, Some(&session), None).await.unwrap();
        assert_eq!(draft::list::list(ctx, &child).await.unwrap()[0].draft.id, draft);
    }
}

#[tokio::test]
async fn every_member_of_an_agency_acts_and_whoever_leaves_it_is_out() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let old_man = Wish {
            who: Who::Agency(id("qingshi")),
            ..wish(&office, "", "")
        };
        let mandate = given(&office, "luo_wenqing", &old_man).await;
        let outsider = office.citizen("chen_yuan").await;
        assert!(matches!(accept(ctx, &outsider, &mandate).await, Err(Error::NotFound)));
        let member = office.citizen("tian_xi").await;
        assert!(list_held(ctx, &member).await.unwrap().is_empty());
        let (tx, station) = (ctx.db.write().await.unwrap(), id("qingshi"));
        data::agency::add(&*tx, &station, &id("tian_xi"), ctx.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        accept(ctx, &member, &mandate).await.unwrap();
        let mut hers = Browser::of(&office, "tian_xi").await;
        hers.wear(&office, &Hat::Mandate(mandate.clone())).await.unwrap();
        let for_him = hers.asker(&office).await;
        let draft = start::start(ctx, &for_him, &id("social-card")).await.unwrap();
        let him = office.citizen("luo_wenqing").await;
        let (_, uses) = read(ctx, &him, &mandate, 10).await.unwrap();
        assert!(
            uses.iter().all(|done| done.by == "田溪"),
            "the journal names the member"
        );
        let tx = ctx.db.write().await.unwrap();
        assert!(data::agency::remove(&*tx, &station, &id("tian_xi")).await.unwrap());
        tx.commit().await.unwrap();
        assert!(matches!(draft::own(ctx, &for_him, &draft).await, Err(Error::NotFound)));
        let unknown = Wish {
            who: Who::Agency(id("nobody")),
            ..old_man
        };
        assert!(matches!(draw_up(ctx, &him, &unknown).await, Err(Error::NotFound)));
    }
}

#[test]
fn every_use_has_a_word_of_its_own() {
    for kind in [
        Kind::PutOn,
        Kind::Opened,
        Kind::Consulted,
        Kind::Submitted,
        Kind::Withdrew,
    ] {
        assert_eq!(Kind::from_word(kind.as_str()), Some(kind));
    }
    assert_eq!(Kind::from_word("slept"), None);
}
