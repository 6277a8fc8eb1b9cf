//! Nothing asked for nothing, nothing needed that is never asked.

use std::collections::BTreeSet;

use crate::file::{Name, ThemeFile};
use crate::finding::{Notes, Rule};

/// Notes fields, materials and places in the title that have no counterpart.
pub(super) fn note(file: &ThemeFile, notes: &mut Notes) {
    let on_pages = || {
        file.topics
            .iter()
            .flat_map(|topic| &topic.fields)
            .map(|field| &field.field)
    };
    let questions = || file.questions.iter().map(|question| &question.field);
    let asked: BTreeSet<&str> = on_pages().chain(questions()).map(|name| name.value.as_str()).collect();
    note_twice(on_pages(), notes);
    note_twice(questions(), notes);

    let mut needed = BTreeSet::new();
    for item in &file.items {
        needed.extend(item.fields.iter().map(|name| name.value.as_str()));
        for name in item
            .fields
            .iter()
            .chain(&item.office)
            .filter(|name| !asked.contains(name.value.as_str()))
        {
            let message = format!(
                "事项“{}”要用“{}”，可是哪一页都没有问，请放进 topics。",
                item.name, name.value
            );
            notes.add(name, Rule::NeverAsked, message);
        }
    }
    for name in on_pages().filter(|name| !needed.contains(name.value.as_str())) {
        let message = format!("没有事项要用“{}”，请从页面上去掉，或者写进事项的 fields。", name.value);
        notes.add(name, Rule::AskedForNothing, message);
    }

    let used: BTreeSet<&str> = file
        .items
        .iter()
        .flat_map(|item| &item.materials)
        .map(|name| name.value.as_str())
        .collect();
    for material in file
        .materials
        .iter()
        .filter(|material| !used.contains(material.id.value.as_str()))
    {
        let message = format!(
            "没有事项要用材料“{}”，请去掉它，或者写进事项的 materials。",
            material.name
        );
        notes.add(&material.id, Rule::UnusedMaterial, message);
    }
    if let Some(title) = &file.title {
        note_places(title, &asked, notes);
    }
}

fn note_twice<'a>(names: impl Iterator<Item = &'a Name>, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name.value.as_str()) {
            notes.add(name, Rule::Duplicate, format!("“{}”问了两次，请只留一处。", name.value));
        }
    }
}

fn note_places(title: &Name, asked: &BTreeSet<&str>, notes: &mut Notes) {
    let mut rest = title.value.as_str();
    while let Some((_, behind)) = rest.split_once('{') {
        let Some((place, behind)) = behind.split_once('}') else {
            notes.add(title, Rule::TitlePlace, "标题里的“{”没有配上“}”，请补上。");
            return;
        };
        if !asked.contains(place) {
            let message = format!("标题里的“{{{place}}}”哪里都没有问，请换成表里有的“主体/数据项”。");
            notes.add(title, Rule::TitlePlace, message);
        }
        rest = behind;
    }
}
