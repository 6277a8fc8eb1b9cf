//! `zhangban record verify`: what was signed is judged by its number or its file, with the office's database or without.

use std::process::Command;

use testbed::phone::Phone;
use usecases::draft::sign::proof::SignedRecord;

use super::{Place, assert_one_sentence, place, said};
use crate::newborn::{self, MOTHER, pdf};
use crate::people::filing::{Citizen, draft_of, missing_papers};
use crate::site::{Inside, KEY, Setup, Site};

/// A site at a name: no key of a device belongs to a bare network address.
const ORIGIN: &str = "http://localhost:3000";

/// The signed record that is downloaded from this application, and the file of it, in the folder of the site.
async fn downloaded(site: &Site, citizen: &mut Citizen<Inside>, application: &str) -> (SignedRecord, String) {
    let record = format!("{application}/record.json");
    let record = citizen.browser.get(&record).await.unwrap();
    let file = site.folder().join("record.json");
    std::fs::write(&file, &record.body).unwrap();
    (
        serde_json::from_slice(&record.body).unwrap(),
        file.display().to_string(),
    )
}

/// The command, beside this site.
fn verify(site: &Site, what: &str) -> Command {
    let mut command = Place::new(site.folder(), "info").command();
    command.env("ZHANGBAN_MASTER_KEY", KEY);
    command.args(["record", "verify", what]);
    command
}

#[tokio::test]
async fn what_both_parents_signed_by_codes_holds_by_its_number_and_by_its_file_where_the_office_is_at_hand() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let progress = newborn::application(&mut mother).await;
    let (signed, file) = downloaded(&site, &mut mother, &progress).await;
    for what in [&signed.application, &file] {
        let output = verify(&site, what).output().unwrap();
        let (shown, told) = said(&output);
        assert!(output.status.success(), "{what}: {told}");
        let lines: Vec<&str> = shown.lines().collect();
        let first = format!("application {}, SHA-256 {}", signed.application, signed.hash);
        assert_eq!(lines.first(), Some(&first.as_str()), "{what}");
        for name in ["林晓", "陈远"] {
            let begin = format!("signed by {name}");
            let theirs = lines.iter().find(|line| line.starts_with(&begin));
            assert!(
                theirs.is_some_and(|line| line.ends_with("by a code to their phone")),
                "{shown}"
            );
        }
        assert_eq!(lines[lines.len() - 2..], ["signatures: 2", "ok"], "{shown}");
    }
    assert_one_sentence(
        verify(&site, &file).arg("--offline"),
        &["a code proves itself to the office that sent it only"],
    );
    assert_one_sentence(
        verify(&site, &signed.application).arg("--offline"),
        &["there is no such file"],
    );
    assert_one_sentence(
        &mut verify(&site, "Z0000"),
        &["neither such a file nor a signed application"],
    );

    let (_folder, elsewhere) = place();
    assert_one_sentence(
        elsewhere.command().args(["record", "verify", &file]),
        &["the office's seal on the signature of", "does not fit"],
    );
    let altered = std::fs::read_to_string(&file).unwrap().replace("林知夏", "林知秋");
    std::fs::write(&file, altered).unwrap();
    let altered = &["the record was altered"];
    assert_one_sentence(&mut verify(&site, &file), altered);
    assert_one_sentence(verify(&site, &file).arg("--offline"), altered);
}

#[tokio::test]
async fn a_file_that_lacks_what_was_mended_last_does_not_hold_where_the_office_is_at_hand() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let progress = newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let mut officer = site.officer("gao_ying").await;
    officer.ask_to_mend(&case, "和出生记录不一样").await.unwrap();
    let mend = mother.browser.get(&format!("{progress}/mend")).await.unwrap();
    let mut form = mend.form("mend_application");
    form.set("typed[child/person.name]", "林知秋");
    let to_sign = mother.browser.press(&mend, &form, ("go", "send")).await.unwrap();
    mother.signs_mending(&to_sign).await.unwrap();

    let (whole, file) = downloaded(&site, &mut mother, &progress).await;
    for what in [&whole.application, &file] {
        let output = verify(&site, what).output().unwrap();
        let (shown, told) = said(&output);
        assert!(output.status.success(), "{what}: {told}");
        let begin = "what was mended: signed by 林晓 on ";
        let mended = shown.lines().find(|line| line.starts_with(begin));
        assert!(
            mended.is_some_and(|line| line.ends_with("by a code to their phone")),
            "{shown}"
        );
        assert!(shown.ends_with("signatures: 3\nok\n"), "{shown}");
    }
    let mut cut = whole.clone();
    cut.supplements.pop();
    let mut other = whole;
    other.application.push('0');
    for (document, told) in [(cut, "the end is missing"), (other, "this office has no such record")] {
        std::fs::write(&file, serde_json::to_vec(&document).unwrap()).unwrap();
        assert_one_sentence(&mut verify(&site, &file), &[told]);
    }
}

#[tokio::test]
async fn what_was_signed_by_a_device_holds_by_its_file_alone() {
    let site = Site::set_up(Setup {
        public_url: Some(ORIGIN.to_owned()),
        ..Setup::default()
    })
    .await;
    let mut pensioner = site.citizen("luo_wenqing").await;
    pensioner.add_device(Phone::new(ORIGIN, 7)).await.unwrap();
    let list = pensioner.plan("social-card").await.unwrap();
    let page = pensioner.start(list).await.unwrap();
    let draft = draft_of(&page.path).to_owned();
    pensioner.fill_in(page).await.unwrap();
    let materials = format!("/drafts/{draft}/materials");
    let materials = pensioner.browser.get(&materials).await.unwrap();
    for material in missing_papers(&materials) {
        pensioner.hand_in(&material, &pdf("a.pdf")).await.unwrap();
    }
    let progress = pensioner.submit(&draft).await.unwrap();
    let (_, file) = downloaded(&site, &mut pensioner, &progress.path).await;
    // Nothing but the file: no database, and no key of the office.
    let (_folder, elsewhere) = place();
    let output = elsewhere
        .command()
        .args(["record", "verify", "--offline", &file])
        .output()
        .unwrap();
    let (shown, told) = said(&output);
    assert!(output.status.success(), "{told}");
    assert!(
        shown.contains("signed by 罗文清") && shown.contains("by a key on their device"),
        "{shown}"
    );
    assert!(
        shown.contains("whether anything was mended and signed later"),
        "{shown}"
    );
    assert!(shown.ends_with("signatures: 1\nok\n"), "{shown}");
    assert!(!elsewhere.folder.join("zhangban.db").exists(), "no database was opened");
}
