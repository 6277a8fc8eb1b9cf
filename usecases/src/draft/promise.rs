//! Promise: what the citizen says to a commitment, for an item or in place of a paper. It is part of what they sign.

use std::collections::BTreeSet;

use data::Transaction;
use data::promise::Promise;
use domain::commitment::{About, Offered, Said, check, of, offered};
use domain::draft::Draft;
use domain::id::DraftId;
use domain::plan::Plan;
use domain::theme::Theme;

use super::read::MyDraft;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

impl MyDraft {
    /// The commitments that this draft asks for or offers.
    pub fn offered(&self) -> impl Iterator<Item = Offered<'_>> {
        offered(&self.theme, &self.plan)
    }

    /// What was said to one.
    #[must_use]
    pub fn said_to(&self, about: &About) -> Option<Said> {
        let mut all = self.promises.iter();
        all.find(|promise| promise.about == *about).map(|promise| promise.said)
    }

    /// Whether it is promised, what it is about still asks for that, and no earlier promise of the kind was broken.
    #[must_use]
    pub fn is_promised(&self, about: &About) -> bool {
        self.said_to(about) == Some(Said::Promised)
            && !self.broken.contains(about)
            && self.offered().any(|one| one.about == *about)
    }
}

/// Keeps what the citizen says to a commitment: whether something excludes them, and if not, that they promise.
///
/// # Errors
/// Refused when it is not said whether something excludes them, and to whoever broke such a promise and did not mend it
/// (国办发〔2020〕42号); [`Error::NotFound`] for what asks for no promise; as for every change of a draft.
pub async fn say(ctx: &Context, asker: &Asker, id: &DraftId, about: &About, is_excluded: Option<bool>) -> Result<Said> {
    let mine = super::read::read(ctx, asker, id).await?;
    let one = mine.offered().find(|one| one.about == *about).ok_or(Error::NotFound)?;
    let said = match is_excluded {
        Some(true) => Said::Excluded,
        Some(false) => Said::Promised,
        None if one.commitment.excluded.is_empty() => Said::Promised,
        None => return Err(Error::Refused(Refusal::SayExcluded)),
    };
    if said == Said::Promised && mine.broken.contains(about) {
        return Err(Error::Refused(Refusal::PromiseBroken));
    }
    let (tx, _) = super::change(ctx, asker, id).await?;
    let promise = Promise {
        about: about.clone(),
        said,
        at: ctx.now(),
    };
    data::promise::save(&*tx, id, &promise).await?;
    tx.commit().await?;
    Ok(said)
}

/// Takes back what was said to a commitment: the paper is handed in, or the usual way gone.
///
/// # Errors
/// As for every change of a draft.
pub async fn take_back(ctx: &Context, asker: &Asker, id: &DraftId, about: &About) -> Result<()> {
    let (tx, _) = super::change(ctx, asker, id).await?;
    data::promise::take_back(&*tx, id, about).await?;
    Ok(tx.commit().await?)
}

/// What the citizen of an open draft promised before, did not keep and did not mend; nothing where it asks for no promise.
pub(super) async fn broken(
    db: &impl data::Connection,
    draft: &Draft,
    theme: &Theme,
    plan: &Plan,
) -> Result<BTreeSet<About>> {
    let is_asked = draft.submitted_at.is_none() && offered(theme, plan).next().is_some();
    let Some(citizen) = draft.citizen.as_ref().filter(|_| is_asked) else {
        return Ok(BTreeSet::new());
    };
    let checks = data::check::list_of(db, citizen, &draft.hat).await?;
    Ok(check::broken(&checks))
}

/// Forgets what was said to commitments that are others in the version that a draft goes on in: they are asked anew.
pub(super) async fn forget_others(tx: &Transaction, draft: &Draft, old: &Theme, new: &Theme) -> Result<()> {
    for promise in data::promise::list(&**tx, &draft.id).await? {
        if of(old, &promise.about) != of(new, &promise.about) {
            data::promise::take_back(&**tx, &draft.id, &promise.about).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
