//! A theme changes beneath a county's edition: it is reported, never silent, and everything goes on working.

#![expect(clippy::unwrap_used, reason = "a test without its files has nothing to say")]

use std::fs;
use std::path::Path;

use content::{Library, Problems, Rule};

const THEME: &str = include_str!("sample/theme.yaml");
const EDITION: &str = include_str!("sample/edition.yaml");

/// A folder with one theme and the edition of one county.
fn library_of(theme: &str, edition: &str) -> Result<Library, Problems> {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let city = include_str!("sample/city.yaml").replacen(
        "departments:",
        "regions:\n  - {code: \"000002\", name: 东山县}\ndepartments:",
        1,
    );
    write("elements.yaml", include_str!("sample/elements.yaml"));
    write("city/city.yaml", &city);
    write("themes/moving-house/theme.yaml", theme);
    write("themes/moving-house/editions/000002.yaml", edition);
    Library::from_folder(Path::new(folder.path()))
}

fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn an_edition_written_for_the_theme_as_it_is_has_no_conflict() {
    let library = library_of(THEME, EDITION).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(library.conflicts, []);
    assert_eq!(library.themes[0].editions[0].region, "000002");
}

#[test]
fn a_theme_that_changes_beneath_an_edition_loads_and_the_conflict_is_told() {
    let theme = changed(THEME, "promised: {days: 5}", "promised: {days: 3}");
    let library = library_of(&theme, EDITION).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(library.themes.len(), 1);
    let told: Vec<_> = library.conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "themes/moving-house/editions/000002.yaml:8:18 edition-conflict “居住证”的承诺时限：写这份实施版时主题是5 个工作日，现在是3 个工作日。请重新核对，再把 was 改成现在的。"
        ]
    );
    // The county's own value holds until somebody looked at it again.
    let authored = &library.themes[0];
    let laid = content::edition::read(&authored.source, &authored.elements, &authored.editions[0].source).unwrap();
    assert_eq!(
        laid.theme.item(&"permit".parse().unwrap()).unwrap().limit.promised.days,
        4
    );
}

#[test]
fn an_item_that_goes_beneath_an_edition_is_told_too() {
    let theme = changed(THEME, "- id: permit", "- id: residence");
    // The county's own paper has nothing to be for then either, so that the library is not sound.
    let Err(Problems::Findings(findings)) = library_of(&theme, EDITION) else {
        panic!("nobody noticed");
    };
    assert!(findings.iter().any(|finding| finding.rule == Rule::EditionGone));
}

#[test]
fn a_mistake_of_the_county_is_told_on_its_own_line() {
    let edition = changed(
        EDITION,
        "answer: 在县里的大厅办。, sources: [county]",
        "answer: 在县里的大厅办。",
    );
    let edition = changed(&edition, "now: {days: 4}", "now: {days: 40}");
    let Err(Problems::Findings(findings)) = library_of(THEME, &edition) else {
        panic!("it is not told")
    };
    let told: Vec<_> = findings.iter().map(|finding| (finding.line, finding.rule)).collect();
    assert_eq!(told, [(7, Rule::PromiseBeyondLaw), (18, Rule::Unsourced)]);
}

#[test]
fn an_edition_lies_under_the_code_of_its_county() {
    let edition = changed(EDITION, "code: \"000002\"", "code: \"000001\"");
    let Err(Problems::Findings(findings)) = library_of(THEME, &edition) else {
        panic!("nobody noticed");
    };
    assert!(
        findings.iter().any(|finding| finding.rule == Rule::EditionPlace),
        "{findings:?}"
    );
}
