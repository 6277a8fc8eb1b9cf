//! Correct (补正): the officer names everything that is wrong, point by point, and asks for it at once (行政许可法 art. 32).

use domain::answer::FieldId;
use domain::application::EventKind;
use domain::case::correction::{Asked, Correction, CorrectionError, Point, Target, answer_by, may_ask};
use domain::case::{Case, Status};
use domain::id::CaseId;
use domain::staff::{About, Act, Task};
use domain::theme::Theme;

use super::{step, within};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::lines::with_lf;
use crate::theme;

/// Longest sentence of a point, and longest reason, characters.
pub const LONGEST: usize = 300;

/// What of a sentence is kept at the most, so that what is too long is still there to be shortened.
const KEPT: usize = 2000;

/// Names a point of a case that was just received, or says it anew. It is kept whatever it says: judged is what is sent.
///
/// # Errors
/// [`Error::NotFound`] for what is not of this case; [`Error::Conflict`] when it is no longer waiting to be accepted; refused when
/// the point says nothing, or too much.
pub async fn name(ctx: &Context, asker: &Asker, id: &CaseId, point: Point) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    let case = within(&*tx, officer, id, Task::Accept).await?;
    if case.status != Status::Received {
        return Err(Error::Conflict);
    }
    let application = data::application::find(&*tx, &case.application).await?;
    let version = application.ok_or(Error::NotFound)?.theme_version;
    let theme = theme::version(ctx, &*tx, &version).await?.theme;
    if !concerns(&theme, &case, &point.target) {
        return Err(Error::NotFound);
    }
    let writing = match data::correction::find_unsent(&*tx, id).await? {
        Some(writing) => writing,
        None => begin(ctx, &tx, &case).await?,
    };
    let place = u32::try_from(writing.points.len()).unwrap_or(u32::MAX);
    let sentence: String = with_lf(point.sentence.trim()).chars().take(KEPT).collect();
    let fits = is_said(&sentence);
    data::correction::name(&*tx, &writing.id, place, &Point { sentence, ..point }).await?;
    tx.commit().await?;
    if fits {
        Ok(())
    } else {
        Err(Error::Refused(Refusal::PointText))
    }
}

/// Takes a point out again.
///
/// # Errors
/// As [`within`].
pub async fn take_out(ctx: &Context, asker: &Asker, id: &CaseId, target: &Target) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    within(&*tx, officer, id, Task::Accept).await?;
    if let Some(writing) = data::correction::find_unsent(&*tx, id).await? {
        data::correction::drop_point(&*tx, &writing.id, target).await?;
    }
    Ok(tx.commit().await?)
}

/// Asks the citizen for everything that was named, within so many working days: the clock stops. The reason is kept first.
///
/// # Errors
/// Refused when nothing is named or a point says nothing, when it is asked for more a second time without a reason, and when the
/// days to ask are over; [`Error::Conflict`] when the case is no longer waiting to be accepted.
pub async fn ask(ctx: &Context, asker: &Asker, id: &CaseId, days: u32, reason: &str) -> Result<()> {
    let officer = asker.officer()?;
    keep_reason(ctx, asker, id, reason).await?;
    let tx = ctx.db.write().await?;
    let mut case = within(&*tx, officer, id, Task::Accept).await?;
    let before = data::correction::list_of_case(&*tx, id).await?;
    let writing = data::correction::find_unsent(&*tx, id).await?;
    let writing = writing.ok_or(CorrectionError::Nothing)?;
    may_ask(&writing.points, &before, writing.reason.as_deref())?;
    let is_too_long = writing.reason.as_deref().is_some_and(|reason| !is_said(reason));
    if is_too_long || !writing.points.iter().all(|point| is_said(&point.sentence)) {
        return Err(Error::Refused(Refusal::PointText));
    }
    case.ask_for_correction(ctx.today())?;
    let question = Asked {
        by: officer.id.clone(),
        at: ctx.now(),
        answer_by: answer_by(ctx.today(), days, &ctx.calendar),
    };
    if !data::correction::ask(&*tx, &writing.id, &question).await? {
        return Err(Error::Conflict);
    }
    step(ctx, &tx, &case, EventKind::CorrectionAsked, officer.id.as_str()).await?;
    let about = About::Case(id.clone());
    note(ctx, &tx, Some(&officer.id), Act::CorrectionAsked, about).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

async fn keep_reason(ctx: &Context, asker: &Asker, id: &CaseId, reason: &str) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    within(&*tx, officer, id, Task::Accept).await?;
    if let Some(writing) = data::correction::find_unsent(&*tx, id).await? {
        let reason: String = with_lf(reason.trim()).chars().take(KEPT).collect();
        data::correction::keep_reason(&*tx, &writing.id, &reason).await?;
    }
    Ok(tx.commit().await?)
}

async fn begin(ctx: &Context, tx: &data::Transaction, case: &Case) -> Result<Correction> {
    let id: domain::id::CorrectionId = ctx.new_id().parse()?;
    data::correction::begin(&**tx, &id, &case.application, &case.id).await?;
    Ok(Correction {
        id,
        application: case.application.clone(),
        case: case.id.clone(),
        points: Vec::new(),
        reason: None,
        asked: None,
        said: None,
        mended_at: None,
    })
}

/// Whether a sentence says something, and not more than is read.
#[must_use]
pub fn is_said(sentence: &str) -> bool {
    (1..=LONGEST).contains(&sentence.chars().count())
}

/// Whether the case's item needs this answer or this paper.
fn concerns(theme: &Theme, case: &Case, target: &Target) -> bool {
    let Some(item) = theme.item(&case.item) else {
        return false;
    };
    let of_one = |field: &FieldId| {
        if theme.many(&field.subject).is_some() {
            field.at(0)
        } else {
            field.clone()
        }
    };
    match target {
        Target::Field(field) => item.fields.contains(&of_one(field)) && theme.field(&of_one(field)).is_some(),
        Target::Paper(material) => item.materials.contains(material),
    }
}

#[cfg(test)]
mod tests;
