//! What registers could have filled in and did not, and why: it is told where it is missing, and nowhere else.

use content::city::City;
use domain::answer::{FieldId, Origin};
use domain::draft::Consent;
use domain::id::RegisterId;
use domain::register::Outcome;
use domain::theme::Read;

use super::beside;
use super::consult::{Consents, ID_NUMBER, record};
use super::read::MyDraft;

/// Why a register did not fill in what it could have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfilled {
    /// It was asked, and that is how it went.
    Asked(Outcome),
    /// Whoever looks did not let it say what is sensitive: it was not asked, or what it said was not kept.
    KeptBack,
}

/// The registers that could have filled in a field and did not, each with why.
#[must_use]
pub fn unfilled(city: &City, mine: &MyDraft, field: &FieldId) -> Vec<(RegisterId, Unfilled)> {
    let consents = Consents::new(&mine.draft, mine.invitations.clone());
    // Nobody is told of another's word as if it were theirs: it is not theirs to give.
    let is_theirs = |read: &Read| match &mine.part {
        Some(part) => part.seat.index == 0 && part.seat.subject == read.of,
        None => consents.own(read).is_none(),
    };
    let is_in_part = |read: &Read| is_theirs(read) && consents.to(read) == Consent::InPart;
    let is_party = |number: &FieldId| (mine.answers.get(number)).is_some_and(|known| known.origin == Origin::Party);
    // Nobody's record is opened by a number that another register said and that was not kept. Who is there themselves opens their own.
    let is_closed = |read: &Read| {
        let opened_by = number_of(read).filter(|number| !is_party(number));
        let mut says = opened_by.iter().flat_map(|number| looks(city, mine, number));
        says.any(|other| is_in_part(other) && outcome(mine, other) == Some(Outcome::Found))
    };
    let is_sensitive = mine.theme.sensitive(field, &mine.answers, mine.today).is_some();
    let why = |read: &Read| match outcome(mine, read) {
        Some(Outcome::Found) => (is_in_part(read) && is_sensitive).then_some(Unfilled::KeptBack),
        Some(outcome) => Some(Unfilled::Asked(outcome)),
        None => (is_in_part(read) && is_closed(read)).then_some(Unfilled::KeptBack),
    };
    let looks = looks(city, mine, field);
    looks
        .filter_map(|read| Some((read.register.clone(), why(read)?)))
        .collect()
}

/// The looks that are called for and could fill in a field.
fn looks<'a>(city: &'a City, mine: &'a MyDraft, field: &'a FieldId) -> impl Iterator<Item = &'a Read> {
    beside::looks(city, &mine.theme, field, move |when| mine.holds(when))
}

/// The field of the number that opens a record.
fn number_of(read: &Read) -> Option<FieldId> {
    Some(FieldId {
        subject: read.of.clone(),
        element: ID_NUMBER.parse().ok()?,
        index: 0,
    })
}

/// How asking for a record went.
fn outcome(mine: &MyDraft, read: &Read) -> Option<Outcome> {
    let mut reads = mine.reads.iter();
    reads
        .find(|(known, _)| *known == record(read))
        .map(|(_, outcome)| *outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::consult::consent;
    use crate::office::{FATHER, MOTHER, TestOffice, id};
    use crate::party::part;

    /// The registers that did not fill in a field, each with why.
    fn told(office: &TestOffice, mine: &MyDraft, field: &str) -> Vec<(String, Unfilled)> {
        let told = unfilled(&office.ctx.city, mine, &id(field)).into_iter();
        told.map(|(register, why)| (register.to_string(), why)).collect()
    }

    #[tokio::test]
    async fn a_register_is_missed_only_where_it_could_have_filled_something_in() {
        for office in TestOffice::each().await {
            let mother = office.citizen("zhou_he").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            let mine = office.read(&mother, &draft).await;
            let empty = ("birth".to_owned(), Unfilled::Asked(Outcome::Empty));
            assert_eq!(told(&office, &mine, "child/birth.time"), [empty]);
            for field in ["child/household.address", "mother/bank.card", "mother/person.phone"] {
                assert_eq!(told(&office, &mine, field), [], "{field}");
            }
        }
    }

    #[tokio::test]
    async fn without_the_consent_for_what_is_sensitive_each_field_has_its_reason() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            consent(&office.ctx, &mother, &draft, Consent::InPart).await.unwrap();
            let mine = office.read(&mother, &draft).await;
            let kept_back = |registers: &[&str]| -> Vec<(String, Unfilled)> {
                let registers = registers.iter();
                registers.map(|id| ((*id).to_owned(), Unfilled::KeptBack)).collect()
            };
            let expected: [(&str, &[&str]); 7] = [
                ("child/birth.time", &["birth"]),
                ("child/person.sex", &["birth"]),
                ("child/household.address", &["household"]),
                ("father/person.id_number", &["marriage", "household"]),
                // It is opened by his number, which was not kept.
                ("father/person.ethnicity", &["household"]),
                ("mother/person.ethnicity", &[]),
                ("mother/bank.card", &[]),
            ];
            for (field, registers) in expected {
                assert_eq!(told(&office, &mine, field), kept_back(registers), "{field}");
            }
            consent(&office.ctx, &mother, &draft, Consent::Given).await.unwrap();
            let mine = office.read(&mother, &draft).await;
            assert_eq!(told(&office, &mine, "father/person.id_number"), []);
        }
    }
    #[tokio::test]
    async fn who_applies_together_lets_their_own_registers_speak_and_nobody_else_is_told() {
        for office in TestOffice::each().await {
            let ctx = &office.ctx;
            let father = office.citizen("chen_yuan").await;
            let draft = office.consulted(&father, &FATHER).await;
            let (invitation, mother) = office.seat(&father, &draft, &id("mother")).await;
            part::consent(ctx, &mother, &invitation, Consent::InPart).await.unwrap();
            let hers = part::read(ctx, &mother, &invitation).await.unwrap().mine;
            let kept_back = ("birth".to_owned(), Unfilled::KeptBack);
            assert_eq!(told(&office, &hers, "child/birth.time"), [kept_back]);
            let his = office.read(&father, &draft).await;
            assert_eq!(his.answers.text(&id("child/birth.time")), None);
            assert_eq!(told(&office, &his, "child/birth.time"), []);
        }
    }

    #[tokio::test]
    async fn nobody_is_led_to_a_consent_that_cannot_open_the_record_of_somebody_who_is_there_themselves() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            consent(&office.ctx, &mother, &draft, Consent::InPart).await.unwrap();
            let number = ("father/person.id_number", "000000199409020017");
            office.save(&mother, &draft, "father", &[number]).await.unwrap();
            let field = "father/person.ethnicity";
            let typed = office.read(&mother, &draft).await;
            let kept_back = ("household".to_owned(), Unfilled::KeptBack);
            assert_eq!(told(&office, &typed, field), [kept_back]);
            office.seat(&mother, &draft, &id("father")).await;
            let taken = office.read(&mother, &draft).await;
            assert_eq!(told(&office, &taken, field), []);
        }
    }
}
