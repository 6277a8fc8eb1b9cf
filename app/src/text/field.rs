//! What to do about an answer, beside its field; the same sentences on the phone and on the server.

#[cfg(feature = "ssr")]
use domain::field::Kind;
use domain::field::Problem;
use domain::identity::{CreditCodeProblem, IdNumberProblem};

/// What to do about an answer that is missing.
#[must_use]
pub fn missing(label: &str, is_choice: bool) -> String {
    if is_choice {
        format!("请选择：{label}。")
    } else {
        format!("请填写{label}。")
    }
}

/// Another device answered differently while one types.
#[must_use]
#[cfg(feature = "ssr")]
pub fn answered_elsewhere(other: &str) -> String {
    if other.is_empty() {
        "另一台设备上刚把它清空了。保存以后请选对的那个。".to_owned()
    } else {
        format!("另一台设备上刚填了“{other}”。保存以后请选对的那个。")
    }
}

/// Two devices answered differently, beneath the field that shows one of the two.
#[must_use]
#[cfg(feature = "ssr")]
pub fn rival(other: &str) -> String {
    if other.is_empty() {
        "两台设备上填的不一样：有一台把它清空了。对的那个留在这里，再保存。".to_owned()
    } else {
        format!("两台设备上填的不一样：还有一个是“{other}”。对的那个留在这里，再保存。")
    }
}

/// Where a period begins.
#[cfg(feature = "ssr")]
pub const FROM: &str = "从";
/// Where a period ends.
#[cfg(feature = "ssr")]
pub const TO: &str = "到";
/// The division of an address.
#[cfg(feature = "ssr")]
pub const DIVISION: &str = "区县和街道";
/// Nothing chosen yet.
#[cfg(feature = "ssr")]
pub const CHOOSE: &str = "请选择";
/// Divisions that are not this city's.
#[cfg(feature = "ssr")]
pub const ELSEWHERE: &str = "外地";
/// The rest of an address.
#[cfg(feature = "ssr")]
pub const DETAIL: &str = "路名、门牌号";

/// Somewhere in a county, who knows in which street.
#[must_use]
#[cfg(feature = "ssr")]
pub fn street_unknown(county: &str) -> String {
    format!("{county}，不确定哪个街道")
}

/// What to do.
#[must_use]
pub fn problem(problem: Problem) -> String {
    match problem {
        Problem::Missing => "请填写这一项。".to_owned(),
        Problem::TwoAnswers => "两台设备上填的不一样，请选对的那个。".to_owned(),
        Problem::TooLong { most } => format!("太长了，请写在 {most} 个字以内。"),
        Problem::NotAName => "姓名里不能有数字和符号，请对着证件填写。".to_owned(),
        Problem::IdNumber(problem) => id_number(problem).to_owned(),
        Problem::NotAPhone => "请填 11 位手机号码，例如 13800000001。".to_owned(),
        Problem::NotADate => "请按年、月、日填写，例如 2026-11-16。".to_owned(),
        Problem::NoSuchDate => "没有这一天，请核对年、月、日。".to_owned(),
        Problem::NotATime => "请写年、月、日、几点几分，例如 2026-11-16 03:42。".to_owned(),
        Problem::InFuture => "这一天还没有到，请核对日期。".to_owned(),
        Problem::NotABankCard => "卡号对不上，请对着银行卡逐位核对。".to_owned(),
        Problem::NotListed => "没有这个名称，请照证件上的写。".to_owned(),
        Problem::NotAnOption => "请从下面选一项。".to_owned(),
        Problem::Contradiction => "选的里面，有一项不能跟别的一起选。请去掉一边。".to_owned(),
        Problem::NotAPeriod => "两个日期都要填，按年、月、日写，例如 2026-11-16。".to_owned(),
        Problem::EndsBefore => "结束的日子比开始还早，请核对两个日期。".to_owned(),
        Problem::NotAnAmount => "请填多少元，例如 1200 或 1200.50。".to_owned(),
        Problem::NoDivision => "请选在哪个区县、街道；外地的，选省份。".to_owned(),
        Problem::NoDetail => "请再写上路名和门牌号。".to_owned(),
        Problem::NotAMonth => "请按年、月填写，例如 2026-11。".to_owned(),
        Problem::NotANumber => "请填整数，例如 60。".to_owned(),
        Problem::TooSmall { least } => format!("不能小于 {least}，请核对。"),
        Problem::TooLarge { most } => format!("不能大于 {most}，请核对。"),
        Problem::CreditCode(problem) => credit_code(problem).to_owned(),
    }
}

/// The same beside its options: the one that goes with no other is named.
#[must_use]
#[cfg(feature = "ssr")]
pub fn problem_of(kind: &Kind, problem: Problem) -> String {
    let alone = kind.options().iter().find(|choice| choice.is_alone);
    match (problem, alone) {
        (Problem::Contradiction, Some(choice)) => {
            format!("选了“{}”，就不能再选别的。请去掉一边。", choice.label)
        }
        _ => self::problem(problem),
    }
}

fn credit_code(problem: CreditCodeProblem) -> &'static str {
    match problem {
        CreditCodeProblem::Length => "统一社会信用代码是 18 位，请数一数有没有多填或少填。",
        CreditCodeProblem::Character => "统一社会信用代码里没有字母 I、O、S、V、Z，请对着营业执照核对。",
        CreditCodeProblem::CheckDigit => "代码对不上，请对着营业执照逐位核对。",
    }
}

fn id_number(problem: IdNumberProblem) -> &'static str {
    match problem {
        IdNumberProblem::Length => "身份证号码是 18 位，请数一数有没有多填或少填。",
        IdNumberProblem::Character => "身份证号码只有数字，最后一位可以是 X。",
        IdNumberProblem::BirthDate => "号码里的出生日期不存在，请对着身份证核对。",
        IdNumberProblem::CheckDigit => "号码对不上，请对着身份证逐位核对。",
    }
}
