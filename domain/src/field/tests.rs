use proptest::prelude::*;

use super::*;
use crate::identity::IdNumber;

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
        is_alone: false,
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
        usual: Some((10, 900)),
    };
    let read = |text| kind.read(text, today());
    assert_eq!(read("１,200 ").as_deref(), Ok("1200"));
    assert_eq!(read("0"), Err(Problem::TooSmall { least: 1 }));
    assert_eq!(read("5001"), Err(Problem::TooLarge { most: 5000 }));
    assert_eq!(read("60.5"), Err(Problem::NotANumber));
    assert_eq!(kind.label("1200"), "1200 ㎡");
    assert_eq!(kind.unit(), Some("㎡"));
    let is_unusual = |text| kind.unusual(text).is_some();
    assert_eq!(
        ["9", "10", "900", "901", ""].map(is_unusual),
        [true, false, false, true, false]
    );
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
        is_alone: id == "none",
    };
    let kind = Kind::Choices([choice("hot", "热菜"), choice("cold", "凉菜"), choice("none", "都没有")].into());
    assert_eq!(kind.read("cold, hot,cold", today()).as_deref(), Ok("hot,cold"));
    assert_eq!(kind.read(",", today()), Err(Problem::Missing));
    assert_eq!(kind.read("hot,raw", today()), Err(Problem::NotAnOption));
    assert_eq!(kind.label("hot,cold"), "热菜、凉菜");
    assert_eq!(kind.read("none,none", today()).as_deref(), Ok("none"));
    assert_eq!(kind.read("hot,none", today()), Err(Problem::Contradiction));
}

#[test]
fn money_is_understood_as_people_write_it_and_kept_in_yuan_with_two_decimals() {
    let kind = Kind::Money { least: 1, most: 50_000 };
    let read = |text| kind.read(text, today());
    for text in ["1234.5", "１，２３４．５０", "￥1,234.50", " 1234.50 元 ", "1 234.5"] {
        assert_eq!(read(text).as_deref(), Ok("1234.50"), "{text}");
    }
    assert_eq!(read("0.99"), Err(Problem::TooSmall { least: 1 }));
    assert_eq!(read("50000.01"), Err(Problem::TooLarge { most: 50_000 }));
    for text in ["1.234", "-5", "一千", "1.2.3", ".5", "12.", "5万"] {
        assert_eq!(read(text), Err(Problem::NotAnAmount), "{text}");
    }
    assert_eq!(fen("99999999999999999999"), None);
    assert_eq!(kind.label("1234567.00"), "1,234,567.00 元");
    assert_eq!(kind.label("一千"), "一千");
}

#[test]
fn a_period_has_two_days_in_their_order() {
    let read = |text| Kind::Period(Reach::Any).read(text, today());
    for text in [
        "2024-09-01,2026-06-30",
        "2024年9月1日至2026年6月30日",
        "20240901—20260630",
        "2024.9.1，2026/6/30",
    ] {
        assert_eq!(read(text).as_deref(), Ok("2024-09-01,2026-06-30"), "{text}");
    }
    assert_eq!(
        read("2024-09-01,2024-09-01").as_deref(),
        Ok("2024-09-01,2024-09-01"),
        "one day"
    );
    assert_eq!(read("2026-06-30,2024-09-01"), Err(Problem::EndsBefore));
    for text in [
        "2024-09-01,",
        ",2024-09-01",
        "2024-09-01",
        "长期",
        "2024-09-01,2026-06-30,2027-01-01",
    ] {
        assert_eq!(read(text), Err(Problem::NotAPeriod), "{text}");
    }
    assert_eq!(read("2024-02-30,2026-06-30"), Err(Problem::NoSuchDate));
    assert_eq!(read(" , "), Err(Problem::Missing));
    assert_eq!(
        Kind::Period(Reach::Past).read("2024-09-01,2026-11-23", today()),
        Err(Problem::InFuture)
    );
    assert_eq!(
        Kind::Period(Reach::Any).label("2024-09-01,2026-06-30"),
        "2024-09-01 至 2026-06-30"
    );
}

fn place() -> Kind {
    let division = |code: &str, name: &str, below: Vec<Division>| Division {
        code: code.into(),
        name: name.into(),
        below,
    };
    let streets = vec![division("000001001", "青石街道", vec![])];
    Kind::Place {
        most: 20,
        divisions: [
            division("000001", "示范市青河区", streets),
            division("430000", "湖南省", vec![]),
        ]
        .into(),
    }
}

#[test]
fn an_address_is_a_division_and_the_rest() {
    let kind = place();
    let read = |text| kind.read(text, today());
    assert_eq!(read("000001001, 青石路１号").as_deref(), Ok("000001001,青石路1号"));
    assert_eq!(read("430000,岳麓区1号,2单元").as_deref(), Ok("430000,岳麓区1号,2单元"));
    assert_eq!(read(",青石路1号"), Err(Problem::NoDivision));
    assert_eq!(read("000009,青石路1号"), Err(Problem::NoDivision));
    assert_eq!(read("000001001,"), Err(Problem::NoDetail));
    assert_eq!(read(","), Err(Problem::Missing));
    assert_eq!(
        read(&format!("000001,{}", "号".repeat(21))),
        Err(Problem::TooLong { most: 20 })
    );
    assert_eq!(kind.label("000001001,青石路1号"), "示范市青河区青石街道青石路1号");
    assert_eq!(
        kind.parts(",青石路1号"),
        Some(("", "青石路1号")),
        "what was typed stays"
    );
}

