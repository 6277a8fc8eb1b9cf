//! Remind: whoever has not mended what was asked for is told once more before the time is over.

use domain::application::{Event, EventKind};
use domain::case::Status;
use domain::case::correction::remind_until;

use super::tell::tell;
use crate::context::Context;
use crate::error::Result;

/// How many one round reminds, so that nobody waits long for their turn to write.
const ROUND: u64 = 100;

/// Reminds the citizens whose time to mend something is nearly over.
///
/// # Errors
/// When the database fails.
pub async fn remind(ctx: &Context) -> Result<()> {
    let by = remind_until(ctx.today(), &ctx.calendar);
    for correction in data::correction::list_to_remind(ctx.db.read(), by, ROUND).await? {
        let tx = ctx.db.write().await?;
        data::application::touch(&*tx, &correction.application).await?;
        if !data::correction::remind(&*tx, &correction.id, ctx.now()).await? {
            continue;
        }
        let case = data::case::find(&*tx, &correction.case).await?;
        if case.is_some_and(|case| case.status == Status::Correcting) {
            let reminded = Event {
                case: Some(correction.case),
                kind: EventKind::Reminded,
                actor: "system".to_owned(),
                at: ctx.now(),
            };
            let id = ctx.new_id();
            data::application::insert_event(&*tx, id.clone(), &correction.application, &reminded).await?;
            tell(ctx, &tx, EventKind::Reminded, &id).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
