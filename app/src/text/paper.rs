//! Papers: used again, deferred, and what an officer would send back.

use domain::precheck::LEGIBLE;
use domain::theme::item::Basis;
use domain::theme::material::{Material, Pages};

use super::guide;

// --- The library

/// Title.
pub const LIBRARY: &str = "我的材料库";
/// Beneath it.
pub const LIBRARY_LEDE: &str = "交过、部门收下的材料存在这里。以后办别的事还要它，您同意了就能接着用，不用再拍。";
/// Nothing there.
pub const LIBRARY_EMPTY: &str = "还没有。交过的材料，部门受理以后会出现在这里。";
/// Forget it.
pub const FORGET: &str = "不再留用";
/// What that means.
pub const FORGET_NOTE: &str = "“不再留用”以后，办别的事就用不了它。已经交出去的，仍由部门保存。";
/// To it.
pub const TO_LIBRARY: &str = "看材料库";
/// It is in the library.
pub const IN_LIBRARY: &str = "交过，可以再用";
/// Above the offer.
pub const USE_AGAIN: &str = "用上次交的那份";
/// Beneath it.
pub const USE_AGAIN_NOTE: &str = "先点开看一眼，是不是这次要的。同意了，就只给这次办事的部门看。";
/// Consent.
pub const USE_AGREED: &str = "同意，用这一份";

/// What it was handed in for.
#[must_use]
pub fn handed_in(day: &str, theme: &str) -> String {
    format!("{day}办“{theme}”时交的")
}

/// Until when it can be used.
#[must_use]
pub fn until(day: &str) -> String {
    format!("可以用到 {day}")
}

/// One of its photos or documents.
#[must_use]
pub fn one_of(number: usize) -> String {
    format!("看第 {number} 份")
}

/// Where an officer's paper was taken from.
#[must_use]
pub fn origin(day: &str, theme: &str) -> String {
    format!("取自材料库，{day} 办“{theme}”时交的。申请人这次同意再用。")
}

// --- Why it is asked for

/// The answer to a question decides which record may make it needless.
#[must_use]
pub fn answer_first(ask: &str) -> String {
    format!("先答“{ask}”，我们再去查，多半不用交。")
}

/// The register was asked and does not say it.
#[must_use]
pub fn unsaid(register: &str) -> String {
    format!("{register}里没查到，所以要交。")
}

/// The register did not answer.
#[must_use]
pub fn silent(register: &str) -> String {
    format!("{register}没有回应，所以要交。")
}

// --- Until when a paper holds

/// Label.
pub const HOLDS: &str = "上面写的有效期到哪天";
/// Help.
pub const HOLDS_HINT: &str = "例如 2027-03-01。写着“长期”的不用填。";
/// Keep it.
pub const HOLDS_SAVE: &str = "保存日期";
/// It is no day.
pub const NOT_A_DATE: &str = "这不是一个日期。请照着填：年-月-日，例如 2027-03-01。";

// --- For later

/// Above the choice.
pub const LATER: &str = "现在没有？可以过后再补";
/// The choice.
pub const LATER_CHOSEN: &str = "先办，过后再补";
/// It was chosen.
pub const LATER_IS: &str = "您选了过后再补";
/// Taken back.
pub const NOW_INSTEAD: &str = "改成现在交";
/// In lists.
pub const LATER_STATE: &str = "过后再补";
/// Above what is owed.
pub const OWED: &str = "还要补的材料";
/// That something is owed.
pub const OWED_BELOW: &str = "还有材料要补，看下面。";
/// To where it is handed in.
pub const SUPPLY: &str = "去补交";
/// It cannot be handed in any more.
pub const OVER: &str = "这一份已经不能再交了。";
/// Why nothing can be taken away.
pub const JOINS: &str = "交了就归到申请里，工作人员马上看得到。交错了不能删，再交一份对的就行。";
/// Back to the application.
pub const TO_APPLICATION: &str = "回到申请";
/// It came after filing.
pub const SUPPLIED: &str = "后补";
/// It is deferred, on the desk.
pub const DEFERRED: &str = "容缺，还没到";

