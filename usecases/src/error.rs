//! Why an operation was not done.

use domain::account::Hat;
use domain::answer::FieldId;
use domain::case::CaseError;
use domain::case::correction::CorrectionError;
use domain::id::{ApplicationId, DraftId, InvitationId};

/// Why an operation was not done. Never holds anything that was typed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The asker can mend it.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// There is no such thing, or none that the asker may know of.
    #[error("not found")]
    NotFound,
    /// Signed in, but this is not theirs to do.
    #[error("forbidden")]
    Forbidden,
    /// What registers filled in and say differently by now: to be looked at, and submitted again.
    #[error("look again")]
    LookAgain(Vec<FieldId>),
    /// Needs a session.
    #[error("sign in first")]
    SignInFirst,
    /// Signed in, but nobody confirmed yet who it is.
    #[error("real name first")]
    RealNameFirst,
    /// Signed in, but it is filed under another hat than the one that is worn.
    #[error("wear that hat first")]
    WearFirst(Hat),
    /// The version of the theme that this draft was begun with has ended: it goes on with the next.
    #[error("carry over first")]
    CarryOverFirst(DraftId),
    /// The draft was submitted, and is looked at elsewhere by now.
    #[error("submitted")]
    Submitted(Became),
    /// Known by name, but it is too long ago that anybody saw them.
    #[error("a living person first")]
    LiveFirst,
    /// An officer who signed in with one factor only.
    #[error("second factor first")]
    SecondFactorFirst,
    /// Nobody stands at the officer's window.
    #[error("serve somebody first")]
    ServeFirst,
    /// Somebody else was faster.
    #[error("conflict")]
    Conflict,
    /// Something of ours broke.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// Where what was a draft is looked at once it is submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// Whoever filed looks at the application.
    Application(ApplicationId),
    /// Whoever applies together with somebody looks at their part.
    Part(InvitationId),
}

