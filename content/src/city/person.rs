//! A synthetic person, and what the registers say of them on a day counted from the first start of the sandbox.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime, Timelike};
use domain::id::{CitizenId, ElementId, RegisterId};
use domain::identity::{IdNumber, mobile_number};

use super::Register;
use crate::file::Name;
use crate::file::city::{PersonFile, RecordFile};
use crate::finding::{Notes, Rule};
use crate::theme::names::id;

/// The address code of nobody.
const NOWHERE: &str = "000000";

/// The oldest record, days before the first start: a hundred years.
const OLDEST: u32 = 36_525;

/// A synthetic person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub id: CitizenId,
    /// Name.
    pub name: String,
    /// 公民身份号码 with address code 000000.
    pub id_number: IdNumber,
    /// Mobile number, eleven digits.
    pub phone: String,
    /// The story in one line; none for those only registers know.
    pub story: Option<String>,
    records: BTreeMap<RegisterId, Kept>,
}

/// A record as a register gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The day it was made.
    pub as_of: NaiveDate,
    /// What it says.
    pub facts: Vec<Fact>,
}

/// One fact of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// Whom it is about, in the register's words: self, spouse, child.
    pub role: String,
    /// Which data element.
    pub element: ElementId,
    /// The answer in its canonical form.
    pub text: String,
}

/// A record whose days are still counted from the first start.
#[derive(Debug, Clone)]
struct Kept {
    days_ago: u32,
    says: Vec<(String, ElementId, Saying)>,
}

#[derive(Debug, Clone)]
pub(crate) enum Saying {
    /// As it stands.
    Text(String),
    /// The date so many days before the first start, maybe with a time.
    Day(u32, Option<NaiveTime>),
}

impl Person {
    /// Whether the person is offered at the sandbox sign-in.
    #[must_use]
    pub fn can_sign_in(&self) -> bool {
        self.story.is_some()
    }

    /// The registers that know this person.
    pub fn known_to(&self) -> impl Iterator<Item = &RegisterId> {
        self.records.keys()
    }

    /// What a register says when opened with this person's ID number. `started`: the day of the sandbox's first start.
    #[must_use]
    pub fn record(&self, register: &RegisterId, started: NaiveDate) -> Option<Record> {
        let kept = self.records.get(register)?;
        let fact = |(role, element, saying): &(String, ElementId, Saying)| Fact {
            role: role.clone(),
            element: element.clone(),
            text: saying.on(started),
        };
        Some(Record {
            as_of: days_before(started, kept.days_ago),
            facts: kept.says.iter().map(fact).collect(),
        })
    }
}

impl Saying {
    /// `-6d` is a day, `-6dT03:42` a day with a time, anything else that does not begin with a hyphen is text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let Some(relative) = text.strip_prefix('-') else {
            return Some(Self::Text(text.to_owned()));
        };
        let (days, time) = relative.split_once('d')?;
        let days = days.parse().ok().filter(|days| *days <= OLDEST)?;
        match time.strip_prefix('T') {
            Some(time) => Some(Self::Day(days, Some(NaiveTime::parse_from_str(time, "%H:%M").ok()?))),
            None if time.is_empty() => Some(Self::Day(days, None)),
            None => None,
        }
    }

    pub(crate) fn on(&self, started: NaiveDate) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(days, None) => days_before(started, *days).to_string(),
            Self::Day(days, Some(time)) => {
                format!(
                    "{} {:02}:{:02}",
                    days_before(started, *days),
                    time.hour(),
                    time.minute()
                )
            }
        }
    }
}

fn days_before(started: NaiveDate, days: u32) -> NaiveDate {
    started
        .checked_sub_days(Days::new(u64::from(days)))
        .unwrap_or(NaiveDate::MIN)
}

