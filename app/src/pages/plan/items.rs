//! The items of the list: those that apply in their order, and those that do not, each with its reasons.

use domain::account::Level;
use domain::condition::Truth;
use domain::plan::{PlannedItem, Standing};
use domain::theme::OneOf;
use domain::theme::item::Item;
use leptos::prelude::*;
use usecases::plan::MyPlan;

use super::choose::{needed_for, possible_group};
use super::parts::applies_at_all;
use super::why::{Reasons, why};
use crate::text::{date, guide, passkey, plan as text};
use crate::ui::thread::{Knot, Knotted};

/// An item of the list, or a group of which none is taken.
pub(super) struct Entry {
    /// How an address calls it.
    pub(super) id: String,
    /// Its name.
    pub(super) name: String,
    /// By when it is done, or why it is not.
    pub(super) by: String,
    /// Everything else there is to say of it.
    pub(super) said: AnyView,
    knot: Knot,
}

impl Entry {
    fn on_thread(self) -> AnyView {
        Knotted::new(self.name).knot(self.knot).by(self.by).around(self.said)
    }
}

/// What applies, knot by knot, and what does not, to open.
pub(super) fn items(mine: &MyPlan) -> impl IntoView + use<> {
    let reasons = Reasons::once(mine, Truth::Yes);
    let applying = applies_at_all(mine).then(|| {
        let entries = applying(mine, &reasons).into_iter().map(Entry::on_thread);
        view! { {above(&reasons)}<ol class="thread">{entries.collect_view()}</ol> }
    });
    view! { {applying}{out(mine)} }
}

/// What several of the items rest on.
fn above(reasons: &Reasons) -> Option<impl IntoView + use<>> {
    let shared = &reasons.shared;
    (!shared.is_empty()).then(|| view! { <p class="note num">{text::because_of_all(shared)}</p> })
}

/// What applies, in the order it is done; the items of which only one is done stand together.
pub(super) fn applying(mine: &MyPlan, reasons: &Reasons) -> Vec<Entry> {
    let theme = &mine.published.theme;
    let entry = |place: usize| {
        let (item, planned) = (theme.items.get(place)?, mine.plan.items.get(place)?);
        if planned.standing == Standing::NotForMe {
            return None;
        }
        match possible_group(mine, place) {
            Some((group, members)) => group_entry(mine, group, &members, place, reasons),
            None => Some(item_entry(mine, item, *planned, reasons.of(place), None)),
        }
    };
    mine.plan.in_order(theme).into_iter().filter_map(entry).collect()
}

/// What does not apply.
pub(super) fn others(mine: &MyPlan, reasons: &Reasons) -> Vec<Entry> {
    let items = mine.published.theme.items.iter().zip(&mine.plan.items).enumerate();
    let out = items.filter(|(_, (_, planned))| planned.standing == Standing::NotForMe);
    out.map(|(place, (item, planned))| item_entry(mine, item, *planned, reasons.of(place), None))
        .collect()
}

/// The taken item of a group stands for it; none taken, the group's question does.
fn group_entry(mine: &MyPlan, group: &OneOf, members: &[usize], place: usize, reasons: &Reasons) -> Option<Entry> {
    let theme = &mine.published.theme;
    let is_taken = |member: &&usize| mine.plan.items.get(**member).is_some_and(PlannedItem::is_taken);
    let taken = members.iter().find(is_taken).copied();
    let others: Vec<&str> = members
        .iter()
        .filter(|member| Some(**member) != taken)
        .filter_map(|member| Some(theme.items.get(*member)?.short.as_str()))
        .collect();
    match taken {
        Some(taken) if taken == place => {
            let swap = view! {
                <p class="note">{text::instead(&others)}<br/><a href="?choose=1">{text::SWAP}</a></p>
            };
            let (item, planned) = (theme.items.get(place)?, mine.plan.items.get(place)?);
            Some(item_entry(
                mine,
                item,
                *planned,
                reasons.of(place),
                Some(swap.into_any()),
            ))
        }
        None if members.first() == Some(&place) => {
            let said = view! {
                <p class="note">{others.join("、")}<br/><a href="?choose=1">{text::PICK_ONE}</a></p>
            };
            Some(Entry {
                id: group.id.to_string(),
                name: group.ask.clone(),
                by: text::LEFT_OUT.to_owned(),
                said: said.into_any(),
                knot: Knot::Out,
            })
        }
        _ => None,
    }
}

