//! List the citizen's drafts.

use std::sync::Arc;

use domain::account::Hat;
use domain::draft::Draft;
use domain::theme::Theme;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;
use crate::hat;
use crate::theme;

/// A draft in a list.
#[derive(Debug)]
pub struct ListedDraft {
    /// The draft.
    pub draft: Draft,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// What it is called.
    pub title: String,
    /// Who fills it in, when it is not the citizen themselves.
    pub filer: Option<String>,
}

/// The open drafts under the hat that is worn, the last changed first.
///
/// # Errors
/// [`crate::Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<ListedDraft>> {
    let signed = asker.signed()?;
    let drafts = match signed.worn.hat() {
        Hat::Own => data::draft::list_for_citizen(ctx.db.read(), &signed.citizen.id).await?,
        hat => data::draft::list_under(ctx.db.read(), &signed.citizen.id, &hat).await?,
    };
    let mut listed = Vec::new();
    for draft in drafts {
        let theme = theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme;
        let title = theme.title_of(&data::answer::list(ctx.db.read(), &draft.id).await?);
        let filer = hat::filer(ctx.db.read(), &draft.hat).await?;
        listed.push(ListedDraft {
            draft,
            theme,
            title,
            filer,
        });
    }
    Ok(listed)
}
