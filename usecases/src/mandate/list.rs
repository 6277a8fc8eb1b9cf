//! The mandates that a citizen gave, and those that name them.

use data::mandate::Use;
use domain::id::MandateId;
use domain::mandate::{Mandate, Standing};

use super::names;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};

/// A mandate that names the asker as agent.
#[derive(Debug)]
pub struct Held {
    /// The mandate.
    pub mandate: Mandate,
    /// The principal's name.
    pub principal: String,
}

/// The mandates that the asker gave, the newest first.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn list_given(ctx: &Context, asker: &Asker) -> Result<Vec<Mandate>> {
    Ok(data::mandate::list_given(ctx.db.read(), &asker.citizen()?.id).await?)
}

/// The mandates that were offered to the asker or that they took on, and that are not over.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn list_held(ctx: &Context, asker: &Asker) -> Result<Vec<Held>> {
    let citizen = asker.citizen()?;
    let Some(known) = &citizen.real_name else {
        return Ok(Vec::new());
    };
    let mut held = Vec::new();
    let helpers = data::helper::list_of(ctx.db.read(), &citizen.id).await?;
    for mandate in data::mandate::list_named(ctx.db.read(), &citizen.phone, &helpers, ctx.today()).await? {
        let is_open = matches!(
            mandate.standing(ctx.today()),
            Standing::Offered | Standing::Ahead | Standing::Live
        );
        if !is_open || !names(&mandate, citizen, known, &helpers) {
            continue;
        }
        let principal = data::account::find_citizen(ctx.db.read(), &mandate.principal).await?;
        let name = principal
            .and_then(|principal| principal.real_name)
            .map(|known| known.name);
        held.push(Held {
            principal: name.unwrap_or_default(),
            mandate,
        });
    }
    Ok(held)
}

/// A mandate that the asker gave, with everything that was done under it, the latest first.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's.
pub async fn read(ctx: &Context, asker: &Asker, id: &MandateId) -> Result<(Mandate, Vec<Use>)> {
    let citizen = asker.citizen()?;
    let mandate = data::mandate::find(ctx.db.read(), id).await?;
    let mandate = mandate
        .filter(|mandate| mandate.principal == citizen.id)
        .ok_or(Error::NotFound)?;
    let uses = data::mandate::list_uses(ctx.db.read(), id).await?;
    Ok((mandate, uses))
}
