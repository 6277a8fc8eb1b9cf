//! What people search for, counted by the day for the editors. Nobody can tell from it who asked.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::{Days, NaiveDate};
use data::search::SearchCount;

use super::index::plain;
use crate::context::Context;
use crate::error::Result;

/// How long counts are kept, days.
pub const KEPT_DAYS: u64 = 180;
/// The longest text that is kept, characters; the rest is cut off.
const LONGEST: usize = 40;
/// So many digits in a row may be somebody's number.
const NUMBER: usize = 6;
/// How many different texts are held in memory, and how many are kept of one day: who makes them up fills nothing.
const DIFFERENT: usize = 1_000;
const DIFFERENT_A_DAY: u64 = 10_000;

/// What was searched for since it was last written down: a page that is only read must not write each time.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<BTreeMap<(NaiveDate, String), (i32, bool)>>);

impl Tally {
    /// Counts one search.
    pub(super) fn note(&self, day: NaiveDate, words: &str, found_nothing: bool) {
        let Some(words) = countable(words) else { return };
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (day, words);
        if counted.len() < DIFFERENT || counted.contains_key(&key) {
            let (count, last) = counted.entry(key).or_default();
            *count += 1;
            *last = found_nothing;
        }
    }

    /// Writes down what was counted.
    pub(super) async fn store(&self, ctx: &Context) -> Result<()> {
        let counted = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if counted.is_empty() {
            return Ok(());
        }
        let tx = ctx.db.write().await?;
        let mut kept = BTreeMap::new();
        for ((day, words), (count, found_nothing)) in counted {
            let so_far = match kept.get(&day) {
                Some(so_far) => *so_far,
                None => data::search::count_words(&*tx, day).await?,
            };
            if so_far < DIFFERENT_A_DAY {
                let counted = SearchCount {
                    day,
                    words,
                    count,
                    found_nothing,
                };
                data::search::add(&*tx, counted).await?;
            }
            kept.insert(day, so_far + 1);
        }
        Ok(tx.commit().await?)
    }
}

/// Forgets counts older than [`KEPT_DAYS`].
///
/// # Errors
/// When the database fails.
pub async fn forget_counts(ctx: &Context, db: &impl data::Connection) -> Result<()> {
    let since = ctx.today().checked_sub_days(Days::new(KEPT_DAYS)).unwrap_or_default();
    Ok(data::search::delete_before(db, since).await?)
}

/// The text as it may be kept: no blanks or signs, not long, nothing that looks like a number of somebody's.
fn countable(words: &str) -> Option<String> {
    let words = plain(words);
    let mut digits = 0;
    for c in words.chars() {
        let is_digit = c.is_numeric() || "零一二三四五六七八九".contains(c);
        digits = if is_digit { digits + 1 } else { 0 };
        if digits >= NUMBER {
            return None;
        }
    }
    (!words.is_empty()).then(|| words.chars().take(LONGEST).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_looks_like_somebodys_number_is_kept() {
        for number in [
            "110105194912310021",
            "我的号码是 110105-19491231-002X",
            "１３８００００００００",
            "电话138 0000 0000",
            "一三八零零零零零零零零",
            "123456",
        ] {
            assert_eq!(countable(number), None, "{number}");
        }
        assert_eq!(countable("打 12345 问").as_deref(), Some("打12345问"));
        assert_eq!(countable(" -？"), None);
    }

    #[test]
    fn what_is_kept_is_short() {
        assert_eq!(countable(&"生".repeat(200)).unwrap().chars().count(), LONGEST);
    }

    #[test]
    fn who_makes_up_words_does_not_fill_the_memory() {
        let (tally, day) = (Tally::default(), NaiveDate::default());
        for made_up in 0..2 * DIFFERENT {
            tally.note(
                day,
                &format!(
                    "字{}",
                    char::from_u32(0x4e00 + u32::try_from(made_up).unwrap()).unwrap()
                ),
                true,
            );
        }
        tally.note(day, "字一", true);
        let counted = tally.0.lock().unwrap();
        assert_eq!((counted.len(), counted[&(day, "字一".to_owned())].0), (DIFFERENT, 2));
    }
}
