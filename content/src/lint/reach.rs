//! Items and groups nobody can ever choose, whatever is answered.

use std::collections::{BTreeMap, BTreeSet};

use domain::answer::FieldId;
use domain::field::Kind;

use super::Checked;
use crate::element::Elements;
use crate::file::condition::ConditionFile;
use crate::file::item::ItemFile;
use crate::finding::{Notes, Rule};

/// Beyond so many ways to answer, a condition is taken to be sound.
const MOST: usize = 20_000;

/// Stands for every text that no condition mentions.
const OTHER: &str = "\u{0}";

/// Notes items that never apply, and groups that leave no choice.
pub(super) fn note(checked: &Checked<'_>, notes: &mut Notes) {
    let file = checked.file;
    let unreachable: BTreeSet<&str> = (file.items.iter())
        .filter(|item| !can_apply(&[item], checked.elements))
        .map(|item| item.id.value.as_str())
        .collect();
    for item in &file.items {
        if unreachable.contains(item.id.value.as_str()) {
            let message = format!(
                "事项“{}”谁也办不到：不管怎么回答，applies 都不成立，请改 applies 里的条件。",
                item.name
            );
            notes.add(&item.id, Rule::UnreachableItem, message);
        }
    }
    for group in &file.one_of {
        let items: BTreeSet<&str> = group.items.iter().map(|name| name.value.as_str()).collect();
        let choosable = items.difference(&unreachable).count();
        if choosable < 2 {
            let message = format!(
                "择一“{}”里只有 {choosable} 样选得到，没有什么好选的，请写上至少两样能办的事项，或者去掉这一组。",
                group.id.value
            );
            notes.add(&group.id, Rule::OneOfNobodyCanChoose, message);
        }
        for item in file.items.iter().filter(|item| items.contains(item.id.value.as_str())) {
            note_waiting_within(item, &group.id.value, &items, notes);
        }
    }
}

/// Notes an item that waits for another one of its group: whoever chooses it waits for ever.
fn note_waiting_within(item: &ItemFile, group: &str, items: &BTreeSet<&str>, notes: &mut Notes) {
    let mut before = item.after.iter().chain(&item.after_decided);
    if let Some(name) = before.find(|name| items.contains(name.value.as_str())) {
        let message = format!(
            "“{}”和“{}”在择一“{group}”里只办一个，选了前一个就等不到后一个，请去掉这个 after，或者拆开这一组。",
            item.name, name.value
        );
        notes.add(name, Rule::OneOfNobodyCanChoose, message);
    }
}

/// Whether all of these items can apply to one and the same person.
pub(super) fn can_apply(items: &[&ItemFile], elements: &Elements) -> bool {
    let conditions: Vec<_> = (items.iter())
        .filter_map(|item| item.applies.as_ref())
        .map(|applies| &applies.when)
        .collect();
    can_hold(&conditions, elements)
}

/// Whether some answers make all of these hold; also when there are too many ways to answer.
fn can_hold(conditions: &[&ConditionFile], elements: &Elements) -> bool {
    let mut ways = Ways::default();
    for condition in conditions {
        ways.gather(condition);
    }
    let variables: Vec<(String, Vec<Option<String>>)> = ways.variables(elements);
    let count = variables
        .iter()
        .try_fold(1_usize, |count, (_, values)| count.checked_mul(values.len()))
        .filter(|count| *count <= MOST);
    let Some(count) = count else { return true };
    (0..count).any(|number| {
        let answers = answers(&variables, number);
        let holds = |condition: &&ConditionFile| judge(condition, &answers) == Some(true);
        conditions.iter().all(holds)
    })
}

/// One of all ways to answer, by its number.
fn answers(variables: &[(String, Vec<Option<String>>)], mut number: usize) -> BTreeMap<&str, Option<&str>> {
    let mut answers = BTreeMap::new();
    for (name, values) in variables {
        let count = values.len().max(1);
        let value = values.get(number % count).and_then(Option::as_deref);
        answers.insert(name.as_str(), value);
        number /= count;
    }
    answers
}

/// What conditions look at: answers and the values that make a difference.
#[derive(Default)]
struct Ways {
    fields: BTreeMap<String, Field>,
    /// Anything else, which may hold or not.
    others: BTreeSet<String>,
}

#[derive(Default)]
struct Field {
    values: BTreeSet<String>,
    /// Whether it matters that nothing was answered.
    may_be_open: bool,
}

