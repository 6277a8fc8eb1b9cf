//! Who signs in: citizens and officers.

use crate::id::{CitizenId, DepartmentId, OfficerId, SessionId};
use crate::identity::IdNumber;
use crate::moment::Moment;

/// A natural person with an account (自然人).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citizen {
    /// Account id.
    pub id: CitizenId,
    /// Mobile number, eleven digits.
    pub phone: String,
    /// Who it is; nothing until the household register confirmed it.
    pub real_name: Option<RealName>,
}

/// Name and number of a person as the household register has them (实名).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealName {
    /// Name.
    pub name: String,
    /// 公民身份号码.
    pub id_number: IdNumber,
}

/// A member of staff (工作人员).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Account id.
    pub id: OfficerId,
    /// Name.
    pub name: String,
    /// The department whose cases they see.
    pub department: DepartmentId,
}

/// Something a citizen is told about their account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The session it is about.
    pub session: SessionId,
    /// Whom it is for.
    pub citizen: CitizenId,
    /// What happened.
    pub kind: NoticeKind,
    /// When.
    pub at: Moment,
    /// When it was shown.
    pub seen_at: Option<Moment>,
}

/// What a citizen is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Somebody signed in on a device that was not known.
    NewDevice,
}

impl NoticeKind {
    /// Every kind with the word it is stored under.
    pub const ALL: [(Self, &'static str); 1] = [(Self::NewDevice, "new_device")];

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
