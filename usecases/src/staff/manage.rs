//! Give posts and take them, lock and open accounts, take a second factor away: the security administrator's work, never on
//! their own account.

use data::Transaction;
use data::staff::Account;
use domain::id::OfficerId;
use domain::staff::{About, Act, Duty, Post, Role};

use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// Gives an officer one post more; their sessions end.
///
/// # Errors
/// Refused for whoever made the account; [`Error::Forbidden`] where the account runs the system, which goes with no post.
pub async fn add_post(ctx: &Context, asker: &Asker, id: &OfficerId, post: Post) -> Result<()> {
    let is_known = |code: &String| code == ctx.city.region() || ctx.city.region_below(code).is_some();
    let fits = ctx.city.department(&post.department).is_some() && post.regions.iter().all(is_known);
    if !fits {
        return Err(Error::NotFound);
    }
    change_posts(ctx, asker, id, |posts| {
        if !posts.contains(&post) {
            posts.push(post);
        }
    })
    .await
}

/// Takes a post from an officer; their sessions end. One that is gone already is no error.
///
/// # Errors
/// As [`add_post`].
pub async fn drop_post(ctx: &Context, asker: &Asker, id: &OfficerId, post: &Post) -> Result<()> {
    change_posts(ctx, asker, id, |posts| posts.retain(|known| known != post)).await
}

async fn change_posts(ctx: &Context, asker: &Asker, id: &OfficerId, change: impl FnOnce(&mut Vec<Post>)) -> Result<()> {
    let (tx, by, account) = begin(ctx, asker, id).await?;
    if account.made_by.as_ref() == Some(&by) {
        return Err(Error::Refused(Refusal::FourEyes));
    }
    let Duty::Casework(mut posts) = account.officer.duty else {
        return Err(Error::Forbidden);
    };
    change(&mut posts);
    data::staff::save_posts(&*tx, id, &posts).await?;
    data::session::end_all_of_officer(&*tx, id, ctx.now()).await?;
    end(ctx, tx, &by, Act::RightsChanged, id).await
}

/// Locks an account: its sessions end, and nobody signs in to it.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but the security administrator, and on their own account.
pub async fn lock(ctx: &Context, asker: &Asker, id: &OfficerId) -> Result<()> {
    let (tx, by, _) = begin(ctx, asker, id).await?;
    data::staff::lock(&*tx, id, Some(ctx.now())).await?;
    data::session::end_all_of_officer(&*tx, id, ctx.now()).await?;
    end(ctx, tx, &by, Act::Locked, id).await
}

/// Opens an account that was locked, or that nobody signed in to for a long time.
///
/// # Errors
/// As [`lock`].
pub async fn unlock(ctx: &Context, asker: &Asker, id: &OfficerId) -> Result<()> {
    let (tx, by, _) = begin(ctx, asker, id).await?;
    data::staff::lock(&*tx, id, None).await?;
    data::staff::see(&*tx, id, ctx.now()).await?;
    end(ctx, tx, &by, Act::Unlocked, id).await
}

/// Takes the second factor away from whoever lost it: they set another up when they sign in next, and their sessions end.
///
/// # Errors
/// As [`lock`].
pub async fn reset_second_factor(ctx: &Context, asker: &Asker, id: &OfficerId) -> Result<()> {
    let (tx, by, _) = begin(ctx, asker, id).await?;
    data::second_factor::delete(&*tx, id).await?;
    data::session::end_all_of_officer(&*tx, id, ctx.now()).await?;
    end(ctx, tx, &by, Act::SecondFactorReset, id).await
}

async fn begin(ctx: &Context, asker: &Asker, id: &OfficerId) -> Result<(Transaction, OfficerId, Account)> {
    let by = asker.administrator(Role::Security)?.id.clone();
    if by == *id {
        return Err(Error::Forbidden);
    }
    let tx = ctx.db.write().await?;
    tx.hold(&format!("officer:{id}")).await?;
    let account = data::staff::find(&*tx, id).await?.ok_or(Error::NotFound)?;
    Ok((tx, by, account))
}

async fn end(ctx: &Context, tx: Transaction, by: &OfficerId, act: Act, id: &OfficerId) -> Result<()> {
    note(ctx, &tx, Some(by), act, About::Officer(id.clone())).await?;
    Ok(tx.commit().await?)
}
