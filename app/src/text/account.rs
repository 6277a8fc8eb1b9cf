//! Signing in and one's own things.

use super::about_device::app_name;

/// Title of signing in.
pub const SIGN_IN: &str = "登录";
/// Label of the number.
pub const PHONE: &str = "手机号码";
/// Beneath it.
pub const PHONE_HINT: &str = "我们发一条短信，里面有 6 位验证码。第一次来，登录好就有账户了。";
/// Send a code.
pub const SEND_CODE: &str = "发验证码";
/// Above the sandbox's people.
pub const PEOPLE: &str = "或者选一个编出来的人";
/// Beneath it.
pub const PEOPLE_LEDE: &str = "这里是演示环境，下面的人都是编的，点一下就能登录。";
/// Title of entering a code.
pub const CODE_TITLE: &str = "请填验证码";
/// Label of the code.
pub const CODE: &str = "短信里的 6 位数字";
/// Enter it.
pub const ENTER: &str = "登录";
/// Send another.
pub const SEND_AGAIN: &str = "再发一次";
/// Another number.
pub const OTHER_NUMBER: &str = "换一个手机号";
/// In the sandbox, where messages are read.
pub const READ_MESSAGE: &str = "演示环境不真发短信，点这里看";
/// The code is over.
pub const CODE_OVER: &str = "这个验证码不能用了，请再发一次。";

/// To which number a code was sent.
#[must_use]
pub fn sent_to(number: &str) -> String {
    format!("已经发到 {number}，5 分钟内有效。")
}

/// To which number, just typed here, a code was sent.
#[must_use]
pub fn sent_to_typed(number: &str, until: &str) -> String {
    format!("已经发到 {}，{until} 前有效。", grouped(number))
}

/// To which number the code was sent that is good no more.
#[must_use]
pub fn was_sent_to(number: &str) -> String {
    format!("上一条发到了 {}。", grouped(number))
}

/// A number as it is looked over.
fn grouped(number: &str) -> String {
    let groups = [0..3, 3..7, 7..11].map(|part| number.get(part).unwrap_or_default());
    groups.join(" ")
}

/// How often digits may still be entered, after some that were wrong.
#[must_use]
pub fn tries_left(count: i32) -> String {
    format!("还可以填 {count} 次，都不对就要再发一条。")
}

/// Sends a code to one's own number.
#[must_use]
pub fn send_to(number: &str) -> String {
    format!("发验证码到 {number}")
}

/// Why signing in, or saying who one is, did not work.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "not-a-phone" => "手机号是 11 位数字，请对着看一遍。",
        "too-many-codes" => "验证码发得太勤了。请等 1 分钟再试；还不行，过 1 小时再来。",
        "not-sent" => "短信没发出去，请过一会儿再试，或者打热线电话。",
        "wrong-code" => "数字不对。请填最新一条短信里的 6 位数字。",
        "short-code" => "验证码要 6 位数字，请对着短信填完整。",
        "code-over" => CODE_OVER,
        "code-spent" => "填错太多次，这个验证码不能用了，请再发一次。",
        "not-that-person" => "和这个账户登记的姓名、身份证号码对不上。请对着身份证看一遍。",
        "not-an-identity" => "请填姓名和 18 位身份证号码，对着身份证看一遍。",
        "not-confirmed" => "姓名和身份证号码对不上公安的户籍登记，请对着身份证看一遍。都对的，请打热线电话。",
        "register-down" => "现在连不上公安户籍，没法核对。请过一会儿再试，填的都还在。",
        "identity-taken" => "这个身份证号码已经有账户了。请用原来的手机号登录；号码不用了，带身份证到大厅去换。",
        "not-verified" => "没有核对上，请再试一次。还不行，就换一种办法。",
        "record-changed" => super::sign::CHANGED,
        "confirm-first" => "过了 5 分钟，请再确认一次。",
        "too-many-tries" => "今天试得太多了，请明天再来，或者带身份证到大厅办。",
        "a-child" => "这是不满 14 周岁的孩子的号码。孩子的事由监护人办，请监护人用自己的账户登录。",
        _ => return super::means::problem(code),
    })
}

/// Above acting for others, and letting others act.
pub const FOR_OTHERS: &str = "帮人办、请人办";
/// Above how one signs in, and what is kept.
pub const SECURITY: &str = "登录和数据";

/// Title of saying whose the account is.
pub const PERSON: &str = "请再说一下您是谁";
/// Beneath it.
pub const PERSON_LEDE: &str = "这个号码很久没有登录过，也没在这台设备上登录过。号码有可能换了人，所以要对一下账户本人的姓名和身份证号码，对上就登录。";
/// Who has the number now.
pub const ANEW: &str = "这是我新办的号码";
/// When that is so.
pub const ANEW_WHEN: &str = "以前用这个号码的是别人。给您开一个新的账户。";
/// On to it.
pub const TO_ANEW: &str = "我是新用这个号码的";
/// What it means.
pub const ANEW_MEANS: [&str; 3] = [
    "给您开一个新的账户，里面什么都没有。",
    "以前那个人的东西都在原来的账户里，您看不到。",
    "以前那个账户不能再用这个号码登录。您就是那个人的话，请不要点，点了要带身份证到大厅窗口才能找回来。",
];
/// Back.
pub const NOT_ANEW: &str = "返回";
/// Do it.
pub const BEGIN_ANEW: &str = "开新的账户";

/// Title of saying who one is.
pub const REAL_NAME: &str = "请告诉我们您是谁";
/// Beneath it.
pub const REAL_NAME_LEDE: &str = "办事要知道是谁在办。我们拿这两样跟公安户籍对一次，只对这一次。";
/// Label of the name.
pub const NAME: &str = "姓名";
/// Label of the number.
pub const ID_NUMBER: &str = "身份证号码";
/// Confirm.
pub const CONFIRM: &str = "核对";
/// Known already.
pub const KNOWN: &str = "已经核对过了。";
/// Go on.
pub const GO_ON: &str = "继续";
/// Title of devices.
pub const DEVICES: &str = "登录过的设备";
/// Beneath it.
pub const DEVICES_LEDE: &str = "有不认识的，就退出它。手机丢了，也在这里退出。";
/// This one.
pub const THIS_DEVICE: &str = "这一台";
/// Sign it out.
pub const SIGN_OUT_DEVICE: &str = "退出";
/// A device that says nothing of itself.
pub const SOME_DEVICE: &str = "没有说明的设备";

/// When a device was last used.
#[must_use]
pub fn used(time: &str) -> String {
    format!("最近用过：{time}")
}

/// What a browser is, from what it says of itself: which machine, and inside which app.
#[must_use]
pub fn device(said: &str) -> String {
    let machines = [
        ("OpenHarmony", "鸿蒙手机"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "安卓手机"),
        ("Windows", "Windows 电脑"),
        ("Macintosh", "苹果电脑"),
        ("Linux", "Linux 电脑"),
    ];
    let machine = machines.into_iter().find(|(mark, _)| said.contains(mark));
    let machine = machine.map(|(_, name)| name);
    match (machine, app_name(said)) {
        (Some(machine), Some(app)) => format!("{machine} · {app}"),
        (Some(machine), None) => machine.to_owned(),
        (None, Some(app)) => app.to_owned(),
        (None, None) => SOME_DEVICE.to_owned(),
    }
}
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_its_owner_would_name_it() {
        let wechat =
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0";
        assert_eq!(device(wechat), "安卓手机 · 微信");
        let iphone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17 Mobile Safari/604";
        assert_eq!(device(iphone), "iPhone · Safari");
        assert_eq!(device("curl/8"), SOME_DEVICE);
    }
}
