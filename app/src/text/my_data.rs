//! What is kept about a citizen: seeing it, taking it along, taking consent back, deleting.

use domain::draft::Purpose;
use domain::notice::News;
use domain::register::Outcome;

/// Title.
pub const TITLE: &str = "我的信息";
/// Beneath it.
pub const LEDE: &str = "这里存着的、跟您有关的，能看、能改、能带走。一样不少的，在下面“导出一份”里。";
/// Above the account.
pub const ACCOUNT: &str = "账户";
/// Show numbers in full.
pub const SHOW: &str = "显示号码";
/// Hide them again.
pub const HIDE: &str = "遮住号码";
/// Label of the number.
pub const PHONE: &str = "手机号码";
/// The name is not known.
pub const NOT_CONFIRMED: &str = "还没有核对";
/// To confirm it.
pub const TO_CONFIRM: &str = "去核对姓名";
/// Where the phone is corrected.
pub const CORRECT_PHONE: &str = "手机号换了，带身份证到大厅改。";
/// Where drafts are corrected.
pub const CORRECT_DRAFT: &str = "填错了，点进去改。";
/// Where applications are corrected.
pub const CORRECT_APPLICATION: &str = "提交以后不能自己改。写错了，打电话给受理的部门，或者撤回再交。";
/// Above ways to sign in.
pub const MEANS: &str = "怎么登录";
/// Above drafts.
pub const DRAFTS: &str = "没填完的";
/// Above applications.
pub const APPLICATIONS: &str = "已经提交的";
/// Above papers.
pub const PAPERS: &str = "交过的材料";
/// Above registers.
pub const REGISTERS: &str = "查过的登记";
/// Above what departments were asked.
pub const HELPS: &str = "请部门看过的";
/// Above consents.
pub const CONSENTS: &str = "您同意过的";
/// Above messages.
pub const NOTICES: &str = "发给您的消息";
/// Above looks.
pub const LOOKS: &str = "哪些部门看过";
/// Above how long.
pub const KEPT: &str = "存多久";
/// How long; drafts for this time.
#[must_use]
pub fn kept_how_long(drafts: &str) -> String {
    format!(
        "没填完的，您可以随时删；一直不动的话，留 {drafts}，删之前两个星期告诉您。提交了的是部门的档案，由部门按规定的年限保存。别的到时候自动删。"
    )
}
/// Nothing of this kind.
pub const NONE: &str = "没有。";
/// Not all of a kind are shown.
pub const MORE: &str = "只列了最近的，导出里有全部。";
/// Delete, in a row.
pub const DELETE: &str = "删除";
/// Take back.
pub const WITHDRAW: &str = "撤回";
/// Taken back.
pub const WITHDRAWN: &str = "已撤回";
/// What taking back means.
pub const WITHDRAW_NOTE: &str =
    "没提交的，撤回后把查来的、从材料库拿来的都去掉，您自己填、自己交。提交了的，已经交给部门，不会再查新的。";
/// Export.
pub const EXPORT: &str = "导出一份";
/// Delete the account.
pub const ERASE: &str = "注销账户";

/// Where name and number are corrected.
#[must_use]
pub fn correct_name(register: &str) -> String {
    format!("姓名和身份证号码来自{register}，有错请到户口所在的派出所改。")
}

/// Since when.
#[must_use]
pub fn since(day: &str) -> String {
    format!("{day}起")
}

/// Whom one asked to apply together, and how they stand.
#[must_use]
pub fn asked(name: &str, standing: &str) -> String {
    format!("您请了 {name}：{standing}")
}

/// When it was given.
#[must_use]
pub fn given(time: &str) -> String {
    format!("{time} 同意")
}

/// What a consent is for.
#[must_use]
pub fn purpose(purpose: Purpose, title: &str) -> String {
    match purpose {
        Purpose::Registers => format!("为“{title}”查登记"),
        Purpose::Sensitive => format!("为“{title}”查敏感信息"),
        Purpose::Library => format!("为“{title}”再用一份交过的材料"),
    }
}

/// How a look into a register went.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Found => "查到了",
        Outcome::Empty => "没有查到",
        Outcome::Slow => "没有等到",
        Outcome::Down => "没有连上",
    }
}

