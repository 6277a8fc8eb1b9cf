//! Deliver: how each result is to reach the citizen, chosen while filing. Handing over comes after the decision.

use std::collections::{BTreeMap, BTreeSet};

use data::Transaction;
use data::delivery::Chosen;
use domain::account::Hat;
use domain::answer::{Answers, FieldId};
use domain::delivery::{Delivery, Post, is_said_by, said, usual};
use domain::draft::Draft;
use domain::id::{DraftId, ItemId};
use domain::moment::Moment;
use domain::plan::{Plan, Situation};
use domain::theme::Theme;

use super::read::{MyDraft, load};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};

/// In how many of the last drafts addresses are looked for.
const LATEST: u64 = 50;

/// Keeps how results are to be delivered, as it was typed; what is missing then keeps the draft from being submitted. What is sent as
/// usual is not kept: it goes where the form or the account says, also when that changes.
///
/// # Errors
/// [`Error::NotFound`] for a way that is not offered, and as for every change of a draft.
pub async fn choose(ctx: &Context, asker: &Asker, id: &DraftId, wanted: &BTreeMap<ItemId, Delivery>) -> Result<()> {
    let (tx, draft) = super::change(ctx, asker, id).await?;
    let mine = load(ctx, &*tx, draft).await?;
    let results = mine.deliveries_asked();
    for (item, delivery) in wanted {
        let (item, _) = results.iter().find(|(one, _)| one.id == *item).ok_or(Error::NotFound)?;
        if !delivery.is_offered(&mine.theme, item) {
            return Err(Error::NotFound);
        }
        if delivery.post().is_some() && mine.usual_delivery(item).as_ref() == Some(delivery) {
            data::delivery::delete(&*tx, id, &item.id).await?;
            continue;
        }
        let chosen = Chosen {
            draft: id.clone(),
            item: item.id.clone(),
            delivery: delivery.clone(),
            is_remembered: true,
            at: ctx.now(),
        };
        data::delivery::save(&*tx, &chosen).await?;
    }
    Ok(tx.commit().await?)
}

/// The address book: where results of the citizen's other drafts are sent, under the same hat, the latest first. Not to an agent,
/// who need not know where the principal has had things sent.
///
/// # Errors
/// When the database fails.
pub async fn book(ctx: &Context, mine: &MyDraft) -> Result<Vec<Post>> {
    let mut posts: Vec<Post> = Vec::new();
    for chosen in remembered(ctx.db.read(), &mine.draft).await? {
        let post = chosen.delivery.post().filter(|post| post.flaws().is_empty());
        if let Some(post) = post.filter(|post| chosen.draft != mine.draft.id && !posts.contains(post)) {
            posts.push(post.clone());
        }
    }
    Ok(posts)
}

/// Takes an address out of the book. What is to be sent there is sent there.
///
/// # Errors
/// As for every change of a draft, this one being where the book is open.
pub async fn forget(ctx: &Context, asker: &Asker, id: &DraftId, post: &Post) -> Result<()> {
    let (tx, draft) = super::change(ctx, asker, id).await?;
    for chosen in remembered(&*tx, &draft).await? {
        if chosen.delivery.post() == Some(post) {
            let forgotten = Chosen {
                is_remembered: false,
                ..chosen
            };
            data::delivery::save(&*tx, &forgotten).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// What was chosen in the drafts whose addresses this one may offer.
async fn remembered(db: &impl data::Connection, draft: &Draft) -> Result<Vec<Chosen>> {
    let Some(citizen) = draft.citizen.as_ref().filter(|_| !matches!(draft.hat, Hat::Mandate(_))) else {
        return Ok(Vec::new());
    };
    let drafts = data::draft::list_all(db, citizen, LATEST).await?.into_iter();
    let same: Vec<DraftId> = drafts.filter(|one| one.hat == draft.hat).map(|one| one.id).collect();
    let mut chosen = data::delivery::list_in(db, &same).await?;
    chosen.retain(|chosen| chosen.is_remembered);
    Ok(chosen)
}

/// How the results of a draft are to be delivered, as far as somebody said so.
pub(super) struct Wishes<'a> {
    theme: &'a Theme,
    answers: &'a Answers,
    /// What is applied for: of anything else the form says nothing.
    taken: BTreeSet<ItemId>,
    chosen: Vec<Chosen>,
}

impl<'a> Wishes<'a> {
    /// Those of a draft of this version with these answers.
    pub(super) async fn of(
        ctx: &Context,
        db: &impl data::Connection,
        draft: &Draft,
        (theme, answers): (&'a Theme, &'a Answers),
    ) -> Result<Self> {
        let situation = Situation {
            answers,
            registers_read: true,
            today: draft.submitted_at.map_or_else(|| ctx.today(), Moment::day),
        };
        let plan = Plan::make(theme, situation, draft.chosen.as_ref(), &ctx.calendar);
        Ok(Self {
            theme,
            answers,
            taken: plan.taken(theme),
            chosen: data::delivery::list(db, &draft.id).await?,
        })
    }

    /// Keeps them in a draft of another version, or in the same that goes on in another: also what a form asked of all results that
    /// does not any more.
    pub(super) async fn keep(&self, ctx: &Context, tx: &Transaction, next: &DraftId, new: &Theme) -> Result<()> {
        for item in &new.items {
            let own = self.own(&item.id);
            let wish = own.map(|own| own.delivery.clone()).or_else(|| self.said(&item.id));
            let Some(delivery) = wish.filter(|wish| wish.is_offered(new, item)) else {
                continue;
            };
            // What nobody chose, or is sent as usual, follows from the answers.
            let follows = own.is_none() || delivery.post().is_some();
            if follows && usual(new, item, self.answers).as_ref() == Some(&delivery) {
                continue;
            }
            let kept = Chosen {
                draft: next.clone(),
                item: item.id.clone(),
                delivery,
                // What a form said, nobody wrote into the address book.
                is_remembered: own.is_some_and(|own| own.is_remembered),
                at: own.map_or_else(|| ctx.now(), |own| own.at),
            };
            data::delivery::save(&**tx, &kept).await?;
        }
        Ok(())
    }

    /// Whether what the form says by this field goes on as how a result is delivered, in a version that does not ask it.
    pub(super) fn goes_on(&self, field: &FieldId, new: &Theme) -> bool {
        new.items.iter().any(|item| {
            let before = self.theme.item(&item.id).filter(|_| self.own(&item.id).is_none());
            let said = self.said(&item.id).filter(|said| said.is_offered(new, item));
            let said = before.zip(said);
            said.is_some_and(|(before, said)| is_said_by(before, &said, field))
        })
    }

    /// What was chosen for the result of an item, as long as that was offered.
    fn own(&self, item: &ItemId) -> Option<&Chosen> {
        let item = self.theme.item(item)?;
        let its = self.chosen.iter().find(|one| one.item == item.id);
        its.filter(|its| its.delivery.is_offered(self.theme, item))
    }

    /// What the form says of the result of an item that is applied for.
    fn said(&self, item: &ItemId) -> Option<Delivery> {
        let item = self.theme.item(item).filter(|item| self.taken.contains(&item.id))?;
        said(self.theme, item, self.answers)
    }
}

/// Forgets what was chosen for items that are gone in the version that a draft goes on in.
pub(super) async fn forget_gone(tx: &Transaction, draft: &Draft, new: &Theme) -> Result<()> {
    for chosen in data::delivery::list(&**tx, &draft.id).await? {
        if new.item(&chosen.item).is_none() {
            data::delivery::delete(&**tx, &draft.id, &chosen.item).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
