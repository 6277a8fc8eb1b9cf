//! A department, its offices, and which of them is competent.

use std::num::NonZeroU32;

use domain::id::{DepartmentId, OfficeId};

use crate::file::city::{DepartmentFile, OfficeFile};
use crate::finding::{Notes, Rule};
use crate::theme::names::id;

/// A department with at least one office.
#[derive(Debug, Clone)]
pub struct Department {
    /// Its id, used by items.
    pub id: DepartmentId,
    /// Full name.
    pub name: String,
    /// The name people use: 公安, 卫健.
    pub short: String,
    /// Within how many working days it answers what is asked before filing, where it says so itself.
    pub(super) answers_within: Option<NonZeroU32>,
    main: Office,
    others: Vec<Office>,
}

/// An office.
#[derive(Debug, Clone)]
pub struct Office {
    /// Its id, unique in the city.
    pub id: OfficeId,
    /// Name on the page.
    pub name: String,
    /// Phone number as it is shown.
    pub phone: String,
    /// Where it is, if that is written down.
    pub address: Option<String>,
    serves: Vec<String>,
    region: Option<String>,
}

impl Office {
    /// The county it serves, by division code; none serves the whole city.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}

impl Department {
    /// All offices, the one that takes what no other serves first.
    pub fn offices(&self) -> impl Iterator<Item = &Office> {
        std::iter::once(&self.main).chain(&self.others)
    }

    /// The office that serves this answer (an option id or exact text), else the region, else the first of the department.
    #[must_use]
    pub fn office_for(&self, answer: Option<&str>, region: &str) -> &Office {
        let serves =
            |office: &&Office| answer.is_some_and(|answer| office.serves.iter().any(|served| served == answer));
        let is_there = |office: &&Office| office.region.as_deref() == Some(region);
        let by_answer = self.offices().find(serves);
        by_answer
            .or_else(|| self.offices().find(is_there))
            .unwrap_or(&self.main)
    }
}

pub(super) fn read(file: &DepartmentFile, notes: &mut Notes) -> Option<Department> {
    let id = id(&file.id, notes);
    let mut offices = file
        .offices
        .iter()
        .filter_map(|one| office(one, notes))
        .collect::<Vec<_>>()
        .into_iter();
    let main = offices.next();
    if file.offices.is_empty() {
        notes.add(
            &file.id,
            Rule::NoOffice,
            format!("{}还没有办理点，请至少写一个。", file.name),
        );
    }
    Some(Department {
        id: id?,
        name: file.name.clone(),
        short: file.short.clone(),
        answers_within: file.answers_within,
        main: main?,
        others: offices.collect(),
    })
}

fn office(file: &OfficeFile, notes: &mut Notes) -> Option<Office> {
    let id = id(&file.id, notes)?;
    Some(Office {
        id,
        name: file.name.clone(),
        phone: file.phone.clone(),
        address: file.address.clone(),
        serves: file.serves.clone(),
        region: file.region.as_ref().map(|region| region.value.clone()),
    })
}
