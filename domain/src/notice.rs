//! What a citizen is told without having asked.

use crate::id::{CitizenId, DraftId, MandateId, NotAnId, NoticeId, SessionId};
use crate::moment::Moment;

/// Something a citizen is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Whom it is for.
    pub citizen: CitizenId,
    /// What happened.
    pub news: News,
    /// When.
    pub at: Moment,
    /// When it was shown.
    pub seen_at: Option<Moment>,
}

/// What happened, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Somebody signed in on a device that was not known.
    NewDevice(SessionId),
    /// An agent took on what the citizen gave them.
    MandateAccepted(MandateId),
    /// The other side ended a mandate.
    MandateEnded(MandateId),
    /// Somebody else has the account's number now.
    NumberGone,
    /// A draft that nobody touches is deleted soon.
    DraftEnds(DraftId),
}

/// What a message says; who and what it is about stands on the citizen's page only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// [`News::NewDevice`].
    NewDevice,
    /// Somebody asks the owner of the number to act for them. Of that there is no notice: the number may have no account.
    MandateOffered,
    /// [`News::MandateAccepted`].
    MandateAccepted,
    /// [`News::MandateEnded`].
    MandateEnded,
    /// [`News::NumberGone`]. It is sent to nobody, since there is no number.
    NumberGone,
    /// The account has another number; said to the one it had.
    NumberMoved,
    /// [`News::DraftEnds`].
    DraftEnds,
}

impl News {
    /// The news of a stored kind about what has this id.
    ///
    /// # Errors
    /// When it is no id, or nothing that there is a notice of.
    pub fn read(kind: &str, about: &str) -> Result<Self, NotAnId> {
        Ok(match NoticeKind::from_word(kind) {
            Some(NoticeKind::NewDevice) => Self::NewDevice(about.parse()?),
            Some(NoticeKind::MandateAccepted) => Self::MandateAccepted(about.parse()?),
            Some(NoticeKind::MandateEnded) => Self::MandateEnded(about.parse()?),
            Some(NoticeKind::NumberGone) => Self::NumberGone,
            Some(NoticeKind::DraftEnds) => Self::DraftEnds(about.parse()?),
            Some(NoticeKind::MandateOffered | NoticeKind::NumberMoved) | None => return Err(NotAnId),
        })
    }

    /// What a message about it says.
    #[must_use]
    pub fn kind(&self) -> NoticeKind {
        match self {
            Self::NewDevice(_) => NoticeKind::NewDevice,
            Self::MandateAccepted(_) => NoticeKind::MandateAccepted,
            Self::MandateEnded(_) => NoticeKind::MandateEnded,
            Self::NumberGone => NoticeKind::NumberGone,
            Self::DraftEnds(_) => NoticeKind::DraftEnds,
        }
    }

    /// The id of what it happened to.
    #[must_use]
    pub fn about(&self) -> &str {
        match self {
            Self::NewDevice(session) => session.as_str(),
            Self::MandateAccepted(mandate) | Self::MandateEnded(mandate) => mandate.as_str(),
            Self::DraftEnds(draft) => draft.as_str(),
            Self::NumberGone => "",
        }
    }
}

impl NoticeKind {
    /// Every kind with its word in the database and for providers of messages.
    const ALL: [(Self, &'static str); 7] = [
        (Self::NewDevice, "new_device"),
        (Self::MandateOffered, "mandate_offered"),
        (Self::MandateAccepted, "mandate_accepted"),
        (Self::MandateEnded, "mandate_ended"),
        (Self::NumberGone, "number_gone"),
        (Self::NumberMoved, "number_moved"),
        (Self::DraftEnds, "draft_ends"),
    ];

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, stored)| *stored == word).map(|(kind, _)| *kind)
    }
}
