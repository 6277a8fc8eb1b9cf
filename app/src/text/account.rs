//! Signing in and one's own things.

/// Title of signing in.
pub const SIGN_IN: &str = "您是谁？";
/// Beneath it.
pub const SIGN_IN_LEDE: &str = "这里是演示环境，选一个人就能登录。他们都是编出来的。";
/// Above citizens.
pub const CITIZENS: &str = "来办事的人";
/// Above officers.
pub const OFFICERS: &str = "部门工作人员";
/// No sandbox, no other way yet.
pub const NO_SIGN_IN: &str = "网上登录还没有开通，请打电话或者到大厅办理。";
/// A form waits.
pub const PARKED: &str = "登录过期了。您刚才填的都在，登录后自动放回去。";
/// Why signing in is needed.
pub const NEEDED: &str = "请先登录，再接着办。";
/// Title of one's own things.
pub const MINE: &str = "我的";
/// Above drafts.
pub const DRAFTS: &str = "没填完的";
/// Above applications.
pub const APPLICATIONS: &str = "已经提交的";
/// No drafts and no applications.
pub const NOTHING: &str = "您还没有办过事。";
/// To the themes.
pub const FIND: &str = "看看能办什么";
/// No application yet.
pub const NO_APPLICATIONS: &str = "还没有提交过申请。";

/// When a draft was last saved.
#[must_use]
pub fn saved(time: &str) -> String {
    format!("{time} 保存")
}

/// When an application was submitted.
#[must_use]
pub fn submitted(day: &str) -> String {
    format!("{day}提交")
}

/// Who is signed in.
#[must_use]
pub fn signed_in_as(name: &str) -> String {
    format!("{name}，您好")
}

/// An officer and the department.
#[must_use]
pub fn officer(name: &str, department: &str) -> String {
    format!("{name} · {department}")
}
