//! That a draft can go on with another version of its theme, said quietly on its pages.

use leptos::prelude::*;
use usecases::draft::carry_over::Successor;
use usecases::draft::read::MyDraft;

use crate::text::{date, succession as text};

/// Above the page, as long as there is a version to go on with.
pub(crate) fn newer(mine: &MyDraft) -> Option<impl IntoView + use<>> {
    let next = mine.successor.as_ref()?;
    let notice = text::notice(begins(next, mine.today).as_deref(), next.is_elsewhere);
    let href = format!("/drafts/{}/carry-over", mine.draft.id);
    Some(view! { <p class="notice num">{notice}<a href=href>{text::SEE}</a></p> })
}

/// The first day on which only the new version holds.
pub(crate) fn begins(next: &Successor, today: chrono::NaiveDate) -> Option<String> {
    let first = next.holds_until?.succ_opt()?;
    Some(date::day(first, today))
}
