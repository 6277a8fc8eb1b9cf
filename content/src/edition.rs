//! A region edition (区县实施版): laid over its theme, and told where the theme has moved beneath it.

use std::fmt::Debug;

use domain::theme::Theme;

use crate::element::{self, Elements};
use crate::file::edition::{EditionFile, ItemEditionFile, ReplacedFile};
use crate::file::item::{DayKindFile, TermFile};
use crate::file::{At, FORMAT, Name, ThemeFile};
use crate::finding::{Finding, Notes, Rule};
use crate::{theme, yaml};

/// A theme as it holds in one county.
#[derive(Debug, Clone)]
pub struct Laid {
    /// The theme with what is different.
    pub theme: Theme,
    /// Where the theme has moved beneath the edition; the county's own values hold meanwhile.
    pub conflicts: Vec<Finding>,
}

/// Lays an edition over the texts of its theme.
///
/// # Errors
/// Everything that keeps the result from being a theme.
pub fn read(source: &str, elements: &str, edition: &str) -> Result<Laid, Vec<Finding>> {
    read_with(source, &element::read("elements.yaml", elements)?, edition)
}

/// As [`read`], with the data elements read before: many themes share them.
///
/// # Errors
/// Everything that keeps the result from being a theme.
pub fn read_with(source: &str, elements: &Elements, edition: &str) -> Result<Laid, Vec<Finding>> {
    let mut file = theme::parse("theme.yaml", source)?;
    let edition = parse("edition.yaml", edition)?;
    let mut found = Notes::new("edition.yaml");
    lay(edition, &mut file, &mut found);
    let (conflicts, faults): (Vec<_>, Vec<_>) =
        (found.into_findings().into_iter()).partition(|finding| finding.rule == Rule::EditionConflict);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut notes = Notes::new("edition.yaml");
    let theme = theme::convert(&theme::spread(file, elements), elements, &mut notes);
    let theme = notes.unless_found(theme)?;
    Ok(Laid { theme, conflicts })
}

/// The text as an edition.
pub(crate) fn parse(file: &str, text: &str) -> Result<EditionFile, Vec<Finding>> {
    let edition: EditionFile = yaml::read(file, text)?;
    if edition.format.value == FORMAT {
        return Ok(edition);
    }
    let mut notes = Notes::new(file);
    let message = format!("这里写的是格式 {}，本版只认格式 {FORMAT}。", edition.format.value);
    notes.add(&edition.format, Rule::Format, message);
    Err(notes.into_findings())
}

/// Puts what is different into the theme, and notes where the theme is no longer what the edition was written for.
pub(crate) fn lay(edition: EditionFile, theme: &mut ThemeFile, notes: &mut Notes) {
    if edition.theme.value != theme.slug.value {
        let message = format!(
            "这份实施版是给主题“{}”写的，不是“{}”。",
            edition.theme.value, theme.slug.value
        );
        notes.add(&edition.theme, Rule::EditionPlace, message);
    }
    theme.region = edition.region;
    theme.sources.extend(edition.sources);
    if let Some(halls) = edition.halls {
        let was = |halls: &[Name]| halls.iter().map(|hall| hall.value.clone()).collect::<Vec<_>>();
        note_moved(
            &halls.was,
            &was(&halls.was.value),
            &was(&theme.halls),
            "办理大厅",
            notes,
        );
        theme.halls = halls.now;
    }
    if let Some(promise) = edition.promise {
        replace_promise(&promise, theme, notes);
    }
    for item in edition.items {
        lay_item(item, theme, notes);
    }
    for material in edition.materials {
        if theme.materials.iter().any(|known| known.id.value == material.id.value) {
            let message = format!(
                "主题里现在也有材料“{}”了，请删掉本县这一份，或者换个编号。",
                material.id.value
            );
            notes.add(&material.id, Rule::EditionGone, message);
        } else {
            theme.materials.push(material);
        }
    }
    theme.faq.extend(edition.faq);
}

fn replace_promise(promise: &ReplacedFile<TermFile>, theme: &mut ThemeFile, notes: &mut Notes) {
    let Some(total) = &mut theme.promise else {
        notes.add(
            &promise.was,
            Rule::EditionGone,
            "主题里已经没有总时限，请删掉本县的 promise。",
        );
        return;
    };
    let was = (promise.was.value.days, promise.was.value.kind);
    note_moved(&promise.was, &was, &(total.days.value, total.kind), "总时限", notes);
    total.days = promise.was.beside(promise.now.days);
    total.kind = promise.now.kind;
}

fn lay_item(edition: ItemEditionFile, theme: &mut ThemeFile, notes: &mut Notes) {
    let Some(item) = theme.items.iter_mut().find(|item| item.id.value == edition.item.value) else {
        let message = format!("主题里已经没有事项“{}”，请删掉本县对它的改动。", edition.item.value);
        notes.add(&edition.item, Rule::EditionGone, message);
        return;
    };
    // What is wrong with the item from here on is wrong with the edition.
    item.id = edition.item;
    let name = item.name.clone();
    if let (Some(limit), Some(promised)) = (edition.limit, item.limit.as_mut().map(|limit| &mut limit.promised)) {
        replace(limit, promised, &format!("“{name}”的承诺时限"), notes);
    }
    let mut texts = [
        (edition.in_person, &mut item.in_person, "到场步骤"),
        (edition.contact, &mut item.contact, "咨询电话"),
    ];
    for (replaced, value, what) in &mut texts {
        if let Some(replaced) = replaced.take() {
            replace(replaced, value, &format!("“{name}”的{what}"), notes);
        }
    }
    if let Some(explain) = edition.explain {
        replace(explain, &mut item.explain, &format!("“{name}”的办理流程"), notes);
    }
    if let Some(fee) = edition.fee {
        replace(fee, &mut item.fee, &format!("“{name}”的收费"), notes);
    }
    if let (Some(delivery), Some(result)) = (edition.delivery, &mut item.result) {
        replace(delivery, &mut result.delivery, &format!("“{name}”的领取办法"), notes);
    }
    item.accepts.extend(edition.accepts);
    item.materials.extend(edition.materials);
    item.sources.extend(edition.sources);
}

