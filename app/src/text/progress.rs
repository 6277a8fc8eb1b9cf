//! How far an application is, in sentences that say who acts and by when.

/// The way to withdrawing.
pub const TO_WITHDRAW: &str = "撤回";
/// Title of choosing what is withdrawn.
pub const WITHDRAW_WHAT: &str = "撤回什么？";
/// Everything.
pub const WITHDRAW_WHOLE: &str = "全部没有办完的事";
/// One of them.
#[must_use]
pub fn withdraw_only(item: &str) -> String {
    format!("只撤回{item}")
}
/// Nothing was chosen.
pub const WITHDRAW_WHAT_FIRST: &str = "请先选要撤回什么。";
/// Withdraw.
pub const WITHDRAW: &str = "撤回申请";
/// Title of withdrawing.
pub const WITHDRAW_TITLE: &str = "撤回这次申请？";
/// What it means.
pub const WITHDRAW_LEDE: &str = "没有办完的事都会停下，已经办好的不受影响。以后可以重新申请。";
/// Withdraw one case.
pub const WITHDRAW_CASE: &str = "撤回这一件";
/// What it means.
pub const WITHDRAW_CASE_LEDE: &str = "撤回以后这一件不再办。以后想办，可以重新申请。";
/// Above what ends with it.
pub const WITH_IT: &str = "下面这些要等它办好才能开始，会一起停下：";
/// To withdraw one case, by its name.
#[must_use]
pub fn withdraw(item: &str) -> String {
    format!("撤回{item}")
}
/// Title of withdrawing one case.
#[must_use]
pub fn withdraw_case(item: &str) -> String {
    format!("撤回“{item}”？")
}
/// Keep it.
pub const KEEP: &str = "不撤回";
/// Above the cases.
pub const CASES: &str = "一件一件看";
/// Above messages.
pub const MESSAGES: &str = "给您的消息";
/// Nothing to do.
pub const NOTHING_TO_DO: &str = "您现在不用做什么。再打开这一页，看到的就是最新的。";
/// While nothing is heard of the office.
#[must_use]
pub fn stale(clock: &str) -> String {
    format!("最近更新 {clock}。网络不好，正在重新连接。")
}
/// By when the last result is expected.
#[must_use]
pub fn expected(day: &str) -> String {
    format!("预计 {day}前后全部办好。")
}
/// By when it is there at the latest, if nothing has to be mended.
#[must_use]
pub fn done_by(by: &str) -> String {
    format!("不用补正的话，最晚 {by}全部办好。")
}
/// What goes on while the citizen has something to do, and waits for nothing of it.
pub const OTHERS_MEANWHILE: &str = "别的事照常在办，不受影响。";
/// What waits while the citizen has something to do.
#[must_use]
pub fn held_up(names: &[String]) -> String {
    format!("{}要等您补正，您早一天交上，就早一天开始。", few(names))
}
/// What goes on beside it.
#[must_use]
pub fn go_on(names: &[String]) -> String {
    format!("{}照常办。", few(names))
}
/// Some cases by their names, of many the first.
fn few(names: &[String]) -> String {
    match names {
        [first, _, _, ..] => format!("{first}等 {} 件", names.len()),
        _ => names.join("和"),
    }
}
/// What goes on beside a refusal, and beside what is withdrawn.
pub const OTHERS_GO_ON: &str = "别的事照常在办。";
/// The next step after a refusal.
#[must_use]
pub fn next_step(text: &str) -> String {
    format!("接下来：{text}")
}
/// Title line.
#[must_use]
pub fn submitted(day: &str, number: &str) -> String {
    format!("{day}提交 · 编号 {number}")
}

/// The sentence at the top while an office looks whether it accepts.
#[must_use]
pub fn now_received(office: &str, item: &str, by: &str) -> String {
    format!("{office}已收到{item}的申请，最晚 {by}告诉您是否受理。")
}
/// The same once it was mended.
#[must_use]
pub fn now_mended(office: &str, item: &str, by: &str) -> String {
    format!("{office}已收到您补正的{item}，最晚 {by}告诉您是否受理。")
}
/// The sentence at the top while an office works.
#[must_use]
pub fn now_accepted(office: &str, item: &str, by: &str) -> String {
    format!("{office}正在办理{item}，最晚 {by}给您结果。")
}
/// The sentence at the top when an office refused.
#[must_use]
pub fn now_refused(item: &str) -> String {
    format!("{item}没有通过，接下来怎么办写在下面。")
}
/// Ask anew for what was refused.
pub const AGAIN: &str = "重新申请";
/// More is going on.
#[must_use]
pub fn also(count: usize) -> String {
    format!("另外 {count} 件同时在办。")
}
/// All done.
pub const ALL_DONE: &str = "都办好了。";
/// Done, but not all was granted.
pub const ENDED: &str = "都有结果了，其中有没办成的，请看下面怎么办。";
/// Done, but for what was withdrawn.
pub const REST_DONE: &str = "都办完了，您撤回的除外。";
/// Withdrawn.
pub const WITHDRAWN: &str = "您已撤回这次申请。";
/// Between two steps.
pub const MOVING: &str = "前一件办好了，正在转给下一个部门。";

