//! The hats that a citizen may put on.

use domain::account::{Hat, Organisation, RealName};
use domain::id::OrganisationId;

use super::{Worn, look_up};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::register::Entry;

/// The hats of others that this citizen may put on now: principals first, then organisations.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<Worn>> {
    let citizen = asker.citizen()?;
    let mut hats = Vec::new();
    let agencies = data::agency::list_of(ctx.db.read(), &citizen.id).await?;
    for mandate in data::mandate::list_named(ctx.db.read(), citizen, &agencies, ctx.today()).await? {
        hats.extend(look_up(ctx, citizen, &Hat::Mandate(mandate.id)).await?);
    }
    for organisation in data::organisation::list_for(ctx.db.read(), &citizen.id).await? {
        hats.extend(look_up(ctx, citizen, &Hat::Organisation(organisation)).await?);
    }
    Ok(hats)
}

/// Asks the business register which organisation the asker represents, and writes it down for a day; none when it knows of none.
///
/// # Errors
/// [`Error::RealNameFirst`] for somebody whom nobody knows; refused when the register cannot be asked; [`Error::NotFound`] where the
/// city has none that knows representatives.
pub async fn ask_register(ctx: &Context, asker: &Asker) -> Result<Option<Organisation>> {
    let (citizen, known) = asker.real_name()?;
    let register = ctx.city.knows_representatives().ok_or(Error::NotFound)?;
    let answer = ctx.registers.open(register, &known.id_number);
    let Ok(Ok(entry)) = tokio::time::timeout(ctx.limits.register_wait, answer).await else {
        return Err(Error::Refused(Refusal::RegisterDown));
    };
    let represented = entry.as_ref().and_then(|entry| represented(entry, known));
    let tx = ctx.db.write().await?;
    data::organisation::delete_confirmed(&*tx, &citizen.id).await?;
    let Some((credit_code, name)) = represented else {
        tx.commit().await?;
        return Ok(None);
    };
    tx.hold(&format!("organisation:{credit_code}")).await?;
    let id: OrganisationId = match data::organisation::find_by_credit_code(&*tx, &credit_code).await? {
        Some(organisation) => organisation.id,
        None => ctx.new_id().parse()?,
    };
    let organisation = Organisation { id, credit_code, name };
    data::organisation::save(&*tx, &organisation).await?;
    data::organisation::confirm(&*tx, &organisation.id, &citizen.id, ctx.now()).await?;
    tx.commit().await?;
    Ok(Some(organisation))
}

/// The code and name of the organisation whose legal representative (法定代表人) or registered agent (经办人) a record says this is.
fn represented(entry: &Entry, who: &RealName) -> Option<(String, String)> {
    let says = |role: &str, element: &str| {
        let mut says = entry.says.iter();
        says.find(|(said_of, of, _)| said_of == role && of.as_str() == element)
            .map(|(_, _, text)| text.as_str())
    };
    let is_number = |text: &str| text == who.id_number.as_str();
    let is_representative = says("company", "company.representative") == Some(who.name.as_str())
        && says("self", "person.id_number").is_some_and(is_number);
    let is_agent = says("agent", "person.id_number").is_some_and(is_number);
    let code = says("company", "company.credit_code").filter(|_| is_representative || is_agent)?;
    Some((code.to_owned(), says("company", "company.name")?.to_owned()))
}
