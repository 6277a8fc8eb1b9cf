mod colleagues;
mod rivals;
mod signed;
mod unseen;

use domain::case::correction::Flaw;
use domain::draft::Sent;

use super::*;
use crate::application::mend::{self, Mending};
use crate::application::remind::remind;
use crate::application::withdraw::withdraw_case;
use crate::casework::accept::accept;
use crate::casework::decide::{Verdict, decide};
use crate::casework::list::{Pile, list};
use crate::casework::read::read;
use crate::draft::attach::detach;
use crate::draft::save::Typed;
use crate::inbox;
use crate::office::{JPEG, PDF, TestOffice, day, id, texts, typed_texts};
use crate::outbox;
use domain::id::ApplicationId;

const NAME: &str = "field:child/person.name";
const DAY: i64 = 24 * 3_600_000;

fn point(target: &str, sentence: &str) -> Point {
    Point {
        target: target.parse().unwrap(),
        flaw: Flaw::Incorrect,
        sentence: sentence.to_owned(),
    }
}

/// A submitted application, its mother, and who accepts its birth certificate.
async fn filed(office: &TestOffice) -> (Asker, Asker, ApplicationId) {
    let mother = office.citizen("lin_xiao").await;
    let application = office.newborn_application(&mother).await;
    // What she was told while filing is read.
    inbox::read(&office.ctx, &mother, None, 0).await.unwrap();
    (mother, office.officer("gao_ying").await, application)
}

/// What the page of a case shows now of one thing, or of all and the reason.
async fn shown(office: &TestOffice, case: &CaseId, target: Option<&str>) -> String {
    let writing = data::correction::find_unsent(office.ctx.db.read(), case).await.unwrap();
    let all = writing.iter().flat_map(|writing| &writing.points);
    match target.map(|target| target.parse::<Target>().unwrap()) {
        Some(target) => as_shown(all.filter(|point| point.target == target), None),
        None => as_shown(all, writing.as_ref().and_then(|writing| writing.reason.as_deref())),
    }
}

/// Names a point on the page as it is now.
async fn named(office: &TestOffice, officer: &Asker, case: &CaseId, target: &str, sentence: &str) -> Result<()> {
    let shown = shown(office, case, Some(target)).await;
    name(&office.ctx, officer, case, &point(target, sentence), &shown).await
}

/// Sends the page as it is now.
async fn sent(office: &TestOffice, officer: &Asker, case: &CaseId, reason: &str) -> Result<()> {
    let shown = shown(office, case, None).await;
    ask(&office.ctx, officer, case, 10, reason, &shown).await
}

async fn asked(office: &TestOffice, officer: &Asker, case: &CaseId, targets: &[&str]) {
    for target in targets {
        named(office, officer, case, target, "不对").await.unwrap();
    }
    sent(office, officer, case, "").await.unwrap();
}

async fn mending(office: &TestOffice, mother: &Asker, application: &ApplicationId) -> Mending {
    mend::read(&office.ctx, mother, application).await.unwrap()
}

/// The first paper of the item that was handed in.
async fn paper_of(office: &TestOffice, officer: &Asker, case: &CaseId) -> String {
    let opened = read(&office.ctx, officer, case).await.unwrap();
    let paper = opened.files().next().unwrap().material.clone();
    format!("paper:{paper}")
}

