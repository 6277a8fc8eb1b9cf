//! The parts a guide must have, and limits that say what they rest on.

use std::collections::BTreeSet;

use crate::file::item::{DayKindFile, ItemFile, LimitFile};
use crate::file::{SourceKind, ThemeFile};
use crate::finding::{Notes, Rule};

/// Notes every item that lacks a part, promises too much or presents an example as fact.
///
/// Basis, acceptance, materials, process, limit and result are the six parts of 京政数发〔2024〕7号; an item may well need no
/// paper, and without limit or result a file is no theme at all, so that those two are noted where it is read.
pub(super) fn note(file: &ThemeFile, notes: &mut Notes) {
    for (key, text) in [("name", &file.name), ("summary", &file.summary)] {
        if text.trim().is_empty() {
            notes.add(&file.slug, Rule::MissingPart, format!("主题没有写 {key}，请补上。"));
        }
    }
    let illustrations: BTreeSet<&str> = (file.sources.iter())
        .filter(|source| source.kind == SourceKind::Illustration)
        .map(|source| source.id.value.as_str())
        .collect();
    for item in &file.items {
        note_missing_parts(item, notes);
        if let Some(limit) = &item.limit {
            note_limit(item, limit, &illustrations, notes);
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
        ("来源", "sources", item.sources.is_empty()),
    ];
    for (part, key, _) in parts.iter().filter(|(_, _, is_missing)| *is_missing) {
        let message = format!("事项“{}”没有写{part}，请补上 {key}。", item.name);
        notes.add(&item.id, Rule::MissingPart, message);
    }
}

fn note_limit(item: &ItemFile, limit: &LimitFile, illustrations: &BTreeSet<&str>, notes: &mut Notes) {
    let is_natural = |kind| matches!(kind, DayKindFile::Natural);
    let is_beyond = limit.statutory.is_some_and(|statutory| {
        is_natural(statutory.kind) == is_natural(limit.promised.kind) && limit.promised.days > statutory.days
    });
    if is_beyond {
        let message = format!("事项“{}”承诺的时限比法定的还长，请对照来源改正。", item.name);
        notes.add(&item.id, Rule::PromiseBeyondLaw, message);
    }
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
