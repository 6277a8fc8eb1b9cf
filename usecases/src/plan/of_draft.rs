//! The plan of one draft, for whoever comes from its pages. Of a theme there can be more than one: whoever takes over what an agent
//! began has another beside it, and what was filed has the draft for the next child behind it.

use std::collections::BTreeSet;

use domain::answer::FieldId;
use domain::field::Problem;
use domain::id::{DraftId, ItemId};

use super::{Begun, MyPlan};
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::{self, carry_over};
use crate::error::{Error, Refusal, Result};
use crate::{hat, theme};

/// The plan of a draft that the asker may change.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; [`Error::WearFirst`] under another hat; [`Error::CarryOverFirst`] when its version has
/// ended; refused while an agent fills it in, and once it is submitted.
pub async fn read(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<MyPlan> {
    let draft = draft::own_to_change(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, draft.citizen.as_ref(), &draft.hat)?;
    if draft.submitted_at.is_some() {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    carry_over::must_not_be_due(ctx, ctx.db.read(), &draft).await?;
    super::kept(ctx, draft).await
}

/// Answers a question of the plan in this draft, and says what is wrong with the answer.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's, and when its theme does not ask this; refused as [`read`].
pub async fn answer(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    field: &FieldId,
    text: &str,
) -> Result<Option<Problem>> {
    let begun = reopen(ctx, asker, id).await?;
    Ok(super::answer_in(ctx, asker, begun, field, text).await?.problem)
}

/// Picks the items to apply for in this draft.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; refused as [`read`].
pub async fn choose(ctx: &Context, asker: &Asker, id: &DraftId, chosen: &BTreeSet<ItemId>) -> Result<()> {
    let begun = reopen(ctx, asker, id).await?;
    super::choose_in(ctx, begun, chosen).await?;
    Ok(())
}

async fn reopen(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Begun> {
    let before = draft::own_to_change(ctx, asker, id).await?;
    let (tx, draft) = draft::hold(ctx, &before).await?;
    let published = theme::version(ctx, &*tx, &draft.theme_version).await?;
    Ok(Begun {
        tx,
        draft,
        published,
        guest: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::again::start_again;
    use crate::office::{TestOffice, id};

    const FOLLOWS: &str = "child/household.follows";

    #[tokio::test]
    async fn what_was_filed_asks_no_question_of_the_draft_for_the_next_child() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let filed = office.newborn_draft(&mother).await;
            let application = office.submit(&mother, &filed).await.unwrap();
            let next = start_again(ctx, &mother, &application).await.unwrap();
            let late = read(ctx, &mother, &filed).await.err();
            assert!(matches!(late, Some(Error::Refused(Refusal::AlreadySubmitted))));
            let late = answer(ctx, &mother, &filed, &id(FOLLOWS), "father").await;
            assert!(matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))));
            let late = choose(ctx, &mother, &filed, &BTreeSet::new()).await;
            assert!(matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))));
            for draft in [&filed, &next] {
                assert_eq!(office.text(&mother, draft, FOLLOWS).await, "mother");
                assert_eq!(office.read(&mother, draft).await.draft.chosen, None);
            }
        }
    }
}
