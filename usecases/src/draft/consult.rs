//! Consult the registers, with the citizen's consent: what they know is filled in, what they do not know is asked.

use std::collections::{BTreeMap, BTreeSet};

use data::Transaction;
use domain::answer::{Answer, Answers, FieldId, Origin, UNSURE};
use domain::condition::{Truth, judge};
use domain::draft::{Consent, Draft};
use domain::field::{Element, same_text};
use domain::id::{DraftId, SubjectId};
use domain::identity::IdNumber;
use domain::register::{Fact, Outcome, Record};
use domain::theme::{Read, Theme};
use futures::future::join_all;

use super::start::fill_in_account;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;
use crate::mandate::journal::{self, Kind};
use crate::register::Entry;
use crate::theme;

/// The element that opens records.
pub(crate) const ID_NUMBER: &str = "person.id_number";

/// Keeps the citizen's consent to read registers for this draft, or that they decline; with consent, reads them.
///
/// # Errors
/// As [`consult`]; [`crate::Error::RealNameFirst`] for consent by somebody whom nobody knows yet.
pub async fn consent(ctx: &Context, asker: &Asker, id: &DraftId, consent: Consent) -> Result<()> {
    if consent.lets_read() {
        // Registers are opened for people who are known, not for a phone number.
        asker.real_name()?;
    }
    let (tx, draft) = super::change(ctx, asker, id).await?;
    data::draft::set_consent(&*tx, id, consent).await?;
    super::consents::write_down(ctx, &tx, &draft, consent).await?;
    // What was read with another consent is read anew, or not at all.
    if consent != Consent::Given || draft.consent == Consent::InPart {
        forget_everything_read(&tx, id).await?;
    }
    if consent.lets_read() {
        let by = asker.citizen()?;
        journal::note_under(ctx, &tx, &draft.hat, by, Kind::Consulted, id.as_str()).await?;
    }
    tx.commit().await?;
    consult(ctx, asker, id).await
}

/// Reads every register the draft now calls for and forgets those it no longer does. Without consent, reads none.
///
/// # Errors
/// Not when registers fail: that is written down, and the citizen types instead.
pub async fn consult(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<()> {
    fill_in_account(ctx, asker, id).await?;
    let draft = super::own(ctx, asker, id).await?;
    if !draft.consent.lets_read() {
        return Ok(());
    }
    let theme = theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme;
    forget_records_not_called_for(ctx, asker, &draft, &theme).await?;
    let reads = data::register::list_reads(ctx.db.read(), id).await?;
    let facts = data::register::list_facts(ctx.db.read(), id).await?;
    let is_known = |read: &Read| {
        let found = reads
            .iter()
            .any(|(known, outcome)| *known == record(read) && *outcome == Outcome::Found);
        // It may have been read when it was about fewer subjects: the mother, but not yet the household of the child.
        let speaks_of = |subject: &SubjectId| {
            facts
                .iter()
                .any(|fact| fact.record == record(read) && fact.field.subject == *subject)
        };
        // Without what is sensitive it may have nothing left to say of somebody.
        found && (draft.consent == Consent::InPart || read.about.values().all(speaks_of))
    };
    let filed = filed_before(ctx, &draft, &theme).await?;
    let mut tried = BTreeSet::new();
    let mut silent = BTreeMap::new();
    // What one register says can open the next, so a round that found something is followed by another.
    loop {
        let answers = data::answer::list(ctx.db.read(), id).await?;
        let open = called_for(ctx, &theme, &answers).filter(|(read, _)| !is_known(read) && tried.insert(record(read)));
        let round =
            join_all(open.map(|(read, number)| ask(ctx, read, number, silent.get(&read.register).copied()))).await;
        let learned = round.iter().any(|(_, _, answer)| matches!(answer, Ok(Some(_))));
        silent.extend(
            round
                .iter()
                .filter_map(|(read, _, answer)| Some((read.register.clone(), *answer.as_ref().err()?))),
        );
        let (tx, draft) = super::change(ctx, asker, id).await?;
        // Registers take their time: the citizen may have declined meanwhile, or said what makes another record the right one.
        if !draft.consent.lets_read() {
            return Ok(());
        }
        let answers = data::answer::list(&*tx, id).await?;
        let still: Vec<_> = called_for(ctx, &theme, &answers).collect();
        for (read, number, answer) in round {
            if (still.iter()).any(|(called, opened_by)| std::ptr::eq(*called, read) && *opened_by == number) {
                write_down(
                    ctx,
                    &tx,
                    &draft,
                    &theme,
                    read,
                    without_filed(answer, &theme, read, &filed),
                )
                .await?;
            }
        }
        tx.commit().await?;
        if !learned {
            return Ok(());
        }
    }
}

fn record(read: &Read) -> Record {
    Record {
        register: read.register.clone(),
        of: read.of.clone(),
    }
}

/// The looks into registers whose condition holds, with the ID number that opens each.
fn called_for<'a>(ctx: &Context, theme: &'a Theme, answers: &Answers) -> impl Iterator<Item = (&'a Read, IdNumber)> {
    let today = ctx.today();
    let number_of = |read: &Read| {
        let field = FieldId {
            subject: read.of.clone(),
            element: ID_NUMBER.parse().ok()?,
            index: 0,
        };
        // Never with a number that was typed: that would open everybody's records to everybody.
        answers
            .get(&field)
            .filter(|answer| answer.is_known())?
            .text
            .parse()
            .ok()
    };
    let holds = |read: &&Read| judge(read.when.as_ref(), answers, today) == Truth::Yes;
    let called: Vec<_> = theme
        .reads
        .iter()
        .filter(holds)
        .filter_map(|read| Some((read, number_of(read)?)))
        .collect();
    called.into_iter()
}

