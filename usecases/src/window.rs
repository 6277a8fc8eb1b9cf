//! The window of a hall (窗口): whoever comes there with their ID card is served by an officer, also who has no phone.
//!
//! Who stands there is kept with the officer's browser for a while and named by no form: what is done is done for that person.

pub mod account;
pub mod mandate;
pub mod serve;

use data::parked::Parked;
use domain::account::RealName;
use domain::id::OfficerId;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

/// The asker, who serves at a window, and the person who stands there.
///
/// # Errors
/// [`Error::Forbidden`] for everybody who does not serve at one; [`Error::ServeFirst`] when nobody stands there any more.
async fn served(ctx: &Context, asker: &Asker, token: &Token) -> Result<(OfficerId, RealName)> {
    let officer = asker.window()?.id.clone();
    let pair = parked::find_pair(ctx, token, &Parked::Served(officer.clone())).await?;
    let (name, id_number) = pair.ok_or(Error::ServeFirst)?;
    let id_number = id_number.parse().map_err(|_| Error::ServeFirst)?;
    Ok((officer, RealName { name, id_number }))
}

/// Whether a page was shown for who stands there now, by the mark that it carried: in another tab somebody else may have come since.
///
/// # Errors
/// Refused when it was not.
pub fn still_stands(token: &Token, mark: &str) -> Result<()> {
    if token.hash() == mark {
        Ok(())
    } else {
        Err(Error::Refused(Refusal::SomebodyElseServed))
    }
}

#[cfg(test)]
mod tests;