pub(super) fn read(file: &PersonFile, registers: &[Register], notes: &mut Notes) -> Option<Person> {
    let person = id(&file.id, notes);
    let id_number = synthetic(&file.id_number, notes);
    let phone = mobile_number(&file.phone.value);
    if phone.is_none() {
        notes.add(
            &file.phone,
            Rule::PhoneNumber,
            format!("“{}”不是手机号码，请改正。", file.phone.value),
        );
    }
    let mut records = BTreeMap::new();
    for (register, record) in &file.records {
        let known = registers.iter().find(|known| known.id.as_str() == register);
        if known.is_none() {
            let message = format!("没有叫“{register}”的数据源，请在 registers 里添加，或者改正这里。");
            notes.add(&record.days_ago, Rule::UnknownRegister, message);
        }
        let kept = kept(record, notes);
        records.extend(known.map(|known| (known.id.clone(), kept)));
    }
    Some(Person {
        id: person?,
        name: file.name.clone(),
        id_number: id_number?,
        phone: phone?,
        story: file.story.clone(),
        records,
    })
}

fn synthetic(name: &Name, notes: &mut Notes) -> Option<IdNumber> {
    let message = match name.value.parse::<IdNumber>() {
        Ok(number) if number.as_str().starts_with(NOWHERE) => return Some(number),
        Ok(_) => format!("编出来的身份证号码要以 {NOWHERE} 开头，才不会是哪个真人的。"),
        Err(problem) => format!("“{}”不是身份证号码（{problem}），请改正。", name.value),
    };
    notes.add(name, Rule::SyntheticIdNumber, message);
    None
}

fn kept(file: &RecordFile, notes: &mut Notes) -> Kept {
    if file.days_ago.value > OLDEST {
        notes.add(
            &file.days_ago,
            Rule::RecordValue,
            format!("days_ago 最多 {OLDEST} 天，请改小。"),
        );
    }
    let mut says = Vec::new();
    for (role, facts) in &file.says {
        for (element, value) in facts {
            let Ok(element) = element.parse::<ElementId>() else {
                notes.add(value, Rule::BadId, format!("“{element}”不能做数据项的编号，请改正。"));
                continue;
            };
            let Some(saying) = Saying::read(&value.value) else {
                let message = format!("“{}”读不懂，日子请写成 -6d 或者 -6dT03:42。", value.value);
                notes.add(value, Rule::RecordValue, message);
                continue;
            };
            says.push((role.clone(), element, saying));
        }
    }
    Kept {
        days_ago: file.days_ago.value,
        says,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::city::tests::{CITY, read};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_newborn_never_ages_out() {
        let city = read(CITY).unwrap();
        let person = city.person(&"lin_xiao".parse().unwrap()).unwrap();
        let record = person.record(&"birth".parse().unwrap(), day("2027-01-03")).unwrap();
        assert_eq!(record.as_of, day("2026-12-29"));
        let time = record
            .facts
            .iter()
            .find(|fact| fact.element.as_str() == "birth.time")
            .unwrap();
        assert_eq!((time.role.as_str(), time.text.as_str()), ("child", "2026-12-28 03:42"));
        assert_eq!(person.record(&"tax".parse().unwrap(), day("2027-01-03")), None);
    }

    #[test]
    fn a_day_that_is_none_is_refused_and_a_hyphen_within_a_text_is_not() {
        for text in ["-6", "-d", "-6d03:42", "-6dT3", "-99999999d", "-明天"] {
            assert!(Saying::read(text).is_none(), "{text}");
        }
        assert_eq!(
            Saying::read("J000000-2024-000117").unwrap().on(day("2027-01-03")),
            "J000000-2024-000117"
        );
        assert_eq!(Saying::read("-0d").unwrap().on(day("2027-01-03")), "2027-01-03");
    }

    proptest! {
        #[test]
        fn no_value_makes_a_register_stumble(text in "-?[0-9]{0,12}d?T?[0-9:]{0,8}|\\PC{0,20}") {
            if let Some(saying) = Saying::read(&text) {
                saying.on(NaiveDate::MIN);
                saying.on(NaiveDate::MAX);
            }
        }
    }
}