/// Opens one record, unless the register was just silent: nobody waits for the same one twice.
async fn ask<'a>(
    ctx: &Context,
    read: &'a Read,
    number: IdNumber,
    silent: Option<Outcome>,
) -> (&'a Read, IdNumber, std::result::Result<Option<Entry>, Outcome>) {
    if let Some(silent) = silent {
        return (read, number, Err(silent));
    }
    let answer = tokio::time::timeout(ctx.limits.register_wait, ctx.registers.open(&read.register, &number)).await;
    (read, number, answer.unwrap_or(Err(Outcome::Slow)))
}

/// What tells apart those that the citizen applied for before: the record numbers of children who have an application.
async fn filed_before(ctx: &Context, draft: &Draft, theme: &Theme) -> Result<BTreeSet<String>> {
    let mut filed = BTreeSet::new();
    let Some(by) = theme.again.as_ref().and_then(|again| again.by.as_ref()) else {
        return Ok(filed);
    };
    let Some(citizen) = &draft.citizen else {
        return Ok(filed);
    };
    for earlier in data::application::list_for_citizen(ctx.db.read(), citizen).await? {
        let its_theme = theme::version(ctx, ctx.db.read(), &earlier.theme_version).await?.theme;
        if its_theme.slug == theme.slug && earlier.withdrawn_at.is_none() {
            let answers = data::answer::list(ctx.db.read(), &earlier.draft).await?;
            filed.extend(answers.text(by).map(str::to_owned));
        }
    }
    Ok(filed)
}

/// A record without what it says of somebody who has an application already: the other twin is not filled in with it.
fn without_filed(
    answer: std::result::Result<Option<Entry>, Outcome>,
    theme: &Theme,
    read: &Read,
    filed: &BTreeSet<String>,
) -> std::result::Result<Option<Entry>, Outcome> {
    let Some((again, by)) = theme.again.as_ref().and_then(|again| Some((again, again.by.as_ref()?))) else {
        return answer;
    };
    let is_about = |role: &String| read.about.get(role) == Some(&again.subject);
    let is_filed = |entry: &Entry| {
        let mut says = entry.says.iter();
        says.any(|(role, element, text)| is_about(role) && *element == by.element && filed.contains(text))
    };
    answer.map(|found| {
        found.map(|mut entry| {
            if is_filed(&entry) {
                entry.says.retain(|(role, _, _)| !is_about(role));
            }
            entry
        })
    })
}

async fn write_down(
    ctx: &Context,
    tx: &Transaction,
    draft: &Draft,
    theme: &Theme,
    read: &Read,
    answer: std::result::Result<Option<Entry>, Outcome>,
) -> Result<()> {
    let (outcome, entry) = match answer {
        Ok(Some(entry)) => (Outcome::Found, Some(entry)),
        Ok(None) => (Outcome::Empty, None),
        Err(outcome) => (outcome, None),
    };
    data::register::save_read(&**tx, &draft.id, &record(read), outcome, ctx.now()).await?;
    let Some(entry) = entry else { return Ok(()) };
    for (role, element, text) in entry.says {
        // Of several shareholders the second is `investor~1`.
        let (role, index) = match role.split_once('~') {
            Some((role, index)) => (role, index.parse().unwrap_or_default()),
            None => (role.as_str(), 0),
        };
        let Some(subject) = read.about.get(role) else { continue };
        let field = FieldId {
            subject: subject.clone(),
            element,
            index,
        };
        if draft.consent == Consent::InPart && is_sensitive(theme, &field) {
            continue;
        }
        let fact = Fact {
            record: record(read),
            field,
            text,
            as_of: entry.as_of,
        };
        data::register::save_fact(&**tx, &draft.id, &fact).await?;
        fill_in(ctx, tx, draft, theme, fact).await?;
    }
    Ok(())
}

