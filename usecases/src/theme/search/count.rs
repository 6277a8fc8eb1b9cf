//! What people search for, counted by the day for the editors. Nobody can tell from it who asked.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::{Days, NaiveDate};
use data::search::SearchCount;

use super::words::plain;
use crate::context::Context;
use crate::error::Result;

/// How long counts are kept, days.
pub(crate) const KEPT_DAYS: u64 = 180;
/// The longest text that is kept, characters; the rest is cut off.
const LONGEST: usize = 40;
/// So many digits in a row may be somebody's number.
const NUMBER: usize = 6;
/// How many different texts are held in memory, and of how many is counted on one day: who makes them up fills nothing, and
/// keeps nobody from counting what is counted already.
const DIFFERENT: usize = 1_000;
const DIFFERENT_A_DAY: u64 = 10_000;

/// What was searched for since it was last written down: a page that is only read must not write each time.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<Counted>);

/// How often each text was searched for on a day, and whether nothing was found the last time.
type Counted = BTreeMap<(NaiveDate, String), (i32, bool)>;

/// What people searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Searched {
    /// What was typed, without signs and blanks.
    pub words: String,
    /// How often.
    pub count: i64,
    /// Nothing fitted, the last time.
    pub found_nothing: bool,
}

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

    /// Writes down what was counted; what cannot be is kept for the next time.
    pub(super) async fn store(&self, ctx: &Context) -> Result<()> {
        let counted = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if counted.is_empty() {
            return Ok(());
        }
        let written = write(ctx, &counted, DIFFERENT_A_DAY).await;
        if written.is_err() {
            self.take_back(counted);
        }
        written
    }

    /// Counts again what was taken to be written down, before what came since.
    fn take_back(&self, taken: Counted) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let since = std::mem::replace(&mut *counted, taken);
        for (key, (more, last)) in since {
            if counted.len() < DIFFERENT || counted.contains_key(&key) {
                let (count, found_nothing) = counted.entry(key).or_default();
                *count += more;
                *found_nothing = last;
            }
        }
    }
}

/// Adds to what is written down, with at most so many different texts a day.
async fn write(ctx: &Context, counted: &Counted, most: u64) -> Result<()> {
    let tx = ctx.db.write().await?;
    let mut known = BTreeMap::new();
    for ((day, words), (count, found_nothing)) in counted {
        let counted = SearchCount {
            day: *day,
            words: words.clone(),
            count: *count,
            found_nothing: *found_nothing,
        };
        if data::search::add_to_known(&*tx, &counted).await? {
            continue;
        }
        let so_far = match known.get(day) {
            Some(so_far) => *so_far,
            None => data::search::count_words(&*tx, *day).await?,
        };
        if so_far < most {
            data::search::add(&*tx, counted).await?;
        }
        known.insert(*day, so_far.saturating_add(1).min(most));
    }
    Ok(tx.commit().await?)
}

/// What was searched for on the last so many days, today among them, the most frequent first.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &impl data::Connection, today: NaiveDate, days: u64) -> Result<Vec<Searched>> {
    let before = Days::new(days.saturating_sub(1));
    let since = today.checked_sub_days(before).unwrap_or_default();
    // All that can have been kept.
    let mut rows = data::search::list(db, since, KEPT_DAYS * DIFFERENT_A_DAY).await?;
    rows.sort_by_key(|row| row.day);
    let mut of_words: BTreeMap<String, (i64, bool)> = BTreeMap::new();
    for row in rows {
        let (count, found_nothing) = of_words.entry(row.words).or_default();
        *count += i64::from(row.count);
        *found_nothing = row.found_nothing;
    }
    let searched = |(words, (count, found_nothing))| Searched {
        words,
        count,
        found_nothing,
    };
    let mut searched: Vec<_> = of_words.into_iter().map(searched).collect();
    searched.sort_by_key(|searched| Reverse(searched.count));
    Ok(searched)
}

/// Forgets counts older than [`KEPT_DAYS`]; how many.
///
/// # Errors
/// When the database fails.
pub async fn forget_counts(ctx: &Context, db: &impl data::Connection) -> Result<u64> {
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
    use crate::office::TestOffice;

    #[tokio::test]
    async fn when_a_day_is_full_words_that_are_known_are_counted_and_others_are_not() {
        for office in TestOffice::each().await {
            let today = office.ctx.today();
            let day = |words: &[&str]| -> Counted {
                let counted = |words: &&str| ((today, (*words).to_owned()), (1, false));
                words.iter().map(counted).collect()
            };
            write(&office.ctx, &day(&["丙", "丁"]), 3).await.unwrap();
            write(&office.ctx, &day(&["丁", "乙", "甲", "丙"]), 3).await.unwrap();
            let searched = counts(office.ctx.db.read(), today, 1).await.unwrap();
            let counted: Vec<_> = searched.iter().map(|one| one.count).collect();
            assert_eq!(counted, [2, 2, 1]);
        }
    }

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