fn item_entry(mine: &MyPlan, item: &Item, planned: PlannedItem, reasons: &[String], group: Option<AnyView>) -> Entry {
    let by = match (planned.standing, planned.days) {
        (Standing::NotForMe, _) => text::NOT_FOR_ME.to_owned(),
        (Standing::LeftOut | Standing::Instead, _) => text::LEFT_OUT.to_owned(),
        (Standing::Offline, _) => text::OFFLINE.to_owned(),
        (_, Some((_, end))) => text::done_by(&date::day(end, mine.today)),
        (_, None) => String::new(),
    };
    let along = (planned.standing == Standing::ComesAlong).then(|| {
        let why = text::comes_along(&needed_for(mine, item), &item.short);
        view! { <p class="note"><strong>{text::COMES_ALONG}</strong>"　"{why}</p> }
    });
    let unsure = (planned.is_taken() && planned.applies == Truth::Unknown)
        .then(|| view! { <p class="note thread__wait">{text::UNSURE}</p> });
    let waits = planned.is_taken().then(|| waits(mine, item)).flatten();
    let is_done_here = planned.is_taken();
    let knot = if is_done_here || planned.standing == Standing::Offline {
        Knot::Open
    } else {
        Knot::Out
    };
    let said = view! {
        {unsure}
        {along}
        {why(item, planned, reasons)}
        {group}
        {waits.map(|waits| view! { <p class="note">{waits}</p> })}
        {item.offline.clone().filter(|_| !is_done_here).map(|offline| view! { <p class="note thread__wait">{offline}</p> })}
        {(is_done_here && item.level == Level::Live).then(|| view! { <p class="note thread__wait">{passkey::ITEM}</p> })}
        {item.in_person.clone().filter(|_| is_done_here).map(|in_person| view! { <p class="note thread__wait">{in_person}</p> })}
        {item.commitment.as_ref().filter(|_| is_done_here).map(|_| view! { <p class="note">{text::BY_PROMISE}</p> })}
    };
    Entry {
        id: item.id.to_string(),
        name: item.short.clone(),
        by,
        said: said.into_any(),
        knot,
    }
}

/// Which items of the list it waits for: for their results, or only for a decision.
fn waits(mine: &MyPlan, item: &Item) -> Option<String> {
    let theme = &mine.published.theme;
    let place = theme.items.iter().position(|other| other.id == item.id)?;
    let waits_for = theme.waits_for(place).iter().filter(|other| is_in_order(mine, **other));
    let (results, decisions): (Vec<_>, Vec<_>) = waits_for.partition(|other| theme.after(place).contains(other));
    let names = |places: Vec<&usize>| -> Vec<&str> {
        let items = places.into_iter().filter_map(|place| theme.items.get(*place));
        items.map(|item| item.short.as_str()).collect()
    };
    let (results, decisions) = (names(results), names(decisions));
    (!results.is_empty() || !decisions.is_empty()).then(|| guide::waits(&results, &decisions))
}

/// Whether an item is a step of the order: it is taken, or done elsewhere.
pub(super) fn is_in_order(mine: &MyPlan, place: usize) -> bool {
    let planned = mine.plan.items.get(place);
    planned.is_some_and(|planned| planned.is_taken() || planned.standing == Standing::Offline)
}

/// What opens the items that do not apply: so many.
pub(super) fn not_for_me(mine: &MyPlan, count: usize) -> String {
    if applies_at_all(mine) {
        text::not_for_me(count)
    } else {
        text::none_for_me(count)
    }
}

/// What does not apply, to open, each with its reason.
fn out(mine: &MyPlan) -> Option<impl IntoView + use<>> {
    let reasons = Reasons::once(mine, Truth::No);
    let out = others(mine, &reasons);
    (!out.is_empty()).then(|| {
        view! {
            <details>
                <summary>{not_for_me(mine, out.len())}</summary>
                {above(&reasons)}
                <ol class="thread thread--loose">{out.into_iter().map(Entry::on_thread).collect_view()}</ol>
            </details>
        }
    })
}
