//! What can go wrong with the records.

/// The database failed, or holds what no rule allows.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database failed.
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The database was sealed with a master key that is not among those given.
    #[error("the values of this database were sealed with another master key")]
    WrongKey,
    /// A row that cannot be understood.
    #[error("inconsistent row {id} in {table}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The row.
        id: String,
    },
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A row of `table` that cannot be understood.
    pub(crate) fn inconsistent(table: &'static str, id: impl std::fmt::Display) -> Self {
        Self::Inconsistent {
            table,
            id: id.to_string(),
        }
    }
}
