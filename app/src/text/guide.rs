//! The guide.

use domain::draft::MediaType;
use domain::theme::item::{Commitment, Way};
use domain::theme::material::Picture;

/// Where a fact comes from, by the numbers of the list of sources.
#[must_use]
pub fn from(numbers: &str) -> String {
    format!("来源 {numbers}")
}

/// Name of the list of the page's parts.
pub const PARTS: &str = "这一页有";
/// Its entries: who may, how, what, where, questions.
pub const JUMPS: [(&str, &str); 5] = [
    ("#who", "谁能办"),
    ("#how", "步骤"),
    ("#what", "材料"),
    ("#where", "大厅"),
    ("#faq", "问答"),
];
/// Who may.
pub const ELIGIBILITY: &str = "谁能这样办";
/// The items.
pub const HOW: &str = "怎么走";
/// The papers.
pub const WHAT: &str = "要准备什么";
/// What nobody asks for.
const WHAT_LEDE: &str = "政府查得到的，不用您交；查不到的才要。";
/// Questions.
pub const FAQ: &str = "大家常问";
/// Sources.
pub const SOURCES: &str = "依据和来源";
/// Marks what is invented.
pub const EXAMPLE: &str = "示例";
/// A figure with the mark.
#[must_use]
pub fn as_example(figure: &str) -> String {
    format!("{figure}（{EXAMPLE}）")
}
/// What the mark means.
pub const EXAMPLE_NOTE: &str = "标着“示例”的没有公开依据，只为演示。";
/// The official name.
pub const NAME: &str = "全名";
/// A law and its article.
#[must_use]
pub fn law(law: &str, article: Option<&str>) -> String {
    let article = article.unwrap_or_default();
    if law.contains('《') {
        format!("{law}{article}")
    } else {
        format!("《{law}》{article}")
    }
}
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
pub const RESULT: &str = "结果名称";
/// By when to ask.
pub const ASK_BY: &str = "何时申请";
/// How well one must be known.
pub const LEVEL: &str = "要核对什么";
/// In person.
pub const IN_PERSON: &str = "要到现场";
/// Department.
pub const DEPARTMENT: &str = "办理部门";
/// May be left out.
pub const OPTIONAL: &str = "可以不选。";
/// To the questions.
pub const START: &str = "看看我要办哪些";

/// How many things there are to prepare; some of them perhaps not.
#[must_use]
pub fn prepare(count: usize, perhaps: bool) -> String {
    match (count, perhaps) {
        (0, _) => NOTHING_ASKED.to_owned(),
        (count, false) => format!("要准备 {count} 样"),
        (count, true) => format!("最多准备 {count} 样"),
    }
}
/// The same in the guide, above what there is to prepare.
#[must_use]
pub fn prepare_at_most(count: usize) -> String {
    let often = if count == 0 {
        ""
    } else {
        "，很多人用不了这么多"
    };
    format!("{}{often}。{WHAT_LEDE}", prepare(count, true))
}
/// None is asked for.
pub const NOTHING_ASKED: &str = "什么都不用准备";
/// To open what is not asked for.
#[must_use]
pub fn waived(count: usize) -> String {
    format!("另外 {count} 样不用您交，看看为什么")
}
/// A material that is not asked for.
pub const WAIVED: &str = "免提交";
/// A material that is probably not asked for.
pub const MAYBE_WAIVED: &str = "查到就免";
/// What that means.
pub const MAYBE_WAIVED_NOTE: &str = "标着“查到就免”的，您登录并同意后我们去查。查到了，就不用您交。";
/// Why it is not asked for, when it is found.
#[must_use]
pub fn when_found(reason: &str) -> String {
    format!("查到以后：{reason}")
}
/// A material to provide.
pub const NEEDED: &str = "拍照上传";
/// A material that may be provided.
pub const IF_YOU_LIKE: &str = "可以不交";
/// A material that depends on something.
pub const DEPENDS: &str = "看情况";

