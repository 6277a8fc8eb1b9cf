//! Whom others identify: an identity provider, and the apps that hold our pages, each behind a trait.

use async_trait::async_trait;
pub use data::account::Means;
use domain::account::RealName;
use domain::moment::Moment;

use crate::error::{Error, Refusal};

/// Whom somebody else identified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// By which means.
    pub means: Means,
    /// Their name there, which nobody else ever has.
    pub subject: String,
    /// Name and number, when it vouches for them.
    pub real_name: Option<RealName>,
    /// The mobile number it knows; proven by a code before it counts.
    pub phone: Option<String>,
    /// When it saw a living person.
    pub live_at: Option<Moment>,
}

impl Identified {
    /// Somebody of whom no more is known than their name there.
    pub(crate) fn by_name(means: Means, subject: String) -> Self {
        Self {
            means,
            subject,
            real_name: None,
            phone: None,
            live_at: None,
        }
    }
}

/// Why nobody was identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It does not answer, or is too busy to.
    Down,
    /// The code is used, too old, or none.
    Over,
    /// It finds this sign-in risky.
    Risky,
    /// What it said does not hold.
    Unsound,
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Refused(match failure {
            Failure::Down => Refusal::ProviderDown,
            Failure::Over => Refusal::ProviderOver,
            Failure::Risky => Refusal::ProviderRisky,
            Failure::Unsound => Refusal::ProviderUnsound,
        })
    }
}

/// What one way to the provider and back is known by; each of 256 bits of chance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secrets {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in what the provider signs.
    pub nonce: String,
    /// Proves that the code is ours (PKCE).
    pub verifier: String,
}

/// Vouches for people: the unified identity of a city or the country.
#[async_trait]
pub trait IdentityProvider: Send + Sync {
    /// What people call it.
    fn name(&self) -> &str;

    /// Where the browser goes to be identified.
    ///
    /// # Errors
    /// When the provider cannot be asked, or says what does not hold.
    async fn address(&self, secrets: &Secrets) -> Result<String, Failure>;

    /// Whom the code stands for that the browser came back with.
    ///
    /// # Errors
    /// When the provider cannot be asked, or says what does not hold.
    async fn identify(&self, code: &str, secrets: &Secrets) -> Result<Identified, Failure>;
}

/// An app that holds our pages and knows who uses it.
#[async_trait]
pub trait Exchange: Send + Sync {
    /// The user's name there, for a code that the app gave.
    ///
    /// # Errors
    /// When it cannot be asked, or does not know the code.
    async fn subject(&self, code: &str) -> Result<String, Failure>;
}
