//! Numbers that identify people and their accounts, checked as their standards say.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

/// What people type on phones: full-width forms made half-width, blanks and joining hyphens gone.
#[must_use]
pub fn compact(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect()
}

/// Full-width letters, digits and signs made half-width; what nobody sees gone; the ends trimmed.
#[must_use]
pub fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '\u{3000}' | '\t' | '\n' | '\r' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        c => (!is_unseen(c)).then_some(c),
    };
    text.chars().filter_map(half).collect::<String>().trim().to_owned()
}

/// What comes along when something is pasted: controls, characters without width, and those that turn the direction of others.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}')
}

/// The first year that anybody writes: who was born before is in no register.
pub(crate) const FIRST_YEAR: i32 = 1800;

/// 公民身份号码, GB 11643-1999: 18 characters, a date that exists, the ISO 7064 MOD 11-2 check character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdNumber(Box<str>);

/// Why a text is no ID number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdNumberProblem {
    /// Not 18 characters.
    #[error("length")]
    Length,
    /// Something other than digits, or X before the last place.
    #[error("character")]
    Character,
    /// The birth date within does not exist.
    #[error("birth date")]
    BirthDate,
    /// The check character does not fit the others: one was mistyped.
    #[error("check digit")]
    CheckDigit,
}

const ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS: [u8; 11] = *b"10X98765432";

impl FromStr for IdNumber {
    type Err = IdNumberProblem;

    fn from_str(text: &str) -> Result<Self, IdNumberProblem> {
        let text = compact(text).to_ascii_uppercase();
        if text.chars().count() != 18 {
            return Err(IdNumberProblem::Length);
        }
        let Some((body, check)) = text
            .as_bytes()
            .split_last_chunk::<1>()
            .filter(|(body, _)| body.len() == 17)
        else {
            return Err(IdNumberProblem::Character);
        };
        if !body.iter().all(u8::is_ascii_digit) || !matches!(check, [b'0'..=b'9' | b'X']) {
            return Err(IdNumberProblem::Character);
        }
        birth_date(&text).ok_or(IdNumberProblem::BirthDate)?;
        let sum: u32 = body
            .iter()
            .zip(ID_WEIGHTS)
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        if ID_CHECKS.get((sum % 11) as usize) != check.first() {
            return Err(IdNumberProblem::CheckDigit);
        }
        Ok(Self(text.into()))
    }
}

fn birth_date(text: &str) -> Option<NaiveDate> {
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(part(6..10)?).ok()?, part(10..12)?, part(12..14)?)
        .filter(|day| day.year() >= FIRST_YEAR)
}

impl IdNumber {
    /// The day of birth within the number.
    #[must_use]
    pub fn born_on(&self) -> NaiveDate {
        birth_date(&self.0).unwrap_or_default()
    }

    /// Whether who has it is under fourteen on this day: somebody for whom a guardian acts (个人信息保护法 art. 31).
    #[must_use]
    pub fn is_childs(&self, today: NaiveDate) -> bool {
        let fourteen = self.born_on().checked_add_months(Months::new(14 * 12));
        fourteen.is_some_and(|birthday| today < birthday)
    }

    /// The number as text, with a capital X.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number with the birth day and sequence hidden: `0000001994******2X`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0, 10, 2)
    }
}

impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Keeps so many characters at either end and hides the others.
#[must_use]
pub fn mask(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    let hidden = |index: usize| index >= head && index + tail < count;
    text.chars()
        .enumerate()
        .map(|(index, c)| if hidden(index) { '*' } else { c })
        .collect()
}

/// A mainland mobile number: eleven digits, the first two 13 to 19; `+86` in front is understood.
#[must_use]
pub fn mobile_number(text: &str) -> Option<String> {
    let text = compact(text);
    let number = text.strip_prefix("+86").unwrap_or(&text);
    let shaped = number.len() == 11 && number.bytes().all(|b| b.is_ascii_digit());
    (shaped && matches!(number.as_bytes(), [b'1', b'3'..=b'9', ..])).then(|| number.to_owned())
}

/// Why a text is no 统一社会信用代码.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeProblem {
    /// Not 18 characters.
    #[error("length")]
    Length,
    /// A character that the code does not have: I, O, S, V, Z, or no letter and no digit.
    #[error("character")]
    Character,
    /// The check character does not fit the others.
    #[error("check digit")]
    CheckDigit,
}

