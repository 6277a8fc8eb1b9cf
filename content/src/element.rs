//! The data elements every theme shares, by id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::field::{Choice, Division, Element, Kind, Reach, Sensitive};
use domain::id::{ElementId, OptionId};

use crate::file::element::{
    DivisionFile, ElementFile, ElementsFile, GroupFile, KindFile, OptionFile, SensitiveFile, WhenFile,
};
use crate::finding::{Finding, Notes, Rule};
use crate::yaml;

/// All data elements.
#[derive(Debug, Clone, Default)]
pub struct Elements {
    known: BTreeMap<ElementId, Arc<Element>>,
    groups: BTreeMap<ElementId, Vec<ElementId>>,
}

impl Elements {
    /// The element of this id.
    #[must_use]
    pub fn get(&self, id: &ElementId) -> Option<&Arc<Element>> {
        self.known.get(id)
    }

    /// The elements that are asked together under this name.
    pub(crate) fn group(&self, id: &ElementId) -> Option<&[ElementId]> {
        self.groups.get(id).map(Vec::as_slice)
    }

    /// All elements by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Element>> {
        self.known.values()
    }
}

/// Reads `elements.yaml`; `file` names it in the findings.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(file: &str, text: &str) -> Result<Elements, Vec<Finding>> {
    let written: ElementsFile = yaml::read(file, text)?;
    let mut notes = Notes::new(file);
    let divisions: Arc<[Division]> = divisions(&written.divisions, &mut BTreeSet::new(), &mut notes).into();
    let mut known = BTreeMap::new();
    for element in &written.elements {
        let Some(read) = one(element, &divisions, &mut notes) else {
            continue;
        };
        if known.insert(read.id.clone(), Arc::new(read)).is_some() {
            notes.add(
                &element.id,
                Rule::Duplicate,
                format!("数据项“{}”写了两次，请只留一处。", element.id.value),
            );
        }
    }
    let mut groups = BTreeMap::new();
    for file in &written.groups {
        let Some((id, elements)) = group(file, &known, &mut notes) else {
            continue;
        };
        if known.contains_key(&id) || groups.insert(id, elements).is_some() {
            let message = format!("“{}”已经有了，请换一个编号。", file.id.value);
            notes.add(&file.id, Rule::Duplicate, message);
        }
    }
    notes.unless_found(Some(Elements { known, groups }))
}

fn group(
    file: &GroupFile,
    known: &BTreeMap<ElementId, Arc<Element>>,
    notes: &mut Notes,
) -> Option<(ElementId, Vec<ElementId>)> {
    let mut elements = Vec::new();
    for name in &file.elements {
        let id = name.value.parse().ok().filter(|id| known.contains_key(id));
        if id.is_none() {
            let message = format!("没有数据项“{}”，请在 elements 里添加，或者改正这里。", name.value);
            notes.add(name, Rule::UnknownElement, message);
        }
        elements.extend(id);
    }
    if file.elements.is_empty() {
        let message = format!("“{}”这一组里什么也没有，请写上数据项。", file.id.value);
        notes.add(&file.id, Rule::MissingPart, message);
    }
    Some((crate::theme::names::id(&file.id, notes)?, elements))
}

fn divisions<'a>(files: &'a [DivisionFile], seen: &mut BTreeSet<&'a str>, notes: &mut Notes) -> Vec<Division> {
    let mut divisions = Vec::new();
    for file in files {
        let code = file.code.value.as_str();
        if !(6..=12).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            let message = format!("“{code}”不是区划代码，请写 6 到 12 位数字。");
            notes.add(&file.code, Rule::BadId, message);
        }
        if !seen.insert(code) {
            notes.add(
                &file.code,
                Rule::Duplicate,
                format!("区划“{code}”写了两次，请只留一处。"),
            );
        }
        divisions.push(Division {
            code: code.to_owned(),
            name: file.name.clone(),
            below: self::divisions(&file.below, seen, notes),
        });
    }
    divisions
}

