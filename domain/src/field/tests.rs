use proptest::prelude::*;

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

#[test]
fn understands_the_ways_people_write_a_date() {
    for text in [
        "2026-11-16",
        "2026/11/16",
        "2026.11.16",
        "2026年11月16日",
        "20261116",
        "２０２６－１１－１６",
        " 2026 11 16 ",
    ] {
        assert_eq!(
            Kind::Date(Reach::Past).read(text, today()).as_deref(),
            Ok("2026-11-16"),
            "{text}"
        );
    }
}

#[test]
fn blanks_and_width_do_not_matter_but_the_hyphen_of_a_house_number_does() {
    assert!(same_text("青石路 １-18号", "青石路1-18号"));
    assert!(!same_text("青石路1-18号", "青石路11-8号"));
}

#[test]
fn says_that_a_date_does_not_exist() {
    let read = |text| Kind::Date(Reach::Past).read(text, today());
    assert_eq!(read("2026-02-30"), Err(Problem::NoSuchDate));
    assert_eq!(read("2026-11-31"), Err(Problem::NoSuchDate));
    assert_eq!(read("明天"), Err(Problem::NotADate));
    assert_eq!(read("26-11-16"), Err(Problem::NotADate));
}

#[test]
fn refuses_a_child_born_tomorrow() {
    assert_eq!(
        Kind::Date(Reach::Past).read("2026-11-23", today()),
        Err(Problem::InFuture)
    );
    assert_eq!(
        Kind::DateTime(Reach::Past).read("2026-11-23 00:10", today()),
        Err(Problem::InFuture)
    );
    assert!(Kind::Date(Reach::Any).read("2026-11-23", today()).is_ok());
}

#[test]
fn understands_the_ways_people_write_a_time_of_birth() {
    for text in [
        "2026-11-16 03:42",
        "2026-11-16T03:42",
        "2026年11月16日3时42分",
        "20261116 3:42",
        "2026-11-16 03:42:10",
    ] {
        assert_eq!(
            Kind::DateTime(Reach::Past).read(text, today()).as_deref(),
            Ok("2026-11-16 03:42"),
            "{text}"
        );
    }
    let read = |text| Kind::DateTime(Reach::Past).read(text, today());
    assert_eq!(read("2026-11-16"), Err(Problem::NotATime));
    assert_eq!(read("2026-11-16 25:00"), Err(Problem::NotATime));
    assert_eq!(read("昨天"), Err(Problem::NotATime));
    assert_eq!(read("2026-02-30 03:42"), Err(Problem::NoSuchDate));
}

#[test]
fn keeps_names_of_all_peoples() {
    let read = |text| Kind::Name.read(text, today());
    assert_eq!(read("古丽娜尔•买买提").as_deref(), Ok("古丽娜尔·买买提"));
    assert_eq!(read("Anna Müller").as_deref(), Ok("Anna Müller"));
    assert_eq!(read("林知夏2"), Err(Problem::NotAName));
}

#[test]
fn an_empty_answer_is_missing_and_an_unknown_option_is_none() {
    let options = [Choice {
        id: "mail".parse().unwrap(),
        label: "邮寄".into(),
    }];
    let kind = Kind::Choice(options.into());
    assert_eq!(kind.read("  ", today()), Err(Problem::Missing));
    assert_eq!(kind.read("fax", today()), Err(Problem::NotAnOption));
    assert_eq!(kind.label("mail"), "邮寄");
}

#[test]
fn a_whole_number_says_how_large_it_may_be() {
    let kind = Kind::Number {
        least: 1,
        most: 5000,
        unit: Some("㎡".into()),
    };
    let read = |text| kind.read(text, today());
    assert_eq!(read("１,200 ").as_deref(), Ok("1200"));
    assert_eq!(read("0"), Err(Problem::TooSmall { least: 1 }));
    assert_eq!(read("5001"), Err(Problem::TooLarge { most: 5000 }));
    assert_eq!(read("60.5"), Err(Problem::NotANumber));
    assert_eq!(kind.label("1200"), "1200 ㎡");
}

#[test]
fn understands_the_ways_people_write_a_month() {
    let read = |text| Kind::Month(Reach::Any).read(text, today());
    for text in ["2027-03", "2027年3月", "202703", "2027/3/15"] {
        assert_eq!(read(text).as_deref(), Ok("2027-03"), "{text}");
    }
    assert_eq!(read("2027-13"), Err(Problem::NotAMonth));
    assert_eq!(
        Kind::Month(Reach::Past).read("2026-12", today()),
        Err(Problem::InFuture)
    );
}

#[test]
fn several_options_are_kept_in_the_order_of_the_list() {
    let choice = |id: &str, label: &str| Choice {
        id: id.parse().unwrap(),
        label: label.into(),
    };
    let kind = Kind::Choices([choice("hot", "热菜"), choice("cold", "凉菜")].into());
    assert_eq!(kind.read("cold, hot,cold", today()).as_deref(), Ok("hot,cold"));
    assert_eq!(kind.read(",", today()), Err(Problem::Missing));
    assert_eq!(kind.read("hot,raw", today()), Err(Problem::NotAnOption));
    assert_eq!(kind.label("hot,cold"), "热菜、凉菜");
}

proptest! {
    #[test]
    fn reading_twice_is_reading_once(text in "[0-9０-９年月日:/ T-]{0,24}") {
        for kind in [Kind::Date(Reach::Any), Kind::DateTime(Reach::Any), Kind::Phone, Kind::BankCard] {
            if let Ok(once) = kind.read(&text, today()) {
                prop_assert_eq!(kind.read(&once, today()), Ok(once.clone()));
            }
        }
    }

    #[test]
    fn no_text_makes_it_stumble(text in "\\PC{0,60}") {
        for kind in [Kind::Name, Kind::IdNumber, Kind::Date(Reach::Past), Kind::DateTime(Reach::Past), Kind::Text { most: 5 }] {
            let _ = kind.read(&text, today());
        }
    }
}

#[test]
fn numbers_are_hidden_in_the_middle_and_nothing_else_is() {
    let masked = |kind: Kind, text: &str| (kind.masked(text).into_owned(), kind.is_masked());
    assert_eq!(
        masked(Kind::IdNumber, "000000199605180026"),
        ("0000001996******26".to_owned(), true)
    );
    assert_eq!(masked(Kind::Phone, "13800000001"), ("138****0001".to_owned(), true));
    assert_eq!(
        masked(Kind::BankCard, "6222020200112233446"),
        ("6222***********3446".to_owned(), true)
    );
    assert_eq!(masked(Kind::Name, "林晓"), ("林晓".to_owned(), false));
}
