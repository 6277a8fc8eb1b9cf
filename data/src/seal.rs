//! Values that citizens typed, as they lie in the database: every one goes through these two functions.

use crate::database::Connection;
use crate::error::{Error, Result};

/// The bytes to store for a text; `table` and `row` say where, and they make sense nowhere else.
pub(crate) fn seal(db: &impl Connection, table: &'static str, row: &str, text: &str) -> Result<Vec<u8>> {
    db.keys().seal(&place(table, row), text.as_bytes())
}

/// The text of stored bytes.
pub(crate) fn unseal(db: &impl Connection, table: &'static str, row: &str, bytes: &[u8]) -> Result<String> {
    let text = db.keys().unseal(&place(table, row), bytes);
    text.and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| Error::inconsistent(table, row))
}

fn place(table: &str, row: &str) -> String {
    format!("{table}:{row}")
}
