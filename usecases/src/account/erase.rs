//! Delete an account: what the law lets go goes at once; what was submitted stays with the departments and is closed.

use std::collections::BTreeMap;

use data::Transaction;
use domain::account::Citizen;
use domain::draft::Draft;
use domain::id::{DraftId, FileId};

use super::recognise::live_session;
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::attach::remove_content;
use crate::error::{Error, Refusal, Result};
use crate::mandate::tell;
use crate::party;
use crate::token::Token;

/// How long ago somebody may have signed in for what cannot be taken back, milliseconds.
const FRESH: i64 = 10 * 60_000;

/// Drafts that are deleted in one go; nobody has as many.
const ALL: u64 = 10_000;

/// Whether a citizen may delete the account now: signed in a moment ago, and nothing of theirs is at an office.
///
/// # Errors
/// Refused when signed in longer ago, or when an application is not decided; [`Error::SignInFirst`] for a guest.
pub async fn may(ctx: &Context, asker: &Asker, here: Option<&Token>) -> Result<()> {
    let citizen = asker.citizen()?;
    must_be_fresh(ctx, here).await?;
    if has_open_application(ctx.db.read(), citizen).await? {
        return Err(Error::Refused(Refusal::ApplicationOpen));
    }
    Ok(())
}

/// Lets only who signed in a moment ago: a session that somebody left open does nothing that cannot be taken back.
pub(super) async fn must_be_fresh(ctx: &Context, here: Option<&Token>) -> Result<()> {
    let session = live_session(ctx, here).await?.ok_or(Error::SignInFirst)?;
    if session.created_at.plus(FRESH) <= ctx.now() {
        return Err(Error::Refused(Refusal::SignInAgain));
    }
    Ok(())
}

/// Deletes the asker's account. Drafts, devices, consents and everything that tells who it was are gone; the applications are the
/// departments' records and name the account by its id alone (个人信息保护法 art. 47).
///
/// # Errors
/// As [`may`]; [`Error::Conflict`] when a draft is submitted in the same moment.
pub async fn erase(ctx: &Context, asker: &Asker, here: Option<&Token>) -> Result<()> {
    may(ctx, asker, here).await?;
    let citizen = asker.citizen()?;
    let tx = ctx.db.write().await?;
    let files = close(ctx, &tx, citizen).await?;
    // Again, now that nothing can be submitted any more.
    if has_open_application(&*tx, citizen).await? {
        return Err(Error::Refused(Refusal::ApplicationOpen));
    }
    tx.commit().await?;
    remove_contents(ctx, &files).await;
    Ok(())
}

/// Takes everything out of an account but its id, which applications keep; the files whose contents go when that is committed.
pub(crate) async fn close(ctx: &Context, tx: &Transaction, citizen: &Citizen) -> Result<Vec<FileId>> {
    tx.hold(&format!("phone:{}", citizen.phone)).await?;
    let mut files = Vec::new();
    // What an agent signed for others, too: from here their drafts lack a signature.
    let signed = data::signature::list_own(&**tx, &citizen.id).await?;
    let mut drafts: BTreeMap<DraftId, Option<Draft>> = signed.into_iter().map(|one| (one.draft, None)).collect();
    let own = data::draft::list_all(&**tx, &citizen.id, ALL).await?;
    drafts.extend(own.into_iter().map(|draft| (draft.id.clone(), Some(draft))));
    // Held in the order in which everybody holds several.
    for (id, own) in drafts {
        let Some(draft) = own else {
            // One that was submitted keeps the signature.
            data::draft::touch(&**tx, &id, ctx.now()).await?;
            continue;
        };
        data::parked::delete_about(&**tx, draft.id.as_str()).await?;
        if draft.submitted_at.is_some() {
            continue;
        }
        if !data::draft::touch(&**tx, &draft.id, ctx.now()).await? {
            return Err(Error::Conflict);
        }
        let papers = data::file::list(&**tx, &draft.id).await?;
        let own = papers.into_iter().filter(|file| file.taken_from.is_none());
        files.extend(own.map(|file| file.id));
        party::invite::dismiss_all(ctx, tx, &draft.id).await?;
        data::draft::delete(&**tx, &draft.id).await?;
    }
    party::leave_all(ctx, tx, &citizen.id).await?;
    data::parked::delete_about(&**tx, citizen.id.as_str()).await?;
    data::code::delete_for(&**tx, &citizen.phone).await?;
    data::consent::delete_own(&**tx, &citizen.id).await?;
    data::signature::delete_own(&**tx, &citizen.id).await?;
    data::notice::delete_own(&**tx, &citizen.id).await?;
    data::inbox::delete_own(&**tx, &citizen.id).await?;
    data::session::delete_own(&**tx, &citizen.id).await?;
    data::passkey::delete_own(&**tx, &citizen.id).await?;
    for held in data::mandate::list_named(&**tx, citizen, &[], ctx.today()).await? {
        if held.agent.citizen.as_ref() == Some(&citizen.id) {
            tell::ended(ctx, tx, &held, &citizen.id).await?;
        }
    }
    data::mandate::delete_own(&**tx, &citizen.id, ctx.now()).await?;
    data::organisation::delete_confirmed(&**tx, &citizen.id).await?;
    data::agency::delete_own(&**tx, &citizen.id).await?;
    data::account::erase(&**tx, &citizen.id).await?;
    Ok(files)
}

/// Removes the contents of files whose records are gone.
pub(crate) async fn remove_contents(ctx: &Context, files: &[FileId]) {
    for file in files {
        remove_content(ctx, file).await;
    }
}

/// Whether something of the citizen's is at an office and not decided.
pub(super) async fn has_open_application(db: &impl data::Connection, citizen: &Citizen) -> Result<bool> {
    for application in data::application::list_all(db, &citizen.id).await? {
        let cases = data::case::list(db, &application.id).await?;
        if cases.iter().any(|case| !case.status.is_closed()) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests;
