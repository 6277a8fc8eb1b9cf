//! What a citizen is told, mostly without having asked.

pub mod download;

use crate::application::EventKind;
use crate::id::{ApplicationId, CitizenId, DraftId, HelpId, InvitationId, MandateId, NotAnId, NoticeId, SessionId};
use crate::moment::Moment;
use crate::notice::download::Download;

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
    /// A department answered this question about a draft.
    HelpAnswered(HelpId),
    /// Somebody who was asked to apply with the citizen joined, agreed or declined.
    PartyAnswered(InvitationId),
    /// The citizen is to look at what they apply for together: to agree, to agree again, because it was submitted, or because what
    /// they signed was mended.
    PartyAsked(InvitationId),
    /// A seat at this draft is empty again: its citizen asked somebody to leave, or somebody left.
    PartyLeft(DraftId),
    /// A deferred paper is due soon.
    PaperOwed(ApplicationId),
    /// A deferred paper did not come.
    PaperMissed(ApplicationId),
    /// The citizen wants to be reminded of a file that cannot be kept where they are.
    ToDownload(Download),
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
    /// [`News::HelpAnswered`].
    HelpAnswered,
    /// Somebody asks the owner of the number to apply with them. Of that there is no notice either.
    PartyInvited,
    /// [`News::PartyAnswered`].
    PartyAnswered,
    /// [`News::PartyAsked`].
    PartyAsked,
    /// [`News::PartyLeft`].
    PartyLeft,
    /// An office named what is wrong with a case.
    CorrectionAsked,
    /// The time to mend it is nearly over.
    CorrectionEnds,
    /// A case was granted.
    Granted,
    /// A case was refused.
    Refused,
    /// A promise was checked, and something of it is to be mended.
    PromiseToMend,
    /// A promise was checked, and is not kept.
    PromiseBroken,
    /// [`News::PaperOwed`].
    PaperOwed,
    /// [`News::PaperMissed`].
    PaperMissed,
    /// [`News::ToDownload`]. It is sent to nobody, since the citizen asked for it in this moment.
    ToDownload,
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
            Some(NoticeKind::HelpAnswered) => Self::HelpAnswered(about.parse()?),
            Some(NoticeKind::PaperOwed) => Self::PaperOwed(about.parse()?),
            Some(NoticeKind::PaperMissed) => Self::PaperMissed(about.parse()?),
            Some(NoticeKind::PartyAnswered) => Self::PartyAnswered(about.parse()?),
            Some(NoticeKind::PartyAsked) => Self::PartyAsked(about.parse()?),
            Some(NoticeKind::PartyLeft) => Self::PartyLeft(about.parse()?),
            Some(NoticeKind::ToDownload) => Self::ToDownload(about.parse()?),
            // Of these there is no notice: the first two may have no account, the others are steps of an application.
            Some(
                NoticeKind::MandateOffered
                | NoticeKind::PartyInvited
                | NoticeKind::NumberMoved
                | NoticeKind::CorrectionAsked
                | NoticeKind::CorrectionEnds
                | NoticeKind::Granted
                | NoticeKind::Refused
                | NoticeKind::PromiseToMend
                | NoticeKind::PromiseBroken,
            )
            | None => return Err(NotAnId),
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
            Self::HelpAnswered(_) => NoticeKind::HelpAnswered,
            Self::PartyAnswered(_) => NoticeKind::PartyAnswered,
            Self::PartyAsked(_) => NoticeKind::PartyAsked,
            Self::PartyLeft(_) => NoticeKind::PartyLeft,
            Self::PaperOwed(_) => NoticeKind::PaperOwed,
            Self::PaperMissed(_) => NoticeKind::PaperMissed,
            Self::ToDownload(_) => NoticeKind::ToDownload,
        }
    }

    /// What it happened to, in a word: mostly its id.
    #[must_use]
    pub fn about(&self) -> String {
        match self {
            Self::NewDevice(session) => session.to_string(),
            Self::MandateAccepted(mandate) | Self::MandateEnded(mandate) => mandate.to_string(),
            Self::DraftEnds(draft) | Self::PartyLeft(draft) => draft.to_string(),
            Self::HelpAnswered(help) => help.to_string(),
            Self::PartyAnswered(invitation) | Self::PartyAsked(invitation) => invitation.to_string(),
            Self::PaperOwed(application) | Self::PaperMissed(application) => application.to_string(),
            Self::ToDownload(download) => download.to_string(),
            Self::NumberGone => String::new(),
        }
    }
}

impl NoticeKind {
    /// What a message says of a step of an application; nothing for one that can wait until its citizen looks.
    #[must_use]
    pub fn of_step(step: EventKind) -> Option<Self> {
        Some(match step {
            EventKind::CorrectionAsked => Self::CorrectionAsked,
            EventKind::Reminded => Self::CorrectionEnds,
            EventKind::Granted => Self::Granted,
            EventKind::Refused => Self::Refused,
            EventKind::PromiseToMend => Self::PromiseToMend,
            EventKind::PromiseBroken => Self::PromiseBroken,
            _ => return None,
        })
    }

    /// Every kind with its word in the database and for providers of messages.
    const ALL: [(Self, &'static str); 21] = [
        (Self::NewDevice, "new_device"),
        (Self::MandateOffered, "mandate_offered"),
        (Self::MandateAccepted, "mandate_accepted"),
        (Self::MandateEnded, "mandate_ended"),
        (Self::NumberGone, "number_gone"),
        (Self::NumberMoved, "number_moved"),
        (Self::DraftEnds, "draft_ends"),
        (Self::HelpAnswered, "help_answered"),
        (Self::PartyInvited, "party_invited"),
        (Self::PartyAnswered, "party_answered"),
        (Self::PartyAsked, "party_asked"),
        (Self::PartyLeft, "party_left"),
        (Self::CorrectionAsked, "correction_asked"),
        (Self::CorrectionEnds, "correction_ends"),
        (Self::Granted, "granted"),
        (Self::Refused, "refused"),
        (Self::PromiseToMend, "promise_to_mend"),
        (Self::PromiseBroken, "promise_broken"),
        (Self::PaperOwed, "paper_owed"),
        (Self::PaperMissed, "paper_missed"),
        (Self::ToDownload, "to_download"),
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
