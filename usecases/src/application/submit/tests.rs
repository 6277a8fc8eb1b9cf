//! One draft, one application, one case per item.

use std::sync::Arc;

use domain::application::{Application, EventKind};
use domain::draft::Consent;
use domain::moment::Moment;
use tokio::sync::Notify;

use super::*;
use crate::application::track::track;
use crate::context::Clock;
use crate::draft::consult::consent;
use crate::office::{FATHER, MOTHER, TestOffice, day, id};
use domain::case::Status::{Received, Waiting};

async fn own_applications(office: &TestOffice, citizen: &str) -> Vec<Application> {
    data::application::list_for_citizen(office.ctx.db.read(), &id(citizen))
        .await
        .unwrap()
}

#[tokio::test]
async fn seven_cases_appear_at_four_departments_and_those_that_need_others_wait() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let tracked = track(&office.ctx, &mother, &application).await.unwrap();
        let cases: Vec<_> = (tracked.cases.iter())
            .map(|case| {
                (
                    case.item.as_str(),
                    case.department.as_str(),
                    case.office.as_str(),
                    case.status,
                )
            })
            .collect();
        assert_eq!(
            cases,
            [
                ("birth_certificate", "health", "maternity_hospital", Received),
                ("vaccination_booklet", "health", "maternity_hospital", Received),
                ("household_registration", "police", "qinghe_station", Waiting),
                ("medical_insurance", "insurance", "insurance_center", Waiting),
                ("social_card", "labour", "labour_center", Waiting),
                ("maternity_benefit", "insurance", "insurance_center", Waiting),
                ("parenting_guidance", "health", "health_center", Waiting),
            ]
        );
        // Friday to Friday: five working days to accept.
        let received = tracked.cases.iter().filter(|case| case.status == Received);
        assert!(received.into_iter().all(|case| case.due == Some(day("2026-11-27"))));
        let waiting = tracked.cases.iter().filter(|case| case.status == Waiting);
        assert!(waiting.into_iter().all(|case| case.due.is_none()));
        assert!(tracked.application.submitted_at <= office.ctx.now());
        assert_eq!(tracked.application.revision, 0);
        assert_eq!(tracked.events.len(), 1);
        assert_eq!(
            (tracked.events[0].kind, tracked.events[0].actor.as_str()),
            (EventKind::Submitted, "lin_xiao")
        );
    }
}

#[tokio::test]
async fn the_answer_decides_which_office_works_on_a_case() {
    for office in TestOffice::each().await {
        let mother = office.citizen("tian_xi").await;
        let application = office.newborn_application(&mother).await;
        assert_eq!(
            office.case(&application, "birth_certificate").await.office,
            id("central_hospital")
        );
        assert_eq!(
            office.case(&application, "household_registration").await.office,
            id("nanhu_station")
        );
        let unsure = office.citizen("tang_yu").await;
        let draft = office.consulted(&unsure, &MOTHER).await;
        let typed = [("child/household.station", "unsure")];
        office.save(&unsure, &draft, "household", &typed).await.unwrap();
        office.complete(&unsure, &draft).await;
        let application = office.submit(&unsure, &draft).await.unwrap();
        assert_eq!(
            office.case(&application, "household_registration").await.office,
            id("household_hall")
        );
    }
}

#[tokio::test]
async fn what_needs_nothing_that_is_taken_starts_at_once() {
    for office in TestOffice::each().await {
        let mother = office.citizen("fang_ning").await;
        let answers = MOTHER.map(|(field, text)| match field {
            "child/birth.certificate_status" => (field, "issued"),
            _ => (field, text),
        });
        let draft = office.consulted(&mother, &answers).await;
        office.complete(&mother, &draft).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let received = office.items_with(&application, Status::Received).await;
        let expected = [
            "household_registration",
            "maternity_benefit",
            "parenting_guidance",
            "vaccination_booklet",
        ];
        assert_eq!(received, expected.map(str::to_owned).into());
        assert_eq!(office.cases(&application).await.len(), 6);
    }
}

