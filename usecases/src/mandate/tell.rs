//! Both sides of a mandate are told what becomes of it, by message and on their page. Members of an agency see it in their list.

use data::Transaction;
use domain::id::{CitizenId, MandateId};
use domain::mandate::{Mandate, Standing};
use domain::notice::{News, NoticeKind};

use crate::account::notice::{keep, tell};
use crate::context::Context;
use crate::error::Result;
use crate::outbox;

/// Asks the agent, by message: whether the number has an account is nobody's business.
pub(crate) async fn offered(ctx: &Context, tx: &Transaction, mandate: &Mandate) -> Result<()> {
    if mandate.agent.agency.is_some() {
        return Ok(());
    }
    outbox::offer(ctx, &**tx, &mandate.id).await
}

/// Tells the principal that somebody acts for them from now on.
pub(super) async fn accepted(ctx: &Context, tx: &Transaction, mandate: &Mandate) -> Result<()> {
    to_principal(ctx, tx, mandate, News::MandateAccepted(mandate.id.clone())).await
}

/// Tells the side that did not end it.
pub(crate) async fn ended(ctx: &Context, tx: &Transaction, mandate: &Mandate, by: &CitizenId) -> Result<()> {
    let news = News::MandateEnded(mandate.id.clone());
    if mandate.principal != *by {
        return to_principal(ctx, tx, mandate, news).await;
    }
    match &mandate.agent.citizen {
        Some(agent) => tell(ctx, tx, agent, news).await,
        None => Ok(()),
    }
}

async fn to_principal(ctx: &Context, tx: &Transaction, mandate: &Mandate, news: News) -> Result<()> {
    let principal = data::account::find_citizen(&**tx, &mandate.principal).await?;
    // Where the office calls instead of somebody who has no phone may be the agent's number.
    if principal.is_some_and(|principal| principal.phone == mandate.agent.phone) {
        keep(ctx, tx, &mandate.principal, news).await?;
        return Ok(());
    }
    tell(ctx, tx, &mandate.principal, news).await
}

/// Sends the message that asks an agent, once, while there is something to answer.
pub(crate) async fn send_offer(ctx: &Context, errand: &str, id: &MandateId) -> Result<()> {
    let tx = ctx.db.write().await?;
    let is_mine = data::outbox::finish(&*tx, errand, ctx.now()).await?;
    tx.commit().await?;
    let mandate = data::mandate::find(ctx.db.read(), id).await?;
    let open = mandate.filter(|mandate| mandate.standing(ctx.today()) == Standing::Offered);
    let (Some(mandate), Some(messenger), true) = (open, &ctx.messenger, is_mine) else {
        return Ok(());
    };
    let kind = NoticeKind::MandateOffered;
    if messenger.send_notice(&mandate.agent.phone, kind).await.is_err() {
        tracing::warn!(kind = kind.as_str(), "a notice was not sent");
    }
    Ok(())
}
