use super::*;
use crate::application::withdraw::withdraw_case;
use crate::casework::accept::accept;
use crate::message;
use crate::office::{TestOffice, id};
use domain::notice::NoticeKind;

async fn kinds(office: &TestOffice, asker: &Asker) -> Vec<(EventKind, bool)> {
    let inbox = read(&office.ctx, asker, None, 0).await.unwrap();
    let step = |letter: &Letter| match &letter.about {
        About::Step(_, event) => Some((event.kind, letter.is_new)),
        About::Told(_) => None,
    };
    inbox.letters.iter().filter_map(step).collect()
}

#[tokio::test]
async fn every_step_stands_in_the_inbox_and_is_new_until_it_was_read_but_not_what_one_did_oneself() {
    for office in TestOffice::each().await {
        let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
        let (ctx, application) = (&office.ctx, office.newborn_application(&mother).await);
        let submitted = kinds(&office, &mother).await;
        assert_eq!(submitted, [(EventKind::Submitted, false)], "she submitted it herself");
        assert_eq!(count_new(ctx, &mother, None).await.unwrap(), 0);
        let booklet = office.case(&application, "vaccination_booklet").await.id;
        office.advance(1);
        accept(ctx, &officer, &booklet).await.unwrap();
        office.advance(1);
        withdraw_case(ctx, &mother, &application, &booklet).await.unwrap();
        office.assert_no_errands().await;
        assert_eq!(count_new(ctx, &mother, None).await.unwrap(), 1);
        let read_first = kinds(&office, &mother).await;
        assert_eq!(
            read_first,
            [
                (EventKind::Withdrawn, false),
                (EventKind::Accepted, true),
                (EventKind::Submitted, false)
            ]
        );
        assert_eq!(count_new(ctx, &mother, None).await.unwrap(), 0);
        assert!(kinds(&office, &mother).await.iter().all(|(_, is_new)| !is_new));
        let stranger = office.citizen("zhou_he").await;
        assert_eq!(kinds(&office, &stranger).await, []);
    }
}

#[tokio::test]
async fn the_phone_is_told_of_what_must_not_be_missed_and_of_nothing_private() {
    for office in TestOffice::each().await {
        let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
        let application = office.newborn_application(&mother).await;
        office.assert_no_errands().await;
        let before = message::list(&office.ctx).await.unwrap().len();
        office.grant(&officer, &application, "birth_certificate").await;
        office.assert_no_errands().await;
        let sent = message::list(&office.ctx).await.unwrap();
        assert_eq!(sent.len(), before + 1, "accepted and started can wait until she looks");
        assert_eq!(sent[0].text, NoticeKind::Granted.as_str());
    }
}

#[tokio::test]
async fn an_inbox_is_read_page_by_page_to_its_end() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let application = office.newborn_application(&mother).await;
        let (ctx, mut left) = (&office.ctx, 45_u64);
        let before = read(ctx, &mother, None, 0).await.unwrap().letters.len();
        while left > 0 {
            office.advance(1);
            let event = Event {
                case: None,
                kind: EventKind::Reminded,
                actor: "system".to_owned(),
                at: ctx.now(),
            };
            let id = ctx.new_id();
            data::application::insert_event(ctx.db.read(), id, &application, &event)
                .await
                .unwrap();
            left -= 1;
        }
        assert_eq!(count_new(ctx, &mother, None).await.unwrap(), 45);
        let (mut seen, mut page) = (0, 0);
        loop {
            let inbox = read(ctx, &mother, None, page).await.unwrap();
            assert!(inbox.letters.is_sorted_by_key(|letter| std::cmp::Reverse(letter.at)));
            seen += inbox.letters.len();
            page += 1;
            let unread = count_new(ctx, &mother, None).await.unwrap();
            assert_eq!(unread, if inbox.has_more { 45 } else { 0 }, "read once all were shown");
            if !inbox.has_more {
                break;
            }
        }
        assert_eq!((seen, page), (before + 45, 3));
        assert!(read(ctx, &mother, None, u64::MAX).await.unwrap().letters.is_empty());
    }
}

#[tokio::test]
async fn under_another_hat_only_its_applications_are_told() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        office.newborn_application(&mother).await;
        let Asker::Citizen(mut signed) = mother.clone() else {
            panic!("a citizen")
        };
        let organisation = domain::account::Organisation {
            id: id("org"),
            name: "一家公司".to_owned(),
            credit_code: "92430102MA00000023".to_owned(),
        };
        signed.worn = crate::hat::Worn::Organisation(organisation);
        let inbox = read(&office.ctx, &Asker::Citizen(signed), None, 0).await.unwrap();
        assert!(inbox.letters.is_empty());
    }
}
