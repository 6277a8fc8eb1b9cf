//! Nothing asked for nothing, nothing needed that is never asked.

use std::collections::BTreeSet;

use domain::answer::FieldId;
use domain::delivery::is_asked_by;

use crate::file::condition::ConditionFile;
use crate::file::item::ResultFile;
use crate::file::subject::ApplicantFile;
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
    note_idle_questions(file, &needed, notes);
    note_delivery(file, notes);
}

/// Notes fields by which a form would ask of all results how they are delivered, needed where a result names its ways.
fn note_delivery(file: &ThemeFile, notes: &mut Notes) {
    let has_ways = |result: &ResultFile| !result.ways.is_empty();
    let chosen = (file.items.iter()).filter(|item| item.result.as_ref().is_some_and(has_ways));
    let needed: BTreeSet<&str> = chosen
        .flat_map(|item| &item.fields)
        .map(|name| name.value.as_str())
        .collect();
    let fields = file.topics.iter().flat_map(|topic| &topic.fields);
    let is_it = |name: &str| name.parse::<FieldId>().is_ok_and(|field| is_asked_by(&field));
    for name in fields.map(|field| &field.field) {
        if needed.contains(name.value.as_str()) && is_it(&name.value) {
            let message = format!(
                "结果写了 ways，怎么领就一样一样单独问了，表里的“{}”是问第二遍，请从页面和事项的 fields 里去掉。",
                name.value
            );
            notes.add(name, Rule::DeliveryAskedTwice, message);
        }
    }
}

/// Notes questions whose answers nothing looks at.
fn note_idle_questions(file: &ThemeFile, needed: &BTreeSet<&str>, notes: &mut Notes) {
    let mut looked_at = needed.clone();
    for condition in conditions(file) {
        gather_fields(condition, &mut looked_at);
    }
    looked_at.extend(
        file.items
            .iter()
            .filter_map(|item| item.office.as_ref())
            .map(|name| name.value.as_str()),
    );
    if let ApplicantFile::Role(role) = &file.applicant {
        looked_at.insert(&role.field.value);
    }
    for question in &file.questions {
        let field = question.field.value.as_str();
        let names_it = |title: &Name| title.value.contains(&format!("{{{field}}}"));
        if !looked_at.contains(field) && !file.title.as_ref().is_some_and(names_it) {
            let message = format!(
                "“{}”怎么答都一样，什么也没有变，请去掉这个问题，或者在条件里用上它。",
                question.ask
            );
            notes.add(&question.field, Rule::QuestionChangesNothing, message);
        }
    }
}

/// Every condition of the theme.
fn conditions(file: &ThemeFile) -> impl Iterator<Item = &ConditionFile> {
    let fields = file.topics.iter().flat_map(|topic| &topic.fields);
    (file
        .eligibility
        .iter()
        .flat_map(|rule| [&rule.concerns, &rule.when])
        .flatten())
    .chain(file.parties.iter().filter_map(|party| party.when.as_ref()))
    .chain(file.questions.iter().filter_map(|question| question.when.as_ref()))
    .chain(file.registers.iter().filter_map(|read| read.when.as_ref()))
    .chain(fields.filter_map(|field| field.when.as_ref()))
    .chain(
        file.items
            .iter()
            .filter_map(|item| item.applies.as_ref().map(|applies| &applies.when)),
    )
    .chain(
        file.items
            .iter()
            .filter_map(|item| item.automatic.as_ref().map(|automatic| &automatic.when)),
    )
    .chain(file.materials.iter().filter_map(|material| material.when.as_ref()))
}

fn gather_fields<'a>(condition: &'a ConditionFile, fields: &mut BTreeSet<&'a str>) {
    match condition {
        ConditionFile::All(list) | ConditionFile::Any(list) => {
            for one in list {
                gather_fields(one, fields);
            }
        }
        ConditionFile::Not(inner) => gather_fields(inner, fields),
        ConditionFile::Is(is) | ConditionFile::Includes(is) => _ = fields.insert(&is.field.value),
        ConditionFile::Same(names) => fields.extend(names.value.iter().map(|name| name.value.as_str())),
        ConditionFile::In(one_of) => _ = fields.insert(&one_of.field.value),
        ConditionFile::Known(field) => _ = fields.insert(&field.value),
        ConditionFile::AtLeast(number) | ConditionFile::AtMost(number) => _ = fields.insert(&number.field.value),
        ConditionFile::Age(age) => _ = fields.insert(&age.field.value),
        ConditionFile::WithinMonths(within) => _ = fields.insert(&within.field.value),
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

#[cfg(test)]
mod tests {
    use crate::lint::{Rule, lint};
    use crate::theme::tests::{ELEMENTS, SOURCE};

    #[test]
    fn finds_a_form_that_asks_how_results_are_delivered_where_each_of_them_is_asked_about() {
        let elements = format!("{ELEMENTS}  - {{id: delivery.way, label: 怎么领, kind: yes_no}}\n");
        let (date, result) = ("      - {field: home/move.date}\n", "delivery: 邮寄}\n    fields: [");
        assert!(SOURCE.contains(date) && SOURCE.contains(result));
        let found = |ways: &str| {
            let asked = SOURCE.replacen(date, &format!("{date}      - {{field: self/delivery.way}}\n"), 1);
            let needed = format!("delivery: 邮寄{ways}}}\n    fields: [self/delivery.way, ");
            let findings = lint("theme.yaml", &asked.replacen(result, &needed, 1), &elements, None);
            findings.iter().map(|finding| finding.rule).collect::<Vec<_>>()
        };
        assert_eq!(found(""), []);
        assert_eq!(found(", ways: [mail]"), [Rule::DeliveryAskedTwice]);
    }
}
