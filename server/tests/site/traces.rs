//! What the server leaves behind: in its log which request and how it went, in its folder sealed values; nowhere a clear word
//! of what somebody typed or a register said.

use std::path::{Path, PathBuf};

use http::StatusCode;

use crate::newborn::{MOTHER, answers, pdf};
use crate::people::desk::{Officer, Pile};
use crate::people::filing::{Citizen, draft_of, missing_papers};
use crate::process::network::Network;
use crate::process::running::{Place, Running};

/// What is typed, as nobody else would write it.
const TYPED: [(&str, &str); 5] = [
    ("child/person.name", "玄黄宇宙"),
    ("father/person.phone", "13987654321"),
    ("mother/bank.card", "6222020200112233446"),
    ("mother/bank.branch", "洪荒支行"),
    ("child/insurance.address", "辰宿街列张弄"),
];
const SENT_TO: &str = "日月路盈昃巷";
const SEARCHED: &str = "寒来暑往";
const WRONG: &str = "秋收冬藏";
const DECIDED: &str = "闰余成岁";
const FILE: &str = "律吕调阳.pdf";

#[tokio::test]
async fn nothing_that_anybody_typed_or_a_register_said_is_in_the_log_or_lies_open_in_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new(folder.path(), "trace");
    let running = Running::start(&place).await;
    let mut answers = answers();
    answers.extend(TYPED.map(|(field, text)| (field.to_owned(), text.to_owned())));
    let mut mother = Citizen::new(Network::to(place.address), MOTHER, answers);
    mother
        .browser
        .get(&format!("/search?q={}", percent(SEARCHED)))
        .await
        .unwrap();
    let list = mother.plan("newborn").await.unwrap();
    let page = mother.start(list).await.unwrap();
    let draft = draft_of(&page.path).to_owned();
    let mut wrong = page.form("save_topic");
    wrong.set("typed[child/person.name]", &format!("{WRONG}1"));
    let again = mother.browser.press(&page, &wrong, ("", "")).await.unwrap();
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again}");
    mother.fill_in(again).await.unwrap();
    let materials = mother.browser.get(&format!("/drafts/{draft}/materials")).await.unwrap();
    for material in missing_papers(&materials) {
        mother.hand_in(&material, &pdf(FILE)).await.unwrap();
    }
    let results = mother.browser.get(&format!("/drafts/{draft}/delivery")).await.unwrap();
    let mut sent = results.form("choose_delivery");
    sent.set("ways[birth_certificate]", "another").set("address", SENT_TO);
    mother.browser.press(&results, &sent, ("", "")).await.unwrap();
    let progress = mother.submit(&draft).await.unwrap();
    assert!(progress.text().contains(SENT_TO), "{progress}");
    let mut officer = Officer::new(Network::to(place.address), "gao_ying");
    officer.sign_in().await.unwrap();
    let case = officer.cases(Pile::New).await.unwrap().remove(0);
    let page = officer.accept(&case).await.unwrap();
    let decided = officer.grant(&page, DECIDED).await.unwrap();
    officer.browser.get(&format!("{case}?show=1")).await.unwrap();
    for own in ["/me/data?show=1", "/me/data/export", "/me/data/export.json"] {
        let page = mother.browser.get(own).await.unwrap();
        assert_eq!(page.status, StatusCode::OK, "{page}");
    }
    assert!(
        running.stop().success(),
        "asked to stop, it stops in order:\n{}",
        place.logged()
    );

    let log = place.logged();
    let trace = decided.header("x-trace-id");
    assert!(
        !trace.is_empty() && log.contains(trace),
        "the log does not know {trace}"
    );
    assert!(log.contains("/rpc/") && log.contains("POST"), "the log is not at work");
    let tokens = [&mother.browser.cookies["session"], &officer.browser.cookies["session"]];
    let typed = TYPED.map(|(_, text)| text);
    let typed = typed.into_iter().chain([
        SENT_TO,
        WRONG,
        DECIDED,
        "律吕调阳",
        "林晓",
        "000000199605180026",
        "13800000001",
    ]);
    let secrets: Vec<&str> = typed.chain(tokens.map(String::as_str)).collect();
    // What is searched for is counted for the editors, and nothing tells by whom.
    for secret in secrets.iter().chain([&SEARCHED]) {
        for written in [(*secret).to_owned(), percent(secret)] {
            let line = log.lines().find(|line| line.contains(&written));
            assert_eq!(line, None, "{secret} is in the log");
        }
    }
    let photo = std::str::from_utf8(testbed::papers::PDF).unwrap();
    let kept = files(folder.path());
    assert!(kept.len() > 3, "database, its log and papers: {kept:?}");
    for file in kept {
        let content = std::fs::read(&file).unwrap();
        for secret in secrets.iter().chain([&photo]) {
            let is_open = content.windows(secret.len()).any(|bytes| bytes == secret.as_bytes());
            assert!(!is_open, "{secret} lies open in {}", file.display());
        }
    }
}

/// All files in a folder and those beneath it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, mut all): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    all.extend(folders.iter().flat_map(|folder| files(folder)));
    all
}

/// A text as it stands in an address or a form.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
