//! Which looks into registers are called for: let by whom they are about, or by the applicant, and wanted by what is answered.

use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::condition::{Truth, judge};
use domain::draft::{Consent, Draft};
use domain::identity::IdNumber;
use domain::party::{ID_NUMBER, Invitation};
use domain::theme::{Read, Theme};

use super::record;
use crate::context::Context;
use crate::error::Result;

/// Who lets what be read: the applicant, and each of those who apply together for themselves.
pub(crate) struct Consents {
    applicant: Consent,
    parties: Vec<Invitation>,
}

impl Consents {
    pub(crate) async fn of(db: &impl data::Connection, draft: &Draft) -> Result<Self> {
        Ok(Self::new(draft, data::invitation::list(db, &draft.id).await?))
    }

    /// Of a draft to which these were invited.
    pub(crate) fn new(draft: &Draft, mut parties: Vec<Invitation>) -> Self {
        parties.retain(|invitation| invitation.consent != Consent::NotAsked);
        Self {
            applicant: draft.consent,
            parties,
        }
    }

    /// Whether anything may be read.
    pub(crate) fn let_read(&self) -> bool {
        self.applicant.lets_read() || self.parties.iter().any(|party| party.consent.lets_read())
    }

    /// What somebody said themselves about a look at their record.
    pub(crate) fn own(&self, read: &Read) -> Option<Consent> {
        let theirs = |party: &&Invitation| party.seat.index == 0 && party.seat.subject == read.of;
        self.parties.iter().find(theirs).map(|party| party.consent)
    }

    /// What is let for a look.
    pub(crate) fn to(&self, read: &Read) -> Consent {
        self.own(read).unwrap_or(self.applicant)
    }
}

/// The looks into registers that are let and whose condition holds, with the ID number that opens each. Several into one record are
/// one: it is opened once.
pub(crate) fn called_for(
    ctx: &Context,
    theme: &Theme,
    answers: &Answers,
    consents: &Consents,
) -> Vec<(Read, IdNumber)> {
    let today = ctx.today();
    let number_of = |read: &Read| {
        let field = FieldId {
            subject: read.of.clone(),
            element: ID_NUMBER.parse().ok()?,
            index: 0,
        };
        // Never with a number that was typed: that would open everybody's records to everybody. Nor does the applicant's word open
        // the record of somebody whose number is known only because they are there themselves.
        let opens = |answer: &&Answer| match answer.origin {
            Origin::Party => consents.own(read).is_some(),
            _ => answer.is_known(),
        };
        answers.get(&field).filter(opens)?.text.parse().ok()
    };
    let holds = |read: &&Read| judge(read.when.as_ref(), answers, today) == Truth::Yes;
    let is_let = |read: &&Read| consents.to(read).lets_read();
    let mut called: Vec<(Read, IdNumber)> = Vec::new();
    for read in theme.reads.iter().filter(holds).filter(is_let) {
        let mut others = called.iter_mut().map(|(other, _)| other);
        if let Some(other) = others.find(|other| record(other) == record(read)) {
            other.about.extend(read.about.clone());
        } else if let Some(number) = number_of(read) {
            called.push((read.clone(), number));
        }
    }
    called
}
