//! The sandbox city: departments with offices, staff, registers, and people who cannot be real.

mod agency;
mod channel;
mod department;
mod hall;
mod person;
mod staff;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use domain::answer::FieldId;
use domain::calendar::{DayKind, Term};
use domain::channel::ChannelId;
use domain::hall::Hall;
use domain::id::{AgencyId, CitizenId, DepartmentId, ElementId, HallId, OfficeId, OfficerId, RegisterId, SubjectId};
use domain::identity::IdNumber;
use domain::staff::Officer;
use domain::theme::Read;

use crate::file::city::{CityFile, RegisterFile};
use crate::finding::{Finding, Notes, Rule};
use crate::theme::names::{declare, id};
use crate::yaml;
pub use agency::Agency;
pub use channel::Channel;
pub use department::{Department, Office};
pub(crate) use person::Saying;
pub use person::{Fact, Person, Record};

/// What findings call the file.
pub(crate) const FILE: &str = "city/city.yaml";

/// Within how many working days a department answers what is asked before filing, where nobody says: the house's limit and no law's.
const ANSWERS_WITHIN: u32 = 3;

/// The whole city; every reference within it leads somewhere.
#[derive(Debug, Clone)]
pub struct City {
    name: String,
    region: String,
    helpline: Helpline,
    answers_within: Option<NonZeroU32>,
    below: Vec<Region>,
    channels: Vec<Channel>,
    halls: Vec<Hall>,
    departments: Vec<Department>,
    officers: Vec<Officer>,
    agencies: Vec<Agency>,
    registers: Vec<Register>,
    people: Vec<Person>,
}

/// A telephone line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helpline {
    /// Number to dial.
    pub number: String,
    /// When someone answers, in words.
    pub hours: String,
}

/// The city itself, or a county or district below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Division code.
    pub code: String,
    /// Name on the page.
    pub name: String,
}

/// A register.
#[derive(Debug, Clone)]
pub struct Register {
    /// Its id, used by themes.
    pub id: RegisterId,
    /// Name on the page: 公安户籍.
    pub name: String,
    /// The office that keeps it.
    pub keeper: String,
    /// What it can say of whom, by role.
    pub says: BTreeMap<String, BTreeSet<ElementId>>,
    /// Names of papers that nobody need bring because of it (国务院令716号 art. 7).
    pub holds: Vec<String>,
    /// It confirms whose name and ID number belong together.
    pub confirms_names: bool,
    /// It says who represents which organisation.
    pub confirms_representatives: bool,
}

impl Register {
    /// What a look into it can say of somebody.
    pub fn says_of(&self, read: &Read, subject: &SubjectId) -> impl Iterator<Item = &ElementId> {
        let roles = read.about.iter().filter(move |(_, known)| *known == subject);
        roles.filter_map(move |(role, _)| self.says.get(role)).flatten()
    }

    /// Whether a look into it can fill in a field.
    #[must_use]
    pub fn fills(&self, read: &Read, field: &FieldId) -> bool {
        let mut says = self.says_of(read, &field.subject);
        read.register == self.id && says.any(|element| *element == field.element)
    }
}

/// Reads `city/city.yaml`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(text: &str) -> Result<City, Vec<Finding>> {
    City::try_from(yaml::read::<CityFile>(FILE, text)?)
}

impl City {
    /// Name on every page.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Division code, six digits.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Whom to call.
    #[must_use]
    pub fn helpline(&self) -> &Helpline {
        &self.helpline
    }

    /// Within how long a department answers what is asked before filing.
    #[must_use]
    pub fn answers_within(&self, department: &DepartmentId) -> Term {
        let own = self.department(department).and_then(|known| known.answers_within);
        Term {
            days: own.or(self.answers_within).map_or(ANSWERS_WITHIN, NonZeroU32::get),
            kind: DayKind::Working,
        }
    }

    /// The counties and districts below it, in the order of the file.
    #[must_use]
    pub fn below(&self) -> &[Region] {
        &self.below
    }

    /// The county or district with this code.
    #[must_use]
    pub fn region_below(&self, code: &str) -> Option<&Region> {
        self.below.iter().find(|region| region.code == code)
    }

    /// The ways people come by that are counted, in the order of the file.
    #[must_use]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The way of this id.
    #[must_use]
    pub fn channel(&self, id: &ChannelId) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == *id)
    }

    /// The agencies, in the order of the file.
    #[must_use]
    pub fn agencies(&self) -> &[Agency] {
        &self.agencies
    }

    /// All halls, in the order of the file.
    #[must_use]
    pub fn halls(&self) -> &[Hall] {
        &self.halls
    }

    /// The hall of this id.
    #[must_use]
    pub fn hall(&self, id: &HallId) -> Option<&Hall> {
        self.halls.iter().find(|hall| hall.id == *id)
    }

    /// All departments, in the order of the file.
    #[must_use]
    pub fn departments(&self) -> &[Department] {
        &self.departments
    }

    /// The department of this id.
    #[must_use]
    pub fn department(&self, id: &DepartmentId) -> Option<&Department> {
        self.departments.iter().find(|department| department.id == *id)
    }

    /// The office of this id, in any department.
    #[must_use]
    pub fn office(&self, id: &OfficeId) -> Option<&Office> {
        self.departments
            .iter()
            .flat_map(Department::offices)
            .find(|office| office.id == *id)
    }

    /// The office competent for this answer in this region; none when the city has no such department.
    #[must_use]
    pub fn office_for(&self, department: &DepartmentId, answer: Option<&str>, region: &str) -> Option<&Office> {
        self.department(department)
            .map(|department| department.office_for(answer, region))
    }

    /// Staff to sign in as.
    #[must_use]
    pub fn officers(&self) -> &[Officer] {
        &self.officers
    }

    /// The officer of this id.
    #[must_use]
    pub fn officer(&self, id: &OfficerId) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.id == *id)
    }

    /// Registers that can be read.
    #[must_use]
    pub fn registers(&self) -> &[Register] {
        &self.registers
    }

    /// The register that confirms whose name and ID number belong together.
    #[must_use]
    pub fn real_name(&self) -> Option<&RegisterId> {
        let register = self.registers.iter().find(|register| register.confirms_names);
        register.map(|register| &register.id)
    }

    /// The register that knows who represents which organisation.
    #[must_use]
    pub fn knows_representatives(&self) -> Option<&RegisterId> {
        let mut registers = self.registers.iter();
        registers
            .find(|register| register.confirms_representatives)
            .map(|register| &register.id)
    }

    /// The register of this id.
    #[must_use]
    pub fn register(&self, id: &RegisterId) -> Option<&Register> {
        self.registers.iter().find(|register| register.id == *id)
    }

    /// Everybody, also those only registers know.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The person of this id.
    #[must_use]
    pub fn person(&self, id: &CitizenId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }

    /// The person with this ID number, as a register looks people up.
    #[must_use]
    pub fn person_with(&self, number: &IdNumber) -> Option<&Person> {
        self.people.iter().find(|person| person.id_number == *number)
    }
}

