//! Those who apply together (一起办的人): who besides the applicant has to agree and sign, and how each stands.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::answer::{Answers, FieldId};
use crate::condition::{Truth, judge};
use crate::draft::Consent;
use crate::form::Form;
use crate::id::{CitizenId, DraftId, InvitationId, ItemId, NotAnId, SubjectId};
use crate::identity::IdNumber;
use crate::moment::Moment;
use crate::theme::{Party, Theme};

/// The elements that say who somebody is, and how they are reached.
pub const NAME: &str = "person.name";
/// As [`NAME`].
pub const ID_NUMBER: &str = "person.id_number";
/// As [`NAME`].
pub const PHONE: &str = "person.phone";

/// Whether a field says who somebody is: of whoever signs, that is their account's to say.
#[must_use]
pub fn says_who(field: &FieldId) -> bool {
    [NAME, ID_NUMBER].contains(&field.element.as_str())
}

/// The place of one of those who apply together: a subject, and which of several. As text: `father`, `shareholder~1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// Whom the form calls so.
    pub subject: SubjectId,
    /// Which of several, from zero.
    pub index: u16,
}

impl Seat {
    /// Whether a field is about who sits here.
    #[must_use]
    pub fn has(&self, field: &FieldId) -> bool {
        self.subject == field.subject && self.index == field.index
    }

    /// The field of this element about who sits here.
    #[must_use]
    pub fn field(&self, element: &str) -> Option<FieldId> {
        Some(FieldId {
            subject: self.subject.clone(),
            element: element.parse().ok()?,
            index: self.index,
        })
    }

    /// What was answered to this element about who sits here.
    #[must_use]
    pub fn text<'a>(&self, answers: &'a Answers, element: &str) -> Option<&'a str> {
        answers.text(&self.field(element)?)
    }

    fn number(&self, answers: &Answers) -> Option<IdNumber> {
        self.text(answers, ID_NUMBER)?.parse().ok()
    }
}

impl FromStr for Seat {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (subject, index) = match text.split_once('~') {
            Some((subject, index)) => (subject, index.parse().map_err(|_| NotAnId)?),
            None => (text, 0),
        };
        Ok(Self {
            subject: subject.parse()?,
            index,
        })
    }
}

impl fmt::Display for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.subject.as_str())?;
        if self.index > 0 {
            write!(f, "~{}", self.index)
        } else {
            Ok(())
        }
    }
}

/// Somebody who has to agree and sign besides the applicant; one person is asked once, in however many places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Where they sit; the first names them.
    pub seats: Vec<Seat>,
}

impl Signer {
    /// The seat they are called by.
    #[must_use]
    pub fn seat(&self) -> Option<&Seat> {
        self.seats.first()
    }

    /// Whether a field is about them.
    #[must_use]
    pub fn has(&self, field: &FieldId) -> bool {
        self.seats.iter().any(|seat| seat.has(field))
    }
}

/// Who has to agree and sign besides the applicant, in the order of the theme: whom the form asks something about, where the
/// theme has them as a party. Who the applicant is too, by place or by ID number, is not asked twice.
#[must_use]
pub fn signers(
    theme: &Theme,
    form: &Form<'_>,
    answers: &Answers,
    applicant: Option<&IdNumber>,
    today: NaiveDate,
) -> Vec<Signer> {
    let own = theme.applicant_subject(answers);
    let mut signers: Vec<Signer> = Vec::new();
    for seat in seats(theme, form, answers, today) {
        let number = seat.number(answers);
        let is_own = seat.index == 0 && own == Some(&seat.subject);
        if is_own || (number.is_some() && number.as_ref() == applicant) {
            continue;
        }
        let is_same = |signer: &&mut Signer| {
            let mut known = signer.seats.iter().filter_map(|seat| seat.number(answers));
            number
                .as_ref()
                .is_some_and(|number| known.any(|other| other == *number))
        };
        match signers.iter_mut().find(is_same) {
            Some(signer) => signer.seats.push(seat),
            None => signers.push(Signer { seats: vec![seat] }),
        }
    }
    signers
}

