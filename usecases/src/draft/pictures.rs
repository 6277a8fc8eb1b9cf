//! Pictures that a mini-program hands in for the web-view in it, where a page can choose none. It shares no cookie with our pages: what
//! it has is a grant, for one paper, of one session, and soon over.

use bytes::Bytes;
use domain::draft::File;
use domain::id::{CitizenId, DraftId, MaterialId, SessionId};
use futures::Stream;

use super::attach::{Arriving, allowed, attach_once};
use crate::account::recognise::{in_session, live_session};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::token::Token;

/// What a grant is called among the vouchers.
const KIND: &str = "pictures";
/// The voucher of a session that says which grant is its last.
const LAST: &str = "pictures:last";
/// How long one is good, milliseconds: choosing takes a while, and so does a slow network.
const GOOD: i64 = 10 * 60_000;

/// Lets whoever has this token hand in pictures for a paper of the asker's; what was granted in this session before is over.
///
/// # Errors
/// As [`allowed`]; [`Error::NotFound`] where no app holds our pages.
pub async fn grant(
    ctx: &Context,
    asker: &Asker,
    session: Option<&Token>,
    draft: &DraftId,
    material: &MaterialId,
) -> Result<Token> {
    let citizen = asker.citizen()?;
    if ctx.containers.is_empty() {
        return Err(Error::NotFound);
    }
    super::own_to_supply(ctx, asker, draft).await?;
    allowed(ctx, asker, draft, material).await?;
    let session = live_session(ctx, session).await?.ok_or(Error::SignInFirst)?;
    let (token, until) = (Token::new(ctx), ctx.now().plus(GOOD));
    let body = [
        citizen.id.as_str(),
        session.id.as_str(),
        draft.as_str(),
        material.as_str(),
    ];
    let tx = ctx.db.write().await?;
    data::voucher::give(&*tx, KIND, &token.hash(), &body.join(" "), until).await?;
    data::voucher::give(&*tx, LAST, session.id.as_str(), &token.hash(), until).await?;
    tx.commit().await?;
    Ok(token)
}

/// Whether somebody may hand in pictures by a grant: asked before a byte of them is read.
///
/// # Errors
/// [`Error::NotFound`] when the grant is over or never was one.
pub async fn granted(ctx: &Context, grant: &Token) -> Result<()> {
    open(ctx, &grant.hash()).await.map(|_| ())
}

/// Hands in one picture by a grant, once however often it is sent: whoever it was given to must still be signed in, and still be allowed what they hand in
/// themselves.
///
/// # Errors
/// [`Error::NotFound`] when the grant is over or never was one; else as [`super::attach::attach`].
pub async fn hand_in<S>(ctx: &Context, grant: &Token, arriving: Arriving<S>) -> Result<File>
where
    S: Stream<Item = Result<Bytes>> + Unpin,
{
    let (asker, draft, material) = open(ctx, &grant.hash()).await?;
    attach_once(ctx, &asker, &draft, &material, arriving).await
}

/// Ends what was granted in this session: whoever is back on the page of a paper sees all that came.
///
/// # Errors
/// When the database fails.
pub async fn end(ctx: &Context, session: Option<&Token>) -> Result<()> {
    let Some(session) = live_session(ctx, session).await? else {
        return Ok(());
    };
    let last = data::voucher::find(ctx.db.read(), LAST, session.id.as_str(), ctx.now()).await?;
    // Nearly always there is none, and a page that is only read waits for no writer.
    if last.is_some() {
        let tx = ctx.db.write().await?;
        data::voucher::take(&*tx, LAST, session.id.as_str(), ctx.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Who was given a grant, and for which paper.
async fn open(ctx: &Context, hash: &str) -> Result<(Asker, DraftId, MaterialId)> {
    let (db, now) = (ctx.db.read(), ctx.now());
    let body = data::voucher::find(db, KIND, hash, now).await?.ok_or(Error::NotFound)?;
    let parts: Vec<_> = body.split(' ').collect();
    let [citizen, session, draft, material] = parts.as_slice() else {
        return Err(Error::NotFound);
    };
    let (citizen, session): (CitizenId, SessionId) = (citizen.parse()?, session.parse()?);
    let last = data::voucher::find(db, LAST, session.as_str(), now).await?;
    if last.as_deref() != Some(hash) {
        return Err(Error::NotFound);
    }
    let asker = in_session(ctx, &citizen, &session).await?.ok_or(Error::NotFound)?;
    Ok((asker, draft.parse()?, material.parse()?))
}

#[cfg(test)]
mod tests;
