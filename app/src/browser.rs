//! What a browser says of itself. Each names its forebears, so the order in which it is asked for them decides; anybody can say anything.

use std::fmt;

/// The first two numbers of a version; the second one is not always said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    /// The first.
    pub(crate) major: u32,
    minor: Option<u32>,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minor {
            Some(minor) => write!(f, "{}.{minor}", self.major),
            None => write!(f, "{}", self.major),
        }
    }
}

/// What goes with the first of these marks, in lower case, behind which a version stands; and that version.
pub(crate) fn first<'a, Known>(said: &str, known: &'a [(&str, Known)]) -> Option<(&'a Known, Version)> {
    let said = said.to_ascii_lowercase();
    known.iter().find_map(|(mark, known)| {
        let (_, behind) = said.split_once(mark)?;
        let end = behind.find(|sign: char| !matches!(sign, '0'..='9' | '.' | '_'));
        let version = behind.split_at(end.unwrap_or(behind.len())).0;
        let mut numbers = version.split(['.', '_']);
        let major = numbers.next()?.parse().ok()?;
        let minor = numbers.next().and_then(|number| number.parse().ok());
        Some((known, Version { major, minor }))
    })
}

#[cfg(test)]
mod tests {
    use super::first;

    const KNOWN: [(&str, &str); 4] = [
        ("micromessenger/", "wechat"),
        ("iphone os ", "iphone"),
        ("chrome/", "chrome"),
        ("version/", "safari"),
    ];

    #[test]
    fn a_browser_is_known_by_the_first_mark_with_a_version_behind_it() {
        for (said, found) in [
            (
                "Chrome/107.0.5304.141 MicroMessenger/8.0.40.2420(0x28002837)",
                "wechat 8.0",
            ),
            (
                "CPU iPhone OS 16_3 like Mac OS X) Version/16.3 Safari/604.1",
                "iphone 16.3",
            ),
            ("Version/4.0 Chrome/97 Mobile Safari/537.36", "chrome 97"),
            ("Version/17 Mobile Safari/604.1", "safari 17"),
            ("Chrome/x Version/14.1", "safari 14.1"),
            ("Version/14 like 15.3", "safari 14"),
            ("MicroMessenger/99999999999 Chrome/86.0", "chrome 86.0"),
            ("Chrome/ Version/x", ""),
            ("微信 8.0", ""),
            ("", ""),
        ] {
            let named = first(said, &KNOWN).map(|(name, version)| format!("{name} {version}"));
            assert_eq!(named.unwrap_or_default(), found, "{said}");
        }
    }
}
