//! What an answer says to the worker in the browser, which keeps pages to be read without network: whose browser this is, for which
//! county the page is, and whether it may be kept at all.

use axum::http::{HeaderName, HeaderValue, Uri};
use usecases::Asker;
use usecases::hat::Worn;
use usecases::token::Token;

use crate::router::fits;

/// Whose browser it is, in words that say nothing of them; on every answer that looked up who asks.
pub(crate) const WHOSE: HeaderName = HeaderName::from_static("x-whose");
/// The page may be kept. Without it none is.
pub(crate) const KEEP: HeaderName = HeaderName::from_static("x-keep");
/// What it says.
pub(crate) const YES: HeaderValue = HeaderValue::from_static("yes");
/// For which county the page is, so that the worker shows no guide of another one.
pub(crate) const REGION: HeaderName = HeaderName::from_static("x-region");
/// Somebody of whom nothing is kept: it lets the worker forget everything of anybody.
pub(crate) const NOBODY: HeaderValue = HeaderValue::from_static("nobody");
/// How long the name of a browser's owner is, characters.
const NAME: usize = 32;
/// One's own pages to be read.
const TO_BE_READ: [&str; 4] = ["/me", "/applications", "/applications/{id}", "/themes/{slug}/plan"];

/// Whose browser this is: a citizen's in this one session, or a guest's. Of whoever acts for somebody else, and of officers,
/// nothing is kept.
pub(crate) fn whose(asker: &Asker, session: Option<&Token>) -> HeaderValue {
    let token = match asker {
        Asker::Citizen(signed) if matches!(signed.worn, Worn::Own) => session,
        Asker::Guest(guest) => guest.as_ref(),
        Asker::Citizen(_) | Asker::HalfSignedIn(_) | Asker::Officer(_) => None,
    };
    token.and_then(name).unwrap_or(NOBODY)
}

/// What nobody can make a token of, nor find in the database.
fn name(token: &Token) -> Option<HeaderValue> {
    let name = Token::from_browser(&format!("kept for {}", token.secret())).hash();
    HeaderValue::from_str(name.get(..NAME)?).ok()
}

/// Whether this is one's own page to be read: one's things, one's applications, one's list; never a form.
pub(crate) fn is_to_be_read(uri: &Uri) -> bool {
    let mut parts = uri.query().unwrap_or_default().split('&');
    let asks = parts.any(|part| part.starts_with("question=") || part.starts_with("choose"));
    !asks && TO_BE_READ.into_iter().any(|pattern| fits(pattern, uri.path()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_to_be_read_are_kept_and_no_form() {
        let is_kept = |path: &str| is_to_be_read(&path.parse().unwrap());
        for path in [
            "/me",
            "/applications",
            "/applications/1",
            "/applications/1?part=cases",
            "/themes/newborn/plan",
            "/themes/newborn/plan?chosen=1",
        ] {
            assert!(is_kept(path), "{path}");
        }
        for path in [
            "/me/inbox",
            "/me/data",
            "/applications/",
            "/applications/1/mend",
            "/applications/1/record",
            "/themes/newborn/plan?question=child/person.name",
            "/themes/newborn/plan?x&choose=1",
            "/themes//plan",
            "/drafts/1",
            "/drafts/1/form/child",
            "/desk",
            "/staff",
            "/sign-in",
        ] {
            assert!(!is_kept(path), "{path}");
        }
    }

    #[test]
    fn another_session_is_another_owner_and_nobody_is_told_by_name() {
        let guest = |token: &str| Asker::Guest(Some(Token::from_browser(token)));
        let own = whose(&guest("one"), None);
        assert_eq!(own, whose(&guest("one"), Some(&Token::from_browser("two"))));
        assert_ne!(own, whose(&guest("two"), None));
        assert_eq!(own.len(), NAME);
        assert_ne!(own, Token::from_browser("one").hash().get(..NAME).unwrap());
        assert_eq!(whose(&Asker::Guest(None), Some(&Token::from_browser("one"))), NOBODY);
    }
}
