//! What the server acknowledged: everything in here must be true for ever.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was acknowledged.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    entries: Mutex<Entries>,
}

/// The entries.
#[derive(Debug, Default, Clone)]
pub(crate) struct Entries {
    /// Submissions answered by their application.
    pub(crate) applications: Vec<Submitted>,
    /// Files that were taken.
    pub(crate) uploads: Vec<HandedIn>,
    /// Cases that were granted, by the address of their page.
    pub(crate) grants: Vec<String>,
}

/// A draft that became an application.
#[derive(Debug, Clone)]
pub(crate) struct Submitted {
    /// The client.
    pub(crate) client: usize,
    /// The draft.
    pub(crate) draft: String,
    /// The application.
    pub(crate) application: String,
}

/// A file that was taken.
#[derive(Debug, Clone)]
pub(crate) struct HandedIn {
    /// The client.
    pub(crate) client: usize,
    /// The page of its material.
    pub(crate) material: String,
    /// Its name, which no other file has.
    pub(crate) name: String,
    /// SHA-256 of its content.
    pub(crate) sha256: Vec<u8>,
    /// Where it is read; nothing until its page was seen.
    pub(crate) address: Option<String>,
}

impl Ledger {
    /// The entries, to read or to add one.
    pub(crate) fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
