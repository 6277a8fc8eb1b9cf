//! Correcting (补正): what an office found wrong, how the citizen mends it, and how an officer asks for it.

use domain::case::correction::Flaw;

/// To the page where it is mended.
pub const GO: &str = "去补正";
/// Title of that page.
pub const TITLE: &str = "补正";
/// What it is for.
pub const LEDE: &str = "请只改下面这些，别的不用动。改好后签名，一次交上，部门收到后重新看。";
/// Above the papers.
pub const PAPERS: &str = "要补的材料";
/// To hand a paper in.
pub const HAND_IN: &str = "拍照或选文件";
/// Nothing handed in yet.
pub const NONE_YET: &str = "还没有补交";
/// Label of what one says besides.
pub const SAID: &str = "要跟工作人员说的话";
/// The same about one item.
#[must_use]
pub fn said_about(item: &str) -> String {
    format!("关于{item}，{SAID}")
}
/// Beneath it.
pub const SAID_HINT: &str = "觉得没有错、或者一时补不了的，在这里说明原因，也可以交上。";
/// Keep it and go on later.
pub const KEEP: &str = "先存着";
/// On to signing it.
pub const SEND: &str = "改好了，去签名";
/// Title of signing it.
pub const SIGN_TITLE: &str = "请看一遍改了什么，再签名";
/// Title of signing what was only explained.
pub const SIGN_SAID_TITLE: &str = "请看一遍说明，再签名";
/// Sign and send it.
pub const SIGN: &str = "签名并交上";
/// Beside a paper that was handed in anew.
pub const AGAIN: &str = "补交的材料";
/// How many files a paper is of, behind its name.
#[must_use]
pub fn files(count: usize) -> String {
    format!("，{count} 个文件")
}
/// Above what offices asked for, where it is signed.
pub const ASKED: &str = "部门要您补正的";
/// Above what is sent for it.
pub const SENT: &str = "您这次交上的";
/// One side of a change where nothing was filled in.
pub const NOTHING: &str = "没有填";
/// Who is told of it, since they signed what it changes.
#[must_use]
pub fn will_be_told(names: &[String]) -> String {
    let who = if names.len() > 1 { "他们" } else { "他" };
    format!("交上以后，会告诉{}：{who}签过名的内容改了什么。", names.join("、"))
}
/// An answer that stands as before.
pub const AS_BEFORE: &str = "还是原来的内容";
/// The same by its name, and what to do about it.
#[must_use]
pub fn as_before(name: &str) -> String {
    format!("{name}还是原来的内容，请改好；没有错的，请在下面说明。")
}
/// A paper that was not handed in anew, by its name, and what to do about it.
#[must_use]
pub fn none_yet(name: &str) -> String {
    format!("{name}还没有补交，请补交；补不了的，请在下面说明。")
}
/// Whoever does not want it any more.
pub const GIVE_UP: &str = "不想办了？可以撤回：";
/// It is stored.
pub const KEPT: &str = "已经存好，还没有交上。";
/// Nothing is to be mended any more.
pub const OVER: &str = "现在没有要补正的了";
/// What that means for what was typed; how it stands follows.
pub const OVER_LEDE: &str = "您打开补正这一页以后，这件事有了变化。您这次写的没有交上。现在：";
/// Above what was typed for what an office asked before, on the page of what is asked now.
pub const CHANGED: &str = "您打开补正这一页以后，要补正的内容变了。您那次写的没有交上，请看现在要补正什么。";
/// Above what was typed.
pub const UNSENT: &str = "您这次写的";
/// The words of the day by which it must be sent.
#[must_use]
pub fn answer_by(day: &str) -> String {
    format!("最晚 {day}交上。")
}

/// In which way something is wrong.
#[must_use]
pub fn flaw(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Incorrect => "不对",
        Flaw::Incomplete => "不全",
        Flaw::Outdated => "过期",
    }
}
/// What an office says of one thing.
#[must_use]
pub fn point(office: &str, flaw: &str, sentence: &str) -> String {
    format!("{office}：{flaw}。{sentence}")
}
/// Why an office asks for more.
#[must_use]
pub fn reason(text: &str) -> String {
    format!("再次要求补正的原因：{text}")
}
/// How many files were handed in anew.
#[must_use]
pub fn handed_in(count: usize) -> String {
    format!("已补交 {count} 个文件")
}
/// What stood there, for whoever compares.
#[must_use]
pub fn was(text: &str) -> String {
    format!("原来填的：{text}")
}

/// Who signed what stood there, at the desk: told, and not asked again.
#[must_use]
pub fn signed_before(names: &[String]) -> String {
    format!(
        "{}签的是原来的内容。改动已经告诉本人，本人没有再签名。",
        names.join("、")
    )
}

