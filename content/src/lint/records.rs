//! What the sandbox registers say, held against the data elements: a register that talks nonsense does so on purpose only.

use chrono::NaiveDate;
use domain::field::Problem;
use domain::id::ElementId;

use crate::city::Saying;
use crate::element::Elements;
use crate::file::city::{CityFile, PersonFile};
use crate::finding::{Notes, Rule};

/// Notes facts of no known element, and texts that are no answer to theirs.
pub(crate) fn note(file: &CityFile, elements: &Elements, notes: &mut Notes) {
    for person in &file.people {
        note_person(person, elements, notes);
    }
}

fn note_person(person: &PersonFile, elements: &Elements, notes: &mut Notes) {
    let facts = person
        .records
        .values()
        .flat_map(|record| record.says.values())
        .flatten();
    for (element, value) in facts {
        let Some(known) = element.parse::<ElementId>().ok().and_then(|id| elements.get(&id)) else {
            let message = format!("elements.yaml 里没有数据项“{element}”，请在那里添加，或者改正这里。");
            notes.add(value, Rule::UnknownElement, message);
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
