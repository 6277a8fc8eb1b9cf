//! Secrets that stand for a session, a guest or a parked form: the browser holds the token, the database only its hash.

use std::fmt;

pub use data::key::hex;
use sha2::{Digest, Sha256};

use crate::context::Context;

/// 256 bits of chance as text. Never stored, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    #[must_use]
    pub fn new(ctx: &Context) -> Self {
        let mut bytes = [0; 32];
        ctx.dice.roll(&mut bytes);
        Self(hex(&bytes))
    }

    /// The token a browser sent.
    #[must_use]
    pub fn from_browser(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What the browser keeps.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
