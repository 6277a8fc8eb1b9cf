//! A parent acts for their child: the register that knows names says whose child it is, so nobody has to give a mandate.

use chrono::{Days, Months};
use domain::account::RealName;
use domain::id::{ElementId, MandateId};
use domain::identity::IdNumber;
use domain::mandate::{Agent, Ground, Mandate, Standing};

use super::tell;
use crate::account::begin::account_or_new;
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
    let entry = real_name::ask(ctx, parent.id.as_str(), real_name::TRIES, name, &id_number).await?;
    if !names_as_parent(&entry, &known.id_number)? {
        return refused(Refusal::NotConfirmed);
    }
    let tx = ctx.db.write().await?;
    let (name, phone) = (name.to_owned(), &parent.phone);
    let child = account_or_new(ctx, &tx, &RealName { name, id_number }, phone).await?.id;
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
