//! What a theme file may refer to, and the reader that follows every reference.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use domain::answer::FieldId;
use domain::field::Element;
use domain::id::{HallId, ItemId, MaterialId, NotAnId, OneOfId, SourceId, SubjectId, TopicId};

use crate::element::Elements;
use crate::file::{Name, ThemeFile};
use crate::finding::{Notes, Rule};

/// Everything that has a name within one theme.
pub(crate) struct Known<'a> {
    elements: &'a Elements,
    subjects: BTreeSet<SubjectId>,
    items: BTreeSet<ItemId>,
    groups: BTreeMap<OneOfId, Vec<ItemId>>,
    materials: BTreeSet<MaterialId>,
    sources: BTreeSet<SourceId>,
}

impl<'a> Known<'a> {
    /// The names a file declares; two of one name are noted.
    pub(crate) fn declared_in(file: &ThemeFile, elements: &'a Elements, notes: &mut Notes) -> Self {
        let _topics: BTreeSet<TopicId> = declare(file.topics.iter().map(|topic| &topic.id), "页", notes);
        let _halls: BTreeSet<HallId> = declare(file.halls.iter(), "大厅", notes);
        // An item and a group of one name could not be told apart in `after`.
        let named = file
            .items
            .iter()
            .map(|item| &item.id)
            .chain(file.one_of.iter().map(|group| &group.id));
        let _named: BTreeSet<ItemId> = declare(named, "事项或择一组", notes);
        let members = |group: &crate::file::OneOfFile| {
            let items = group.items.iter().filter_map(|item| item.value.parse().ok()).collect();
            Some((group.id.value.parse().ok()?, items))
        };
        Self {
            elements,
            groups: file.one_of.iter().filter_map(members).collect(),
            subjects: declare(file.subjects.iter().map(|subject| &subject.id), "主体", notes),
            items: file
                .items
                .iter()
                .filter_map(|item| item.id.value.parse().ok())
                .collect(),
            materials: declare(file.materials.iter().map(|material| &material.id), "材料", notes),
            sources: declare(file.sources.iter().map(|source| &source.id), "来源", notes),
        }
    }
}

/// The ids of things of one kind; two of one name are noted.
pub(crate) fn declare<'n, Id>(names: impl Iterator<Item = &'n Name>, kind: &str, notes: &mut Notes) -> BTreeSet<Id>
where
    Id: FromStr<Err = NotAnId> + Ord,
{
    let mut declared = BTreeSet::new();
    for name in names {
        if let Some(id) = id(name, notes)
            && !declared.insert(id)
        {
            notes.add(
                name,
                Rule::Duplicate,
                format!("有两个{kind}都叫“{}”，请改掉一个。", name.value),
            );
        }
    }
    declared
}

/// The id that is written there.
pub(crate) fn id<Id: FromStr<Err = NotAnId>>(name: &Name, notes: &mut Notes) -> Option<Id> {
    let id = name.value.parse().ok();
    if id.is_none() {
        let message = format!(
            "“{}”不能做编号，请只用英文字母、数字、点、横线和下划线，最多 64 个。",
            name.value
        );
        notes.add(name, Rule::BadId, message);
    }
    id
}

/// Follows references, and notes those that lead nowhere.
pub(crate) struct Reader<'a> {
    pub(crate) known: &'a Known<'a>,
    pub(crate) notes: &'a mut Notes,
}

impl<'a> Reader<'a> {
    /// The id that is written there.
    pub(crate) fn id<Id: FromStr<Err = NotAnId>>(&mut self, name: &Name) -> Option<Id> {
        id(name, self.notes)
    }

    pub(crate) fn subject(&mut self, name: &Name) -> Option<SubjectId> {
        let id = self.id(name)?;
        self.declared(
            name,
            id,
            &self.known.subjects,
            Rule::UnknownSubject,
            "主体，请在 subjects 里添加",
        )
    }

    pub(crate) fn items(&mut self, names: &[Name]) -> Vec<ItemId> {
        let known = &self.known.items;
        names
            .iter()
            .filter_map(|name| self.reference(name, known, Rule::UnknownItem, "事项，请在 items 里添加"))
            .collect()
    }

    /// The items these names stand for: themselves, or all of a group.
    pub(crate) fn items_or_groups(&mut self, names: &[Name]) -> Vec<ItemId> {
        let mut items = Vec::new();
        for name in names {
            let group = name
                .value
                .parse()
                .ok()
                .and_then(|id: OneOfId| self.known.groups.get(&id));
            match group {
                Some(members) => items.extend(members.iter().filter(|item| self.known.items.contains(item)).cloned()),
                None => items.extend(self.items(std::slice::from_ref(name))),
            }
        }
        items
    }

    pub(crate) fn materials(&mut self, names: &[Name]) -> Vec<MaterialId> {
        let known = &self.known.materials;
        let mut one = |name| self.reference(name, known, Rule::UnknownMaterial, "材料，请在 materials 里添加");
        names.iter().filter_map(&mut one).collect()
    }

    pub(crate) fn source_id(&mut self, name: &Name) -> Option<SourceId> {
        self.reference(
            name,
            &self.known.sources,
            Rule::UnknownSource,
            "来源，请在 sources 里添加",
        )
    }

    pub(crate) fn sources(&mut self, names: &[Name]) -> Vec<SourceId> {
        names.iter().filter_map(|name| self.source_id(name)).collect()
    }

    pub(crate) fn fields(&mut self, names: &[Name]) -> Vec<FieldId> {
        names
            .iter()
            .filter_map(|name| self.field(name))
            .map(|(id, _)| id)
            .collect()
    }

    /// The field that is written there, `subject/element`, and its data element.
    pub(crate) fn field(&mut self, name: &Name) -> Option<(FieldId, Arc<Element>)> {
        let Ok(id) = name.value.parse::<FieldId>() else {
            let message = format!("“{}”要写成“主体/数据项”，比如 child/person.name。", name.value);
            self.notes.add(name, Rule::BadId, message);
            return None;
        };
        let subject = self.declared(
            name,
            id.subject.clone(),
            &self.known.subjects,
            Rule::UnknownSubject,
            "主体，请在 subjects 里添加",
        );
        let element = self.known.elements.get(&id.element).cloned();
        if element.is_none() {
            let message = format!(
                "elements.yaml 里没有数据项“{}”，请在那里添加，或者改正这里。",
                id.element
            );
            self.notes.add(name, Rule::UnknownElement, message);
        }
        subject.zip(element).map(|(_, element)| (id, element))
    }

    fn reference<Id>(&mut self, name: &Name, known: &'a BTreeSet<Id>, rule: Rule, what: &str) -> Option<Id>
    where
        Id: FromStr<Err = NotAnId> + Ord + fmt::Display,
    {
        let id = self.id(name)?;
        self.declared(name, id, known, rule, what)
    }

    fn declared<Id>(&mut self, name: &Name, id: Id, known: &'a BTreeSet<Id>, rule: Rule, what: &str) -> Option<Id>
    where
        Id: Ord + fmt::Display,
    {
        if known.contains(&id) {
            return Some(id);
        }
        self.notes
            .add(name, rule, format!("没有叫“{id}”的{what}，或者改正这里。"));
        None
    }
}
