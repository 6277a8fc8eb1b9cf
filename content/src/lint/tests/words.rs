//! What people read: sentences, names, links and where facts come from.

use super::*;

#[test]
fn finds_links_that_lead_nowhere() {
    let slugs = ["newborn".to_owned()].into();
    let checklist = Checklist {
        elements: ELEMENTS,
        city: None,
        slugs: Some(&slugs),
    };
    let rules = |answer: &str| -> Vec<(u64, Rule)> {
        let findings = checklist.theme("a", &SOURCE.replacen("answer: 不要。", &format!("answer: {answer}"), 1));
        findings.iter().map(|finding| (finding.line, finding.rule)).collect()
    };
    let line = SOURCE.lines().count() as u64;
    assert_eq!(
        rules("见 /themes/newborn/plan 和 https://example.org/themes/else。"),
        []
    );
    assert_eq!(rules("见 /themes/new-born。"), [(line, Rule::DeadLink)]);
    assert_eq!(rules("\"见[出生](newborn)。\""), [(line, Rule::DeadLink)]);
    assert_eq!(rules("\"见[出生](/themes/newborn)。\""), []);
}

#[test]
fn finds_sentences_and_names_that_are_too_long_for_a_phone() {
    let long = "很".repeat(61);
    assert_eq!(
        found("answer: 不要。", &format!("answer: {long}")),
        [Rule::LongSentence]
    );
    assert_eq!(
        found("answer: 不要。", &format!("answer: {}。{long}", "很".repeat(60))),
        [Rule::LongSentence]
    );
    assert_eq!(found("answer: 不要。", &format!("answer: {}", "很好。".repeat(40))), []);
    assert_eq!(
        found("title: 新家", &format!("title: {}", "新".repeat(25))),
        [Rule::LongSentence]
    );
}

#[test]
fn finds_facts_that_do_not_say_where_they_come_from() {
    assert_eq!(
        found("answer: 不要。, sources: [law]", "answer: 不要。"),
        [Rule::Unsourced]
    );
    assert_eq!(
        found(
            "    materials: [lease]\n    sources: [law]",
            "    materials: [lease]\n    sources: []"
        ),
        [Rule::Unsourced]
    );
    assert_eq!(
        found("after: 3}\n  sources: [law]", "after: 3}\n  sources: []"),
        [Rule::Unsourced]
    );
    assert_eq!(
        found("请到窗口办。\n    sources: [law]", "请到窗口办。"),
        [Rule::Unsourced]
    );
    assert_eq!(
        found("changes:", "partial: {text: 各办各的。}\npromise: {days: 9}\nchanges:"),
        [Rule::Unsourced; 2]
    );
}

#[test]
fn finds_a_word_for_what_the_item_does_not_need_and_two_words_for_one_thing() {
    let with = |words: &str| {
        found(
            "    materials: [lease]",
            &format!("    wording: [{words}]\n    materials: [lease]"),
        )
    };
    assert_eq!(with("{field: self/person.name, label: 申请人}"), []);
    assert_eq!(with("{field: home/move.date, label: 日子}"), [Rule::AskedForNothing]);
    assert_eq!(
        with("{field: self/person.name, label: 甲}, {field: self/person.name, label: 乙}"),
        [Rule::Duplicate]
    );
}
