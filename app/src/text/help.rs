//! Help before filing: asking a department to look over a draft or to call back, and answering.

use domain::help::Wish;

/// Title, and the way to it.
pub const TITLE: &str = "请人看看";
/// What it is.
pub const LEDE: &str = "拿不准的，可以请部门的人看看填得对不对，或者打电话给您。答复会写在这一页和“消息”里。";
/// Who is asked, and within how long they answer.
#[must_use]
pub fn to(department: &str, about: &str, within: &str) -> String {
    format!("这次问的是“{about}”，由{department}在 {within}内答复。")
}
/// Which papers a department gets to see, when another needs others.
#[must_use]
pub fn sees(papers: &str) -> String {
    format!("能看到的材料是：{papers}。问别的材料，请打开那份材料再问。")
}
/// The papers, as what is asked about.
pub const PAPERS: &str = "材料";
/// What is wanted.
pub const WISH: &str = "怎么帮您";
/// A wish.
#[must_use]
pub fn wish(wish: Wish) -> &'static str {
    match wish {
        Wish::LookOver => "看看填得对不对，写字答复",
        Wish::CallInTheMorning => "工作日上午打电话给我",
        Wish::CallInTheAfternoon => "工作日下午打电话给我",
        Wish::CallAnyTime => "工作日打电话给我，上午下午都行",
    }
}
/// How many characters of a question stand where it is one of many.
const LINE: usize = 30;
/// A request in one line: how its question begins, or what is wished where none was written.
#[must_use]
pub fn title(question: &str, wished: Wish) -> String {
    let line = question.lines().map(str::trim).find(|line| !line.is_empty());
    match line {
        Some(line) if line.chars().count() > LINE => format!("{}……", line.chars().take(LINE).collect::<String>()),
        Some(line) => line.to_owned(),
        None => wish(wished).to_owned(),
    }
}
/// The number.
pub const PHONE: &str = "打哪个手机号";
/// Beneath it.
pub const PHONE_HINT: &str = "选了打电话才用得上。";
/// The question.
pub const QUESTION: &str = "想问什么";
/// Consent.
#[must_use]
pub fn agree(department: &str) -> String {
    format!("我同意{department}为了答复我，查看这份草稿里它要办的事用到的内容和材料。随时可以收回。")
}
/// Send it.
pub const ASK: &str = "发给部门";
/// It waits for an answer, or a call, which comes by a day.
#[must_use]
pub fn waits(department: &str, wish: Wish, by: &str) -> String {
    let act = if wish.is_call() { "打电话给您" } else { "答复您" };
    format!("已经发给{department}，最晚 {by}{act}。")
}
/// The day is over.
#[must_use]
pub fn late(department: &str, by: &str) -> String {
    format!("已经发给{department}。说好最晚 {by}答复，现在过了日子还没有答复。急的话请打热线电话。")
}
/// It was sent when no day was said.
#[must_use]
pub fn waits_without_day(department: &str) -> String {
    format!("已经发给{department}，等答复。")
}
/// In the list of steps: it waits for an answer.
pub const WAITING: &str = "已问，等答复";
/// In the list of steps: the answer is there.
pub const HAS_ANSWER: &str = "有答复";
/// It was taken back, or submitted before the answer came.
pub const UNANSWERED: &str = "没有答复";
/// The same of a paper, by its name.
#[must_use]
pub fn of_paper(name: &str, word: &str) -> String {
    format!("“{name}”{word}")
}
/// It is about to be submitted while the answer is awaited.
pub const OPEN: &str = "您请部门看看的，还没有答复。提交以后就不再单独答复；想等答复的，请先不要提交。";
/// Asked, and submitted before the answer came.
pub const SUBMITTED: &str = "申请已经提交，这个问题不再单独答复。还想问的话，请打热线电话。";
/// What was typed beside something that waits.
pub const UNSENT: &str = "您另外写的还留着，没有发。等有了答复，或者收回了上一个，就可以接着发：";
/// Take it back.
pub const CLOSE: &str = "不问了，收回同意";
/// It was taken back.
pub const CLOSED: &str = "已收回，部门看不到这份草稿了。";
/// What was asked before.
pub const EARLIER: &str = "问过的";
/// The draft goes on with another version first.
pub const CARRY_OVER_FIRST: &str = "这件事的办法有了新版。先改用新版，再回来发。您写的替您留着。";
/// Nobody to ask.
pub const NOBODY: &str = "这里没有部门可以问，请打热线电话。";
/// Nobody is asked any more about what was submitted.
pub const TOO_LATE: &str = "申请已经提交，不能在这里提问了，请打热线电话。";
/// What was typed for somebody who is not there to be asked.
pub const LEFT_OVER: &str = "您写的没有发出去：";
/// What was asked, above its answer.
#[must_use]
pub fn you_asked(question: &str) -> String {
    format!("您问：{question}")
}
/// An answer.
#[must_use]
pub fn answered(department: &str, text: &str) -> String {
    format!("{department}答复：{text}")
}
/// An answer came.
#[must_use]
pub fn told(title: &str) -> String {
    format!("部门答复了您关于“{title}”的问题。")
}
/// To look at it.
pub const LOOK: &str = "看答复";

/// Why it was not sent.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "not-sent" => "您写的都在，还没有发出去。请再看一遍，在下面打勾，然后发给部门。",
        "not-a-phone" => "请填 11 位手机号，对着看一遍，部门好打给您。",
        "decision-text" => "写得太长了，请写在 1000 字以内。",
        "consent-first" => "同意部门查看草稿，才能发给部门。请打勾。",
        "asked-already" => "这里已经问过、还在等答复，或者问得太多次了。急的话请打热线电话。",
        _ => return None,
    })
}

/// The pile at the desk.
pub const PILE: &str = "提前服务";
/// How many wait.
#[must_use]
pub fn pile(count: u64) -> String {
    format!("{PILE} {count}")
}
/// Nobody waits.
pub const EMPTY: &str = "没有人在等答复。";
/// Columns of the pile.
pub const COLUMNS: [&str; 5] = ["想问什么", "办什么", "哪一页或哪份材料", "发来的时间", "最晚答复"];
/// By when one of them is to be answered.
#[must_use]
pub fn answer_by(day: &str) -> String {
    format!("最晚 {day}答复。")
}
/// That day is over.
#[must_use]
pub fn answer_late(day: &str) -> String {
    format!("已超期，说好最晚 {day}答复。")
}
/// The question at the desk.
pub const ASKED: &str = "申请人问";
/// No question.
pub const NO_QUESTION: &str = "没有写问题，请看看填得对不对。";
/// Which items.
pub const ITEMS: &str = "要办的事";
/// The draft.
pub const DRAFT: &str = "草稿里和这些事有关的内容";
/// Nothing there yet.
pub const NOT_YET: &str = "还没填";
/// It is on the page that was asked about.
pub const HERE: &str = "问的是这一页";
/// The answer.
pub const ANSWER: &str = "答复";
/// Beneath it.
pub const ANSWER_HINT: &str = "会原样给申请人看，不超过 1000 字。打过电话的，写明说了什么。";
/// Send the answer.
pub const SEND: &str = "发出答复";
/// Title of a request that is over.
pub const OVER: &str = "不用再答复了";
/// Why, above what was typed.
pub const OVER_LEDE: &str = "这次提问已经有了答复、被申请人收回，或者草稿已经提交。您写的内容还在下面，没有发出。";
/// What was typed.
pub const NOT_SENT: &str = "您写的答复";
/// Why it was not sent.
pub const NO_ANSWER: &str = "请写明答复，不超过 1000 字。";
