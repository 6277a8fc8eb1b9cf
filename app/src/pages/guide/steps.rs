//! How it goes: the items on their thread, in stages by what they wait for.

use domain::theme::item::Item;
use domain::theme::{OneOf, Theme};
use leptos::prelude::*;

use super::item::item_row;
use super::sources::Guide;
use crate::text::guide as text;

/// What is waited for: an item, or whichever of a group is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaited {
    Item(usize),
    Group(usize),
}

/// Items that start at the same time, because they wait for the same.
#[derive(Debug, PartialEq, Eq)]
struct Stage {
    results: Vec<Awaited>,
    decisions: Vec<Awaited>,
    items: Vec<usize>,
}

/// All stages, each with its items, and what holds for the whole.
pub(super) fn steps(guide: &Guide) -> impl IntoView + use<> {
    let theme = &guide.theme;
    let stage = |stage: &Stage| {
        let (title, thread) = if stage.is_first() {
            ("stage stage--first", "thread thread--first")
        } else {
            ("stage", "thread")
        };
        view! {
            <h3 class=title>{stage.said(theme)}</h3>
            <ol class=thread>{rows(guide, &stage.items)}</ol>
        }
    };
    let partial = theme.partial.as_ref().map(|partial| {
        view! { <p>{partial.text.clone()}{guide.from(&partial.sources)}</p> }
    });
    let is_invented = theme.sources.iter().any(|source| source.illustrative);
    let is_example = is_invented || theme.items.iter().any(|item| item.limit.illustrative);
    view! {
        {stages(theme).iter().map(stage).collect_view()}
        {partial}
        {is_example.then(|| view! { <p class="note">{text::EXAMPLE_NOTE}</p> })}
    }
}

/// The items of a stage; those of which one is done stand together.
fn rows(guide: &Guide, items: &[usize]) -> impl IntoView + use<> {
    let theme = &guide.theme;
    let row = |place: &usize| {
        let item = theme.items.get(*place)?;
        let Some((number, group)) = group_of(theme, *place) else {
            return Some(view! { <li>{item_row(guide, item)}</li> }.into_any());
        };
        let together = items.iter().filter(|other| theme.group_of(**other) == Some(number));
        let together: Vec<&Item> = together.filter_map(|other| theme.items.get(*other)).collect();
        let is_first = together.first().is_some_and(|first| first.id == item.id);
        is_first.then(|| {
            let names: Vec<_> = members(theme, number).map(|item| item.short.as_str()).collect();
            let each = together
                .into_iter()
                .map(|item| view! { <li>{item_row(guide, item)}</li> });
            view! {
                <li class="is-choice">
                    <p class="thread__choice">{text::one_of(&names)}</p>
                    {group.hint.clone().map(|hint| view! { <p class="note">{hint}</p> })}
                    <ul>{each.collect_view()}</ul>
                </li>
            }
            .into_any()
        })
    };
    items.iter().map(row).collect_view()
}

fn group_of(theme: &Theme, place: usize) -> Option<(usize, &OneOf)> {
    let number = theme.group_of(place)?;
    Some((number, theme.one_of.get(number)?))
}

fn members(theme: &Theme, group: usize) -> impl Iterator<Item = &Item> {
    theme.members(group).iter().filter_map(|place| theme.items.get(*place))
}

impl Stage {
    fn is_first(&self) -> bool {
        self.results.is_empty() && self.decisions.is_empty()
    }

    fn said(&self, theme: &Theme) -> String {
        if self.is_first() {
            return text::AT_ONCE.to_owned();
        }
        let name = |awaited: &Awaited| match awaited {
            Awaited::Item(place) => theme
                .items
                .get(*place)
                .map_or_else(String::new, |item| text::either(&[&item.short])),
            Awaited::Group(group) => {
                let names: Vec<_> = members(theme, *group).map(|item| item.short.as_str()).collect();
                text::either(&names)
            }
        };
        let names = |list: &[Awaited]| list.iter().map(name).collect::<Vec<_>>();
        text::wait(&names(&self.results), &names(&self.decisions))
    }
}

/// The items by what they wait for, what starts earlier first.
fn stages(theme: &Theme) -> Vec<Stage> {
    let mut levels = vec![0_usize; theme.items.len()];
    for (place, _) in theme.prerequisites_first() {
        let before = theme.waits_for(place).iter().filter_map(|other| levels.get(*other));
        let level = before.max().map_or(0, |level| level + 1);
        if let Some(known) = levels.get_mut(place) {
            *known = level;
        }
    }
    let mut order: Vec<usize> = (0..theme.items.len()).collect();
    order.sort_by_key(|place| levels.get(*place).copied());
    let mut stages: Vec<Stage> = Vec::new();
    for place in order {
        let (results, all) = (theme.after(place), theme.waits_for(place));
        let decisions: Vec<usize> = all.iter().filter(|other| !results.contains(other)).copied().collect();
        let (results, decisions) = (awaited(theme, results), awaited(theme, &decisions));
        match stages
            .iter_mut()
            .find(|stage| stage.results == results && stage.decisions == decisions)
        {
            Some(stage) => stage.items.push(place),
            None => stages.push(Stage {
                results,
                decisions,
                items: vec![place],
            }),
        }
    }
    stages
}

fn awaited(theme: &Theme, places: &[usize]) -> Vec<Awaited> {
    let mut all = Vec::with_capacity(places.len());
    for place in places {
        let one = theme.group_of(*place).map_or(Awaited::Item(*place), Awaited::Group);
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}
