//! Databases for tests: one of each engine, migrated and empty, gone when the test is over. And a [`mod@crowd`] of themes.
//!
//! SQLite always; PostgreSQL when `ZHANGBAN_TEST_POSTGRES` names a server, which `cargo xtask test` starts.

pub mod crowd;
pub mod papers;
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]
pub mod phone;

use std::sync::atomic::{AtomicU32, Ordering};

use data::key::MasterKeys;
use data::{Database, Locked};
use domain::moment::Moment;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult, Statement};
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

    /// Every table with its columns, as the database itself says.
    ///
    /// # Panics
    /// When it cannot be asked.
    #[expect(clippy::expect_used, reason = "a test that sees no schema has nothing to say")]
    pub async fn columns(&self) -> Vec<(String, String)> {
        let db = self.db.read();
        let sql = match db.get_database_backend() {
            DatabaseBackend::Postgres => {
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            }
            _ => {
                "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
            }
        };
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let rows = db.query_all_raw(statement).await.expect("the schema is read");
        let text = |row: &QueryResult, name: &str| row.try_get::<String>("", name).expect("a name");
        rows.iter()
            .map(|row| (text(row, "table_name"), text(row, "column_name")))
            .collect()
    }

    /// How many rows of a table have this in a column.
    ///
    /// # Panics
    /// When it cannot be asked.
    #[expect(clippy::expect_used, reason = "a test that counts nothing has nothing to say")]
    pub async fn count(&self, table: &str, column: &str, value: &str) -> i64 {
        let db = self.db.read();
        let sql = format!("SELECT count(*) AS count FROM {table} WHERE {column} = $1");
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [value.into()]);
        let row = db.query_one_raw(statement).await.expect("the rows are counted");
        row.expect("a count").try_get("", "count").expect("a number")
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
