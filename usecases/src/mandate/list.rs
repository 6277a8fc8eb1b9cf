//! The mandates that a citizen gave, and those that name them.

use std::collections::BTreeMap;

use domain::id::MandateId;
use domain::mandate::{Mandate, Standing};
use domain::moment::Moment;

use super::journal::Kind;
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
    let agencies = data::agency::list_of(ctx.db.read(), &citizen.id).await?;
    for mandate in data::mandate::list_named(ctx.db.read(), citizen, &agencies, ctx.today()).await? {
        let is_open = matches!(
            mandate.standing(ctx.today()),
            Standing::Offered | Standing::Ahead | Standing::Live
        );
        if !is_open || !names(&mandate, citizen, known, &agencies) {
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

/// Something that was done under a mandate.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    /// What.
    pub what: Kind,
    /// By whom, by name: of an agency any member may have been it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A mandate that the asker gave, with at most so much of what was done under it, the latest first.
///
/// # Errors
/// [`Error::NotFound`] for anybody else's.
pub async fn read(ctx: &Context, asker: &Asker, id: &MandateId, most: u64) -> Result<(Mandate, Vec<Done>)> {
    let (citizen, db) = (asker.citizen()?, ctx.db.read());
    let mandate = data::mandate::find(db, id).await?;
    let mandate = mandate
        .filter(|mandate| mandate.principal == citizen.id)
        .ok_or(Error::NotFound)?;
    let mut names = BTreeMap::new();
    let mut done = Vec::new();
    for used in data::mandate::list_uses(db, id, most).await? {
        if !names.contains_key(&used.by) {
            let agent = data::account::find_citizen(db, &used.by).await?;
            let known = agent.and_then(|agent| agent.real_name).map(|known| known.name);
            names.insert(used.by.clone(), known.unwrap_or_default());
        }
        let by = names.get(&used.by).cloned().unwrap_or_default();
        done.extend(Kind::from_word(&used.kind).map(|what| Done { what, by, at: used.at }));
    }
    Ok((mandate, done))
}
