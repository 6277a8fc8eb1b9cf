//! What stands around every page.

/// The product.
pub const PRODUCT: &str = "掌办";
/// To the content, for keyboards and screen readers.
pub const SKIP: &str = "跳到正文";
/// On every page of a sandbox.
pub const SANDBOX: &str = "演示环境：人和数据都是编的，办了不算数。";
/// To one's own things.
pub const MINE: &str = "我的";
/// To the first page.
pub const HOME: &str = "首页";
/// Larger letters and fewer things.
pub const ELDER: &str = "长辈版";
/// Back from it.
pub const ORDINARY: &str = "返回普通版";
/// All themes.
pub const THEMES: &str = "全部事情";
/// Leave a draft; everything is saved.
pub const LEAVE: &str = "保存并离开";
/// Back.
pub const BACK: &str = "返回";
/// Sign out.
pub const SIGN_OUT: &str = "退出登录";

/// Whom to call.
#[must_use]
pub fn call(number: &str) -> String {
    format!("打电话问人：{number}")
}

/// Whom to call, in the bar.
#[must_use]
pub fn call_short(number: &str) -> String {
    format!("电话 {number}")
}

/// The name in the browser's tab.
#[must_use]
pub fn tab(title: &str) -> String {
    format!("{title} · {PRODUCT}")
}
