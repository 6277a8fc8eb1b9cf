//! The guide for theme editors, held against the program: its examples are themes, and the checklist says what it says there.

#![expect(clippy::unwrap_used, reason = "a test without its files has nothing to say")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use content::lint::Checklist;
use content::{Library, schema};
use serde_json::{Value, json};

const THEME: &str = "content/themes/moving/theme.yaml";
const EDITION: &str = "content/themes/moving/editions/000002.yaml";

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/theme-format.md")
}

fn guide() -> String {
    fs::read_to_string(path()).unwrap()
}

/// The fenced blocks of a part of the guide, with their language.
fn blocks(part: &str) -> Vec<(&str, &str)> {
    let fenced = part.split("```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap()).collect()
}

/// The guide up to the reference, and the reference.
fn parts(guide: &str) -> (&str, &str) {
    guide.split_once("## 所有能写的键").unwrap()
}

/// A file an editor writes step by step: a key that comes again takes the place of the one before.
#[derive(Default)]
struct Written(Vec<(String, String)>);

impl Written {
    fn write(&mut self, block: &str) {
        let mut sections: Vec<(String, String)> = Vec::new();
        for line in block.lines() {
            if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                sections.push((line.split(':').next().unwrap().to_owned(), String::new()));
            }
            if sections.is_empty() {
                sections.push(<_>::default());
            }
            let section = sections.last_mut().unwrap();
            section.1.push_str(line);
            section.1.push('\n');
        }
        for (key, text) in sections {
            match self.0.iter_mut().find(|(known, _)| *known == key) {
                Some((_, before)) => *before = text,
                None => self.0.push((key, text)),
            }
        }
    }

    fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

#[test]
fn the_checklist_says_at_each_step_what_the_guide_says_it_says() {
    let library = Library::embedded().unwrap();
    let mut elements = library.themes[0].elements.clone();
    let slugs: BTreeSet<String> = library.themes.iter().map(|theme| theme.slug.clone()).collect();
    let (mut theme, mut edition) = (Written::default(), None);
    let guide = guide();
    let mut renewed = guide.clone();
    for (language, block) in blocks(parts(&guide).0) {
        let checklist = Checklist {
            elements: &elements,
            city: Some(&library.city),
            slugs: Some(&slugs),
        };
        match (language, block.split_once('\n')) {
            ("yaml", Some(("# theme.yaml", text))) => theme.write(text),
            ("yaml", Some(("# elements.yaml", text))) => elements.push_str(text),
            ("yaml", Some(("# editions/000002.yaml", text))) => {
                assert_eq!(checklist.edition(EDITION, text, &theme.text()), []);
                edition = Some(text);
            }
            ("text", _) => {
                let findings = match edition {
                    None => checklist.theme(THEME, &theme.text()),
                    // The guide lets the theme move beneath the edition.
                    Some(text) => {
                        let moved = theme.text().replacen("promised: {days: 3}", "promised: {days: 1}", 1);
                        checklist.edition(EDITION, text, &moved)
                    }
                };
                let mut told: Vec<_> = findings.iter().map(ToString::to_string).collect();
                if told.is_empty() {
                    told.push("no problems".to_owned());
                }
                let told = told.join("\n") + "\n";
                let behind = guide.len() - (block.as_ptr() as usize - guide.as_ptr() as usize);
                let place = renewed.len() - behind;
                renewed.replace_range(place..place + block.len(), &told);
                assert!(
                    env::var_os("RENEW").is_some() || block == told,
                    "{block}\nshould be\n{told}"
                );
            }
            ("sh", _) => {}
            other => panic!("{other:?}"),
        }
    }
    if env::var_os("RENEW").is_some() {
        fs::write(path(), renewed).unwrap();
    }
    assert!(edition.is_some());
    assert!(content::theme::read(&theme.text(), &elements).is_ok());
}

/// Every definition of a schema, and the file itself.
fn definitions(schema: &Value) -> Vec<&Value> {
    let definitions = schema["definitions"].as_object().unwrap();
    definitions.values().chain([schema]).collect()
}

#[test]
fn every_fragment_of_the_reference_can_be_written_somewhere() {
    let schema: Value = serde_json::from_str(&schema::of("theme").unwrap()).unwrap();
    let guide = guide();
    for (language, block) in blocks(parts(&guide).1) {
        assert_eq!(language, "yaml");
        let fragment: Value = serde_saphyr::from_str(block).unwrap();
        for (key, value) in fragment.as_object().unwrap() {
            let fits = definitions(&schema).into_iter().any(|definition| {
                let Some(property) = definition["properties"].get(key) else {
                    return false;
                };
                let whole = json!({"definitions": schema["definitions"], "allOf": [property]});
                jsonschema::is_valid(&whole, value)
            });
            assert!(fits, "{key}: {value}");
        }
    }
}

#[test]
fn the_reference_names_every_key_an_editor_can_write() {
    let guide = guide();
    let reference = parts(&guide).1;
    for name in ["theme", "edition", "elements"] {
        let schema: Value = serde_json::from_str(&schema::of(name).unwrap()).unwrap();
        for definition in definitions(&schema) {
            let variants = definition["oneOf"].as_array().into_iter().flatten();
            for object in variants.chain([definition]) {
                let keys = object["properties"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(key, _)| key);
                for key in keys.filter(|key| *key != "elements") {
                    let is_named = [format!("`{key}`"), format!("{key}: "), format!("{{{key}:")];
                    assert!(
                        is_named.iter().any(|named| reference.contains(named)),
                        "`{key}` is not explained"
                    );
                }
            }
        }
    }
}
