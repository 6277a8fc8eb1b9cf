//! What is promised instead of a paper, or for an item; how it is checked, and what was found.

use domain::commitment::check::Outcome;

/// Title.
pub const TITLE: &str = "承诺";
/// Above what must be true.
pub const NOTICE: &str = "要做到的";
/// Above what follows from a false promise.
pub const CONSEQUENCE: &str = "说了假话的后果";
/// Above who cannot promise.
pub const EXCLUDED: &str = "这些情形不能承诺";
/// Whether one of them holds.
pub const ASKED: &str = "您有上面这些情形吗？";
/// None of them.
pub const NOT_EXCLUDED: &str = "没有";
/// One of them.
pub const IS_EXCLUDED: &str = "有";
/// Above the promise.
pub const PROMISE: &str = "您承诺";
/// Above how it is checked.
pub const CHECK: &str = "以后怎么查";
/// Promise.
pub const DO: &str = "看明白了，我承诺";
/// It was not said whether something excludes one.
pub const SAY_EXCLUDED: &str = "请先选有没有上面这些情形。";
/// Promised.
pub const PROMISED: &str = "已承诺";
/// Not yet.
pub const OPEN: &str = "要承诺";
/// A promise is taken back.
pub const TAKE_BACK: &str = "收回承诺";
/// Excluded from an item.
pub const NO_ITEM: &str = "有这些情形，这一件不能用承诺的办法办。请回清单改选别的办法，或者打电话问。";
/// Excluded from promising instead of a paper.
pub const NO_PAPER: &str = "有这些情形，不能用承诺代替，请交材料。";
/// Promised before, and not kept.
pub const BROKEN: &str = "您以前作过这样的承诺，核查时没有做到。改正以前，不能再用承诺的办法办。改好以后，请联系当时办这件事的部门重新核查。";
/// To another way.
pub const TO_PLAN: &str = "回清单改选";
/// To the paper.
pub const TO_PAPER: &str = "交材料";
/// Another way than the promise, where one has the choice.
pub const RATHER_PLAN: &str = "不承诺，回清单选别的办法";
/// The paper rather than the promise.
pub const RATHER_PAPER: &str = "不承诺，改交材料";
/// From the page of a paper.
pub const INSTEAD: &str = "不交这份，改为承诺";

/// A promise is missing.
#[must_use]
pub fn gap(name: &str) -> String {
    format!("办“{name}”要先看过告知、作出承诺")
}

/// A step of filing.
#[must_use]
pub fn step(name: &str) -> String {
    format!("承诺：{name}")
}

/// Title of what is to be checked at the desk, with how many are pressing.
#[must_use]
pub fn to_check(pressing: u64) -> String {
    match pressing {
        0 => "待核查的承诺".to_owned(),
        count => format!("待核查的承诺（{count} 项快到期或已超期）"),
    }
}
/// Title of the checks of a case.
pub const CHECKS: &str = "承诺的核查";
/// Label of what was found.
pub const FINDING: &str = "核查的情况";
/// Beneath it.
pub const FINDING_HINT: &str = "会原样给申请人看，不超过 300 字。要改的，写清楚改什么、交什么。";
/// Label of how long the citizen has.
pub const DAYS_TO_MEND: &str = "要改的话，给申请人的时间";
/// What was found is missing.
pub const FINDING_TEXT: &str = "请写明核查的情况，300 字以内。";
/// Somebody else recorded something.
pub const CHECKED_MEANWHILE: &str = "这项承诺刚才有人记了核查结果。您写的内容还在下面，没有提交。";
/// What an officer reads of a broken promise.
pub const REVOCABLE: &str = "承诺不实的，可以依法撤销这项决定（《行政许可法》第六十九条、国办发〔2020〕42号）。撤销要另外作出决定，这里只记下核查的结果。";
/// How to object.
const OBJECT: &str = "不服的，可以从知道之日起 60 日内申请行政复议，或者 6 个月内向法院起诉。";

/// What an officer records.
#[must_use]
pub fn record(outcome: Outcome, is_mended: bool) -> &'static str {
    match outcome {
        Outcome::Kept if is_mended => "已经改正，可以再承诺",
        Outcome::Kept => "做到了",
        Outcome::Mendable => "要限期改",
        Outcome::Broken => "没有做到",
    }
}

/// What was found, in a word.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => "做到了",
        Outcome::Mendable => "限期改正",
        Outcome::Broken => "承诺不实",
    }
}

/// A check that is due.
#[must_use]
pub fn due(name: &str, day: &str) -> String {
    format!("承诺的事（{name}），{day}前会核查。")
}

/// The last day of a check, at the desk.
#[must_use]
pub fn check_by(day: &str) -> String {
    format!("最晚 {day}核查")
}

/// A check that found what was promised.
#[must_use]
pub fn kept(name: &str) -> String {
    format!("承诺的事（{name}）核查过了，做到了。")
}

/// A check that found something to be mended.
#[must_use]
pub fn to_mend(name: &str, finding: &str, day: &str) -> String {
    format!("承诺的事（{name}）核查过了，还有要改的：{finding} 请在 {day}前改好，到时再核查。")
}

/// A check that found a promise broken; `consequence` is the theme's.
#[must_use]
pub fn broken(name: &str, finding: &str, consequence: &str) -> String {
    format!(
        "承诺的事（{name}）核查过了，没有做到：{finding} 承诺时告知过后果：{consequence}改正以前，不能再作这样的承诺。{OBJECT}"
    )
}
