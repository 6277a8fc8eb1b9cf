mod limits;
mod words;

use super::*;
use crate::theme::tests::{ELEMENTS, SOURCE};

fn told(source: &str) -> Vec<(u64, Rule)> {
    lint("theme.yaml", source, ELEMENTS, None)
        .iter()
        .map(|finding| (finding.line, finding.rule))
        .collect()
}

/// What is found once `from` is written as `to`: rules, on the line of the change.
fn found(from: &str, to: &str) -> Vec<Rule> {
    assert!(SOURCE.contains(from), "{from}");
    told(&SOURCE.replacen(from, to, 1))
        .iter()
        .map(|(_, rule)| *rule)
        .collect()
}

#[test]
fn finds_nothing_in_a_theme_that_is_in_order() {
    assert_eq!(told(SOURCE), []);
}

#[test]
fn finds_every_reference_that_leads_nowhere() {
    assert_eq!(found("of: self", "of: dog"), [Rule::UnknownSubject]);
    assert_eq!(
        found("known: self/applicant.role", "known: self/applicant.age"),
        [Rule::UnknownElement]
    );
    assert_eq!(
        found("known: self/applicant.role", "known: dog/applicant.age"),
        [Rule::UnknownElement, Rule::UnknownSubject]
    );
    assert_eq!(found("after: [register]", "after: [registre]"), [Rule::UnknownItem]);
    assert_eq!(found("source: law}", "source: lore}"), [Rule::UnknownSource]);
    assert_eq!(
        found("materials: [photo]", "materials: [photo, foto]"),
        [Rule::UnknownMaterial]
    );
    assert_eq!(
        found("knows: [self/person.name]", "knows: [person.name]"),
        [Rule::BadId]
    );
    assert_eq!(
        found(
            "{ask: 要钱吗？, answer: 不要。, sources: [law]}",
            "{ask: 要, answer: 不, sources: [lore]}"
        ),
        [Rule::UnknownSource]
    );
}

#[test]
fn finds_two_of_one_name_and_names_that_are_none() {
    assert_eq!(
        found("- {id: child, name: 孩子}", "- {id: self, name: 孩子}")[0],
        Rule::Duplicate
    );
    assert_eq!(found("id: person\n", "id: home\n"), [Rule::Duplicate]);
    assert_eq!(found("id: person\n", "id: 人\n"), [Rule::BadId]);
    assert_eq!(
        found(
            "      - {field: home/move.date}",
            "      - {field: home/move.date}\n      - {field: home/move.date}"
        ),
        [Rule::Duplicate]
    );
}

#[test]
fn finds_conditions_that_can_never_be_judged() {
    assert_eq!(found("value: self}", "value: dog}"), [Rule::UnknownOption]);
    assert_eq!(
        found(
            "subjects: {self: self, child: child}",
            "subjects: {self: self, dog: child}"
        ),
        [Rule::RoleWithoutSubject, Rule::UnknownOption]
    );
    assert_eq!(
        found(
            "field: self/applicant.role\n    subjects",
            "field: self/person.name\n    subjects"
        ),
        [Rule::WrongKind]
    );
    assert_eq!(
        found(
            "within_months: {field: home/move.date",
            "within_months: {field: home/move.kind"
        ),
        [Rule::WrongKind]
    );
    assert_eq!(
        found(
            "same: [self/person.name, child/person.name]",
            "same: [self/person.name]"
        ),
        [Rule::SameNeedsTwo]
    );
    assert_eq!(
        found("same: [self/person.name, child/person.name]", "same: []"),
        [Rule::SameNeedsTwo]
    );
}

#[test]
fn finds_items_that_wait_for_each_other_and_only_those() {
    let circle = SOURCE.replacen(
        "    office: home/home.district",
        "    after: [register]\n    office: home/home.district",
        1,
    );
    let line = 1 + SOURCE
        .lines()
        .position(|line| line.contains("office: home/home.district"))
        .unwrap() as u64;
    assert_eq!(told(&circle), [(line, Rule::ItemCycle)]);
}

