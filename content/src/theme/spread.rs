//! A group of elements is written in the place of one, and stands for each of them.

use domain::answer::FieldId;

use crate::element::Elements;
use crate::file::form::FieldFile;
use crate::file::{Name, ThemeFile};

/// Every group on pages and in items written out, so that nothing behind this knows of groups.
pub(crate) fn spread(mut file: ThemeFile, elements: &Elements) -> ThemeFile {
    for topic in &mut file.topics {
        let fields = std::mem::take(&mut topic.fields);
        topic.fields = fields
            .into_iter()
            .flat_map(|field| field_of_group(field, elements))
            .collect();
    }
    for item in &mut file.items {
        let fields = std::mem::take(&mut item.fields);
        item.fields = fields.into_iter().flat_map(|name| names(name, elements)).collect();
    }
    file
}

/// The fields that a name stands for; itself, unless it names a group.
fn names(name: Name, elements: &Elements) -> Vec<Name> {
    let id = name.value.parse::<FieldId>().ok();
    let group = id.as_ref().and_then(|id| elements.group(&id.element));
    match id.as_ref().zip(group) {
        Some((id, group)) => {
            let of = |element: &domain::id::ElementId| name.beside(format!("{}/{element}", id.subject));
            group.iter().map(of).collect()
        }
        None => vec![name],
    }
}

/// The label of a group stands before the label of each element, its hint beneath the first; what it was called before was a
/// group, too.
fn field_of_group(field: FieldFile, elements: &Elements) -> Vec<FieldFile> {
    let names = names(field.field.clone(), elements);
    if names.len() == 1 {
        return vec![field];
    }
    let was = field.was.clone().map(|was| self::names(was, elements));
    let one = |(place, name): (usize, Name)| {
        let id = name.value.parse::<FieldId>().ok();
        let element = id.and_then(|id| elements.get(&id.element).cloned());
        let before = field.label.as_ref().zip(element);
        FieldFile {
            label: before.map(|(before, element)| format!("{before}{}", element.label)),
            hint: field.hint.clone().filter(|_| place == 0),
            was: was.as_ref().and_then(|was| was.get(place).cloned()),
            field: name,
            ..field.clone()
        }
    };
    names.into_iter().enumerate().map(one).collect()
}
