//! Databases for tests: one of each engine, migrated and empty, gone when the test is over. And a [`mod@crowd`] of themes.
//!
//! SQLite always; PostgreSQL when `ZHANGBAN_TEST_POSTGRES` names a server, which `cargo xtask test` starts.

pub mod crowd;

use std::sync::atomic::{AtomicU32, Ordering};

use data::key::MasterKeys;
use data::{Database, Locked};
use domain::moment::Moment;
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
    /// The master key its values are sealed under.
    pub master_key: String,
    _folder: Option<TempDir>,
}

impl TestDatabase {
    /// Opens it once more, with so many connections.
    ///
    /// # Panics
    /// When it cannot be opened: the test cannot go on.
    #[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
    pub async fn open(&self, connections: u32) -> Database {
        let locked = Locked::open(&self.url, connections).await.expect("the database opens");
        let masters = MasterKeys::parse(&self.master_key).expect("a key");
        locked.unlock(masters, Moment(0)).await.expect("the keys fit")
    }

    /// Renames a table, so that whoever needs it fails until it has its name again.
    ///
    /// # Panics
    /// When there is no such table.
    #[expect(clippy::expect_used, reason = "a test that breaks nothing has nothing to say")]
    pub async fn rename(&self, table: &str, to: &str) {
        let tx = self.db.write().await.expect("a transaction");
        let sql = format!("ALTER TABLE {table} RENAME TO {to}");
        tx.execute_unprepared(&sql).await.expect("the table is renamed");
        tx.commit().await.expect("it is stored");
    }
}

/// One database of each engine there is.
///
/// # Panics
/// When one cannot be made: the test cannot go on.
pub async fn databases() -> Vec<TestDatabase> {
    let mut databases = vec![sqlite().await];
    if let Ok(server) = std::env::var("ZHANGBAN_TEST_POSTGRES") {
        databases.push(postgres(&server).await);
    }
    databases
}

#[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
async fn sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    migrated(url, Some(folder)).await
}

#[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
async fn postgres(server: &str) -> TestDatabase {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = Locked::open(server, 1).await.expect("PostgreSQL answers");
    // A schema is made in a moment and takes little room; a database of its own would copy eight megabytes for each test.
    admin
        .connection()
        .execute_unprepared(&format!("CREATE SCHEMA {name}"))
        .await
        .expect("a schema is made");
    let joint = if server.contains('?') { '&' } else { '?' };
    migrated(format!("{server}{joint}options=-c%20search_path%3D{name}"), None).await
}

#[expect(clippy::expect_used, reason = "a test without its database has nothing to say")]
async fn migrated(url: String, folder: Option<TempDir>) -> TestDatabase {
    let locked = Locked::open(&url, 4).await.expect("the database opens");
    Migrator::up(locked.connection(), None)
        .await
        .expect("the migrations run");
    let master_key = MasterKeys::generate();
    let masters = MasterKeys::parse(&master_key).expect("a key");
    TestDatabase {
        db: locked.unlock(masters, Moment(0)).await.expect("the keys are made"),
        url,
        master_key,
        _folder: folder,
    }
}
