//! Who asks.

/// Every kind of asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Nobody signed in.
    Guest,
    /// By phone alone.
    Newcomer,
    /// Known by name, and nothing here is theirs.
    Stranger,
    /// Whose draft and application it is, and who gave a mandate.
    Mother,
    /// Who holds the mandate and wears its hat.
    Father,
    /// The same as himself: who was asked to apply together, and took his seat.
    Party,
    /// An officer who owes the second factor.
    Half,
    /// An officer with the post.
    Officer,
    /// An officer of the same department who may not decide.
    Receiver,
    /// An officer of another department.
    Elsewhere,
    /// Serves at a window.
    Window,
    /// Runs the accounts.
    System,
    /// Gives rights.
    Security,
    /// Reads the log.
    Audit,
}

pub(super) use Who::{
    Audit, Elsewhere, Father, Guest, Half, Mother, Newcomer, Officer, Party, Receiver, Security, Stranger, System,
    Window,
};

pub(super) const ALL: &[Who] = &[
    Guest, Newcomer, Stranger, Mother, Father, Party, Half, Officer, Receiver, Elsewhere, Window, System, Security,
    Audit,
];
pub(super) const CITIZENS: &[Who] = &[Newcomer, Stranger, Mother, Father, Party];
pub(super) const KNOWN: &[Who] = &[Stranger, Mother, Father, Party];
pub(super) const STAFF: &[Who] = &[Officer, Receiver, Elsewhere, Window, System, Security, Audit];
pub(super) const CASEWORKERS: &[Who] = &[Officer, Receiver, Elsewhere, Window];
