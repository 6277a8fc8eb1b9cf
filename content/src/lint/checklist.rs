//! The parts a guide must have, and limits that say what they rest on.

use std::collections::BTreeSet;

use crate::file::form::ReadFile;
use crate::file::item::{ItemFile, LimitFile};
use crate::file::material::{MaterialFile, MustRuleFile};
use crate::file::{Name, SourceKind, ThemeFile};
use crate::finding::{Notes, Rule};

/// Notes every item that lacks a part or presents an example as fact.
///
/// Basis, acceptance, materials, process, limit and result are the six parts of 京政数发〔2024〕7号; an item may well need no
/// paper, and without limit or result a file is no theme at all, so that those two are noted where it is read.
pub(super) fn note(file: &ThemeFile, notes: &mut Notes) {
    for (key, text) in [("name", &file.name), ("summary", &file.summary)] {
        if text.trim().is_empty() {
            notes.add(&file.slug, Rule::MissingPart, format!("主题没有写 {key}，请补上。"));
        }
    }
    if file.items.is_empty() {
        notes.add(
            &file.slug,
            Rule::MissingPart,
            "主题还没有事项，请在 items 里至少写一件。",
        );
    }
    let illustrations: BTreeSet<&str> = (file.sources.iter())
        .filter(|source| source.kind == SourceKind::Illustration)
        .map(|source| source.id.value.as_str())
        .collect();
    note_reads(&file.registers, notes);
    for material in &file.materials {
        note_picture(material, notes);
        note_precheck(material, notes);
    }
    for item in &file.items {
        note_missing_parts(item, notes);
        if let Some(limit) = &item.limit {
            note_limit(item, limit, &illustrations, notes);
        }
    }
}

/// Notes looks into one record that take one role for two subjects: it is opened once, and says of each role one thing.
fn note_reads(reads: &[ReadFile], notes: &mut Notes) {
    for (at, read) in reads.iter().enumerate() {
        let same = |other: &&ReadFile| other.register.value == read.register.value && other.of.value == read.of.value;
        for other in reads.iter().take(at).filter(same) {
            let differs = |(role, name): &(&String, &Name)| {
                let before = other.about.get(*role);
                before.is_some_and(|before| before.value != name.value)
            };
            for (role, name) in read.about.iter().filter(differs) {
                let message = format!(
                    "“{}”里同一个人的记录，{role} 写成了两个主体，请只留一个。",
                    read.register.value
                );
                notes.add(name, Rule::Duplicate, message);
            }
        }
    }
}

fn note_picture(material: &MaterialFile, notes: &mut Notes) {
    let size = material.picture.as_ref().and_then(|picture| picture.kilobytes);
    let Some((least, most)) = size.and_then(|size| size.least.zip(size.most)) else {
        return;
    };
    if least > most {
        let message = format!(
            "“{}”照片的大小写反了，least（{least} KB）不能比 most（{most} KB）大。",
            material.name
        );
        notes.add(&material.id, Rule::Range, message);
    }
}

/// Notes a paper that the library could not find again, one page that is no count, and a must without what it is about.
fn note_precheck(material: &MaterialFile, notes: &mut Notes) {
    let name = &material.name;
    if material.library.is_some() && material.code.is_none() {
        let message = format!("“{name}”写了 library，还要写 code：材料库靠编码认出同一份材料。");
        notes.add(&material.id, Rule::MissingPart, message);
    }
    if let Some(pages) = &material.pages {
        if pages.least < 2 {
            let message = format!("“{name}”的 pages 至少写 2：只要一页的，不用写 pages。");
            notes.add(&material.id, Rule::Range, message);
        }
        if pages.text.trim().is_empty() {
            let message = format!("“{name}”的 pages 没有写 text，请写上是哪几页、哪几面。");
            notes.add(&material.id, Rule::MissingPart, message);
        }
    }
    for must in &material.must {
        let (key, is_there) = match must.rule {
            MustRuleFile::Expired => ("expires", material.expires),
            MustRuleFile::Pages => ("pages", material.pages.is_some()),
            MustRuleFile::Picture => ("picture", material.picture.is_some()),
        };
        if !is_there {
            let message = format!("“{name}”的 must 要查 {key}，可是没有写 {key}，请补上，或者去掉这一条。");
            notes.add(&material.id, Rule::MissingPart, message);
        }
    }
}

fn note_missing_parts(item: &ItemFile, notes: &mut Notes) {
    let is_blank = |text: &str| text.trim().is_empty();
    let parts = [
        ("名称", "name", is_blank(&item.name)),
        (
            "设定依据",
            "basis",
            item.basis.is_empty() || item.basis.iter().any(|basis| is_blank(&basis.law)),
        ),
        (
            "受理条件",
            "accepts",
            item.accepts.is_empty() || item.accepts.iter().any(|text| is_blank(text)),
        ),
        ("办理流程", "explain", is_blank(&item.explain)),
        (
            "办理结果的名称",
            "result.name",
            item.result.as_ref().is_some_and(|result| is_blank(&result.name)),
        ),
    ];
    for (part, key, _) in parts.iter().filter(|(_, _, is_missing)| *is_missing) {
        let message = format!("事项“{}”没有写{part}，请补上 {key}。", item.name);
        notes.add(&item.id, Rule::MissingPart, message);
    }
}

fn note_limit(item: &ItemFile, limit: &LimitFile, illustrations: &BTreeSet<&str>, notes: &mut Notes) {
    let rests_on_examples = item
        .sources
        .iter()
        .all(|name| illustrations.contains(name.value.as_str()));
    if rests_on_examples && !item.sources.is_empty() && !limit.illustrative {
        let message = format!(
            "事项“{}”的时限只有示例来源，请加上 illustrative: true，或者写明真实来源。",
            item.name
        );
        notes.add(&item.id, Rule::UnmarkedExample, message);
    }
}
