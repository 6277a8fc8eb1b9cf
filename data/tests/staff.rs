//! Officers' accounts, their second factors, and the log that only grows, on both engines.

use data::audit::{Filter, Line, State, add, list, verify};
use data::staff::{Account, insert, lock, save_posts, see};
use domain::moment::Moment;
use domain::staff::{About, Act, Duty, Officer, Post, Role, Task};
use sea_orm::ConnectionTrait;
use testbed::{TestDatabase, databases};

#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn officer(who: &str, phone: &str, duty: Duty) -> Officer {
    Officer {
        id: id(who),
        name: "秦峰".to_owned(),
        phone: phone.to_owned(),
        duty,
    }
}

fn post(department: &str, regions: &[&str]) -> Post {
    Post {
        department: id(department),
        regions: regions.iter().map(|region| (*region).to_owned()).collect(),
        tasks: [Task::Read, Task::Decide].into(),
    }
}

#[tokio::test]
async fn an_account_is_of_one_person_and_is_made_once() -> data::Result<()> {
    for database in databases().await {
        let db = database.db.read();
        let qin = officer(
            "qin",
            "13900000001",
            Duty::Casework(vec![post("police", &["000001", "000002"])]),
        );
        assert!(insert(db, &qin, None, Moment(1)).await?);
        let auditor = officer("shen", "13900000002", Duty::Administration(Role::Audit));
        assert!(insert(db, &auditor, Some(&qin.id), Moment(2)).await?);
        for again in [
            officer("qin", "13900000003", Duty::Casework(vec![])),
            officer("du", "13900000001", Duty::Casework(vec![])),
        ] {
            assert!(
                !insert(db, &again, None, Moment(3)).await?,
                "the id and the number have one"
            );
        }
        let account = Account {
            officer: qin.clone(),
            made_by: None,
            active_at: Moment(1),
            locked_at: None,
        };
        assert_eq!(data::staff::find(db, &qin.id).await?, Some(account.clone()));
        assert_eq!(data::staff::find_by_phone(db, "13900000001").await?, Some(account));
        assert_eq!(data::staff::find_by_phone(db, "13900000003").await?, None);
        assert_eq!(
            (data::staff::count(db).await?, data::staff::list(db, 1, 1).await?.len()),
            (2, 1)
        );
        save_posts(db, &qin.id, &[post("health", &[]), post("police", &[])]).await?;
        lock(db, &qin.id, Some(Moment(5))).await?;
        see(db, &qin.id, Moment(6)).await?;
        let found = data::staff::find(db, &qin.id).await?;
        assert_eq!(
            found
                .as_ref()
                .map(|found| (found.locked_at, found.active_at, found.officer.posts().len())),
            Some((Some(Moment(5)), Moment(6), 2))
        );
        save_posts(db, &qin.id, &[]).await?;
        lock(db, &qin.id, None).await?;
        let found = data::staff::find(db, &qin.id).await?;
        assert!(found.is_some_and(|found| found.locked_at.is_none() && found.officer.posts().is_empty()));
    }
    Ok(())
}

#[tokio::test]
async fn a_step_of_the_second_factor_is_used_once_and_a_secret_in_use_stays() -> data::Result<()> {
    for database in databases().await {
        let (db, who) = (database.db.read(), id("qin"));
        let secret = async || data::second_factor::find(db, &who).await;
        data::second_factor::save_new(db, &who, b"first").await?;
        data::second_factor::save_new(db, &who, b"second").await?;
        let found = secret().await?;
        assert!(found.is_some_and(|found| found.secret == b"second" && found.set_at.is_none()));
        assert!(data::second_factor::use_step(db, &who, 7, Moment(9)).await?);
        assert!(!data::second_factor::use_step(db, &who, 7, Moment(10)).await?);
        assert!(!data::second_factor::use_step(db, &who, 6, Moment(11)).await?);
        assert!(data::second_factor::use_step(db, &who, 8, Moment(12)).await?);
        data::second_factor::save_new(db, &who, b"third").await?;
        let found = secret().await?;
        assert!(found.is_some_and(|found| found.secret == b"second" && found.set_at == Some(Moment(9))));
        data::second_factor::delete(db, &who).await?;
        assert!(secret().await?.is_none());
    }
    Ok(())
}

async fn log(database: &TestDatabase, lines: i64) -> data::Result<()> {
    for at in 1..=lines {
        let tx = database.db.write().await?;
        let line = Line {
            at: Moment(at),
            who: (at % 2 == 0).then(|| id("qin")),
            what: Act::SawCase,
            about: About::Case(id("c1")),
            trace: "abc".to_owned(),
        };
        add(&tx, &line).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Runs the statement as somebody with the database in hand would.
async fn by_hand(database: &TestDatabase, sql: &str) -> bool {
    database.db.read().execute_unprepared(sql).await.is_ok()
}

#[tokio::test]
async fn the_log_refuses_to_change_and_to_forget() -> data::Result<()> {
    for database in databases().await {
        log(&database, 3).await?;
        for sql in [
            "UPDATE audit SET who = 'nobody'",
            "UPDATE audit SET what = 'saw_case' WHERE number = 2",
            "DELETE FROM audit WHERE number = 3",
            "DELETE FROM audit",
        ] {
            assert!(!by_hand(&database, sql).await, "{sql}");
        }
        // SQLite has no such statement.
        assert!(!by_hand(&database, "TRUNCATE audit").await);
        let db = database.db.read();
        assert!(matches!(verify(db).await?, State::Whole(3, _)));
        let own = Filter {
            who: Some(id("qin")),
            from: Some(Moment(2)),
            until: Some(Moment(3)),
        };
        let found = list(db, &own, 0, 10).await?;
        assert_eq!(found.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2]);
    }
    Ok(())
}

#[tokio::test]
async fn what_was_taken_out_or_altered_in_spite_of_the_triggers_is_noticed() -> data::Result<()> {
    for sql in [
        "DELETE FROM audit WHERE number = 4",
        "UPDATE audit SET who = 'du' WHERE number = 4",
        "UPDATE audit SET about = 'c2', hash = previous WHERE number = 4",
    ] {
        for database in databases().await {
            log(&database, 6).await?;
            let off = [
                "DROP TRIGGER audit_keeps_rows",
                "DROP TRIGGER audit_keeps_values",
                "ALTER TABLE audit DISABLE TRIGGER USER",
            ];
            // Each engine knows one way of the two.
            for step in off {
                by_hand(&database, step).await;
            }
            assert!(by_hand(&database, sql).await, "{sql}");
            assert_eq!(verify(database.db.read()).await?, State::Broken(4), "{sql}");
        }
    }
    Ok(())
}
