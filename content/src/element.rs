//! The data elements every theme shares, by id.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::field::{Choice, Element, Kind, Reach, Sensitive};
use domain::id::{ElementId, OptionId};

use crate::file::element::{ElementFile, ElementsFile, KindFile, OptionFile, SensitiveFile, WhenFile};
use crate::finding::{Finding, Notes, Rule};
use crate::yaml;

/// All data elements.
#[derive(Debug, Clone, Default)]
pub struct Elements(BTreeMap<ElementId, Arc<Element>>);

impl Elements {
    /// The element of this id.
    #[must_use]
    pub fn get(&self, id: &ElementId) -> Option<&Arc<Element>> {
        self.0.get(id)
    }

    /// All elements by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Element>> {
        self.0.values()
    }
}

/// Reads `elements.yaml`; `file` names it in the findings.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(file: &str, text: &str) -> Result<Elements, Vec<Finding>> {
    let written: ElementsFile = yaml::read(file, text)?;
    let mut notes = Notes::new(file);
    let mut elements = BTreeMap::new();
    for element in &written.elements {
        let Some(read) = one(element, &mut notes) else { continue };
        if elements.insert(read.id.clone(), Arc::new(read)).is_some() {
            notes.add(
                &element.id,
                Rule::Duplicate,
                format!("数据项“{}”写了两次，请只留一处。", element.id.value),
            );
        }
    }
    notes.unless_found(Some(Elements(elements)))
}

fn one(element: &ElementFile, notes: &mut Notes) -> Option<Element> {
    let id = crate::theme::names::id(&element.id, notes);
    if element.label.trim().is_empty() {
        notes.add(
            &element.id,
            Rule::MissingPart,
            format!("数据项“{}”没有名称，请写 label。", element.id.value),
        );
    }
    let kind = kind(element, notes);
    Some(Element {
        id: id?,
        label: element.label.clone(),
        kind,
        hint: element.hint.clone(),
        autocomplete: element.autocomplete.clone(),
        sensitive: sensitive(element),
    })
}

/// Why it is sensitive: as it is written, and by itself for numbers that tell who somebody is or lead to their money.
fn sensitive(element: &ElementFile) -> Option<Sensitive> {
    match (element.sensitive, &element.kind) {
        (Some(SensitiveFile::Identity), _) | (None, KindFile::IdNumber) => Some(Sensitive::Identity),
        (Some(SensitiveFile::Finance), _) | (None, KindFile::BankCard) => Some(Sensitive::Finance),
        (Some(SensitiveFile::Health), _) => Some(Sensitive::Health),
        (Some(SensitiveFile::Child), _) => Some(Sensitive::Child),
        (None, _) => None,
    }
}

fn kind(element: &ElementFile, notes: &mut Notes) -> Kind {
    match &element.kind {
        KindFile::Text(most) => Kind::Text { most: *most },
        KindFile::Name => Kind::Name,
        KindFile::IdNumber => Kind::IdNumber,
        KindFile::Phone => Kind::Phone,
        KindFile::Date(when) => Kind::Date(reach(*when)),
        KindFile::DateTime(when) => Kind::DateTime(reach(*when)),
        KindFile::Address(most) => Kind::Address { most: *most },
        KindFile::Month(when) => Kind::Month(reach(*when)),
        KindFile::Number(range) => {
            if range.least > range.most {
                let message = format!("“{}”的 number 写反了，least 不能比 most 大。", element.label);
                notes.add(&element.id, Rule::Range, message);
            }
            Kind::Number {
                least: range.least,
                most: range.most,
                unit: range.unit.clone(),
            }
        }
        KindFile::BankCard => Kind::BankCard,
        KindFile::CreditCode => Kind::CreditCode,
        KindFile::YesNo => Kind::Choice(yes_or_no().into()),
        KindFile::Choice(options) => Kind::Choice(choices(element, options, notes).into()),
        KindFile::Choices(options) => Kind::Choices(choices(element, options, notes).into()),
    }
}

fn yes_or_no() -> Vec<Choice> {
    let choice = |(id, label): (&str, &str)| {
        let label = label.to_owned();
        id.parse().ok().map(|id| Choice { id, label })
    };
    [("yes", "是"), ("no", "否")].into_iter().filter_map(choice).collect()
}

fn reach(when: WhenFile) -> Reach {
    match when {
        WhenFile::Past => Reach::Past,
        WhenFile::Any => Reach::Any,
    }
}

fn choices(element: &ElementFile, options: &[OptionFile], notes: &mut Notes) -> Vec<Choice> {
    if options.is_empty() {
        let message = format!("选择项“{}”没有选项，请至少写一个。", element.id.value);
        notes.add(&element.id, Rule::MissingPart, message);
    }
    let mut choices: Vec<Choice> = Vec::new();
    for option in options {
        let Some(id) = crate::theme::names::id::<OptionId>(&option.id, notes) else {
            continue;
        };
        if choices.iter().any(|choice| choice.id == id) {
            notes.add(&option.id, Rule::Duplicate, format!("选项“{id}”写了两次，请只留一处。"));
        }
        choices.push(Choice {
            id,
            label: option.label.clone(),
        });
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_every_wrong_element_at_once() {
        let text = "elements:\n  - {id: a b, label: 甲, kind: name}\n  - {id: x, label: 乙, kind: {choice: []}}\n  - id: y\n    label: 丙\n    kind: {choice: [{id: m, label: 一}, {id: m, label: 二}]}\n  - {id: x, label: 丁, kind: phone}\n";
        let findings = read("elements.yaml", text).unwrap_err();
        let told: Vec<_> = findings.iter().map(|finding| (finding.line, finding.rule)).collect();
        assert_eq!(
            told,
            [
                (2, Rule::BadId),
                (3, Rule::MissingPart),
                (6, Rule::Duplicate),
                (7, Rule::Duplicate)
            ]
        );
    }
}
