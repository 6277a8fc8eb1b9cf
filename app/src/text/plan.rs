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
/// No papers at all.
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
/// Nothing of it applies; what to do instead is said beneath.
pub const NOTHING_APPLIES: &str = "按您的回答，这里的事现在还不能办。";
/// To pick something, when nothing is picked.
pub const PICK: &str = "选要办的事";
/// To answer anew, when nothing applies.
pub const ANSWER_ANEW: &str = "改我的回答";
/// Whom to ask about what comes first, where nothing applies.
#[must_use]
pub fn ask_first(office: &str, address: Option<&str>) -> String {
    let place = address.map(|address| format!("（{address}）")).unwrap_or_default();
    format!("去哪里办、要带什么，先打电话问{office}{place}：")
}
/// Above what rules the person out of a part.
pub const RULED_OUT: &str = "您的情况，有一部分不能这样办";
/// Rules nobody can judge from answers.
pub const CHECK_YOURSELF: &str = "还要符合这些";
/// How the dates are counted, and by when everything is done with the days that offices have to accept, where that can be said.
#[must_use]
pub fn dates_note(latest: Option<&str>) -> String {
    let counted = "预计的日子，按今天提交、当天受理、每一步都用满承诺时限来算，通常更早。";
    let accepting = "每一步部门收到后，还有 5 个工作日核对材料";
    match latest {
        Some(latest) => format!("{counted}{accepting}；步步都用满，又不用补正的话，最晚 {latest}全部办好。"),
        None => format!("{counted}{accepting}。"),
    }
}
/// Why sign in.
pub const WHY_SIGN_IN: &str = "登录后，您同意了，我们先去查一查：查到的不用您再答，也不用您再填。";

/// Which question, and how many can follow.
#[must_use]
pub fn question_number(number: usize, left: usize) -> String {
    match left {
        0 => format!("第 {number} 题，最后一题"),
        _ => format!("第 {number} 题，最多还有 {left} 题"),
    }
}

/// An answer, too.
pub const NOT_SURE: &str = "不确定";
/// Answered so.
pub const SAID_NOT_SURE: &str = "您说不确定";
/// To let the registers answer.
pub const LOOK_UP: &str = "让我们先查一查，少答几题";
/// The same, once all was answered.
pub const LOOK_UP_LIST: &str = "让我们先查一查，清单更准";
/// What is done before.
pub const LOOK_UP_NOTE: &str = "先给您看要查什么，您同意了才查。";
/// How a month is written.
pub const MONTH: &str = "年和月，例如 2026-11。";
/// How a day is written.
pub const DAY: &str = "年、月、日，例如 2026-11-16。";
/// How a day and time is written.
pub const MOMENT: &str = "年、月、日、几点几分，例如 2026-11-16 03:42。";
/// How a credit code is written.
pub const CREDIT_CODE: &str = "18 位，在营业执照上。";
/// Several may be picked.
pub const SEVERAL: &str = "可以选几项。";
/// A question without an answer.
pub const ANSWER_FIRST: &str = "请先回答，再继续。";
/// A question whose options none was picked of.
pub const PICK_FIRST: &str = "请至少选一项，再继续。";

/// An item that everybody needs.
pub const FOR_ALL: &str = "办这件事的人都要办。";
/// An item that may be left out.
pub const IF_YOU_LIKE: &str = "想办就一起办，不办也行。";
/// What it rests on.
#[must_use]
pub fn because(reasons: &[String]) -> String {
    format!("因为：{}", reasons.join("；"))
}
/// What several items rest on, once above them.
#[must_use]
pub fn because_of_all(reasons: &[String]) -> String {
    format!("照您的回答：{}。", reasons.join("；"))
}
/// Above what is not known yet.
pub const NOT_KNOWN: &str = "还不知道的";
/// To say what is not known.
pub const TELL: &str = "现在回答";
/// The first outcome.
#[must_use]
pub fn if_it_applies(because: &str) -> String {
    format!("要办的情况：{because}")
}
/// The second outcome.
#[must_use]
pub fn if_not(otherwise: &str) -> String {
    format!("不用办的情况：{otherwise}")
}
/// Whom to call.
#[must_use]
pub fn ask_person(who: &str) -> String {
    format!("拿不准，打电话问{who}：")
}
/// The helpline as somebody to call.
pub const HELPLINE: &str = "热线";
/// An item that is done elsewhere.
pub const OFFLINE: &str = "线下先办";
/// The others of a group.
#[must_use]
pub fn instead(others: &[&str]) -> String {
    format!("只能选一样，还可以换成：{}。", others.join("、"))
}
/// To pick another of the group.
pub const SWAP: &str = "换一样";
/// To pick one of the group at all.
pub const PICK_ONE: &str = "选一样";
/// Above the radios of a group.
pub const ONE_OF: &str = "选一样";
/// None of a group.
pub const NONE_OF: &str = "这次都不办";
/// Why an item comes along.
#[must_use]
pub fn comes_along(needing: &[&str], item: &str) -> String {
    format!("因为选了{}，{item}也一起办。", needing.join("、"))
}
/// An item that may be granted on a promise.
pub const BY_PROMISE: &str = "这一件用告知承诺：您写一份承诺，部门以后再查。";
/// To open the items that do not apply, beside others that do.
#[must_use]
pub fn not_for_me(count: usize) -> String {
    format!("另外 {count} 件不用办，看看为什么")
}
/// To open them where none applies.
#[must_use]
pub fn none_for_me(count: usize) -> String {
    format!("这 {count} 件为什么现在办不了")
}

