use domain::case::Status;
use domain::deferral::Standing;
use domain::draft::{Consent, Gap};
use domain::id::ApplicationId;

use super::*;
use crate::account::notice::{What, unseen};
use crate::casework::accept::accept;
use crate::casework::read::read as open;
use crate::draft::consult;
use crate::error::Refusal;
use crate::office::{PDF, TestOffice, day, id, texts};

const PAPER: &str = "public_notice";
const RETIRED: &str = "zeng_guoliang";
const DAY: i64 = 24 * 3_600_000;

/// What somebody answers who served in the army and retires.
const RETIREE: [(&str, &str); 5] = [
    ("retiree/retirement.age_status", "reached"),
    ("retiree/retirement.early_work", "army"),
    ("retiree/retirement.medical", "employee"),
    ("retiree/fund.status", "none"),
    ("retiree/family.only_child", "other"),
];

/// The draft of somebody who retires, in which only the papers are missing.
async fn retires(office: &TestOffice, who: &Asker) -> DraftId {
    office.answer_plan(who, "retirement", &RETIREE).await;
    let draft = crate::draft::start::start(&office.ctx, who, &id("retirement"))
        .await
        .unwrap();
    consult::consent(&office.ctx, who, &draft, Consent::Given)
        .await
        .unwrap();
    office.type_the_rest(who, &draft).await;
    draft
}

/// An application in which the paper was deferred.
async fn deferred(office: &TestOffice, who: &Asker) -> (DraftId, ApplicationId) {
    let draft = retires(office, who).await;
    defer(&office.ctx, who, &draft, &id(PAPER)).await.unwrap();
    for gap in office.read(who, &draft).await.gaps() {
        let Gap::Material(material) = gap else {
            panic!("{gap:?}")
        };
        office.attach(who, &draft, material.as_str(), PDF).await.unwrap();
    }
    let application = office.submit(who, &draft).await.unwrap();
    (draft, application)
}

async fn accepted(office: &TestOffice, application: &ApplicationId) {
    let case = office.case(application, "deemed_years").await;
    let officer = office.officer("ding_lan").await;
    accept(&office.ctx, &officer, &case.id).await.unwrap();
}

async fn standing(office: &TestOffice, draft: &DraftId) -> Standing {
    let found = data::deferral::find(office.ctx.db.read(), draft, &id(PAPER))
        .await
        .unwrap();
    found.unwrap().standing(office.ctx.today())
}

async fn told(office: &TestOffice, who: &Asker) -> Vec<What> {
    remind(&office.ctx).await.unwrap();
    remind(&office.ctx).await.unwrap();
    let told = unseen(&office.ctx, who, None).await.unwrap();
    told.into_iter().map(|told| told.what).collect()
}

#[tokio::test]
async fn a_deferral_stands_for_the_paper_until_it_is_taken_back_or_the_paper_is_there() {
    for office in TestOffice::each().await {
        let retiree = office.citizen(RETIRED).await;
        let draft = retires(&office, &retiree).await;
        let is_missing = async || {
            let gaps = office.read(&retiree, &draft).await.gaps();
            gaps.contains(&Gap::Material(id(PAPER)))
        };
        assert!(is_missing().await);
        let never = defer(&office.ctx, &retiree, &draft, &id("bank_card_copy")).await;
        assert!(
            matches!(never, Err(Error::NotFound)),
            "the theme does not let it follow"
        );
        defer(&office.ctx, &retiree, &draft, &id(PAPER)).await.unwrap();
        assert!(!is_missing().await);
        take_back(&office.ctx, &retiree, &draft, &id(PAPER)).await.unwrap();
        assert!(is_missing().await);
        defer(&office.ctx, &retiree, &draft, &id(PAPER)).await.unwrap();
        let file = office.attach(&retiree, &draft, PAPER, PDF).await.unwrap();
        assert_eq!(office.read(&retiree, &draft).await.deferrals, []);
        let there = defer(&office.ctx, &retiree, &draft, &id(PAPER)).await;
        assert!(matches!(there, Err(Error::Conflict)));
        crate::draft::attach::detach(&office.ctx, &retiree, &file.id)
            .await
            .unwrap();
        assert!(is_missing().await);
    }
}

