//! The editor's checklist as code: everything that is wrong with a theme at once, each with its line.

mod checklist;
mod coverage;
pub(crate) mod records;

use crate::city::City;
use crate::file::ThemeFile;
use crate::finding::Notes;
pub use crate::finding::{Finding, Rule};
use crate::{element, theme};

/// Checks a theme. `name` names its file in the findings; with a city, its departments and registers are looked up too.
#[must_use]
pub fn lint(name: &str, source: &str, elements: &str, city: Option<&City>) -> Vec<Finding> {
    let elements = element::read("elements.yaml", elements);
    let file = theme::parse(name, source);
    match (file, elements) {
        (Ok(file), Ok(elements)) => {
            let mut notes = Notes::new(name);
            theme::convert(&file, &elements, &mut notes);
            checklist::note(&file, &mut notes);
            coverage::note(&file, &mut notes);
            if let Some(city) = city {
                note_strangers(&file, city, &mut notes);
            }
            notes.into_findings()
        }
        (file, elements) => elements.err().into_iter().chain(file.err()).flatten().collect(),
    }
}

/// Notes departments and registers the city does not have.
fn note_strangers(file: &ThemeFile, city: &City, notes: &mut Notes) {
    for name in file.items.iter().map(|item| &item.department).chain([&file.lead]) {
        if name.value.parse().is_ok_and(|id| city.department(&id).is_none()) {
            let message = format!(
                "本市没有叫“{}”的部门，请在 city/city.yaml 里添加，或者改正这里。",
                name.value
            );
            notes.add(name, Rule::UnknownDepartment, message);
        }
    }
    for name in file.registers.iter().map(|read| &read.register) {
        if name.value.parse().is_ok_and(|id| city.register(&id).is_none()) {
            let message = format!(
                "本市没有叫“{}”的数据源，请在 city/city.yaml 里添加，或者改正这里。",
                name.value
            );
            notes.add(name, Rule::UnknownRegister, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn finds_an_example_presented_as_fact_and_a_promise_the_law_forbids() {
        assert_eq!(found(", illustrative: true", ""), [Rule::UnmarkedExample]);
        assert_eq!(
            found("promised: {days: 5}", "promised: {days: 16}"),
            [Rule::PromiseBeyondLaw]
        );
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
    fn tells_a_slip_of_the_pen_with_its_line_and_a_broken_list_of_elements_too() {
        assert_eq!(told(&SOURCE.replace("summary:", "sumary:")), [(5, Rule::Syntax)]);
        let findings = lint("theme.yaml", SOURCE, "elements: [", None);
        assert_eq!(
            (findings[0].file.as_str(), findings[0].rule),
            ("elements.yaml", Rule::Syntax)
        );
    }

    fn mutated(text: &str, changes: &[(u8, usize, char)]) -> String {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (kind, place, letter) in changes {
            let count = lines.len().max(1);
            let Some(line) = lines.get_mut(place % count) else {
                continue;
            };
            let at = line
                .char_indices()
                .map(|(at, _)| at)
                .nth(place / count % 40)
                .unwrap_or(line.len());
            match kind {
                0 => drop(lines.remove(place % count)),
                1 => lines.insert(place / count % count, lines[place % count].clone()),
                2 => line.insert(at, *letter),
                _ => line.truncate(at),
            }
        }
        lines.join("\n")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn nothing_an_editor_types_makes_it_stumble(
            changes in proptest::collection::vec((0_u8..4, any::<usize>(), "[-a-z0-9 :{}\\[\\],/&*!|>'\"#%@~.\t前]"), 1..6),
            in_elements: bool,
        ) {
            let changes: Vec<_> = changes.iter().map(|(kind, place, text)| (*kind, *place, text.chars().next().unwrap_or(' '))).collect();
            let (source, elements) = if in_elements {
                (SOURCE.to_owned(), mutated(ELEMENTS, &changes))
            } else {
                (mutated(SOURCE, &changes), ELEMENTS.to_owned())
            };
            let findings = lint("theme.yaml", &source, &elements, None);
            let is_theme = theme::read(&source, &elements).is_ok();
            prop_assert!(is_theme || !findings.is_empty(), "no theme, and nothing said");
            for finding in findings {
                let text = if finding.file == "theme.yaml" { &source } else { &elements };
                prop_assert!(finding.line <= text.lines().count() as u64 + 1, "{}", finding);
                prop_assert!(!finding.message.contains('\n'));
            }
        }

        #[test]
        fn no_text_makes_it_stumble(text in "\\PC{0,200}", more in "[-a-z: \\[{&*\n]{0,300}") {
            prop_assert!(!lint("theme.yaml", &text, ELEMENTS, None).is_empty());
            prop_assert!(!lint("theme.yaml", &more, &text, None).is_empty());
        }
    }
}
