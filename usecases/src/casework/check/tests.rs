use domain::application::EventKind;
use domain::id::ApplicationId;

use super::*;
use crate::application::submit::submit;
use crate::application::track::track;
use crate::casework::list::{Pile, list};
use crate::draft::promise::say;
use crate::inbox;
use crate::office::{MOTHER, TestOffice, id, texts};
use crate::outbox;

const DAY: i64 = 24 * 3_600_000;
const ITEM: &str = "item.parenting_guidance";

/// A case that was granted on a promise, with its mother, who decided it, and its application.
async fn granted(office: &TestOffice) -> (Asker, Asker, ApplicationId, CaseId) {
    office.publish_with_promises().await;
    let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
    let application = office.newborn_application(&mother).await;
    office.grant(&officer, &application, "birth_certificate").await;
    office.assert_no_errands().await;
    let case = office.grant(&officer, &application, "parenting_guidance").await;
    (mother, officer, application, case)
}

fn found(number: i32, outcome: Outcome, sentence: &str) -> Recorded {
    Recorded {
        about: id(ITEM),
        number,
        outcome,
        sentence: sentence.to_owned(),
        days: 10,
    }
}

/// How many checks stand on the desk of an officer.
async fn due(office: &TestOffice, officer: &Asker) -> usize {
    list(&office.ctx, officer, Pile::New, 0).await.unwrap().checks.len()
}

#[tokio::test]
async fn what_was_granted_on_a_promise_is_to_be_checked_at_its_department_and_a_kept_one_is_done() {
    for office in TestOffice::each().await {
        let (mother, officer, application, case) = granted(&office).await;
        let ctx = &office.ctx;
        let checks = track(ctx, &mother, &application).await.unwrap().checks;
        let within = Term {
            days: 30,
            kind: DayKind::Natural,
        };
        let by = ctx.calendar.last_day(ctx.today(), within);
        assert_eq!((checks.len(), checks[0].due, &checks[0].about), (1, by, &id(ITEM)));
        assert_eq!(due(&office, &officer).await, 1);
        assert_eq!(due(&office, &office.officer("ye_qing").await).await, 0);
        record(ctx, &officer, &case, &found(1, Outcome::Kept, "去看过了，孩子在家"))
            .await
            .unwrap();
        assert_eq!(due(&office, &officer).await, 0);
        let told = office.case(&application, "parenting_guidance").await;
        assert_eq!(office.count_events(&told, EventKind::PromiseKept).await, 1);
        let again = record(ctx, &officer, &case, &found(1, Outcome::Broken, "没有")).await;
        assert!(matches!(again, Err(Error::Conflict)), "what is recorded stays");
        office.assert_no_errands().await;
    }
}

#[tokio::test]
async fn what_is_to_be_mended_is_checked_again_by_the_day_the_citizen_is_told() {
    for office in TestOffice::each().await {
        let (mother, officer, application, case) = granted(&office).await;
        let ctx = &office.ctx;
        inbox::read(ctx, &mother, None, 0).await.unwrap();
        office.advance(DAY);
        record(ctx, &officer, &case, &found(1, Outcome::Mendable, "请补出生记录"))
            .await
            .unwrap();
        assert_eq!(inbox::count_new(ctx, &mother, None).await.unwrap(), 1);
        let checks = track(ctx, &mother, &application).await.unwrap().checks;
        let kind = DayKind::Working;
        let by = ctx.calendar.last_day(ctx.today(), Term { days: 10, kind });
        assert_eq!((checks.len(), checks[1].due, checks[1].outcome()), (2, by, None));
        assert_eq!(due(&office, &officer).await, 1);
        let old = record(ctx, &officer, &case, &found(1, Outcome::Kept, "好了")).await;
        assert!(matches!(old, Err(Error::Conflict)), "the first check is over");
        record(ctx, &officer, &case, &found(2, Outcome::Kept, "补来了"))
            .await
            .unwrap();
        assert_eq!(due(&office, &officer).await, 0);
    }
}

