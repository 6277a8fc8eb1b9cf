//! Opening the database, and its transactions: SQLite has one writer at a time, PostgreSQL any number.

mod group;

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use domain::moment::Moment;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, ExecResult,
    QueryResult, Statement, TransactionTrait,
};
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::key::{Keys, MasterKeys};
use group::{Turn, Writers};

/// How long a SQLite writer of another process is waited for.
const BUSY: Duration = Duration::from_secs(10);

/// How long a connection may lie unused before it is tested whether it still lives: testing each time would cost as much as asking.
const UNTESTED: Duration = Duration::from_secs(10);

/// A connection or transaction, with the keys that values are sealed with.
pub trait Connection: ConnectionTrait {
    /// The keys.
    fn keys(&self) -> &Keys;
}

/// A database whose sealed values cannot be read yet: for the migrations.
#[derive(Debug, Clone)]
pub struct Locked(DatabaseConnection);

/// An open database.
#[derive(Debug, Clone)]
pub struct Database {
    reader: Keyed<DatabaseConnection>,
    /// Writers of this process queue here instead of polling SQLite's lock, and are committed together.
    writers: Option<Writers>,
}

/// A write transaction: dropped, it is rolled back.
#[derive(Debug)]
pub struct Transaction {
    inner: Keyed<DatabaseTransaction>,
    turn: Option<Turn>,
}

/// A connection that knows the keys.
#[derive(Debug, Clone)]
pub struct Keyed<C> {
    connection: C,
    keys: Arc<Keys>,
}

impl Locked {
    /// Opens `sqlite://…` (created when missing; WAL, every commit flushed) or `postgres://…`.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(url: &str, connections: u32) -> Result<Self> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(connections)
            .sqlx_logging(false)
            .test_before_acquire_if_idle_for(UNTESTED)
            .acquire_timeout(Duration::from_secs(10));
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(BUSY)
        });
        Ok(Self(sea_orm::Database::connect(options).await?))
    }

    /// The connection itself.
    #[must_use]
    pub fn connection(&self) -> &DatabaseConnection {
        &self.0
    }

    /// Unwraps the data keys, or makes the first ones; the migrations have run.
    ///
    /// # Errors
    /// [`crate::Error::WrongKey`] when a data key was wrapped with a master key that is not among these.
    pub async fn unlock(self, masters: MasterKeys, now: Moment) -> Result<Database> {
        let keys = Arc::new(Keys::load_or_make(&self.0, masters, now).await?);
        let writers = (self.0.get_database_backend() == DatabaseBackend::Sqlite).then(Writers::default);
        let reader = Keyed {
            connection: self.0,
            keys,
        };
        Ok(Database { reader, writers })
    }
}

impl Database {
    /// The connection for reading outside a transaction.
    #[must_use]
    pub fn read(&self) -> &Keyed<DatabaseConnection> {
        &self.reader
    }

    /// One connection for several reads: who takes one for each pays three times as much. Whoever holds it must not wait for another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reading(&self) -> Result<Keyed<DatabaseTransaction>> {
        Ok(Keyed {
            connection: self.reader.connection.begin().await?,
            keys: Arc::clone(&self.reader.keys),
        })
    }

    /// Begins a write transaction, at once a writer: a read that turns into a write fails on SQLite in spite of waiting.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(&self) -> Result<Transaction> {
        let database = &self.reader.connection;
        let (turn, connection) = match &self.writers {
            Some(writers) => {
                let (turn, savepoint) = writers.begin(database).await?;
                (Some(turn), savepoint)
            }
            None => (None, database.begin().await?),
        };
        let keys = Arc::clone(&self.reader.keys);
        let inner = Keyed { connection, keys };
        Ok(Transaction { inner, turn })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.reader.connection.ping().await?)
    }
}

impl Transaction {
    /// Holds everything under this name until the transaction ends, where there may be no row to hold yet. On SQLite every
    /// write transaction holds everything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(&self, name: &str) -> Result<()> {
        if self.inner.get_database_backend() == DatabaseBackend::Postgres {
            let lock = Statement::from_sql_and_values(
                DatabaseBackend::Postgres,
                "SELECT pg_advisory_xact_lock($1)",
                [place_of(name).into()],
            );
            self.inner.execute_raw(lock).await?;
        }
        Ok(())
    }

    /// Makes everything in it durable.
    ///
    /// # Errors
    /// When the database fails; nothing is stored then.
    pub async fn commit(self) -> Result<()> {
        let connection = self.inner.connection;
        match self.turn {
            Some(turn) => turn.commit(connection).await?,
            None => connection.commit().await?,
        }
        Ok(())
    }
}

/// The number under which something is held: names hold what people typed, and the database logs what it is asked.
fn place_of(name: &str) -> i64 {
    let hash: [u8; 32] = Sha256::digest(name).into();
    hash.first_chunk().map_or(0, |first| i64::from_be_bytes(*first))
}

impl Deref for Transaction {
    type Target = Keyed<DatabaseTransaction>;
    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

impl<C: ConnectionTrait> Connection for Keyed<C> {
    fn keys(&self) -> &Keys {
        &self.keys
    }
}

#[async_trait::async_trait]
impl<C: ConnectionTrait> ConnectionTrait for Keyed<C> {
    fn get_database_backend(&self) -> DatabaseBackend {
        self.connection.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        self.connection.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        self.connection.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> std::result::Result<Option<QueryResult>, DbErr> {
        self.connection.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> std::result::Result<Vec<QueryResult>, DbErr> {
        self.connection.query_all_raw(statement).await
    }
}