#[test]
fn finds_every_missing_part_of_an_item_at_once() {
    let bare = SOURCE
        .replacen("    explain: 派出所登记。\n", "", 1)
        .replacen("    basis: [{law: 户口登记条例}]\n", "    basis: []\n", 1)
        .replacen("    accepts: [有新住处]\n", "", 1)
        .replacen(
            "    limit: {promised: {days: 3, kind: natural}, illustrative: true}\n",
            "",
            1,
        )
        .replacen("    result: {name: 户口簿}\n", "", 1);
    let line = 1 + bare.lines().position(|line| line.contains("- id: register")).unwrap() as u64;
    assert_eq!(told(&bare), [(line, Rule::MissingPart); 5]);
}

#[test]
fn finds_a_procedure_whose_days_must_be_over_and_that_has_none() {
    let limit = "    limit: {promised: {days: 3, kind: natural}, illustrative: true}\n";
    let with = |days: &str| format!("{limit}    pauses: [{{name: 公示, explain: 登在网上。, {days}binding: true}}]\n");
    assert_eq!(found(limit, &with("days: {days: 10}, ")), []);
    for none in ["", "days: {days: 0}, "] {
        assert_eq!(found(limit, &with(none)), [Rule::MissingPart], "{none:?}");
    }
}

#[test]
fn finds_what_is_asked_for_nothing_and_needed_but_never_asked() {
    assert_eq!(
        found("home/home.address, home/home.district", "home/home.district"),
        [Rule::AskedForNothing]
    );
    assert_eq!(found("      - {field: home/move.date}\n", ""), [Rule::NeverAsked]);
    assert_eq!(
        found("office: home/home.district", "office: child/home.district"),
        [Rule::NeverAsked]
    );
    assert_eq!(found("materials: [photo]", "materials: []"), [Rule::UnusedMaterial]);
    assert_eq!(found("{self/person.name}搬家", "{person.name}搬家"), [Rule::TitlePlace]);
    assert_eq!(found("{self/person.name}搬家", "{self/person.name"), [Rule::TitlePlace]);
}

#[test]
fn finds_departments_and_registers_the_city_does_not_have() {
    let city = crate::city::tests::read(crate::city::tests::CITY).unwrap();
    let source = SOURCE
        .replace("lead: police", "lead: army")
        .replace("register: household", "register: tax");
    let rules: Vec<_> = lint("a", &source, ELEMENTS, Some(&city))
        .iter()
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(rules, [Rule::UnknownDepartment, Rule::UnknownRegister]);
}

#[test]
fn finds_a_role_of_one_record_that_is_two_subjects() {
    let first = "    about: {self: self}\n";
    let and = |about: &str| {
        let second = "    purpose: 填好姓名\n  - register: household\n    of: self\n";
        found(first, &format!("{first}{second}    about: {about}\n"))
    };
    assert_eq!(and("{self: child}"), [Rule::Duplicate]);
    assert_eq!(and("{self: self, child: child}"), []);
}

#[test]
fn finds_items_that_never_apply_whatever_is_answered() {
    let any = "        any:\n          - {is: {field: home/move.kind, value: rented}}\n          - {same: [self/person.name, child/person.name]}";
    let all = |second: &str| {
        let to =
            format!("        all:\n          - {{is: {{field: home/move.kind, value: rented}}}}\n          - {second}");
        found(any, &to)
    };
    assert_eq!(
        all("{is: {field: home/move.kind, value: bought}}"),
        [Rule::UnreachableItem]
    );
    assert_eq!(all("{not: {known: home/move.kind}}"), [Rule::UnreachableItem]);
    assert_eq!(all("{same: [self/person.name, child/person.name]}"), []);
    let neither = "        not: {in: {field: home/move.kind, values: [rented, bought]}}";
    assert_eq!(found(any, neither), [Rule::UnreachableItem]);
    let never = "        all:\n          - {same: [self/person.name, child/person.name]}\n          - {not: {same: [child/person.name, self/person.name]}}";
    assert_eq!(found(any, never), [Rule::UnreachableItem]);
}

