//! Recognise who is asking from what the browser holds.

use data::session::{Holder, Session};
use domain::id::{CitizenId, SessionId};

use crate::asker::{Asker, Signed};
use crate::context::Context;
use crate::error::Result;
use crate::hat;
use crate::token::Token;

/// How often it is written down that a session is used, milliseconds: not with every page.
const NOTED: i64 = 5 * 60_000;

/// Who is asking: the session of this token while it lasts, otherwise a guest.
///
/// # Errors
/// When the database fails.
pub async fn recognise(ctx: &Context, session: Option<&Token>, guest: Option<Token>) -> Result<Asker> {
    let Some(session) = live_session(ctx, session).await? else {
        return Ok(Asker::Guest(guest));
    };
    if session.seen_at.plus(NOTED) <= ctx.now() {
        let tx = ctx.db.write().await?;
        data::session::see(&*tx, &session.id, ctx.now()).await?;
        tx.commit().await?;
    }
    Ok(holder(ctx, &session).await?.unwrap_or(Asker::Guest(guest)))
}

/// A citizen in one of their sessions, unless it has ended: for what is done in it without its token.
pub(crate) async fn in_session(ctx: &Context, citizen: &CitizenId, id: &SessionId) -> Result<Option<Asker>> {
    let session = data::session::find_own(ctx.db.read(), citizen, id).await?;
    match session.filter(|session| lasts(ctx, session)) {
        Some(session) => holder(ctx, &session).await,
        None => Ok(None),
    }
}

/// Whoever holds a session that lasts; nobody when the account is gone or locked.
async fn holder(ctx: &Context, session: &Session) -> Result<Option<Asker>> {
    Ok(match &session.holder {
        Holder::Citizen(id) => match data::account::find_citizen(ctx.db.read(), id).await? {
            Some(citizen) => Some(Asker::Citizen(Signed {
                // A mandate that ended meanwhile leaves nothing but one's own hat.
                worn: hat::look_up(ctx, &citizen, &session.hat).await?.unwrap_or_default(),
                live_at: session.live_at,
                citizen,
            })),
            None => None,
        },
        Holder::Officer(id) => {
            let account = data::staff::find(ctx.db.read(), id).await?;
            let open = account.filter(|account| account.locked_at.is_none());
            let by = match session.second_factor_at {
                Some(_) => Asker::Officer,
                None => Asker::HalfSignedIn,
            };
            open.map(|account| by(account.officer))
        }
    })
}

/// The session of this token, unless it has ended.
pub(crate) async fn live_session(ctx: &Context, token: Option<&Token>) -> Result<Option<Session>> {
    let Some(token) = token else { return Ok(None) };
    let session = data::session::find(ctx.db.read(), &token.hash()).await?;
    Ok(session.filter(|session| lasts(ctx, session)))
}

fn lasts(ctx: &Context, session: &Session) -> bool {
    let now = ctx.now();
    session.ended_at.is_none() && session.expires_at > now && session.seen_at.plus(ctx.limits.idle) > now
}
