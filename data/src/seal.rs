//! Values that citizens typed, as they lie in the database: every one goes through these two functions.

use crate::error::{Error, Result};

/// The bytes to store for a text.
pub(crate) fn seal(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// The text of stored bytes; `table` and `id` name the row if they make no sense.
pub(crate) fn unseal(bytes: &[u8], table: &'static str, id: &str) -> Result<String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| Error::inconsistent(table, id))
}
