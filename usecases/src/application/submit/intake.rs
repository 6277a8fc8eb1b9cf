//! The intake: submissions that were judged and wait are stored in one transaction, so that one flush serves them all. Each is
//! acknowledged when it is on disk.

use std::mem::take;
use std::sync::{Mutex, PoisonError};

use chrono::{Datelike, NaiveDate};
use data::Transaction;
use data::signature::SignedRecord;
use domain::application::{Application, Event, EventKind, number};
use domain::case::{ACCEPTANCE, Case, Status};
use domain::id::FileId;
use domain::moment::Moment;
use tokio::sync::oneshot;

use super::Judged;
use crate::context::Context;
use crate::draft::attach;
use crate::error::{Error, Result};
use crate::mandate::journal::{self, Kind};
use crate::{outbox, party};

/// The most submissions in one transaction: a statement takes so many values and no more.
const MOST: usize = 64;

/// The submissions that wait, and the turn to store some.
#[derive(Debug, Default)]
pub struct Intake {
    waiting: Mutex<Vec<Waiting>>,
    turn: tokio::sync::Mutex<()>,
}

/// A submission, and who waits to hear whether it was stored.
#[derive(Debug)]
struct Waiting {
    judged: Judged,
    told: oneshot::Sender<Result<bool>>,
}

impl Intake {
    /// Stores a submission together with those that wait; false when its draft is another than was judged by now.
    pub(super) async fn store(&self, ctx: &Context, judged: Judged) -> Result<bool> {
        let (told, outcome) = oneshot::channel();
        if self.add(Waiting { judged, told }) == 1 {
            // A task of its own: whoever came first may go away.
            tokio::spawn(store_waiting(ctx.clone()));
        }
        outcome.await.map_err(|lost| Error::Internal(Box::new(lost)))?
    }

    /// Adds one; how many wait now.
    fn add(&self, one: Waiting) -> usize {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push(one);
        waiting.len()
    }