/// A promise serves instead of a paper.
#[must_use]
pub fn instead(promise: &str) -> String {
    format!("不想交，可以改成承诺：{promise}")
}
/// Where a paper comes from.
#[must_use]
pub fn issued_by(who: &str) -> String {
    format!("从哪来：{who}。")
}
/// What a photo must be like.
#[must_use]
pub fn picture(picture: &Picture) -> Option<String> {
    let size = match (picture.width, picture.height) {
        (Some(width), Some(height)) => Some(format!("宽 {width}、高 {height} 像素")),
        (Some(width), None) => Some(format!("宽 {width} 像素")),
        (None, Some(height)) => Some(format!("高 {height} 像素")),
        (None, None) => None,
    };
    let weight = match (picture.least_kilobytes, picture.most_kilobytes) {
        (Some(least), Some(most)) => Some(format!("{least}～{most} KB")),
        (Some(least), None) => Some(format!("不小于 {least} KB")),
        (None, Some(most)) => Some(format!("不大于 {most} KB")),
        (None, None) => None,
    };
    let dpi = picture.dpi.map(|dpi| format!("{dpi} dpi"));
    let background = picture.background.as_ref().map(|colour| format!("{colour}底"));
    let all: Vec<_> = [size, dpi, weight, background].into_iter().flatten().collect();
    (!all.is_empty()).then(|| format!("照片要求：{}。", all.join("，")))
}
/// The kinds of file that are taken, where not all are.
#[must_use]
pub fn formats(kinds: &[MediaType]) -> Option<String> {
    (kinds.len() < MediaType::ALL.len()).then(|| format!("只收 {}。", self::kinds(kinds)))
}
/// Kinds of file: `JPG、PNG 照片或 PDF`.
#[must_use]
pub fn kinds(kinds: &[MediaType]) -> String {
    let picture = |kind: &MediaType| match kind {
        MediaType::Jpeg => Some("JPG"),
        MediaType::Png => Some("PNG"),
        MediaType::Pdf => None,
    };
    let pictures: Vec<_> = kinds.iter().filter_map(picture).collect();
    let pictures = (!pictures.is_empty()).then(|| format!("{} 照片", pictures.join("、")));
    let document = kinds.contains(&MediaType::Pdf).then(|| "PDF".to_owned());
    let all: Vec<_> = pictures.into_iter().chain(document).collect();
    all.join("或 ")
}

/// What starts at once.
pub const AT_ONCE: &str = "一提交就开始";
/// What waits, and for what.
#[must_use]
pub fn wait(results: &[String], decisions: &[String]) -> String {
    let results = (!results.is_empty()).then(|| format!("等{}办好", results.join("")));
    let decisions = (!decisions.is_empty()).then(|| format!("等{}有了结果（成不成都行）", decisions.join("")));
    let all: Vec<_> = results.into_iter().chain(decisions).collect();
    format!("{}，自动开始", all.join("，"))
}
/// What an item of somebody's list waits for, each by its name.
#[must_use]
pub fn waits(results: &[&str], decisions: &[&str]) -> String {
    let quoted = |names: &[&str]| names.iter().map(|name| either(&[name])).collect::<Vec<_>>();
    format!("{}。", wait(&quoted(results), &quoted(decisions)))
}
/// Items of which one is done.
#[must_use]
pub fn one_of(names: &[&str]) -> String {
    if names.len() > FEW {
        format!("{} 样里选一样", names.len())
    } else {
        format!("选一样：{}", either(names))
    }
}
/// So many are named in one sentence.
const FEW: usize = 2;
/// An item, or whichever of several is done.
#[must_use]
pub fn either(names: &[&str]) -> String {
    if names.len() > FEW {
        return "选的那一样".to_owned();
    }
    let quoted: Vec<_> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join("或")
}
/// An item that is not for everyone.
pub const NOT_FOR_ALL: &str = "不是人人要办。";
/// A step that is done elsewhere.
#[must_use]
pub fn offline(text: &str) -> String {
    format!("不在这里办：{text}")
}
/// In which case an item is for somebody.
pub const APPLIES: &str = "哪些人要办";
/// Papers of an item.
pub const PAPERS: &str = "申请材料";
/// No paper.
pub const NO_PAPERS: &str = "不用交材料";
/// A paper that is not asked for, or only when it is not found.
#[must_use]
pub fn free_paper(name: &str) -> String {
    format!("{name}（不用交）")
}
/// How an item goes.
pub const COURSE: &str = "办理流程";
/// Its stages: applied, accepted by somebody, special procedures, decided, result.
#[must_use]
pub fn course(department: &str, pauses: &[&str], is_automatic: bool) -> String {
    let applied = "网上申请".to_owned();
    let accepted = if is_automatic {
        "系统核对".to_owned()
    } else {
        format!("{department}受理")
    };
    let pauses = pauses.iter().map(|pause| (*pause).to_owned());
    let all: Vec<_> = [applied, accepted]
        .into_iter()
        .chain(pauses)
        .chain(["作出决定".to_owned(), "拿到结果".to_owned()])
        .collect();
    all.join(" → ")
}
/// What does not count towards the limit.
pub const PAUSES: &str = "不算在时限里";
/// One such procedure.
#[must_use]
pub fn pause(name: &str, explain: &str, term: Option<&str>) -> String {
    let term = term.map(|term| format!("（{term}）")).unwrap_or_default();
    format!("{name}{term}：{explain}")
}
/// The promise of the applicant.
pub const COMMITMENT: &str = "告知承诺";
/// What it says, as one paragraph each.
#[must_use]
pub fn commitment(commitment: &Commitment) -> Vec<String> {
    let excluded =
        (!commitment.excluded.is_empty()).then(|| format!("不能承诺的人：{}", commitment.excluded.join("；")));
    let notice = format!("要做到：{}", commitment.notice.join(""));
    let check = format!("怎么查：{}", commitment.check);
    let consequence = format!("做不到：{}", commitment.consequence);
    [notice, check, consequence].into_iter().chain(excluded).collect()
}
/// Decided by the system itself.
pub const AUTOMATIC: &str = "自动办结";
/// When it is refused.
pub const IF_REFUSED: &str = "没通过怎么办";
/// Whom to call about an item.
pub const CONTACT: &str = "问谁";
/// How the result arrives.
pub const DELIVERY: &str = "怎么领";
/// How long it is valid.
pub const VALID: &str = "管多久";
/// Where the facts come from.
pub const FROM: &str = "来源";
/// One way a result arrives.
#[must_use]
pub fn way(way: Way) -> &'static str {
    match way {
        Way::Electronic => "电子的",
        Way::Mail => "寄到家",
        Way::Window => "到窗口领",
    }
}