impl Ways {
    fn gather(&mut self, condition: &ConditionFile) {
        match condition {
            ConditionFile::All(list) | ConditionFile::Any(list) => {
                for one in list {
                    self.gather(one);
                }
            }
            ConditionFile::Not(inner) => self.gather(inner),
            ConditionFile::Is(is) => self.mention(&is.field.value, [is.value.value.clone()]),
            ConditionFile::In(one_of) => {
                let values = one_of.values.iter().map(|value| value.value.clone());
                self.mention(&one_of.field.value, values);
            }
            ConditionFile::AtLeast(number) => {
                let around = [number.number.saturating_sub(1), number.number];
                self.mention(&number.field.value, around.map(|number| number.to_string()));
            }
            ConditionFile::AtMost(number) => {
                let around = [number.number, number.number.saturating_add(1)];
                self.mention(&number.field.value, around.map(|number| number.to_string()));
            }
            ConditionFile::Known(field) => self.fields.entry(field.value.clone()).or_default().may_be_open = true,
            ConditionFile::Same(_)
            | ConditionFile::Includes(_)
            | ConditionFile::Age(_)
            | ConditionFile::WithinMonths(_) => {
                self.others.insert(other(condition));
            }
        }
    }

    fn mention(&mut self, field: &str, values: impl IntoIterator<Item = String>) {
        self.fields.entry(field.to_owned()).or_default().values.extend(values);
    }

    fn variables(self, elements: &Elements) -> Vec<(String, Vec<Option<String>>)> {
        let field = |(name, field): (String, Field)| {
            let mut values: Vec<Option<String>> = possible(&name, field.values, elements).map(Some).collect();
            if field.may_be_open || values.is_empty() {
                values.push(None);
            }
            (name, values)
        };
        let either = |name| (name, vec![Some(String::new()), None]);
        let others = self.others.into_iter().map(either);
        self.fields.into_iter().map(field).chain(others).collect()
    }
}

/// The answers to a field that make a difference.
fn possible(field: &str, mut values: BTreeSet<String>, elements: &Elements) -> impl Iterator<Item = String> + use<> {
    let element = field
        .parse::<FieldId>()
        .ok()
        .and_then(|id| elements.get(&id.element).cloned());
    match element.as_deref().map(|element| &element.kind) {
        Some(Kind::Choice(options)) => values.extend(options.iter().map(|option| option.id.to_string())),
        Some(Kind::Number { least, most, .. }) => {
            values.extend([least.to_string(), most.to_string()]);
            values.retain(|value| value.parse::<i64>().is_ok_and(|value| (least..=most).contains(&&value)));
        }
        _ => _ = values.insert(OTHER.to_owned()),
    }
    values.into_iter()
}

/// One name for the same question, wherever it is asked.
fn other(condition: &ConditionFile) -> String {
    match condition {
        ConditionFile::Same(names) => {
            let mut names: Vec<_> = names.value.iter().map(|name| name.value.as_str()).collect();
            names.sort_unstable();
            format!("same {names:?}")
        }
        ConditionFile::Includes(is) => format!("includes {} {}", is.field.value, is.value.value),
        ConditionFile::Age(age) => {
            let on = age.on.as_ref().map(|on| on.value.as_str());
            format!("age {} {:?} {:?} {on:?}", age.field.value, age.at_least, age.at_most)
        }
        ConditionFile::WithinMonths(within) => format!("within {} {}", within.field.value, within.months),
        _ => String::new(),
    }
}

/// Whether it holds; nothing where that depends on what is not answered.
fn judge(condition: &ConditionFile, answers: &BTreeMap<&str, Option<&str>>) -> Option<bool> {
    let text = |field: &str| answers.get(field).copied().flatten();
    let number = |field: &str| text(field).and_then(|text| text.parse::<i64>().ok());
    match condition {
        ConditionFile::All(list) => all(list.iter().map(|one| judge(one, answers))),
        ConditionFile::Any(list) => {
            all(list.iter().map(|one| judge(one, answers).map(|holds| !holds))).map(|none| !none)
        }
        ConditionFile::Not(inner) => judge(inner, answers).map(|holds| !holds),
        ConditionFile::Is(is) => text(&is.field.value).map(|text| text == is.value.value),
        ConditionFile::In(one_of) => {
            text(&one_of.field.value).map(|text| one_of.values.iter().any(|value| value.value == text))
        }
        ConditionFile::AtLeast(least) => number(&least.field.value).map(|number| number >= least.number),
        ConditionFile::AtMost(most) => number(&most.field.value).map(|number| number <= most.number),
        ConditionFile::Known(field) => Some(text(&field.value).is_some()),
        ConditionFile::Same(_)
        | ConditionFile::Includes(_)
        | ConditionFile::Age(_)
        | ConditionFile::WithinMonths(_) => Some(text(&other(condition)).is_some()),
    }
}

/// Whether all hold: one that does not settles it.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut holds = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => holds = None,
            Some(true) => {}
        }
    }
    holds
}
