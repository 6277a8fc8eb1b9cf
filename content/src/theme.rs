//! A theme file made into a theme of the domain: every reference found, nothing taken on trust.

mod condition;
mod graph;
mod item;
mod material;
pub(crate) mod names;
mod page;
mod spread;

use std::fmt::Write as _;

use domain::theme::{Change, Changes, Eligibility, Faq, Promise, Region, Source, Sourced, Theme, ThemeDraft};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::element::{self, Elements};
use crate::file::{
    At, ChangeFile, ChangesFile, EligibilityFile, FORMAT, FaqFile, PromiseFile, RegionFile, SourceFile, SourceKind,
    SourcedFile, ThemeFile,
};
use crate::finding::{Finding, Notes, Rule};
use crate::yaml;
use names::{Known, Reader};
pub(crate) use spread::spread;

/// Reads the two texts of a theme, as authored or as stored with a published version.
///
/// It checks what a theme cannot do without. What an editor should do better besides is for [`crate::lint`]: a version
/// that was published stays readable when the checklist grows.
///
/// # Errors
/// Everything that keeps the texts from being a theme.
pub fn read(source: &str, elements: &str) -> Result<Theme, Vec<Finding>> {
    read_with(source, &element::read("elements.yaml", elements)?)
}

/// As [`read`], with the data elements read before: many themes share them.
///
/// # Errors
/// Everything that keeps the text from being a theme.
pub fn read_with(source: &str, elements: &Elements) -> Result<Theme, Vec<Finding>> {
    let file = spread(parse("theme.yaml", source)?, elements);
    let mut notes = Notes::new("theme.yaml");
    let theme = convert(&file, elements, &mut notes);
    notes.unless_found(theme)
}

/// What makes a version unmistakable: SHA-256 over the format number and both texts, in lower-case hex.
#[must_use]
pub fn hash(source: &str, elements: &str) -> String {
    // The length keeps text from moving between the two unnoticed.
    let digest = Sha256::digest(format!("{FORMAT}\n{}\n{source}{elements}", source.len()));
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Only the format number: a file of another format is not worth further findings.
#[derive(Deserialize)]
struct Numbered {
    format: At<u32>,
}

pub(crate) fn parse(file: &str, source: &str) -> Result<ThemeFile, Vec<Finding>> {
    let numbered: Numbered = yaml::read(file, source)?;
    if numbered.format.value != FORMAT {
        let mut notes = Notes::new(file);
        let message = format!(
            "这里写的是格式 {}，本版只认格式 {FORMAT}，请改写或升级系统。",
            numbered.format.value
        );
        notes.add(&numbered.format, Rule::Format, message);
        return Err(notes.into_findings());
    }
    yaml::read(file, source)
}

/// The theme, unless something was noted: what has a finding is left out, so that the rest is still looked at.
pub(crate) fn convert(file: &ThemeFile, elements: &Elements, notes: &mut Notes) -> Option<Theme> {
    graph::note(file, notes);
    let known = Known::declared_in(file, elements, notes);
    let draft = Reader { known: &known, notes }.theme(file)?;
    // Whatever could go wrong here was noted above, with its line.
    Theme::try_from(draft).ok()
}

impl Reader<'_> {
    fn theme(&mut self, file: &ThemeFile) -> Option<ThemeDraft> {
        let slug = self.id(&file.slug);
        let lead = self.id(&file.lead);
        let sources = file.sources.iter().filter_map(|source| self.source(source)).collect();
        let changes = file.changes.as_ref().map(|changes| self.changes(changes));
        let eligibility = file.eligibility.iter().map(|rule| self.eligibility(rule)).collect();
        let halls = file.halls.iter().filter_map(|hall| self.id(hall)).collect();
        let promise = file.promise.as_ref().map(|promise| self.promise(promise));
        let partial = file.partial.as_ref().map(|partial| self.sourced(partial));
        let subjects = file
            .subjects
            .iter()
            .filter_map(|subject| self.subject_of_form(subject))
            .collect();
        let parties = file.parties.iter().filter_map(|party| self.party(party)).collect();
        let again = file.again.as_ref().and_then(|again| self.again(again));
        let applicant = self.applicant(&file.applicant);
        let questions = file
            .questions
            .iter()
            .filter_map(|question| self.question(question))
            .collect();
        let reads = file
            .registers
            .iter()
            .filter_map(|read| self.register_read(read))
            .collect();
        let topics = file.topics.iter().filter_map(|topic| self.topic(topic)).collect();
        let items = file.items.iter().filter_map(|item| self.item(item)).collect();
        let materials = file
            .materials
            .iter()
            .filter_map(|material| self.material(material))
            .collect();
        let one_of = file
            .one_of
            .iter()
            .filter_map(|group| self.one_of_group(group))
            .collect();
        let faq = file.faq.iter().map(|faq| self.faq(faq)).collect();
        Some(ThemeDraft {
            slug: slug?,
            name: file.name.clone(),
            title: file.title.as_ref().map(|title| title.value.clone()),
            summary: file.summary.clone(),
            explain: paragraphs(&file.explain),
            aliases: file.aliases.clone(),
            region: region(&file.region),
            lead: lead?,
            halls,
            promise,
            partial,
            sources,
            changes,
            eligibility,
            subjects,
            parties,
            again,
            applicant: applicant?,
            questions,
            reads,
            topics,
            items,
            one_of,
            materials,
            faq,
        })
    }

    fn promise(&mut self, promise: &PromiseFile) -> Promise {
        Promise {
            term: item::days(promise.days.value, promise.kind),
            illustrative: promise.illustrative,
            explain: promise.explain.clone(),
            sources: self.sources(&promise.sources),
        }
    }

    fn sourced(&mut self, sourced: &SourcedFile) -> Sourced {
        Sourced {
            text: sourced.text.clone(),
            sources: self.sources(&sourced.sources),
        }
    }

    fn faq(&mut self, faq: &FaqFile) -> Faq {
        Faq {
            ask: faq.ask.clone(),
            answer: faq.answer.clone(),
            sources: self.sources(&faq.sources),
        }
    }

    fn source(&mut self, source: &SourceFile) -> Option<Source> {
        Some(Source {
            id: self.id(&source.id)?,
            title: source.title.clone(),
            address: source.address.clone(),
            illustrative: source.kind == SourceKind::Illustration,
        })
    }

    fn changes(&mut self, changes: &ChangesFile) -> Changes {
        let change = |change: ChangeFile| Change {
            before: change.before,
            after: change.after,
        };
        Changes {
            days: changes.days.map(change),
            materials: changes.materials.map(change),
            steps: changes.steps.map(change),
            trips: changes.trips.map(change),
            sources: self.sources(&changes.sources),
        }
    }

    fn eligibility(&mut self, rule: &EligibilityFile) -> Eligibility {
        Eligibility {
            text: rule.text.clone(),
            concerns: self.when(rule.concerns.as_ref()),
            when: self.when(rule.when.as_ref()),
            otherwise: rule.otherwise.clone(),
            sources: self.sources(&rule.sources),
        }
    }
}

