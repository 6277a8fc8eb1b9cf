//! What was typed of somebody where another's record can speak belongs to that record, as the address of a household does: it goes with
//! the answer that chose it, and comes back with it.

use std::collections::{BTreeMap, BTreeSet};

use content::city::City;
use data::Transaction;
use data::aside::SetAside;
use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::condition::{Condition, Truth, judge};
use domain::draft::Draft;
use domain::register::Record;
use domain::theme::succession::Aside;
use domain::theme::{Read, Theme};

use super::carry_over::put_aside;
use super::consult::{ID_NUMBER, record};
use crate::context::Context;
use crate::error::Result;

/// Whether another answer to this field can make another record the right one to read.
pub(super) fn decides_a_read(theme: &Theme, field: &FieldId) -> bool {
    let opens = |read: &Read| read.of == field.subject && field.element.as_str() == ID_NUMBER;
    let is_condition = |read: &Read| read.when.as_ref().is_some_and(|when| when.fields().contains(&field));
    theme.reads.iter().any(|read| opens(read) || is_condition(read))
}

/// The looks whose condition holds and that could fill in a field.
pub(super) fn looks<'a>(
    city: &'a City,
    theme: &'a Theme,
    field: &'a FieldId,
    holds: impl Fn(Option<&Condition>) -> bool + 'a,
) -> impl Iterator<Item = &'a Read> {
    let fills = move |read: &&Read| (city.register(&read.register)).is_some_and(|register| register.fills(read, field));
    let is_called_for = move |read: &&Read| holds(read.when.as_ref());
    theme.reads.iter().filter(is_called_for).filter(fills)
}

/// Whether what was typed beside a record can come back with it in this version of the theme.
pub(super) fn can_come_back(city: &City, theme: &Theme, field: &FieldId, beside: &Record) -> bool {
    theme.element(field).is_some() && looks(city, theme, field, |_| true).any(|read| record(read) == *beside)
}

/// What was said just now, of the record that is right now.
#[derive(Clone, Copy)]
pub(crate) struct Change<'a> {
    /// What is answered otherwise than before.
    pub(crate) changed: &'a [FieldId],
    /// What another device had typed and stands beside the answer no more.
    pub(crate) given_up: &'a [(FieldId, String)],
}

/// Puts aside what was typed beside a record that is not the right one any more, and brings back what was typed beside the one that is
/// now.
pub(crate) async fn follow(
    ctx: &Context,
    tx: &Transaction,
    draft: &Draft,
    theme: &Theme,
    before: &Answers,
    change: Change<'_>,
) -> Result<()> {
    let is_turn = change.changed.iter().any(|field| decides_a_read(theme, field));
    let of_another = |field: &FieldId| looks(&ctx.city, theme, field, |_| true).any(|read| read.of != field.subject);
    let mut touched = change
        .changed
        .iter()
        .chain(change.given_up.iter().map(|(field, _)| field));
    if !is_turn && !touched.any(of_another) {
        return Ok(());
    }
    let mut turn = Turn {
        ctx,
        theme,
        before,
        now: data::answer::list(&**tx, &draft.id).await?,
        kept: data::aside::list(&**tx, &draft.id).await?,
    };
    turn.drop_gone(tx, change).await?;
    if !is_turn {
        return Ok(());
    }
    let gone = turn.put_away(tx, draft).await?;
    turn.bring_back(tx, draft, &gone).await
}

/// A draft in which another answer may have made other records the right ones.
struct Turn<'a> {
    ctx: &'a Context,
    theme: &'a Theme,
    before: &'a Answers,
    now: Answers,
    /// What was put aside before, the latest last.
    kept: Vec<SetAside>,
}

