//! Registers that are asked again, once, or while the citizen thinks again.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;

use super::*;
use crate::register::Registers;

#[tokio::test]
async fn a_register_that_was_down_is_asked_again_and_what_was_typed_meanwhile_stays() {
    for office in TestOffice::each().await {
        office.set_register("birth", Behaviour::Down).await;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let typed = [
            ("child/person.sex", "male"),
            ("child/birth.institution", "maternity_hospital"),
        ];
        office.save(&mother, &draft, "child", &typed).await.unwrap();
        office.set_register("birth", Behaviour::Normal).await;
        consult(&office.ctx, &mother, &draft).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!(outcome(&mine, "birth", "mother"), Some(Outcome::Found));
        assert_eq!(mine.answers.text(&id("child/birth.record_number")), Some("CS00000417"));
        let sex = mine.answers.get(&id("child/person.sex")).unwrap();
        assert_eq!(
            (sex.text.as_str(), &sex.origin, sex.contested),
            ("male", &Origin::Citizen, true)
        );
        let same = mine.answers.get(&id("child/birth.institution")).unwrap();
        assert_eq!((&same.origin, same.contested), (&Origin::Register(id("birth")), false));
    }
}

/// Registers that write down who was asked, before the sandbox's answer; slow ones are not waited for at all.
struct Counted {
    inner: Arc<dyn Registers>,
    asked: Mutex<Vec<String>>,
}

#[async_trait]
impl Registers for Counted {
    async fn open(&self, register: &RegisterId, id_number: &IdNumber) -> std::result::Result<Option<Entry>, Outcome> {
        self.asked.lock().unwrap().push(format!("{register} {id_number}"));
        self.inner.open(register, id_number).await
    }
}

fn count(office: &mut TestOffice) -> Arc<Counted> {
    let counted = Arc::new(Counted {
        inner: office.ctx.registers.clone(),
        asked: Mutex::default(),
    });
    office.ctx.registers = counted.clone();
    counted
}

#[tokio::test]
async fn what_was_found_is_not_asked_again_and_the_draft_stays_as_it_is() {
    for mut office in TestOffice::each().await {
        let counted = count(&mut office);
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        assert_eq!(counted.asked.lock().unwrap().len(), 4);
        let before = office.read(&mother, &draft).await.draft;
        office.advance(1);
        consult(&office.ctx, &mother, &draft).await.unwrap();
        assert_eq!(counted.asked.lock().unwrap().len(), 4);
        assert_eq!(office.read(&mother, &draft).await.draft, before);
    }
}

#[tokio::test]
async fn a_slow_register_is_waited_for_once_also_when_two_records_are_wanted_of_it() {
    for mut office in TestOffice::each().await {
        office.set_register("household", Behaviour::Slow).await;
        office.hurry();
        let counted = count(&mut office);
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let mine = office.read(&mother, &draft).await;
        assert_eq!(outcome(&mine, "household", "mother"), Some(Outcome::Slow));
        assert_eq!(outcome(&mine, "household", "father"), Some(Outcome::Slow));
        let asked = counted.asked.lock().unwrap().clone();
        assert_eq!(
            asked.iter().filter(|asked| asked.starts_with("household")).count(),
            1,
            "{asked:?}"
        );
    }
}

#[tokio::test]
async fn nobody_else_consents_for_the_citizen() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER).await;
        let stranger = office.citizen("zhou_he").await;
        let refused = consent(&office.ctx, &stranger, &draft, Consent::Given).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert_eq!(office.read(&mother, &draft).await.draft.consent, Consent::NotAsked);
    }
}

#[tokio::test]
async fn who_declines_after_all_takes_back_what_was_read_and_keeps_what_was_typed() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office
            .save(&mother, &draft, "child", &[("child/birth.time", "2026-11-13 08:00")])
            .await
            .unwrap();
        assert!(
            office
                .answer(&mother, &draft, "child/birth.time")
                .await
                .unwrap()
                .contested
        );
        consent(&office.ctx, &mother, &draft, Consent::Declined).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!((mine.facts.len(), mine.reads.len()), (0, 0));
        assert!(
            mine.answers
                .iter()
                .all(|(_, answer)| !matches!(answer.origin, Origin::Register(_)))
        );
        let typed = mine.answers.get(&id("child/birth.time")).unwrap();
        assert_eq!((typed.text.as_str(), typed.contested), ("2026-11-13 08:00", false));
        assert_eq!(mine.answers.text(&id("mother/person.name")), Some("林晓"));
    }
}