#[tokio::test]
async fn what_is_wrong_is_named_at_once_mended_once_and_the_clock_starts_anew() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await;
        let other = office.case(&application, "vaccination_booklet").await;
        asked(&office, &officer, &case.id, &[NAME]).await;
        let asked_case = office.case(&application, "birth_certificate").await;
        assert_eq!((asked_case.status, asked_case.due), (Status::Correcting, None));
        assert_eq!(
            office.status(&application, "vaccination_booklet").await,
            Status::Received
        );
        assert!(matches!(accept(ctx, &officer, &case.id).await, Err(Error::Conflict)));
        let pile = list(ctx, &officer, Pile::Correcting, 0).await.unwrap();
        assert_eq!(pile.cases.len(), 1);
        assert_eq!(pile.cases[0].answer_by, Some(day("2026-12-04")), "ten working days");
        assert_eq!(inbox::count_new(ctx, &mother, None).await.unwrap(), 1);

        let open = mending(&office, &mother, &application).await;
        let asked_for: Vec<String> = open.fields().iter().map(|field| field.id.to_string()).collect();
        assert_eq!(asked_for, ["child/person.name"]);
        assert_eq!(open.gaps(), [NAME.parse().unwrap()]);
        let early = office.mends(&mother, &application).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotMended))));
        let page = typed_texts(&[("child/person.name", "林知秋")]);
        let page = office.mend_page(&mother, &application, &page, "").await.unwrap();
        let typed = typed_texts(&[("child/person.name", "林知秋"), ("mother/person.phone", "13900000000")]);
        office.types_mend(&mother, &application, &typed, "").await.unwrap();
        let seen = read(ctx, &officer, &case.id).await.unwrap();
        assert!(
            seen.stated().all(|stated| stated.before.is_none()),
            "not before it is sent"
        );
        office.advance(3 * DAY);
        office.mends(&mother, &application).await.unwrap();
        let again = office.mends(&mother, &application).await;
        assert!(matches!(again, Err(Error::Conflict)), "sent once");
        for (name, said, is_sent) in [
            ("林知秋", "", true),
            ("林知冬", "", false),
            ("林知秋", "没有写错", false),
        ] {
            let mut again = page.clone();
            again.texts.insert("child/person.name".to_owned(), name.to_owned());
            again.texts.insert(mend::said_to(&open.asked[0].id), said.to_owned());
            let sent = mend::is_sent(ctx, &mother, &application, &again).await;
            assert_eq!(sent.unwrap(), is_sent, "{name} {said}");
        }
        let of_no_page = mend::is_sent(ctx, &mother, &application, &typed).await;
        assert!(!of_no_page.unwrap(), "it tells nothing of what was asked");

        let mended = office.case(&application, "birth_certificate").await;
        assert_eq!(
            (mended.status, mended.received_on, mended.due),
            (Status::Received, Some(day("2026-11-23")), Some(day("2026-11-30")))
        );
        for case in [&case.id, &other.id] {
            let seen = read(ctx, &officer, case).await.unwrap();
            let name = seen.stated().find(|stated| stated.id == id("child/person.name"));
            let name = name.unwrap();
            assert_eq!(
                (name.before, name.answer.text.as_str()),
                (Some("林知夏"), "林知秋"),
                "both cases have it at once, old and new"
            );
        }
        let draft = mending(&office, &mother, &application).await.mine.draft.id;
        let record = data::answer::list(ctx.db.read(), &draft).await.unwrap();
        assert_eq!(
            record.text(&id("child/person.name")),
            Some("林知夏"),
            "the record stays"
        );
        assert_ne!(
            record.text(&id("mother/person.phone")),
            Some("13900000000"),
            "nothing else changes"
        );
        accept(ctx, &officer, &case.id).await.unwrap();
    }
}

#[tokio::test]
async fn two_cases_that_name_the_same_field_get_it_with_one_answer() {
    for office in TestOffice::each().await {
        let (mother, officer, application) = filed(&office).await;
        for item in ["birth_certificate", "vaccination_booklet"] {
            let case = office.case(&application, item).await.id;
            asked(&office, &officer, &case, &[NAME]).await;
        }
        let open = mending(&office, &mother, &application).await;
        assert_eq!((open.asked.len(), open.fields().len()), (2, 1));
        let typed = typed_texts(&[("child/person.name", "林知秋")]);
        office.types_mend(&mother, &application, &typed, "").await.unwrap();
        office.mends(&mother, &application).await.unwrap();
        assert_eq!(office.items_with(&application, Status::Correcting).await.len(), 0);
    }
}

