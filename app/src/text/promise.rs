//! What is promised instead of a paper, or for an item.

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
/// To another way.
pub const TO_PLAN: &str = "回清单改选";
/// To the paper.
pub const TO_PAPER: &str = "交材料";
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