fn region(region: &RegionFile) -> Region {
    Region {
        code: region.code.clone(),
        name: region.name.clone(),
        modelled_on: region.modelled_on.clone(),
    }
}

/// Paragraphs, as blank lines part them; line breaks within one mean nothing in Chinese.
fn paragraphs(text: &str) -> Vec<String> {
    let lines = |paragraph: &str| paragraph.lines().map(str::trim).collect::<String>();
    text.split("\n\n")
        .map(lines)
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A small theme that nothing is wrong with, and its data elements.
    pub(crate) const SOURCE: &str = include_str!("../tests/sample/theme.yaml");
    pub(crate) const ELEMENTS: &str = include_str!("../tests/sample/elements.yaml");

    #[test]
    fn reads_a_theme_with_everything_an_editor_can_write() {
        let theme = read(SOURCE, ELEMENTS).unwrap();
        assert_eq!(theme.slug.as_str(), "moving-house");
        let order: Vec<_> = theme.prerequisites_first().map(|(_, item)| item.id.as_str()).collect();
        assert_eq!(order, ["register", "permit"]);
        assert_eq!(
            (
                theme.questions.len(),
                theme.reads.len(),
                theme.topics.len(),
                theme.materials.len()
            ),
            (2, 1, 2, 2)
        );
        assert!(theme.sources[1].illustrative);
    }

    #[test]
    fn reads_no_other_format_and_says_only_that() {
        let findings = read(&SOURCE.replace("format: 1", "format: 2\nsomething: new"), ELEMENTS).unwrap_err();
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].line, findings[0].rule), (1, Rule::Format));
    }

    #[test]
    fn a_hash_tells_apart_texts_that_only_join_to_the_same() {
        assert_eq!(hash("a", "b").len(), 64);
        assert_eq!(hash("a", "b"), hash("a", "b"));
        assert_ne!(hash("ab", ""), hash("a", "b"));
    }

    #[test]
    fn a_group_stands_for_each_of_its_elements_and_an_item_has_its_own_words() {
        let elements = format!("{ELEMENTS}groups:\n  - {{id: person, elements: [person.name, person.id_number]}}\n");
        let source = SOURCE
            .replacen(
                "{field: self/person.name}",
                "{field: self/person, label: 您的, hint: 照证件写。}",
                1,
            )
            .replacen("fields: [self/person.name, child", "fields: [self/person, child", 1)
            .replacen(
                "    materials: [lease]",
                "    wording: [{field: self/person.name, label: 申请人}]\n    materials: [lease]",
                1,
            );
        let theme = read(&source, &elements).unwrap();
        let asked: Vec<_> = theme.topics[0]
            .fields
            .iter()
            .map(|field| (field.label(), field.hint()))
            .collect();
        assert_eq!(
            asked,
            [
                ("您的姓名", Some("照证件写。")),
                ("您的身份证号码", None),
                ("姓名", None)
            ]
        );
        let permit = &theme.items[0];
        let name = "self/person.name".parse().unwrap();
        assert!(permit.fields.contains(&"self/person.id_number".parse().unwrap()));
        assert_eq!(
            (permit.word_for(&name), theme.items[1].word_for(&name)),
            (Some("申请人"), None)
        );
    }
}
