//! Names for things: one newtype per idea, so that a case is never looked up by a draft's id.

use std::fmt;

/// The text is empty, too long, or has a character other than `a-z A-Z 0-9 . _ -`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

/// Letters, digits, dots, hyphens and underscores: safe in an address, a file name and a log.
fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if is_id(text) { Ok(Self(text.into())) } else { Err(NotAnId) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A theme's address: `/themes/{slug}`.
    Slug;
    /// One immutable published version of a theme.
    ThemeVersionId;
    /// An item within its theme.
    ItemId;
    /// A group of items within its theme of which only one is done.
    OneOfId;
    /// A material within its theme.
    MaterialId;
    /// A page of the form within its theme.
    TopicId;
    /// Whom or what an answer is about, within its theme.
    SubjectId;
    /// A data element, the same in every theme: `person.id_number`.
    ElementId;
    /// An option of a choice.
    OptionId;
    /// Where a fact was taken from, within its theme.
    SourceId;
    /// An outside source of facts: household, marriage, birth.
    RegisterId;
    /// A department.
    DepartmentId;
    /// A hall where people are received.
    HallId;
    /// An office of a department.
    OfficeId;
    /// A citizen's account.
    CitizenId;
    /// A company or another body that acts through people.
    OrganisationId;
    /// An agency (帮办代办).
    AgencyId;
    /// One person acting for another.
    MandateId;
    /// An officer's account.
    OfficerId;
    /// A signed-in session.
    SessionId;
    /// Something a citizen is told.
    NoticeId;
    /// Not yet submitted.
    DraftId;
    /// One submission.
    ApplicationId;
    /// One item at one department.
    CaseId;
    /// One request to correct a case.
    CorrectionId;
    /// One request for help before filing.
    HelpId;
    /// One uploaded file.
    FileId;
    /// A file on its way in pieces.
    UploadId;
    /// A form kept while whoever typed it signs in again.
    ParkedFormId;
    /// A one-time code.
    CodeId;
    /// A passkey.
    PasskeyId;
    /// Somebody asked to apply together.
    InvitationId;
    /// One person's signature on a draft.
    SignatureId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_leaves_its_folder() {
        assert!("0192f7c1-8a".parse::<DraftId>().is_ok());
        for text in ["", "a/b", "a b", "é", &"x".repeat(65)] {
            assert_eq!(text.parse::<DraftId>(), Err(NotAnId));
        }
    }
}
