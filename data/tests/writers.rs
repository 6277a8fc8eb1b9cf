//! Writers on both engines: each for itself, and on SQLite many of them in one commit.

use data::{Database, Error};
use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, Statement};
use testbed::databases;
use tokio::task::JoinSet;

/// As many as submit at once.
const WRITERS: usize = 32;

/// Writes one row of its own, and gives it back once it is stored.
async fn write(db: Database, name: String) -> data::Result<String> {
    let tx = db.write().await?;
    data::setting::save(&*tx, &name, "written").await?;
    tx.commit().await?;
    Ok(name)
}

/// What SQLite counts: the commits of others that this connection saw.
async fn commits(watcher: &Database) -> data::Result<i64> {
    let statement = Statement::from_string(
        DatabaseBackend::Sqlite,
        "SELECT data_version AS count FROM pragma_data_version",
    );
    let row = watcher.read().query_one_raw(statement).await?;
    let row = row.ok_or_else(|| Error::from(DbErr::Custom("no version".to_owned())))?;
    Ok(row.try_get("", "count")?)
}

#[tokio::test]
async fn who_waits_to_write_is_committed_together_and_told_only_when_it_is_stored() -> data::Result<()> {
    for database in databases().await {
        let watcher = database.open(1).await;
        let is_sqlite = watcher.read().get_database_backend() == DatabaseBackend::Sqlite;
        let before = if is_sqlite { commits(&watcher).await? } else { 0 };
        let mut writers = JoinSet::new();
        for number in 0..WRITERS {
            writers.spawn(write(database.db.clone(), format!("row-{number}")));
        }
        for written in writers.join_all().await {
            let stored = data::setting::find(watcher.read(), &written?).await?;
            assert_eq!(stored.as_deref(), Some("written"));
        }
        if is_sqlite {
            assert_eq!(commits(&watcher).await? - before, 1, "one commit for all of them");
        }
    }
    Ok(())
}

#[tokio::test]
async fn who_fails_or_goes_away_takes_nothing_of_the_others_along() -> data::Result<()> {
    for database in databases().await {
        let db = &database.db;
        let mut writers = JoinSet::new();
        for number in 0..WRITERS {
            let db = db.clone();
            writers.spawn(async move {
                let name = format!("row-{number}");
                if number % 2 == 0 {
                    return write(db, name).await.map(Some);
                }
                let tx = db.write().await?;
                data::setting::save(&*tx, &name, "never").await?;
                if number % 4 == 1 {
                    // A statement that fails, as a row that is there already does.
                    assert!(tx.execute_unprepared("INSERT INTO nowhere VALUES (1)").await.is_err());
                }
                drop(tx);
                Ok::<_, Error>(None)
            });
        }
        for outcome in writers.join_all().await {
            outcome?;
        }
        for number in 0..WRITERS {
            let stored = data::setting::find(db.read(), &format!("row-{number}")).await?;
            assert_eq!(stored.is_some(), number % 2 == 0, "row {number}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn who_gives_up_waiting_holds_nobody_up() -> data::Result<()> {
    for database in databases().await {
        let db = &database.db;
        let first = db.write().await?;
        data::setting::save(&*first, "first", "written").await?;
        let mut given_up = JoinSet::new();
        for number in 0..WRITERS {
            given_up.spawn(write(db.clone(), format!("given-up-{number}")));
        }
        tokio::task::yield_now().await;
        given_up.shutdown().await;
        first.commit().await?;
        write(db.clone(), "last".to_owned()).await?;
        let watcher = database.open(1).await;
        for name in ["first", "last"] {
            assert!(data::setting::find(watcher.read(), name).await?.is_some(), "{name}");
        }
    }
    Ok(())
}
