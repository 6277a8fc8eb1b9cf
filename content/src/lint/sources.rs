//! Facts say where they come from, and papers that a register already has are not asked for.

use super::Checked;
use crate::city::{City, Register};
use crate::file::material::MaterialFile;
use crate::finding::{Notes, Rule};

/// Notes every fact without a source.
pub(super) fn note(checked: &Checked<'_>, notes: &mut Notes) {
    let file = checked.file;
    for item in file.items.iter().filter(|item| item.sources.is_empty()) {
        let message = unsourced(&format!("事项“{}”", item.name));
        notes.add(&item.id, Rule::Unsourced, message);
    }
    for material in file.materials.iter().filter(|material| material.sources.is_empty()) {
        let message = unsourced(&format!("材料“{}”", material.name));
        notes.add(&material.id, Rule::Unsourced, message);
    }
    let eligibility = file.eligibility.iter().map(|rule| (&rule.text, &rule.sources));
    let faq = file.faq.iter().map(|faq| (&faq.ask, &faq.sources));
    let partial = file.partial.iter().map(|partial| (&partial.text, &partial.sources));
    for (text, _) in eligibility
        .chain(faq)
        .chain(partial)
        .filter(|(_, sources)| sources.is_empty())
    {
        notes.add_text(
            checked.source,
            text,
            Rule::Unsourced,
            unsourced(&format!("“{text}”这一条")),
        );
    }
    if file.changes.as_ref().is_some_and(|changes| changes.sources.is_empty()) {
        notes.add_text(checked.source, "changes:", Rule::Unsourced, unsourced("改革前后的数字"));
    }
    if let Some(promise) = file.promise.as_ref().filter(|promise| promise.sources.is_empty()) {
        notes.add(&promise.days, Rule::Unsourced, unsourced("总时限"));
    }
}

fn unsourced(what: &str) -> String {
    format!("{what}没有写来源，请在 sources 里写上；是编的就写示例来源。")
}

/// Notes papers that a register holds and that are asked for all the same (国务院令716号 art. 7).
pub(super) fn note_held<'c>(checked: &Checked<'_>, city: &'c City, notes: &mut Notes) {
    let papers = |register: &'c Register| register.holds.iter().map(move |paper| (register, paper));
    let held: Vec<_> = city.registers().iter().flat_map(papers).collect();
    for material in &checked.file.materials {
        let holder = held.iter().find(|(_, paper)| is_called(&material.name, paper));
        if let Some((register, paper)) = holder.filter(|_| is_asked(material)) {
            let message = format!(
                "“{}”里已经有{paper}了，不能再叫人交“{}”，请在 waivers 里写上 register 或 certificate。",
                register.name, material.name
            );
            notes.add(&material.id, Rule::PaperAlreadyHeld, message);
        }
    }
}

/// Whether a material of this name is the paper or a copy of it, and not something about it.
fn is_called(name: &str, paper: &str) -> bool {
    let copies = ["复印件", "原件", "照片", "扫描件", "正", "（", "、", "和", "或", "及"];
    let is_copy = |behind: &str| behind.is_empty() || copies.iter().any(|copy| behind.starts_with(copy));
    name.split_once(paper).is_some_and(|(_, behind)| is_copy(behind))
}

/// Whether somebody must bring it although a register could tell.
fn is_asked(material: &MaterialFile) -> bool {
    !material.optional && material.waivers.is_empty()
}
