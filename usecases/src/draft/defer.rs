//! Defer a paper (容缺): owed from when an office accepts, handed in after filing, asked for when it does not come.

use data::Transaction;
use domain::application::{Application, Event, EventKind};
use domain::calendar::{DayKind, Term};
use domain::case::{Case, Matter};
use domain::deferral::{Deferral, REMINDED};
use domain::draft::Draft;
use domain::id::{DraftId, MaterialId};
use domain::notice::News;
use domain::theme::Theme;
use domain::theme::item::Item;

use super::read::MyDraft;
use crate::account::notice::tell;
use crate::application::later;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::theme;

/// Who acts when nobody does.
const SYSTEM: &str = "system";

/// How many one round looks at, so that nobody waits long for their turn to write.
const ROUND: u64 = 100;

/// Defers a paper instead of handing it in.
///
/// # Errors
/// [`Error::NotFound`] when the theme does not let it follow; [`Error::Conflict`] when it is there already.
pub async fn defer(ctx: &Context, asker: &Asker, id: &DraftId, material: &MaterialId) -> Result<()> {
    let (tx, draft) = super::change(ctx, asker, id).await?;
    let theme = theme::version(ctx, &*tx, &draft.theme_version).await?.theme;
    theme.deferred(material).ok_or(Error::NotFound)?;
    let files = data::file::list(&*tx, id).await?;
    if files.iter().any(|file| file.material == *material) {
        return Err(Error::Conflict);
    }
    data::deferral::save(&*tx, &Deferral::new(id.clone(), material.clone(), ctx.now())).await?;
    Ok(tx.commit().await?)
}

/// Takes a deferral back: the paper is handed in now.
///
/// # Errors
/// As [`super::delete::delete`].
pub async fn take_back(ctx: &Context, asker: &Asker, id: &DraftId, material: &MaterialId) -> Result<()> {
    let (tx, _) = super::change(ctx, asker, id).await?;
    data::deferral::delete(&*tx, id, material).await?;
    Ok(tx.commit().await?)
}

/// Whether a paper of the draft can be handed in: before it is submitted, or when it is still owed.
///
/// # Errors
/// When the database fails.
pub async fn is_open(ctx: &Context, mine: &MyDraft, material: &MaterialId) -> Result<bool> {
    if mine.draft.submitted_at.is_none() {
        return Ok(true);
    }
    let db = ctx.db.read();
    Ok(later::is_asked(db, &mine.draft.id, material).await? || is_owed(ctx, db, &mine.draft, material).await?)
}

/// Whether a paper of an application was deferred, and somebody still waits for it.
pub(super) async fn is_owed(
    ctx: &Context,
    db: &impl data::Connection,
    draft: &Draft,
    material: &MaterialId,
) -> Result<bool> {
    if data::deferral::find(db, &draft.id, material).await?.is_none() {
        return Ok(false);
    }
    let waiting = waiting(ctx, db, &draft.id, material).await?;
    Ok(waiting.is_some_and(|(_, cases)| !cases.is_empty()))
}

/// A paper came: before filing the deferral is over, afterwards it was kept to.
pub(crate) async fn came(ctx: &Context, tx: &Transaction, draft: &Draft, material: &MaterialId) -> Result<()> {
    if draft.submitted_at.is_none() {
        data::deferral::delete(&**tx, &draft.id, material).await?;
        return Ok(());
    }
    let Some(mut deferral) = data::deferral::find(&**tx, &draft.id, material).await? else {
        return Ok(());
    };
    if deferral.came_at.is_some() {
        return Ok(());
    }
    deferral.came_at = Some(ctx.now());
    data::deferral::save(&**tx, &deferral).await?;
    let Some((application, cases)) = waiting(ctx, &**tx, &draft.id, material).await? else {
        return Ok(());
    };
    for case in cases {
        if let Some(matter) = missed(&deferral) {
            data::flag::settle(&**tx, &case.id, &matter, ctx.now()).await?;
        }
        let supplied = Event {
            case: Some(case.id),
            kind: EventKind::Supplied,
            actor: application.citizen.to_string(),
            at: ctx.now(),
        };
        data::application::insert_event(&**tx, ctx.new_id(), &application.id, &supplied).await?;
    }
    Ok(())
}

