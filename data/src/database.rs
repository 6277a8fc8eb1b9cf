//! Opening the database, and its transactions: SQLite has one writer at a time, PostgreSQL any number.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::error::Result;

/// How long a SQLite writer of another process is waited for.
const BUSY: Duration = Duration::from_secs(10);

/// An open database.
#[derive(Debug, Clone)]
pub struct Database {
    connection: DatabaseConnection,
    /// Writers of this process queue here instead of polling SQLite's lock.
    writer: Option<Arc<Mutex<()>>>,
}

/// A write transaction: dropped, it is rolled back.
#[derive(Debug)]
pub struct Transaction {
    inner: DatabaseTransaction,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Database {
    /// Opens `sqlite://…` (created when missing; WAL, every commit flushed) or `postgres://…`.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(url: &str, connections: u32) -> Result<Self> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(connections)
            .sqlx_logging(false)
            .acquire_timeout(Duration::from_secs(10));
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(BUSY)
        });
        let connection = sea_orm::Database::connect(options).await?;
        let writer = (connection.get_database_backend() == DatabaseBackend::Sqlite).then(Arc::default);
        Ok(Self { connection, writer })
    }

    /// The connection for reading outside a transaction.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Begins a write transaction, at once a writer: a read that turns into a write fails on SQLite in spite of waiting.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write(&self) -> Result<Transaction> {
        let turn = match &self.writer {
            Some(writer) => Some(Arc::clone(writer).lock_owned().await),
            None => None,
        };
        let sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions {
            sqlite_transaction_mode,
            ..TransactionOptions::default()
        };
        Ok(Transaction {
            inner: self.connection.begin_with_options(options).await?,
            _turn: turn,
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.connection.ping().await?)
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
                "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
                [name.into()],
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
        Ok(self.inner.commit().await?)
    }
}

impl Deref for Transaction {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}