#[test]
fn an_address_in_words_finds_its_division_and_one_that_was_kept_before_stays() {
    let kind = place();
    let read = |text| kind.read(text, today());
    assert_eq!(
        read("示范市青河区青石街道青石路1号").as_deref(),
        Ok("000001001,青石路1号")
    );
    assert_eq!(read("示范市青河区 青石路1号").as_deref(), Ok("000001,青石路1号"));
    assert_eq!(read(",示范市青河区青石路1号").as_deref(), Ok("000001,青石路1号"));
    assert_eq!(read("松风街8号").as_deref(), Ok("松风街8号"));
    assert_eq!(
        (kind.label("松风街8号"), kind.parts("松风街8号")),
        ("松风街8号".into(), Some(("", "松风街8号")))
    );
}

#[test]
fn nobody_was_born_in_the_year_nought() {
    for text in ["0000-01-01", "0001-01-01", "1799-12-31"] {
        assert_eq!(
            Kind::Date(Reach::Any).read(text, today()),
            Err(Problem::NoSuchDate),
            "{text}"
        );
    }
    assert_eq!(
        Kind::Month(Reach::Any).read("0000-01", today()),
        Err(Problem::NotAMonth)
    );
    assert!("000000000001010019".parse::<IdNumber>().is_err());
}

#[test]
fn what_nobody_sees_is_no_part_of_an_answer() {
    let read = |kind: Kind, text| kind.read(text, today());
    assert_eq!(
        read(Kind::Name, "林\u{200b}知\u{202e}夏\u{feff}").as_deref(),
        Ok("林知夏")
    );
    assert_eq!(
        read(Kind::Phone, "138\u{200d}0000\u{2066}0001").as_deref(),
        Ok("13800000001")
    );
    assert_eq!(read(Kind::Text { most: 9 }, "a\u{0}\u{1b}b\tc").as_deref(), Ok("ab c"));
    assert_eq!(read(Kind::Text { most: 9 }, "\u{200b}\u{202e}"), Err(Problem::Missing));
    assert_eq!(read(Kind::Name, "· ·"), Err(Problem::NotAName));
    assert_eq!(
        read(Kind::Text { most: 9 }, "好👍🏽").as_deref(),
        Ok("好👍🏽"),
        "what one sees stays"
    );
}

fn ethnic_group() -> Kind {
    Kind::Listed {
        names: ["汉族", "土族", "土家族", "其他"].map(str::to_owned).into(),
        ending: "族".to_owned(),
    }
}

#[test]
fn a_name_of_a_list_is_understood_without_its_ending() {
    let read = |text| ethnic_group().read(text, today());
    for (text, name) in [
        ("汉", "汉族"),
        (" 汉族 ", "汉族"),
        ("土", "土族"),
        ("土家", "土家族"),
        ("其他", "其他"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(name));
    }
    for text in ["族", "汉族人", "土家族汉族", "han"] {
        assert_eq!(read(text), Err(Problem::NotListed), "{text}");
    }
    assert_eq!(read(""), Err(Problem::Missing));
}

/// One of every kind.
fn kinds() -> Vec<Kind> {
    let choice = |id: &str| Choice {
        id: id.parse().unwrap(),
        label: id.into(),
        is_alone: false,
    };
    vec![
        Kind::Text { most: 5 },
        ethnic_group(),
        Kind::Name,
        Kind::IdNumber,
        Kind::Phone,
        Kind::Date(Reach::Any),
        Kind::DateTime(Reach::Any),
        Kind::Address { most: 5 },
        place(),
        Kind::Month(Reach::Any),
        Kind::Period(Reach::Any),
        Kind::Money { least: 0, most: 99_999 },
        Kind::Number {
            least: -9,
            most: 99_999,
            unit: None,
            usual: None,
        },
        Kind::BankCard,
        Kind::CreditCode,
        Kind::Choice([choice("a"), choice("b")].into()),
        Kind::Choices([choice("a"), choice("b")].into()),
    ]
}

/// Anything at all, and what comes near an answer.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9０-９年月日:/,，. T元-]{0,24}",
        "[\u{0}-\u{20}\u{200b}-\u{202e}\u{feff}ab,·0-9]{0,12}",
        "(000001|000001001|430000|示范市青河区|)[,，]?(青石街道)?[ ,，0-9号\u{200b}]{0,6}",
    ]
}

proptest! {
    #[test]
    fn reading_twice_is_reading_once_and_no_text_makes_it_stumble(text in typed()) {
        for kind in kinds() {
            let (_, _, _) = (kind.label(&text), kind.masked(&text), kind.parts(&text));
            if let Ok(once) = kind.read(&text, today()) {
                let _ = kind.label(&once);
                prop_assert_eq!(kind.read(&once, today()), Ok(once.clone()), "{:?}", kind);
            }
        }
    }

    #[test]
    fn every_amount_is_read_back_to_the_fen(amount in 0_i64..9_999_999) {
        let kind = Kind::Money { least: 0, most: 99_999 };
        let text = kind.read(&format!("{}.{:02}", amount / 100, amount % 100), today()).unwrap();
        prop_assert_eq!(fen(&text), Some(amount));
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
