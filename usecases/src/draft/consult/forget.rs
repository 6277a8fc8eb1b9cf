//! Forget what registers said: because somebody took their word back, or another record is the right one.

use data::Transaction;
use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::draft::Draft;
use domain::id::{DraftId, RegisterId};
use domain::party::Seat;
use domain::register::{Fact, Record};
use domain::theme::Theme;

use super::{Consents, called_for, fill_in, record};
use crate::context::Context;
use crate::error::Result;

/// Whoever declines takes back what was read: what registers said, that they were asked, and what they filled in.
pub(in crate::draft) async fn forget_everything_read(tx: &Transaction, id: &DraftId) -> Result<()> {
    data::register::delete_all(&**tx, id).await?;
    forget_answers(tx, id).await
}

/// The same for who takes this seat: what their record said and filled in.
pub(crate) async fn forget_of(tx: &Transaction, draft: &DraftId, seat: &Seat) -> Result<()> {
    if seat.index > 0 {
        return Ok(());
    }
    let reads = data::register::list_reads(&**tx, draft).await?;
    for (record, _) in reads.into_iter().filter(|(record, _)| record.of == seat.subject) {
        let facts = data::register::list_facts(&**tx, draft).await?;
        let (said, left): (Vec<_>, Vec<_>) = facts.into_iter().partition(|fact| fact.record == record);
        data::register::delete(&**tx, draft, &record).await?;
        let of_record = |field: &FieldId, register: &RegisterId| {
            *register == record.register && said.iter().any(|fact| fact.field == *field)
        };
        let is_said_in = |facts: &[Fact], field: &FieldId| facts.iter().any(|fact| fact.field == *field);
        let answers = data::answer::list(&**tx, draft).await?;
        for (field, answer) in answers.iter() {
            if matches!(&answer.origin, Origin::Register(register) if of_record(field, register)) {
                data::answer::delete(&**tx, draft, field).await?;
            } else if answer.contested && is_said_in(&said, field) && !is_said_in(&left, field) {
                // Nothing is left that says otherwise.
                let alone = Answer {
                    contested: false,
                    ..answer.clone()
                };
                data::answer::save(&**tx, draft, field, &alone).await?;
            }
        }
    }
    Ok(())
}

async fn forget_answers(tx: &Transaction, id: &DraftId) -> Result<()> {
    for (field, answer) in data::answer::list(&**tx, id).await?.iter() {
        if matches!(answer.origin, Origin::Register(_)) {
            data::answer::delete(&**tx, id, field).await?;
        } else if answer.contested {
            let alone = Answer {
                contested: false,
                ..answer.clone()
            };
            data::answer::save(&**tx, id, field, &alone).await?;
        }
    }
    Ok(())
}

/// When an answer changed so that another record is the right one, what the wrong one filled in goes.
pub(super) async fn forget_records_not_called_for(ctx: &Context, draft: &Draft, theme: &Theme) -> Result<()> {
    let db = ctx.db.read();
    let is_right = first_not_called_for(ctx, db, draft, theme).await?.is_none();
    // Mostly every record is: then nobody waits, and the draft keeps its revision.
    if is_right && LooseEnds::of(db, draft).await?.is_none() {
        return Ok(());
    }
    let (tx, _) = crate::draft::hold(ctx, draft).await?;
    // One that goes can take the number with it that opened another, so it goes on until none is left.
    while let Some(stale) = first_not_called_for(ctx, &*tx, draft, theme).await? {
        forget_what_is_not_wanted(ctx, &tx, draft, theme, &stale).await?;
    }
    tie_up(ctx, &tx, draft, theme).await?;
    Ok(tx.commit().await?)
}

/// Where nothing is answered any more, what a record says is the answer again; and what none contradicts any more is not contested.
pub(crate) async fn tie_up(ctx: &Context, tx: &Transaction, draft: &Draft, theme: &Theme) -> Result<()> {
    let left = LooseEnds::of(&**tx, draft).await?;
    for (field, answer) in left.uncontested {
        data::answer::save(&**tx, &draft.id, &field, &answer).await?;
    }
    for fact in left.unanswered {
        fill_in(ctx, tx, draft, theme, fact).await?;
    }
    Ok(())
}

