mod children;
mod signature;
mod tell;
mod terms;

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
async fn of_two_drafts_of_one_theme_a_question_is_answered_in_the_one_that_asks_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let older = office.consulted(&mother, &MOTHER).await;
        let hat = taken_on(&office, "lin_xiao").await;
        let mut his = Browser::of(&office, "chen_yuan").await;
        his.wear(&office, &hat).await.unwrap();
        let newer = office.consulted(&his.asker(&office).await, &MOTHER).await;
        let follows = id("child/household.follows");
        let meddling = plan::of_draft::answer(ctx, &mother, &newer, &follows, "father").await;
        assert_eq!(refused(meddling), Some(Refusal::FilledByAgent));
        take_over(ctx, &mother, &newer).await.unwrap();

        let listed = plan::read(ctx, &mother, &id(NEWBORN)).await.unwrap();
        assert_eq!(listed.draft.map(|draft| draft.id), Some(newer.clone()));
        let asked = plan::of_draft::read(ctx, &mother, &older).await.unwrap();
        assert_eq!(asked.draft.map(|draft| draft.id), Some(older.clone()));
        let problem = plan::of_draft::answer(ctx, &mother, &older, &follows, "father").await;
        assert_eq!(problem.unwrap(), None);
        let chosen = BTreeSet::from([id("vaccination_booklet")]);
        plan::of_draft::choose(ctx, &mother, &older, &chosen).await.unwrap();
        for (draft, said, picked) in [(&older, "father", Some(chosen)), (&newer, "mother", None)] {
            let mine = office.read(&mother, draft).await;
            assert_eq!(mine.answers.text(&follows), Some(said));
            assert_eq!(mine.draft.chosen, picked);
        }
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
