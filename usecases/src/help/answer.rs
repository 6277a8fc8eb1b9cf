//! Answer: what the officer says stands beside the page that was asked about, and its citizen is told.

use data::parked::Parked;
use domain::help::Answered;
use domain::id::HelpId;
use domain::notice::News;
use domain::staff::{About, Act};

use super::{LONGEST, look};
use crate::account::notice::{What, tell};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::draft::park::{Posted, park};
use crate::draft::title;
use crate::error::{Error, Refusal, Result};
use crate::lines::with_lf;
use crate::parked;
use crate::token::Token;

/// Answers a request within the officer's posts.
///
/// # Errors
/// Refused when it says nothing, or too much; [`Error::NotFound`] outside of the posts; [`Error::Conflict`] when it was answered or
/// closed meanwhile.
pub async fn answer(ctx: &Context, asker: &Asker, id: &HelpId, text: &str) -> Result<()> {
    let officer = asker.officer()?;
    let help = look::within(ctx, officer, id).await?;
    if !help.is_open() {
        return Err(Error::Conflict);
    }
    let text = with_lf(text.trim());
    if !(1..=LONGEST).contains(&text.chars().count()) {
        return Err(Error::Refused(Refusal::DecisionText));
    }
    let said = Answered {
        by: officer.id.clone(),
        at: ctx.now(),
        text,
    };
    let tx = ctx.db.write().await?;
    if !data::help::answer(&*tx, id, &said).await? {
        return Err(Error::Conflict);
    }
    tell(ctx, &tx, &help.citizen, News::HelpAnswered(help.id)).await?;
    note(ctx, &tx, Some(&officer.id), Act::Helped, About::Help(id.clone())).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

/// What a citizen is told of an answer; nothing when the draft is gone.
pub(crate) async fn told(ctx: &Context, id: &HelpId) -> Result<Option<What>> {
    let db = ctx.db.read();
    let Some(help) = data::help::find(db, id).await? else {
        return Ok(None);
    };
    let Some(draft) = data::draft::find(db, &help.draft).await? else {
        return Ok(None);
    };
    Ok(Some(What::HelpAnswered {
        title: title(ctx, &draft).await?,
        draft: help.draft,
        about: help.about,
        help: help.id,
    }))
}

/// Keeps an answer that was not sent, for an officer of the same posts to mend.
///
/// # Errors
/// [`Error::NotFound`] outside of the posts.
pub async fn keep_typed(ctx: &Context, asker: &Asker, id: &HelpId, text: &str) -> Result<Token> {
    look::within(ctx, asker.officer()?, id).await?;
    park(ctx, &Posted::Answer(id.clone(), text.to_owned())).await
}

/// The answer that was last typed in this browser and not sent, also to a request that is over.
///
/// # Errors
/// [`Error::NotFound`] outside of the posts.
pub async fn typed(ctx: &Context, asker: &Asker, id: &HelpId, token: Option<&Token>) -> Result<Option<String>> {
    look::within(ctx, asker.officer()?, id).await?;
    match token {
        Some(token) => parked::find(ctx, token, &Parked::Answer(id.clone())).await,
        None => Ok(None),
    }
}
