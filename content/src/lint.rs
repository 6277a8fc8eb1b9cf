//! The editor's checklist as code: everything that is wrong with a theme at once, each with its line.

mod checklist;
mod coverage;
mod reach;
pub(crate) mod records;
mod sources;
mod subjects;
mod texts;
mod time;

use std::collections::BTreeSet;

use crate::city::City;
use crate::element::Elements;
use crate::file::ThemeFile;
use crate::finding::Notes;
pub use crate::finding::{Finding, Rule};
use crate::{edition, element, theme};

/// Checks a theme. `name` names its file in the findings; with a city, its departments and registers are looked up too.
#[must_use]
pub fn lint(name: &str, source: &str, elements: &str, city: Option<&City>) -> Vec<Finding> {
    Checklist {
        elements,
        city,
        slugs: None,
    }
    .theme(name, source)
}

/// Checks a region edition over its theme: where the theme has moved beneath it, and what is wrong only with the edition.
#[must_use]
pub fn lint_edition(name: &str, text: &str, source: &str, elements: &str, city: Option<&City>) -> Vec<Finding> {
    Checklist {
        elements,
        city,
        slugs: None,
    }
    .edition(name, text, source)
}

/// What themes are held against.
#[derive(Debug, Clone, Copy)]
pub struct Checklist<'a> {
    /// The text of `elements.yaml`.
    pub elements: &'a str,
    /// Departments, registers and halls; without it they are not looked up.
    pub city: Option<&'a City>,
    /// All themes, by slug; without it links to them are not looked up.
    pub slugs: Option<&'a BTreeSet<String>>,
}

impl Checklist<'_> {
    /// Everything that is wrong with a theme. `name` names its file in the findings.
    #[must_use]
    pub fn theme(&self, name: &str, source: &str) -> Vec<Finding> {
        let elements = element::read("elements.yaml", self.elements);
        let file = theme::parse(name, source);
        match (file, elements) {
            (Ok(file), Ok(elements)) => self.checked(name, source, &theme::spread(file, &elements), &elements),
            (file, elements) => elements.err().into_iter().chain(file.err()).flatten().collect(),
        }
    }

    /// Where the theme has moved beneath an edition, and what is wrong only with the edition.
    #[must_use]
    pub fn edition(&self, name: &str, text: &str, source: &str) -> Vec<Finding> {
        let edition = match edition::parse(name, text) {
            Ok(edition) => edition,
            Err(findings) => return findings,
        };
        let (Ok(elements), Ok(base), Ok(mut laid)) = (
            element::read("elements.yaml", self.elements),
            theme::parse(name, source),
            theme::parse(name, source),
        ) else {
            // What is wrong with the theme itself is told there.
            return Vec::new();
        };
        let mut notes = Notes::new(name);
        let region = &edition.region.code;
        if let Some(city) = self.city.filter(|city| city.region_below(region).is_none()) {
            let message = format!("{}没有代码是“{region}”的区县。", city.name());
            notes.add(&edition.theme, Rule::UnknownRegion, message);
        }
        edition::lay(edition, &mut laid, &mut notes);
        let (base, laid) = (theme::spread(base, &elements), theme::spread(laid, &elements));
        let inherited = self.checked(name, source, &base, &elements);
        let is_own = |finding: &Finding| {
            let is_it = |known: &Finding| (known.rule, &known.message) == (finding.rule, &finding.message);
            !inherited.iter().any(is_it)
        };
        let own = self.checked(name, text, &laid, &elements).into_iter();
        let mut findings: Vec<_> = own.filter(is_own).chain(notes.into_findings()).collect();
        findings.sort();
        findings
    }

    fn checked(&self, name: &str, source: &str, file: &ThemeFile, elements: &Elements) -> Vec<Finding> {
        let mut notes = Notes::new(name);
        let checked = Checked {
            file,
            source,
            elements,
            slugs: self.slugs,
        };
        theme::convert(file, elements, &mut notes);
        checklist::note(file, &mut notes);
        sources::note(&checked, &mut notes);
        coverage::note(file, &mut notes);
        subjects::note(&checked, &mut notes);
        reach::note(&checked, &mut notes);
        time::note(&checked, &mut notes);
        texts::note(&checked, &mut notes);
        if let Some(city) = self.city {
            note_strangers(file, city, &mut notes);
            sources::note_held(&checked, city, &mut notes);
        }
        notes.into_findings()
    }
}

/// One theme that is being checked.
#[derive(Clone, Copy)]
struct Checked<'a> {
    file: &'a ThemeFile,
    /// The text that texts are looked for in.
    source: &'a str,
    elements: &'a Elements,
    slugs: Option<&'a BTreeSet<String>>,
}

/// Notes departments, registers and halls the city does not have.
fn note_strangers(file: &ThemeFile, city: &City, notes: &mut Notes) {
    for name in file.items.iter().map(|item| &item.department).chain([&file.lead]) {
        if name.value.parse().is_ok_and(|id| city.department(&id).is_none()) {
            let message = format!(
                "本市没有叫“{}”的部门，请在 city/city.yaml 里添加，或者改正这里。",
                name.value
            );
            notes.add(name, Rule::UnknownDepartment, message);
        }
    }
    for name in &file.halls {
        if name.value.parse().is_ok_and(|id| city.hall(&id).is_none()) {
            let message = format!(
                "本市没有叫“{}”的大厅，请在 city/city.yaml 里添加，或者改正这里。",
                name.value
            );
            notes.add(name, Rule::UnknownHall, message);
        }
    }
    for name in file.registers.iter().map(|read| &read.register) {
        if name.value.parse().is_ok_and(|id| city.register(&id).is_none()) {
            let message = format!(
                "本市没有叫“{}”的数据源，请在 city/city.yaml 里添加，或者改正这里。",
                name.value
            );
            notes.add(name, Rule::UnknownRegister, message);
        }
    }
}

#[cfg(test)]
mod tests;
