//! Databases for tests: one of each engine, migrated and empty, gone when the test is over. And a [`mod@crowd`] of themes.
//!
//! SQLite always; PostgreSQL when `ZHANGBAN_TEST_POSTGRES` names a server, which `cargo xtask test` starts.

pub mod crowd;

use std::sync::atomic::{AtomicU32, Ordering};

use data::Database;
use migration::{Migrator, MigratorTrait};
use sea_orm::ConnectionTrait;
use tempfile::TempDir;

/// A migrated, empty database.
#[derive(Debug)]
pub struct TestDatabase {
    /// The open database.
    pub db: Database,
    /// Its address, for another process.
    pub url: String,
    _folder: Option<TempDir>,
}

/// One database of each engine there is.
///
/// # Panics
/// When one cannot be made: the test cannot go on.
#[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
pub async fn databases() -> Vec<TestDatabase> {
    let mut databases = vec![sqlite().await];
    if let Ok(server) = std::env::var("ZHANGBAN_TEST_POSTGRES") {
        databases.push(postgres(&server).await);
    }
    for database in &databases {
        Migrator::up(database.db.read(), None)
            .await
            .expect("the migrations run");
    }
    databases
}

#[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
async fn sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let db = Database::open(&url, 4).await.expect("SQLite opens");
    TestDatabase {
        db,
        url,
        _folder: Some(folder),
    }
}

#[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
async fn postgres(server: &str) -> TestDatabase {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = Database::open(server, 1).await.expect("PostgreSQL answers");
    // A schema is made in a moment and takes little room; a database of its own would copy eight megabytes for each test.
    admin
        .read()
        .execute_unprepared(&format!("CREATE SCHEMA {name}"))
        .await
        .expect("a schema is made");
    let joint = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{joint}options=-c%20search_path%3D{name}");
    let db = Database::open(&url, 4).await.expect("the new schema opens");
    TestDatabase { db, url, _folder: None }
}
