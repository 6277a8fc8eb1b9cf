//! Paths of our own site, as links, forms and apps name them.

use std::fmt;
use std::str::FromStr;

/// Where somebody is signed in, something is done, or programs are answered: no link leads there.
const CLOSED: [&str; 4] = ["enter", "rpc", "api", "hand-over"];

/// A path of our own site that a link may lead to, with its query: nothing that a browser would take for an address of another
/// site, nor one that would do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

/// Not a path of this site that a link may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path of this site that a link may lead to")]
pub struct NotLocal;

impl LocalPath {
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LocalPath {
    type Err = NotLocal;

    fn from_str(text: &str) -> Result<Self, NotLocal> {
        // Browsers drop tabs and line ends and read a backslash as a slash, so only plain characters may stand in it.
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let is_own = text.starts_with('/') && !text.starts_with("//");
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let is_closed = path.split('/').nth(1).is_some_and(|first| CLOSED.contains(&first));
        if is_own && is_plain && !is_closed && !path.split('/').any(is_dots) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotLocal)
        }
    }
}

/// A part that browsers take out of a path, together with the one before it.
fn is_dots(part: &str) -> bool {
    matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_ours_never_leads_to_another_site() {
        for path in [
            "/",
            "/drafts/1/form/child?edit=x",
            "/themes/newborn?from=menu",
            "/sign-in/choice?next=/me",
            "/search?q=/../enter",
        ] {
            assert_eq!(
                path.parse::<LocalPath>().map(|path| path.to_string()),
                Ok(path.to_owned())
            );
        }
        for path in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "javascript:1",
            "/\t/evil.example",
            "/ä",
            "/a\r\nb",
        ] {
            assert_eq!(path.parse::<LocalPath>(), Err(NotLocal), "{path}");
        }
    }

    #[test]
    fn a_link_leads_to_no_hand_over_and_to_nothing_that_is_done() {
        for path in [
            "/enter",
            "/enter?ticket=x",
            "/enter#x",
            "/enter/",
            "/themes/../enter?ticket=x",
            "/themes/%2E%2e/enter?ticket=x",
            "/./enter?ticket=x",
            "/themes/.%2e",
            "/rpc/app/sign_out",
            "/api/v1/hand-overs",
            "/hand-over/pictures/x",
        ] {
            assert_eq!(path.parse::<LocalPath>(), Err(NotLocal), "{path}");
        }
        for path in ["/entered", "/themes/enter", "/me?next=/enter", "/..a/b"] {
            assert!(path.parse::<LocalPath>().is_ok(), "{path}");
        }
    }
}