/// What a citizen is told.
#[must_use]
pub fn notice(news: &News) -> &'static str {
    match news {
        News::NewDevice(_) => "有新设备登录",
        News::MandateAccepted(_) => "您委托的人答应了",
        News::MandateEnded(_) => "一份委托停止了",
        News::NumberGone => "手机号给了别人",
        News::PartyAnswered(_) => "一起办的人有了回音",
        News::PartyAsked(_) => "一起办的事请您看",
        News::PartyLeft(_) => "一起办的人有变化",
        News::DraftEnds(_) => "一份草稿快要删了",
        News::HelpAnswered(_) => "部门答复了您的问题",
        News::PaperOwed(_) => "有材料快到补交的日子了",
        News::PaperMissed(_) => "要补的材料没有到",
        News::ToDownload(_) => "有文件等您下载",
    }
}

/// That somebody signed in.
#[must_use]
pub fn signed_in_on(time: &str, device: &str) -> String {
    format!("{time} 在 {device} 登录过。不是您？")
}

/// Somebody else has the number.
pub const NUMBER_GONE: &str =
    "您原来的手机号现在是别人在用，已经从这个账户里拿掉了。带身份证到大厅窗口，可以换上新的号码。";

/// Sign it out.
pub const END_IT: &str = "退出它";
/// That session is over.
pub const IS_OVER: &str = "它已经退出了。不是您的话，请打电话告诉我们。";

/// A look at an application.
#[must_use]
pub fn look(title: &str, in_full: bool) -> String {
    if in_full {
        format!("看了“{title}”，看了完整号码")
    } else {
        format!("看了“{title}”")
    }
}

/// Title of the export.
pub const EXPORT_TITLE: &str = "我的全部信息";
/// Beneath it.
pub const EXPORT_LEDE: &str = "里面有完整的号码，请收好。";
/// Beneath it, where a page can be printed.
pub const EXPORT_PRINTED: &str = "可以打印，也可以下载。";
/// Download.
pub const DOWNLOAD: &str = "下载文件";
/// What stands in the file.
pub const DOWNLOAD_NOTE: &str = "文件是 JSON 格式，别的系统也能读。别人的号码，不是您填的，会遮住中间几位。";
/// Above the answers.
pub const ANSWERS: &str = "填的内容";
/// Too much for one page.
pub const NOT_WHOLE: &str = "内容太多，这里只有一部分。要全部的，请打热线电话。";

/// When it was made.
#[must_use]
pub fn made(time: &str) -> String {
    format!("{time} 导出")
}

/// Title of deleting the account.
pub const ERASE_TITLE: &str = "注销账户？";
/// Above what goes.
pub const GOES: &str = "马上删掉";
/// What goes.
pub const WHAT_GOES: [&str; 4] = [
    "您的姓名、身份证号码和手机号码",
    "没填完的内容和照片",
    "登录过的设备，所有地方都退出",
    "同意过的记录和发给您的消息",
];
/// Above what stays.
pub const STAYS: &str = "不能删的";
/// What stays.
pub const WHAT_STAYS: &str =
    "提交过的申请是部门的档案，由部门按规定的年限保存，到期再删。注销以后，您在这里看不到它们，要看请到部门去问。";
/// The law behind it.
pub const ERASE_LAW: &str = "《个人信息保护法》第四十七条：法律规定的保存期限没有到的，停止存储和保护以外的处理。";
/// Not undone.
pub const NO_WAY_BACK: &str = "注销了找不回来。以后再来办事，要重新登录。";
/// Keep it.
pub const KEEP: &str = "不注销";
/// Do it.
pub const ERASE_NOW: &str = "注销";
/// Something is open.
pub const STILL_OPEN: &str = "您还有没办完的申请，现在不能注销。请先撤回，或者等它办完。";
/// To the applications.
pub const TO_APPLICATIONS: &str = "看我的申请";
/// Signed in too long ago.
pub const TOO_LONG_AGO: &str = "为了安全，注销前请再登录一次，登录后 10 分钟内都可以。";
/// Sign in again.
pub const SIGN_IN_AGAIN: &str = "再登录一次";
/// Title afterwards.
pub const ERASED: &str = "账户已经注销";
/// Beneath it.
pub const ERASED_LEDE: &str = "您的姓名、号码和没填完的内容都删掉了，所有设备都退出了。";
