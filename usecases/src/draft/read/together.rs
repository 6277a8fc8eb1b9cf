//! A draft of several: who has to agree, how each stands, and what each sees of it.

use domain::account::RealName;
use domain::answer::{Answer, FieldId, Origin};
use domain::case::correction::Mended;
use domain::condition::{Condition, Truth, judge};
use domain::draft::Draft;
use domain::party::{ID_NUMBER, Invitation, NAME, PHONE, Signer, Standing, says_who};
use domain::register::{Fact, Record};
use domain::theme::Theme;

use super::{MyDraft, load};
use crate::application::mend_over;
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::record::{Record as JointRecord, bind};
use crate::error::Result;
use crate::party::record;

/// Whose word an answer is, where it is another's than of whoever looks: their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word<'a> {
    /// Their account says who they are, whoever typed it before.
    Account(&'a str),
    /// They say so themselves, on their own page or by their account.
    Own(&'a str),
}

impl MyDraft {
    /// Who applies; nothing before it is confirmed.
    #[must_use]
    pub(crate) fn applicant(&self) -> Option<&RealName> {
        self.applicant.as_ref()
    }

    /// Their name.
    #[must_use]
    pub fn applicant_name(&self) -> Option<&str> {
        self.applicant().map(|known| known.name.as_str())
    }

    /// Who has to agree besides the applicant.
    #[must_use]
    pub fn signers(&self) -> &[Signer] {
        &self.signers
    }

    /// How somebody who has to agree stands.
    #[must_use]
    pub fn standing(&self, signer: &Signer) -> Standing {
        let invited = self.invitations_of(signer);
        let standings = invited.map(|invitation| invitation.standing(self.now, self.hash()));
        standings.max().unwrap_or(Standing::NotAsked)
    }

    /// The invitations to the seats of one person.
    pub fn invitations_of(&self, signer: &Signer) -> impl Iterator<Item = &Invitation> {
        let sits = |invitation: &&Invitation| signer.seats.contains(&invitation.seat);
        self.invitations.iter().filter(sits)
    }

    /// What everybody signs who applies together with the applicant; nothing where nobody does.
    #[must_use]
    pub(crate) fn joint(&self) -> Option<&JointRecord> {
        self.joint.as_ref()
    }

    /// The hash of that.
    #[must_use]
    pub(crate) fn hash(&self) -> &str {
        self.joint.as_ref().map_or("", |joint| &joint.hash)
    }

    /// The same with what everybody signs, by a theme the hash of whose text is this.
    pub(super) fn with_joint(self, db: &impl data::Connection, theme: &str) -> Result<Self> {
        if self.signers.is_empty() && self.invitations.is_empty() {
            return Ok(self);
        }
        let hide = |what: &str| bind(db, &self.draft.id, what);
        let joint = record::make(&self, &self.whole.answers, &self.whole.files, theme, hide)?;
        Ok(Self {
            joint: Some(joint),
            ..self
        })
    }

    /// Who says so, where the answer is another's than of whoever looks.
    #[must_use]
    pub fn said_by(&self, field: &FieldId) -> Option<Word<'_>> {
        let answer = self.answers.get(field)?;
        if self.part.is_some() || answer.origin != Origin::Party {
            return None;
        }
        let signer = self.signers.iter().find(|signer| signer.has(field));
        let mut invited = signer.into_iter().flat_map(|signer| self.invitations_of(signer));
        let named = || {
            self.answers.text(&FieldId {
                element: NAME.parse().ok()?,
                ..field.clone()
            })
        };
        let name = invited
            .next()
            .map(|invitation| invitation.name.as_str())
            .or_else(named)?;
        Some(if says_who(field) {
            Word::Account(name)
        } else {
            Word::Own(name)
        })
    }

    /// Who is there and is still to say this themselves: meanwhile nobody else is asked for it.
    #[must_use]
    pub fn left_to(&self, field: &FieldId) -> Option<&Signer> {
        let is_applicants = self.part.is_none() && self.draft.submitted_at.is_none();
        // Who somebody is, their own page does not ask.
        if !is_applicants || says_who(field) || self.whole.answers.text(field).is_some() {
            return None;
        }
        let is_there = |signer: &&Signer| matches!(self.standing(signer), Standing::Joined | Standing::Outdated);
        self.signers.iter().find(|signer| signer.has(field)).filter(is_there)
    }

    /// What their account could say on the page of somebody who applies together: they see it before they save it.
    #[must_use]
    pub fn offers<'a>(&self, asker: &'a Asker, field: &FieldId) -> Option<&'a str> {
        self.part.as_ref()?;
        offered(asker, field, self.answers.get(field))
    }

    /// Whether whoever looks cannot change an answer: another's own, or who one is.
    #[must_use]
    pub fn is_fixed(&self, field: &FieldId) -> bool {
        match &self.part {
            Some(_) => says_who(field),
            // What an office asks to be mended is whoever's to mend who filed it.
            None if self.draft.submitted_at.is_some() => is_anothers(&[], field, self.answers.get(field)),
            None => is_anothers(&self.invitations, field, self.answers.get(field)),
        }
    }

    /// Whether whoever looks sees a number in part only: of somebody else who signs, and not typed here.
    #[must_use]
    pub fn hides(&self, field: &FieldId) -> bool {
        let is_known = |answer: &Answer| matches!(answer.origin, Origin::Party | Origin::Register(_));
        self.part.is_none()
            && self.answers.get(field).is_some_and(is_known)
            && (self.theme.element(field)).is_some_and(|element| element.kind.is_masked())
            && self.signers.iter().any(|signer| signer.has(field))
    }

    /// Whether a condition holds, whoever looks.
    #[must_use]
    pub(crate) fn holds(&self, when: Option<&Condition>) -> bool {
        judge(when, &self.whole.answers, self.today) == Truth::Yes
    }

    /// Sets answers that were given anew, the last one last.
    pub(crate) fn mend<'a>(&mut self, mended: impl Iterator<Item = &'a Mended> + Clone) {
        mend_over(&mut self.answers, mended.clone());
        mend_over(&mut self.whole.answers, mended);
    }

    /// Whether who took this seat sees the answer to a field.
    pub(crate) fn is_seen_by(&self, part: &Invitation, field: &FieldId) -> bool {
        seats_of(&self.signers, part).has(field) || is_shared(&self.theme, field)
    }

    /// What somebody who was asked to apply together sees of it: their own fields, and what is not sensitive. No papers.
    #[must_use]
    pub(crate) fn seen_by(self, part: Invitation) -> Self {
        let signer = seats_of(&self.signers, &part);
        let is_own = |field: &FieldId| signer.has(field);
        let seen = self
            .whole
            .answers
            .iter()
            .filter(|(field, _)| self.is_seen_by(&part, field));
        let answers = seen.map(|(field, answer)| (field.clone(), answer.clone())).collect();
        let facts: Vec<Fact> = self.facts.iter().filter(|fact| is_own(&fact.field)).cloned().collect();
        let is_theirs = |record: &Record| part.seat.index == 0 && record.of == part.seat.subject;
        let reads = self
            .reads
            .iter()
            .filter(|(record, _)| is_theirs(record))
            .cloned()
            .collect();
        let rivals = self.whole.rivals.iter().filter(|(field, _)| is_own(field));
        let rivals = rivals.map(|(field, text)| (field.clone(), text.clone())).collect();
        Self {
            answers,
            facts,
            reads,
            rivals,
            files: Vec::new(),
            invitations: vec![part.clone()],
            part: Some(part),
            ..self
        }
    }
}

