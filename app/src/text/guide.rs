//! The guide.

/// Days until the last result.
pub const DAYS: &str = "办结";
/// Papers.
pub const MATERIALS: &str = "材料";
/// Steps.
pub const STEPS: &str = "环节";
/// Trips.
pub const TRIPS: &str = "跑动";
/// Units of the four.
pub const UNITS: [&str; 4] = ["天", "份", "个", "次"];
/// Before, for screen readers.
pub const BEFORE: &str = "以前";
/// After, for screen readers.
pub const AFTER: &str = "现在";
/// Where the four figures come from.
#[must_use]
pub fn figures_from(source: &str) -> String {
    format!("数字来自：{source}")
}

/// Who may.
pub const ELIGIBILITY: &str = "谁能这样办";
/// The items.
pub const HOW: &str = "怎么走";
/// The papers.
pub const WHAT: &str = "要准备什么";
/// Beneath it.
pub const WHAT_LEDE: &str = "政府已经有的，不用您再交。";
/// Questions.
pub const FAQ: &str = "大家常问";
/// Sources.
pub const SOURCES: &str = "依据和来源";
/// Marks what is invented.
pub const EXAMPLE: &str = "示例";
/// What the mark means.
pub const EXAMPLE_NOTE: &str = "标着“示例”的时限没有公开依据，只为演示。";
/// To open an item.
pub const MORE: &str = "依据、条件和结果";
/// Basis.
pub const BASIS: &str = "设定依据";
/// Conditions.
pub const ACCEPTS: &str = "受理条件";
/// Limit.
pub const LIMIT: &str = "办理时限";
/// Statutory limit.
#[must_use]
pub fn statutory(term: &str) -> String {
    format!("法定 {term}")
}
/// Promised limit.
#[must_use]
pub fn promised(term: &str) -> String {
    format!("承诺 {term}")
}
/// Fee.
pub const FEE: &str = "收费";
/// No fee.
pub const FREE: &str = "不收费";
/// Result.
pub const RESULT: &str = "结果";
/// By when to ask.
pub const ASK_BY: &str = "何时申请";
/// In person.
pub const IN_PERSON: &str = "要到现场";
/// Department.
pub const DEPARTMENT: &str = "办理部门";
/// May be left out.
pub const OPTIONAL: &str = "可以不选";
/// To the questions.
pub const START: &str = "看看我要办哪些";

/// What an item waits for.
#[must_use]
pub fn after(names: &[&str]) -> String {
    format!("等{}办好，自动开始。", names.join("、"))
}

/// To open what is not asked for.
#[must_use]
pub fn waived(count: usize) -> String {
    format!("另外 {count} 份不用您交，看看为什么")
}
/// A material that is not asked for.
pub const WAIVED: &str = "免提交";
/// A material that is probably not asked for.
pub const MAYBE_WAIVED: &str = "查到就免";
/// What that means.
pub const MAYBE_WAIVED_NOTE: &str = "您登录并同意后，我们去查。查到了，就不用您交。";
/// A material to provide.
pub const NEEDED: &str = "拍照上传";
/// A material that may be provided.
pub const IF_YOU_LIKE: &str = "可以不交";
/// A material that depends on something.
pub const DEPENDS: &str = "看情况";

/// A published version.
#[must_use]
pub fn version(day: &str, region: &str, modelled_on: Option<&str>) -> String {
    match modelled_on {
        Some(place) => format!("{day}公布，适用于{region}。参照{place}的公开指南编写。"),
        None => format!("{day}公布，适用于{region}。"),
    }
}
