//! The inbox (消息): every step of the asker's applications and what else they are told, the newest first, under the hat they wear.
//!
//! Steps are read from what was written down when they were taken; nothing is kept twice. What is new is what came after the
//! asker last looked.

pub mod download;

use std::collections::BTreeMap;
use std::sync::Arc;

use data::inbox::Reader;
use domain::account::Hat;
use domain::application::{Event, EventKind};
use domain::moment::Moment;

use crate::account::notice::{self, Told, listed};
use crate::application::track::{Tracked, load};
use crate::asker::{Asker, Signed};
use crate::context::Context;
use crate::error::Result;
use crate::token::Token;

/// How many stand on one page.
pub const PAGE: u64 = 20;

/// How many pages there are at the most: further back one looks at the application itself.
const PAGES: u64 = 50;

/// The steps that are told: not who looked, nor what a notice tells of.
const TOLD: [EventKind; 14] = [
    EventKind::Submitted,
    EventKind::CorrectionAsked,
    EventKind::Reminded,
    EventKind::Mended,
    EventKind::Accepted,
    EventKind::Granted,
    EventKind::Refused,
    EventKind::Withdrawn,
    EventKind::Started,
    EventKind::Lapsed,
    EventKind::Supplied,
    EventKind::PromiseKept,
    EventKind::PromiseToMend,
    EventKind::PromiseBroken,
];

/// One page of the inbox.
#[derive(Debug)]
pub struct Inbox {
    /// What is told, the newest first.
    pub letters: Vec<Letter>,
    /// Which page, from zero.
    pub page: u64,
    /// Whether older ones follow.
    pub has_more: bool,
}

/// One thing that is told.
#[derive(Debug)]
pub struct Letter {
    /// When it happened.
    pub at: Moment,
    /// Whether the asker has not read it yet.
    pub is_new: bool,
    /// What.
    pub about: About,
}

/// What a letter is about.
#[derive(Debug)]
pub enum About {
    /// A step of an application.
    Step(Arc<Tracked>, Event),
    /// Anything else.
    Told(Told),
}

/// A page of the asker's inbox; what stands on it is read with that, steps once nobody has to turn to another page for those that
/// are new. `here`: the session, of which nothing is told to itself.
///
/// # Errors
/// [`crate::Error::SignInFirst`] for a guest.
pub async fn read(ctx: &Context, asker: &Asker, here: Option<&Token>, page: u64) -> Result<Inbox> {
    let signed = asker.signed()?;
    let hat = signed.worn.hat();
    let reader = reader(signed, &hat);
    let page = page.min(PAGES);
    let most = (page + 1) * PAGE + 1;
    let db = ctx.db.read();
    let read_until = data::inbox::read_until(db, reader).await?;
    let steps = data::inbox::list(db, reader, &TOLD, most).await?;
    let told = match hat {
        Hat::Own => listed(ctx, signed, here, most).await?,
        Hat::Mandate(_) | Hat::Organisation(_) => Vec::new(),
    };
    let newest = steps.first().map(|(_, event)| event.at);
    let mut found: Vec<Found> = (steps.into_iter())
        .map(|(application, event)| Found::Step(application, event))
        .chain(told.into_iter().map(|(told, is_new)| Found::Told(told, is_new)))
        .collect();
    found.sort_by_key(|found| std::cmp::Reverse(found.place()));
    let (skipped, shown) = (usize::try_from(page * PAGE), usize::try_from(PAGE));
    let mut rest = found.into_iter().skip(skipped.unwrap_or(usize::MAX)).peekable();
    let (mut letters, mut known) = (Vec::new(), BTreeMap::new());
    for found in rest.by_ref().take(shown.unwrap_or(usize::MAX)) {
        letters.push(match found {
            Found::Told(told, is_new) => Letter {
                at: told.at,
                is_new,
                about: About::Told(told),
            },
            Found::Step(id, event) => {
                let tracked = if let Some(tracked) = known.get(&id) {
                    Arc::clone(tracked)
                } else {
                    let application = data::application::find(db, &id).await?;
                    let Some(application) = application else { continue };
                    let tracked = Arc::new(load(ctx, application).await?);
                    known.insert(id, Arc::clone(&tracked));
                    tracked
                };
                Letter {
                    at: event.at,
                    is_new: event.at > read_until && event.actor != signed.citizen.id.as_str(),
                    about: About::Step(tracked, event),
                }
            }
        });
    }
    let has_more = rest.peek().is_some();
    // One mark stands for all steps before it: it is not set past steps that no page showed yet.
    let is_unread = |found: Found| matches!(found, Found::Step(_, event) if event.at > read_until);
    let all_shown = !rest.any(is_unread);
    mark_read(ctx, reader, &letters, newest.filter(|_| all_shown)).await?;
    Ok(Inbox {
        letters,
        page,
        has_more,
    })
}

/// How much the asker has not read, under the hat they wear. `here`: as in [`read`].
///
/// # Errors
/// [`crate::Error::SignInFirst`] for a guest.
pub async fn count_new(ctx: &Context, asker: &Asker, here: Option<&Token>) -> Result<u64> {
    let signed = asker.signed()?;
    let hat = signed.worn.hat();
    let db = ctx.db.read();
    let steps = data::inbox::count_new(db, reader(signed, &hat), &TOLD).await?;
    let told = match hat {
        Hat::Own => notice::count_new(ctx, signed, here, PAGE).await?,
        Hat::Mandate(_) | Hat::Organisation(_) => 0,
    };
    Ok(steps + told)
}

fn reader<'a>(signed: &'a Signed, hat: &'a Hat) -> Reader<'a> {
    Reader {
        citizen: &signed.citizen.id,
        hat,
    }
}

enum Found {
    Step(domain::id::ApplicationId, Event),
    Told(Told, bool),
}

impl Found {
    /// By time; of two in one moment the effect stands above its cause.
    fn place(&self) -> (Moment, Option<EventKind>) {
        match self {
            Self::Step(_, event) => (event.at, Some(event.kind)),
            Self::Told(told, _) => (told.at, None),
        }
    }
}

/// Marks the steps until then as read, and everything else of a page.
async fn mark_read(ctx: &Context, reader: Reader<'_>, letters: &[Letter], until: Option<Moment>) -> Result<()> {
    let new: Vec<&Letter> = letters.iter().filter(|letter| letter.is_new).collect();
    if new.is_empty() {
        return Ok(());
    }
    let tx = ctx.db.write().await?;
    let has_steps = new.iter().any(|letter| matches!(letter.about, About::Step(..)));
    if let Some(until) = until.filter(|_| has_steps) {
        data::inbox::mark(&*tx, reader, until).await?;
    }
    for letter in new {
        if let About::Told(told) = &letter.about {
            data::notice::see(&*tx, &told.id, ctx.now()).await?;
        }
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests;
