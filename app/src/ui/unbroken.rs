//! Words of two like characters that no line breaks apart: 妈妈, 爸爸.

use leptos::prelude::*;

/// The text with such words held together.
pub(crate) fn unbroken(text: &str) -> AnyView {
    let piece = |(is_word, piece): (bool, String)| {
        if is_word {
            view! { <span class="unbroken">{piece}</span> }.into_any()
        } else {
            piece.into_any()
        }
    };
    pieces(text).into_iter().map(piece).collect_view().into_any()
}

/// The text in pieces, and which of them is such a word.
fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for character in text.chars() {
        let is_like = character.is_alphabetic() && !character.is_ascii();
        match pieces.last_mut() {
            Some((false, plain)) if is_like && plain.ends_with(character) => {
                plain.pop();
                let word = (true, character.to_string().repeat(2));
                if plain.is_empty() {
                    pieces.pop();
                }
                pieces.push(word);
            }
            Some((false, plain)) => plain.push(character),
            _ => pieces.push((false, character.to_string())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn two_like_characters_are_one_word_and_nothing_is_lost() {
        let found = pieces("您是孩子的妈妈，还是爸爸？100 元");
        let words: Vec<_> = found
            .iter()
            .filter(|(is_word, _)| *is_word)
            .map(|(_, word)| word.as_str())
            .collect();
        assert_eq!(words, ["妈妈", "爸爸"]);
        let whole: String = found.iter().map(|(_, piece)| piece.as_str()).collect();
        assert_eq!(whole, "您是孩子的妈妈，还是爸爸？100 元");
    }
}