#[tokio::test]
async fn what_was_typed_for_a_case_that_was_then_withdrawn_is_not_sent_with_another() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = office.case(&application, "vaccination_booklet").await.id;
        asked(&office, &officer, &case, &[NAME]).await;
        let typed = typed_texts(&[("child/person.name", "林知秋")]);
        office.types_mend(&mother, &application, &typed, "").await.unwrap();
        withdraw_case(ctx, &mother, &application, &case).await.unwrap();
        let case = office.case(&application, "birth_certificate").await.id;
        let opened = read(ctx, &officer, &case).await.unwrap();
        let other = opened
            .stated()
            .find(|stated| stated.id != id("child/person.name"))
            .unwrap()
            .id;
        asked(&office, &officer, &case, &[&format!("field:{other}")]).await;
        office
            .types_mend(&mother, &application, &Typed::default(), "没有写错")
            .await
            .unwrap();
        office.mends(&mother, &application).await.unwrap();
        let seen = read(ctx, &officer, &case).await.unwrap();
        let name = seen
            .stated()
            .find(|stated| stated.id == id("child/person.name"))
            .unwrap();
        assert_eq!((name.before, name.answer.text.as_str()), (None, "林知夏"));
    }
}

#[tokio::test]
async fn a_paper_is_handed_in_anew_beside_the_one_that_was_and_only_the_one_asked_for() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let health = office.officer("gao_ying").await;
        office.grant(&health, &application, "birth_certificate").await;
        office.assert_no_errands().await;
        let officer = office.officer("ye_qing").await;
        let case = office.case(&application, "maternity_benefit").await.id;
        let target = paper_of(&office, &officer, &case).await;
        let material = target.trim_start_matches("paper:");
        let unasked = office.attach(&mother, &draft, material, PDF).await;
        assert!(matches!(unasked, Err(Error::Refused(Refusal::AlreadySubmitted))));
        asked(&office, &officer, &case, &[&target]).await;
        let before = read(ctx, &officer, &case).await.unwrap().files().count();
        let taken_back = office.attach(&mother, &draft, material, JPEG).await.unwrap();
        detach(ctx, &mother, &taken_back.id).await.unwrap();
        let file = office.attach(&mother, &draft, material, JPEG).await.unwrap();
        let other = office.attach(&mother, &draft, "expense_list", PDF).await;
        assert!(matches!(other, Err(Error::Refused(Refusal::AlreadySubmitted))) || material == "expense_list");
        assert_eq!(read(ctx, &officer, &case).await.unwrap().files().count(), before);
        assert_eq!(mending(&office, &mother, &application).await.gaps(), []);
        let to_sign = mend::sign::read(ctx, &mother, &application).await.unwrap();
        let papers = to_sign.words.papers.iter();
        let papers: Vec<_> = papers
            .map(|paper| (paper.material.as_ref().unwrap().as_str(), paper.count))
            .collect();
        assert_eq!(papers, [(material, 1)]);
        office.mends(&mother, &application).await.unwrap();
        let seen = read(ctx, &officer, &case).await.unwrap();
        assert_eq!(seen.files().count(), before + 1);
        let of_it: Vec<_> = seen.files().filter(|one| one.material.as_str() == material).collect();
        assert_eq!(of_it[0].id, file.id, "the new one in front");
        assert!(matches!(of_it[0].sent, Sent::Later(_)));
        let sent = detach(ctx, &mother, &file.id).await;
        assert!(matches!(sent, Err(Error::Refused(Refusal::AlreadySubmitted))));
    }
}

#[tokio::test]
async fn whoever_says_why_something_stays_as_it_is_need_not_change_it() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        asked(&office, &officer, &case, &[NAME]).await;
        office
            .types_mend(&mother, &application, &Typed::default(), "名字没有写错")
            .await
            .unwrap();
        office.mends(&mother, &application).await.unwrap();
        let seen = read(ctx, &officer, &case).await.unwrap();
        assert_eq!(seen.tracked.corrections[0].said.as_deref(), Some("名字没有写错"));
    }
}