#[tokio::test]
async fn a_deferred_paper_is_owed_from_when_the_office_accepts_and_joins_the_papers_of_the_case() {
    for office in TestOffice::each().await {
        let retiree = office.citizen(RETIRED).await;
        let (draft, application) = deferred(&office, &retiree).await;
        assert_eq!(standing(&office, &draft).await, Standing::Deferred);
        accepted(&office, &application).await;
        // Ten working days from Friday 20 November.
        assert_eq!(standing(&office, &draft).await, Standing::Owed(day("2026-12-04")));
        let other = office.attach(&retiree, &draft, "id_card", PDF).await;
        assert!(matches!(other, Err(Error::Refused(Refusal::AlreadySubmitted))));
        office.advance(DAY);
        let file = office.attach(&retiree, &draft, PAPER, PDF).await.unwrap();
        assert!(matches!(standing(&office, &draft).await, Standing::Came(_)));
        office.attach(&retiree, &draft, PAPER, PDF).await.unwrap();
        let case = office.case(&application, "deemed_years").await;
        assert_eq!(
            office.count_events(&case, EventKind::Supplied).await,
            1,
            "one paper of two pages"
        );
        let opened = open(&office.ctx, &office.officer("ding_lan").await, &case.id)
            .await
            .unwrap();
        let late: Vec<_> = opened
            .files()
            .filter(|file| opened.is_late(file))
            .map(|file| &file.id)
            .collect();
        assert_eq!((late.len(), late[0]), (2, &file.id));
        let taken_back = crate::draft::attach::detach(&office.ctx, &retiree, &file.id).await;
        assert!(matches!(taken_back, Err(Error::Refused(Refusal::AlreadySubmitted))));
        assert_eq!(told(&office, &retiree).await, []);
        office.advance(30 * DAY);
        assert_eq!(told(&office, &retiree).await, []);
    }
}

#[tokio::test]
async fn who_owes_a_paper_is_reminded_once_and_the_officer_told_once_that_it_did_not_come() {
    for office in TestOffice::each().await {
        let retiree = office.citizen(RETIRED).await;
        let (draft, application) = deferred(&office, &retiree).await;
        accepted(&office, &application).await;
        assert_eq!(told(&office, &retiree).await, []);
        // Tuesday 1 December: three working days are left.
        office.advance(11 * DAY);
        let reminder = told(&office, &retiree).await;
        assert!(
            matches!(&reminder[..], [What::PaperOwed(about, _)] if *about == application),
            "{reminder:?}"
        );
        assert_eq!(told(&office, &retiree).await, []);
        office.advance(3 * DAY);
        assert_eq!(told(&office, &retiree).await, [], "the last day is not over");
        office.advance(DAY);
        let missed = told(&office, &retiree).await;
        assert!(
            matches!(&missed[..], [What::PaperMissed(about, _)] if *about == application),
            "{missed:?}"
        );
        let case = office.case(&application, "deemed_years").await;
        assert_eq!(office.count_events(&case, EventKind::Missed).await, 1);
        assert_eq!(case.status, Status::Accepted, "the officer decides");
        let flags = data::flag::list(office.ctx.db.read(), std::slice::from_ref(&case.id))
            .await
            .unwrap();
        let flag = &flags[&case.id][0];
        assert!(matches!(&flag.matter, Matter::Missed { due, .. } if *due == day("2026-12-04")));
        assert_eq!(flag.settled_at, None);
        // It still may come, as long as nothing is decided.
        office.attach(&retiree, &draft, PAPER, PDF).await.unwrap();
        let flags = data::flag::list(office.ctx.db.read(), std::slice::from_ref(&case.id))
            .await
            .unwrap();
        assert!(flags[&case.id][0].settled_at.is_some());
        let officer = office.officer("ding_lan").await;
        let verdict = crate::casework::decide::Verdict::Refuse;
        let words = texts("材料没有补上", "补好再来");
        crate::casework::decide::decide(&office.ctx, &officer, &case.id, verdict, &words)
            .await
            .unwrap();
        let over = office.attach(&retiree, &draft, PAPER, PDF).await;
        assert!(matches!(over, Err(Error::Refused(Refusal::AlreadySubmitted))));
    }
}

#[tokio::test]
async fn nobody_is_reminded_of_a_paper_that_no_office_waits_for() {
    for office in TestOffice::each().await {
        let retiree = office.citizen(RETIRED).await;
        let (draft, application) = deferred(&office, &retiree).await;
        accepted(&office, &application).await;
        crate::application::withdraw::withdraw(&office.ctx, &retiree, &application)
            .await
            .unwrap();
        office.advance(30 * DAY);
        assert_eq!(told(&office, &retiree).await, []);
        let found = data::deferral::find(office.ctx.db.read(), &draft, &id(PAPER))
            .await
            .unwrap();
        assert_eq!(found, None);
    }
}
