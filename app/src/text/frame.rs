//! What stands around every page.

/// The product.
pub const PRODUCT: &str = "掌办";
/// What it is for, where somebody sends its address on.
pub const ABOUT: &str = "一件事，在手机上办完：要办哪些先替您理好，一张表只填一次，办到哪一步随时看得到。";
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
/// To the page that changes the county.
pub const CHANGE_REGION: &str = "换区县";
/// The size of the letters in the elder mode.
pub const SIZE: &str = "字的大小";
/// The three sizes.
pub const SIZES: [&str; 3] = ["大", "更大", "最大"];
/// What the bar with the action is called for who does not see it.
pub const ACTION: &str = "操作";
/// To call somebody, on a button.
pub const CALL: &str = "打电话";
/// Back.
pub const BACK: &str = "返回";
/// A form was not let go, since the network does not answer.
pub const UNSENT: &str = "没有网络，刚才按的没有送出去。填的不会丢，连上网再按一次。";
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

/// The name in the browser's tab: the page first, since what is too long loses its end. The bar of our mini-program, whose name
/// stands there already, has room for about twelve characters.
#[must_use]
pub fn tab(title: &str, in_shell: bool) -> String {
    if in_shell {
        title.to_owned()
    } else {
        format!("{title} · {PRODUCT}")
    }
}
