//! Adopt: what somebody answered as a guest becomes theirs when they sign in.

use domain::account::Citizen;

use crate::context::Context;
use crate::error::Result;
use crate::token::Token;

/// Gives the guest's drafts to the citizen; their newest becomes the one the plan shows.
///
/// # Errors
/// When the database fails.
pub async fn adopt(ctx: &Context, citizen: &Citizen, guest: &Token) -> Result<()> {
    for draft in data::draft::list_for_guest(ctx.db.read(), &guest.hash()).await? {
        data::draft::set_citizen(ctx.db.read(), &draft.id, &citizen.id).await?;
    }
    Ok(())
}
