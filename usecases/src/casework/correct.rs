//! Correct (补正): the officer names everything that is wrong, point by point, and asks for it at once (行政许可法 art. 32). Where two
//! officers are at it, neither overwrites, takes out or sends what their page did not show.

use data::Transaction;
use domain::answer::FieldId;
use domain::application::EventKind;
use domain::case::correction::{Asked, Correction, CorrectionError, Point, Target, answer_by, may_ask};
use domain::case::{Case, Status};
use domain::id::CaseId;
use domain::staff::{About, Act, Officer, Task};
use domain::theme::Theme;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{step, within};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::lines::with_lf;
use crate::theme;
use crate::token::hex;

/// Longest sentence of a point, and longest reason, characters.
pub const LONGEST: usize = 300;

/// What of a sentence is kept at the most, so that what is too long is still there to be shortened.
const KEPT: usize = 2000;

/// What a page shows of points, and of the reason for asking again, as one hash: the same as long as nobody changes them.
#[must_use]
pub fn as_shown<'a>(points: impl IntoIterator<Item = &'a Point>, reason: Option<&str>) -> String {
    let points = points.into_iter();
    let points = points.map(|point| (point.target.to_string(), point.flaw.as_str(), point.sentence.as_str()));
    let shown = json!({
        "points": points.collect::<Vec<_>>(),
        "reason": reason,
    });
    hex(&Sha256::digest(shown.to_string()))
}

/// Names a point of a case that was just received, or says it anew. It is kept whatever it says: judged is what is sent. `shown`:
/// what the page showed of this one point, [`as_shown`].
///
/// # Errors
/// [`Error::NotFound`] for what is not of this case; [`Error::Conflict`] when it is no longer waiting to be accepted; refused when a
/// colleague says something else of it than the page showed, and when the point says nothing, or too much.
pub async fn name(ctx: &Context, asker: &Asker, id: &CaseId, point: &Point, shown: &str) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    let case = hold(&tx, officer, id).await?;
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
    let point = Point {
        sentence: kept(&point.sentence),
        ..point.clone()
    };
    let stored = writing.points.iter().find(|stored| stored.target == point.target);
    if stored != Some(&point) && as_shown(stored, None) != shown {
        return Err(Error::Refused(Refusal::PointsChanged));
    }
    data::correction::name(&*tx, &writing.id, place, &point).await?;
    tx.commit().await?;
    if is_said(&point.sentence) {
        Ok(())
    } else {
        Err(Error::Refused(Refusal::PointText))
    }
}

/// Takes a point out again. `shown`: as for [`name`].
///
/// # Errors
/// As [`name`], for what is there to be taken out.
pub async fn take_out(ctx: &Context, asker: &Asker, id: &CaseId, target: &Target, shown: &str) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    hold(&tx, officer, id).await?;
    let Some(writing) = data::correction::find_unsent(&*tx, id).await? else {
        return Ok(());
    };
    let stored = writing.points.iter().find(|stored| stored.target == *target);
    if stored.is_some() && as_shown(stored, None) != shown {
        return Err(Error::Refused(Refusal::PointsChanged));
    }
    data::correction::drop_point(&*tx, &writing.id, target).await?;
    Ok(tx.commit().await?)
}

/// Asks the citizen for everything that was named, within so many working days: the clock stops. The reason is kept also when it is
/// refused. `shown`: what the page showed of all points and of the reason, [`as_shown`].
///
/// # Errors
/// Refused when a colleague changed what the page showed, when nothing is named or a point says nothing, when it is asked for more a
/// second time without a reason, and when the days to ask are over; [`Error::Conflict`] when the case is no longer waiting to be
/// accepted.
pub async fn ask(ctx: &Context, asker: &Asker, id: &CaseId, days: u32, reason: &str, shown: &str) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    let mut case = hold(&tx, officer, id).await?;
    let before = data::correction::list_of_case(&*tx, id).await?;
    let writing = data::correction::find_unsent(&*tx, id).await?;
    let mut writing = writing.ok_or(CorrectionError::Nothing)?;
    let is_known = as_shown(&writing.points, writing.reason.as_deref()) == shown;
    let reason = if is_known {
        kept(reason)
    } else {
        beside(writing.reason.as_deref().unwrap_or_default(), &kept(reason))
    };
    data::correction::keep_reason(&*tx, &writing.id, &reason).await?;
    writing.reason = Some(reason).filter(|reason| !reason.is_empty());
    let judged =
        judge(&writing, &before, is_known).and_then(|()| case.ask_for_correction(ctx.today()).map_err(Error::from));
    if let Err(refused) = judged {
        // The reason stays where it is.
        tx.commit().await?;
        return Err(refused);
    }
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

/// Keeps why the citizen is asked for more a second time, unsent, beside what a colleague wrote.
///
/// # Errors
/// [`Error::NotFound`] outside of the posts; [`Error::Conflict`] when the case is no longer waiting to be accepted, and when nothing is
/// named any more.
pub(crate) async fn keep_reason(ctx: &Context, asker: &Asker, id: &CaseId, reason: &str) -> Result<()> {
    let officer = asker.officer()?;
    let tx = ctx.db.write().await?;
    hold(&tx, officer, id).await?;
    let writing = data::correction::find_unsent(&*tx, id).await?.ok_or(Error::Conflict)?;
    let reason = beside(writing.reason.as_deref().unwrap_or_default(), &kept(reason));
    data::correction::keep_reason(&*tx, &writing.id, &reason).await?;
    Ok(tx.commit().await?)
}

/// A case of the officer's posts that still waits to be accepted. Whoever else writes to it waits here, and finds then what was
/// written.
async fn hold(tx: &Transaction, officer: &Officer, id: &CaseId) -> Result<Case> {
    let case = within(&**tx, officer, id, Task::Accept).await?;
    data::application::touch(&**tx, &case.application).await?;
    // Read again: it may have been waited for.
    let case = within(&**tx, officer, id, Task::Accept).await?;
    if case.status == Status::Received {
        Ok(case)
    } else {
        Err(Error::Conflict)
    }
}

/// Whether what is named can be sent now.
fn judge(writing: &Correction, before: &[Correction], is_known: bool) -> Result<()> {
    if !is_known {
        return Err(Error::Refused(Refusal::PointsChanged));
    }
    may_ask(&writing.points, before, writing.reason.as_deref())?;
    let sentences = writing.points.iter().map(|point| point.sentence.as_str());
    if sentences.chain(writing.reason.as_deref()).all(is_said) {
        Ok(())
    } else {
        Err(Error::Refused(Refusal::PointText))
    }
}

/// A sentence or a reason as it is kept.
fn kept(text: &str) -> String {
    with_lf(text.trim()).chars().take(KEPT).collect()
}

/// The reason that is stored with one that was typed on a page that showed something else.
fn beside(stored: &str, typed: &str) -> String {
    if typed.contains(stored) {
        typed.to_owned()
    } else if stored.contains(typed) {
        stored.to_owned()
    } else {
        format!("{stored}\n{typed}")
    }
}

async fn begin(ctx: &Context, tx: &Transaction, case: &Case) -> Result<Correction> {
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
