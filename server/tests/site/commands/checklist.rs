//! `theme lint`: the editor's checklist.

use std::path::Path;
use std::process::Output;

use super::{CONTENT, assert_one_sentence, place, said};
use crate::process::running::Place;

fn lint(place: &Place, files: &[&Path]) -> Output {
    let mut command = place.command();
    command
        .args(["theme", "lint", "--elements"])
        .arg(Path::new(CONTENT).join("elements.yaml"))
        .args(files);
    command.output().unwrap()
}

#[test]
fn the_themes_of_the_release_have_no_problems() {
    let (_folder, place) = place();
    let themes = Path::new(CONTENT).join("themes");
    let output = lint(
        &place,
        &[&themes.join("newborn"), &themes.join("social-card/theme.yaml")],
    );
    assert!(output.status.success(), "{:?}", said(&output));
    assert_eq!(said(&output).0.trim(), "no problems");
}

#[test]
fn a_theme_with_mistakes_is_told_each_of_them_with_its_line() {
    let (folder, place) = place();
    let whole = std::fs::read_to_string(Path::new(CONTENT).join("themes/newborn/theme.yaml")).unwrap();
    let broken =
        whole
            .replacen("department: police", "department: wizards", 1)
            .replacen("lead: health", "lead: no body", 1);
    let file = folder.path().join("broken.yaml");
    std::fs::write(&file, &broken).unwrap();
    let output = lint(&place, &[&file]);
    let (listed, told) = said(&output);
    assert_eq!(output.status.code(), Some(1), "{listed}");
    for (mistake, rule) in [("wizards", "unknown-department"), ("no body", "bad-id")] {
        let line = broken.lines().position(|line| line.contains(mistake)).unwrap() + 1;
        let place = format!("{}:{line}:", file.display());
        let found = listed.lines().find(|finding| finding.starts_with(&place));
        assert!(
            found.is_some_and(|finding| finding.contains(rule)),
            "{mistake} is not told:\n{listed}"
        );
    }
    assert!(told.contains("zhangban: "), "{told}");
}

#[test]
fn problems_are_listed_for_other_programs_too() {
    let (folder, place) = place();
    let whole = std::fs::read_to_string(Path::new(CONTENT).join("themes/newborn/theme.yaml")).unwrap();
    let file = folder.path().join("broken.yaml");
    std::fs::write(&file, whole.replacen("lead: health", "lead: wizards", 1)).unwrap();
    let output = lint(&place, &[Path::new("--format=json"), &file]);
    let listed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = &listed.as_array().unwrap()[0];
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        (found["rule"].as_str(), found["line"].as_u64()),
        (Some("unknown-department"), Some(9)),
        "{listed}"
    );
    assert_eq!(found["file"].as_str(), file.to_str());
    assert!(found["message"].as_str().unwrap().contains("wizards") && found["column"].is_u64());
    let clean = lint(
        &place,
        &[Path::new("--format=json"), &Path::new(CONTENT).join("themes/newborn")],
    );
    assert!(clean.status.success());
    assert_eq!(said(&clean).0.trim(), "[]");
}

/// A copy of the content, to be changed.
fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied(&path, &target);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            std::fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn without_a_file_everything_in_the_folder_is_checked() {
    let (folder, place) = place();
    let content = folder.path().join("content");
    for part in ["themes", "city", "calendar"] {
        copied(&Path::new(CONTENT).join(part), &content.join(part));
    }
    std::fs::copy(Path::new(CONTENT).join("elements.yaml"), content.join("elements.yaml")).unwrap();
    let lint_all = || {
        let mut command = place.command();
        command.args(["theme", "lint"]).current_dir(folder.path());
        said(&command.output().unwrap()).0
    };
    assert_eq!(lint_all().trim(), "no problems");

    let change = |file: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(content.join(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        std::fs::write(content.join(file), text.replacen(from, to, 1)).unwrap();
    };
    // The city on disk counts, not the one of the release.
    change("city/city.yaml", "id: health\n", "id: hospital\n");
    change("calendar/2026.yaml", "2026-01-01", "2027-01-01");
    change("themes/social-card/theme.yaml", "lead: labour", "lead: no body");
    let told = lint_all();
    for (file, rule) in [
        ("content/city/city.yaml", "unknown-department"),
        ("content/calendar/2026.yaml", "calendar-day"),
        ("content/themes/social-card/theme.yaml", "bad-id"),
    ] {
        let is_told = |line: &str| line.starts_with(file) && line.contains(rule);
        assert!(told.lines().any(is_told), "{file} {rule} is not told:\n{told}");
    }
}

#[test]
fn a_theme_that_moved_beneath_an_edition_is_told_with_the_folder_or_the_edition_alone() {
    let (folder, place) = place();
    let theme = folder.path().join("newborn");
    copied(&Path::new(CONTENT).join("themes/newborn"), &theme);
    let edition = theme.join("editions/000002.yaml");
    let text = "format: 1\ntheme: newborn\nregion: {code: \"000002\", name: 东山县}\nitems:\n  - item: household_registration\n    limit: {was: {days: 99}, now: {days: 7}}\n";
    std::fs::create_dir_all(theme.join("editions")).unwrap();
    std::fs::write(&edition, text).unwrap();
    for path in [&theme, &edition] {
        let (told, _) = said(&lint(&place, &[path]));
        assert!(
            told.starts_with(&format!("{}:6:", edition.display())) && told.contains("edition-conflict"),
            "{told}"
        );
    }
}

#[test]
fn every_rule_is_listed_with_what_it_finds_and_every_schema_is_printed() {
    let (_folder, place) = place();
    let listed = said(&place.command().args(["theme", "rules"]).output().unwrap()).0;
    assert_eq!(listed.lines().count(), content::Rule::ALL.len());
    assert!(
        listed.contains("item-cycle") && listed.contains("Items wait for each other."),
        "{listed}"
    );
    for name in content::schema::NAMES {
        let printed = said(&place.command().args(["theme", "schema", name]).output().unwrap()).0;
        let committed = Path::new(CONTENT).join(format!("schema/{name}.schema.json"));
        assert_eq!(printed, std::fs::read_to_string(committed).unwrap());
    }
}

#[test]
fn a_file_that_is_no_theme_or_is_not_there_is_told() {
    let (folder, place) = place();
    let file = folder.path().join("theme.yaml");
    std::fs::write(&file, "format: 1\nslug: [\n").unwrap();
    let output = lint(&place, &[folder.path()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).0.starts_with(&format!("{}:", file.display())),
        "{:?}",
        said(&output)
    );
    let nowhere = folder.path().join("nowhere.yaml");
    let mut command = place.command();
    assert_one_sentence(
        command
            .args(["theme", "lint", "--elements"])
            .arg(Path::new(CONTENT).join("elements.yaml"))
            .arg(nowhere),
        &["nowhere.yaml"],
    );
}
