//! What must still happen: errands are written with the change that causes them and run until done, also after a crash.

use data::Connection;
use data::outbox::Errand;
use domain::id::{ApplicationId, DraftId, MandateId, NoticeId};

use crate::context::Context;
use crate::error::Result;
use crate::{account, application, casework, mandate, party};

/// Starts or lapses the cases that waited for a decision; about an application.
const START_DEPENDENTS: &str = "start_dependents";

/// Sends a notice; about it.
const NOTICE: &str = "notice";

/// Sends a message about a step of an application; about its event.
const STEP: &str = "step";

/// Asks somebody by message to act for another; about a mandate.
const OFFER: &str = "offer";

/// Asks those again who agreed to something else than a draft says now; about it.
const PARTIES: &str = "parties";

/// Asks registers again that were silent while a form was filled in; about an application.
const BACK_CHECK: &str = "back_check";

/// How many errands one round takes.
const ROUND: u64 = 50;

/// Writes the errand to look at an application's waiting cases.
pub(crate) async fn start_dependents(ctx: &Context, tx: &impl Connection, application: &ApplicationId) -> Result<()> {
    write(ctx, tx, START_DEPENDENTS, application.as_str()).await
}

/// Writes the errand to send a notice.
pub(crate) async fn notice(ctx: &Context, tx: &impl Connection, notice: &NoticeId) -> Result<()> {
    write(ctx, tx, NOTICE, notice.as_str()).await
}

/// Writes the errand to tell of a step of an application.
pub(crate) async fn step(ctx: &Context, tx: &impl Connection, event: &str) -> Result<()> {
    write(ctx, tx, STEP, event).await
}

/// Writes the errand to ask the agent of a mandate.
pub(crate) async fn offer(ctx: &Context, tx: &impl Connection, mandate: &MandateId) -> Result<()> {
    write(ctx, tx, OFFER, mandate.as_str()).await
}

/// Writes the errand to look whether those who agreed to a draft have to be asked again.
pub(crate) async fn parties(ctx: &Context, tx: &impl Connection, draft: &DraftId) -> Result<()> {
    write(ctx, tx, PARTIES, draft.as_str()).await
}

/// Writes the errand to ask the registers of an application again.
pub(crate) async fn back_check(ctx: &Context, tx: &impl Connection, application: &ApplicationId) -> Result<()> {
    write(ctx, tx, BACK_CHECK, application.as_str()).await
}

async fn write(ctx: &Context, tx: &impl Connection, kind: &str, about: &str) -> Result<()> {
    let errand = Errand {
        id: ctx.new_id(),
        kind: kind.to_owned(),
        about: about.to_owned(),
    };
    Ok(data::outbox::insert(tx, errand, ctx.now()).await?)
}

/// Runs the errands that are open, and says how many were done. One that fails is tried again in the next round.
///
/// # Errors
/// When the errands cannot be listed.
pub async fn run(ctx: &Context) -> Result<usize> {
    let mut done = 0;
    for errand in data::outbox::list_due(ctx.db.read(), ctx.now(), ROUND).await? {
        match run_one(ctx, &errand).await {
            Ok(()) => done += 1,
            Err(error) => {
                tracing::error!(errand = errand.kind, id = errand.id, %error, "an errand failed");
                let tx = ctx.db.write().await?;
                data::outbox::postpone(&*tx, &errand.id).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(done)
}

async fn run_one(ctx: &Context, errand: &Errand) -> Result<()> {
    match errand.kind.as_str() {
        START_DEPENDENTS => casework::start_dependents::start_dependents(ctx, &errand.id, &errand.about.parse()?).await,
        NOTICE => account::notice::send(ctx, &errand.id, &errand.about.parse()?).await,
        PARTIES => party::tell::ask_again(ctx, &errand.id, &errand.about.parse()?).await,
        STEP => application::tell::send(ctx, &errand.id, &errand.about).await,
        OFFER => mandate::tell::send_offer(ctx, &errand.id, &errand.about.parse()?).await,
        BACK_CHECK => casework::back_check::back_check(ctx, &errand.id, &errand.about.parse()?).await,
        other => Err(crate::Error::Internal(format!("no job for {other}").into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::TestOffice;

    #[tokio::test]
    async fn an_errand_that_cannot_be_done_does_not_hold_up_the_others() {
        for office in TestOffice::each().await {
            let (mother, officer) = (office.citizen("lin_xiao").await, office.officer("gao_ying").await);
            let application = office.newborn_application(&mother).await;
            let errand = |id: &str, kind: &str| Errand {
                id: id.into(),
                kind: kind.into(),
                about: "nobody".into(),
            };
            for errand in [errand("a", "walk_the_dog"), errand("b", START_DEPENDENTS)] {
                data::outbox::insert(office.ctx.db.read(), errand, office.ctx.now())
                    .await
                    .unwrap();
            }
            office.grant(&officer, &application, "birth_certificate").await;
            assert_eq!(
                run(&office.ctx).await.unwrap(),
                2,
                "the dependents start, and a message goes out"
            );
            assert_eq!(
                office
                    .items_with(&application, domain::case::Status::Waiting)
                    .await
                    .len(),
                2
            );
            let open = data::outbox::list_open(office.ctx.db.read(), ROUND).await.unwrap();
            assert_eq!(open.len(), 2);
        }
    }
}
