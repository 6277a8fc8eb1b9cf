//! The committed JSON Schemas are those of the types, and every authored file is as its schema says.

#![expect(clippy::unwrap_used, reason = "a test without its files has nothing to say")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use content::schema;
use serde_json::Value;

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn committed(name: &str) -> PathBuf {
    folder().join(format!("schema/{name}.schema.json"))
}

fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap()
}

/// What an editor program underlines.
fn underlined(name: &str, file: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(&schema::of(name).unwrap()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let told = schema
        .iter_errors(file)
        .map(|error| format!("{} {error}", error.instance_path()));
    told.collect()
}

fn yaml_files_in(below: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join(below)).into_iter().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "yaml"));
    files
}

/// Every authored file with the name of its schema.
fn authored() -> Vec<(&'static str, PathBuf)> {
    let mut files = vec![
        ("elements", folder().join("elements.yaml")),
        ("city", folder().join("city/city.yaml")),
    ];
    files.extend(yaml_files_in("calendar").into_iter().map(|file| ("calendar", file)));
    for theme in fs::read_dir(folder().join("themes")).unwrap() {
        let theme = theme.unwrap().file_name().into_string().unwrap();
        files.push(("theme", folder().join(format!("themes/{theme}/theme.yaml"))));
        let editions = yaml_files_in(&format!("themes/{theme}/editions"));
        files.extend(editions.into_iter().map(|file| ("edition", file)));
    }
    files
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    for name in schema::NAMES {
        let (file, current) = (committed(name), schema::of(name).unwrap());
        if env::var_os("RENEW").is_some() {
            fs::write(&file, &current).unwrap();
        }
        assert!(
            fs::read_to_string(&file).is_ok_and(|kept| kept == current),
            "{} is out of date. Renew it: RENEW=1 cargo test -p content --test schema",
            file.display()
        );
    }
}

#[test]
fn every_authored_file_is_as_its_schema_says() {
    for (name, file) in authored() {
        let told = underlined(name, &yaml(&fs::read_to_string(&file).unwrap()));
        assert!(told.is_empty(), "{}\n{}", file.display(), told.join("\n"));
    }
}

#[test]
fn every_authored_file_names_its_schema_so_that_an_editor_finds_it() {
    for (name, file) in authored() {
        let text = fs::read_to_string(&file).unwrap();
        let named = text
            .lines()
            .next()
            .unwrap()
            .strip_prefix("# yaml-language-server: $schema=");
        let path = named.unwrap_or_else(|| panic!("{} names no schema on its first line", file.display()));
        let found = file.parent().unwrap().join(path).canonicalize().ok();
        assert_eq!(found, committed(name).canonicalize().ok(), "{}", file.display());
    }
}

#[test]
fn a_misspelt_key_is_underlined_wherever_it_stands() {
    let samples = [
        ("theme", include_str!("sample/theme.yaml")),
        ("edition", include_str!("sample/edition.yaml")),
        ("elements", include_str!("sample/elements.yaml")),
        ("city", include_str!("sample/city.yaml")),
        ("calendar", include_str!("../calendar/2026.yaml")),
    ];
    for (name, text) in samples {
        let sample = yaml(text);
        assert_eq!(underlined(name, &sample), Vec::<String>::new(), "{name}");
        let mut place = Vec::new();
        each_object(&sample, &mut place, &mut |at| {
            let mut misspelt = sample.clone();
            let object = misspelt.pointer_mut(at).unwrap().as_object_mut().unwrap();
            object.insert("naem".to_owned(), Value::Null);
            assert_ne!(underlined(name, &misspelt), Vec::<String>::new(), "{name} {at}");
        });
    }
}

/// Every object of fixed keys below; those whose keys an editor makes up cannot be misspelt.
fn each_object(value: &Value, place: &mut Vec<String>, visit: &mut dyn FnMut(&str)) {
    let is_free = place
        .last()
        .is_some_and(|key| matches!(key.as_str(), "about" | "records" | "says"))
        || place.iter().rev().nth(1).is_some_and(|key| key == "says")
        || (place.len() > 1 && place.ends_with(&["role".to_owned(), "subjects".to_owned()]));
    if value.is_object() && !is_free {
        let pointer = [&[String::new()], place.as_slice()].concat().join("/");
        visit(&pointer);
    }
    let children: Vec<(String, &Value)> = match value {
        Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        place.push(key);
        each_object(child, place, visit);
        place.pop();
    }
}

#[test]
fn an_id_with_a_space_is_underlined() {
    let sample = include_str!("sample/theme.yaml");
    for (from, to) in [
        ("lead: police", "lead: the police"),
        ("knows: [self/person.name]", "knows: [person.name]"),
        ("kind: law", "kind: rumour"),
    ] {
        assert_eq!(
            underlined("theme", &yaml(&sample.replacen(from, to, 1))).len(),
            1,
            "{to}"
        );
    }
}
