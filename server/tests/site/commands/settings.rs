//! What an operator configures, and what is said when it cannot work.

use std::net::TcpListener;

use super::{assert_one_sentence, place, said};

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
        ("ZHANGBAN_DAYS_AHEAD", "4000", "ZHANGBAN_DAYS_AHEAD"),
        ("ZHANGBAN_CONFIG", "nowhere.toml", "nowhere.toml"),
        ("ZHANGBAN_VERIFICATION_DIR", "nowhere", "ZHANGBAN_VERIFICATION_DIR"),
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
