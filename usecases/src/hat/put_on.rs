//! Put on another hat: the session gets a new token, since it may do other things.

use domain::account::Hat;

use super::look_up;
use crate::account::sign_in::{Luggage, rotate};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::mandate::journal::{self, Kind};
use crate::token::Token;

/// Acts from now on, in this session, on somebody's behalf.
///
/// # Errors
/// [`Error::RealNameFirst`] for somebody whom nobody knows; refused when they may not wear it, or no longer.
pub async fn put_on(ctx: &Context, asker: &Asker, hat: &Hat, luggage: &Luggage) -> Result<Token> {
    let (citizen, _) = asker.real_name()?;
    let over = match hat {
        Hat::Organisation(_) => Refusal::RepresentsNoMore,
        Hat::Own | Hat::Mandate(_) => Refusal::HatOver,
    };
    look_up(ctx, citizen, hat).await?.ok_or(Error::Refused(over))?;
    if let Hat::Mandate(id) = hat {
        journal::note(ctx, id, &citizen.id, Kind::PutOn, "").await?;
    }
    rotate(ctx, luggage, |session| session.hat = hat.clone()).await
}
