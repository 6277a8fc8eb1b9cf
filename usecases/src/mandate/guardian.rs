//! A parent acts for their child: the register that knows names says whose child it is, so nobody has to give a mandate.

use chrono::{Days, Months};
use domain::account::{Citizen, RealName};
use domain::id::{CitizenId, ElementId, MandateId};
use domain::identity::IdNumber;
use domain::mandate::{Agent, Ground, Mandate, Standing};

use super::tell;
use crate::account::real_name;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::register::Entry;

/// Of age, years (民法典 art. 17).
const OF_AGE: u32 = 18;

/// The mandate of a parent for their child, drawn up when there is none.
///
/// # Errors
/// [`Error::RealNameFirst`] for somebody whom nobody knows; refused when it is no name or number or somebody of age, when the
/// register does not confirm it or cannot be asked, or after too many tries.
pub async fn guard(ctx: &Context, asker: &Asker, name: &str, id_number: &str) -> Result<MandateId> {
    let (parent, known) = asker.real_name()?;
    let refused = |refusal| Err(Error::Refused(refusal));
    let (name, Ok(id_number)) = (name.trim(), id_number.parse::<IdNumber>()) else {
        return refused(Refusal::NotAnIdentity);
    };
    let birthday = id_number.born_on().checked_add_months(Months::new(12 * OF_AGE));
    let Some(last) = birthday.and_then(|day| day.checked_sub_days(Days::new(1))) else {
        return refused(Refusal::NotAnIdentity);
    };
    if last < ctx.today() {
        return refused(Refusal::OfAge);
    }
    let entry = real_name::ask(ctx, parent, name, &id_number).await?;
    if !names_as_parent(&entry, &known.id_number)? {
        return refused(Refusal::NotConfirmed);
    }
    let tx = ctx.db.write().await?;
    tx.hold(&format!("id_number:{id_number}")).await?;
    let child = match data::account::find_by_id_number(&*tx, &id_number).await? {
        Some(child) => child.id,
        None => begin_account(ctx, &tx, parent, name, id_number).await?,
    };
    let given = data::mandate::list_given(&*tx, &child).await?;
    let is_this = |given: &&Mandate| {
        let is_open = given.standing(ctx.today()) == Standing::Live;
        is_open && given.ground == Ground::Guardian && given.agent.citizen.as_ref() == Some(&parent.id)
    };
    if let Some(mandate) = given.iter().find(is_this) {
        return Ok(mandate.id.clone());
    }
    let now = ctx.now();
    let mandate = Mandate {
        id: ctx.new_id().parse()?,
        principal: child,
        agent: Agent {
            name: known.name.clone(),
            phone: parent.phone.clone(),
            citizen: Some(parent.id.clone()),
            agency: None,
        },
        themes: None,
        from: ctx.today(),
        until: last,
        ground: Ground::Guardian,
        drawn_at: now,
        confirmed_at: Some(now),
        accepted_at: Some(now),
        ended_at: None,
    };
    data::mandate::insert(&*tx, &mandate).await?;
    tell::accepted(ctx, &tx, &mandate).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(mandate.id)
}

/// Whether a child's record has this number as that of a parent.
fn names_as_parent(entry: &Entry, parent: &IdNumber) -> Result<bool> {
    let element: ElementId = "person.id_number".parse()?;
    let is_parent = |role: &str| role == "father" || role == "mother";
    let mut says = entry.says.iter();
    Ok(says.any(|(role, of, text)| is_parent(role) && *of == element && text == parent.as_str()))
}

/// An account that nobody signs in to until the child does; the parent's number is where the office calls.
async fn begin_account(
    ctx: &Context,
    tx: &data::Transaction,
    parent: &Citizen,
    name: &str,
    id_number: IdNumber,
) -> Result<CitizenId> {
    let child = Citizen {
        id: ctx.new_id().parse()?,
        phone: parent.phone.clone(),
        real_name: Some(RealName {
            name: name.to_owned(),
            id_number,
        }),
    };
    data::account::save_citizen(&**tx, &child).await?;
    Ok(child.id)
}
