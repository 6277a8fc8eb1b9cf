//! What waits under a token that only one browser has: a form that was refused or posted without a session, or somebody who is on the
//! way back from outside. It lies sealed, and only for a time.

use data::parked::{Parked, ParkedForm};

use crate::context::Context;
use crate::error::Result;
use crate::token::Token;

/// The longest that is kept of one thing typed, characters.
const LONGEST: usize = 60;

/// Keeps something as long as forms are kept.
pub(crate) async fn keep(ctx: &Context, about: Parked, body: String) -> Result<Token> {
    keep_for(ctx, about, body, ctx.limits.parked).await
}

/// Keeps something for so many milliseconds.
pub(crate) async fn keep_for(ctx: &Context, about: Parked, body: String, milliseconds: i64) -> Result<Token> {
    let token = Token::new(ctx);
    let form = ParkedForm {
        id: ctx.new_id().parse()?,
        about,
        body,
        expires_at: ctx.now().plus(milliseconds),
    };
    let tx = ctx.db.write().await?;
    data::parked::insert(&*tx, &form, &token.hash()).await?;
    tx.commit().await?;
    Ok(token)
}

/// What waits under this token, if it is about this and its time is not over.
pub(crate) async fn find(ctx: &Context, token: &Token, about: &Parked) -> Result<Option<String>> {
    let form = data::parked::find(ctx.db.read(), &token.hash(), ctx.now()).await?;
    Ok(form.filter(|form| form.about == *about).map(|form| form.body))
}

/// Keeps a name and a number that were refused.
pub(crate) async fn keep_pair(ctx: &Context, about: Parked, name: &str, number: &str) -> Result<Token> {
    keep(ctx, about, format!("{}\n{}", cut(name), cut(number))).await
}

/// The name and number that wait under this token.
pub(crate) async fn find_pair(ctx: &Context, token: &Token, about: &Parked) -> Result<Option<(String, String)>> {
    let body = find(ctx, token, about).await?;
    Ok(body.and_then(|body| {
        let (name, number) = body.split_once('\n')?;
        Some((name.to_owned(), number.to_owned()))
    }))
}

/// One thing typed, as much of it as anybody types.
pub(crate) fn cut(text: &str) -> String {
    text.replace('\n', " ").chars().take(LONGEST).collect()
}