/// What is still to be done where every record is the right one.
struct LooseEnds {
    /// What nobody contradicts any more, as it stands then.
    uncontested: Vec<(FieldId, Answer)>,
    /// What a record says where nothing is answered: it is filled in from there.
    unanswered: Vec<Fact>,
}

impl LooseEnds {
    async fn of(db: &impl data::Connection, draft: &Draft) -> Result<Self> {
        let answers = data::answer::list(db, &draft.id).await?;
        let mut facts = data::register::list_facts(db, &draft.id).await?;
        let is_said = |field: &FieldId| facts.iter().any(|fact| fact.field == *field);
        let mut uncontested = Vec::new();
        for (field, answer) in answers.iter().filter(|(_, answer)| answer.contested) {
            if !is_said(field) {
                let alone = Answer {
                    contested: false,
                    ..answer.clone()
                };
                uncontested.push((field.clone(), alone));
            }
        }
        facts.retain(|fact| answers.get(&fact.field).is_none());
        Ok(Self {
            uncontested,
            unanswered: facts,
        })
    }

    fn is_none(&self) -> bool {
        self.uncontested.is_empty() && self.unanswered.is_empty()
    }
}

/// Of a record that is called for still, only what would be put elsewhere now goes: the rest need not be asked for again.
async fn forget_what_is_not_wanted(
    ctx: &Context,
    tx: &Transaction,
    draft: &Draft,
    theme: &Theme,
    stale: &Record,
) -> Result<()> {
    let answers = data::answer::list(&**tx, &draft.id).await?;
    let consents = Consents::of(&**tx, draft).await?;
    let mut facts = data::register::list_facts(&**tx, &draft.id).await?;
    facts.retain(|fact| fact.record == *stale && !is_wanted(ctx, theme, &answers, &consents, fact));
    for fact in &facts {
        let filled_in = answers
            .get(&fact.field)
            .filter(|answer| answer.origin == Origin::Register(stale.register.clone()));
        if filled_in.is_some() {
            data::answer::delete(&**tx, &draft.id, &fact.field).await?;
        }
        data::register::delete_fact(&**tx, &draft.id, fact).await?;
    }
    let mut called = called_for(ctx, theme, &answers, &consents).into_iter();
    if !called.any(|(read, _)| record(&read) == *stale) {
        data::register::delete(&**tx, &draft.id, stale).await?;
    }
    Ok(())
}

/// A record that was asked for and would not be asked for now, or would be about other subjects.
async fn first_not_called_for(
    ctx: &Context,
    db: &impl data::Connection,
    draft: &Draft,
    theme: &Theme,
) -> Result<Option<Record>> {
    let answers = data::answer::list(db, &draft.id).await?;
    let facts = data::register::list_facts(db, &draft.id).await?;
    let consents = Consents::of(db, draft).await?;
    let called = called_for(ctx, theme, &answers, &consents);
    let is_called_for = |known: &Record| called.iter().any(|(read, _)| record(read) == *known);
    let is_right = |known: &Record| {
        let mut said = facts.iter().filter(|fact| fact.record == *known);
        is_called_for(known) && said.all(|fact| is_wanted(ctx, theme, &answers, &consents, fact))
    };
    let reads = data::register::list_reads(db, &draft.id).await?;
    Ok(reads.into_iter().map(|(known, _)| known).find(|known| !is_right(known)))
}

/// Whether a look that is called for now would still put this fact where it stands.
fn is_wanted(ctx: &Context, theme: &Theme, answers: &Answers, consents: &Consents, fact: &Fact) -> bool {
    called_for(ctx, theme, answers, consents).iter().any(|(read, _)| {
        record(read) == fact.record && read.about.values().any(|subject| *subject == fact.field.subject)
    })
}
