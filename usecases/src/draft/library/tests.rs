use super::*;
use crate::Refusal;
use crate::account::my_data::forget_paper;
use crate::casework::accept::accept;
use crate::casework::read::{open_file, read as open};
use crate::draft::attach::{detach, open as open_own};
use crate::office::{JPEG, MOTHER, PNG, TestOffice, id};

const CARD: &str = "bank_card_copy";
const DAY: i64 = 24 * 3_600_000;

/// An application in which a bank card was handed in, both sides; the office took it.
async fn handed_in(office: &TestOffice, mother: &Asker) -> [FileId; 2] {
    let draft = office.consulted(mother, &MOTHER).await;
    let mut sides = Vec::new();
    for side in [JPEG, PNG] {
        sides.push(office.attach(mother, &draft, CARD, side).await.unwrap().id);
    }
    office.complete(mother, &draft).await;
    let application = office.submit(mother, &draft).await.unwrap();
    assert_eq!(list(&office.ctx, mother).await.unwrap(), [], "no office took it yet");
    let hospital = office.officer("gao_ying").await;
    office.grant(&hospital, &application, "birth_certificate").await;
    office.assert_no_errands().await;
    let case = office.case(&application, "maternity_benefit").await;
    accept(&office.ctx, &office.officer("ye_qing").await, &case.id)
        .await
        .unwrap();
    sides.try_into().unwrap()
}

/// A draft of another theme that wants the same paper.
async fn another(office: &TestOffice, who: &Asker) -> DraftId {
    office
        .answer_plan(who, "retirement", &[("retiree/retirement.age_status", "reached")])
        .await;
    crate::draft::start::start(&office.ctx, who, &id("retirement"))
        .await
        .unwrap()
}

async fn offer(office: &TestOffice, who: &Asker, draft: &DraftId) -> Vec<Held> {
    let mine = office.read(who, draft).await;
    let card = mine.theme.material(&id(CARD)).unwrap().clone();
    offered(&office.ctx, &mine, &card).await.unwrap()
}

#[tokio::test]
async fn a_paper_that_an_office_took_is_used_again_in_another_theme_with_consent_and_without_a_second_copy() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let [front, _] = handed_in(&office, &mother).await;
        let draft = another(&office, &mother).await;
        let held = offer(&office, &mother, &draft).await;
        assert_eq!(
            (held.len(), held[0].files.len(), held[0].theme.as_str()),
            (1, 2, "新生儿出生")
        );
        let before = office.stored().await;
        assert_eq!(office.read(&mother, &draft).await.files, [], "nothing by itself");
        reuse(&office.ctx, &mother, &draft, &id(CARD), &front).await.unwrap();
        reuse(&office.ctx, &mother, &draft, &id(CARD), &front).await.unwrap();
        let mine = office.read(&mother, &draft).await;
        assert_eq!((mine.files.len(), mine.files[0].taken_from.as_ref()), (2, Some(&front)));
        assert_eq!(office.stored().await, before);
        let (_, content) = open_own(&office.ctx, &mother, &mine.files[0].id).await.unwrap();
        assert_eq!(content, JPEG);
        assert_eq!(offer(&office, &mother, &draft).await, [], "it is there");
        let from = origin(&office.ctx, &mine.files[0]).await.unwrap().unwrap();
        assert_eq!(
            (from.theme.as_str(), from.handed_in.day()),
            ("新生儿出生", office.ctx.today())
        );
        let given = data::consent::list(office.ctx.db.read(), &id("lin_xiao"), 9)
            .await
            .unwrap();
        let given = given
            .into_iter()
            .rfind(|given| given.purpose == Purpose::Library && given.draft == draft);
        crate::draft::consents::withdraw(&office.ctx, &mother, &given.unwrap().id)
            .await
            .unwrap();
        assert_eq!(office.read(&mother, &draft).await.files, []);
        assert_eq!(office.stored().await, before, "what it was taken from stays");
    }
}