/// By when, before anybody accepted.
#[must_use]
pub fn within(term: &str) -> String {
    format!("部门受理以后，{term}内补上。")
}

/// By when.
#[must_use]
pub fn by(day: &str) -> String {
    format!("最晚 {day} 补上。")
}

/// It is late.
#[must_use]
pub fn late(day: &str) -> String {
    format!("说好 {day} 前补，已经过了。还没有办结，请马上补。")
}

/// It did not come, on the desk.
#[must_use]
pub fn missed(day: &str) -> String {
    format!("应在 {day} 前补交，没有来，由您决定。")
}

/// What happens when it does not come.
#[must_use]
pub fn otherwise(text: &str) -> String {
    format!("补不上的话，{text}")
}

/// A paper that may follow, before anybody filed.
#[must_use]
pub fn may_follow(term: &str, text: &str) -> String {
    format!("可以晚点交。{}{}", within(term), otherwise(text))
}

/// A paper is due soon.
#[must_use]
pub fn owed_soon(title: &str) -> String {
    format!("“{title}”还有材料要补，快到日子了。")
}

/// A paper did not come.
#[must_use]
pub fn owed_late(title: &str) -> String {
    format!("“{title}”说好要补的材料没有到。还没有办结，请马上补上，或者打电话问办理的部门。")
}

// --- The pre-check

/// Above what is found.
pub const FOUND: &str = "提交前看一看";
/// Beneath it.
pub const FOUND_NOTE: &str = "这些地方容易被退回来。改好再交更快；您觉得没有错，也可以照样提交。";
/// On the desk.
pub const WARNED: &str = "预审提醒过、申请人照样提交的";
/// To mend it.
pub const MEND: &str = "去改";

/// The law wants it otherwise.
#[must_use]
pub fn by_law(basis: &Basis) -> String {
    format!(
        "按《{}》{}，这一项不改不能提交。",
        basis.law,
        basis.article.as_deref().unwrap_or_default()
    )
}

/// A register has it otherwise: what, and how to mend it.
#[must_use]
pub fn register(label: &str, register: &str, said: &str) -> [String; 2] {
    [
        format!("{label}跟登记的不一样：{register}写的是“{said}”。"),
        "写错了就改过来；没有写错就不用动，工作人员会核实。".to_owned(),
    ]
}

/// One number, two names.
#[must_use]
pub fn two_names(label: &str, other: &str) -> [String; 2] {
    [
        format!("“{label}”和“{other}”是同一个身份证号码，名字却不一样。"),
        "请看看哪一个写错了，改成一样的。".to_owned(),
    ]
}

/// A number lies where it seldom does.
#[must_use]
pub fn unusual(label: &str, said: &str, (least, most): (i64, i64), unit: Option<&str>) -> [String; 2] {
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    [
        format!("“{label}”填的是 {said}，通常在 {least} 到 {most}{unit}之间。"),
        "请看看单位和位数对不对；真是这么多，就不用动。".to_owned(),
    ]
}

/// It does not hold any more.
#[must_use]
pub fn expired(name: &str, day: &str) -> [String; 2] {
    [
        format!("“{name}”到 {day} 就过期了。"),
        "请换成还在有效期里的；日期填错了，就改日期。".to_owned(),
    ]
}

/// Too small to be read.
#[must_use]
pub fn legible(name: &str, pixels: u32) -> [String; 2] {
    [
        format!("“{name}”的照片太小：长的一边只有 {pixels} 像素，至少要 {LEGIBLE} 像素，字才看得清。"),
        "请走近一点重新拍，不要用截图，也不要用聊天里转过的图。".to_owned(),
    ]
}

/// Pages are missing.
#[must_use]
pub fn pages(name: &str, there: u32, pages: &Pages) -> [String; 2] {
    [
        format!("“{name}”至少要 {} 页，现在只有 {there} 页。", pages.least),
        format!("要的是：{}", pages.text),
    ]
}

