use proptest::prelude::*;

use super::*;
use crate::office::{MOTHER, TestOffice};

#[test]
fn numbers_and_texts_and_names_are_written_as_rfc_8785_writes_them() {
    // RFC 8785, 3.2.2 and 3.2.3.
    let content = json!({
        "numbers": [333_333_333.333_333_3, 1E30, 4.50, 2e-3, 0.000_000_000_000_000_000_000_000_001],
        "string": "\u{20ac}$\u{F}\u{A}A'\u{42}\u{22}\u{5c}\\\"/",
        "literals": [null, true, false],
    });
    let expected = concat!(
        r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#,
        r#""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    );
    assert_eq!(canonical(&content).unwrap(), expected);
    let sorted = json!({
        "\u{20ac}": "Euro Sign",
        "\r": "Carriage Return",
        "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\u{1f600}": "Emoji: Grinning Face",
        "\u{80}": "Control",
        "\u{f6}": "Latin Small Letter O With Diaeresis",
    });
    let expected = [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ];
    let text = canonical(&sorted).unwrap();
    let places: Vec<_> = expected.iter().map(|value| text.find(value).unwrap()).collect();
    assert!(places.is_sorted(), "names in the order of their UTF-16: {text}");
}

proptest! {
    #[test]
    fn what_was_read_back_has_the_same_hash(
        texts in proptest::collection::btree_map("\\PC{0,8}", "\\PC{0,20}", 0..6),
        number in any::<i32>(),
    ) {
        let record = Record::of(&json!({"texts": texts, "number": number})).unwrap();
        let again: Value = serde_json::from_str(&record.text).unwrap();
        prop_assert_eq!(Record::of(&again).unwrap(), record);
    }
}

#[tokio::test]
async fn the_same_draft_has_the_same_record_in_every_process_and_any_change_another_one() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.newborn_draft(&mother).await;
        let made = async || {
            let mine = office.read(&mother, &draft).await;
            make(&office.ctx, office.ctx.db.read(), &mine).await.unwrap()
        };
        let before = made().await;
        office.advance(24 * 3_600_000);
        let mine = crate::draft::read::read(&office.restarted(), &mother, &draft)
            .await
            .unwrap();
        let elsewhere = make(&office.restarted(), office.ctx.db.read(), &mine).await.unwrap();
        assert_eq!(elsewhere, before, "another day, another process");
        office
            .save(&mother, &draft, "child", &[("child/person.name", "林知秋")])
            .await
            .unwrap();
        let changed = made().await;
        assert_ne!(changed.hash, before.hash);
        let paper = mine.files.first().unwrap().id.clone();
        crate::draft::attach::detach(&office.ctx, &mother, &paper)
            .await
            .unwrap();
        assert_ne!(made().await.hash, changed.hash);
    }
}

#[tokio::test]
async fn the_record_names_everything_and_shows_of_others_no_more_than_the_form_does() {
    for office in TestOffice::each().await {
        let mother = office.citizen("lin_xiao").await;
        let draft = office.consulted(&mother, &MOTHER).await;
        office.complete(&mother, &draft).await;
        let mine = office.read(&mother, &draft).await;
        let text = make(&office.ctx, office.ctx.db.read(), &mine).await.unwrap().text;
        let record: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(record["applicant"]["name"], "林晓");
        assert_eq!(record["items"].as_array().unwrap().len(), 7);
        assert_eq!(record["files"].as_array().unwrap().len(), mine.files.len());
        assert_eq!(record["declaration"], DECLARATION);
        let said: Vec<_> = record["answers"].as_array().unwrap().iter().collect();
        assert_eq!(
            said.len(),
            mine.answers.iter().filter(|(_, given)| !given.text.is_empty()).count()
        );
        let father = said
            .iter()
            .find(|said| said["subject"] == "father" && said["element"] == "person.id_number");
        let father = father.unwrap();
        assert!(father["text"].as_str().unwrap().contains('*'), "{father}");
        assert!(father["bound"].is_string(), "{father}");
    }
}
