//! A step of an application that its people should not miss is told by message too: nothing but that there is something to read.

use std::collections::BTreeSet;

use data::Transaction;
use domain::account::Hat;
use domain::application::{Application, Event, EventKind};
use domain::mandate::Standing;
use domain::notice::NoticeKind;

use crate::context::Context;
use crate::error::Result;
use crate::outbox;

/// Writes the errand to tell of a step, if it is one that is told.
pub(crate) async fn tell(ctx: &Context, tx: &Transaction, kind: EventKind, event: &str) -> Result<()> {
    match NoticeKind::of_step(kind) {
        Some(_) => outbox::step(ctx, &**tx, event).await,
        None => Ok(()),
    }
}

/// Sends the messages about a step, once.
pub(crate) async fn send(ctx: &Context, errand: &str, event: &str) -> Result<()> {
    let tx = ctx.db.write().await?;
    let is_mine = data::outbox::finish(&*tx, errand, ctx.now()).await?;
    tx.commit().await?;
    let db = ctx.db.read();
    let found = data::application::find_event(db, event).await?;
    let (Some((application, event)), Some(messenger), true) = (found, &ctx.messenger, is_mine) else {
        return Ok(());
    };
    let application = data::application::find(db, &application).await?;
    let kind = NoticeKind::of_step(event.kind);
    let (Some(application), Some(kind)) = (application, kind) else {
        return Ok(());
    };
    for phone in phones(ctx, &application, &event).await? {
        if messenger.send_notice(&phone, kind).await.is_err() {
            tracing::warn!(kind = kind.as_str(), "a step was not told");
        }
    }
    Ok(())
}

/// Whose it is, and who filed it for them as long as they may; not who took the step themselves.
async fn phones(ctx: &Context, application: &Application, event: &Event) -> Result<BTreeSet<String>> {
    let db = ctx.db.read();
    let mut people = vec![application.citizen.clone()];
    if let Hat::Mandate(id) = &application.hat
        && let Some(mandate) = data::mandate::find(db, id).await?
        && mandate.standing(ctx.today()) == Standing::Live
    {
        people.extend(mandate.agent.citizen);
    }
    people.retain(|person| person.as_str() != event.actor);
    let mut phones = BTreeSet::new();
    for person in people {
        let citizen = data::account::find_citizen(db, &person).await?;
        // Somebody else has the number of one that has none.
        phones.extend(citizen.map(|citizen| citizen.phone).filter(|phone| !phone.is_empty()));
    }
    Ok(phones)
}
