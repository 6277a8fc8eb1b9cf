//! One writer at a time, many in one commit: what SQLite flushes once serves everybody who was waiting.
//!
//! Each writer works in a savepoint of one open transaction, so one that fails or goes away takes only its own along. Whoever
//! opens the transaction sends its closing behind those who wait at that moment; the queue is fair, so these join it.

use std::sync::Arc;

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// The queue of writers, and the transaction that is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Writers(Arc<Mutex<Option<Group>>>);

/// An open transaction, and who waits for its end.
#[derive(Debug)]
struct Group {
    transaction: DatabaseTransaction,
    waiting: Vec<oneshot::Sender<Result<(), DbErr>>>,
}

/// A writer's turn: dropped, the next one writes.
#[derive(Debug)]
pub(super) struct Turn(OwnedMutexGuard<Option<Group>>);

impl Writers {
    /// Waits for the turn, and gives the savepoint to work in.
    pub(super) async fn begin(&self, database: &DatabaseConnection) -> Result<(Turn, DatabaseTransaction), DbErr> {
        let mut turn = Arc::clone(&self.0).lock_owned().await;
        let group = match turn.take() {
            Some(group) => group,
            None => self.open(database).await?,
        };
        let savepoint = turn.insert(group).transaction.begin().await?;
        Ok((Turn(turn), savepoint))
    }

    /// A transaction that is at once a writer, and closes as soon as everybody who waits now has written.
    async fn open(&self, database: &DatabaseConnection) -> Result<Group, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = database.begin_with_options(options).await?;
        let queue = Arc::clone(&self.0);
        // A task of its own: whoever opened it may go away.
        tokio::spawn(async move {
            let Some(group) = queue.lock_owned().await.take() else {
                return;
            };
            let outcome = group.transaction.commit().await;
            for writer in group.waiting {
                let told = outcome.as_ref().map_err(|error| DbErr::Custom(error.to_string()));
                // Who went away need not be told.
                let _ = writer.send(told.copied());
            }
        });
        Ok(Group {
            transaction,
            waiting: Vec::new(),
        })
    }
}

impl Turn {
    /// Ends the turn, and waits until what was written in it is on disk.
    pub(super) async fn commit(mut self, savepoint: DatabaseTransaction) -> Result<(), DbErr> {
        savepoint.commit().await?;
        let (writer, committed) = oneshot::channel();
        if let Some(group) = self.0.as_mut() {
            group.waiting.push(writer);
        }
        drop(self);
        committed
            .await
            .unwrap_or_else(|_| Err(DbErr::Custom("the transaction was never closed".to_owned())))
    }
}