/// What the asker can mend; the sentence for it is in `app::text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Answers or papers are missing.
    Incomplete,
    /// Whether something excludes them from a promise was not said.
    SayExcluded,
    /// They promised it before, and did not keep it.
    PromiseBroken,
    /// Nobody signed it yet.
    SignFirst,
    /// Something was changed since it was shown or signed: it is signed anew.
    RecordChanged,
    /// The draft became an application and cannot be changed.
    AlreadySubmitted,
    /// The file is larger than allowed.
    FileTooLarge,
    /// The file is empty.
    FileEmpty,
    /// Neither JPEG nor PNG nor PDF by its content.
    FileKind,
    /// A photo that only phones of one maker show.
    FileHeic,
    /// It cannot be read to its end.
    FileBroken,
    /// More pixels than can be shown.
    FilePixels,
    /// More pages than are taken.
    FilePages,
    /// It runs something when it is opened.
    FileScript,
    /// It opens with a password only.
    FileLocked,
    /// The pieces are not of the file that was announced.
    FileOther,
    /// Enough files for this material.
    TooManyFiles,
    /// Until when a paper holds is no day.
    NotADate,
    /// The text of the decision is missing or too long.
    DecisionText,
    /// What a check of a promise found is not said, or at too great length.
    FindingText,
    /// The next step after a refusal is missing or too long.
    NextStep,
    /// Days that must be over before it is granted are not.
    DaysNotOver,
    /// Everything is decided already.
    NothingToWithdraw,
    /// Not a mobile number.
    NotAPhone,
    /// Too many codes were asked for, by this number, browser or address.
    TooManyCodes,
    /// No other code is sent yet, and the one that was sent for the same is still good.
    CodeHolds,
    /// The message could not be sent.
    NotSent,
    /// Not the digits that were sent.
    WrongCode,
    /// Not as many digits as every code has: nothing was tried.
    ShortCode,
    /// The code is used or too old.
    CodeOver,
    /// The code was tried too often.
    CodeSpent,
    /// The digits are right, and the number may be somebody else's by now: they say who they are first.
    WhoIsIt,
    /// Not the name and ID number of the account.
    NotThatPerson,
    /// Not an ID number, or no name.
    NotAnIdentity,
    /// The register knows nobody of this name and number.
    NotConfirmed,
    /// The register cannot be asked now.
    RegisterDown,
    /// Another account has this ID number.
    IdentityTaken,
    /// Known already: nobody becomes somebody else.
    IsKnown,
    /// Asked for too often today.
    TooManyTries,
    /// No name, or no mobile number, of whom a mandate shall name.
    NotAnAgent,
    /// Somebody else stands at the window by now.
    SomebodyElseServed,
    /// Under age: parents act without a mandate.
    Minor,
    /// Two numbers that should be the same.
    NotTheSame,
    /// Somebody of age, who gives a mandate themselves.
    OfAge,
    /// A mandate that names its own principal.
    Yourself,
    /// Nothing in which a mandate shall let somebody act.
    NoTheme,
    /// The business register's word on whom somebody represents is too old, or it says otherwise now.
    RepresentsNoMore,
    /// A day that is over, or too far ahead.
    NotADay,
    /// Enough mandates are open.
    TooManyMandates,
    /// The mandate ended, or the organisation is no longer theirs to act for.
    HatOver,
    /// The mandate is not for this theme.
    OtherTheme,
    /// No name of whom is asked to apply together.
    NotAParty,
    /// Another name than a register has for whom is asked to apply together.
    NameDiffers,
    /// Somebody took the seat: the invitation is taken back first.
    SeatTaken,
    /// The link is over, taken by another account, or was never one.
    LinkOver,
    /// The applicant's own link, which is for somebody else.
    OwnLink,
    /// The digits of a link were tried too often.
    TriesOver,
    /// Not the person whom a link is for.
    SomebodyElseMeant,
    /// Somebody else fills it in: it is taken over first.
    FilledByAgent,
    /// Since the page was shown somebody put on another hat in this browser.
    HatChanged,
    /// The device's answer is not one that was asked for just now, or its key is not known here.
    NotVerified,
    /// Nobody confirmed that it is oneself, or it is too long ago.
    ConfirmFirst,
    /// The ID number of a child under fourteen, for whom a guardian acts.
    AChild,
    /// The account has an application that is not decided.
    ApplicationOpen,
    /// Signed in too long ago for this.
    SignInAgain,
    /// Nobody on the staff has this number.
    NotStaff,
    /// The account is locked.
    AccountLocked,
    /// Nobody signed in to the account for a long time.
    AccountInactive,
    /// Not the digits of the second factor, or digits that were used before.
    WrongDigits,
    /// The second factor was tried too often for now.
    TooManyDigits,
    /// Whoever made an account gives it no rights.
    FourEyes,
    /// Not the name of somebody on the staff, or too long a one.
    NotAnOfficer,
    /// Another account has this number.
    NumberTaken,
    /// The identity provider, or an app, does not answer.
    ProviderDown,
    /// Its user did not let it say who they are.
    ProviderDenied,
    /// The way back from it was gone already, or is too old.
    ProviderOver,
    /// It finds this sign-in risky.
    ProviderRisky,
    /// What it said does not hold.
    ProviderUnsound,
    /// Nobody agreed that the department sees the draft.
    ConsentFirst,
    /// It was asked already and not answered, or too often.
    AskedAlready,
    /// A request to correct names nothing, or says nothing of what it names, or too much.
    PointText,
    /// A colleague changed what a request to correct names since the page was shown.
    PointsChanged,
    /// A second request asks for something that could have been said at once.
    NotSaidAtOnce,
    /// The days in which an office could ask for anything are over.
    CorrectionLate,
    /// The citizen still has time to mend it.
    CorrectionRuns,
    /// Something that was to be mended stands as before.
    NotMended,
    /// Another account is reached by this.
    MeansTaken,
    /// The account is another person's than the one identified.
    OtherPerson,
    /// The hand-over was opened before, is too old, or never was one.
    HandOverEnded,
    /// The hand-over was given to another app, or nobody is there who could open it.
    OtherApp,
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl From<data::Error> for Error {
    fn from(error: data::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<domain::id::NotAnId> for Error {
    fn from(_: domain::id::NotAnId) -> Self {
        Self::NotFound
    }
}

impl From<CorrectionError> for Error {
    fn from(error: CorrectionError) -> Self {
        Self::Refused(match error {
            CorrectionError::Nothing => Refusal::PointText,
            CorrectionError::NotSaidAtOnce => Refusal::NotSaidAtOnce,
        })
    }
}

impl From<CaseError> for Error {
    fn from(error: CaseError) -> Self {
        match error {
            CaseError::NotNow(_) => Self::Conflict,
            CaseError::TooLate => Self::Refused(Refusal::CorrectionLate),
            CaseError::TooEarly => Self::Refused(Refusal::CorrectionRuns),
        }
    }
}