#[test]
fn finds_groups_that_leave_no_choice() {
    let group =
        |items: &str| format!("one_of:\n  - {{id: way, ask: 哪一样？, items: [{items}]}}\nmaterials:\n  - id: lease");
    assert_eq!(
        found("materials:\n  - id: lease", &group("permit")),
        [Rule::OneOfNobodyCanChoose]
    );
    // Whoever takes the permit would wait for the other one, which is then not done.
    assert_eq!(
        found("materials:\n  - id: lease", &group("permit, register")),
        [Rule::OneOfNobodyCanChoose]
    );
    let apart = SOURCE.replacen("    after: [register]\n", "", 1);
    let apart = apart.replacen("materials:\n  - id: lease", &group("permit, register"), 1);
    assert_eq!(told(&apart), []);
}

#[test]
fn finds_papers_that_a_register_already_holds() {
    let city = crate::city::tests::CITY.replacen("holds: [居民户口簿]", "holds: [户口簿, 租房合同]", 1);
    let city = crate::city::tests::read(&city).unwrap();
    let rules = |source: &str| -> Vec<Rule> {
        let findings = lint("a", source, ELEMENTS, Some(&city));
        findings.iter().map(|finding| finding.rule).collect()
    };
    // The photo of the booklet is waived by the register, the lease is not.
    assert_eq!(rules(SOURCE), [Rule::PaperAlreadyHeld]);
    assert_eq!(rules(&SOURCE.replace("name: 租房合同", "name: 租房合同遗失声明")), []);
    assert_eq!(
        rules(&SOURCE.replace("issued_by: 房东", "issued_by: 房东\n    optional: true")),
        []
    );
}

#[test]
fn finds_questions_whose_answers_change_nothing() {
    let questions = "questions:\n";
    let more = "questions:\n  - {field: child/birth.time, ask: 孩子几点生的？}\n";
    assert_eq!(found(questions, more), [Rule::QuestionChangesNothing]);
    let with_title =
        SOURCE
            .replacen(questions, more, 1)
            .replacen("{self/person.name}搬家", "{child/birth.time}搬家", 1);
    assert_eq!(told(&with_title), []);
}

#[test]
fn finds_pages_that_mix_one_and_many_and_parties_that_are_asked_nothing() {
    assert_eq!(
        found(
            "{id: child, name: 孩子}",
            "{id: child, name: 孩子, many: {least: 1, most: 9}}"
        ),
        [Rule::MixedTopic]
    );
    assert_eq!(
        found(
            "applicant:",
            "  - {id: dog, name: 狗}\nparties:\n  - {subject: dog, consent: 同意}\napplicant:"
        ),
        [Rule::SubjectWithoutFields]
    );
    assert_eq!(
        found("applicant:", "again: {subject: child, offer: 还有？}\napplicant:"),
        []
    );
}

#[test]
fn finds_a_smallest_that_is_larger_than_the_largest() {
    assert_eq!(
        found(
            "issued_by: 公安\n",
            "issued_by: 公安\n    picture: {kilobytes: {least: 40, most: 15}}\n"
        ),
        [Rule::Range]
    );
    assert_eq!(
        found(
            "{id: child, name: 孩子}",
            "{id: child, name: 孩子, many: {least: 9, most: 1}}"
        ),
        [Rule::Range, Rule::MixedTopic]
    );
    let months = "{within_months: {field: home/move.date, months: 6}}";
    assert_eq!(
        found(months, "{age: {field: home/move.date, at_least: 9, at_most: 8}}"),
        [Rule::Range]
    );
}

#[test]
fn tells_a_slip_of_the_pen_with_its_line_and_a_broken_list_of_elements_too() {
    assert_eq!(told(&SOURCE.replace("summary:", "sumary:")), [(5, Rule::Syntax)]);
    let findings = lint("theme.yaml", SOURCE, "elements: [", None);
    assert_eq!(
        (findings[0].file.as_str(), findings[0].rule),
        ("elements.yaml", Rule::Syntax)
    );
}
