//! The ways people come by: a poster on a wall, a menu of an official account, a message.

use std::fmt;
use std::str::FromStr;

use crate::id::NotAnId;

/// The longest name, bytes.
const LONGEST: usize = 20;

/// A way, as `?from=` in a link names it: `a-z`, `0-9` and hyphens, at most 20.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChannelId(Box<str>);

impl ChannelId {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ChannelId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain) {
            Ok(Self(text.into()))
        } else {
            Err(NotAnId)
        }
    }
}

impl fmt::Display for ChannelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_plain() {
        for name in ["menu", "hall-1", "a", "abcdefghij0123456789"] {
            assert_eq!(name.parse::<ChannelId>().unwrap().as_str(), name);
        }
        for name in ["", "Menu", "hall_1", "扫码", "a b", "a.b", "abcdefghij01234567890"] {
            assert!(name.parse::<ChannelId>().is_err(), "{name}");
        }
    }
}