#[tokio::test]
async fn a_second_request_needs_a_reason_unless_it_is_about_what_was_changed() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        let nothing = sent(&office, &officer, &case, "").await;
        assert!(matches!(nothing, Err(Error::Refused(Refusal::PointText))));
        asked(&office, &officer, &case, &[NAME]).await;
        let typed = typed_texts(&[("child/person.name", "林知秋")]);
        office.types_mend(&mother, &application, &typed, "").await.unwrap();
        office.mends(&mother, &application).await.unwrap();
        let opened = read(ctx, &officer, &case).await.unwrap();
        let fresh = opened
            .stated()
            .find(|stated| stated.id != id("child/person.name"))
            .unwrap()
            .id;
        let fresh = format!("field:{fresh}");
        named(&office, &officer, &case, &fresh, "也不对").await.unwrap();
        let refused = sent(&office, &officer, &case, "").await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotSaidAtOnce))));
        sent(&office, &officer, &case, "改名以后医院才发来新的记录")
            .await
            .unwrap();
        let open = mending(&office, &mother, &application).await;
        assert_eq!(open.asked[0].reason.as_deref(), Some("改名以后医院才发来新的记录"));
    }
}

#[tokio::test]
async fn a_point_that_says_nothing_or_is_not_of_the_case_is_not_sent() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (_, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        for target in ["paper:medical_invoices", "field:nobody/nothing", "paper:none"] {
            let foreign = named(&office, &officer, &case, target, "不对").await;
            assert!(matches!(foreign, Err(Error::NotFound)), "{target}");
        }
        let long = "长".repeat(LONGEST + 1);
        let refused = named(&office, &officer, &case, NAME, &long).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::PointText))));
        let kept = read(ctx, &officer, &case).await.unwrap().naming.unwrap();
        assert_eq!(kept.points[0].sentence, long, "what was typed is there to be shortened");
        let refused = sent(&office, &officer, &case, "").await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::PointText))));
        let seen = shown(&office, &case, Some(NAME)).await;
        let out = take_out(ctx, &officer, &case, &id(NAME), &seen).await;
        out.unwrap();
        assert!(
            read(ctx, &officer, &case)
                .await
                .unwrap()
                .naming
                .unwrap()
                .points
                .is_empty()
        );
        let police = office.officer("qin_feng").await;
        let elsewhere = named(&office, &police, &case, NAME, "不对").await;
        assert!(matches!(elsewhere, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn an_office_that_let_its_five_days_pass_can_only_accept() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (_, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        named(&office, &officer, &case, NAME, "不对").await.unwrap();
        office.advance(10 * DAY);
        let late = sent(&office, &officer, &case, "").await;
        assert!(matches!(late, Err(Error::Refused(Refusal::CorrectionLate))));
        accept(ctx, &officer, &case).await.unwrap();
    }
}

#[tokio::test]
async fn who_does_not_answer_is_reminded_once_and_nothing_lapses_by_itself() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await;
        asked(&office, &officer, &case.id, &[NAME]).await;
        remind(ctx).await.unwrap();
        assert_eq!(office.count_events(&case, EventKind::Reminded).await, 0);
        office.advance(12 * DAY);
        remind(ctx).await.unwrap();
        remind(ctx).await.unwrap();
        assert_eq!(office.count_events(&case, EventKind::Reminded).await, 1);
        assert_eq!(inbox::count_new(ctx, &mother, None).await.unwrap(), 2);
        let words = texts("没有收到补正的材料，不予受理", "可以重新申请");
        let early = decide(ctx, &officer, &case.id, Verdict::Refuse, &words).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::CorrectionRuns))));
        office.advance(30 * DAY);
        outbox::run(ctx).await.unwrap();
        assert_eq!(
            office.status(&application, "birth_certificate").await,
            Status::Correcting
        );
        decide(ctx, &officer, &case.id, Verdict::Refuse, &words).await.unwrap();
        assert_eq!(office.status(&application, "birth_certificate").await, Status::Refused);
        let over = office.types_mend(&mother, &application, &Typed::default(), "").await;
        assert!(matches!(over, Err(Error::Conflict)));
    }
}
