//! Applications, cases, their history and errands, on both engines.

use chrono::NaiveDate;
use domain::application::{Application, Event, EventKind};
use domain::case::{Case, Decision, Flag, Matter, Status};
use domain::id::CaseId;
use domain::moment::Moment;
use domain::staff::{Post, Task};
use testbed::databases;

#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn case(case: &str, status: Status, due: Option<&str>) -> Case {
    Case {
        id: id(case),
        application: id("a"),
        item: id(&format!("item-{case}")),
        department: id("police"),
        office: id("station"),
        region: "000000".to_owned(),
        status,
        received_on: due.map(day),
        due: due.map(day),
        decision: None,
        revision: 0,
    }
}

fn post(department: &str, regions: &[&str]) -> Post {
    Post {
        department: id(department),
        regions: regions.iter().map(|region| (*region).to_owned()).collect(),
        tasks: [Task::Read].into(),
    }
}

fn application(application: &str, draft: &str) -> Application {
    Application {
        id: id(application),
        number: format!("0000-2026-{application}"),
        draft: id(draft),
        citizen: id("lin"),
        hat: domain::account::Hat::Own,
        theme_version: id("v"),
        submitted_at: Moment(1),
        withdrawn_at: None,
        revision: 0,
    }
}

#[tokio::test]
async fn the_case_due_first_comes_first_and_those_without_a_day_last_page_by_page() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let mut cases = vec![
            case("c5", Status::Received, None),
            case("c4", Status::Accepted, Some("2026-11-27")),
            case("c3", Status::Received, Some("2026-11-27")),
            case("c2", Status::Received, Some("2026-12-01")),
            case("c1", Status::Received, None),
            case("c0", Status::Granted, Some("2026-11-01")),
        ];
        cases.push(Case {
            department: id("health"),
            ..case("c6", Status::Received, Some("2026-11-01"))
        });
        data::case::insert_all(db, &cases).await?;
        let (statuses, police) = ([Status::Received, Status::Accepted], [post("police", &[])]);
        let mut seen = Vec::new();
        for page in 0..4 {
            let listed = data::case::list_within(db, &police, &statuses, page, 2).await?;
            seen.push(
                listed
                    .iter()
                    .map(|case| case.id.to_string())
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
        assert_eq!(seen, ["c3 c4", "c2 c1", "c5", ""]);
        assert_eq!(data::case::count_within(db, &police, &statuses).await?, 5);
        let beyond = data::case::list_within(db, &police, &statuses, u64::MAX, 25).await?;
        assert_eq!(beyond, []);
        let elsewhere = [post("police", &["000002"])];
        assert_eq!(data::case::count_within(db, &elsewhere, &statuses).await?, 0);
        assert_eq!(
            data::case::count_within(db, &[], &statuses).await?,
            0,
            "without a post there is nothing"
        );
        let two = [post("health", &["000000", "000002"]), post("police", &["000000"])];
        assert_eq!(data::case::count_within(db, &two, &statuses).await?, 6);
    }
    Ok(())
}

#[tokio::test]
async fn a_case_that_somebody_else_changed_meanwhile_is_not_changed() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let stored = case("c", Status::Accepted, Some("2026-11-27"));
        data::case::insert_all(db, std::slice::from_ref(&stored)).await?;
        let text = "已登记 🏠\0".to_owned();
        let decision = Decision {
            by: id("qin"),
            at: Moment(7),
            text,
            next_step: Some("没有".to_owned()),
        };
        let first = Case {
            status: Status::Granted,
            due: None,
            decision: Some(decision),
            revision: 1,
            ..stored.clone()
        };
        assert!(data::case::update(db, &first).await?);
        let second = Case {
            status: Status::Refused,
            revision: 1,
            ..stored
        };
        assert!(!data::case::update(db, &second).await?);
        assert_eq!(data::case::find(db, &id("c")).await?, Some(first));
        assert!(!data::case::update(db, &case("nobody", Status::Granted, None)).await?);
    }
    Ok(())
}

