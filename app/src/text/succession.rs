//! Another version of a theme while a draft is open: what changes, and going on with it.

use domain::calendar::Term;

use super::date;

/// Title of the page.
pub const TITLE: &str = "这件事的办法有了新版";
/// Title where the county is another one.
pub const ELSEWHERE_TITLE: &str = "您选的区县，办法不一样";
/// To the page.
pub const SEE: &str = "看看有什么变化";
/// Goes on with the new version.
pub const CARRY_OVER: &str = "改用新版";
/// Not now.
pub const LATER: &str = "以后再说";
/// Out, when there is no later.
pub const LEAVE: &str = "先不办了";
/// What was answered and is asked in another way.
pub const AGAIN: &str = "要重新填的";
/// What was not asked before.
pub const ASKED: &str = "新问的";
/// What nothing asks for any more.
pub const DROPPED: &str = "不再问的";
/// What becomes of it.
pub const DROPPED_NOTE: &str = "您填过的先替您留着，提交或删除草稿以前，随时能在“我的数据”里看到。";
/// What is no longer applied for.
pub const ITEMS_GONE: &str = "不再一起办的";
/// What is applied for in addition.
pub const ITEMS_NEW: &str = "多了要办的";
/// Limits.
pub const LIMITS: &str = "办理时间变了";
/// Papers that are not asked for.
pub const PAPERS_GONE: &str = "不再要的材料";
/// Papers that are.
pub const PAPERS_NEW: &str = "新要的材料";
/// Consent is asked anew.
pub const CONSENT: &str = "要查的信息和以前不同，改用新版后会再问您一次同不同意。";
/// Nothing changes.
pub const QUIET: &str = "您填的都还在，不用再填什么。";

/// Above every page of the draft.
#[must_use]
pub fn notice(from: Option<&str>, is_elsewhere: bool) -> String {
    match from {
        _ if is_elsewhere => "您选的区县有自己的办法，这份草稿可以改用。".to_owned(),
        Some(day) => format!("这件事的办法有了新版，{day}起用新的。"),
        None => "这件事的办法有了新版，可以改用。".to_owned(),
    }
}

/// Beneath the title, as long as there is a choice.
#[must_use]
pub fn lede(from: Option<&str>) -> String {
    from.map_or_else(
        || "改用以后照新的办；不改也可以接着办。".to_owned(),
        |day| format!("{day}起都用新版。在那以前，您可以先照原来的办完，也可以现在就改用。"),
    )
}

/// Beneath it, when the old version has ended.
#[must_use]
pub fn lede_due(day: &str) -> String {
    format!("从 {day}起都用新版，改用以后才能接着办。您填的不会丢。")
}

/// How many answers stay.
#[must_use]
pub fn stays(count: usize) -> String {
    format!("您填好的 {count} 项都还在。")
}

/// What an answer was.
#[must_use]
pub fn was(text: &str) -> String {
    format!("原来填的：{text}")
}

/// A limit before and now.
#[must_use]
pub fn limit(before: Term, now: Term) -> String {
    format!("从{}变成{}", spaced(before), spaced(now))
}

fn spaced(term: Term) -> String {
    let term = date::term(term);
    if term.starts_with(|first: char| first.is_ascii_digit()) {
        format!(" {term}")
    } else {
        term
    }
}