/// An office accepts a case: what its item needs and was deferred is owed from here.
pub(crate) async fn accept(ctx: &Context, tx: &Transaction, draft: &DraftId, theme: &Theme, item: &Item) -> Result<()> {
    for mut deferral in data::deferral::list(&**tx, draft).await? {
        let is_needed = item.materials.contains(&deferral.material);
        let Some(rule) = theme.deferred(&deferral.material).filter(|_| is_needed) else {
            continue;
        };
        if deferral.accept(rule.term, ctx.today(), &ctx.calendar) {
            data::deferral::save(&**tx, &deferral).await?;
        }
    }
    Ok(())
}

/// Reminds citizens of what they owe, and tells them and the officers of what did not come; each once.
///
/// # Errors
/// When the database fails.
pub async fn remind(ctx: &Context) -> Result<()> {
    let near = Term {
        days: REMINDED,
        kind: DayKind::Working,
    };
    let until = ctx.calendar.last_day(ctx.today(), near);
    for owed in data::deferral::list_owed(ctx.db.read(), ctx.today(), until, ROUND).await? {
        let tx = ctx.db.write().await?;
        tx.hold(&format!("deferral:{}", owed.draft)).await?;
        // As it is now that it is held: another process may have told of it.
        if let Some(deferral) = data::deferral::find(&*tx, &owed.draft, &owed.material).await? {
            tell_of(ctx, &tx, deferral).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

async fn tell_of(ctx: &Context, tx: &Transaction, mut deferral: Deferral) -> Result<()> {
    let waiting = waiting(ctx, &**tx, &deferral.draft, &deferral.material).await?;
    let Some((application, cases)) = waiting.filter(|(_, cases)| !cases.is_empty()) else {
        // Every office that needed it has decided without it.
        data::deferral::delete(&**tx, &deferral.draft, &deferral.material).await?;
        return Ok(());
    };
    let news = if deferral.is_missed(ctx.today()) {
        deferral.missed_at = Some(ctx.now());
        for case in &cases {
            miss(ctx, tx, &application, case, &deferral).await?;
        }
        News::PaperMissed(application.id.clone())
    } else if deferral.is_to_remind(ctx.today(), &ctx.calendar) {
        deferral.reminded_at = Some(ctx.now());
        News::PaperOwed(application.id.clone())
    } else {
        return Ok(());
    };
    data::deferral::save(&**tx, &deferral).await?;
    tell(ctx, tx, &application.citizen, news).await
}

/// Raises a flag at a case that a deferred paper did not come, and writes it down: its officer decides.
async fn miss(
    ctx: &Context,
    tx: &Transaction,
    application: &Application,
    case: &Case,
    deferral: &Deferral,
) -> Result<()> {
    data::application::touch(&**tx, &application.id).await?;
    if let Some(matter) = missed(deferral) {
        data::flag::raise(&**tx, &case.id, &matter, ctx.now()).await?;
    }
    let missed = Event {
        case: Some(case.id.clone()),
        kind: EventKind::Missed,
        actor: SYSTEM.to_owned(),
        at: ctx.now(),
    };
    Ok(data::application::insert_event(&**tx, ctx.new_id(), &application.id, &missed).await?)
}

/// What the flag says of it.
fn missed(deferral: &Deferral) -> Option<Matter> {
    Some(Matter::Missed {
        material: deferral.material.clone(),
        due: deferral.due?,
    })
}

/// The application of a draft, with its open cases that need a paper.
async fn waiting(
    ctx: &Context,
    db: &impl data::Connection,
    draft: &DraftId,
    material: &MaterialId,
) -> Result<Option<(Application, Vec<Case>)>> {
    let Some(application) = data::application::find_by_draft(db, draft).await? else {
        return Ok(None);
    };
    let theme = theme::version(ctx, db, &application.theme_version).await?.theme;
    let mut cases = data::case::list(db, &application.id).await?;
    cases.retain(|case| !case.status.is_closed() && theme.needs(&case.item, material));
    Ok(Some((application, cases)))
}

#[cfg(test)]
mod tests;