#[tokio::test]
async fn a_father_submits_too() {
    for office in TestOffice::each().await {
        let father = office.citizen("chen_yuan").await;
        let draft = office.consulted(&father, &FATHER).await;
        office.complete(&father, &draft).await;
        let application = office.submit(&father, &draft).await.unwrap();
        assert_eq!(office.cases(&application).await.len(), 7);
    }
}

#[tokio::test]
async fn who_declines_every_register_submits_with_all_papers() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER).await;
        consent(&office.ctx, &mother, &draft, Consent::Declined).await.unwrap();
        office.complete(&mother, &draft).await;
        office.submit(&mother, &draft).await.unwrap();
    }
}

#[tokio::test]
async fn submitting_twice_is_submitting_once() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let first = office.submit(&mother, &draft).await.unwrap();
        office.advance(60_000);
        assert_eq!(submit(&office.ctx, &mother, &draft).await.unwrap(), first);
        assert_eq!(own_applications(&office, "lin_xiao").await.len(), 1);
        assert_eq!(office.events(&first).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn submitting_from_many_devices_at_once_is_submitting_once() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office.sign(&mother, &draft).await.unwrap();
        let tries: Vec<_> = (0..8)
            .map(|_| {
                let (ctx, mother, draft) = (office.restarted(), mother.clone(), draft.clone());
                tokio::spawn(async move { submit(&ctx, &mother, &draft).await.unwrap() })
            })
            .collect();
        let mut became = BTreeSet::new();
        for one in tries {
            became.insert(one.await.unwrap());
        }
        assert_eq!(became.len(), 1);
        assert_eq!(own_applications(&office, "lin_xiao").await.len(), 1);
        assert_eq!(office.cases(&became.pop_first().unwrap()).await.len(), 7);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_families_at_once_get_numbers_of_their_own_that_count_up() {
    for office in TestOffice::each().await {
        let mut tries = Vec::new();
        for who in ["lin_xiao", "zhou_he", "tian_xi", "tang_yu"] {
            let asker = office.citizen(who).await;
            let draft = office.newborn_draft(&asker).await;
            office.sign(&asker, &draft).await.unwrap();
            let ctx = office.ctx.clone();
            tries.push(tokio::spawn(async move { submit(&ctx, &asker, &draft).await.unwrap() }));
        }
        let mut numbers = BTreeSet::new();
        for one in tries {
            let found = data::application::find(office.ctx.db.read(), &one.await.unwrap())
                .await
                .unwrap()
                .unwrap();
            numbers.insert(found.number);
        }
        let expected = [
            "0000-2026-00001",
            "0000-2026-00002",
            "0000-2026-00003",
            "0000-2026-00004",
        ];
        assert_eq!(numbers, expected.map(str::to_owned).into());
    }
}

#[tokio::test]
async fn what_lacks_something_is_refused_and_stays_open() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        let refused = async || {
            let refused = submit(&office.ctx, &mother, &draft).await;
            assert!(
                matches!(refused, Err(Error::Refused(Refusal::Incomplete))),
                "{refused:?}"
            );
        };
        refused().await;
        office.type_the_rest(&mother, &draft).await;
        refused().await;
        assert_eq!(own_applications(&office, "lin_xiao").await, []);
        office.complete(&mother, &draft).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let number = data::application::find(office.ctx.db.read(), &application)
            .await
            .unwrap()
            .unwrap()
            .number;
        assert_eq!(number, "0000-2026-00001", "refused tries use up no number");
    }
}

#[tokio::test]
async fn nothing_is_submitted_without_having_been_asked_about_the_registers() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.started(&mother, &MOTHER).await;
        office.type_the_rest(&mother, &draft).await;
        for paper in ["medical_invoices", "expense_list", "diagnosis"] {
            office.attach(&mother, &draft, paper, crate::office::PDF).await.unwrap();
        }
        let refused = submit(&office.ctx, &mother, &draft).await;
        assert!(
            matches!(refused, Err(Error::Refused(Refusal::Incomplete))),
            "{refused:?}"
        );
    }
}

