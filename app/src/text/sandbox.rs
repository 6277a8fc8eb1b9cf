//! The sandbox's own page.

/// Title.
pub const TITLE: &str = "演示环境的开关";
/// Beneath it.
pub const LEDE: &str = "让某个数据源变慢、断开、查不到或者说法不一，看看办事的人会遇到什么。";
/// Behaviours, as in `usecases::register::sandbox::Behaviour::ALL`.
pub const BEHAVIOURS: [&str; 5] = ["正常", "很慢", "连不上", "查不到", "说法不一"];
/// Keep it.
pub const SAVE: &str = "照此设置";
