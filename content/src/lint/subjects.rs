//! Whom the form speaks of: parties that are asked nothing, and pages that mix one with many.

use std::collections::BTreeSet;

use super::Checked;
use crate::file::Name;
use crate::file::form::TopicFile;
use crate::finding::{Notes, Rule};

/// Notes parties and repeated subjects without a field, and pages where a repeated subject meets another.
pub(super) fn note(checked: &Checked<'_>, notes: &mut Notes) {
    let file = checked.file;
    let fields = file.topics.iter().flat_map(|topic| &topic.fields);
    let asked: BTreeSet<&str> = fields.map(|field| subject_of(&field.field)).collect();
    let declared: BTreeSet<&str> = file.subjects.iter().map(|subject| subject.id.value.as_str()).collect();
    let again = file.again.iter().map(|again| (&again.subject, "again"));
    let parties = file.parties.iter().map(|party| (&party.subject, "parties"));
    for (name, key) in parties.chain(again) {
        let subject = name.value.as_str();
        // One that does not exist is told as such.
        if declared.contains(subject) && !asked.contains(subject) {
            let message = format!("{key} 里的“{subject}”一个问题也没有，请在 topics 里问他的信息，或者改正这里。");
            notes.add(name, Rule::SubjectWithoutFields, message);
        }
    }
    let many: BTreeSet<&str> = (file.subjects.iter())
        .filter(|subject| subject.many.is_some())
        .map(|subject| subject.id.value.as_str())
        .collect();
    for topic in &file.topics {
        note_mixed(topic, &many, notes);
    }
}

fn note_mixed(topic: &TopicFile, many: &BTreeSet<&str>, notes: &mut Notes) {
    let repeated = |field: &Name| many.get(subject_of(field)).copied();
    let Some(first) = topic.fields.first() else { return };
    let expected = repeated(&first.field);
    if let Some(other) = (topic.fields.iter()).find(|field| repeated(&field.field) != expected) {
        let message = format!(
            "“{}”这一页把能有好几个的主体和别的问在一起了，请把“{}”挪到另一页。",
            topic.title, other.field.value
        );
        notes.add(&other.field, Rule::MixedTopic, message);
    }
}

fn subject_of(field: &Name) -> &str {
    field.value.split_once('/').map_or("", |(subject, _)| subject)
}