#[tokio::test]
async fn of_a_paper_that_was_handed_in_anew_only_what_was_sent_last_is_offered() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let [front, _] = handed_in(&office, &mother).await;
        let (ctx, db) = (&office.ctx, office.ctx.db.read());
        let before = data::file::find(db, &front).await.unwrap().unwrap();
        let anew = File {
            id: ctx.new_id().parse().unwrap(),
            sent: Sent::Later(ctx.now()),
            ..before
        };
        data::file::insert(db, &anew).await.unwrap();
        let draft = another(&office, &mother).await;
        let held = offer(&office, &mother, &draft).await;
        assert_eq!((held.len(), held[0].files.len()), (1, 1));
        assert_eq!(held[0].files[0].id, anew.id);
    }
}

#[tokio::test]
async fn taking_a_used_paper_away_again_leaves_its_content_where_it_was() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let [front, _] = handed_in(&office, &mother).await;
        let draft = another(&office, &mother).await;
        reuse(&office.ctx, &mother, &draft, &id(CARD), &front).await.unwrap();
        let taken = office.read(&mother, &draft).await.files[0].id.clone();
        detach(&office.ctx, &mother, &taken).await.unwrap();
        crate::draft::delete::delete(&office.ctx, &mother, &draft)
            .await
            .unwrap();
        assert_eq!(open_own(&office.ctx, &mother, &front).await.unwrap().1, JPEG);
    }
}

#[tokio::test]
async fn a_paper_is_offered_for_its_months_and_not_beyond_the_day_that_stands_on_it() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let [front, _] = handed_in(&office, &mother).await;
        let draft = another(&office, &mother).await;
        office.advance(365 * DAY);
        assert_eq!(offer(&office, &mother, &draft).await.len(), 1);
        office.advance(DAY);
        assert_eq!(offer(&office, &mother, &draft).await, []);
        let late = reuse(&office.ctx, &mother, &draft, &id(CARD), &front).await;
        assert!(matches!(late, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn nobody_uses_the_papers_of_somebody_else_and_none_that_was_forgotten() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let [front, _] = handed_in(&office, &mother).await;
        let stranger = office.citizen("zhou_he").await;
        let theirs = another(&office, &stranger).await;
        assert_eq!(offer(&office, &stranger, &theirs).await, []);
        let stolen = reuse(&office.ctx, &stranger, &theirs, &id(CARD), &front).await;
        assert!(matches!(stolen, Err(Error::NotFound)));
        let draft = another(&office, &mother).await;
        let other = reuse(&office.ctx, &mother, &draft, &id("id_card"), &front).await;
        assert!(matches!(other, Err(Error::NotFound)), "another paper is another paper");
        forget_paper(&office.ctx, &mother, &front).await.unwrap();
        assert_eq!(list(&office.ctx, &mother).await.unwrap(), []);
        assert_eq!(offer(&office, &mother, &draft).await, []);
    }
}

#[tokio::test]
async fn there_is_no_room_for_more_files_than_a_paper_may_have() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let [front, _] = handed_in(&office, &mother).await;
        let draft = another(&office, &mother).await;
        for _ in 1..office.ctx.limits.files_per_material {
            office.attach(&mother, &draft, CARD, PNG).await.unwrap();
        }
        let full = reuse(&office.ctx, &mother, &draft, &id(CARD), &front).await;
        assert!(matches!(full, Err(Error::Refused(Refusal::TooManyFiles))));
    }
}

#[tokio::test]
async fn the_officer_opens_a_paper_that_was_used_again_and_sees_where_it_comes_from() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let [front, _] = handed_in(&office, &mother).await;
        // The other twin.
        let draft = office.consulted(&mother, &MOTHER).await;
        reuse(&office.ctx, &mother, &draft, &id(CARD), &front).await.unwrap();
        office.complete(&mother, &draft).await;
        let application = office.submit(&mother, &draft).await.unwrap();
        let case = office.case(&application, "maternity_benefit").await;
        let officer = office.officer("ye_qing").await;
        let opened = open(&office.ctx, &officer, &case.id).await.unwrap();
        let card = opened.files().find(|file| file.material.as_str() == CARD).unwrap();
        assert_eq!(opened.origin(card).unwrap().theme, "新生儿出生");
        let (_, content) = open_file(&office.ctx, &officer, &case.id, &card.id).await.unwrap();
        assert_eq!(content, JPEG);
        assert_eq!(
            list(&office.ctx, &mother).await.unwrap().len(),
            1,
            "it is one paper, however often it is used"
        );
    }
}
