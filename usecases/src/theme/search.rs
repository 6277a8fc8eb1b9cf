//! Find themes by the words people use.

use domain::field::same_text;
use domain::theme::Theme;

use super::{Published, list::list};
use crate::context::Context;
use crate::error::Result;

/// The themes that these words fit, the best first; anyone may search.
///
/// # Errors
/// When the database fails.
pub async fn search(ctx: &Context, words: &str) -> Result<Vec<Published>> {
    let scored = list(ctx)
        .await?
        .into_iter()
        .map(|published| (score(&published.theme, words), published));
    let mut found: Vec<_> = scored.filter(|(score, _)| *score > 0).collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    Ok(found.into_iter().map(|(_, published)| published).collect())
}

/// How well a theme fits: its own names count most, pairs of neighbouring characters catch inexact words.
fn score(theme: &Theme, words: &str) -> usize {
    let words = domain::identity::compact(words).to_lowercase();
    if words.is_empty() {
        return 0;
    }
    let names = || std::iter::once(&theme.name).chain(&theme.aliases);
    let items = || {
        theme
            .items
            .iter()
            .flat_map(|item| [&item.name, &item.short, &item.result])
    };
    let materials = || theme.materials.iter().map(|material| &material.name);
    let exact = names().any(|name| same_text(name, &words));
    let within = names().any(|name| name.contains(&words) || words.contains(name.as_str()));
    let item = items().any(|name| name.contains(&words));
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let wanted = pairs(&words);
    let shared = |weight: usize, text: &str| weight * pairs(text).iter().filter(|pair| wanted.contains(pair)).count();
    let near = names().map(|name| shared(3, name)).max().unwrap_or(0)
        + items().map(|name| shared(2, name)).max().unwrap_or(0)
        + materials().map(|name| shared(1, name)).max().unwrap_or(0);
    usize::from(exact) * 1000 + usize::from(within) * 300 + usize::from(item) * 100 + near
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::TestOffice;

    async fn found(office: &TestOffice, words: &str) -> Vec<String> {
        search(&office.ctx, words)
            .await
            .unwrap()
            .iter()
            .map(|found| found.theme.slug.to_string())
            .collect()
    }

    #[tokio::test]
    async fn finds_a_theme_by_the_words_people_use() {
        for office in TestOffice::each().await {
            for words in [
                "新生儿出生",
                "生孩子",
                " 上户口 ",
                "宝宝 出生",
                "给宝宝上个户口",
                "出生医学证明",
            ] {
                assert_eq!(
                    found(&office, words).await.first().map(String::as_str),
                    Some("newborn"),
                    "{words}"
                );
            }
            for words in ["社保卡", "医保卡", "办一张社保卡", "激活银行功能"] {
                assert_eq!(
                    found(&office, words).await.first().map(String::as_str),
                    Some("social-card"),
                    "{words}"
                );
            }
        }
    }

    #[tokio::test]
    async fn finds_nothing_for_nothing_and_for_words_nobody_wrote() {
        for office in TestOffice::each().await {
            for words in ["", "　", "-", "量子力学", "<script>"] {
                assert_eq!(found(&office, words).await, [""; 0], "{words}");
            }
        }
    }
}
