//! How much must fit for a theme to be called found, or near.

use tantivy::query::{BooleanQuery, Occur};
use tantivy::schema::Field;

use super::super::words::{Run, about, folded, is_about_somebody, is_single, pairs, parts, runs, said, sounds};
use super::{Clause, Index, any};

/// The share of the pairs of what a query is about that must be in a theme's names and items for it to be found.
const ENOUGH: (usize, usize) = (4, 10);
/// Of what only sounds so most must be there: most syllables are somewhere.
const ENOUGH_SOUNDS: (usize, usize) = (6, 10);
/// Of letters nearly all must be there: wrong ones are soon found somewhere.
const ENOUGH_LETTERS: (usize, usize) = (6, 10);

impl Index {
    /// What must fit for a theme to be found: a whole alias, or enough of what the words are about, in its names and items; what
    /// only sounds so, nearly whole. What only stands somewhere in its text makes it one of the nearest.
    pub(super) fn enough(&self, words: &str) -> tantivy::Result<BooleanQuery> {
        let mut either = Vec::new();
        for part in parts(words).chain([words]) {
            either.extend(self.term(self.fields.whole, part, 1.0)?);
        }
        for run in about(words).into_iter().flat_map(runs) {
            match run {
                Run::Words(words) if is_single(words) => either.extend(self.term(self.fields.about, words, 1.0)?),
                Run::Words(words) => {
                    let pairs: Vec<_> = pairs(words).map(str::to_owned).collect();
                    either.extend(self.enough_of(self.fields.about, &pairs, ENOUGH)?);
                }
                Run::Letters(letters) => either.extend(self.enough_letters(letters)?),
            }
        }
        for part in said(words) {
            let sounds: Vec<_> = sounds(part).collect();
            if sounds.len() > 1 {
                either.extend(self.enough_of(self.fields.sounds, &sounds, ENOUGH_SOUNDS)?);
            }
        }
        Ok(any(either))
    }

    /// Of words about somebody: what fits the rest of them, wherever it stands.
    pub(super) fn near(&self, words: &str) -> tantivy::Result<Option<BooleanQuery>> {
        if !is_about_somebody(words) {
            return Ok(None);
        }
        let mut clauses = Vec::new();
        for part in about(words) {
            for pair in pairs(part) {
                clauses.extend(self.term(self.fields.all, pair, 1.0)?);
            }
        }
        Ok(Some(any(clauses)))
    }

    /// Themes with such a share of these tokens.
    fn enough_of(&self, field: Field, tokens: &[String], enough: (usize, usize)) -> tantivy::Result<Option<Clause>> {
        let mut clauses = Vec::new();
        for token in tokens {
            clauses.extend(self.term(field, token, 1.0)?);
        }
        Ok(at_least(share(tokens.len(), enough), clauses))
    }

    fn enough_letters(&self, letters: &str) -> tantivy::Result<Vec<Clause>> {
        let (fields, pinyin) = (&self.fields, folded(letters));
        let mut either = Vec::new();
        for (field, text, longest) in [(fields.letters, pinyin.as_str(), 4), (fields.initials, letters, 3)] {
            let length = text.len().min(longest);
            let mut tokens = self.cut(field, text)?;
            tokens.retain(|token| token.len() == length);
            either.extend(self.enough_of(field, &tokens, ENOUGH_LETTERS)?);
        }
        Ok(either)
    }
}

/// Themes that fit so many of these; none when there are not so many.
fn at_least(count: usize, clauses: Vec<Clause>) -> Option<Clause> {
    if clauses.len() < count {
        return None;
    }
    let clauses = clauses.into_iter().map(|clause| (Occur::Should, clause)).collect();
    Some(Box::new(BooleanQuery::with_minimum_required_clauses(clauses, count)))
}

/// A share of so many, rounded up, at least one.
fn share(of: usize, (part, whole): (usize, usize)) -> usize {
    (of * part).div_ceil(whole).max(1)
}
