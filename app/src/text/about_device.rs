//! What works on this phone, for somebody who calls and is asked.

use crate::browser::first;

/// Title, and the way to it.
pub const TITLE: &str = "这台手机能用什么";
/// Beneath it.
pub const LEDE: &str = "办事遇到问题、打热线电话的时候，可以把下面这一行念给接电话的人听。这一页不往外发任何东西。";
/// Above what the server sees.
pub const SEEN: &str = "从哪里打开的";
/// Above what the browser can do.
pub const WORKS: &str = "能用什么";
/// The app, or the browser.
pub const APP: &str = "应用";
/// In our mini-program.
pub const IN_SHELL: &str = "小程序里";
/// What the phone runs.
pub const SYSTEM: &str = "系统";
/// What shows the pages.
pub const ENGINE: &str = "浏览器内核";
/// Whether the browser sends what it was given to keep.
pub const COOKIE: &str = "登录用的 Cookie";
/// Nobody knows yet: it was given some just now.
pub const COOKIE_UNKNOWN: &str = "再看一次才知道";
/// To know.
pub const AGAIN: &str = "再看一次";
/// It is not known.
pub const UNKNOWN: &str = "看不出来";
/// Works.
pub const YES: &str = "可用";
/// Does not.
pub const NO: &str = "不可用";
/// Without scripts nothing can be tried.
pub const NO_SCRIPT: &str = "脚本没有运行，试不了";
/// Without scripts everything can be done all the same.
pub const NO_SCRIPT_NOTE: &str = "脚本不运行也能办事：照样填、照样提交，只是不会边填边提示。";
/// What was said by the browser itself.
pub const SAID: &str = "浏览器自己说的";
/// What is tried: the name that the script knows it under, what it is, and what it is called in the line that is read out.
pub const TRIED: [(&str, &str, Option<&str>); 8] = [
    ("wasm", "边填边提示（wasm）", Some("边填边提示")),
    ("passkey", "通行密钥（刷脸、按指纹）", Some("通行密钥")),
    ("pictures", "选照片", None),
    ("camera", "拍照", None),
    ("storage", "本机存储", None),
    ("worker", "没有网络时也能看", None),
    ("network", "网络", Some("网络")),
    ("clock", "手机的时间", Some("时间")),
];
/// The phone's clock is right.
pub const CLOCK_RIGHT: &str = "准";
/// It is fast; the script puts the number in.
pub const CLOCK_FAST: &str = "快 {n} 分钟";
/// It is slow.
pub const CLOCK_SLOW: &str = "慢 {n} 分钟";
/// There is a network.
pub const ONLINE: &str = "连着";
/// It lets little through.
pub const WEAK: &str = "，很慢";
/// There is none.
pub const OFFLINE: &str = "没有网络";
/// Data is saved.
pub const SAVES: &str = "，省流量";
/// Nobody knows before it is tried by hand: many apps show a picker that opens nothing.
pub const TRY_BELOW: &str = "在下面点一下试试";
/// Tries whether a picture can be picked.
pub const TRY_PICTURES: &str = "试一下：选一张照片";
/// Tries whether one can be taken.
pub const TRY_CAMERA: &str = "试一下：拍一张照片";
/// What it means when nothing happens.
pub const TRY_HINT: &str = "点了没有反应，就是不可用。照片不会发出去。";
/// A picture came.
pub const GOT_PICTURE: &str = "可用：拿到照片了，没有发出去。";

/// Apps and browsers by what they call themselves; the first that fits is meant, since each names its forebears.
const APPS: [(&str, &str); 11] = [
    ("micromessenger/", "微信"),
    ("alipayclient/", "支付宝"),
    ("huaweibrowser/", "华为浏览器"),
    ("edg/", "Edge"),
    ("edga/", "Edge"),
    ("edgios/", "Edge"),
    ("firefox/", "Firefox"),
    ("fxios/", "Firefox"),
    ("chrome/", "Chrome"),
    ("crios/", "Chrome"),
    ("version/", "Safari"),
];
/// Systems, likewise.
const SYSTEMS: [(&str, &str); 6] = [
    ("openharmony ", "鸿蒙"),
    ("iphone os ", "iPhone"),
    ("cpu os ", "iPad"),
    ("android ", "安卓"),
    ("windows nt ", "Windows"),
    ("mac os x ", "苹果电脑"),
];
/// What shows pages.
const ENGINES: [(&str, &str); 3] = [("chrome/", "Chromium"), ("applewebkit/", "WebKit"), ("gecko/", "Gecko")];

/// The app with its version.
#[must_use]
pub fn app(said: &str) -> Option<String> {
    named(said, &APPS)
}

/// The system with its version.
#[must_use]
pub fn system(said: &str) -> Option<String> {
    named(said, &SYSTEMS)
}

/// The engine with its version.
#[must_use]
pub fn engine(said: &str) -> Option<String> {
    named(said, &ENGINES)
}

/// The app, or the browser, by its name alone.
pub(super) fn app_name(said: &str) -> Option<&'static str> {
    first(said, &APPS).map(|(name, _)| *name)
}

/// The first that a browser names, with its version.
fn named(said: &str, known: &[(&str, &str)]) -> Option<String> {
    first(said, known).map(|(name, version)| format!("{name} {version}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_somebody_would_read_it_out() {
        let wechat = "Mozilla/5.0 (Linux; Android 12; V2001A) AppleWebKit/537.36 Chrome/107.0.5304.141 Mobile \
            Safari/537.36 MicroMessenger/8.0.40.2420(0x28002837)";
        assert_eq!(app(wechat).as_deref(), Some("微信 8.0"));
        assert_eq!(system(wechat).as_deref(), Some("安卓 12"));
        assert_eq!(engine(wechat).as_deref(), Some("Chromium 107.0"));
        let alipay = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_3 like Mac OS X) AppleWebKit/605.1.15 AlipayClient/10.5.20";
        assert_eq!(app(alipay).as_deref(), Some("支付宝 10.5"));
        assert_eq!(system(alipay).as_deref(), Some("iPhone 16.3"));
        assert_eq!(engine(alipay).as_deref(), Some("WebKit 605.1"));
        assert_eq!((app("curl"), system("curl"), engine("curl")), (None, None, None));
    }
}