/// Title of the picture.
pub const ORDER: &str = "先后的图";
/// The top of the picture.
pub const TODAY: &str = "今天";
/// One knot for several items of which only one is done.
#[must_use]
pub fn one_of_several(name: &str, count: usize) -> String {
    match count {
        0 | 1 => name.to_owned(),
        _ => format!("{name}等 {count} 选 1"),
    }
}
/// What starts when these are done, and these decided, one way or the other.
#[must_use]
pub fn order_sentence(results: &[&str], decisions: &[&str], together: &[&str]) -> String {
    let all = |names: &[&str]| format!("{}{}", names.join("、"), if names.len() > 1 { "都" } else { "" });
    let done = (!results.is_empty()).then(|| format!("{}好了，", all(results)));
    let decided = (!decisions.is_empty()).then(|| format!("{}有了结果（成不成都行），", all(decisions)));
    let waits: String = done.into_iter().chain(decided).collect();
    let names = together.join("、");
    match (waits.as_str(), together) {
        ("", [_]) => format!("先办{names}"),
        ("", _) => format!("{names}同时开始，不用等"),
        (_, [_]) => format!("{waits}{names}开始"),
        _ => format!("{waits}{names}同时开始"),
    }
}
/// The order in words.
#[must_use]
pub fn order_words(sentences: &[String]) -> String {
    format!("{}。", sentences.join("；"))
}
/// To open the dates that decide, and how they are counted.
pub const DATES: &str = "日子怎么算的";
/// The first of the dates.
pub const SUBMIT: &str = "提交";

/// Papers nobody asks for, and how many there are to prepare, in sight.
#[must_use]
pub fn paper_count(waived: usize, prepare: &str) -> String {
    match waived {
        0 => prepare.to_owned(),
        waived => format!("{waived} 样免提交 · {prepare}"),
    }
}
/// To open the papers that nobody asks for.
#[must_use]
pub fn why_waived(count: usize) -> String {
    format!("{count} 样免提交，看看为什么")
}
/// A paper instead of which one may promise.
pub const MAY_PROMISE: &str = "可以承诺：不交证明也行，写一份承诺，部门以后再查。";
/// Above those who apply together.
pub const PARTIES: &str = "还要谁签名";
/// What one of them does.
#[must_use]
pub fn signs(signs: Option<&str>, consent: &str) -> String {
    signs.map_or_else(|| consent.to_owned(), str::to_owned)
}
/// Above sharing.
pub const SHARE: &str = "发给家人";
/// The same where a page can be printed.
pub const SHARE_OR_PRINT: &str = "发给家人，或者打印";
/// To the page that can be shared.
pub const OPEN_GUIDE: &str = "打开这一页";
/// What sharing shares.
#[must_use]
pub fn share_note(theme: &str) -> String {
    format!("发给家人，就发“{theme}”这一页的网址，里面没有您的回答。")
}
/// How the list is printed.
pub const PRINT_NOTE: &str = "打印用浏览器的打印，会把这张清单全部印出来。";

/// How many items, and until when: expected, and at the latest where that can be said; of some it is not known yet whether they are
/// needed.
#[must_use]
pub fn lede(items: usize, departments: usize, expected: &str, latest: Option<&str>, is_sure: bool) -> String {
    let (most, all) = if is_sure {
        ("", "")
    } else {
        ("最多 ", "都要办的话，")
    };
    let latest = latest.map(|latest| format!("，最晚 {latest}")).unwrap_or_default();
    format!("{most}{items} 件事，{departments} 个部门，一次申请。今天提交，{all}预计 {expected}前后全部办好{latest}。")
}

/// By when an item is expected to be done.
#[must_use]
pub fn done_by(day: &str) -> String {
    format!("预计 {day}")
}

/// How many papers are still missing.
#[must_use]
pub fn papers_missing(count: usize) -> String {
    format!("还差 {count} 样")
}

#[cfg(test)]
mod tests {
    use super::lede;

    #[test]
    fn the_last_day_is_said_beside_the_expected_one_and_what_is_not_sure_is_said_to_be_the_most() {
        let sure = lede(2, 1, "12 月 4 日", Some("12 月 11 日"), true);
        assert_eq!(
            sure,
            "2 件事，1 个部门，一次申请。今天提交，预计 12 月 4 日前后全部办好，最晚 12 月 11 日。"
        );
        let unsure = lede(2, 1, "12 月 4 日", None, false);
        assert_eq!(
            unsure,
            "最多 2 件事，1 个部门，一次申请。今天提交，都要办的话，预计 12 月 4 日前后全部办好。"
        );
    }
}
