//! Requests for help: in which order a department answers them.

use std::collections::BTreeSet;

use domain::help::{Help, Wish};
use domain::moment::Moment;
use domain::staff::{Post, Task};
use sea_orm::ConnectionTrait;
use testbed::databases;

use super::{day, draft, id};

fn help(help: &str) -> Help {
    Help {
        id: id(help),
        draft: id("d"),
        citizen: id("lin"),
        department: id("health"),
        region: "000000".to_owned(),
        about: None,
        wish: Wish::LookOver,
        phone: String::new(),
        question: String::new(),
        asked_at: None,
        answer_by: None,
        answer: None,
        closed_at: None,
    }
}

#[tokio::test]
async fn what_is_to_be_answered_first_stands_in_front_whenever_it_was_asked() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        data::draft::insert(db, &draft("d", Some("lin"), 0), None).await?;
        for (one, asked_at, by) in [
            ("a", 1, "2026-11-27"),
            ("b", 2, "2026-11-25"),
            ("c", 3, "2026-11-25"),
            ("old", 4, "2026-11-28"),
        ] {
            data::help::write(db, &help(one), Moment(0)).await?;
            assert!(data::help::ask(db, &id(one), Moment(asked_at), day(by)).await?);
        }
        // Sent before there was such a day.
        db.execute_unprepared("UPDATE helps SET answer_by = NULL WHERE id = 'old'")
            .await?;
        data::help::write(db, &help("unsent"), Moment(0)).await?;
        let post = Post {
            department: id("health"),
            regions: BTreeSet::new(),
            tasks: BTreeSet::from([Task::Accept]),
        };
        let waiting = data::help::list_within(db, &[post], 0, 10).await?;
        let ids: Vec<_> = waiting.iter().map(|help| help.id.as_str()).collect();
        assert_eq!(ids, ["old", "b", "c", "a"]);
        let later = data::help::ask(db, &id("b"), Moment(9), day("2026-11-30")).await?;
        assert!(!later, "the day that was said stays");
        let kept = data::help::find(db, &id("b")).await?;
        assert_eq!(kept.and_then(|help| help.answer_by), Some(day("2026-11-25")));
    }
    Ok(())
}
