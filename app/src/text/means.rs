//! Means of sign-in that others keep, and which of them reach an account.

/// Title of the list.
pub const TITLE: &str = "登录方式";
/// Beneath it.
pub const LEDE: &str = "用下面哪一种登录，进的都是这一个账户。";
/// The mobile number.
pub const PHONE: &str = "手机号码";
/// WeChat.
pub const WECHAT: &str = "微信";
/// Alipay.
pub const ALIPAY: &str = "支付宝";
/// The identity provider when none is set any more.
pub const IDENTITY: &str = "身份认证平台";
/// Take one away.
pub const REMOVE: &str = "不再用";
/// Above the apps that sign one in.
pub const APPS: &str = "可以直接登录的应用";
/// Beneath it.
pub const APPS_LEDE: &str = "从这些应用里的小程序进来，不用再填手机号。解除以后，下次要重新验证手机号。";
/// Let an app sign one in no more.
pub const UNBIND: &str = "解除绑定";
/// From the other means to the apps.
pub const APPS_ELSEWHERE: &str = "微信、支付宝和登录过的设备";
/// Above the phone's form, beside the identity provider.
pub const OR_BY_PHONE: &str = "或者用手机号登录";
/// Title of giving a mobile number the first time.
pub const ASK_PHONE: &str = "请留一个手机号";
/// Somebody else is at this browser now.
pub const NOT_ME: &str = "不是我，换个方式登录";
/// Title while the browser goes to the provider.
pub const AWAY: &str = "正在转到认证页面";
/// Beneath it.
pub const AWAY_LEDE: &str = "认证好了会自动回来。没有转过去，就点下面的按钮。";
/// Go there.
pub const GO: &str = "去认证";

/// Title where a mini-program opens the site for one account and another is signed in.
pub const SOMEBODY_HERE: &str = "这里已经有人登录了";

/// Who is signed in, and what opened the page.
#[must_use]
pub fn somebody_here(number: &str, app: &str) -> String {
    format!("现在登录的是 {number}。刚才从{app}进来的，用的不是这个账户。要用哪一个？")
}

/// Stay signed in.
#[must_use]
pub fn stay(number: &str) -> String {
    format!("接着用 {number}")
}

/// Go on with the app's account.
#[must_use]
pub fn switch_to(app: &str) -> String {
    format!("退出，用{app}登录")
}

/// Sign in by the provider.
#[must_use]
pub fn sign_in_by(name: &str) -> String {
    format!("用{name}登录")
}

/// Scan a code in the app.
#[must_use]
pub fn scan_by(name: &str) -> String {
    format!("用{name}扫一扫")
}

/// Let the account be reached by the provider too.
#[must_use]
pub fn add(name: &str) -> String {
    format!("加上{name}")
}

/// Title where a mini-program opens the site for an account and a guest filled something in.
pub const COME_ALONG: &str = "要登录这个账户吗";

/// Whose account it is, and what becomes of what was filled in.
#[must_use]
pub fn come_along(number: Option<&str>, app: &str) -> String {
    let account = number.map_or_else(
        || format!("从{app}进来的账户没有手机号。"),
        |number| format!("从{app}进来的账户，手机号是 {number}。"),
    );
    format!("{account}登录以后，刚才在这里填的就归这个账户。不是您自己的账户，请不要登录。")
}

/// Go on as a guest.
pub const NOT_NOW: &str = "先不登录";

/// What giving a number does to the app that somebody came from.
#[must_use]
pub fn binds(app: &str) -> String {
    format!(
        "验证以后，现在这个{app}就和这个手机号的账户绑在一起，以后从{app}进来直接登录。不是您自己的{app}，请点“{NOT_ME}”。"
    )
}

/// Since when something reaches the account.
#[must_use]
pub fn since(time: &str) -> String {
    format!("{time} 添加")
}

/// Whom others identified, the first time.
#[must_use]
pub fn known(name: Option<&str>) -> String {
    let who = name.map_or_else(|| "已经认出您了。".to_owned(), |name| format!("已经核对，您是{name}。"));
    format!("{who}第一次来，用短信验证一次手机号。原来用手机号登录过的，就填原来那个。")
}

/// Why nobody was identified, or nothing linked.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "provider-down" => "现在连不上认证的平台。请过一会儿再试，或者用别的方式。填过的都还在。",
        "provider-denied" => "您没有同意，所以这次没有认证。可以再来一次，或者用别的方式。",
        "provider-over" => "这次认证过期了，请再来一次。",
        "sign-in-again" => "登录得太久了。请退出再登录一次，再来加。",
        "provider-risky" => "微信觉得这次有风险，没有放行。请用别的方式登录。",
        "provider-unsound" => "认证平台的回答对不上，为了安全，这次不算。请再来一次，或者用别的方式。",
        "means-taken" => "这个方式已经登录着另一个账户，所以没有加上。要换，请先登录那个账户，把它去掉。",
        "other-person" => "这个账户是另一个人的，跟刚才认证的人对不上。请换一个手机号，或者用别的方式。",
        _ => return None,
    })
}
