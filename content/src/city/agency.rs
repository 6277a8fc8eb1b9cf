//! Agencies (帮办代办): a community's station, whose members act for whoever asks them to.

use domain::id::{AgencyId, CitizenId};
use domain::identity::compact;

use crate::file::city::{AgencyFile, PersonFile};
use crate::finding::{Notes, Rule};
use crate::theme::names::id;

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// Name on the page.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// The sandbox's members.
    pub members: Vec<CitizenId>,
}

pub(super) fn read(file: &AgencyFile, people: &[PersonFile], notes: &mut Notes) -> Option<Agency> {
    for member in &file.members {
        if !people.iter().any(|person| person.id.value == member.value) {
            let message = format!("people 里没有“{}”，请改正。", member.value);
            notes.add(member, Rule::UnknownPerson, message);
        }
    }
    Some(Agency {
        id: id(&file.id, notes)?,
        name: file.name.clone(),
        phone: compact(&file.phone),
        members: file.members.iter().filter_map(|member| id(member, notes)).collect(),
    })
}
