//! A signature (签名): one person says yes to one record of a draft, and can be held to it years later.

use crate::id::{CitizenId, DraftId, SignatureId};
use crate::moment::Moment;
use crate::party::Seat;

/// One person's signature on a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Its id.
    pub id: SignatureId,
    /// The draft that was signed.
    pub draft: DraftId,
    /// Who signed.
    pub citizen: CitizenId,
    /// As which of those who apply together; none for whoever files.
    pub party: Option<Seat>,
    /// How.
    pub method: Method,
    /// SHA-256 of the record as it was signed, hexadecimal: it says nothing about any other.
    pub hash: String,
    /// What proves it, as it was kept.
    pub proof: String,
    /// When.
    pub at: Moment,
}

/// How somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// By a key on their own device, after a face or a finger.
    Passkey,
    /// By a code that came to their phone.
    Code,
}

impl Method {
    /// Every way with the word it is stored under.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Passkey, "passkey"), (Self::Code, "code")];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(method, _)| *method == self).map_or("", |(_, word)| word)
    }

    /// The way of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, stored)| *stored == word).map(|(method, _)| *method)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_sign_keeps_its_stored_word() {
        for (method, word) in Method::ALL {
            assert_eq!((method.as_str(), Method::from_word(word)), (word, Some(method)));
        }
    }
}
