//! What is searched for and in, cut into what is compared: pairs of characters, words of letters, sounds.

use pinyin::ToPinyin;

/// Words that say that something is asked, not what about; longer ones first.
const ASIDE: [&str; 48] = [
    "可不可以",
    "需不需要",
    "什么时候",
    "怎么办理",
    "如何办理",
    "要不要",
    "能不能",
    "是不是",
    "有没有",
    "多少钱",
    "怎么办",
    "怎么样",
    "为什么",
    "请问",
    "怎么",
    "怎样",
    "如何",
    "咋办",
    "什么",
    "哪里",
    "哪儿",
    "哪些",
    "哪个",
    "去哪",
    "到哪",
    "在哪",
    "找谁",
    "多少",
    "多久",
    "几天",
    "需要",
    "可以",
    "我想",
    "我要",
    "我们",
    "手续",
    "一下",
    "吗",
    "呢",
    "吧",
    "啊",
    "呀",
    "了",
    "的",
    "我",
    "咋",
    "啥",
    "哪",
];

/// Words that say whom it is about, not what it is.
const WHOM: [&str; 22] = [
    "老人家",
    "老年人",
    "残疾人",
    "个体户",
    "孩子",
    "小孩",
    "宝宝",
    "儿子",
    "女儿",
    "老人",
    "爸爸",
    "妈妈",
    "爸妈",
    "父母",
    "爷爷",
    "奶奶",
    "老婆",
    "老公",
    "家里",
    "公司",
    "企业",
    "单位",
];
/// Words that say what becomes of it.
const DONE: [&str; 9] = ["个人", "申请", "办理", "登记", "证明", "认定", "核对", "报名", "办"];

/// Letters, digits and Chinese alone, small and half as wide.
pub(super) fn plain(text: &str) -> String {
    let text = domain::identity::half_width(text).to_lowercase();
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The parts that say what is asked about; all of it when there is nothing else in it.
pub(super) fn said(words: &str) -> Vec<&str> {
    without(vec![words], &ASIDE)
}

/// The parts that tell one theme from another: of what is said neither whom it is about nor what becomes of it. A character left
/// alone tells nothing.
pub(super) fn about(words: &str) -> Vec<&str> {
    let mut parts = without(without(said(words), &WHOM), &DONE);
    if parts.iter().any(|part| !is_single(part)) {
        parts.retain(|part| !is_single(part));
    }
    parts
}

/// Whether it says whom it is about.
pub(super) fn is_about_somebody(words: &str) -> bool {
    WHOM.iter().any(|whom| words.contains(whom))
}

/// What is left between these; all of it when that is nothing.
fn without<'a>(all: Vec<&'a str>, aside: &[&str]) -> Vec<&'a str> {
    let mut parts = all.clone();
    for aside in aside {
        parts = parts.into_iter().flat_map(|part| part.split(aside)).collect();
    }
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() { all } else { parts }
}

/// A row of letters, or of anything else.
#[derive(Debug, PartialEq)]
pub(super) enum Run<'a> {
    Letters(&'a str),
    Words(&'a str),
}

pub(super) fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let is_letter = |c: char| c.is_ascii_lowercase();
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c| is_letter(c) != is_letter(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(if is_letter(first) {
            Run::Letters(run)
        } else {
            Run::Words(run)
        })
    })
}

/// Where each character begins, and where the last one ends.
fn borders(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Two neighbouring characters at a time.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = &str> {
    let borders = borders(text);
    (0..borders.len().saturating_sub(2)).filter_map(move |at| text.get(*borders.get(at)?..*borders.get(at + 2)?))
}

/// Every part that is long enough to be an alias, 2 to 8 characters.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let borders = borders(text);
    let last = borders.len();
    (0..last)
        .flat_map(move |from| (from + 2..last.min(from + 9)).map(move |to| (from, to)))
        .filter_map(move |(from, to)| text.get(*borders.get(from)?..*borders.get(to)?))
}

pub(super) fn is_single(token: &str) -> bool {
    token.chars().nth(1).is_none()
}

/// The syllable of each character; what has none stands for itself.
fn syllables(text: &str) -> Vec<String> {
    text.chars()
        .zip(text.to_pinyin())
        .map(|(c, syllable)| syllable.map_or_else(|| c.to_string(), |syllable| syllable.plain().to_owned()))
        .collect()
}

/// Two neighbouring syllables at a time, as southern tongues hear them.
pub(super) fn sounds(text: &str) -> impl Iterator<Item = String> {
    let syllables: Vec<_> = syllables(text).iter().map(|one| folded(one)).collect();
    let pair = |pair: &[String]| pair.join("-");
    syllables.windows(2).map(pair).collect::<Vec<_>>().into_iter()
}

/// The pinyin as one row of letters.
pub(super) fn letters(text: &str) -> String {
    folded(&syllables(text).concat())
}

/// The first letter of each syllable.
pub(super) fn initials(text: &str) -> String {
    syllables(text).iter().filter_map(|one| one.chars().next()).collect()
}

/// Without the differences many people do not make: zh and z, ch and c, sh and s, -ng and -n.
pub(super) fn folded(pinyin: &str) -> String {
    let mut folded = pinyin.to_owned();
    for (from, to) in [("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n")] {
        folded = folded.replace(from, to);
    }
    folded
}
