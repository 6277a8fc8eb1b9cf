//! Messages to phones behind one trait: a provider carries them, or says that it could not.

use std::sync::Arc;

use async_trait::async_trait;
pub use data::message::Message;
use data::{Connection, Database};
use domain::notice::NoticeKind;

use crate::context::{Clock, Context, Mode};
use crate::error::{Error, Result};

/// A message that was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotSent;

/// Carries messages to phones. Providers fill a text of their own in, which the authority approved: only its parts are given.
#[async_trait]
pub trait Messenger: Send + Sync {
    /// Sends a one-time code to a mobile number; of one that signs it is said that it does, and for which theme.
    ///
    /// # Errors
    /// [`NotSent`] when the provider did not take it.
    async fn send_code(&self, phone: &str, digits: &str, signs: Option<&str>) -> std::result::Result<(), NotSent>;

    /// Sends the digits of an invitation to apply together; they last as long as its link.
    ///
    /// # Errors
    /// [`NotSent`] when the provider did not take it.
    async fn send_invitation(&self, phone: &str, digits: &str) -> std::result::Result<(), NotSent>;

    /// Tells a mobile number what happened to its account.
    ///
    /// # Errors
    /// [`NotSent`] when the provider did not take it.
    async fn send_notice(&self, phone: &str, kind: NoticeKind) -> std::result::Result<(), NotSent>;
}

/// The phones of the sandbox: messages are kept, for whoever tries it out to read.
pub struct SandboxMessenger {
    /// Where they are kept.
    pub db: Database,
    /// When they were sent.
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Messenger for SandboxMessenger {
    async fn send_code(&self, phone: &str, digits: &str, signs: Option<&str>) -> std::result::Result<(), NotSent> {
        let text = signs.map_or_else(|| digits.to_owned(), |theme| format!("{digits}\n{theme}"));
        self.keep(phone, &text).await
    }

    async fn send_invitation(&self, phone: &str, digits: &str) -> std::result::Result<(), NotSent> {
        let text = format!("{digits}\n{}", NoticeKind::PartyInvited.as_str());
        self.keep(phone, &text).await
    }

    async fn send_notice(&self, phone: &str, kind: NoticeKind) -> std::result::Result<(), NotSent> {
        self.keep(phone, kind.as_str()).await
    }
}

impl SandboxMessenger {
    async fn keep(&self, phone: &str, text: &str) -> std::result::Result<(), NotSent> {
        let at = self.clock.now();
        let whose = self.db.read().keys().find("message", &format!("{phone}:{text}"));
        let message = Message {
            id: format!("{:015}-{whose}", at.0),
            phone: phone.to_owned(),
            text: text.to_owned(),
            at,
        };
        let store = async {
            let tx = self.db.write().await?;
            data::message::insert(&*tx, &message).await?;
            tx.commit().await
        };
        store.await.map_err(|_| NotSent)
    }
}

/// How many messages the sandbox shows.
const SHOWN: u64 = 20;

/// The last messages to phones of the sandbox, the newest first.
///
/// # Errors
/// [`Error::NotFound`] in production.
pub async fn list(ctx: &Context) -> Result<Vec<Message>> {
    if ctx.mode != Mode::Sandbox {
        return Err(Error::NotFound);
    }
    Ok(data::message::list(ctx.db.read(), SHOWN).await?)
}
