//! What lies in the `content/` folder: every theme passes the editor's checklist, and the sandbox city fits the themes.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use content::city::{City, Person};
use content::{Library, lint};
use domain::answer::{Answer, Answers, Origin};
use domain::calendar::{DayKind, Term};
use domain::condition::Truth;
use domain::field::Kind;
use domain::id::SourceId;
use domain::staff::Task;
use domain::theme::{Applicant, Eligibility};

fn library() -> Library {
    Library::from_folder(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|problems| panic!("\n{problems}\n"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

fn who_can_sign_in(city: &City) -> impl Iterator<Item = &Person> {
    city.people().iter().filter(|person| person.can_sign_in())
}

#[test]
fn every_theme_passes_the_checklist() {
    let library = library();
    assert!(!library.themes.is_empty());
    for theme in &library.themes {
        let findings = lint::lint(&theme.slug, &theme.source, &theme.elements, Some(&library.city));
        let told: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "\n{}\n", told.join("\n"));
    }
}

#[test]
fn what_comes_of_a_paper_that_never_follows_is_said_without_its_days_which_stand_beside_it() {
    let library = library();
    let materials = library.themes.iter().flat_map(|theme| &theme.theme.materials);
    for deferral in materials.filter_map(|material| material.deferral.as_ref()) {
        assert!(!deferral.text.contains('日'), "{}", deferral.text);
    }
}

#[test]
fn whoever_has_none_of_several_things_has_no_other_of_them() {
    for element in library().elements.iter() {
        let Kind::Choices(choices) = &element.kind else {
            continue;
        };
        let mut odd = choices
            .iter()
            .filter(|choice| choice.is_alone != (choice.id.as_str() == "none"));
        assert_eq!(odd.next(), None, "{}", element.id);
    }
}

#[test]
fn the_program_carries_what_lies_in_the_folder() {
    let (folder, carried) = (library(), Library::embedded().unwrap());
    let hashes = |library: &Library| {
        library
            .themes
            .iter()
            .map(|theme| theme.hash.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(hashes(&folder), hashes(&carried));
    assert_eq!(folder.city.people().len(), carried.city.people().len());
}

#[test]
fn a_stored_version_reads_like_the_file_it_came_from() {
    for authored in &library().themes {
        let stored = content::theme::read(&authored.source, &authored.elements).unwrap();
        assert_eq!(
            format!("{stored:?}"),
            format!("{:?}", authored.theme),
            "{}",
            authored.slug
        );
        assert_eq!(
            content::theme::hash(&authored.source, &authored.elements),
            authored.hash
        );
    }
}

#[test]
fn the_themes_hold_in_this_city() {
    let library = library();
    for authored in &library.themes {
        let theme = &authored.theme;
        assert_eq!(theme.region.code, library.city.region(), "{}", authored.slug);
        for department in theme.items.iter().map(|item| &item.department).chain([&theme.lead]) {
            assert!(
                library.city.department(department).is_some(),
                "{}: {department}",
                authored.slug
            );
        }
    }
}

#[test]
fn every_department_with_work_has_an_officer_to_do_it() {
    let library = library();
    for item in library.themes.iter().flat_map(|authored| &authored.theme.items) {
        let has_officer = library
            .city
            .officers()
            .iter()
            .any(|officer| officer.may(Task::Decide, &item.department, library.city.region()));
        assert!(has_officer, "nobody at {} does {}", item.department, item.name);
    }
}

#[test]
fn a_limit_that_no_source_supports_is_marked_as_an_example() {
    for authored in &library().themes {
        let theme = &authored.theme;
        let is_example = |id: &SourceId| {
            theme
                .sources
                .iter()
                .any(|source| source.id == *id && source.illustrative)
        };
        for item in theme.items.iter().filter(|item| item.sources.iter().all(is_example)) {
            assert!(item.limit.illustrative, "{}: {}", authored.slug, item.name);
        }
    }
}

#[test]
fn every_real_source_says_where_it_can_be_read() {
    for authored in &library().themes {
        for source in authored.theme.sources.iter().filter(|source| !source.illustrative) {
            let address = source.address.as_deref().unwrap_or_default();
            assert!(
                address.starts_with("http://") || address.starts_with("https://"),
                "{}: {}",
                authored.slug,
                source.title
            );
        }
    }
}

#[test]
fn a_register_is_asked_only_for_roles_it_speaks_of() {
    let library = library();
    for read in library.themes.iter().flat_map(|authored| &authored.theme.reads) {
        for role in read.about.keys() {
            let record = |person: &Person| person.record(&read.register, day("2026-11-22"));
            let mut facts = library
                .city
                .people()
                .iter()
                .filter_map(record)
                .flat_map(|record| record.facts);
            assert!(
                facts.any(|fact| fact.role == *role),
                "{} never speaks of {role}",
                read.register
            );
        }
    }
}

#[test]
fn a_register_is_opened_with_a_number_the_form_asks_for() {
    for authored in &library().themes {
        let theme = &authored.theme;
        for read in &theme.reads {
            let is_applicant = match &theme.applicant {
                Applicant::Subject(subject) => *subject == read.of,
                Applicant::Role(_, subjects) => subjects.values().any(|subject| *subject == read.of),
            };
            let number = format!("{}/person.id_number", read.of).parse().unwrap();
            assert!(
                is_applicant || theme.element(&number).is_some(),
                "{}: {} of {}",
                authored.slug,
                read.register,
                read.of
            );
        }
    }
}

#[test]
fn somebody_who_can_sign_in_is_in_no_register_and_shows_the_manual_path() {
    let library = library();
    assert!(who_can_sign_in(&library.city).any(|person| person.known_to().next().is_none()));
}

#[test]
fn nobody_has_the_number_the_phone_or_the_story_of_another() {
    let library = library();
    let people = library.city.people();
    let numbers: BTreeSet<_> = people.iter().map(|person| &person.id_number).collect();
    let phones: BTreeSet<_> = people.iter().map(|person| &person.phone).collect();
    let stories: BTreeSet<_> = people.iter().filter_map(|person| person.story.as_ref()).collect();
    assert_eq!((numbers.len(), phones.len()), (people.len(), people.len()));
    assert_eq!(stories.len(), who_can_sign_in(&library.city).count());
}

#[test]
fn registers_call_a_person_by_the_name_and_number_they_sign_in_with() {
    let library = library();
    for person in library.city.people() {
        for register in person.known_to() {
            let record = person.record(register, day("2026-11-22")).unwrap();
            for fact in record.facts.iter().filter(|fact| fact.role == "self") {
                match fact.element.as_str() {
                    "person.name" => assert_eq!(fact.text, person.name, "{register}"),
                    "person.id_number" => assert_eq!(fact.text, person.id_number.as_str(), "{register}"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn two_registers_give_the_same_person_the_same_name() {
    let library = library();
    let started = day("2026-11-22");
    for person in library.city.people() {
        for record in person
            .known_to()
            .filter_map(|register| person.record(register, started))
        {
            let of_role = |role: &str, element: &str| {
                let fact = record
                    .facts
                    .iter()
                    .find(|fact| fact.role == role && fact.element.as_str() == element);
                fact.map(|fact| fact.text.clone())
            };
            for role in record
                .facts
                .iter()
                .map(|fact| fact.role.as_str())
                .collect::<BTreeSet<_>>()
            {
                let number = of_role(role, "person.id_number").and_then(|number| number.parse().ok());
                let known = number.and_then(|number| library.city.person_with(&number));
                if let (Some(known), Some(name)) = (known, of_role(role, "person.name")) {
                    assert_eq!(known.name, name, "in a record of {}", person.name);
                }
            }
        }
    }
}

#[test]
fn whatever_day_the_sandbox_starts_a_register_speaks_of_the_past() {
    let library = library();
    for started in ["2026-11-22", "2028-02-29", "2031-01-01"].map(day) {
        for person in library.city.people() {
            for record in person
                .known_to()
                .filter_map(|register| person.record(register, started))
            {
                assert!(record.as_of <= started);
                for fact in record.facts {
                    let kind = &library.elements.get(&fact.element).unwrap().kind;
                    assert_eq!(
                        kind.read(&fact.text, started).as_deref(),
                        Ok(fact.text.as_str()),
                        "{}: {}",
                        person.name,
                        fact.element
                    );
                }
            }
        }
    }
}

#[test]
fn the_calendar_knows_the_holidays_of_2026() {
    let calendar = library().calendar;
    assert!(calendar.is_published(day("2026-06-01")));
    assert_eq!(calendar.workdays_between(day("2025-12-31"), day("2026-12-31")), 248);
    let five = Term {
        days: 5,
        kind: DayKind::Working,
    };
    assert_eq!(calendar.last_day(day("2026-09-30"), five), day("2026-10-13"));
}

#[test]
fn who_closes_a_company_is_told_no_condition_of_a_sole_trader_and_the_other_way_round() {
    let library = library();
    let mut themes = library.themes.iter();
    let authored = themes.find(|theme| theme.slug == "deregistration").unwrap();
    for (kind, other) in [("company", "个体户"), ("individual", "公司")] {
        let said = Answer {
            text: kind.to_owned(),
            origin: Origin::Citizen,
            as_of: day("2026-11-20"),
            contested: false,
        };
        let answers = Answers::from_iter([("company/company.kind".parse().unwrap(), said)]);
        let may_matter = |rule: &&Eligibility| rule.judge(&answers, day("2026-11-20")) != Truth::Yes;
        let rules = authored.theme.eligibility.iter().filter(may_matter);
        let told: Vec<_> = rules.map(|rule| rule.text.as_str()).collect();
        assert!(
            !told.is_empty() && told.iter().all(|text| !text.starts_with(other)),
            "{told:?}"
        );
    }
}

#[test]
fn no_reason_says_what_somebody_said_for_those_who_do_not_know_read_it_too() {
    for theme in library().themes.iter().map(|authored| &authored.theme) {
        for applies in theme.items.iter().filter_map(|item| item.applies.as_ref()) {
            for text in [&applies.because, &applies.otherwise] {
                assert!(
                    !text.contains("您说") && !text.contains("您选"),
                    "{}: {text}",
                    theme.slug
                );
            }
        }
    }
}

#[test]
fn no_page_says_that_it_is_filled_in_before_a_register_was_asked() {
    for theme in library().themes.iter().map(|authored| &authored.theme) {
        for intro in theme.topics.iter().filter_map(|topic| topic.intro.as_ref()) {
            assert!(!intro.contains("已经替您"), "{}: {intro}", theme.slug);
        }
    }
}

#[test]
fn every_register_of_the_city_is_read_by_a_theme_and_knows_somebody() {
    let library = library();
    let reads: BTreeSet<_> = (library.themes.iter())
        .flat_map(|authored| &authored.theme.reads)
        .map(|read| &read.register)
        .collect();
    let known: BTreeSet<_> = library.city.people().iter().flat_map(Person::known_to).collect();
    for register in [
        "household",
        "marriage",
        "birth",
        "social_insurance",
        "property",
        "business",
        "tax",
    ] {
        let id = register.parse().unwrap();
        assert!(library.city.register(&id).is_some(), "there is no register {register}");
    }
    for register in library.city.registers() {
        assert!(reads.contains(&register.id), "no theme reads {}", register.id);
        assert!(known.contains(&register.id), "{} knows nobody", register.id);
    }
}