/// By when a case is done, where that cannot be said.
pub const UNDATED: &str = "日子还说不准";
/// Why: the citizen has something to mend in it, or in one before it.
pub const UNDATED_MENDING: &str = "您把补正的交上，才算得出哪天办好。";
/// Why: an office is late.
#[must_use]
pub fn undated_late(item: &str) -> String {
    format!("{item}超期了，所以说不准最晚哪天办好。")
}
/// Why: special procedures take as long as they take.
#[must_use]
pub fn undated_procedure(item: &str, procedures: &[&str]) -> String {
    format!(
        "{item}要{}，花的时间不算在时限里，所以说不准最晚哪天办好。",
        procedures.join("、")
    )
}
/// Beside an accepted case: what does not count towards the day of its result.
#[must_use]
pub fn not_counted(procedures: &[&str]) -> String {
    format!("{}花的时间不算在里面。", procedures.join("、"))
}
/// By when it is done, when every office before it takes all its days.
#[must_use]
pub fn latest(day: &str) -> String {
    format!("最晚 {day}办好")
}
/// By when it is expected, as the list says it, and by when it is done at the latest.
#[must_use]
pub fn expected_and_latest(expected: &str, latest: &str) -> String {
    format!("{}，{}", super::plan::done_by(expected), self::latest(latest))
}
/// A case at the office, with the day of the result when it is accepted, where that can be said.
#[must_use]
pub fn received(office: &str, by: &str, end: Option<&str>) -> String {
    let end = end
        .map(|end| format!("；受理了，最晚 {end}给您结果"))
        .unwrap_or_default();
    format!("{office}已收到，最晚 {by}告诉您是否受理{end}。")
}
/// An accepted case.
#[must_use]
pub fn accepted(office: &str, by: &str) -> String {
    format!("{office}已受理，最晚 {by}给您结果。")
}
/// An accepted case that is made public before it is granted.
#[must_use]
pub fn accepted_until(office: &str, procedures: &[&str], until: &str, by: &str) -> String {
    let procedures = procedures.join("、");
    format!("{office}已受理。{procedures}到 {until}为止，没有人反对就给您办，最晚 {by}给您结果。")
}
/// A refused case.
#[must_use]
pub fn refused(office: &str, reason: &str) -> String {
    format!("{office}没有通过：{reason}")
}
/// A withdrawn case.
pub const CASE_WITHDRAWN: &str = "您已撤回。";
/// A lapsed case.
#[must_use]
pub fn lapsed(names: &[&str]) -> String {
    format!("{}没有办成，这件没有开始。办成以后可以单独申请。", names.join("、"))
}
/// Time left to say whether it is accepted.
#[must_use]
pub fn days_to_answer(days: u32) -> String {
    match days {
        0 => "今天答复受不受理".to_owned(),
        days => format!("{days} 个工作日内受理"),
    }
}
/// Time left.
#[must_use]
pub fn days_left(days: u32) -> String {
    match days {
        0 => "今天到期".to_owned(),
        days => format!("还剩 {days} 个工作日"),
    }
}
/// Time is over.
pub const LATE: &str = "已超期";
/// Call the office.
#[must_use]
pub fn phone(number: &str) -> String {
    format!("电话 {number}")
}

/// A message: submitted.
#[must_use]
pub fn message_submitted(departments: usize) -> String {
    format!("已提交，{departments} 个部门会依次收到")
}
/// A message: accepted.
#[must_use]
pub fn message_accepted(item: &str) -> String {
    format!("{item}已受理")
}
/// A message: refused.
#[must_use]
pub fn message_refused(item: &str) -> String {
    format!("{item}没有办成")
}
/// A message: started.
#[must_use]
pub fn message_started(item: &str) -> String {
    format!("{item}已开始")
}
/// A message: lapsed.
#[must_use]
pub fn message_lapsed(item: &str) -> String {
    format!("{item}不能开始")
}
/// A message: a deferred paper came.
#[must_use]
pub fn message_supplied(item: &str) -> String {
    format!("{item}要补的材料，您补交了")
}
/// A message: a deferred paper did not come.
#[must_use]
pub fn message_missed(item: &str) -> String {
    format!("{item}要补的材料，到日子没有来")
}
/// A message: withdrawn.
pub const MESSAGE_WITHDRAWN: &str = "您撤回了申请";
/// A message: one case was withdrawn.
#[must_use]
pub fn message_case_withdrawn(item: &str) -> String {
    format!("您撤回了{item}")
}
/// A message: granted; `done` is the theme's own word for it.
#[must_use]
pub fn message_granted(item: &str, done: Option<&str>) -> String {
    format!("{item}{}", done.unwrap_or("已办好"))
}
/// How many are done.
#[must_use]
pub fn so_far(granted: usize, of: usize) -> String {
    format!("{of} 件事，已办好 {granted} 件")
}
/// Apply for another one with the same data.
pub const ONCE_MORE: &str = "接着办下一个";

#[cfg(test)]
mod tests {
    use super::{go_on, held_up};

    #[test]
    fn what_waits_is_named_and_of_many_the_first() {
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(go_on(&names(&["甲"])), "甲照常办。");
        assert_eq!(go_on(&names(&["甲", "乙"])), "甲和乙照常办。");
        let held = held_up(&names(&["甲", "乙", "丙"]));
        assert_eq!(held, "甲等 3 件要等您补正，您早一天交上，就早一天开始。");
    }
}
