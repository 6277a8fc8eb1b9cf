//! What no line breaks apart: words of two like characters, 妈妈, 爸爸; days in figures and telephone numbers, which have hyphens;
//! figures and what they count, 35 个工作日; a day of a month, 12 月 4 日, and of the week, （周五）.

use leptos::prelude::*;

/// How days are written in figures, the longest first.
const DAYS: [&str; 3] = ["0000-00-00 00:00", "0000-00-00", "0000-00"];

/// What stands between the figures of one number.
const SIGNS: [char; 4] = ['-', '.', ':', ','];

/// What figures count, the longer before those it begins with.
const UNITS: [&str; 28] = [
    "个工作日",
    "个自然日",
    "个月",
    "平方米",
    "厘米",
    "像素",
    "小时",
    "分钟",
    "周岁",
    "KB",
    "MB",
    "天",
    "年",
    "月",
    "日",
    "号",
    "个",
    "件",
    "样",
    "题",
    "次",
    "份",
    "张",
    "页",
    "位",
    "元",
    "人",
    "岁",
];

/// The text with such words and days held together.
pub(crate) fn unbroken(text: &str) -> AnyView {
    let piece = |(is_held, piece): (bool, String)| {
        if is_held {
            view! { <span class="unbroken">{piece}</span> }.into_any()
        } else {
            piece.into_any()
        }
    };
    pieces(text).into_iter().map(piece).collect_view().into_any()
}

/// The text in pieces, and which of them is held together.
fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let held = word(rest)
            .or_else(|| day(rest))
            .or_else(|| amount(rest))
            .or_else(|| day_of_week(rest));
        let (piece, after) = rest.split_at(held.unwrap_or(character.len_utf8()));
        match pieces.last_mut() {
            Some((false, plain)) if held.is_none() => plain.push_str(piece),
            _ => pieces.push((held.is_some(), piece.to_owned())),
        }
        rest = after;
    }
    pieces
}

/// How many bytes a word of two like characters takes, where the text begins with one.
fn word(text: &str) -> Option<usize> {
    let mut characters = text.chars();
    let (first, second) = (characters.next()?, characters.next()?);
    let is_word = first == second && first.is_alphabetic() && !first.is_ascii();
    is_word.then(|| 2 * first.len_utf8())
}

/// How many bytes a day in figures takes, where the text begins with one.
fn day(text: &str) -> Option<usize> {
    let is_like = |(like, byte): (u8, u8)| {
        if like == b'0' {
            byte.is_ascii_digit()
        } else {
            byte == like
        }
    };
    let begins = |like: &&str| {
        // What goes on with a figure is some other number.
        let is_over = !text.as_bytes().get(like.len()).is_some_and(u8::is_ascii_digit);
        is_over && text.len() >= like.len() && like.bytes().zip(text.bytes()).all(is_like)
    };
    DAYS.into_iter().find(begins).map(str::len)
}

/// How many bytes figures take together with what they count, where the text begins with them; alone they are held only where a
/// sign would let a line break.
fn amount(text: &str) -> Option<usize> {
    let is_over = |character: char| !character.is_ascii_digit() && !SIGNS.contains(&character);
    let end = text.find(is_over).unwrap_or(text.len());
    let number = text.get(..end)?.trim_end_matches(SIGNS);
    if !number.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let after = text.get(number.len()..)?;
    let Some(counted) = unit(after) else {
        return number.contains(SIGNS).then_some(number.len());
    };
    let is_month = after.get(..counted)?.ends_with('月');
    let day = is_month.then(|| day_of_month(after.get(counted..)?)).flatten();
    Some(number.len() + counted + day.unwrap_or_default())
}

/// How many bytes the unit behind a number takes, with the blank before it.
fn unit(text: &str) -> Option<usize> {
    let bare = text.strip_prefix(' ').unwrap_or(text);
    let unit = UNITS.into_iter().find(|unit| bare.starts_with(*unit))?;
    Some(text.len() - bare.len() + unit.len())
}

/// How many bytes the day behind a month takes.
fn day_of_month(text: &str) -> Option<usize> {
    let bare = text.strip_prefix(' ').unwrap_or(text);
    let figures = bare
        .find(|character: char| !character.is_ascii_digit())
        .filter(|count| *count > 0)?;
    let counted = unit(bare.get(figures..)?)?;
    Some(text.len() - bare.len() + figures + counted)
}

/// How many bytes a day of the week in brackets takes, where the text begins with one.
fn day_of_week(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("（周")?;
    let name = inside.chars().next()?;
    let after = inside.get(name.len_utf8()..)?.strip_prefix('）')?;
    Some(text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::pieces;

    /// What is held together of a text, of which nothing is lost.
    fn held(text: &str) -> Vec<String> {
        let found = pieces(text);
        let whole: String = found.iter().map(|(_, piece)| piece.as_str()).collect();
        assert_eq!(whole, text);
        let held = found.into_iter().filter(|(is_held, _)| *is_held);
        held.map(|(_, piece)| piece).collect()
    }

    #[test]
    fn two_like_characters_are_one_word_and_a_day_in_figures_is_one() {
        let text = "您是孩子的妈妈，还是爸爸？2026-11-16 03:42，不是 2026-11";
        assert_eq!(held(text), ["妈妈", "爸爸", "2026-11-16 03:42", "2026-11"]);
    }

    #[test]
    fn figures_stay_with_what_they_count_and_telephone_numbers_are_whole() {
        let text = "约 35 个工作日，最晚 2026 年 12 月 4 日（周五），打 0000-1000101，15～40 KB，5.50 元，第12题";
        let pieces = [
            "35 个工作日",
            "2026 年",
            "12 月 4 日",
            "（周五）",
            "0000-1000101",
            "40 KB",
            "5.50 元",
            "12题",
        ];
        assert_eq!(held(text), pieces);
        assert_eq!(held("热线 12345，12 月，3。（周末）加班"), ["12 月", "（周末）"]);
    }
}