/// The sentence at the top of the application.
#[must_use]
pub fn now(count: usize, by: &str) -> String {
    format!("有 {count} 处要请您补正，最晚 {by}交上。")
}
/// The sentence of the case.
#[must_use]
pub fn asked(office: &str, points: usize, by: &str) -> String {
    format!("{office}请您补正 {points} 处，最晚 {by}交上。您交上以后，受理的期限重新算。")
}
/// In a list.
#[must_use]
pub fn short(item: &str) -> String {
    format!("{item}要请您补正")
}
/// Time left to mend it.
#[must_use]
pub fn days_left(days: u32) -> String {
    match days {
        0 => "今天最后一天".to_owned(),
        days => format!("还有 {days} 个工作日补正"),
    }
}
/// A message: asked.
#[must_use]
pub fn message_asked(item: &str) -> String {
    format!("{item}要请您补正")
}
/// A message: reminded.
#[must_use]
pub fn message_reminded(item: &str) -> String {
    format!("{item}的补正快到最后一天了")
}
/// A message: mended.
#[must_use]
pub fn message_mended(item: &str) -> String {
    format!("您已补正{item}")
}

/// Beside a value or a paper at the desk.
pub const ADD: &str = "要补正";
/// Title of the points at the desk.
pub const POINTS: &str = "补正通知";
/// What the law says of it.
pub const POINTS_NOTE: &str = "一次写全：收到后 5 个工作日内一次告知，以后只能就申请人改过的内容再提（行政许可法第三十二条）。发出后受理期限停住，申请人交上后重新计算。";
/// Which way it is wrong.
pub const FLAW: &str = "哪里有问题";
/// What exactly.
pub const SENTENCE: &str = "具体怎么不对、要怎么改";
/// Beneath it.
pub const SENTENCE_HINT: &str = "会原样给申请人看，不超过 300 字。";
/// Keep the point.
pub const NAME: &str = "加到通知里";
/// Take it out.
pub const TAKE_OUT: &str = "去掉";
/// Change it.
pub const CHANGE: &str = "修改";
/// How long the citizen has.
pub const DAYS: &str = "给申请人的时间";
/// A choice of it.
#[must_use]
pub fn days(days: u32) -> String {
    format!("{days} 个工作日")
}
/// Label of the reason.
pub const REASON: &str = "再次补正的理由";
/// Beneath it.
pub const REASON_HINT: &str = "只要提到上次没有提、申请人也没改过的内容，就要写明理由，申请人会看到。";
/// Send it.
pub const ASK: &str = "发出补正通知";
/// What was asked for.
#[must_use]
pub fn asked_at(time: &str, by: &str) -> String {
    format!("{time}发出，申请人最晚 {by}交上")
}
/// It was mended.
#[must_use]
pub fn mended_at(time: &str) -> String {
    format!("申请人 {time}交上")
}
/// What the citizen said to it.
#[must_use]
pub fn said(text: &str) -> String {
    format!("申请人说：{text}")
}
/// A paper that is not there.
pub const NO_PAPER: &str = "没有交";
/// Not accepted since nothing came: the words of the law.
#[must_use]
pub fn unmended(day: &str) -> String {
    format!(
        "到 {day}没有收到补正的材料，申请材料仍不齐全或者不符合法定形式，依照《中华人民共和国行政许可法》第三十二条，不予受理。"
    )
}
/// What the citizen can do then.
pub const UNMENDED_NEXT: &str = "材料备齐以后，可以随时重新申请。";
/// Title of closing it.
pub const CLOSE: &str = "到期没有补正，不予受理";

/// Above what was typed for a point and is not in the notice.
pub const NOT_YET_NAMED: &str = "您写的在下面，还没有加到通知里。";
/// What the notice says of that point now: nothing.
pub const NOT_NAMED: &str = "通知里现在没有这一处。";
/// What it says.
#[must_use]
pub fn named(flaw: Flaw, sentence: &str) -> String {
    format!("通知里现在写的是：{}。{sentence}", self::flaw(flaw))
}
/// What was typed when nothing could be named any more.
#[must_use]
pub fn left_over(name: &str, flaw: Flaw, sentence: &str) -> String {
    format!("您写的没有加到补正通知里：{name}，{}。{sentence}", self::flaw(flaw))
}

/// Why it was not named, taken out or sent.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "point-text" => "通知里至少要有一处，每一处都要写清楚怎么不对，不超过 300 字。",
        "points-changed" => "这一页打开以后，通知里的内容有改动，所以您这一步没有做。请看过现在的内容，再办一次。",
        "not-said-at-once" => "有一处上次没有提、申请人也没有改过。请去掉它，或者在下面写明再次补正的理由。",
        "correction-late" => "收到已经超过 5 个工作日，依法视为受理，不能再要求补正。请受理。",
        "correction-runs" => "还没到申请人补正的最后一天，现在不能不予受理。",
        _ => return None,
    })
}