impl Turn<'_> {
    /// The records that can fill in a field.
    fn records(&self, field: &FieldId, answers: &Answers) -> BTreeSet<Record> {
        let today = self.ctx.today();
        let holds = |when: Option<&Condition>| judge(when, answers, today) == Truth::Yes;
        looks(&self.ctx.city, self.theme, field, holds).map(record).collect()
    }

    /// The record beside which a text was typed, where that speaks no more, and whether another one does. A record of whom the field is
    /// about does not count: what is typed of oneself is said of oneself, whichever record speaks.
    fn left(&self, field: &FieldId, text: &str) -> Option<(Record, bool)> {
        let (were, are) = (self.records(field, self.before), self.records(field, &self.now));
        let is_own = were.iter().chain(&are).any(|record| record.of == field.subject);
        if is_own || were == are || !were.is_disjoint(&are) {
            return None;
        }
        // Where none spoke meanwhile, it was put aside in advance and stayed where it stands.
        let is_it = |aside: &&SetAside| aside.field == *field && aside.text == text;
        let in_advance = || {
            let mut kept = self.kept.iter().rev().filter(is_it);
            kept.find_map(|aside| aside.beside.clone())
        };
        let beside = were.into_iter().next().or_else(in_advance)?;
        (!are.contains(&beside)).then_some((beside, !are.is_empty()))
    }

    /// Drops what was put aside in advance and then changed, emptied or given up where it stands, unless another record speaks there now.
    async fn drop_gone(&mut self, tx: &Transaction, change: Change<'_>) -> Result<()> {
        let before = self.before;
        let changed = (change.changed.iter()).filter_map(|field| Some((field, before.text(field)?)));
        let given_up = change.given_up.iter().map(|(field, text)| (field, text.as_str()));
        let gone: Vec<_> = changed.chain(given_up).collect();
        for (field, text) in gone {
            if self.now.text(field) == Some(text) || !self.records(field, before).is_empty() {
                continue;
            }
            let speaks = self.records(field, &self.now);
            let is_its = |beside: &Record| speaks.is_empty() || speaks.contains(beside);
            let is_it = |aside: &SetAside| {
                aside.field == *field && aside.text == text && aside.beside.as_ref().is_some_and(is_its)
            };
            if let Some(at) = self.kept.iter().rposition(is_it) {
                data::aside::delete(&**tx, &self.kept.remove(at).id).await?;
            }
        }
        Ok(())
    }

    /// Puts aside what was typed beside a record that speaks no more. Where another one speaks, it goes from its place: gives back where.
    async fn put_away(&self, tx: &Transaction, draft: &Draft) -> Result<BTreeSet<FieldId>> {
        // Of two devices' texts the one that is the answer is the later one.
        for (field, text) in data::rival::list(&**tx, &draft.id).await? {
            let Some((beside, goes)) = self.left(&field, &text) else {
                continue;
            };
            self.keep(tx, draft, (&field, &text), beside).await?;
            if goes {
                data::rival::delete(&**tx, &draft.id, &field).await?;
            }
        }
        let mut gone = BTreeSet::new();
        let typed = self
            .before
            .iter()
            .filter(|(_, answer)| answer.origin == Origin::Citizen);
        for (field, text) in typed.filter_map(|(field, _)| Some((field, self.before.text(field)?))) {
            let Some((beside, goes)) = self.left(field, text) else {
                continue;
            };
            self.keep(tx, draft, (field, text), beside).await?;
            if goes && self.now.text(field) == Some(text) {
                data::answer::delete(&**tx, &draft.id, field).await?;
                gone.insert(field.clone());
            }
        }
        Ok(gone)
    }

    /// Keeps a text with the record beside which it was typed, instead of what was typed beside that before.
    async fn keep(
        &self,
        tx: &Transaction,
        draft: &Draft,
        (field, text): (&FieldId, &str),
        beside: Record,
    ) -> Result<()> {
        let is_older = |aside: &&SetAside| aside.field == *field && aside.beside.as_ref() == Some(&beside);
        for older in self.kept.iter().filter(is_older) {
            data::aside::delete(&**tx, &older.id).await?;
        }
        let aside = Aside {
            field: field.clone(),
            typed_as: field.clone(),
            version: None,
            element: self.theme.element(field).cloned(),
            beside: Some(beside),
            text: text.to_owned(),
        };
        put_aside(self.ctx, tx, draft, &aside).await
    }

    /// Brings back what was typed beside a record that is the right one, unless something else was typed there since.
    async fn bring_back(&self, tx: &Transaction, draft: &Draft, gone: &BTreeSet<FieldId>) -> Result<()> {
        let stands = |field: &FieldId| {
            let answer = self.now.get(field).filter(|_| self.now.text(field).is_some());
            answer.is_some_and(|answer| !matches!(answer.origin, Origin::Register(_))) && !gone.contains(field)
        };
        let mut back = BTreeMap::new();
        for aside in &self.kept {
            let Some(beside) = &aside.beside else { continue };
            let is_asked = self.theme.element(&aside.field).is_some();
            if !is_asked || !self.records(&aside.field, &self.now).contains(beside) {
                continue;
            }
            data::aside::delete(&**tx, &aside.id).await?;
            if stands(&aside.field) {
                continue;
            }
            if let Some(rival) = back.insert(&aside.field, &aside.text) {
                data::rival::save(&**tx, &draft.id, &aside.field, rival, self.ctx.now()).await?;
            }
        }
        for (field, text) in back {
            // What the register says of it is held against it when that is asked.
            let answer = Answer {
                text: text.clone(),
                origin: Origin::Citizen,
                as_of: self.ctx.today(),
                contested: false,
            };
            data::answer::save(&**tx, &draft.id, field, &answer).await?;
            data::rival::delete_equal(&**tx, &draft.id, field, text).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
