//! Paths of our own site, as links, forms and apps name them.

use std::fmt;
use std::str::FromStr;

/// The longest path with its query, bytes.
const LONGEST: usize = 512;

/// A path of our own site, with its query: nothing that a browser would take for an address of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

/// Not a path of this site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path of this site")]
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
        let is_own = text.starts_with('/') && !text.starts_with("//") && text.len() <= LONGEST;
        if is_own && is_plain {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotLocal)
        }
    }
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
        let longest = format!("/{}", "a".repeat(LONGEST - 1));
        for path in [
            "/",
            "/drafts/1/form/child?edit=x",
            "/themes/newborn?from=menu",
            &longest,
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
            &format!("{longest}a"),
        ] {
            assert_eq!(path.parse::<LocalPath>(), Err(NotLocal), "{path}");
        }
    }
}
