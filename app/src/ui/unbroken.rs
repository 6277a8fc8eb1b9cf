//! What no line breaks apart: words of two like characters, 妈妈, 爸爸; days in figures and telephone numbers, which have hyphens;
//! figures and what they count, 35 个工作日; a day of a month, 12 月 4 日, and of the week, （周五）.

use std::sync::LazyLock;

use fancy_regex::Regex;
use leptos::prelude::*;

/// What is held together. Of what figures count the longer stands before those it begins with; figures alone are held only where a sign
/// between them would let a line break.
#[expect(
    clippy::expect_used,
    reason = "the expression is written here, and the tests read it"
)]
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    let unit = "(?:个工作日|个自然日|个月|平方米|厘米|像素|小时|分钟|周岁|KB|MB|[天年月日号个件样题次份张页位元人岁])";
    let held = [
        // A word of two like characters.
        r"(\p{Han})\1",
        // A day in figures, with the time or without the day; what goes on with a figure is some other number.
        r"\d{4}-\d{2}(?:-\d{2}(?: \d{2}:\d{2})?)?(?!\d)",
        // A day of a month, before what else figures count.
        &format!(r"\d+ ?月 ?\d+ ?{unit}"),
        &format!(r"\d+(?:[-.:,]+\d+)* ?{unit}"),
        r"\d+(?:[-.:,]+\d+)+",
        r"（周\w）",
    ];
    Regex::new(&held.join("|")).expect("the expression is whole")
});

/// The text with such words and days held together.
pub(crate) fn unbroken(text: &str) -> AnyView {
    let piece = |(is_held, piece): (bool, &str)| {
        let piece = piece.to_owned();
        if is_held {
            view! { <span class="unbroken">{piece}</span> }.into_any()
        } else {
            piece.into_any()
        }
    };
    pieces(text).into_iter().map(piece).collect_view().into_any()
}

/// The text in pieces, and which of them is held together.
fn pieces(text: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut end = 0;
    // A text that is too odd to be judged breaks where it may.
    for held in HELD.find_iter(text).map_while(Result::ok) {
        pieces.push((false, text.get(end..held.start()).unwrap_or_default()));
        pieces.push((true, held.as_str()));
        end = held.end();
    }
    pieces.push((false, text.get(end..).unwrap_or_default()));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    /// What is held together of a text, of which nothing is lost.
    fn held(text: &str) -> Vec<&str> {
        let found = pieces(text);
        let whole: String = found.iter().map(|(_, piece)| *piece).collect();
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
