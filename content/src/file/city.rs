//! The sandbox city as an editor writes it: departments, offices, staff, citizens and what the registers say of them: untrusted, see `content::city`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::Name;

/// `city/city.yaml`: the whole sandbox city.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CityFile {
    /// Name on every page.
    pub name: String,
    /// Division code, `000000`.
    pub region: String,
    /// Whom to call, and that it is an example.
    pub helpline: HelplineFile,
    /// Departments with their offices.
    pub departments: Vec<DepartmentFile>,
    /// Staff to sign in as.
    pub officers: Vec<OfficerFile>,
    /// Registers that can be read.
    pub registers: Vec<RegisterFile>,
    /// People to sign in as, and those only registers know.
    pub people: Vec<PersonFile>,
}

/// A telephone line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelplineFile {
    /// Number to dial.
    pub number: String,
    /// When someone answers.
    pub hours: String,
}

/// A department.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartmentFile {
    /// Short id, used by items.
    pub id: Name,
    /// Full name.
    pub name: String,
    /// The name people use: 公安, 卫健.
    pub short: String,
    /// The offices that do the work.
    pub offices: Vec<OfficeFile>,
}

/// An office.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeFile {
    /// Short id.
    pub id: Name,
    /// Name on the page.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// Answers of an item's `office` field that lead here (option ids or exact text); the first office of a department takes the rest.
    #[serde(default)]
    pub serves: Vec<String>,
}

/// A member of staff.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerFile {
    /// Short id.
    pub id: Name,
    /// Name.
    pub name: String,
    /// Department id.
    pub department: Name,
}

/// A register.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterFile {
    /// Short id: household, marriage, birth.
    pub id: Name,
    /// Name on the page: 公安户籍.
    pub name: String,
    /// The office that keeps it.
    pub keeper: String,
}

/// A synthetic person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFile {
    /// Short id.
    pub id: Name,
    /// Name.
    pub name: String,
    /// 公民身份号码 with address code 000000 and a right check digit.
    pub id_number: Name,
    /// Mobile phone number.
    pub phone: Name,
    /// The story in one line, shown at the sandbox sign-in; absent: cannot sign in.
    pub story: Option<String>,
    /// What each register says when opened with this person's ID number.
    #[serde(default)]
    pub records: BTreeMap<String, RecordFile>,
}

/// One record of one register.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordFile {
    /// Days before the first start of the sandbox on which the record was made.
    pub days_ago: Spanned<u32>,
    /// What it says: role → element → value. A value `-6d` is the date six days before the first start, `-6dT03:42` with a time.
    pub says: BTreeMap<String, BTreeMap<String, Name>>,
}
