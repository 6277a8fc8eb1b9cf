//! Start the cases that waited for a result, or let them lapse when it will never come. Run by the outbox, each case once.

use domain::application::EventKind;
use domain::case::{Case, Outlook, Status, outlook};
use domain::id::ApplicationId;
use domain::theme::Theme;

use super::step;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::theme;

/// Who acts when nobody does.
const SYSTEM: &str = "system";

/// Looks at every waiting case of the application; the errand is done in the same transaction.
pub(crate) async fn start_dependents(ctx: &Context, errand: &str, application: &ApplicationId) -> Result<()> {
    let tx = ctx.db.write().await?;
    if !data::outbox::finish(&*tx, errand, ctx.now()).await? {
        return Ok(());
    }
    let found = data::application::find(&*tx, application)
        .await?
        .ok_or(Error::NotFound)?;
    let theme = theme::version(ctx, &*tx, &found.theme_version).await?.theme;
    let mut cases = data::case::list(&*tx, application).await?;
    // One case that lapses can make another lapse, so it goes on until nothing moves.
    while let Some((position, outlook)) = next_to_move(&theme, &cases) {
        let Some(case) = cases.get_mut(position) else { break };
        let kind = match outlook {
            Outlook::Starts => case.start(ctx.today(), &ctx.calendar).map(|()| EventKind::Started)?,
            Outlook::Lapses | Outlook::Waits => case.lapse().map(|()| EventKind::Lapsed)?,
        };
        step(ctx, &tx, case, kind, SYSTEM).await?;
    }
    Ok(tx.commit().await?)
}

/// The first waiting case that no longer needs to wait.
pub(crate) fn next_to_move(theme: &Theme, cases: &[Case]) -> Option<(usize, Outlook)> {
    let needed = |case: &Case| {
        let item = theme.item(&case.item);
        let wait = |other: &Case| {
            item.and_then(|item| item.wait_for(&other.item))
                .map(|wait| (wait, other.status))
        };
        outlook(cases.iter().filter_map(wait))
    };
    let waiting = cases
        .iter()
        .enumerate()
        .filter(|(_, case)| case.status == Status::Waiting);
    waiting
        .map(|(position, case)| (position, needed(case)))
        .find(|(_, outlook)| *outlook != Outlook::Waits)
}