impl TryFrom<CityFile> for City {
    type Error = Vec<Finding>;

    fn try_from(file: CityFile) -> Result<Self, Vec<Finding>> {
        let mut notes = Notes::new(FILE);
        note_duplicates(&file, &mut notes);
        let below = file.regions.iter().map(|region| Region {
            code: region.code.value.clone(),
            name: region.name.clone(),
        });
        let below: Vec<_> = below.collect();
        let channels = channel::read(&file.channels, &mut notes);
        let halls = file
            .halls
            .iter()
            .filter_map(|one| hall::read(one, &mut notes))
            .collect();
        note_strange_regions(&file, &below, &mut notes);
        let departments: Vec<_> = file
            .departments
            .iter()
            .filter_map(|one| department::read(one, &mut notes))
            .collect();
        let officers = file
            .officers
            .iter()
            .filter_map(|one| staff::read(one, &departments, &mut notes))
            .collect();
        let registers: Vec<_> = file
            .registers
            .iter()
            .filter_map(|one| register(one, &mut notes))
            .collect();
        let people = file
            .people
            .iter()
            .filter_map(|one| person::read(one, &registers, &mut notes))
            .collect();
        let agencies = file
            .agencies
            .iter()
            .filter_map(|one| agency::read(one, &file.people, &mut notes))
            .collect();
        let helpline = Helpline {
            number: file.helpline.number,
            hours: file.helpline.hours,
        };
        let city = Self {
            name: file.name,
            region: file.region,
            helpline,
            answers_within: file.answers_within,
            below,
            channels,
            halls,
            departments,
            officers,
            agencies,
            registers,
            people,
        };
        notes.unless_found(Some(city))
    }
}

/// Notes halls, offices and posts in regions that are not of this city.
fn note_strange_regions(file: &CityFile, below: &[Region], notes: &mut Notes) {
    let offices = file.departments.iter().flat_map(|department| &department.offices);
    let named = file
        .halls
        .iter()
        .map(|hall| &hall.region)
        .chain(offices.filter_map(|office| office.region.as_ref()))
        .chain(
            file.officers
                .iter()
                .flat_map(|officer| &officer.posts)
                .flat_map(|post| &post.regions),
        );
    for name in named.filter(|name| name.value != file.region && below.iter().all(|region| region.code != name.value)) {
        let message = format!("没有代码是“{}”的区县，请在 regions 里添加，或者改正这里。", name.value);
        notes.add(name, Rule::UnknownRegion, message);
    }
}

fn note_duplicates(file: &CityFile, notes: &mut Notes) {
    let offices = file.departments.iter().flat_map(|department| &department.offices);
    declare::<DepartmentId>(file.departments.iter().map(|one| &one.id), "部门", notes);
    declare::<OfficeId>(offices.map(|one| &one.id), "办理点", notes);
    declare::<HallId>(file.halls.iter().map(|one| &one.id), "大厅", notes);
    declare::<OfficerId>(file.officers.iter().map(|one| &one.id), "工作人员", notes);
    declare::<AgencyId>(file.agencies.iter().map(|one| &one.id), "帮办站", notes);
    // A mobile number is made of digits, so that it is an id as well.
    declare::<OfficerId>(file.officers.iter().map(|one| &one.phone), "工作人员", notes);
    declare::<RegisterId>(file.registers.iter().map(|one| &one.id), "数据源", notes);
    declare::<CitizenId>(file.people.iter().map(|one| &one.id), "人物", notes);
    // An ID number is made of digits and X, so that it is an id as well.
    declare::<CitizenId>(file.people.iter().map(|one| &one.id_number), "人物", notes);
}

fn register(file: &RegisterFile, notes: &mut Notes) -> Option<Register> {
    let mut says = BTreeMap::new();
    for (role, elements) in &file.says {
        let elements = elements.iter().filter_map(|element| id(element, notes)).collect();
        says.insert(role.clone(), elements);
    }
    Some(Register {
        id: id(&file.id, notes)?,
        name: file.name.clone(),
        keeper: file.keeper.clone(),
        says,
        holds: file.holds.clone(),
        confirms_names: file.confirms_names,
        confirms_representatives: file.confirms_representatives,
    })
}

#[cfg(test)]
pub(crate) mod tests;
