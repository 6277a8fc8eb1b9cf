//! What is said without network. The worker in the browser has no words of its own: it takes these from the page.

/// Nothing was kept of this page.
pub const TITLE: &str = "现在没有网络";
/// What to do.
pub const LEDE: &str = "这一页没有留在手机里，要有网络才能看。提交过的都在；断网以后填的可能没存上，连上网再看一眼。";
/// Try again.
pub const AGAIN: &str = "再试一次";
/// Above the pages that were kept.
pub const KEPT: &str = "没有网络也能看的";
/// In front of a page that was kept; the worker puts the time in.
pub const SEEN: &str = "这是 {time} 打开时的样子，现在没有网络。";
/// How the worker writes a time.
pub const TIME: &str = "{month} 月 {day} 日 {clock}";
/// Something could not be sent, or nobody heard that it arrived.
pub const UNSENT_TITLE: &str = "网络断了，这一步不一定送到了";
/// What becomes of it.
pub const UNSENT_LEDE: &str =
    "您填的和选的都还在这一页里。请不要关掉，有网络了再提交一次；就算已经送到了，也不会重复提交。";
/// Send it again.
pub const SEND_AGAIN: &str = "再提交一次";
/// How it stands with it by now, for who comes back.
pub const LOOK: &str = "先看看办成了没有";

/// Whom to call: a call needs no network.
#[must_use]
pub fn call(number: &str) -> String {
    format!("着急就打电话：{number}")
}