/// The places of all who apply together, the applicant's own too.
fn seats(theme: &Theme, form: &Form<'_>, answers: &Answers, today: NaiveDate) -> Vec<Seat> {
    let mut seats = Vec::new();
    for party in theme
        .parties
        .iter()
        .filter(|party| is_called_for(party, answers, today))
    {
        let fields = form.topics.iter().flat_map(|page| &page.fields);
        let asked: BTreeSet<u16> = fields
            .filter(|field| field.id.subject == party.subject)
            .map(|field| field.id.index)
            .collect();
        seats.extend(asked.into_iter().map(|index| Seat {
            subject: party.subject.clone(),
            index,
        }));
    }
    seats
}

/// Who besides the applicant has to sign when these items are applied for, in the order of the theme: of whom one of them asks
/// something, unless the theme certainly does not call for them. Where the applicant is one of several, the others are named.
#[must_use]
pub fn expected<'a>(theme: &'a Theme, taken: &BTreeSet<ItemId>, answers: &Answers, today: NaiveDate) -> Vec<&'a Party> {
    let items = theme.items.iter().filter(|item| taken.contains(&item.id));
    let asked: BTreeSet<&SubjectId> = items
        .flat_map(|item| &item.fields)
        .map(|field| &field.subject)
        .collect();
    let own = theme.applicant_subject(answers);
    let is_other = |party: &&Party| own != Some(&party.subject) || theme.many(&party.subject).is_some();
    let may_be_called = |party: &&Party| judge(party.when.as_ref(), answers, today) != Truth::No;
    let parties = theme.parties.iter().filter(|party| asked.contains(&party.subject));
    parties.filter(is_other).filter(may_be_called).collect()
}

fn is_called_for(party: &Party, answers: &Answers, today: NaiveDate) -> bool {
    judge(party.when.as_ref(), answers, today) == Truth::Yes
}

/// Somebody asked to apply together: found by a link and a code, bound to one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// To which draft.
    pub draft: DraftId,
    /// To which seat.
    pub seat: Seat,
    /// Who is meant, by name.
    pub name: String,
    /// Their mobile number.
    pub phone: String,
    /// When the link was made.
    pub sent_at: Moment,
    /// Until when it opens.
    pub expires_at: Moment,
    /// Whose account it is bound to, once somebody took the seat.
    pub citizen: Option<CitizenId>,
    /// When they took it.
    pub joined_at: Option<Moment>,
    /// Whether their registers may be read.
    pub consent: Consent,
    /// When they declined, and why, if they said so.
    pub declined: Option<(Moment, Option<String>)>,
    /// When they agreed, and the hash of what they agreed to and signed.
    pub agreed: Option<(Moment, String)>,
}

/// How somebody who has to agree stands; of somebody in two places the greater counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody asked them.
    NotAsked,
    /// The link is over.
    Expired,
    /// The link was not opened yet.
    Waiting,
    /// They are there, and did not agree yet.
    Joined,
    /// What they agreed to was changed since.
    Outdated,
    /// They agreed to what is to be submitted.
    Agreed,
    /// They do not want to.
    Declined,
}

impl Invitation {
    /// How it stands now; `hash` is that of what is to be submitted.
    #[must_use]
    pub fn standing(&self, now: Moment, hash: &str) -> Standing {
        match (&self.declined, &self.agreed) {
            (Some(_), _) => Standing::Declined,
            (None, Some((_, agreed))) if agreed == hash => Standing::Agreed,
            (None, Some(_)) => Standing::Outdated,
            (None, None) if self.citizen.is_some() => Standing::Joined,
            (None, None) if self.expires_at <= now => Standing::Expired,
            (None, None) => Standing::Waiting,
        }
    }
}

#[cfg(test)]
mod tests;
