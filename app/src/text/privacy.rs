//! What is kept about people, what for and for how long (个人信息保护法 art. 17).

use usecases::retention::What;

/// Title.
pub const TITLE: &str = "我们存什么，存多久";
/// What it says, where somebody sends its address on.
pub const ABOUT: &str = "在这里办事，我们存您哪些信息，为什么存，存多久，您能怎么管。";
/// To it, where somebody signs in.
pub const LINK: &str = "登录前可以看：我们存什么，存多久";
/// To it, where one sees what is kept.
pub const RULES: &str = "每样东西存多久";
/// Above what is kept as long as the citizen wants.
pub const YOURS: &str = "您自己管的";
/// What that is.
pub const YOURS_ARE: [&str; 5] = [
    "账户：手机号；您核对过身份的，还有姓名和身份证号码。用来知道是谁在办，您注销就删。",
    "登记里查来的：您同意了才查，只用来办您这一份申请，随时可以收回同意；哪个部门当时没有答复，提交以后再去问。",
    "材料库里的：部门收下过的材料，您同意了才会再用到别的事里，随时可以不再留用。",
    "交了的申请，和您签过名的内容：是部门的档案，由部门按规定的年限保存。",
    "您手机里的：打开过的“我的”、清单和进度，没有网络时也能看，最多留 7 天，退出登录就删。表格和材料不留在手机里。",
];
/// Above what goes by itself.
pub const BY_ITSELF: &str = "到时候自动删的";
/// Kept only while it is used.
pub const AT_ONCE: &str = "用完就删，最多半小时";
/// Above how it is kept.
pub const HOW: &str = "怎么存";
/// How.
pub const HOW_IT_IS: &str = "姓名、号码、填的内容和材料都加密存放。工作人员只看得到自己经办的，看一次记一次，您在“我的信息”里看得到是哪个部门看的。不给别人，不做广告。";
/// Above one's rights.
pub const RIGHTS: &str = "您可以";
/// To one's own data.
pub const TO_MY_DATA: &str = "登录后到“我的信息”：看、改、带走、删掉";

/// Whom to ask.
#[must_use]
pub fn ask(city: &str, number: &str, hours: &str) -> String {
    format!("{city}负责保管。有疑问、要投诉，打 {number}（{hours}）。")
}

/// Something kept for a time, and what for; nothing for what is about nobody.
#[must_use]
pub fn what(what: What) -> Option<(&'static str, &'static str)> {
    Some(match what {
        What::GuestDrafts => ("没登录时填的", "下次打开接着填"),
        What::Drafts => ("没交的申请和里面的材料", "方便接着办；删之前两个星期告诉您"),
        What::Uploads => ("传到一半的照片和文件", "网断了还能接着传"),
        What::Sessions => ("登录记录和设备名", "认出您用过的设备，有新设备登录就告诉您"),
        What::Notices => ("给您的消息", "过后还能看到谁登录过、委托有什么变化"),
        What::Helps => ("请部门看看时问的话和答复", "过后还能看到答复；草稿删了就一起删"),
        What::ParkedForms => ("没登录时交上来的那一页", "登录以后还给您"),
        What::Vouchers => ("刷脸、验证码或者从小程序登录，进行到哪一步", "把这一步做完"),
        What::Codes => ("验证码和收它的号码", "数一数发了几次，防止乱发"),
        What::Tries => ("核对身份试了几次", "防止有人拿您的号码乱试"),
        What::Mandates => ("结束了的委托，和替您做过什么", "有争议的时候说得清"),
        What::Invitations => ("没人打开的“一起办”链接，和请的是谁", "再请他时不用重填"),
        What::Representatives => ("您代表哪个单位", "下次不用再填"),
        What::Messages | What::Searches | What::Arrivals | What::Errands | What::Log => return None,
    })
}

/// For so many days.
#[must_use]
pub fn days(days: i64) -> String {
    match days {
        0 => AT_ONCE.to_owned(),
        days if days % 365 == 0 => format!("{} 年", days / 365),
        days => format!("{days} 天"),
    }
}
