//! What the sandbox registers say, held against the data elements: a register that talks nonsense does so on purpose only.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::field::{Element, Problem};
use domain::id::ElementId;

use crate::city::Saying;
use crate::element::Elements;
use crate::file::city::{CityFile, PersonFile, RegisterFile};
use crate::finding::{Notes, Rule};

/// Notes facts of no known element, texts that are no answer to theirs, and what a register is not known to say.
pub(crate) fn note(file: &CityFile, elements: &Elements, notes: &mut Notes) {
    let said = file.registers.iter().flat_map(|register| register.says.values());
    for name in said.flatten() {
        if known(&name.value, elements).is_none() {
            notes.add(name, Rule::UnknownElement, unknown(&name.value));
        }
    }
    for person in &file.people {
        note_person(person, elements, notes);
        note_unsaid(person, &file.registers, notes);
    }
}

fn note_person(person: &PersonFile, elements: &Elements, notes: &mut Notes) {
    let facts = person
        .records
        .values()
        .flat_map(|record| record.says.values())
        .flatten();
    for (element, value) in facts {
        let Some(known) = known(element, elements) else {
            notes.add(value, Rule::UnknownElement, unknown(element));
            continue;
        };
        // Days are counted back from the first start, so that any day serves to see whether the rest is an answer.
        let text = Saying::read(&value.value).map(|saying| saying.on(NaiveDate::default()));
        let problem = text.and_then(|text| known.kind.read(&text, NaiveDate::default()).err());
        if let Some(problem) = problem.filter(|problem| *problem != Problem::InFuture) {
            let message = format!("“{}”不能是{}（{problem}），请改正。", value.value, known.label);
            notes.add(value, Rule::RecordValue, message);
        }
    }
}

/// Notes what a record says although its register does not: nobody would be told when it is missing.
fn note_unsaid(person: &PersonFile, registers: &[RegisterFile], notes: &mut Notes) {
    for (id, record) in &person.records {
        let Some(register) = registers.iter().find(|register| register.id.value == *id) else {
            continue;
        };
        for (role, facts) in &record.says {
            let role = role.split_once('~').map_or(role.as_str(), |(role, _)| role);
            let says = register.says.get(role);
            let unsaid = facts.iter().filter(|(element, _)| {
                let mut says = says.into_iter().flatten();
                !says.any(|name| name.value == **element)
            });
            for (element, value) in unsaid {
                let message = format!(
                    "数据源“{}”的 says 里，{role} 没有“{element}”，请在那里添加，或者改正这里。",
                    register.id.value
                );
                notes.add(value, Rule::RecordValue, message);
            }
        }
    }
}

fn known<'a>(element: &str, elements: &'a Elements) -> Option<&'a Arc<Element>> {
    element.parse::<ElementId>().ok().and_then(|id| elements.get(&id))
}

fn unknown(element: &str) -> String {
    format!("elements.yaml 里没有数据项“{element}”，请在那里添加，或者改正这里。")
}