fn one(element: &ElementFile, divisions: &Arc<[Division]>, notes: &mut Notes) -> Option<Element> {
    let id = crate::theme::names::id(&element.id, notes);
    if element.label.trim().is_empty() {
        notes.add(
            &element.id,
            Rule::MissingPart,
            format!("数据项“{}”没有名称，请写 label。", element.id.value),
        );
    }
    let kind = kind(element, divisions, notes);
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

fn kind(element: &ElementFile, divisions: &Arc<[Division]>, notes: &mut Notes) -> Kind {
    match &element.kind {
        KindFile::Text(most) => Kind::Text { most: *most },
        KindFile::Name => Kind::Name,
        KindFile::IdNumber => Kind::IdNumber,
        KindFile::Phone => Kind::Phone,
        KindFile::Date(when) => Kind::Date(reach(*when)),
        KindFile::DateTime(when) => Kind::DateTime(reach(*when)),
        KindFile::Address(most) => Kind::Address { most: *most },
        KindFile::Place(most) => {
            if divisions.is_empty() {
                let message = format!("“{}”要从区划里选，请在 divisions 里写上区划。", element.label);
                notes.add(&element.id, Rule::MissingPart, message);
            }
            Kind::Place {
                most: *most,
                divisions: Arc::clone(divisions),
            }
        }
        KindFile::Month(when) => Kind::Month(reach(*when)),
        KindFile::Period(when) => Kind::Period(reach(*when)),
        KindFile::Money(range) => {
            note_range(element, range.least.into(), range.most.into(), notes);
            Kind::Money {
                least: range.least.into(),
                most: range.most.into(),
            }
        }
        KindFile::Number(range) => {
            note_range(element, range.least, range.most, notes);
            let usual = range.usual.as_ref().map(|usual| (usual.least, usual.most));
            if let Some((least, most)) = usual {
                note_range(element, least, most, notes);
            }
            Kind::Number {
                least: range.least,
                most: range.most,
                unit: range.unit.clone(),
                usual,
            }
        }
        KindFile::BankCard => Kind::BankCard,
        KindFile::CreditCode => Kind::CreditCode,
        KindFile::YesNo => Kind::Choice(options([("yes", "是"), ("no", "否")]).into()),
        KindFile::Agreement(text) => {
            if text.trim().is_empty() {
                let message = format!("“{}”没有写要人同意什么。", element.label);
                notes.add(&element.id, Rule::MissingPart, message);
            }
            Kind::Choices(options([("yes", text.as_str())]).into())
        }
        KindFile::Choice(options) => {
            for option in options.iter().filter(|option| option.alone) {
                let message = format!("“{}”本来就只能选一个，请去掉 alone。", element.label);
                notes.add(&option.id, Rule::WrongKind, message);
            }
            Kind::Choice(choices(element, options, notes).into())
        }
        KindFile::Choices(options) => Kind::Choices(choices(element, options, notes).into()),
        KindFile::Listed(list) => {
            if list.names.is_empty() {
                let message = format!("“{}”的名单是空的，请至少写一个名称。", element.label);
                notes.add(&element.id, Rule::MissingPart, message);
            }
            Kind::Listed {
                names: list.names.clone().into(),
                ending: list.ending.clone().unwrap_or_default(),
            }
        }
    }
}

fn note_range(element: &ElementFile, least: i64, most: i64, notes: &mut Notes) {
    if least > most {
        let message = format!("“{}”的 least 和 most 写反了，least 不能比 most 大。", element.label);
        notes.add(&element.id, Rule::Range, message);
    }
}

fn options<const N: usize>(written: [(&str, &str); N]) -> Vec<Choice> {
    let choice = |(id, label): (&str, &str)| {
        let (label, is_alone) = (label.to_owned(), false);
        id.parse().ok().map(|id| Choice { id, label, is_alone })
    };
    written.into_iter().filter_map(choice).collect()
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
            is_alone: option.alone,
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

    #[test]
    fn tells_groups_divisions_and_kinds_that_lead_nowhere() {
        let text = "groups:\n  - {id: person, elements: [a, b]}\n  - {id: a, elements: [a]}\n  - {id: empty, elements: []}\ndivisions:\n  - {code: \"12\", name: 甲}\n  - {code: \"000001\", name: 乙, below: [{code: \"000001\", name: 丙}]}\nelements:\n  - {id: a, label: 甲, kind: name}\n  - {id: c, label: 乙, kind: {money: {least: 2, most: 1}}}\n  - {id: f, label: 戊, kind: {number: {most: 9, usual: {least: 2, most: 1}}}}\n  - {id: d, label: 丙, kind: {agreement: \" \"}}\n  - {id: e, label: 丁, kind: {listed: {names: []}}}\n  - {id: g, label: 己, kind: {choice: [{id: none, label: 无, alone: true}]}}\n";
        let findings = read("elements.yaml", text).unwrap_err();
        let told: Vec<_> = findings.iter().map(|finding| (finding.line, finding.rule)).collect();
        assert_eq!(
            told,
            [
                (2, Rule::UnknownElement),
                (3, Rule::Duplicate),
                (4, Rule::MissingPart),
                (6, Rule::BadId),
                (7, Rule::Duplicate),
                (10, Rule::Range),
                (11, Rule::Range),
                (12, Rule::MissingPart),
                (13, Rule::MissingPart),
                (14, Rule::WrongKind)
            ]
        );
        let nowhere = "elements:\n  - {id: a, label: 甲, kind: {place: 9}}\n";
        assert_eq!(read("elements.yaml", nowhere).unwrap_err()[0].rule, Rule::MissingPart);
    }

    #[test]
    fn an_agreement_is_a_choice_of_one_and_an_address_knows_its_divisions() {
        let text = "divisions:\n  - {code: \"000001\", name: 甲县}\nelements:\n  - {id: a, label: 甲, kind: {agreement: 我同意}}\n  - {id: b, label: 乙, kind: {place: 9}}\n";
        let elements = read("elements.yaml", text).unwrap();
        let kind = |id: &str| elements.get(&id.parse().unwrap()).unwrap().kind.clone();
        assert_eq!(kind("a").label("yes"), "我同意");
        assert_eq!(kind("b").label("000001,1号"), "甲县1号");
    }
}