/// Whether everybody who applies together sees the answer to a field: nothing sensitive, no number that leads to somebody.
pub(crate) fn is_shared(theme: &Theme, field: &FieldId) -> bool {
    let element = theme.element(field);
    field.element.as_str() != ID_NUMBER && element.is_some_and(|element| element.is_shared())
}

/// Where who took a seat sits, there and elsewhere.
pub(super) fn seats_of(signers: &[Signer], part: &Invitation) -> Signer {
    let known = signers.iter().find(|signer| signer.seats.contains(&part.seat));
    known.cloned().unwrap_or_else(|| Signer {
        seats: vec![part.seat.clone()],
    })
}

/// Where who took a seat at this draft sits.
pub(in crate::draft) async fn signer(
    ctx: &Context,
    db: &impl data::Connection,
    draft: &Draft,
    part: &Invitation,
) -> Result<Signer> {
    let whole = load(ctx, db, draft.clone()).await?;
    Ok(seats_of(&whole.signers, part))
}

/// Whether an answer is not the applicant's to change: what somebody said themselves, and who they are once they took their seat.
/// Where nobody says any more who that is, as when registers were forgotten, it is typed.
pub(in crate::draft) fn is_anothers(invitations: &[Invitation], field: &FieldId, known: Option<&Answer>) -> bool {
    let sits = |invitation: &Invitation| invitation.citizen.is_some() && invitation.seat.has(field);
    known.is_some_and(|known| {
        known.origin == Origin::Party || (known.is_known() && says_who(field) && invitations.iter().any(sits))
    })
}

/// The phone of an account, where its owner is to say how they are reached and said nothing yet, not even that they leave it out.
pub(in crate::draft) fn offered<'a>(asker: &'a Asker, field: &FieldId, known: Option<&Answer>) -> Option<&'a str> {
    let is_open = known.is_none_or(|known| known.text.is_empty() && known.origin != Origin::Party);
    let phone = asker.citizen().ok()?.phone.as_str();
    (is_open && field.element.as_str() == PHONE && !phone.is_empty()).then_some(phone)
}
