//! By which ways people come (`?from=` in a link), counted by the day and the page. Nobody can tell from it who came.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::{Days, NaiveDate};
use data::arrival::Arrival;
pub use data::arrival::Came;
use domain::channel::ChannelId;
use domain::staff::Role;

use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;

/// What ways are counted as that the city does not name: whoever makes names up makes no more rows than one.
pub const OTHER: &str = "*";
/// What pages are counted as of which nobody asks how they are reached.
pub const ELSEWHERE: &str = "*";
/// How long counts are kept, days.
pub(crate) const KEPT_DAYS: u64 = 180;
/// How many days are shown, today among them.
pub const SHOWN_DAYS: u64 = 30;
/// How many different counts are held in memory; there are as many as ways times themes.
const DIFFERENT: usize = 10_000;
/// Where the pages lie of which there is one for each theme.
const THEMES: &str = "/themes/";

/// Who came since it was last written down: a page from memory must not write each time.
#[derive(Debug, Default)]
pub struct Arrivals(Mutex<Counted>);

/// How many, by day, way and page.
type Counted = BTreeMap<(NaiveDate, String, String), i64>;

impl Arrivals {
    fn add(&self, key: (NaiveDate, String, String), count: i64) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() < DIFFERENT || counted.contains_key(&key) {
            *counted.entry(key).or_default() += count;
        }
    }

    fn take(&self) -> Counted {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Counts somebody who came by this way to a page that there is; what is no name of a way is not counted.
pub fn note(ctx: &Context, from: &str, path: &str) {
    let Ok(id) = from.parse::<ChannelId>() else { return };
    let channel = ctx.city.channel(&id).map_or(OTHER, |channel| channel.id.as_str());
    ctx.arrivals
        .add((ctx.today(), channel.to_owned(), page(path).to_owned()), 1);
}

/// The page as it is counted: the questions of a theme count as its guide.
fn page(path: &str) -> &str {
    if matches!(path, "/" | "/themes") {
        return path;
    }
    let guide = path.strip_suffix("/plan").unwrap_or(path);
    let is_guide = guide
        .strip_prefix(THEMES)
        .is_some_and(|slug| !slug.is_empty() && !slug.contains('/'));
    if is_guide { guide } else { ELSEWHERE }
}

/// Writes down what was counted; what cannot be is kept for the next time. Run each minute, so that no more than a minute is lost when
/// the server is killed.
///
/// # Errors
/// When the database fails.
pub async fn write_down(ctx: &Context) -> Result<()> {
    let counted = ctx.arrivals.take();
    if counted.is_empty() {
        return Ok(());
    }
    let written = write(ctx, &counted).await;
    if written.is_err() {
        for (key, count) in counted {
            ctx.arrivals.add(key, count);
        }
    }
    written
}

async fn write(ctx: &Context, counted: &Counted) -> Result<()> {
    let tx = ctx.db.write().await?;
    for ((day, channel, page), count) in counted {
        let arrived = Arrival {
            day: *day,
            channel: channel.clone(),
            page: page.clone(),
            count: *count,
        };
        data::arrival::add(&*tx, arrived).await?;
    }
    Ok(tx.commit().await?)
}

/// Who came in the last [`SHOWN_DAYS`] days by each way to each page, the most in front.
///
/// # Errors
/// [`crate::Error::Forbidden`] for everybody but those who run the system.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<Came>> {
    asker.administrator(Role::System)?;
    let since = ctx.today().checked_sub_days(Days::new(SHOWN_DAYS - 1));
    Ok(data::arrival::list(ctx.db.read(), since.unwrap_or_default()).await?)
}

/// Forgets counts older than [`KEPT_DAYS`]; how many.
pub(crate) async fn forget(ctx: &Context, db: &impl data::Connection) -> Result<u64> {
    let since = ctx.today().checked_sub_days(Days::new(KEPT_DAYS)).unwrap_or_default();
    Ok(data::arrival::delete_before(db, since).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::TestOffice;

    const DAY: i64 = 24 * 3_600_000;

    async fn listed(office: &TestOffice) -> Vec<(String, String, i64)> {
        let system = office.officer("jiang_he").await;
        let came = list(&office.ctx, &system).await.unwrap();
        came.into_iter().map(|one| (one.channel, one.page, one.count)).collect()
    }

    fn row(channel: &str, page: &str, count: i64) -> (String, String, i64) {
        (channel.to_owned(), page.to_owned(), count)
    }

    #[tokio::test]
    async fn who_comes_is_counted_by_way_and_page_and_ways_that_nobody_named_are_one() {
        for office in TestOffice::each().await {
            let ctx = &office.ctx;
            for path in ["/themes/newborn", "/themes/newborn/plan", "/themes/newborn"] {
                note(ctx, "menu", path);
            }
            for made_up in 0..50 {
                note(ctx, &format!("made-up-{made_up}"), "/");
            }
            for none in ["", "Menu", "a b", "%00", "abcdefghij01234567890"] {
                note(ctx, none, "/");
            }
            note(ctx, "poster", "/me/devices");
            write_down(ctx).await.unwrap();
            office.advance(DAY);
            note(ctx, "menu", "/themes/newborn");
            write_down(ctx).await.unwrap();
            note(ctx, "menu", "/themes/newborn");
            write_down(ctx).await.unwrap();
            write_down(ctx).await.unwrap();
            let rows = [
                row(OTHER, "/", 50),
                row("menu", "/themes/newborn", 5),
                row("poster", ELSEWHERE, 1),
            ];
            assert_eq!(listed(&office).await, rows);
        }
    }

    #[tokio::test]
    async fn thirty_days_are_shown_and_half_a_year_is_kept() {
        for office in TestOffice::each().await {
            let ctx = &office.ctx;
            note(ctx, "menu", "/");
            write_down(ctx).await.unwrap();
            let shown = i64::try_from(SHOWN_DAYS).unwrap();
            office.advance((shown - 1) * DAY);
            assert_eq!(listed(&office).await, [row("menu", "/", 1)]);
            office.advance(DAY);
            assert!(listed(&office).await.is_empty());
            office.advance((i64::try_from(KEPT_DAYS).unwrap() - shown) * DAY);
            let tx = ctx.db.write().await.unwrap();
            assert_eq!(forget(ctx, &*tx).await.unwrap(), 0);
            office.advance(DAY);
            assert_eq!(forget(ctx, &*tx).await.unwrap(), 1);
        }
    }

    #[tokio::test]
    async fn what_cannot_be_written_down_is_counted_later() {
        for office in TestOffice::each().await {
            note(&office.ctx, "menu", "/");
            office.database.rename("arrivals", "elsewhere").await;
            assert!(write_down(&office.ctx).await.is_err());
            note(&office.ctx, "menu", "/");
            office.database.rename("elsewhere", "arrivals").await;
            write_down(&office.ctx).await.unwrap();
            assert_eq!(listed(&office).await, [row("menu", "/", 2)]);
        }
    }
}
