//! Picking a part of the list: boxes to tick, and of a group one to choose.

use domain::condition::Truth;
use domain::plan::{PlannedItem, Standing};
use domain::theme::item::Item;
use domain::theme::{OneOf, Theme};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::plan::MyPlan;

use super::ChooseItems;
use crate::text::condition::Speaker;
use crate::text::plan as text;
use crate::ui::frame::{Exit, Frame};
use crate::ui::hat::shown_under;

/// All items that apply, to be picked one by one; those of a group as one choice. Whoever came from a page of a draft goes back there.
pub(super) fn choose_page(mine: &MyPlan, back: Option<String>) -> AnyView {
    let theme = &mine.published.theme;
    let row = |(place, (item, planned)): (usize, (&Item, &PlannedItem))| {
        let group = possible_group(mine, place);
        match group {
            Some((group, members)) if members.first() == Some(&place) => Some(group_rows(mine, group, &members)),
            Some(_) => None,
            None => Some(item_row(mine, item, *planned)),
        }
    };
    let planned = theme.items.iter().zip(&mine.plan.items);
    let rows = planned.enumerate().filter_map(row).collect_view();
    let exit = Exit {
        href: back.clone().unwrap_or_else(|| format!("/themes/{}/plan", theme.slug)),
        label: crate::text::frame::BACK,
    };
    let action = view! { <button class="button" form="choose">{text::CHOOSE_SAVE}</button> };
    Frame::new(text::CHOOSE_TITLE)
        .place(theme.name.clone())
        .exit(exit)
        .action(action)
        .around(view! {
            <h1>{text::CHOOSE_TITLE}</h1>
            <p class="lede">{text::CHOOSE_LEDE}</p>
            <form id="choose" class="group" method="post" action=ChooseItems::url()>
                <input type="hidden" name="slug" value=theme.slug.to_string()/>
                {shown_under()}
                {back.map(|back| view! { <input type="hidden" name="back" value=back/> })}
                {rows}
            </form>
        })
}

/// The group of an item with those of its members that can be chosen; nothing where there is no choice.
pub(super) fn possible_group(mine: &MyPlan, place: usize) -> Option<(&OneOf, Vec<usize>)> {
    let theme: &Theme = &mine.published.theme;
    let group = theme.group_of(place)?;
    let is_possible = |member: &usize| {
        let planned = mine.plan.items.get(*member);
        planned.is_some_and(|planned| !matches!(planned.standing, Standing::NotForMe | Standing::Offline))
    };
    let members: Vec<usize> = theme.members(group).iter().copied().filter(is_possible).collect();
    (members.len() > 1 && members.contains(&place)).then_some((theme.one_of.get(group)?, members))
}

/// The taken items that an item comes along for, by name.
pub(super) fn needed_for<'a>(mine: &'a MyPlan, item: &Item) -> Vec<&'a str> {
    let items = mine.published.theme.items.iter().zip(&mine.plan.items);
    items
        .filter(|(other, planned)| planned.is_taken() && other.after.contains(&item.id))
        .map(|(other, _)| other.short.as_str())
        .collect()
}

fn item_row(mine: &MyPlan, item: &Item, planned: PlannedItem) -> AnyView {
    let word = match planned.standing {
        Standing::NotForMe => Some(text::NOT_FOR_ME.to_owned()),
        Standing::Offline => Some(text::OFFLINE.to_owned()),
        Standing::ComesAlong => Some(text::comes_along(&needed_for(mine, item), &item.short)),
        Standing::LeftOut | Standing::Taken | Standing::Instead => None,
    };
    let note = word.map(|word| view! { <span class="note choice__note">{word}</span> });
    if matches!(planned.standing, Standing::NotForMe | Standing::Offline) {
        return view! { <p class="choice__row choice__row--out"><span>{item.short.clone()}{note}</span></p> }
            .into_any();
    }
    view! {
        <label class="choice__row">
            <input type="checkbox" name="items[]" value=item.id.to_string() checked=planned.is_taken()/>
            <span>{item.short.clone()}{note}</span>
        </label>
    }
    .into_any()
}

/// One to choose, or none of them.
fn group_rows(mine: &MyPlan, group: &OneOf, members: &[usize]) -> AnyView {
    let items = &mine.published.theme.items;
    let is_taken = |place: &usize| mine.plan.items.get(*place).is_some_and(PlannedItem::is_taken);
    let name = format!("one_of[{}]", group.id);
    let radio = |value: String, label: String, notes: Vec<String>, checked: bool| {
        let notes = notes
            .into_iter()
            .map(|note| view! { <span class="note num choice__note">{note}</span> });
        view! {
            <label class="choice__row">
                <input type="radio" name=name.clone() value=value checked=checked/>
                <span>{label}{notes.collect_view()}</span>
            </label>
        }
    };
    let member = |place: &usize| {
        let item = items.get(*place)?;
        let notes: Vec<String> = std::iter::once(item.explain.clone())
            .chain(not_known(mine, *place))
            .collect();
        Some(radio(item.id.to_string(), item.short.clone(), notes, is_taken(place)))
    };
    let none = !members.iter().any(is_taken);
    view! {
        <fieldset class="choice__group">
            <legend>{text::ONE_OF}"："{group.ask.clone()}</legend>
            {group.hint.clone().map(|hint| view! { <p class="note">{hint}</p> })}
            {members.iter().filter_map(member).collect_view()}
            {radio(String::new(), text::NONE_OF.to_owned(), Vec::new(), none)}
        </fieldset>
    }
    .into_any()
}

/// What must be known to say whether an item applies.
fn not_known(mine: &MyPlan, place: usize) -> Vec<String> {
    let theme = &mine.published.theme;
    let is_open = mine
        .plan
        .items
        .get(place)
        .is_some_and(|planned| planned.applies == Truth::Unknown);
    let applies = theme.items.get(place).and_then(|item| item.applies.as_ref());
    let Some(applies) = applies.filter(|_| is_open) else {
        return Vec::new();
    };
    let speaker = Speaker {
        theme,
        answers: &mine.answers,
    };
    let open = speaker.open(&applies.when, mine.today).into_iter();
    open.map(|(_, wanted)| format!("{}{wanted}", text::NOT_KNOWN)).collect()
}
