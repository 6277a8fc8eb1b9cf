//! Granting, refusing, and what comes of it.

use std::collections::BTreeSet;

use domain::case::Status;
use domain::id::ApplicationId;

use super::*;
use crate::casework::accept::accept;
use crate::casework::read::read;
use crate::office::{TestOffice, day, id, newborn, texts};
use crate::theme::publish::publish;

const DAY: i64 = 24 * 3_600_000;

async fn filed(office: &TestOffice) -> (ApplicationId, Asker) {
    let application = office.newborn_application(&office.citizen("lin_xiao").await).await;
    (application, office.officer("gao_ying").await)
}

fn items<const N: usize>(items: [&str; N]) -> BTreeSet<String> {
    items.map(str::to_owned).into()
}

#[tokio::test]
async fn granting_starts_what_waited_for_it_and_nothing_else() {
    for office in TestOffice::each().await {
        let (application, officer) = filed(&office).await;
        office.advance(1);
        office.grant(&officer, &application, "birth_certificate").await;
        let granted = office.case(&application, "birth_certificate").await;
        let decision = granted.decision.clone().unwrap();
        assert_eq!((granted.status, granted.due), (Status::Granted, None));
        assert_eq!(
            (decision.by, decision.at, decision.next_step),
            (id("gao_ying"), office.ctx.now(), None)
        );
        assert_eq!(decision.text, "已签发，编号 Z000000417");
        assert_eq!(office.count_events(&granted, EventKind::Granted).await, 1);
        office.assert_no_errands().await;
        assert_eq!(
            office.items_with(&application, Status::Received).await,
            items([
                "vaccination_booklet",
                "household_registration",
                "maternity_benefit",
                "parenting_guidance"
            ])
        );
        assert_eq!(
            office.items_with(&application, Status::Waiting).await,
            items(["medical_insurance", "social_card"])
        );
        let started = office.case(&application, "household_registration").await;
        assert_eq!(started.due, Some(day("2026-11-27")));
        assert_eq!(office.count_events(&started, EventKind::Started).await, 1);
        let police = office.officer("qin_feng").await;
        office.grant(&police, &application, "household_registration").await;
        office.assert_no_errands().await;
        assert_eq!(office.items_with(&application, Status::Waiting).await, items([]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn dependents_start_exactly_once_however_many_processes_run_the_errand() {
    for office in TestOffice::each().await {
        let (application, officer) = filed(&office).await;
        office.grant(&officer, &application, "birth_certificate").await;
        office.grant(&officer, &application, "vaccination_booklet").await;
        let runs: Vec<_> = (0..4)
            .map(|_| {
                let ctx = office.restarted();
                tokio::spawn(async move { outbox::run(&ctx).await.unwrap() })
            })
            .collect();
        for run in runs {
            run.await.unwrap();
        }
        office.assert_no_errands().await;
        office.assert_no_errands().await;
        for item in ["household_registration", "maternity_benefit", "parenting_guidance"] {
            let case = office.case(&application, item).await;
            assert_eq!((case.status, case.revision), (Status::Received, 1));
            assert_eq!(office.count_events(&case, EventKind::Started).await, 1);
        }
    }
}

#[tokio::test]
async fn an_errand_left_by_a_crash_is_run_by_the_next_process() {
    for office in TestOffice::each().await {
        let (application, officer) = filed(&office).await;
        office.grant(&officer, &application, "birth_certificate").await;
        assert_eq!(
            office.status(&application, "household_registration").await,
            Status::Waiting
        );
        let after_the_crash = office.restarted();
        assert_eq!(
            outbox::run(&after_the_crash).await.unwrap(),
            2,
            "the dependents start, and a message goes out"
        );
        assert_eq!(
            office.status(&application, "household_registration").await,
            Status::Received
        );
        assert_eq!(outbox::run(&after_the_crash).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn the_bell_rings_when_there_is_an_errand() {
    for office in TestOffice::each().await {
        let (application, officer) = filed(&office).await;
        office.grant(&officer, &application, "birth_certificate").await;
        office.ctx.bell.notified().await;
    }
}

#[tokio::test]
async fn a_refusal_lapses_what_can_never_start_and_leaves_the_others() {
    for office in TestOffice::each().await {
        let (application, officer) = filed(&office).await;
        office.refuse(&officer, &application, "birth_certificate").await;
        office.assert_no_errands().await;
        let refused = office.case(&application, "birth_certificate").await;
        assert_eq!(
            refused.decision.unwrap().next_step.as_deref(),
            Some("请到接生的医院补报")
        );
        assert_eq!(
            office.items_with(&application, Status::Lapsed).await,
            items([
                "household_registration",
                "medical_insurance",
                "social_card",
                "maternity_benefit",
                "parenting_guidance"
            ])
        );
        assert_eq!(
            office.status(&application, "vaccination_booklet").await,
            Status::Received
        );
        let lapsed = office.case(&application, "social_card").await;
        assert_eq!(office.count_events(&lapsed, EventKind::Lapsed).await, 1);
    }
}

#[tokio::test]
async fn a_later_refusal_lapses_only_what_depends_on_it() {
    for office in TestOffice::each().await {
        let (application, officer) = filed(&office).await;
        office.grant(&officer, &application, "birth_certificate").await;
        office.assert_no_errands().await;
        office
            .refuse(&office.officer("du_wei").await, &application, "household_registration")
            .await;
        office.assert_no_errands().await;
        assert_eq!(
            office.items_with(&application, Status::Lapsed).await,
            items(["medical_insurance", "social_card"])
        );
        assert_eq!(office.status(&application, "maternity_benefit").await, Status::Received);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_officers_who_decide_at_once_one_wins_and_the_other_loses_no_word() {
    for office in TestOffice::each().await {
        let (application, _) = filed(&office).await;
        office
            .grant(&office.officer("gao_ying").await, &application, "birth_certificate")
            .await;
        office.assert_no_errands().await;
        let case = office.case(&application, "household_registration").await;
        let mut tries = Vec::new();
        for (who, verdict) in [("qin_feng", Verdict::Grant), ("du_wei", Verdict::Refuse)] {
            let (ctx, officer, case) = (office.restarted(), office.officer(who).await, case.id.clone());
            if verdict == Verdict::Grant {
                accept(&ctx, &officer, &case).await.unwrap();
            }
            tries.push((
                who,
                tokio::spawn(async move {
                    decide(&ctx, &officer, &case, verdict, &texts("写了很久的话", "打电话")).await
                }),
            ));
        }
        let (mut won, mut lost) = (Vec::new(), Vec::new());
        for (who, one) in tries {
            match one.await.unwrap() {
                Ok(()) => won.push(who),
                other => {
                    assert!(matches!(other, Err(Error::Conflict)), "{other:?}");
                    lost.push(who);
                }
            }
        }
        assert_eq!((won.len(), lost.len()), (1, 1));
        let kept = |who: &str| id(who);
        let db = office.ctx.db.read();
        let writing = data::decision::find(db, &case.id, &kept(lost[0])).await.unwrap();
        assert_eq!(writing, Some(texts("写了很久的话", "打电话")));
        assert_eq!(data::decision::find(db, &case.id, &kept(won[0])).await.unwrap(), None);
        let seen = read(&office.ctx, &office.officer(lost[0]).await, &case.id)
            .await
            .unwrap();
        assert_eq!(seen.writing.text, "写了很久的话");
        assert_eq!(seen.decided_by.unwrap().id, kept(won[0]));
        office.assert_no_errands().await;
    }
}

#[tokio::test]
async fn a_decision_without_its_texts_is_refused_and_what_was_typed_is_kept() {
    for office in TestOffice::each().await {
        let (application, officer) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        accept(&office.ctx, &officer, &case).await.unwrap();
        let long = "长".repeat(1001);
        for (verdict, texts, refusal) in [
            (Verdict::Grant, texts("  ", ""), Refusal::DecisionText),
            (Verdict::Grant, texts(&long, ""), Refusal::DecisionText),
            (Verdict::Refuse, texts("", "请补报"), Refusal::DecisionText),
            (Verdict::Refuse, texts("没有记录", " \n"), Refusal::NextStep),
            (Verdict::Refuse, texts("没有记录", &long), Refusal::NextStep),
        ] {
            let refused = decide(&office.ctx, &officer, &case, verdict, &texts).await;
            assert!(
                matches!(refused, Err(Error::Refused(known)) if known == refusal),
                "{refused:?}"
            );
            assert_eq!(read(&office.ctx, &officer, &case).await.unwrap().writing, texts);
        }
        assert_eq!(office.status(&application, "birth_certificate").await, Status::Accepted);
        decide(
            &office.ctx,
            &officer,
            &case,
            Verdict::Grant,
            &texts(&"长".repeat(1000), ""),
        )
        .await
        .unwrap();
        assert_eq!(
            read(&office.ctx, &officer, &case).await.unwrap().writing,
            DecisionDraft::default()
        );
    }
}

#[tokio::test]
async fn nothing_is_granted_that_was_not_accepted_or_is_decided_or_belongs_to_others() {
    for office in TestOffice::each().await {
        let (application, officer) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        let texts = texts("已签发", "请补报");
        let granted = decide(&office.ctx, &officer, &case, Verdict::Grant, &texts).await;
        assert!(matches!(granted, Err(Error::Conflict)));
        let police = office.officer("qin_feng").await;
        assert!(matches!(
            decide(&office.ctx, &police, &case, Verdict::Refuse, &texts).await,
            Err(Error::NotFound)
        ));
        assert_eq!(
            data::decision::find(office.ctx.db.read(), &case, &id("qin_feng"))
                .await
                .unwrap(),
            None
        );
        let mother = office.citizen("lin_xiao").await;
        assert!(matches!(
            decide(&office.ctx, &mother, &case, Verdict::Grant, &texts).await,
            Err(Error::Forbidden)
        ));
        office.refuse(&officer, &application, "birth_certificate").await;
        let again = decide(&office.ctx, &officer, &case, Verdict::Refuse, &texts).await;
        assert!(matches!(again, Err(Error::Conflict)));
        office.assert_no_errands().await;
    }
}

/// Publishes the newborn theme so that the certificate is granted only after it was made public for ten days.
async fn publish_with_a_notice(office: &TestOffice) {
    let item = "\n  - id: birth_certificate\n";
    let notice =
        "    pauses:\n      - {name: 公示, explain: 公示 10 天。, days: {days: 10, kind: natural}, binding: true}\n";
    let source = newborn().source.replace(item, &format!("{item}{notice}"));
    let elements = newborn().elements.clone();
    let authored = content::Authored {
        theme: content::theme::read(&source, &elements).unwrap(),
        hash: content::theme::hash(&source, &elements),
        source,
        ..newborn().clone()
    };
    assert!(publish(&office.ctx, &authored).await.unwrap());
}

#[tokio::test]
async fn nothing_is_granted_before_the_days_are_over_that_it_is_made_public_for() {
    for office in TestOffice::each().await {
        publish_with_a_notice(&office).await;
        let (application, officer) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        accept(&office.ctx, &officer, &case).await.unwrap();
        let accepted = office.case(&application, "birth_certificate").await;
        assert_eq!(accepted.due, Some(day("2026-12-07")), "five working days afterwards");
        let texts = texts("已签发", "");
        office.advance(10 * DAY);
        let early = decide(&office.ctx, &officer, &case, Verdict::Grant, &texts).await;
        assert!(
            matches!(early, Err(Error::Refused(Refusal::DaysNotOver))),
            "on the last day: {early:?}"
        );
        let open = read(&office.ctx, &officer, &case).await.unwrap();
        assert_eq!(
            (open.opens_on(&office.ctx), open.writing),
            (Some(day("2026-12-01")), texts.clone())
        );
        office.advance(DAY);
        decide(&office.ctx, &officer, &case, Verdict::Grant, &texts)
            .await
            .unwrap();
        assert_eq!(office.status(&application, "birth_certificate").await, Status::Granted);
    }
}
