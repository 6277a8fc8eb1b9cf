//! An application (申请): one submission to every department, and its history.

use crate::account::Hat;
use crate::id::{ApplicationId, CaseId, CitizenId, DraftId, ThemeVersionId};
use crate::moment::Moment;

/// One submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// The number people say on the telephone: 0000-2026-00417.
    pub number: String,
    /// The draft it was made from: its answers and files are the record.
    pub draft: DraftId,
    /// Whose it is.
    pub citizen: CitizenId,
    /// On whose behalf it was filed.
    pub hat: Hat,
    /// The version of the theme it follows to the end.
    pub theme_version: ThemeVersionId,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// When the citizen withdrew it.
    pub withdrawn_at: Option<Moment>,
    /// Counts changes of it and of its cases, so that a page that watches knows when to look again.
    pub revision: i32,
}

/// The number of the application that is the `count`th of its region's year.
#[must_use]
pub fn number(region: &str, year: i32, count: i64) -> String {
    let region = region.get(..4).unwrap_or(region);
    format!("{region}-{year}-{count:05}")
}

/// Something that happened to an application or one of its cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The case it is about; none for the application as a whole.
    pub case: Option<CaseId>,
    /// What happened.
    pub kind: EventKind,
    /// Who did it: an account id, or `system`.
    pub actor: String,
    /// When.
    pub at: Moment,
}

/// What can happen, causes before what they cause: of two events in one millisecond the lesser came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// The citizen submitted.
    Submitted,
    /// The office named what is wrong.
    CorrectionAsked,
    /// The time to mend it is nearly over.
    Reminded,
    /// The citizen mended it.
    Mended,
    /// The office accepted.
    Accepted,
    /// The office granted.
    Granted,
    /// The office refused.
    Refused,
    /// The citizen withdrew.
    Withdrawn,
    /// A case reached its office by itself.
    Started,
    /// A case will never start.
    Lapsed,
    /// A deferred paper came.
    Supplied,
    /// A deferred paper did not come.
    Missed,
    /// The office checked a promise, and it is kept.
    PromiseKept,
    /// The office checked a promise, and the citizen is to mend something.
    PromiseToMend,
    /// The office checked a promise, and it is not kept.
    PromiseBroken,
    /// An officer looked at the citizen's data.
    Looked,
    /// An officer had numbers shown in full.
    Revealed,
}

impl EventKind {
    /// Every kind with the word it is stored under.
    pub const ALL: [(Self, &'static str); 17] = [
        (Self::Submitted, "submitted"),
        (Self::Started, "started"),
        (Self::CorrectionAsked, "correction_asked"),
        (Self::Reminded, "reminded"),
        (Self::Mended, "mended"),
        (Self::Accepted, "accepted"),
        (Self::Granted, "granted"),
        (Self::Refused, "refused"),
        (Self::Lapsed, "lapsed"),
        (Self::Supplied, "supplied"),
        (Self::Missed, "missed"),
        (Self::PromiseKept, "promise_kept"),
        (Self::PromiseToMend, "promise_to_mend"),
        (Self::PromiseBroken, "promise_broken"),
        (Self::Withdrawn, "withdrawn"),
        (Self::Looked, "looked"),
        (Self::Revealed, "revealed"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, word)| word)
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, stored)| *stored == word)
            .map(|(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_can_be_said_on_the_telephone() {
        assert_eq!(number("000000", 2026, 417), "0000-2026-00417");
        assert_eq!(number("000000", 2026, 1_234_567), "0000-2026-1234567");
    }

    #[test]
    fn every_event_keeps_its_stored_word() {
        for (kind, word) in EventKind::ALL {
            assert_eq!((kind.as_str(), EventKind::from_word(word)), (word, Some(kind)));
        }
    }
}
