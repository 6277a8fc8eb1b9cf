//! Answers to form posts: on to a page, always by 303, with cookies set; what went wrong becomes a page that says so.

use domain::path::LocalPath;
use http::StatusCode;
use http::header::{HeaderValue, LOCATION, REFERRER_POLICY, SET_COOKIE};
use leptos::prelude::expect_context;
use leptos_axum::ResponseOptions;
use usecases::token::Token;
use usecases::{Became, Context, Error, Refusal};

use crate::visit::{token_cookie, visit};

/// The page for a server function whose arguments could not be read.
pub const FAILED: &str = "/problem/malformed";

/// How long a choice of the reader's is kept: a year, in seconds.
pub(crate) const YEAR: u32 = 365 * 24 * 60 * 60;

/// Sets the status of this response.
pub(crate) fn status(status: StatusCode) {
    expect_context::<ResponseOptions>().set_status(status);
}

/// Lets whoever reads this answer not say to anybody where they read it: its address holds something that is good once.
pub(crate) fn say_nothing_of_the_address() {
    let quiet = HeaderValue::from_static("no-referrer");
    expect_context::<ResponseOptions>().insert_header(REFERRER_POLICY, quiet);
}

/// Goes on to a page of ours.
pub(crate) fn go(path: &str) {
    let options = expect_context::<ResponseOptions>();
    if let Ok(location) = HeaderValue::from_str(path) {
        options.insert_header(LOCATION, location);
        options.set_status(StatusCode::SEE_OTHER);
    }
}

/// Goes on to where the operation leads, or to the page that says why it was not done.
pub(crate) fn go_on(outcome: usecases::Result<String>) {
    match outcome {
        Ok(path) => go(&path),
        Err(Error::SignInFirst) => go("/sign-in"),
        Err(Error::RealNameFirst) => go("/me/real-name"),
        Err(Error::WearFirst(hat)) => go(&format!("/me/hats?hat={hat}")),
        Err(Error::CarryOverFirst(draft)) => go(&format!("/drafts/{draft}/carry-over")),
        Err(Error::LiveFirst) => go("/me/live"),
        Err(Error::SecondFactorFirst) => go("/staff/second-factor"),
        Err(Error::ServeFirst) => go("/desk/window?problem=serve-first"),
        Err(error) => go(&problem_path(&error, &visit().trace)),
    }
}

/// The page that says why something was not done; what broke on our side is logged here, once, and the page shows the
/// trace it is logged under.
#[must_use]
pub fn problem_path(error: &Error, trace: &str) -> String {
    if let Error::Internal(source) = error {
        tracing::error!(error = %source, "an operation failed");
        return format!("/problem/internal?trace={trace}");
    }
    if let Error::Submitted(became) = error {
        return submitted_path(became);
    }
    format!("/problem/{}", problem_code(error))
}

/// Where what was a draft is looked at once it is submitted.
pub(crate) fn became_path(became: &Became) -> String {
    match became {
        Became::Application(application) => format!("/applications/{application}"),
        Became::Part(invitation) => format!("/parties/{invitation}"),
    }
}

/// The page that says that something was not kept because it is submitted, with the way to that.
pub(crate) fn submitted_path(became: &Became) -> String {
    let code = refusal_code(Refusal::AlreadySubmitted);
    match became {
        Became::Application(application) => format!("/problem/{code}?application={application}"),
        Became::Part(invitation) => format!("/problem/{code}?part={invitation}"),
    }
}

/// The code of a problem in an address.
pub(crate) fn problem_code(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "not-found",
        Error::Forbidden
        | Error::SignInFirst
        | Error::RealNameFirst
        | Error::LiveFirst
        | Error::WearFirst(_)
        | Error::CarryOverFirst(_)
        | Error::SecondFactorFirst
        | Error::ServeFirst => "forbidden",
        Error::Conflict => "conflict",
        Error::LookAgain(_) => "look-again",
        // Pressed on a page of before: what it would have changed is submitted.
        Error::Submitted(_) => refusal_code(Refusal::AlreadySubmitted),
        Error::Internal(_) => "internal",
        Error::Refused(refusal) => refusal_code(*refusal),
    }
}

