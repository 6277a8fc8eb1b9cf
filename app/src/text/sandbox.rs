//! The sandbox's own page.

use domain::notice::NoticeKind;

/// Title.
pub const TITLE: &str = "演示环境的开关";
/// Beneath it.
pub const LEDE: &str = "让某个数据源变慢、断开、查不到或者说法不一，看看办事的人会遇到什么。";
/// Behaviours, as in `usecases::register::sandbox::Behaviour::ALL`.
pub const BEHAVIOURS: [&str; 5] = ["正常", "很慢", "连不上", "查不到", "说法不一"];
/// Keep it.
pub const SAVE: &str = "照此设置";
/// Title of the messages to the sandbox's phones.
pub const MESSAGES: &str = "发到手机上的短信";
/// None yet.
pub const NO_MESSAGES: &str = "还没有发过短信。";

/// What a message says: of something that happened, or of a code.
#[must_use]
pub fn message(said: &str) -> String {
    let said = match NoticeKind::from_word(said) {
        Some(NoticeKind::NewDevice) => "您的账户在一台新设备上登录了。不是您的话，请到“登录过的设备”里退出它。",
        Some(NoticeKind::MandateOffered) => "有人请您帮忙办事。登录后到“我的”里看是谁，您答应了才开始。",
        Some(NoticeKind::MandateAccepted) => "您委托的人答应了，可以替您办事了。想停，登录后随时可以收回。",
        Some(NoticeKind::MandateEnded) => "一份委托停止了。登录后到“我的”里看是哪一份。",
        Some(NoticeKind::NumberMoved) => {
            "您的账户换了手机号，这个号码不能登录了。不是您换的，请马上打政务服务热线，或者带身份证到大厅。"
        }
        Some(NoticeKind::DraftEnds) => "您有一份没交的申请，很久没动了，两个星期后会删掉。还要办的话，登录后接着填。",
        Some(NoticeKind::HelpAnswered) => "您请部门看看的事有答复了。登录后到“消息”里看。",
        Some(NoticeKind::PartyInvited) => {
            "有人请您一起办一件事。请打开他发给您的链接，登录自己的账户；接着收到的 6 位数字在那里填。"
        }
        Some(NoticeKind::PartyAnswered) => "您请来一起办事的人有了回音。登录后到“我的”里看。",
        Some(NoticeKind::PartyAsked) => "跟别人一起办的事，请您看一看。登录后到“我的”里看。",
        Some(NoticeKind::PartyLeft) => "跟别人一起办的事有变化。登录后到“我的”里看。",
        Some(NoticeKind::CorrectionAsked) => "您申请的一件事要补正。登录后到“消息”里看改什么、最晚哪天交。",
        Some(NoticeKind::CorrectionEnds) => "您有一件事要补正，快到最后一天了。登录后到“消息”里看。",
        Some(NoticeKind::Granted) => "您申请的一件事办好了。登录后到“消息”里看。",
        Some(NoticeKind::Refused) => "您申请的一件事没有办成。登录后到“消息”里看原因和接下来怎么办。",
        Some(NoticeKind::PromiseToMend) => "您承诺的事核查过了，有地方要改。登录后到“消息”里看改什么、最晚哪天。",
        Some(NoticeKind::PromiseBroken) => "您承诺的事核查过了，没有做到。登录后到“消息”里看后果，不服怎么办。",
        Some(NoticeKind::PaperOwed) => "您有一份申请还差材料，快到补交的日子了。登录后到“我的”里补交。",
        Some(NoticeKind::PaperMissed) => "您有一份申请，说好要补的材料没有到。登录后到“我的”里看怎么办。",
        Some(NoticeKind::NumberGone | NoticeKind::ToDownload) | None => return code(said),
    };
    said.to_owned()
}

/// The digits, and behind them that they are an invitation's, or the theme for which they sign, if they do.
fn code(said: &str) -> String {
    match said.split_once('\n') {
        Some((digits, of)) if of == NoticeKind::PartyInvited.as_str() => {
            format!("数字 {digits}，填在请您一起办事的人发给您的链接里，7 天内有效。谁要都别给。")
        }
        Some((digits, theme)) => {
            format!("签名验证码 {digits}，用来给“{theme}”的申请签名，5 分钟内有效。填了就是您签了名，谁要都别给。")
        }
        None => format!("验证码 {said}，5 分钟内有效。谁要都别给。"),
    }
}
