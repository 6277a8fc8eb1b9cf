//! Applying together: asking somebody, taking a seat, agreeing.

use domain::party::Standing;

use super::frame::PRODUCT;

/// Title of who applies together.
pub const TITLE: &str = "一起办的人";
/// Beneath it.
pub const LEDE: &str = "每个人在自己的手机上看、填、签名。他们的证件号码您只看得到几位，您的他们看不到。";
/// Nobody has to.
pub const NOBODY: &str = "这次不用别人一起办。";
/// How somebody stands, in a row.
#[must_use]
pub fn state(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::NotAsked => ("state state--need", "还没有请"),
        Standing::Expired => ("state state--need", "链接过期了"),
        Standing::Waiting => ("state", "还没打开链接"),
        Standing::Joined => ("state", "来了，还没同意"),
        Standing::Outdated => ("state state--need", "要再同意一次"),
        Standing::Agreed => ("state state--done", "同意了"),
        Standing::Declined => ("state state--wrong", "没有同意"),
    }
}

/// How one stands oneself, in a row.
#[must_use]
pub fn own_state(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Agreed => ("state state--done", "您同意了"),
        Standing::Declined => ("state", "您没有同意"),
        Standing::Outdated => ("state state--need", "请再签一次"),
        _ => ("state state--need", "请您看"),
    }
}

/// How somebody stands, and what to do.
#[must_use]
pub fn sentence(standing: Standing, name: &str) -> String {
    match standing {
        Standing::NotAsked => "要请他本人确认、签名。填好姓名和手机号，做一个链接发给他。".to_owned(),
        Standing::Expired => format!("给 {name} 的链接过期了。再做一个发给他。"),
        Standing::Waiting => format!("等 {name} 打开链接。没收到、打不开的，再做一个。"),
        Standing::Joined => format!("{name} 来了，还没有同意。等您都填好了，他才能签名。"),
        Standing::Outdated => format!("{name} 签名以后又改过，要请他再看、再签一次。"),
        Standing::Agreed => format!("{name} 看过了，同意了。"),
        Standing::Declined => format!("{name} 没有同意。请跟他商量；提交以前，他随时可以改主意。"),
    }
}

/// Somebody is missing, on the page where everything is checked.
#[must_use]
pub fn gap(standing: Standing, name: &str) -> String {
    match standing {
        Standing::NotAsked => format!("还没有请{name}来确认"),
        Standing::Expired => format!("给{name}的链接过期了，再发一次"),
        Standing::Waiting => format!("等{name}打开链接"),
        Standing::Joined => format!("等{name}看过、签名"),
        Standing::Outdated => format!("{name}签名以后又改过，要请他再签一次"),
        Standing::Agreed => format!("{name}同意了"),
        Standing::Declined => format!("{name}没有同意"),
    }
}

/// Who it is: 父亲 陈远.
#[must_use]
pub fn who(role: &str, name: &str) -> String {
    format!("{role} {name}").trim().to_owned()
}

/// So many are missing.
#[must_use]
pub fn missing(count: usize) -> String {
    if count == 0 {
        "都同意了".to_owned()
    } else {
        format!("还差 {count} 个人")
    }
}

/// Label of the name.
pub const NAME: &str = "他的姓名";
/// Beneath it.
pub const NAME_HINT: &str = "要和身份证上的一样。";
/// Label of the number.
pub const PHONE: &str = "他的手机号码";
/// What the digits are for.
pub const BY_MESSAGE_HINT: &str =
    "他打开链接，还要填 6 位数字才进得去，别人拿到链接也没有用。不打勾的，做好链接以后给您看，您自己告诉他。";
/// Send the digits.
pub const BY_MESSAGE: &str = "6 位数字由我们用短信发给他";
/// Make a link.
pub const MAKE: &str = "做一个链接";
/// Make another.
pub const MAKE_AGAIN: &str = "再做一个链接";
/// What another does.
pub const MAKE_AGAIN_NOTE: &str = "再做一个，原来的就打不开了。";
/// Above the link, the first of two things to pass on.
pub const PASS_ON: &str = "1. 把下面这段话发给他";
/// Above the link, where the digits went by message.
pub const PASS_ON_ALONE: &str = "把下面这段话发给他";
/// How.
pub const PASS_ON_HOW: &str = "用微信、短信都行；按住这段话，能整段复制。";
/// What the drawn link is.
pub const LINK: &str = "链接";
/// Copy it.
pub const COPY: &str = "复制这段话";
/// It was copied.
pub const COPIED: &str = "复制好了";
/// Open the phone's own messages.
pub const SEND_LINK: &str = "用短信发链接";
/// What stands in that message before the link: from whom and where it is, how the digits come, and not what it is about, since anybody
/// may read it.
#[must_use]
pub fn message(city: &str, name: &str, is_sent: bool) -> String {
    let digits = if is_sent {
        "另有 6 位数字，用短信发给您。"
    } else {
        "另有 6 位数字，我当面或打电话告诉您。"
    };
    format!("{name}请您一起办一件事，要您本人看过、签名。{digits}请在{city}的“{PRODUCT}”打开：")
}
/// Side by side.
pub const SCAN: &str = "人在身边的，让他扫一扫";
/// Above the digits, the second.
pub const DIGITS: &str = "2. 再把这 6 位数字告诉他";
/// How.
pub const DIGITS_HOW: &str = "当面说，或者打电话说。不要跟链接一起发。半小时后就不再显示。";
/// Above the digits that went by message.
pub const DIGITS_SENT: &str = "6 位数字用短信发给他了";
/// What to do only if they did not come.
pub const DIGITS_SENT_HOW: &str =
    "您不用再说。他没收到的，当面说，或者打电话说；不要跟链接一起发。半小时后就不再显示。";
