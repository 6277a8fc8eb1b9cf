//! Mandates (委托): one person lets another act, both can end it at any time, and every use is written down for the principal.

pub mod accept;
pub mod confirm;
pub mod draw_up;
pub mod end;
pub mod guardian;
pub mod journal;
pub mod list;
pub(crate) mod tell;

use domain::account::{Citizen, RealName};
use domain::field::same_text;
use domain::id::AgencyId;
use domain::mandate::Mandate;

/// Whether a mandate names this citizen as its agent: the name and the number, both; or an agency of theirs.
fn names(mandate: &Mandate, citizen: &Citizen, known: &RealName, agencies: &[AgencyId]) -> bool {
    let is_agent = mandate.agent.is(&citizen.id, agencies);
    if is_agent || mandate.agent.agency.is_some() {
        return is_agent;
    }
    let is_named = mandate.agent.phone == citizen.phone && same_text(&mandate.agent.name, &known.name);
    mandate.agent.citizen.is_none() && is_named
}

#[cfg(test)]
mod tests;
