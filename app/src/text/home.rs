//! The first page, the list of themes, and searching.

/// Title.
pub const TITLE: &str = "您要办什么事？";
/// Beneath it.
pub const LEDE: &str = "说一件事就行。要找哪些部门、先办哪样，我们替您理好。";
/// Label of the search field.
pub const SEARCH: &str = "用您自己的话说";
/// In the empty field.
pub const SEARCH_EXAMPLE: &str = "例如：生孩子、办社保卡";
/// The button.
pub const SEARCH_BUTTON: &str = "查找";
/// Above the themes.
pub const THEMES: &str = "现在能办的事";
/// Title of the list.
pub const ALL_THEMES: &str = "全部事情";
/// Nothing was published yet.
pub const NO_THEMES: &str = "这里还没有公布能办的事，请打电话问一问。";
/// Title of an empty search.
pub const SEARCH_TITLE: &str = "查找";
/// Nothing fits.
pub const NOTHING_FOUND: &str = "没有找到。这里也许还不能办，先打电话问一个人，或者换个说法再找。";
/// Above the themes that come nearest.
pub const NEAREST: &str = "也许您要找的是";
/// To all themes.
pub const TO_ALL_THEMES: &str = "看看全部能办的事";
/// Name of the list that opens while one types.
pub const SUGGESTIONS: &str = "猜您要找";

/// How many were found.
#[must_use]
pub fn found(count: usize) -> String {
    format!("找到 {count} 件事")
}

/// Whom to ask when nothing fits, and when somebody answers.
#[must_use]
pub fn ask_a_person(number: &str, hours: &str) -> String {
    format!("打 {number} 问一个人（{hours}）")
}

/// How many items a theme joins; at the most so many where some exclude others.
#[must_use]
pub fn items(count: usize, are_all_together: bool) -> String {
    let at_most = if are_all_together { "" } else { "最多 " };
    format!("{at_most}{count} 件事一次办")
}

/// Themes for a person and a family.
pub const FOR_PEOPLE: &str = "给自己和家里人";
/// Themes for a shop or a company.
pub const FOR_COMPANIES: &str = "给店和公司";

/// To all themes, when the first page does not hold them.
#[must_use]
pub fn more(count: usize) -> String {
    format!("全部 {count} 件事")
}

/// Which page of the list this is.
#[must_use]
pub fn page_of(page: usize, pages: usize) -> String {
    format!("第 {page} 页，共 {pages} 页")
}
/// To the page before.
pub const PREVIOUS: &str = "上一页";
/// To the page behind.
pub const NEXT: &str = "下一页";

/// The three choices of the elder mode: to get something done.
pub const ELDER_DO: &str = "办一件事";
/// Beneath it.
pub const ELDER_DO_NOTE: &str = "上户口、领补贴、办社保卡……";
/// To one's own things.
pub const ELDER_MINE: &str = "看我办的事";
/// Beneath it.
pub const ELDER_MINE_NOTE: &str = "办到哪一步了，还要我做什么。";
/// To a person.
pub const ELDER_CALL: &str = "打电话问人";
/// To searching.
pub const ELDER_SEARCH: &str = "没看到？自己说一说";
/// Title of the list in the elder mode.
pub const ELDER_LIST: &str = "要办哪一件？";

/// Whom one reaches, and when.
#[must_use]
pub fn elder_call_note(number: &str, hours: &str) -> String {
    format!("{number}，{hours}。")
}
