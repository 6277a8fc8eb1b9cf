//! The personal list on one page: what applies, why, in which order and until when, with which papers.

use std::collections::BTreeSet;

use domain::condition::Truth;
use leptos::prelude::*;
use usecases::Context;
use usecases::plan::MyPlan;

use super::items::{is_in_order, items};
use super::papers::{count, papers};
use super::parts::{
    action, answers, applies_at_all, came_along, caveats, check_yourself, dates, exit, has_taken, latest,
    look_up_offer, parties, ruled_out, taken,
};
use super::why::open;
use crate::text::{date, plan as text};
use crate::ui::frame::Frame;
use crate::ui::leaving::can_keep;
use crate::ui::order::{Shown, order_picture, steps_of};
use crate::ui::thread::Knot;
use crate::ui::unbroken::unbroken;

/// Everything that applies to this person, in order, with papers and dates.
pub(super) fn list_page(office: &Context, mine: &MyPlan, is_signed_in: bool) -> AnyView {
    let applies = applies_at_all(mine);
    let choose = has_taken(mine).then(|| view! { <a class="button button--quiet" href="?choose=1">{text::CHOOSE}</a> });
    Frame::new(text::TITLE)
        .place(mine.published.theme.name.clone())
        .exit(exit(mine))
        .action(view! { {choose}{action(mine, is_signed_in)} })
        .around(view! {
            <h1>{text::TITLE}</h1>
            <p class="lede num">{unbroken(&lede(office, mine))}</p>
            {caveats(office, mine)}
            {applies.then(|| view! { <p class="plan__count num"><a href="#papers">{count(mine)}</a></p> })}
            {came_along(mine)}
            {ruled_out(office, mine)}
            {look_up_offer(mine, is_signed_in)}
            {open(office, mine)}
            {applies.then(|| view! { <h2>{text::ITEMS}</h2> })}
            {items(mine)}
            {order(mine)}
            {dates(office, mine).map(|dates| view! { <details><summary>{text::DATES}</summary>{dates}</details> })}
            {applies.then(|| view! { <h2 id="papers">{text::MATERIALS}</h2>{papers(office, mine)} })}
            {parties(mine).map(|parties| view! { <h2>{text::PARTIES}</h2>{parties} })}
            {check_yourself(mine).map(|rules| view! { <h2>{text::CHECK_YOURSELF}</h2>{rules} })}
            {answers(office, mine).map(|answers| view! { <h2>{text::ANSWERS}</h2>{answers} })}
            {(!is_signed_in).then(|| view! { <p class="note group">{text::WHY_SIGN_IN}</p> })}
            {share(mine)}
        })
}

/// How many, at how many departments, until when.
pub(super) fn lede(office: &Context, mine: &MyPlan) -> String {
    let taken = taken(mine);
    let departments: BTreeSet<_> = taken.iter().map(|(item, _)| &item.department).collect();
    match mine.plan.done_by {
        Some(day) => {
            let is_sure = taken.iter().all(|(_, planned)| planned.applies == Truth::Yes);
            // The year is said once.
            let latest = latest(office, mine).map(|latest| date::day(latest, day));
            let expected = date::day(day, mine.today);
            text::lede(taken.len(), departments.len(), &expected, latest.as_deref(), is_sure)
        }
        None if applies_at_all(mine) => text::NOTHING.to_owned(),
        None => text::NOTHING_APPLIES.to_owned(),
    }
}

/// The picture of the order, with what decides the last day emphasised.
fn order(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let theme = &mine.published.theme;
    let path = mine.plan.critical_path(theme);
    let shown = |place: usize| {
        is_in_order(mine, place).then(|| Shown {
            knot: Knot::Open,
            decides: path.contains(&place),
        })
    };
    order_picture(&steps_of(theme, &mine.plan.in_order(theme), shown))
}

/// The guide's address, which carries nothing anybody answered.
fn share(mine: &MyPlan) -> impl IntoView + use<> {
    let theme = &mine.published.theme;
    let title = if can_keep() { text::SHARE_OR_PRINT } else { text::SHARE };
    view! {
        <h2 class="plan__share">{title}</h2>
        <p class="note plan__share">{text::share_note(&theme.name)}{can_keep().then_some(text::PRINT_NOTE)}" "<a href=format!("/themes/{}", theme.slug)>{text::OPEN_GUIDE}</a></p>
    }
}