/// Whether a fact needs a consent of its own: an ID number does also where no form asks for it, since it opens records.
fn is_sensitive(theme: &Theme, field: &FieldId) -> bool {
    let is_marked = |element: &std::sync::Arc<Element>| element.sensitive.is_some();
    field.element.as_str() == ID_NUMBER || theme.element(field).is_some_and(is_marked)
}

/// Makes a fact the answer, unless there is one: what the citizen typed stays, and is contested when it differs.
async fn fill_in(ctx: &Context, tx: &Transaction, draft: &Draft, theme: &Theme, fact: Fact) -> Result<()> {
    let text = match theme.element(&fact.field) {
        Some(element) => element.kind.read(&fact.text, ctx.today()).unwrap_or(fact.text),
        None => fact.text,
    };
    let answers = data::answer::list(&**tx, &draft.id).await?;
    let answer = match answers.get(&fact.field) {
        Some(known) if known.is_known() => return Ok(()),
        Some(typed) if says_something(typed) && !same_text(&typed.text, &text) => Answer {
            contested: true,
            ..typed.clone()
        },
        _ => Answer {
            text,
            origin: Origin::Register(fact.record.register),
            as_of: fact.as_of,
            contested: false,
        },
    };
    Ok(data::answer::save(&**tx, &draft.id, &fact.field, &answer).await?)
}

/// Whether the citizen said anything: neither nothing nor that they do not know.
fn says_something(typed: &Answer) -> bool {
    !typed.text.is_empty() && typed.text != UNSURE
}

/// Whoever declines takes back what was read: what registers said, that they were asked, and what they filled in.
async fn forget_everything_read(tx: &Transaction, id: &DraftId) -> Result<()> {
    data::register::delete_all(&**tx, id).await?;
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
async fn forget_records_not_called_for(ctx: &Context, asker: &Asker, draft: &Draft, theme: &Theme) -> Result<()> {
    let (tx, _) = super::change(ctx, asker, &draft.id).await?;
    // One that goes can take the number with it that opened another, so it goes on until none is left.
    while let Some(stale) = first_not_called_for(ctx, &tx, draft, theme).await? {
        let answers = data::answer::list(&*tx, &draft.id).await?;
        for fact in data::register::list_facts(&*tx, &draft.id)
            .await?
            .iter()
            .filter(|fact| fact.record == stale)
        {
            let filled_in = answers
                .get(&fact.field)
                .filter(|answer| answer.origin == Origin::Register(stale.register.clone()));
            if filled_in.is_some() {
                data::answer::delete(&*tx, &draft.id, &fact.field).await?;
            }
        }
        data::register::delete(&*tx, &draft.id, &stale).await?;
    }
    let answers = data::answer::list(&*tx, &draft.id).await?;
    let left = data::register::list_facts(&*tx, &draft.id).await?;
    // What nobody contradicts any more is not contested, and what another record says as well is filled in from there.
    let contested = answers.iter().filter(|(_, answer)| answer.contested);
    for (field, answer) in contested.filter(|(field, _)| left.iter().all(|fact| fact.field != **field)) {
        data::answer::save(
            &*tx,
            &draft.id,
            field,
            &Answer {
                contested: false,
                ..answer.clone()
            },
        )
        .await?;
    }
    for fact in left.into_iter().filter(|fact| answers.get(&fact.field).is_none()) {
        fill_in(ctx, &tx, draft, theme, fact).await?;
    }
    Ok(tx.commit().await?)
}

/// A record that was asked for and would not be asked for now, or would be about other subjects.
async fn first_not_called_for(ctx: &Context, tx: &Transaction, draft: &Draft, theme: &Theme) -> Result<Option<Record>> {
    let answers = data::answer::list(&**tx, &draft.id).await?;
    let facts = data::register::list_facts(&**tx, &draft.id).await?;
    let is_called_for = |known: &Record| called_for(ctx, theme, &answers).any(|(read, _)| record(read) == *known);
    let is_right = |known: &Record| {
        let mut said = facts.iter().filter(|fact| fact.record == *known);
        is_called_for(known) && said.all(|fact| is_wanted(ctx, theme, &answers, fact))
    };
    let reads = data::register::list_reads(&**tx, &draft.id).await?;
    Ok(reads.into_iter().map(|(known, _)| known).find(|known| !is_right(known)))
}

/// Whether a look that is called for now would still put this fact where it stands.
fn is_wanted(ctx: &Context, theme: &Theme, answers: &Answers, fact: &Fact) -> bool {
    called_for(ctx, theme, answers).any(|(read, _)| {
        record(read) == fact.record && read.about.values().any(|subject| *subject == fact.field.subject)
    })
}

#[cfg(test)]
mod tests;
