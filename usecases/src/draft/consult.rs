//! Consult the registers, with the citizen's consent: what they know is filled in, what they do not know is asked.

mod called;
mod forget;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::NaiveDate;
use data::Transaction;
use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::draft::{Consent, Draft};
use domain::field::same_text;
use domain::id::{DraftId, ElementId, SubjectId};
use domain::identity::IdNumber;
use domain::register::{Fact, Outcome, Record};
use domain::theme::{Read, Theme};
use futures::future::join_all;

pub(crate) use called::{Consents, called_for};
pub(crate) use domain::party::ID_NUMBER;
pub(super) use forget::forget_everything_read;
use forget::forget_records_not_called_for;
pub(crate) use forget::{forget_of, tie_up};

use super::start::fill_in_account;
use crate::application;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::mandate::journal::{self, Kind};
use crate::register::Entry;
use crate::theme;

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
    if draft.consent != consent {
        // Of whom it is about, also when an agent says it for them.
        let citizen = draft.citizen.as_ref().ok_or(Error::NotFound)?;
        super::consents::write_down(ctx, &tx, &draft, citizen, consent).await?;
    }
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
    read_registers(ctx, &super::own(ctx, asker, id).await?).await?;
    // A register can name who applies in another place as well: as one of the shareholders.
    fill_in_account(ctx, asker, id).await
}

/// Reads every register that somebody let be read for a draft: each of those who apply together their own.
pub(crate) async fn read_registers(ctx: &Context, draft: &Draft) -> Result<()> {
    let id = &draft.id;
    let consents = Consents::of(ctx.db.read(), draft).await?;
    if !consents.let_read() {
        return Ok(());
    }
    let theme = theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme;
    forget_records_not_called_for(ctx, draft, &theme).await?;
    let reads = data::register::list_reads(ctx.db.read(), id).await?;
    let facts = data::register::list_facts(ctx.db.read(), id).await?;
    let is_known = |read: &Read, answers: &Answers| {
        let found = reads
            .iter()
            .any(|(known, outcome)| *known == record(read) && *outcome == Outcome::Found);
        // It may have been read when it was about fewer subjects: the mother, but not yet the household of the child.
        let speaks_of = |subject: &SubjectId| {
            facts
                .iter()
                .any(|fact| fact.record == record(read) && fact.field.subject == *subject)
        };
        let is_silent_about =
            |subject: &SubjectId| !may_speak_of(ctx, &theme, (read, consents.to(read)), subject, answers);
        found && (read.about.values()).all(|subject| speaks_of(subject) || is_silent_about(subject))
    };
    let filed = filed_before(ctx, draft, &theme).await?;
    let mut tried = BTreeSet::new();
    let mut silent = BTreeMap::new();
    // What one register says can open the next, so a round that found something is followed by another.
    loop {
        let answers = data::answer::list(ctx.db.read(), id).await?;
        let open = (called_for(ctx, &theme, &answers, &consents).into_iter())
            .filter(|(read, _)| !is_known(read, &answers) && tried.insert(record(read)));
        let asked = open.map(|(read, number)| {
            let was_silent = silent.get(&read.register).copied();
            ask(ctx, read, number, was_silent)
        });
        let round = join_all(asked).await;
        if round.is_empty() {
            return Ok(());
        }
        let learned = round.iter().any(|(_, _, answer)| matches!(answer, Ok(Some(_))));
        silent.extend(
            round
                .iter()
                .filter_map(|(read, _, answer)| Some((read.register.clone(), *answer.as_ref().err()?))),
        );
        let (tx, draft) = super::hold(ctx, draft).await?;
        // Registers take their time: somebody may have declined meanwhile, or said what makes another record the right one.
        let consents = Consents::of(&*tx, &draft).await?;
        let answers = data::answer::list(&*tx, id).await?;
        let still = called_for(ctx, &theme, &answers, &consents);
        for (read, number, answer) in round {
            // It can be about others than when it was opened: it is written down as it is called for now.
            let mut looks = still.iter();
            let same = looks.find(|(called, opened_by)| record(called) == record(&read) && *opened_by == number);
            if let Some((read, _)) = same {
                let answer = without_filed(answer, &theme, read, &filed);
                write_down(ctx, &tx, (&draft, consents.to(read)), &theme, read, answer).await?;
            }
        }
        tx.commit().await?;
        if !learned {
            return Ok(());
        }
    }
}

pub(crate) fn record(read: &Read) -> Record {
    Record {
        register: read.register.clone(),
        of: read.of.clone(),
    }
}

/// Whether a look can say anything of somebody: without what is sensitive it may have nothing left.
fn may_speak_of(
    ctx: &Context,
    theme: &Theme,
    (read, consent): (&Read, Consent),
    subject: &SubjectId,
    answers: &Answers,
) -> bool {
    let is_let = |element: &ElementId| {
        let field = FieldId {
            subject: subject.clone(),
            element: element.clone(),
            index: 0,
        };
        consent == Consent::Given || theme.sensitive(&field, answers, ctx.today()).is_none()
    };
    let register = ctx.city.register(&read.register);
    register.is_none_or(|register| register.says_of(read, subject).any(is_let))
}