fn replace<T: PartialEq + Words>(replaced: ReplacedFile<T>, value: &mut T, what: &str, notes: &mut Notes) {
    note_moved(&replaced.was, &replaced.was.value, value, what, notes);
    *value = replaced.now;
}

fn note_moved<T, W: PartialEq + Words>(place: &At<T>, was: &W, now: &W, what: &str, notes: &mut Notes) {
    if was != now {
        let message = format!(
            "{what}：写这份实施版时主题是{}，现在是{}。请重新核对，再把 was 改成现在的。",
            was.words(),
            now.words()
        );
        notes.add(place, Rule::EditionConflict, message);
    }
}

/// A value as an editor reads it.
trait Words {
    fn words(&self) -> String;
}

impl Words for String {
    fn words(&self) -> String {
        format!("“{self}”")
    }
}

impl<T: Words> Words for Option<T> {
    fn words(&self) -> String {
        self.as_ref().map_or_else(|| "没有写".to_owned(), Words::words)
    }
}

impl Words for Vec<String> {
    fn words(&self) -> String {
        format!("“{}”", self.join("、"))
    }
}

impl Words for TermFile {
    fn words(&self) -> String {
        (self.days, self.kind).words()
    }
}

impl Words for (u32, DayKindFile) {
    fn words(&self) -> String {
        match self.1 {
            DayKindFile::Working => format!("{} 个工作日", self.0),
            DayKindFile::Natural => format!("{} 天", self.0),
        }
    }
}

impl Words for crate::file::item::FeeFile {
    fn words(&self) -> String {
        match self {
            Self::Words(words) | Self::Sum { words, .. } => words.words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::tests::{ELEMENTS, SOURCE};

    const EDITION: &str = include_str!("../tests/sample/edition.yaml");

    fn laid(source: &str) -> Laid {
        read(source, ELEMENTS, EDITION).unwrap_or_else(|findings| panic!("{findings:?}"))
    }

    #[test]
    fn a_county_changes_a_few_lines_and_inherits_the_rest() {
        let base = theme::read(SOURCE, ELEMENTS).unwrap();
        let Laid { theme, conflicts } = laid(SOURCE);
        assert_eq!(conflicts, []);
        assert_eq!(
            (theme.region.name.as_str(), base.region.name.as_str()),
            ("东山县", "示范市")
        );
        let permit = theme.item(&"permit".parse().unwrap()).unwrap();
        assert_eq!((permit.limit.promised.days, permit.materials.len()), (4, 2));
        assert_eq!(permit.contact.as_deref(), Some("0000-2000001"));
        assert_eq!(theme.items.len(), base.items.len());
        assert_eq!(theme.materials.len(), base.materials.len() + 1);
        assert_eq!(theme.item(&"register".parse().unwrap()).unwrap().limit.promised.days, 3);
    }

    #[test]
    fn the_rest_follows_when_the_theme_changes() {
        let changed = SOURCE.replace(
            "promised: {days: 3, kind: natural}",
            "promised: {days: 2, kind: natural}",
        );
        let Laid { theme, conflicts } = laid(&changed.replace("name: 搬家\n", "name: 搬新家\n"));
        assert_eq!(conflicts, []);
        assert_eq!(
            (
                theme.name.as_str(),
                theme.item(&"register".parse().unwrap()).unwrap().limit.promised.days
            ),
            ("搬新家", 2)
        );
    }

    #[test]
    fn a_change_beneath_the_countys_own_is_reported_and_the_countys_holds_meanwhile() {
        let Laid { theme, conflicts } = laid(&SOURCE.replace("promised: {days: 5}", "promised: {days: 3}"));
        assert_eq!(theme.item(&"permit".parse().unwrap()).unwrap().limit.promised.days, 4);
        let told: Vec<_> = conflicts.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "edition.yaml:8:18 edition-conflict “居住证”的承诺时限：写这份实施版时主题是5 个工作日，现在是3 个工作日。请重新核对，再把 was 改成现在的。"
            ]
        );
    }

    #[test]
    fn what_went_from_the_theme_or_came_to_it_makes_the_edition_none() {
        let gone = SOURCE.replace("- id: permit", "- id: residence");
        let came = SOURCE
            .replace("- id: lease", "- id: landlord_letter")
            .replace("materials: [lease]", "materials: [landlord_letter]");
        for source in [gone, came] {
            let findings = read(&source, ELEMENTS, EDITION).unwrap_err();
            assert_eq!((findings.len(), findings[0].rule), (1, Rule::EditionGone));
        }
    }

    #[test]
    fn an_edition_of_another_theme_is_none_of_this_one() {
        let other = EDITION.replace("theme: moving-house", "theme: newborn");
        let findings = read(SOURCE, ELEMENTS, &other).unwrap_err();
        assert_eq!((findings.len(), findings[0].rule), (1, Rule::EditionPlace));
    }

    #[test]
    fn an_edition_that_would_break_the_theme_is_none() {
        let findings = read(
            SOURCE,
            ELEMENTS,
            &EDITION.replace("materials: [landlord_letter]", "materials: [letter]"),
        )
        .unwrap_err();
        assert_eq!(findings[0].rule, Rule::UnknownMaterial);
    }
}