/// What the link is good for, and how long.
pub const GOOD: &str = "他打开链接后登录自己的账户，别人打开也没有用。链接 7 天内有效。";
/// Remind.
pub const REMIND: &str = "提醒他";
/// Reminded.
pub const REMINDED: &str = "提醒过了。";
/// Take back.
pub const WITHDRAW: &str = "不请他了";
/// What that means.
pub const WITHDRAW_NOTE: &str =
    "他就打不开这一份了，他自己填的会删掉；登记里查得到的，会重新填上。可以再请一次，或者请别人。";
/// Said once more.
pub const WITHDRAW_SURE: &str = "确定不请他了";
/// The reason of who declined.
#[must_use]
pub fn reason(reason: &str) -> String {
    format!("他说：{reason}")
}
/// Who has no phone.
pub const NO_PHONE: &str = "没有手机、用不了手机的？";
/// The way out.
#[must_use]
pub fn no_phone(hall: &str) -> String {
    format!("请他带身份证，跟您一起到{hall}，窗口当面办。没满 18 岁的，由家长陪着去。")
}
/// A hall of any name.
pub const A_HALL: &str = "政务服务大厅";

/// Title for whoever opened a link.
pub const ASKED: &str = "有人请您一起办一件事";
/// Before signing in: where one is, how to make sure, and what comes.
#[must_use]
pub fn sign_in_first(city: &str) -> String {
    format!(
        "这里是{city}的“{PRODUCT}”。不放心的，先打电话问请您的人。请登录您自己的账户，没有账户的用手机号就能登录；登录后再填请您的人告诉您的 6 位数字。"
    )
}
/// To sign in.
pub const SIGN_IN: &str = "登录";
/// Beneath the title, signed in.
pub const DIGITS_ASKED: &str = "是什么事、谁请您，填对了数字就能看到。";
/// Label of the digits.
pub const DIGITS_LABEL: &str = "请您的人告诉您的 6 位数字";
/// Go in.
pub const OPEN: &str = "打开";
/// Title for a link that does not open.
pub const OVER: &str = "这个链接打不开了";
/// What to do.
pub const OVER_NOTE: &str = "可能过期了、换过了，或者已经有人用了。请让请您的人再做一个发给您。";
/// No link was opened in this browser.
pub const NO_LINK: &str = "请从别人发给您的链接打开这一页。";
/// The applicant's own link.
pub const OWN: &str = "这是给别人的链接";
/// What to do.
pub const OWN_NOTE: &str = "请把它发给要一起办的人，让他在自己的手机上打开。";

/// What is wrong with what was typed.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "not-a-party" => "请填他的姓名，和身份证上的一样。",
        "name-differs" => "跟申请里填的姓名不一样。请核对，改成一样的。",
        "not-a-phone" => "请填他的 11 位手机号码。",
        "seat-taken" => "他已经来了。要换人，先点“不请他了”。",
        "too-many-tries" => "今天请得太多次了，请明天再试。",
        "wrong-code" => "数字不对。请发链接给您的人再念一遍。",
        "tries-over" => "试了太多次。请让请您的人再做一个链接。",
        "somebody-else-meant" => "您的姓名或身份证号码，跟请您的人填的对不上。请让他核对以后再做一个链接。",
        "incomplete" => "申请还没有填完，填完了才能签名。",
        "record-changed" => "您打开以后，内容又改过。请再看一遍，再签名。",
        "already-submitted" => "已经提交了，不能再改。",
        _ => return None,
    })
}