/// The code of what the asker can mend.
fn refusal_code(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Incomplete => "incomplete",
        Refusal::SayExcluded => "say-excluded",
        Refusal::PromiseBroken => "promise-broken",
        Refusal::FindingText => "finding-text",
        Refusal::SignFirst => "sign-first",
        Refusal::RecordChanged => "record-changed",
        Refusal::AlreadySubmitted => "already-submitted",
        Refusal::FileTooLarge => "file-too-large",
        Refusal::FileEmpty => "file-empty",
        Refusal::FileKind => "file-kind",
        Refusal::FileHeic => "file-heic",
        Refusal::FileBroken => "file-broken",
        Refusal::FilePixels => "file-pixels",
        Refusal::FilePages => "file-pages",
        Refusal::FileScript => "file-script",
        Refusal::FileLocked => "file-locked",
        Refusal::FileOther => "file-other",
        Refusal::TooManyFiles => "too-many-files",
        Refusal::NotADate => "not-a-date",
        Refusal::DecisionText => "decision-text",
        Refusal::NextStep => "next-step",
        Refusal::DaysNotOver => "days-not-over",
        Refusal::ConsentFirst => "consent-first",
        Refusal::AskedAlready => "asked-already",
        Refusal::PointText => "point-text",
        Refusal::PointsChanged => "points-changed",
        Refusal::NotSaidAtOnce => "not-said-at-once",
        Refusal::CorrectionLate => "correction-late",
        Refusal::CorrectionRuns => "correction-runs",
        Refusal::NotMended => "not-mended",
        Refusal::NothingToWithdraw => "nothing-to-withdraw",
        Refusal::NotAPhone => "not-a-phone",
        Refusal::TooManyCodes => "too-many-codes",
        Refusal::CodeHolds => "code-holds",
        Refusal::NotSent => "not-sent",
        Refusal::WrongCode => "wrong-code",
        Refusal::ShortCode => "short-code",
        Refusal::CodeOver => "code-over",
        Refusal::CodeSpent => "code-spent",
        Refusal::WhoIsIt => "who-is-it",
        Refusal::NotThatPerson => "not-that-person",
        Refusal::NotAnIdentity => "not-an-identity",
        Refusal::NotConfirmed => "not-confirmed",
        Refusal::RegisterDown => "register-down",
        Refusal::IdentityTaken => "identity-taken",
        Refusal::IsKnown => "is-known",
        Refusal::TooManyTries => "too-many-tries",
        Refusal::NotAnAgent => "not-an-agent",
        Refusal::OfAge => "of-age",
        Refusal::SomebodyElseServed => "somebody-else-served",
        Refusal::Minor => "minor",
        Refusal::NotTheSame => "not-the-same",
        Refusal::Yourself => "yourself",
        Refusal::NoTheme => "no-theme",
        Refusal::RepresentsNoMore => "represents-no-more",
        Refusal::NotADay => "not-a-day",
        Refusal::TooManyMandates => "too-many-mandates",
        Refusal::HatOver => "hat-over",
        Refusal::OtherTheme => "other-theme",
        Refusal::NotAParty => "not-a-party",
        Refusal::NameDiffers => "name-differs",
        Refusal::SeatTaken => "seat-taken",
        Refusal::LinkOver => "link-over",
        Refusal::OwnLink => "own-link",
        Refusal::TriesOver => "tries-over",
        Refusal::SomebodyElseMeant => "somebody-else-meant",
        Refusal::FilledByAgent => "filled-by-agent",
        Refusal::HatChanged => "hat-changed",
        Refusal::NotVerified => "not-verified",
        Refusal::ConfirmFirst => "confirm-first",
        Refusal::AChild => "a-child",
        Refusal::ApplicationOpen => "application-open",
        Refusal::SignInAgain => "sign-in-again",
        Refusal::NotStaff => "not-staff",
        Refusal::AccountLocked => "account-locked",
        Refusal::AccountInactive => "account-inactive",
        Refusal::WrongDigits => "wrong-digits",
        Refusal::TooManyDigits => "too-many-digits",
        Refusal::FourEyes => "four-eyes",
        Refusal::NotAnOfficer => "not-an-officer",
        Refusal::NumberTaken => "number-taken",
        Refusal::ProviderDown => "provider-down",
        Refusal::ProviderDenied => "provider-denied",
        Refusal::ProviderOver => "provider-over",
        Refusal::ProviderRisky => "provider-risky",
        Refusal::ProviderUnsound => "provider-unsound",
        Refusal::MeansTaken => "means-taken",
        Refusal::OtherPerson => "other-person",
        Refusal::HandOverEnded => "hand-over-ended",
        Refusal::OtherApp => "other-app",
    }
}

/// The codes of several refusals in an address.
pub(crate) fn problem_codes(refusals: &[Refusal]) -> String {
    let codes: Vec<_> = refusals.iter().copied().map(refusal_code).collect();
    codes.join(",")
}

/// Lets the browser keep a token that scripts cannot read, for so many seconds; none lets it forget.
pub(crate) fn keep(name: &str, token: Option<&Token>, seconds: u32) {
    cookie(&token_cookie(name, visit().secure), token.map(Token::secret), seconds);
}

/// Lets the browser forget whoever used it: who sits here next finds nothing of the one before.
pub(crate) fn forget_browser() {
    for name in ["session", "guest", "typed", "code", "parked", "identified", "handed"] {
        keep(name, None, 0);
    }
}

/// Lets the browser keep the token of a form that waits, as long as the form is kept.
pub(crate) fn keep_form(office: &Context, name: &str, token: &Token) {
    let seconds = u32::try_from(office.limits.parked / 1000).unwrap_or(0);
    keep(name, Some(token), seconds);
}

/// Lets the browser keep a value that scripts cannot read.
pub(crate) fn cookie(name: &str, value: Option<&str>, seconds: u32) {
    let secure = if visit().secure { "; Secure" } else { "" };
    let (value, seconds) = value.map_or(("", 0), |value| (value, seconds));
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(header) = HeaderValue::from_str(&text) {
        expect_context::<ResponseOptions>().append_header(SET_COOKIE, header);
    }
}

/// A path of this site that may follow signing in; anything else becomes the first page of one's own things.
pub(crate) fn own_path(path: &str) -> String {
    let own = path.parse::<LocalPath>();
    own.map_or_else(|_| "/me".to_owned(), |own| own.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_pressed_on_a_page_of_before_leads_to_what_was_submitted() {
        let submitted = |became| problem_path(&Error::Submitted(became), "");
        let application = Became::Application("a1".parse().unwrap());
        assert_eq!(submitted(application), "/problem/already-submitted?application=a1");
        let part = Became::Part("i1".parse().unwrap());
        assert_eq!(submitted(part), "/problem/already-submitted?part=i1");
    }

    #[test]
    fn signing_in_never_leads_to_another_site_or_to_a_hand_over() {
        let long = format!("/search?q={}", "%E4%B8%8A".repeat(100));
        for path in ["/drafts/1/form/child?edit=x", &long] {
            assert_eq!(own_path(path), path);
        }
        for path in ["//evil.example", "/enter?ticket=x"] {
            assert_eq!(own_path(path), "/me", "{path}");
        }
    }
}
