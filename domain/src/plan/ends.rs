//! How long it takes until the last result is there, one item after the other.

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::theme::Theme;
use crate::theme::item::Item;

/// The day the last result is there for whom everything applies, whichever way they choose, counted as their list is: nobody's list
/// ends later.
#[must_use]
pub fn longest(theme: &Theme, today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    last_end(theme, today, is_applied_for(theme), |item, start| {
        Some(item.expected_by(start, calendar))
    })
}

/// The same when every office also takes all the days it has to accept: nobody's list has a later last day. None where nobody can say.
#[must_use]
pub fn latest(theme: &Theme, today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    last_end(theme, today, is_applied_for(theme), |item, start| {
        item.done_by(start, calendar)
    })
}

/// Whether the item at a position is applied for by whom everything applies to.
fn is_applied_for(theme: &Theme) -> impl Fn(usize) -> bool {
    move |position| theme.items.get(position).is_some_and(|item| item.offline.is_none())
}

/// The end of the last of these items, each begun when all it waits for are done. None without any, and where the end of one cannot
/// be said.
pub(super) fn last_end(
    theme: &Theme,
    today: NaiveDate,
    is_among: impl Fn(usize) -> bool,
    end: impl Fn(&Item, NaiveDate) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    let mut ends: Vec<Option<NaiveDate>> = vec![None; theme.items.len()];
    for (position, item) in theme.prerequisites_first() {
        if !is_among(position) {
            continue;
        }
        let done = |needed: &usize| ends.get(*needed).copied().flatten();
        let start = theme.waits_for(position).iter().filter_map(done).max().unwrap_or(today);
        let end = end(item, start)?;
        if let Some(place) = ends.get_mut(position) {
            *place = Some(end);
        }
    }
    ends.into_iter().flatten().max()
}
