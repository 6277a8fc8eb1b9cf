//! Help before filing (提前服务): a citizen asks, a department looks and answers. Asking is the consent that it sees the draft, as much of
//! it as its items need; closing takes that back.

pub mod answer;
pub mod ask;
pub mod look;

use domain::help::Help;
use domain::id::HelpId;

use crate::context::Context;
use crate::error::{Error, Result};

/// Longest question and longest answer, characters.
pub const LONGEST: usize = 1000;

async fn find(ctx: &Context, id: &HelpId) -> Result<Help> {
    data::help::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests;