/// Rings whenever somebody asks for the time.
struct RingingClock {
    inner: Arc<dyn Clock>,
    bell: Arc<Notify>,
}

impl Clock for RingingClock {
    fn now(&self) -> Moment {
        self.bell.notify_one();
        self.inner.now()
    }
}

#[tokio::test]
async fn what_another_device_chose_in_the_last_moment_is_not_submitted_unsigned() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office.sign(&mother, &draft).await.unwrap();
        let bell = Arc::new(Notify::new());
        let clock = RingingClock {
            inner: office.ctx.clock.clone(),
            bell: bell.clone(),
        };
        let ctx = Context {
            clock: Arc::new(clock),
            ..office.ctx.clone()
        };
        let choosing = office.ctx.db.write().await.unwrap();
        data::draft::set_chosen(&*choosing, &draft, &BTreeSet::from([id("vaccination_booklet")]))
            .await
            .unwrap();
        let submitting = submit(&ctx, &mother, &draft);
        // When submitting asks for the time, it has seen the draft as it was before the other device is done.
        let other_device = async {
            bell.notified().await;
            choosing.commit().await.unwrap();
        };
        let (submitted, ()) = tokio::join!(submitting, other_device);
        assert!(
            matches!(submitted, Err(Error::Refused(Refusal::RecordChanged))),
            "{submitted:?}"
        );
        office.advance(1);
        let application = office.submit(&mother, &draft).await.unwrap();
        assert_eq!(office.cases(&application).await.len(), 1);
    }
}

#[tokio::test]
async fn a_draft_that_takes_nothing_is_refused() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        crate::plan::choose(&office.ctx, &mother, &id("newborn"), &BTreeSet::new())
            .await
            .unwrap();
        let refused = submit(&office.ctx, &mother, &draft).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Incomplete))));
    }
}

#[tokio::test]
async fn nobody_submits_for_somebody_else() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let stranger = office.citizen("zhou_he").await;
        assert!(matches!(
            submit(&office.ctx, &stranger, &draft).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            submit(&office.ctx, &Asker::Guest(None), &draft).await,
            Err(Error::SignInFirst)
        ));
        office.submit(&mother, &draft).await.unwrap();
        assert!(matches!(
            submit(&office.ctx, &stranger, &draft).await,
            Err(Error::NotFound)
        ));
    }
}

#[tokio::test]
async fn after_submission_a_new_plan_begins_a_new_draft() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        office.submit(&mother, &draft).await.unwrap();
        assert_ne!(office.started(&mother, &MOTHER).await, draft);
    }
}

/// Publishes the newborn theme again: for the guidance one must have been seen.
async fn publish_with_a_live_item(office: &TestOffice) {
    let newborn = crate::office::newborn();
    let item = "\n  - id: parenting_guidance\n";
    let source = newborn.source.replace(item, &format!("{item}    level: live\n"));
    let elements = newborn.elements.clone();
    let authored = content::Authored {
        theme: content::theme::read(&source, &elements).unwrap(),
        hash: content::theme::hash(&source, &elements),
        source,
        ..newborn.clone()
    };
    crate::theme::publish::publish(&office.ctx, &authored).await.unwrap();
}

#[tokio::test]
async fn what_needs_a_living_person_is_submitted_by_a_session_that_saw_one_lately_and_nothing_is_lost_till_then() {
    for office in TestOffice::each().await {
        publish_with_a_live_item(&office).await;
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let seen = |at| {
            let signed = mother.signed().unwrap().clone();
            Asker::Citizen(crate::asker::Signed { live_at: at, ..signed })
        };
        let too_long_ago = ctx.now().plus(-ctx.limits.live);
        for unseen in [mother.clone(), seen(Some(too_long_ago))] {
            let refused = submit(ctx, &unseen, &draft).await;
            assert!(matches!(refused, Err(Error::LiveFirst)), "{refused:?}");
        }
        assert_eq!(
            office.read(&mother, &draft).await.gaps(),
            [],
            "everything is still there"
        );
        let just_now = seen(Some(too_long_ago.plus(1)));
        office.submit(&just_now, &draft).await.unwrap();
    }
}
