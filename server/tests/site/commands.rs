//! The binary `zhangban`: each of its commands, and one sentence when one cannot be done.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use usecases::context::{Clock, SystemClock};

use crate::process::running::Place;

const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../content");

/// A folder for one command.
fn place() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path(), "info");
    (folder, place)
}

fn said(output: &Output) -> (String, String) {
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// It failed, and says in one line what to do.
fn assert_one_sentence(command: &mut Command, with: &[&str]) {
    let output = command.output().unwrap();
    let (_, told) = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let lines: Vec<&str> = told.lines().filter(|line| line.starts_with("zhangban: ")).collect();
    assert_eq!(lines.len(), 1, "{told}");
    assert_eq!(told.lines().last(), Some(lines[0]), "{told}");
    assert!(with.iter().all(|word| lines[0].contains(word)), "{told}");
    assert!(
        !told.contains("panicked") && !told.contains("stack backtrace"),
        "{told}"
    );
}

#[test]
fn the_configuration_is_shown_without_its_secrets() {
    let (_folder, place) = place();
    let output = place
        .command()
        .arg("config")
        .env("ZHANGBAN_DATABASE_URL", "postgres://amt:geheim@db.example/zb")
        .output()
        .unwrap();
    let (shown, _) = said(&output);
    assert!(output.status.success(), "{shown}");
    assert!(!shown.contains("geheim") && !shown.contains("db.example"), "{shown}");
    assert!(
        shown.contains("(set)") && shown.contains(&place.address.to_string()) && shown.contains("Sandbox"),
        "{shown}"
    );
}

#[test]
fn a_setting_that_makes_no_sense_is_named() {
    let (folder, place) = place();
    for (name, value, word) in [
        ("ZHANGBAN_MODE", "party", "party"),
        ("ZHANGBAN_LISTEN", "everywhere", "listen"),
        ("ZHANGBAN_PUBLIC_URL", "example.org", "ZHANGBAN_PUBLIC_URL"),
        ("ZHANGBAN_CONNECTIONS", "0", "ZHANGBAN_CONNECTIONS"),
        ("ZHANGBAN_CONFIG", "nowhere.toml", "nowhere.toml"),
    ] {
        assert_one_sentence(place.command().arg("config").env(name, value), &[word]);
    }
    std::fs::write(folder.path().join("zhangban.toml"), "mode = \"sandbox\"\nlisten = 3\n").unwrap();
    let output = place
        .command()
        .arg("config")
        .env_remove("ZHANGBAN_LISTEN")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{:?}", said(&output));
}

#[test]
fn the_environment_overrides_the_file() {
    let (folder, place) = place();
    std::fs::write(
        folder.path().join("zhangban.toml"),
        "mode = \"production\"\nconnections = 3\n",
    )
    .unwrap();
    let output = place.command().arg("config").output().unwrap();
    let (shown, told) = said(&output);
    assert!(
        shown.contains("Sandbox") && shown.contains("connections: 3"),
        "{shown}{told}"
    );
}

#[test]
fn a_port_that_is_taken_is_named_with_what_to_do() {
    let (_folder, place) = place();
    let _taken = TcpListener::bind(place.address).unwrap();
    assert_one_sentence(
        place.command().arg("serve"),
        &[&place.address.to_string(), "taken", "ZHANGBAN_LISTEN"],
    );
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let (folder, place) = place();
    std::fs::write(folder.path().join("occupied"), "").unwrap();
    for command in ["serve", "migrate"] {
        let data = folder.path().join("occupied/data");
        assert_one_sentence(
            place.command().arg(command).env("ZHANGBAN_DATA_DIR", data),
            &["occupied"],
        );
    }
    let nobody = "postgres://nobody@127.0.0.1:1/nothing";
    assert_one_sentence(
        place.command().arg("migrate").env("ZHANGBAN_DATABASE_URL", nobody),
        &["database"],
    );
}

#[test]
fn migrating_twice_is_migrating_once() {
    let (folder, place) = place();
    for _ in 0..2 {
        let output = place.command().arg("migrate").output().unwrap();
        assert!(output.status.success(), "{:?}", said(&output));
    }
    assert!(folder.path().join("zhangban.db").exists());
}

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

#[tokio::test]
async fn what_people_searched_for_is_listed_the_most_frequent_first() {
    let (folder, place) = place();
    let searches = |days: &str| {
        let mut command = place.command();
        let output = command.args(["theme", "searches", "--days", days]).output().unwrap();
        assert!(output.status.success(), "{:?}", said(&output));
        said(&output).0
    };
    assert_eq!(searches("30").trim(), "nothing was searched for");

    let file = folder.path().join("zhangban.db");
    let key = std::fs::read_to_string(folder.path().join("master.key")).unwrap();
    let locked = data::Locked::open(&format!("sqlite://{}", file.display()), 1)
        .await
        .unwrap();
    let masters = data::key::MasterKeys::parse(&key).unwrap();
    let db = locked.unlock(masters, SystemClock.now()).await.unwrap();
    let today = SystemClock.now().day();
    for (ago, words, count, found_nothing) in [
        (3, "生孩子", 2, false),
        (4, "生孩子", 5, false),
        (3, "量子力学", 6, true),
        (50, "开店", 90, false),
    ] {
        let counted = data::search::SearchCount {
            day: today - chrono::Days::new(ago),
            words: words.to_owned(),
            count,
            found_nothing,
        };
        let tx = db.write().await.unwrap();
        data::search::add(&*tx, counted).await.unwrap();
        tx.commit().await.unwrap();
    }
    let lines = |days| {
        searches(days)
            .lines()
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("30"), ["7  生孩子", "6  量子力学  nothing found"]);
    assert_eq!(lines("60")[0], "90  开店");
    let no_day = place.command().args(["theme", "searches", "--days", "0"]).output();
    assert!(!no_day.unwrap().status.success());
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

#[test]
fn an_account_that_nobody_has_is_not_moved_and_no_id_number_stands_in_a_history() {
    let (_folder, place) = place();
    assert_one_sentence(
        place.command().args(["account", "move", "13911113333", "13911114444"]),
        &["no account has this number"],
    );
    assert_one_sentence(
        place
            .command()
            .args(["account", "free"])
            .stdin(std::process::Stdio::null()),
        &["this is no ID number"],
    );
    let refused = place.command().args(["account", "free", "000000199707200032"]).output();
    assert_eq!(
        refused.unwrap().status.code(),
        Some(2),
        "it is not taken from the command line"
    );
}

#[test]
fn a_theme_is_published_by_hand_and_the_old_version_never_ends_before_today() {
    let (folder, place) = place();
    let theme = folder.path().join("newborn");
    std::fs::create_dir(&theme).unwrap();
    let source = std::fs::read_to_string(format!("{CONTENT}/themes/newborn/theme.yaml")).unwrap();
    let source = source.replace("\nname: 新生儿出生\n", "\nname: 宝宝出生\n");
    std::fs::write(theme.join("theme.yaml"), source).unwrap();
    let elements = format!("{CONTENT}/elements.yaml");
    let publish = || {
        let mut command = place.command();
        command
            .args(["theme", "publish"])
            .arg(&theme)
            .args(["--elements", &elements]);
        command
    };
    assert_one_sentence(publish().args(["--old-until", "2020-01-01"]), &["--old-until"]);
    for told in ["a new version of newborn is published", "this is the current version"] {
        let (shown, told_wrong) = said(&publish().output().unwrap());
        assert!(shown.contains(told), "{shown}{told_wrong}");
    }
}