/// Title of one's part.
#[must_use]
pub fn together(title: &str) -> String {
    format!("请您一起办：{title}")
}
/// Who asks.
#[must_use]
pub fn asks(name: &str) -> String {
    format!("{name} 请您一起办这件事。")
}
/// How one stands, to oneself.
#[must_use]
pub fn yours(standing: Standing) -> &'static str {
    match standing {
        Standing::Agreed => "您同意了。提交以前，您随时可以改主意。",
        Standing::Outdated => "您签名以后又改过，请再看一遍、再签一次。",
        Standing::Declined => "您没有同意。提交以前，您随时可以改主意。",
        _ => "请看一遍。同意的，在下面签名；不同意也可以。",
    }
}
/// It was submitted.
pub const SUBMITTED: &str = "已经提交了。";
/// Above what was mended of it since.
pub const MENDED: &str = "您签名以后改过的";
/// Who changed it, when and why, and how to object.
#[must_use]
pub fn mended_by(name: &str, time: &str) -> String {
    format!(
        "{time}，{name}按部门的要求补正，改了下面这些，{name}另外签了名。您原来签过名的内容没有动。不同意的，请跟{name}商量，或者打热线电话，请部门处理。"
    )
}
/// Nobody needs it any more.
pub const NOT_NEEDED: &str = "内容改过，现在不用您签名了。";
/// It cannot be agreed to yet.
pub const NOT_READY: &str = "申请还没有填完。填完了会告诉您，再来签名。";
/// Above one's own topics.
pub const YOUR_PART: &str = "您的信息";
/// Registers, in a row.
pub const REGISTERS: &str = "让我们帮您查";
/// Above what all of them wrote, as far as one sees it.
pub const WRITTEN: &str = "申请里写的";
/// What is not shown.
pub const HIDDEN: &str = "别人的证件号码、电话、材料，不给您看；您给的号码，请您的人只看得到几位，别人看不到。";
/// Above what one agrees to.
pub const YOU_AGREE: &str = "您同意什么";
/// Agree and sign.
pub const AGREE: &str = "同意并签名";
/// What one signed, as a file.
pub const SIGNED: &str = "下载您签过名的内容";
/// Decline.
pub const DECLINE: &str = "不同意";
/// Title of declining.
pub const DECLINE_TITLE: &str = "不同意？";
/// Beneath it.
pub const DECLINE_LEDE: &str = "您不同意，这份申请就交不了。提交以前，您随时可以改主意。";
/// Label of the reason.
pub const REASON: &str = "为什么";
/// It may be left out, and who reads it.
pub const REASON_HINT: &str = "请您的人看得到。";
/// Think again.
pub const THINK_AGAIN: &str = "我再想想";
/// Back to one's part.
pub const BACK: &str = "返回";
/// Consent to look up one's own records.
pub const CONSENT_LEDE: &str =
    "您同意后，我们用您的身份证号码向下面这些部门查一次，只用来办这件事。请您的人看不到敏感的。";

/// Above what one applies for with others.
pub const TOGETHER: &str = "跟别人一起办的";
/// Said by somebody of themselves.
#[must_use]
pub fn said_by(name: &str) -> String {
    format!("由 {name} 本人提供")
}
/// Beneath what the account of somebody who fills in their part could say.
pub const OFFERED: &str = "这是您账户里的号码，保存了才算您填的。";
/// What somebody who is there is to say themselves.
#[must_use]
pub fn left_to(name: &str, what: &str) -> String {
    format!("{what}由 {name} 本人填，您不用填。")
}
/// Who somebody is, by their account.
#[must_use]
pub fn from_account(name: &str) -> String {
    format!("来自 {name} 的账户")
}
/// Filled in, and not shown to others.
pub const FILLED: &str = "填好了，不给您看";
/// What the applicant agrees to as one of the parties.
pub const YOU_TOO: &str = "提交也表示您";

/// What the applicant is told.
#[must_use]
pub fn answered(standing: Standing, name: &str) -> String {
    match standing {
        Standing::Agreed => format!("{name} 同意了，签了名。"),
        Standing::Declined => format!("{name} 没有同意。"),
        Standing::Outdated => format!("{name} 签名以后又改过，要请他再签一次。"),
        _ => format!("{name} 改了主意，还在看，还没有同意。"),
    }
}
/// What somebody who was asked is told.
#[must_use]
pub fn look(standing: Standing, title: &str, is_submitted: bool) -> String {
    match standing {
        _ if is_submitted => format!("“{title}”提交了。"),
        Standing::Outdated => format!("“{title}”改过了，请再看、再签一次。"),
        _ => format!("“{title}”请您看一看。"),
    }
}
/// What somebody who signed is told when something of it was mended.
#[must_use]
pub fn mended(title: &str) -> String {
    format!("“{title}”补正过：您签过名的内容有改动，请看看改了什么。")
}
/// Somebody left.
#[must_use]
pub fn left(title: &str) -> String {
    format!("一起办“{title}”的人退出了，要再请一次。")
}
/// Not asked any more.
pub const DISMISSED: &str = "有人请您一起办的事，现在不用您了。您填的已经删掉。";
/// To it.
pub const LOOK: &str = "去看看";
