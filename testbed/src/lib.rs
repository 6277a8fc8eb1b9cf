//! Databases for tests: one of each engine, migrated and empty, gone when the test is over.
//!
//! SQLite always; PostgreSQL when `ZHANGBAN_TEST_POSTGRES` names a server, which `cargo xtask test` starts.

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
        Migrator::up(database.db.read(), None).await.expect("the migrations run");
    }
    databases
}

#[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
async fn sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let db = Database::open(&url, 4).await.expect("SQLite opens");
    TestDatabase { db, url, _folder: Some(folder) }
}

#[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
async fn postgres(server: &str) -> TestDatabase {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = Database::open(server, 1).await.expect("PostgreSQL answers");
    admin.read().execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database is made");
    let url = server.replacen("/postgres?", &format!("/{name}?"), 1);
    let db = Database::open(&url, 4).await.expect("the new database opens");
    TestDatabase { db, url, _folder: None }
}
