//! Passkeys: to people they are a face or a finger.

/// Title of one's passkeys.
pub const TITLE: &str = "刷脸、按指纹登录";
/// Beneath it.
pub const LEDE: &str =
    "在自己的手机上加好，以后登录、确认本人，刷脸或者按指纹就行。脸和指纹不离开您的手机，我们看不到。";
/// None yet.
pub const NONE: &str = "还没有加过。";
/// Add one, on the way to it.
pub const TO_ADD: &str = "在这台设备上开启";
/// Remove one.
pub const REMOVE: &str = "删掉";
/// One that nobody used yet.
pub const UNUSED: &str = "还没用过";
/// Title of adding one.
pub const ADD_TITLE: &str = "在这台设备上加";
/// Beneath it, when it was confirmed.
pub const ADD_LEDE: &str =
    "请在 5 分钟内点下面的按钮，照手机上的提示刷脸、按指纹，或者输锁屏密码。别人的手机和公用的电脑上不要加。";
/// Add it.
pub const ADD: &str = "刷脸或按指纹，加上";
/// Beneath the title, before it is confirmed.
pub const CONFIRM_LEDE: &str = "先确认是您本人，再加。";
/// Confirm by the digits.
pub const CONFIRM: &str = "确认";
/// Confirm by a passkey one has.
pub const CONFIRM_BY_DEVICE: &str = "用加过的刷脸或指纹确认";
/// Sign in.
pub const SIGN_IN: &str = "刷脸或按指纹登录";
/// Above it.
pub const SIGN_IN_LEDE: &str = "在这台手机上加过刷脸或指纹的，不用填手机号。";
/// Title of showing that one is there.
pub const LIVE_TITLE: &str = "请确认是您本人";
/// Beneath it.
pub const LIVE_LEDE: &str = "接下来这一步，要刷脸或者按指纹，确认是您本人。填的都在，确认好就回来接着办。";
/// Show it.
pub const LIVE: &str = "刷脸或按指纹";
/// Who has no passkey yet.
pub const LIVE_ADD: &str = "您还没有加过刷脸、指纹。收一条短信，在这台手机上加一次，就算确认好了。";
/// To where it is added.
pub const LIVE_TO_ADD: &str = "去加";
/// Shown already.
pub const IS_LIVE: &str = "已经确认是您本人了。";
/// The device gave no answer.
pub const FAILED: &str = "没有成功，请照手机上的提示再试一次。";
/// What an item needs.
pub const ITEM: &str = "办这件事要刷脸或按指纹，确认是您本人。";

/// Where it can be added, for who may be in another app.
#[must_use]
pub fn place(number: &str) -> String {
    format!(
        "要在手机自带的浏览器里加。在微信里打开的，先点右上角三个点，选“在浏览器打开”。加不了的，带身份证到大厅办，或者打 {number} 问。"
    )
}

/// What to do where a browser cannot ask for a face or a finger.
#[must_use]
pub fn cannot(number: &str) -> String {
    format!(
        "您现在用的浏览器不能刷脸、按指纹。请换手机自带的浏览器打开（在微信里，点右上角三个点，选“在浏览器打开”）。还不行，带身份证到大厅办，或者打 {number} 问。"
    )
}

/// When a passkey was added, and when it was last used.
#[must_use]
pub fn times(added: &str, used: Option<&str>) -> String {
    let used = used.map_or_else(|| UNUSED.to_owned(), |used| format!("最近用过：{used}"));
    format!("{added} 加的，{used}")
}
