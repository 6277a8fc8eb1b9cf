//! Sign out.

use data::session::Holder;
use domain::staff::{About, Act};

use super::recognise::live_session;
use crate::audit;
use crate::context::Context;
use crate::error::Result;
use crate::token::Token;

/// Ends the session of this token; nothing to do when there is none.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(ctx: &Context, token: &Token) -> Result<()> {
    if let Some(session) = live_session(ctx, Some(token)).await? {
        let tx = ctx.db.write().await?;
        data::session::end(&*tx, &session.id, ctx.now()).await?;
        if let Holder::Officer(id) = session.holder {
            audit::note(ctx, &tx, Some(&id), Act::SignedOut, About::Nothing).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
