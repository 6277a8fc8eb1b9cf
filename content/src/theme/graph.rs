//! The item graph: items that wait for each other would never start.

use std::collections::{BTreeMap, BTreeSet};

use crate::file::ThemeFile;
use crate::finding::{Notes, Rule};

/// Notes every item that waits, in the end, for itself, and every item that is in two groups.
pub(crate) fn note(file: &ThemeFile, notes: &mut Notes) {
    let mut grouped = BTreeSet::new();
    for name in file.one_of.iter().flat_map(|group| &group.items) {
        if !grouped.insert(name.value.as_str()) {
            let message = format!("事项“{}”写进了两处择一，请只留一处。", name.value);
            notes.add(name, Rule::Duplicate, message);
        }
    }
    note_cycles(file, notes);
}

fn note_cycles(file: &ThemeFile, notes: &mut Notes) {
    let items = &file.items;
    let mut after: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    // Who waits for a group waits for each of its items.
    for group in &file.one_of {
        let members = group.items.iter().map(|name| name.value.as_str());
        after.entry(&group.id.value).or_default().extend(members);
    }
    for item in items {
        let names = item.after.iter().chain(&item.after_decided);
        after
            .entry(&item.id.value)
            .or_default()
            .extend(names.map(|name| name.value.as_str()));
    }
    for item in items {
        let id = item.id.value.as_str();
        let circle: Vec<_> = waited_for(id, &after)
            .into_iter()
            .filter(|other| waited_for(other, &after).contains(id))
            .collect();
        let into_circle = item
            .after
            .iter()
            .chain(&item.after_decided)
            .find(|name| circle.contains(&name.value.as_str()));
        if let Some(name) = into_circle {
            let message = format!(
                "这些事项互相等待，谁也开始不了：{}，请去掉其中一个 after。",
                circle.join("、")
            );
            notes.add(name, Rule::ItemCycle, message);
        }
    }
}

/// Everything this item waits for, directly or through others.
fn waited_for<'a>(id: &str, after: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = after.get(id).cloned().unwrap_or_default();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(after.get(next).into_iter().flatten());
        }
    }
    found
}
