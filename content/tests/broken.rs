//! Ten themes, each broken in a way that happens, and everything an editor is told about them.

use std::fs;
use std::path::Path;

use content::city;
use content::lint::Checklist;

const ELEMENTS: &str = include_str!("sample/elements.yaml");
const CITY: &str = include_str!("sample/city.yaml");

#[test]
fn each_broken_theme_is_told_everything_that_is_wrong_with_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 10);
    let city = city::read(CITY).unwrap();
    let slugs = ["moving-house".to_owned()].into();
    let checklist = Checklist {
        elements: ELEMENTS,
        city: Some(&city),
        slugs: Some(&slugs),
    };
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let source = fs::read_to_string(&file).unwrap();
        let findings = checklist.theme("theme.yaml", &source);
        let told: Vec<_> = findings.iter().map(ToString::to_string).collect();
        insta::with_settings!({omit_expression => true}, {
            insta::assert_snapshot!(name, told.join("\n"));
        });
    }
}