#[tokio::test]
async fn an_application_is_withdrawn_once_and_its_history_is_told_from_its_end() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        data::application::insert_all(db, &[application("a", "d")]).await?;
        assert!(data::application::withdraw(db, &id("a"), Moment(5)).await?);
        assert!(!data::application::withdraw(db, &id("a"), Moment(6)).await?);
        data::application::touch(db, &id("a")).await?;
        data::application::touch(db, &id("a")).await?;
        assert_eq!(
            data::application::list_revisions(db, &[id("a")]).await?,
            [("a".to_owned(), 2)]
        );
        let event = |kind, at| Event {
            case: None,
            kind,
            actor: "lin".to_owned(),
            at: Moment(at),
        };
        let events = [
            event(EventKind::Withdrawn, 5),
            event(EventKind::Accepted, 3),
            event(EventKind::Submitted, 1),
        ];
        for (number, event) in [(2, &events[1]), (1, &events[2]), (3, &events[0])] {
            data::application::insert_event(db, number.to_string(), &id("a"), event).await?;
        }
        assert_eq!(data::application::list_events(db, &id("a")).await?, events);
    }
    Ok(())
}

#[tokio::test]
async fn an_errand_is_done_once_and_one_that_failed_comes_after_the_others() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        for (errand, at) in [("e1", 1), ("e2", 2), ("e3", 3)] {
            let errand = data::outbox::Errand {
                id: errand.to_owned(),
                kind: "k".to_owned(),
                about: "a".to_owned(),
            };
            data::outbox::insert(db, errand, Moment(at)).await?;
        }
        data::outbox::postpone(db, "e1").await?;
        assert!(data::outbox::finish(db, "e2", Moment(9)).await?);
        assert!(!data::outbox::finish(db, "e2", Moment(9)).await?);
        let open: Vec<_> = data::outbox::list_open(db, 9)
            .await?
            .into_iter()
            .map(|errand| errand.id)
            .collect();
        assert_eq!(open, ["e3", "e1"]);
        assert_eq!(data::outbox::list_open(db, 1).await?.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_draft_becomes_one_application_and_an_item_one_case() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        data::application::insert_all(db, &[application("a1", "d")]).await?;
        let again = data::application::insert_all(db, &[application("a2", "d")]).await;
        assert!(matches!(again, Err(data::Error::Database(_))));
        let one = case("c1", Status::Received, None);
        let again = data::case::insert_all(db, &[one.clone(), Case { id: id("c2"), ..one }]).await;
        assert!(matches!(again, Err(data::Error::Database(_))));
        assert_eq!(data::case::list(db, &id("a")).await?, []);
    }
    Ok(())
}

#[tokio::test]
async fn a_flag_is_raised_once_and_says_what_is_said_now_until_it_is_settled() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let (case, other): (CaseId, CaseId) = (id("c"), id("d"));
        let says = |said: &str| Matter::Contradicted {
            field: id("child/person.name"),
            by: id("birth"),
            said: said.to_owned(),
            as_of: day("2026-11-20"),
        };
        let unrecorded = Matter::Unrecorded {
            of: id("child"),
            by: id("birth"),
        };
        data::flag::raise(db, &case, &says("林知夏"), Moment(1)).await?;
        data::flag::raise(db, &case, &unrecorded, Moment(2)).await?;
        data::flag::raise(db, &case, &says("林知秋"), Moment(3)).await?;
        let flag = |matter, raised_at, settled_at| Flag {
            matter,
            raised_at: Moment(raised_at),
            settled_at,
        };
        let listed = data::flag::list(db, &[case.clone(), other.clone()]).await?;
        let both = vec![flag(says("林知秋"), 1, None), flag(unrecorded.clone(), 2, None)];
        assert_eq!(listed.into_iter().collect::<Vec<_>>(), [(case.clone(), both)]);
        assert!(data::flag::settle(db, &case, &says("whatever"), Moment(4)).await?);
        assert!(!data::flag::settle(db, &case, &says("whatever"), Moment(5)).await?);
        assert!(!data::flag::settle(db, &other, &unrecorded, Moment(5)).await?);
        let listed = data::flag::list(db, std::slice::from_ref(&case)).await?.remove(&case);
        let both = vec![flag(says("林知秋"), 1, Some(Moment(4))), flag(unrecorded, 2, None)];
        assert_eq!(listed, Some(both));
    }
    Ok(())
}
