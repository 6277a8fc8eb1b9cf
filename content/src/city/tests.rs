pub(crate) use super::read;
use super::*;
use domain::staff::Task;

pub(crate) const CITY: &str = include_str!("../../tests/sample/city.yaml");

fn rules(text: &str) -> Vec<Rule> {
    read(text).unwrap_err().iter().map(|finding| finding.rule).collect()
}

#[test]
fn sends_a_case_to_the_office_that_serves_the_answer_and_otherwise_to_the_first() {
    let city = read(CITY).unwrap();
    let police = "police".parse().unwrap();
    let office = |answer| city.office_for(&police, answer, "000000").unwrap().id.to_string();
    assert_eq!(office(Some("east")), "east_station");
    assert_eq!(office(Some("elsewhere")), "main_hall");
    assert_eq!(office(None), "main_hall");
    assert!(city.office_for(&"army".parse().unwrap(), None, "000000").is_none());
}

#[test]
fn a_department_answers_within_its_own_days_or_those_of_the_city() {
    let within = |text: &str, department: &str| {
        let city = read(text).unwrap();
        city.answers_within(&department.parse().unwrap())
    };
    let days = |days| Term {
        days,
        kind: DayKind::Working,
    };
    assert_eq!(within(CITY, "police"), days(3), "nobody says");
    let city = CITY.replace("departments:", "answers_within: 2\ndepartments:");
    assert_eq!(within(&city, "police"), days(2));
    let own = city.replace("    short: 公安", "    short: 公安\n    answers_within: 5");
    assert_eq!(within(&own, "police"), days(5));
    assert_eq!(within(&own, "army"), days(2), "a department that the city has no more");
    assert_eq!(
        rules(&city.replace("answers_within: 2", "answers_within: 0")),
        [Rule::Syntax]
    );
}

#[test]
fn a_channel_is_named_as_it_stands_in_links_and_once() {
    let city = read(CITY).unwrap();
    assert_eq!(city.channel(&"menu".parse().unwrap()).unwrap().name, "公众号菜单");
    assert_eq!(rules(&CITY.replace("{id: menu", "{id: Menu_1")), [Rule::BadId]);
    let twice = CITY.replace("channels:", "channels:\n  - {id: menu, name: 菜单}");
    assert_eq!(rules(&twice), [Rule::Duplicate]);
}

#[test]
fn finds_people_by_account_and_by_number() {
    let city = read(CITY).unwrap();
    let person = city.person(&"lin_xiao".parse().unwrap()).unwrap();
    assert!(person.can_sign_in());
    assert_eq!(city.person_with(&person.id_number).unwrap().id, person.id);
}

#[test]
fn a_look_fills_in_what_the_register_says_of_those_it_is_about() {
    let city = read(CITY).unwrap();
    let register = city.register(&"household".parse().unwrap()).unwrap();
    let look = Read {
        register: register.id.clone(),
        of: "self".parse().unwrap(),
        about: [("self".to_owned(), "mother".parse().unwrap())].into(),
        purpose: String::new(),
        when: None,
    };
    let fills = |field: &str| register.fills(&look, &field.parse().unwrap());
    assert!(fills("mother/person.name"));
    assert!(!fills("mother/birth.time"), "no household says that");
    assert!(!fills("father/person.name"), "nobody looks for him there");
}

#[test]
fn refuses_an_id_number_that_could_belong_to_somebody() {
    assert_eq!(
        rules(&CITY.replace("000000199605180026", "110105199605180023")),
        [Rule::SyntheticIdNumber]
    );
    assert_eq!(
        rules(&CITY.replace("000000199605180026", "000000199605180025")),
        [Rule::SyntheticIdNumber]
    );
}

#[test]
fn nobody_does_casework_and_runs_the_system_and_nobody_does_nothing() {
    let officer = |duty: &str| CITY.replace("department: police}", &format!("{duty}}}"));
    for duty in [
        "department: police, role: audit",
        "department: police, posts: [{department: police, tasks: [read]}]",
        "posts: [{department: police, tasks: [read]}], role: system",
        "posts: []",
    ] {
        assert_eq!(rules(&officer(duty)), [Rule::OneDuty], "{duty}");
    }
    let city = read(&officer("posts: [{department: police, tasks: [read]}]")).unwrap();
    let (police, clerk) = ("police".parse().unwrap(), &city.officers()[0]);
    assert!(clerk.may(Task::Read, &police, "000000") && !clerk.may(Task::Decide, &police, "000000"));
    let somewhere = officer("posts: [{department: police, regions: [\"999999\"], tasks: [read]}]");
    assert_eq!(rules(&somewhere), [Rule::UnknownRegion]);
}

#[test]
fn refuses_a_city_whose_parts_do_not_fit() {
    assert_eq!(
        rules(&CITY.replace("department: police", "department: army")),
        [Rule::UnknownDepartment]
    );
    assert_eq!(
        rules(&CITY.replace("      household:", "      tax:")),
        [Rule::UnknownRegister]
    );
    assert_eq!(rules(&CITY.replace("east_station", "main_hall")), [Rule::Duplicate]);
    assert_eq!(rules(&CITY.replace("13800000001", "12800000001")), [Rule::PhoneNumber]);
    assert_eq!(rules(&CITY.replace("13900000001", "12900000001")), [Rule::PhoneNumber]);
    assert_eq!(rules(&CITY.replace("-6dT03:42", "-6dT25:42")), [Rule::RecordValue]);
}
