//! The officers' side.

use domain::theme::material::WaiverMode;

/// Title.
pub const TITLE: &str = "办件";
/// The piles, as in `usecases::casework::list::Pile::ALL`.
pub const PILES: [&str; 4] = ["待受理", "待补正", "办理中", "已办结"];
/// Columns.
pub const COLUMNS: [&str; 5] = ["办件", "申请", "承办", "编号", "期限"];
/// Nothing there.
pub const EMPTY: &str = "这里没有办件。";
/// The next page.
pub const NEXT_PAGE: &str = "下一页";
/// The page before.
pub const PREVIOUS_PAGE: &str = "上一页";
/// What was stated.
pub const STATED: &str = "申请人填写";
/// Show numbers in full.
pub const SHOW: &str = "显示号码";
/// What that means.
pub const SHOW_NOTE: &str = "显示号码会记下来，申请人看得到是哪个部门看的。";
/// Papers.
pub const PAPERS: &str = "材料";
/// No papers.
pub const NO_PAPERS: &str = "这件事不用交材料。";
/// Waived papers.
pub const WAIVED: &str = "免提交";
/// Why it is not asked for: what the theme says of it is said to who applies.
#[must_use]
pub const fn waived(mode: &WaiverMode) -> &'static str {
    match mode {
        WaiverMode::Generated => "系统照申请人填的写好了。",
        WaiverMode::Certificate(_) => "已经调到电子证照。",
        WaiverMode::Register(_) => "已经在登记里查到，或者由本人的实名账户核对过。",
    }
}
/// A paper that what was answered makes needless.
pub const NOT_WANTED: &str = "照填的情况不用交";
/// Accept.
pub const ACCEPT: &str = "受理";
/// Decide.
pub const DECIDE: &str = "作出决定";
/// Label of the text.
pub const DECISION_TEXT: &str = "结果或理由";
/// Help.
pub const DECISION_HINT: &str = "会原样给申请人看。";
/// Label of the next step.
pub const NEXT_STEP: &str = "不予办理时，告诉申请人接下来怎么办";
/// Grant.
pub const GRANT: &str = "准予办理";
/// Refuse.
pub const REFUSE: &str = "不予办理";
/// From when on it can be granted, as long as the days of a special procedure run.
#[must_use]
pub fn opens_on(procedures: &[&str], day: &str) -> String {
    format!("“{}”的天数还没有满，{day}起才能准予办理。", procedures.join("、"))
}
/// The conditions.
pub const ACCEPTS: &str = "受理条件";
/// Open a document.
pub const OPEN_FILE: &str = "打开";
/// What was found out after it was submitted.
pub const FLAGS: &str = "提示";
/// How.
pub const FLAGS_NOTE: &str = "交了以后才知道的，决定之前请看一下。";
/// A register says otherwise.
#[must_use]
pub fn contradicted(typed: &str, register: &str, said: &str, day: &str) -> String {
    format!("申请人填“{typed}”，{register}登记为“{said}”（{day}登记）")
}
/// A register has no record.
#[must_use]
pub fn unrecorded(register: &str) -> String {
    format!("{register}还没有登记，申请人是自己填的")
}
/// Contested.
#[must_use]
pub fn contested(register: &str, said: &str) -> String {
    format!("与{register}不一致：登记为“{said}”")
}
/// Above what an officer typed for a case that somebody else moved on.
pub const UNSENT: &str = "您写的没有提交：";
/// Decided by.
#[must_use]
pub fn decided(name: &str, time: &str) -> String {
    format!("{name} · {time}")
}
/// A status.
#[must_use]
pub fn status(status: domain::case::Status) -> &'static str {
    use domain::case::Status;
    match status {
        Status::Waiting => "待前置",
        Status::Received => "待受理",
        Status::Correcting => "待补正",
        Status::Accepted => "办理中",
        Status::Granted => "已办结",
        Status::Refused => "不予办理",
        Status::Withdrawn => "已撤回",
        Status::Lapsed => "未启动",
    }
}
/// Everything that the theme asks for is there.
#[must_use]
pub fn automatic(because: &str) -> String {
    format!("可以直接办结：{because}")
}
