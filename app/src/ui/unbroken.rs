//! What no line breaks apart: words of two like characters, 妈妈, 爸爸, and days in figures, which have hyphens.

use leptos::prelude::*;

/// How days are written in figures, the longest first.
const DAYS: [&str; 3] = ["0000-00-00 00:00", "0000-00-00", "0000-00"];

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
        let held = word(rest).or_else(|| day(rest));
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

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn two_like_characters_are_one_word_and_a_day_is_one_and_nothing_is_lost() {
        let text = "您是孩子的妈妈，还是爸爸？2026-11-16 03:42，不是 2026-11，100 元，0000-1000";
        let found = pieces(text);
        let held: Vec<_> = found
            .iter()
            .filter(|(is_held, _)| *is_held)
            .map(|(_, piece)| piece.as_str())
            .collect();
        assert_eq!(held, ["妈妈", "爸爸", "2026-11-16 03:42", "2026-11"]);
        let whole: String = found.iter().map(|(_, piece)| piece.as_str()).collect();
        assert_eq!(whole, text);
    }
}
