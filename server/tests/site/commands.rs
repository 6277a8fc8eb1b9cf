//! The binary `zhangban`: each of its commands, and one sentence when one cannot be done.

mod checklist;
mod record;
mod settings;

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
fn migrating_twice_is_migrating_once() {
    let (folder, place) = place();
    for _ in 0..2 {
        let output = place.command().arg("migrate").output().unwrap();
        assert!(output.status.success(), "{:?}", said(&output));
    }
    assert!(folder.path().join("zhangban.db").exists());
}

#[tokio::test]
async fn what_people_searched_for_is_listed_the_most_frequent_first() {
    let (folder, place) = place();
    let searches = |days: &str, ahead: &str| {
        let mut command = place.command();
        command.args(["theme", "searches", "--days", days]);
        let output = command.env("ZHANGBAN_DAYS_AHEAD", ahead).output().unwrap();
        assert!(output.status.success(), "{:?}", said(&output));
        said(&output).0
    };
    assert_eq!(searches("30", "0").trim(), "nothing was searched for");

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
    let lines = |days, ahead| {
        searches(days, ahead)
            .lines()
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("30", "0"), ["7  生孩子", "6  量子力学  nothing found"]);
    assert_eq!(lines("60", "0")[0], "90  开店");
    assert_eq!(
        lines("60", "40"),
        lines("30", "0"),
        "of the days of a sandbox that is ahead"
    );
    let no_day = place.command().args(["theme", "searches", "--days", "0"]).output();
    assert!(!no_day.unwrap().status.success());
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
