//! Sign out.

use super::recognise::live_session;
use crate::context::Context;
use crate::error::Result;
use crate::token::Token;

/// Ends the session of this token; nothing to do when there is none.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(ctx: &Context, token: &Token) -> Result<()> {
    if let Some(session) = live_session(ctx, Some(token)).await? {
        data::session::end(ctx.db.read(), &session.id, ctx.now()).await?;
    }
    Ok(())
}
