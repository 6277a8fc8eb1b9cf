//! Make an account for somebody new on the staff: the system administrator's work. What they may do is given by another.

use data::parked::Parked;
use domain::id::OfficerId;
use domain::identity::mobile_number;
use domain::staff::{About, Act, Duty, Officer, Role};

use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

/// Longest name, characters.
const LONGEST: usize = 30;

/// Makes an account that may do nothing yet.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but the system administrator; refused when it is no name, or no mobile number, or an officer
/// has the number.
pub async fn make(ctx: &Context, asker: &Asker, name: &str, phone: &str) -> Result<OfficerId> {
    let by = asker.administrator(Role::System)?;
    store(ctx, Some(&by.id), name, phone, Duty::Casework(Vec::new())).await
}

/// Makes the account of somebody who runs the system: by the operator at the console, never on the site.
///
/// # Errors
/// Refused as with [`make`].
pub async fn invite(ctx: &Context, role: Role, name: &str, phone: &str) -> Result<OfficerId> {
    store(ctx, None, name, phone, Duty::Administration(role)).await
}

async fn store(ctx: &Context, by: Option<&OfficerId>, name: &str, phone: &str, duty: Duty) -> Result<OfficerId> {
    let name = name.trim();
    if !(1..=LONGEST).contains(&name.chars().count()) {
        return Err(Error::Refused(Refusal::NotAnOfficer));
    }
    let phone = mobile_number(phone).ok_or(Error::Refused(Refusal::NotAPhone))?;
    let officer = Officer {
        id: ctx.new_id().parse()?,
        name: name.to_owned(),
        phone,
        duty,
    };
    let tx = ctx.db.write().await?;
    if !data::staff::insert(&*tx, &officer, by, ctx.now()).await? {
        return Err(Error::Refused(Refusal::NumberTaken));
    }
    note(ctx, &tx, by, Act::AccountMade, About::Officer(officer.id.clone())).await?;
    tx.commit().await?;
    Ok(officer.id)
}

/// Keeps a name and number that were refused, for this administrator to mend.
///
/// # Errors
/// As [`make`].
pub async fn keep_typed(ctx: &Context, asker: &Asker, name: &str, phone: &str) -> Result<Token> {
    let by = asker.administrator(Role::System)?;
    parked::keep_pair(ctx, Parked::NewOfficer(by.id.clone()), name, phone).await
}

/// The name and number that this administrator last typed and that were refused.
///
/// # Errors
/// As [`make`].
pub async fn typed(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<(String, String)>> {
    let by = asker.administrator(Role::System)?;
    parked::find_pair(ctx, token, &Parked::NewOfficer(by.id.clone())).await
}
