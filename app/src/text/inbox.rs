//! The inbox.

/// Title.
pub const TITLE: &str = "消息";
/// Nothing there.
pub const EMPTY: &str = "还没有消息。申请交上去以后，每一步都会在这里告诉您。";
/// Nothing on this page.
pub const NO_MORE: &str = "没有更早的消息了。";
/// What was not read yet.
pub const NEW: &str = "新";
/// To older ones.
pub const OLDER: &str = "更早的消息";
/// To newer ones.
pub const NEWER: &str = "更新的消息";

/// How many are new, in the bar and among one's own things.
#[must_use]
pub fn with_new(count: u64) -> String {
    match count {
        0 => TITLE.to_owned(),
        count => format!("{TITLE}（{count} 条新）"),
    }
}