const CREDIT_SYMBOLS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// 统一社会信用代码, GB 32100-2015: 18 characters, the last a check over the others.
///
/// # Errors
/// The first rule that the text breaks.
pub fn credit_code(text: &str) -> Result<String, CreditCodeProblem> {
    let code = compact(text).to_ascii_uppercase();
    if code.chars().count() != 18 {
        return Err(CreditCodeProblem::Length);
    }
    let value = |byte: u8| CREDIT_SYMBOLS.iter().position(|symbol| *symbol == byte);
    let values: Option<Vec<usize>> = code.bytes().map(value).collect();
    let values = values.ok_or(CreditCodeProblem::Character)?;
    let sum: usize = values
        .iter()
        .zip(CREDIT_WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    if values.last() == Some(&((31 - sum % 31) % 31)) {
        Ok(code)
    } else {
        Err(CreditCodeProblem::CheckDigit)
    }
}

/// A bank card number: 12 to 19 digits with a right Luhn digit (ISO/IEC 7812).
#[must_use]
pub fn bank_card_number(text: &str) -> Option<String> {
    let number = compact(text);
    if !(12..=19).contains(&number.len()) || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let luhn = |(place, digit): (usize, u8)| match (place % 2, u32::from(digit - b'0')) {
        (1, digit) if digit > 4 => digit * 2 - 9,
        (1, digit) => digit * 2,
        (_, digit) => digit,
    };
    (number.bytes().rev().enumerate().map(luhn).sum::<u32>() % 10 == 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, IdNumberProblem> {
        text.parse::<IdNumber>().map(|number| number.to_string())
    }

    #[test]
    fn accepts_the_samples_of_the_standard() {
        for text in [
            "11010519491231002X",
            "440524188001010014",
            "11010120200101001X",
            "110101196002290035",
        ] {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn understands_what_phones_make_of_a_number() {
        assert_eq!(read(" 110105 19491231 002x ").as_deref(), Ok("11010519491231002X"));
        assert_eq!(
            read("１１０１０５１９４９１２３１００２Ｘ").as_deref(),
            Ok("11010519491231002X")
        );
    }

    #[test]
    fn refuses_an_id_number_with_a_wrong_check_digit() {
        assert_eq!(read("110105194912310021"), Err(IdNumberProblem::CheckDigit));
    }

    #[test]
    fn refuses_an_id_number_whose_birth_date_does_not_exist() {
        assert_eq!(read("11010519491331002X"), Err(IdNumberProblem::BirthDate));
        assert_eq!(read("110101195902290009"), Err(IdNumberProblem::BirthDate));
    }

    #[test]
    fn says_whether_the_length_or_a_character_is_wrong() {
        assert_eq!(read("11010519491231002"), Err(IdNumberProblem::Length));
        assert_eq!(read("1101051949123100ZX"), Err(IdNumberProblem::Character));
        assert_eq!(
            read("十一万零一百零五一九四九年十二月三十"),
            Err(IdNumberProblem::Character)
        );
    }

    #[test]
    fn hides_the_middle_of_a_number() {
        let number: IdNumber = "11010519491231002X".parse().unwrap();
        assert_eq!(number.masked(), "1101051949******2X");
        assert_eq!(mask("林晓", 0, 1), "*晓");
    }

    #[test]
    fn a_child_is_one_until_the_fourteenth_birthday() {
        let number: IdNumber = "11010519491231002X".parse().unwrap();
        let is_childs = |day: &str| number.is_childs(day.parse().unwrap());
        assert!(is_childs("1963-12-30"));
        assert!(!is_childs("1963-12-31"));
    }

    #[test]
    fn knows_mobile_numbers_and_bank_cards() {
        assert_eq!(mobile_number("+86 138-0000-0001").as_deref(), Some("13800000001"));
        assert_eq!(mobile_number("12800000001"), None);
        assert_eq!(bank_card_number("6222 0212 3456 7890 129").as_deref(), None);
        assert_eq!(
            bank_card_number("4111 1111 1111 1111").as_deref(),
            Some("4111111111111111")
        );
    }

    #[test]
    fn credit_codes_are_checked_as_their_standard_says() {
        for code in [
            "91350100M000100Y43",
            "91110000600037341L",
            "91430100MA00000016",
            "92430102MA00000023",
            "11100000000013338W",
            "11430000006122244L",
            " 9143 0100-ma00000016",
        ] {
            assert!(credit_code(code).is_ok(), "{code}");
        }
        assert_eq!(credit_code("91350100M000100Y4O"), Err(CreditCodeProblem::Character));
        assert_eq!(credit_code("91350200M000000510"), Err(CreditCodeProblem::CheckDigit));
        assert_eq!(credit_code("91350100M000100Y4"), Err(CreditCodeProblem::Length));
    }

    proptest! {
        #[test]
        fn any_single_mistyped_digit_is_noticed(place in 0_usize..17, digit in 0_u8..10) {
            let right = *b"11010519491231002X";
            let mut wrong = right;
            wrong[place] = b'0' + digit;
            prop_assume!(wrong != right);
            prop_assert!(read(std::str::from_utf8(&wrong).unwrap()).is_err());
        }

        #[test]
        fn no_text_makes_it_stumble(text in "\\PC{0,40}") {
            let _ = read(&text);
            let _ = mobile_number(&text);
            let _ = bank_card_number(&text);
        }
    }
}