/// Opens one record, unless the register was just silent: nobody waits for the same one twice.
async fn ask(
    ctx: &Context,
    read: Read,
    number: IdNumber,
    silent: Option<Outcome>,
) -> (Read, IdNumber, std::result::Result<Option<Entry>, Outcome>) {
    if let Some(silent) = silent {
        return (read, number, Err(silent));
    }
    let answer = tokio::time::timeout(ctx.limits.register_wait, ctx.registers.open(&read.register, &number)).await;
    (read, number, answer.unwrap_or(Err(Outcome::Slow)))
}

/// Opens one record as it stands now, for at most so long.
pub(crate) async fn ask_anew(
    ctx: &Context,
    read: Read,
    number: IdNumber,
    wait: Duration,
) -> (Read, std::result::Result<Option<Entry>, Outcome>) {
    let answer = tokio::time::timeout(wait, ctx.registers.open_anew(&read.register, &number)).await;
    (read, answer.unwrap_or(Err(Outcome::Slow)))
}

/// What tells apart those that the citizen applied for before: the record numbers of children who have an application.
pub(crate) async fn filed_before(ctx: &Context, draft: &Draft, theme: &Theme) -> Result<BTreeSet<String>> {
    let mut filed = BTreeSet::new();
    let Some(by) = theme.again.as_ref().and_then(|again| again.by.as_ref()) else {
        return Ok(filed);
    };
    let Some(citizen) = &draft.citizen else {
        return Ok(filed);
    };
    for earlier in data::application::list_for_citizen(ctx.db.read(), citizen).await? {
        let its_theme = theme::version(ctx, ctx.db.read(), &earlier.theme_version).await?.theme;
        if its_theme.slug == theme.slug && earlier.withdrawn_at.is_none() && earlier.draft != draft.id {
            let answers = application::answers(ctx.db.read(), &earlier).await?;
            filed.extend(answers.text(by).map(str::to_owned));
        }
    }
    Ok(filed)
}

/// A record without what it says of somebody who has an application already: the other twin is not filled in with it.
pub(crate) fn without_filed(
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
    (draft, consent): (&Draft, Consent),
    theme: &Theme,
    read: &Read,
    answer: std::result::Result<Option<Entry>, Outcome>,
) -> Result<()> {
    let (outcome, entry) = match answer {
        Ok(Some(entry)) => (Outcome::Found, Some(entry)),
        Ok(None) => (Outcome::Empty, None),
        Err(outcome) => (outcome, None),
    };
    let asked_at = entry
        .as_ref()
        .and_then(|entry| entry.asked_at)
        .unwrap_or_else(|| ctx.now());
    data::register::save_read(&**tx, &draft.id, &record(read), outcome, asked_at).await?;
    let answers = data::answer::list(&**tx, &draft.id).await?;
    for fact in entry
        .map(|entry| facts(consent, theme, read, entry, &answers, ctx.today()))
        .unwrap_or_default()
    {
        data::register::save_fact(&**tx, &draft.id, &fact).await?;
        fill_in(ctx, tx, draft, theme, fact).await?;
    }
    Ok(())
}

/// What a record says of the subjects that it was opened for.
pub(crate) fn facts(
    consent: Consent,
    theme: &Theme,
    read: &Read,
    entry: Entry,
    answers: &Answers,
    today: NaiveDate,
) -> Vec<Fact> {
    let is_childs = |number: &str| (number.parse::<IdNumber>()).is_ok_and(|number| number.is_childs(today));
    // A number that is kept back itself still tells whose record it is.
    let children: BTreeSet<String> = (entry.says.iter())
        .filter(|(_, element, text)| element.as_str() == ID_NUMBER && is_childs(text))
        .map(|(role, _, _)| role.clone())
        .collect();
    let fact = |(role, element, text): (String, _, _)| {
        let is_of_child = children.contains(&role);
        // Of several shareholders the second is `investor~1`.
        let (role, index) = match role.split_once('~') {
            Some((role, index)) => (role, index.parse().unwrap_or_default()),
            None => (role.as_str(), 0),
        };
        let field = FieldId {
            subject: read.about.get(role)?.clone(),
            element,
            index,
        };
        let is_sensitive = is_of_child || theme.sensitive(&field, answers, today).is_some();
        let is_kept_back = consent == Consent::InPart && is_sensitive;
        (!is_kept_back).then(|| Fact {
            record: record(read),
            field,
            text,
            as_of: entry.as_of,
        })
    };
    entry.says.into_iter().filter_map(fact).collect()
}

/// What a fact says, as an answer would.
pub(crate) fn as_answer(theme: &Theme, fact: &Fact, today: NaiveDate) -> String {
    let element = theme.element(&fact.field);
    let read = element.and_then(|element| element.kind.read(&fact.text, today).ok());
    read.unwrap_or_else(|| fact.text.clone())
}

/// Makes a fact the answer, unless there is one: what the citizen typed stays, and is contested when it differs.
async fn fill_in(ctx: &Context, tx: &Transaction, draft: &Draft, theme: &Theme, fact: Fact) -> Result<()> {
    let text = as_answer(theme, &fact, ctx.today());
    let answers = data::answer::list(&**tx, &draft.id).await?;
    let answer = match answers.get(&fact.field) {
        Some(known) if known.is_known() => return Ok(()),
        Some(typed) if (answers.text(&fact.field)).is_some_and(|said| !same_text(said, &text)) => Answer {
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
    data::answer::save(&**tx, &draft.id, &fact.field, &answer).await?;
    Ok(data::rival::delete_equal(&**tx, &draft.id, &fact.field, &answer.text).await?)
}

#[cfg(test)]
mod tests;