#[tokio::test]
async fn a_broken_promise_is_not_made_again_until_it_was_mended() {
    for office in TestOffice::each().await {
        let (mother, officer, application, case) = granted(&office).await;
        let ctx = &office.ctx;
        let early = office.newborn_draft(&mother).await;
        assert!(office.read(&mother, &early).await.is_promised(&id(ITEM)));
        office.sign(&mother, &early).await.unwrap();
        let before = office.read(&mother, &early).await.draft.revision;
        record(ctx, &officer, &case, &found(1, Outcome::Broken, "孩子没有出生"))
            .await
            .unwrap();
        let after = office.read(&mother, &early).await.draft.revision;
        assert!(after > before, "what was judged a moment ago is not stored");
        let late = submit(ctx, &mother, &early).await;
        assert!(
            matches!(late, Err(Error::Refused(Refusal::Incomplete))),
            "signed before, it is not submitted on it"
        );
        let told = office.case(&application, "parenting_guidance").await;
        assert_eq!(office.count_events(&told, EventKind::PromiseBroken).await, 1);
        assert!(
            !office.read(&mother, &early).await.is_promised(&id(ITEM)),
            "nor is it filed with what was said before"
        );
        let signed = crate::application::record::read(ctx, &mother, &application)
            .await
            .unwrap();
        assert_eq!(signed.words().promises.len(), 1, "what was signed stays");
        let next = office.consulted(&mother, &MOTHER).await;
        let refused = say(ctx, &mother, &next, &id(ITEM), Some(false)).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::PromiseBroken))));
        let other = say(ctx, &mother, &next, &id("material.diagnosis"), Some(false)).await;
        assert!(other.is_ok(), "another promise is another one's memory");

        let worse = record(ctx, &officer, &case, &found(2, Outcome::Broken, "还是没有")).await;
        assert!(matches!(worse, Err(Error::Conflict)));
        record(ctx, &officer, &case, &found(2, Outcome::Kept, "改正了"))
            .await
            .unwrap();
        say(ctx, &mother, &next, &id(ITEM), Some(false)).await.unwrap();
        outbox::run(ctx).await.unwrap();
    }
}

#[tokio::test]
async fn a_check_is_pressing_from_five_working_days_before_its_last_day_until_something_is_recorded() {
    for office in TestOffice::each().await {
        let (_, officer, _, case) = granted(&office).await;
        let pressing = async || list(&office.ctx, &officer, Pile::New, 0).await.unwrap().pressing;
        // Its last day is Monday 2026-12-21.
        office.advance(23 * DAY);
        assert_eq!(pressing().await, 0, "on Sunday the 13th");
        office.advance(DAY);
        assert_eq!(pressing().await, 1, "on Monday the 14th");
        office.advance(14 * DAY);
        assert_eq!(pressing().await, 1, "what is late too");
        let elsewhere = office.officer("ye_qing").await;
        let others = list(&office.ctx, &elsewhere, Pile::New, 0).await.unwrap();
        assert_eq!(others.pressing, 0);
        record(&office.ctx, &officer, &case, &found(1, Outcome::Kept, "做到了"))
            .await
            .unwrap();
        assert_eq!(pressing().await, 0);
    }
}

#[tokio::test]
async fn of_two_who_record_a_check_the_second_is_told_and_loses_nothing() {
    for office in TestOffice::each().await {
        let (_, officer, _, case) = granted(&office).await;
        let ctx = &office.ctx;
        let unsaid = record(ctx, &officer, &case, &found(1, Outcome::Kept, " ")).await;
        assert!(matches!(unsaid, Err(Error::Refused(Refusal::FindingText))));
        let (kept, broken) = (found(1, Outcome::Kept, "做到了"), found(1, Outcome::Broken, "没有做到"));
        let (one, other) = tokio::join!(
            record(ctx, &officer, &case, &kept),
            record(ctx, &officer, &case, &broken),
        );
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        let late = record(ctx, &officer, &case, &found(1, Outcome::Broken, "我看没有做到")).await;
        assert!(matches!(late, Err(Error::Conflict)));
        let kept = data::decision::find(ctx.db.read(), &case, &id("gao_ying"))
            .await
            .unwrap();
        assert_eq!(kept, Some(texts("我看没有做到", "")));
    }
}

#[tokio::test]
async fn only_who_decides_there_records_a_check() {
    for office in TestOffice::each().await {
        let (mother, _, _, case) = granted(&office).await;
        let ctx = &office.ctx;
        let said = found(1, Outcome::Kept, "做到了");
        let elsewhere = record(ctx, &office.officer("ye_qing").await, &case, &said).await;
        assert!(matches!(elsewhere, Err(Error::NotFound)));
        let receiver = record(ctx, &office.officer("wei_min").await, &case, &said).await;
        assert!(matches!(receiver, Err(Error::Forbidden)));
        assert!(record(ctx, &mother, &case, &said).await.is_err());
    }
}