/// Who applies together.
pub const PARTIES: &str = "一起申请的人";
/// What one of them does.
#[must_use]
pub fn party(consent: &str, signs: Option<&str>) -> String {
    let signs = signs.map(|signs| format!("，{signs}")).unwrap_or_default();
    format!("{consent}{signs}。")
}
/// How many of somebody there can be.
#[must_use]
pub fn many(name: &str, least: u16, most: u16) -> String {
    format!("{name}可以有 {least} 到 {most} 个，每个填一遍。")
}

/// To send it to somebody.
pub const SHARE: &str = "发给家里人";
/// How.
pub const SHARE_NOTE: &str = "在微信、支付宝里，点右上角的“···”转发；在浏览器里，长按下面的地址，复制，发出去。";
/// To the square code.
pub const CODE: &str = "给旁边的人扫一扫";
/// What the square code is, for screen readers.
pub const CODE_LABEL: &str = "这一页的二维码";
/// To the page for a wall, and its title.
pub const POSTER: &str = "印一张海报";
/// Beneath its code.
pub const POSTER_SCAN: &str = "用手机扫一扫，看怎么办。";
/// Above the address, for who cannot scan.
pub const POSTER_TYPE: &str = "扫不了的，在浏览器里输入这个网址：";
/// How it is printed.
pub const POSTER_PRINT: &str = "用浏览器的打印功能印出来，贴在墙上。";

/// A thing that is not always needed.
#[must_use]
pub fn perhaps(name: &str) -> String {
    format!("{name}（看情况）")
}

/// The version, by its id.
#[must_use]
pub fn version_id(id: &str) -> String {
    format!("版本 {id}")
}
/// To the list of sources.
#[must_use]
pub fn all_sources(count: usize) -> String {
    format!("全部 {count} 个来源")
}

/// A published version.
#[must_use]
pub fn version(day: &str, region: &str, modelled_on: Option<&str>) -> String {
    match modelled_on {
        Some(place) => format!("{day}公布，适用于{region}。参照{place}的公开指南编写。"),
        None => format!("{day}公布，适用于{region}。"),
    }
}

#[cfg(test)]
mod tests {
    use domain::draft::MediaType;

    use super::{formats, kinds, waits};

    #[test]
    fn the_kinds_of_file_are_said_where_not_all_are_taken() {
        let all = [MediaType::Jpeg, MediaType::Png, MediaType::Pdf];
        assert_eq!((formats(&all), kinds(&all)), (None, "JPG、PNG 照片或 PDF".to_owned()));
        assert_eq!(formats(&[MediaType::Jpeg]).as_deref(), Some("只收 JPG 照片。"));
        assert_eq!(formats(&[MediaType::Pdf]).as_deref(), Some("只收 PDF。"));
    }

    #[test]
    fn what_waits_for_a_decision_alone_does_not_need_a_yes() {
        assert_eq!(waits(&["甲", "乙"], &[]), "等“甲”“乙”办好，自动开始。");
        assert_eq!(
            waits(&["甲"], &["丙"]),
            "等“甲”办好，等“丙”有了结果（成不成都行），自动开始。"
        );
    }
}