/// One file, two papers.
#[must_use]
pub fn twice(name: &str, other: &str) -> [String; 2] {
    [
        format!("“{name}”和“{other}”交的是同一个文件。"),
        "请看看是不是选错了；真是同一份，就不用动。".to_owned(),
    ]
}

/// Nothing on any page.
#[must_use]
pub fn blank(name: &str, file: &str) -> [String; 2] {
    [
        format!("“{name}”里的“{file}”打开是空白的。"),
        "请删掉它，换成有内容的。".to_owned(),
    ]
}

/// Other pixels.
#[must_use]
pub fn pixels(paper: &Material, (width, height): (u32, u32)) -> [String; 2] {
    let mend = "请照相馆按这个要求发一张，或者在手机相册里裁成这个尺寸。";
    [
        format!("“{}”现在是宽 {width}、高 {height} 像素。{}", paper.name, wanted(paper)),
        or_leave_it(paper, mend),
    ]
}

/// Too many kilobytes, or too few.
#[must_use]
pub fn kilobytes(paper: &Material, kilobytes: u64) -> [String; 2] {
    let most = paper.picture.as_ref().and_then(|picture| picture.most_kilobytes);
    let mend = if most.is_some_and(|most| kilobytes > u64::from(most)) {
        "文件太大。请照相馆按这个要求发一张；自己会修图的，另存时画质选低一点。"
    } else {
        "文件太小，多半压缩过。请用原来的那张。"
    };
    [
        format!("“{}”现在是 {kilobytes} KB。{}", paper.name, wanted(paper)),
        or_leave_it(paper, mend),
    ]
}

fn wanted(paper: &Material) -> String {
    paper.picture.as_ref().and_then(guide::picture).unwrap_or_default()
}

/// How it is mended; what need not be handed in at all can be taken away instead.
fn or_leave_it(paper: &Material, mend: &str) -> String {
    let instead = if paper.optional {
        "这一样可以不交，一时改不好，删掉就行。"
    } else {
        ""
    };
    format!("{mend}{instead}")
}

/// Another kind of file than is taken.
#[must_use]
pub fn format(paper: &Material, file: &str) -> [String; 2] {
    let taken = guide::formats(&paper.kinds()).unwrap_or_default();
    [
        format!("“{}”里的“{file}”不是要的那种文件。{taken}", paper.name),
        or_leave_it(paper, "请换一个再传。"),
    ]
}

#[cfg(test)]
mod tests {
    use content::Library;

    use super::*;

    #[test]
    fn of_a_paper_that_may_follow_the_days_are_said_once_and_then_what_comes_of_it() {
        assert_eq!(
            may_follow("10 个工作日", "“认定工龄”会退回。"),
            "可以晚点交。部门受理以后，10 个工作日内补上。补不上的话，“认定工龄”会退回。"
        );
    }

    #[test]
    fn a_photo_of_the_wrong_size_is_told_how_large_it_is_and_how_large_it_has_to_be() {
        let [small, _] = legible("户口簿", 320);
        assert!(
            small.contains("只有 320 像素") && small.contains(&format!("至少要 {LEGIBLE} 像素")),
            "{small}"
        );
        let themes = Library::embedded().unwrap().themes;
        let mut papers = themes.iter().flat_map(|authored| &authored.theme.materials);
        let photo = papers
            .find(|paper| paper.id.as_str() == "photo" && paper.optional)
            .unwrap();
        let [other, mend] = pixels(photo, (320, 200));
        assert!(
            other.contains("宽 320、高 200 像素") && other.contains("宽 358、高 441 像素"),
            "{other}"
        );
        assert!(mend.ends_with("删掉就行。"), "{mend}");
        let [heavy, mend] = kilobytes(photo, 71);
        assert!(heavy.contains("71 KB") && mend.contains("太大"), "{heavy}{mend}");
        let must = Material {
            optional: false,
            ..photo.clone()
        };
        let [_, mend] = kilobytes(&must, 71);
        assert!(!mend.contains("可以不交"), "{mend}");
    }
}