    fn take_all(&self) -> Vec<Waiting> {
        take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Stores everything that waits once it is its turn: while some are flushed, others gather.
async fn store_waiting(ctx: Context) {
    let _turn = ctx.intake.turn.lock().await;
    let mut waiting = ctx.intake.take_all();
    while !waiting.is_empty() {
        let later = waiting.split_off(waiting.len().min(MOST));
        let (all, told): (Vec<_>, Vec<_>) = waiting.into_iter().map(|one| (one.judged, one.told)).unzip();
        let outcomes = store_all(&ctx, &all).await;
        ctx.bell.notify_one();
        let stored = all.into_iter().zip(&outcomes);
        let stored = stored.filter(|(_, outcome)| matches!(outcome, Ok(true)));
        let left: Vec<FileId> = stored.flat_map(|(one, _)| one.left).collect();
        for (told, outcome) in told.into_iter().zip(outcomes) {
            // Who went away need not be told.
            let _ = told.send(outcome);
        }
        // Neither by whoever waits, who may go away, nor while others wait for their turn.
        tokio::spawn(remove(ctx.clone(), left));
        waiting = later;
    }
}

async fn remove(ctx: Context, left: Vec<FileId>) {
    for file in &left {
        attach::remove_content(&ctx, file).await;
    }
}

/// Stores these together, or each by itself when they cannot be: one that cannot be stored takes no other along.
async fn store_all(ctx: &Context, all: &[Judged]) -> Vec<Result<bool>> {
    let together = match ctx.db.write().await {
        Ok(tx) => store(ctx, tx, all).await,
        Err(away) => return nothing(all, &away),
    };
    match together {
        Ok(stored) => stored.into_iter().map(Ok).collect(),
        Err(error) if all.len() == 1 => vec![Err(error)],
        Err(error) => {
            tracing::warn!(%error, many = all.len(), "submissions cannot be stored together");
            one_by_one(ctx, all).await
        }
    }
}

async fn one_by_one(ctx: &Context, all: &[Judged]) -> Vec<Result<bool>> {
    let mut outcomes = Vec::with_capacity(all.len());
    for (place, one) in all.iter().enumerate() {
        match ctx.db.write().await {
            Ok(tx) => {
                let stored = store(ctx, tx, std::slice::from_ref(one)).await;
                outcomes.push(stored.map(|stored| stored.contains(&true)));
            }
            Err(away) => {
                outcomes.extend(nothing(all.get(place..).unwrap_or_default(), &away));
                break;
            }
        }
    }
    outcomes
}

/// What these hear when the database is away: nobody waits in turn for it.
fn nothing(all: &[Judged], away: &data::Error) -> Vec<Result<bool>> {
    let told = |_| Err(Error::Internal(away.to_string().into()));
    all.iter().map(told).collect()
}

/// Stores what is still as it was judged, in this transaction: for each, whether it was.
async fn store(ctx: &Context, tx: Transaction, all: &[Judged]) -> Result<Vec<bool>> {
    let now = ctx.now();
    // Closing comes first: it holds the drafts.
    let mut closed = data::draft::many::close(&*tx, all.iter().map(|one| &one.draft), now).await?;
    let is_stored: Vec<bool> = all.iter().map(|one| closed.remove(&one.draft.id)).collect();
    let stored = all.iter().zip(&is_stored);
    let stored: Vec<&Judged> = stored.filter_map(|(one, is_stored)| is_stored.then_some(one)).collect();
    if !stored.is_empty() {
        write(ctx, &tx, &stored, now).await?;
    }
    tx.commit().await?;
    Ok(is_stored)
}

/// A case as it is stored: what is at its office at once is received on this day.
fn received(ctx: &Context, case: &Case, today: NaiveDate) -> Case {
    let is_there = case.status == Status::Received;
    Case {
        received_on: is_there.then_some(today),
        due: is_there.then(|| ctx.calendar.last_day(today, ACCEPTANCE)),
        ..case.clone()
    }
}

/// Writes everything that becomes of drafts that are closed.
async fn write(ctx: &Context, tx: &Transaction, all: &[&Judged], now: Moment) -> Result<()> {
    let (db, today) = (&**tx, now.day());
    let cases = all.iter().flat_map(|one| &one.cases);
    let cases: Vec<Case> = cases.map(|case| received(ctx, case, today)).collect();
    data::case::insert_all(db, &cases).await?;
    let records = all.iter().map(|one| SignedRecord {
        application: &one.application,
        draft: &one.draft.id,
        hash: &one.record.hash,
        body: &one.record.text,
    });
    data::signature::keep_records(db, records).await?;
    let submitted = |one: &&Judged| Event {
        case: None,
        kind: EventKind::Submitted,
        actor: one.by.id.to_string(),
        at: now,
    };
    let events: Vec<Event> = all.iter().map(submitted).collect();
    let events = all.iter().zip(&events);
    let events = events.map(|(one, event)| (ctx.new_id(), &one.application, event));
    data::application::insert_events(db, events).await?;
    data::aside::delete_all(db, all.iter().map(|one| &one.draft.id)).await?;
    for one in all {
        party::tell::submitted(ctx, tx, &one.invitations).await?;
        journal::note_under(
            ctx,
            tx,
            &one.draft.hat,
            &one.by,
            Kind::Submitted,
            one.application.as_str(),
        )
        .await?;
        if one.is_doubtful {
            outbox::back_check(ctx, db, &one.application).await?;
        }
        for file in &one.left {
            data::file::delete(db, file).await?;
        }
    }
    // Last, since other servers wait for the next number.
    let year = today.year();
    let many = i64::try_from(all.len()).map_err(|error| Error::Internal(Box::new(error)))?;
    let last = data::setting::count_up_by(db, &format!("applications-{year}"), many).await?;
    let application = |(count, one): (i64, &&Judged)| Application {
        id: one.application.clone(),
        number: number(ctx.city.region(), year, count),
        draft: one.draft.id.clone(),
        citizen: one.applicant.clone(),
        hat: one.draft.hat.clone(),
        theme_version: one.draft.theme_version.clone(),
        submitted_at: now,
        withdrawn_at: None,
        revision: 0,
    };
    let applications: Vec<Application> = (last - many + 1..).zip(all).map(application).collect();
    Ok(data::application::insert_all(db, &applications).await?)
}

#[cfg(test)]
mod tests {
    use domain::account::Hat;
    use domain::id::DraftId;

    use super::super::judge;
    use super::*;
    use crate::asker::Asker;
    use crate::office::{TestOffice, id};

    #[tokio::test]
    async fn a_submission_that_cannot_be_stored_takes_no_other_along() {
        for office in TestOffice::each().await {
            let mut all = Vec::new();
            for who in ["lin_xiao", "zhou_he", "tian_xi"] {
                let asker = office.citizen(who).await;
                let draft = office.newborn_draft(&asker).await;
                office.sign(&asker, &draft).await.unwrap();
                let draft = office.read(&asker, &draft).await.draft;
                all.push(judge(&office.ctx, &asker, draft, true).await.unwrap());
            }
            // No two applications have the same id.
            all[1].application = all[0].application.clone();
            let outcomes = store_all(&office.ctx, &all).await;
            assert!(matches!(outcomes[..], [Ok(true), Err(_), Ok(true)]), "{outcomes:?}");
            let third = data::application::find(office.ctx.db.read(), &all[2].application).await;
            assert_eq!(third.unwrap().unwrap().number, "0000-2026-00002", "no number is lost");
        }
    }

    /// What is judged of a draft at this moment.
    async fn judged(office: &TestOffice, asker: &Asker, draft: &DraftId) -> Judged {
        // Long enough after the last code.
        office.advance(60_000);
        office.agree(asker, draft).await;
        office.sign(asker, draft).await.unwrap();
        let shown = office.read(asker, draft).await.draft;
        judge(&office.ctx, asker, shown, true).await.unwrap()
    }

    async fn is_stored(office: &TestOffice, judged: Judged) -> bool {
        store_all(&office.ctx, &[judged]).await.remove(0).unwrap()
    }

    #[tokio::test]
    async fn what_was_changed_since_it_was_judged_is_not_stored_and_what_comes_twice_once() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            let before = judged(&office, &mother, &draft).await;
            office
                .save(&mother, &draft, "child", &[("child/person.name", "林知秋")])
                .await
                .unwrap();
            assert!(!is_stored(&office, before).await);
            let before = judged(&office, &mother, &draft).await;
            let tx = office.ctx.db.write().await.unwrap();
            data::draft::many::outdate(&*tx, &id("lin_xiao"), &Hat::Own)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert!(!is_stored(&office, before).await, "a promise of theirs was broken");
            let now = judged(&office, &mother, &draft).await;
            let outcomes = store_all(&office.ctx, &[now.clone(), now]).await;
            assert!(matches!(outcomes[..], [Ok(true), Ok(false)]), "{outcomes:?}");
        }
    }

    #[tokio::test]
    async fn what_is_judged_for_one_account_is_not_stored_when_it_is_anothers_by_then() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            let before = judged(&office, &mother, &draft).await;
            let tx = office.ctx.db.write().await.unwrap();
            data::account::merge(&*tx, &id("lin_xiao"), &id("zhou_he"))
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert!(!is_stored(&office, before).await);
        }
    }
}
