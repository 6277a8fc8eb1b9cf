//! Files that leave the site, and what to do in an app that has no place for one.

use domain::notice::download::Download;

/// Be reminded of it among one's messages.
pub const TO_INBOX: &str = "发到我的消息里";
/// It is there; to it.
pub const IN_INBOX: &str = "已经发到您自己的消息里，去看";
/// To the page it is downloaded from.
pub const OPEN: &str = "去下载";

/// What waits for another browser, and how it is got there.
#[must_use]
pub fn waits(file: &Download, title: &str) -> String {
    let what = match file {
        Download::Data => "您的全部信息".to_owned(),
        Download::Record(_) | Download::Part(_) => format!("“{title}”里您签过名的内容"),
        Download::Paper(_) => format!("“{title}”里您交过的一份材料"),
    };
    format!("您要下载{what}。请在电脑上，或者手机自带的浏览器里打开掌办，登录后在“消息”里下载。")
}
