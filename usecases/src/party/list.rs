//! What the asker applies for with others.

use domain::id::CitizenId;
use domain::party::{Invitation, Standing};

use super::part::view;
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::read::MyDraft;
use crate::error::Result;
use crate::hat::Worn;

/// More than anybody applies for with others.
const MOST: u64 = 100;

/// Something that the asker applies for with others.
#[derive(Debug)]
pub struct Shared {
    /// How they were asked.
    pub invitation: Invitation,
    /// What it is called.
    pub title: String,
    /// How they stand.
    pub standing: Standing,
    /// It is an application already.
    pub is_submitted: bool,
}

/// What the asker applies for with others, the newest first; under another hat nothing, since nobody answers it for them.
///
/// # Errors
/// [`crate::Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<Shared>> {
    let signed = asker.signed()?;
    if !matches!(signed.worn, Worn::Own) {
        return Ok(Vec::new());
    }
    let all = list_all(ctx, &signed.citizen.id, MOST).await?;
    Ok(all.into_iter().map(|(shared, _)| shared).collect())
}

/// The same under whatever hat, each with what they see of it.
pub(crate) async fn list_all(ctx: &Context, citizen: &CitizenId, most: u64) -> Result<Vec<(Shared, MyDraft)>> {
    let mut all = Vec::new();
    for invitation in data::invitation::list_taken(ctx.db.read(), citizen, most).await? {
        let Some(draft) = data::draft::find(ctx.db.read(), &invitation.draft).await? else {
            continue;
        };
        let is_submitted = draft.submitted_at.is_some();
        let mine = view(ctx, draft, invitation.clone()).await?;
        let shared = Shared {
            title: mine.title(),
            standing: invitation.standing(ctx.now(), mine.hash()),
            is_submitted,
            invitation,
        };
        all.push((shared, mine));
    }
    Ok(all)
}
