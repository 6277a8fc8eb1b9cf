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
pub const NOTHING_FOUND: &str = "没有找到合适的。换个说法试试，或者从下面选。";

/// How many were found.
#[must_use]
pub fn found(count: usize) -> String {
    format!("找到 {count} 件事")
}

/// How many items a theme joins.
#[must_use]
pub fn items(count: usize) -> String {
    format!("{count} 件事一次办")
}