/// What happens while registers are slow.
#[derive(Debug, Clone)]
enum Meanwhile {
    Consents(Consent),
    Says(&'static str, &'static str, Origin),
}

/// Registers that are slow enough for the citizen to think again.
struct ThinkingAgain {
    registers: Arc<dyn Registers>,
    change: tokio::sync::Mutex<Option<(Context, Asker, DraftId)>>,
    to: Meanwhile,
}

#[async_trait]
impl Registers for ThinkingAgain {
    async fn open(&self, register: &RegisterId, number: &IdNumber) -> std::result::Result<Option<Entry>, Outcome> {
        if let Some((ctx, asker, draft)) = self.change.lock().await.take() {
            match &self.to {
                Meanwhile::Consents(to) => consent(&ctx, &asker, &draft, *to).await.unwrap(),
                Meanwhile::Says(field, text, origin) => {
                    let (tx, _) = crate::draft::change(&ctx, &asker, &draft).await.unwrap();
                    let answer = Answer {
                        text: (*text).to_owned(),
                        origin: origin.clone(),
                        as_of: ctx.today(),
                        contested: false,
                    };
                    data::answer::save(&*tx, &draft, &id(field), &answer).await.unwrap();
                    tx.commit().await.unwrap();
                }
            }
        }
        self.registers.open(register, number).await
    }
}

/// Consents, and `to` happens before the first register answers.
async fn consent_and(office: &TestOffice, asker: &Asker, draft: &DraftId, to: Meanwhile) {
    let slow = Context {
        registers: Arc::new(ThinkingAgain {
            registers: office.ctx.registers.clone(),
            change: tokio::sync::Mutex::new(Some((office.ctx.clone(), asker.clone(), draft.clone()))),
            to,
        }),
        ..office.ctx.clone()
    };
    consent(&slow, asker, draft, Consent::Given).await.unwrap();
}

#[tokio::test]
async fn what_registers_say_after_the_citizen_thought_again_is_thrown_away() {
    let number = Meanwhile::Says("mother/person.id_number", "000000199409020017", Origin::Account);
    for to in [Meanwhile::Consents(Consent::Declined), number] {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            consent_and(&office, &mother, &draft, to.clone()).await;
            let mine = office.read(&mother, &draft).await;
            assert_eq!((mine.facts.len(), mine.reads.len()), (0, 0), "{to:?}");
            assert_eq!(mine.answers.get(&id("child/birth.time")), None);
        }
    }
}

#[tokio::test]
async fn what_a_register_says_while_the_household_is_chosen_is_kept_of_all_whom_it_is_asked_about_then() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let draft = office.started(&mother, &MOTHER).await;
        office.answer_plan(&mother, NEWBORN, &[(FOLLOWS, UNSURE)]).await;
        let hers = Meanwhile::Says(FOLLOWS, "mother", Origin::Citizen);
        consent_and(&office, &mother, &draft, hers).await;
        let mine = office.read(&mother, &draft).await;
        assert_eq!(mine.answers.text(&id("mother/person.ethnicity")), Some("土家族"));
        assert_eq!(mine.answers.text(&id(ADDRESS)), Some("示范市南湖区桂花巷9号"));
    }
}

#[tokio::test]
async fn what_a_register_says_as_another_device_did_leaves_nothing_to_settle() {
    const INSTITUTION: &str = "child/birth.institution";
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER).await;
        let (db, now) = (office.ctx.db.read(), office.ctx.now());
        let said = data::rival::save(db, &draft, &id(INSTITUTION), "maternity_hospital", now).await;
        said.unwrap();
        consent(&office.ctx, &mother, &draft, Consent::Given).await.unwrap();
        assert_eq!(office.text(&mother, &draft, INSTITUTION).await, "maternity_hospital");
        assert!(office.read(&mother, &draft).await.rivals.is_empty());
    }
}
