//! The questions and the personal list.

/// Title of the list.
pub const TITLE: &str = "我的清单";
/// To the next step.
pub const START: &str = "开始填写";
/// To the next step, for a guest.
pub const SIGN_IN: &str = "登录后填写";
/// To pick items.
pub const CHOOSE: &str = "只办其中几件";
/// Title of picking.
pub const CHOOSE_TITLE: &str = "要办哪几件？";
/// Beneath it.
pub const CHOOSE_LEDE: &str = "办一件事要先有的结果，会自动带上。";
/// Keep what was picked.
pub const CHOOSE_SAVE: &str = "更新清单";
/// Above the items.
pub const ITEMS: &str = "先后顺序";
/// Above the papers.
pub const MATERIALS: &str = "要准备的材料";
/// No papers.
pub const NO_MATERIALS: &str = "什么材料都不用准备。";
/// Above what was answered.
pub const ANSWERS: &str = "您的回答";
/// To change an answer.
pub const CHANGE: &str = "修改";
/// A dependent item that was not picked.
pub const LEFT_OUT: &str = "这次不办";
/// It does not apply.
pub const NOT_FOR_ME: &str = "不在清单里";
/// It comes along.
pub const COMES_ALONG: &str = "要一起办";
/// May apply.
pub const UNSURE: &str = "可能要办";
/// A rule that does not hold, before what to do instead.
#[must_use]
pub fn required(rule: &str) -> String {
    format!("这样办要求：{rule}")
}
/// Nothing picked.
pub const NOTHING: &str = "还没有选要办的事。";
/// Above what rules the person out.
pub const RULED_OUT: &str = "您的情况，有一部分不能这样办";
/// Rules nobody can judge from answers.
pub const CHECK_YOURSELF: &str = "还要符合这些";
/// The dates are estimates.
pub const DATES_NOTE: &str =
    "按今天受理、每一步都用满承诺时限来算，通常更早。部门收到后，最多还有 5 个工作日核对材料。";
/// Beyond the published calendar.
pub const UNPUBLISHED: &str = "明年的放假安排还没公布，日期以国务院公布的为准。";
/// Why sign in.
pub const WHY_SIGN_IN: &str = "登录后，政府已有的信息会自动填好。";

/// Which question.
#[must_use]
pub fn question_number(number: usize, of: usize) -> String {
    format!("第 {number} 个问题，共 {of} 个")
}

/// How many items.
#[must_use]
pub fn lede(items: usize, departments: usize, done_by: &str) -> String {
    format!("{items} 件事，{departments} 个部门，一次申请。预计 {done_by}全部办好。")
}

/// How many papers.
#[must_use]
pub fn papers(waived: usize, needed: usize) -> String {
    match needed {
        0 => format!("{waived} 份免提交，没有要您准备的"),
        _ => format!("{waived} 份免提交，{needed} 份要准备"),
    }
}

/// When an item is done.
#[must_use]
pub fn done_by(day: &str) -> String {
    format!("预计 {day}")
}

/// How many papers are still missing.
#[must_use]
pub fn papers_missing(count: usize) -> String {
    format!("还差 {count} 份")
}
