//! The item graph: what waits for what, and of what only one is done.

use std::collections::BTreeMap;

use super::OneOf;
use super::item::Item;
use crate::id::{ItemId, OneOfId};

/// Why a draft is no theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// An item waits for one that is not there.
    #[error("{item} waits for {unknown}, which the theme does not have")]
    UnknownItem {
        /// The item that waits.
        item: ItemId,
        /// The one that is not there.
        unknown: ItemId,
    },
    /// Items that wait for each other.
    #[error("these items wait for each other: {}", .0.iter().map(ItemId::as_str).collect::<Vec<_>>().join(", "))]
    Cycle(Vec<ItemId>),
    /// Two items of one name.
    #[error("two items are called {0}")]
    Twice(ItemId),
    /// A group names an item that is in another one, or not there.
    #[error("{1} cannot be in the group {0}: it is in another, or not there")]
    Group(OneOfId, ItemId),
}

/// Positions in the list of items, computed once.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    /// Prerequisites first.
    pub(super) order: Vec<usize>,
    /// For each item, those whose results it needs.
    pub(super) after: Vec<Vec<usize>>,
    /// For each item, those it waits for in any way.
    pub(super) waits_for: Vec<Vec<usize>>,
    /// For each item, its group.
    pub(super) groups: Vec<Option<usize>>,
    /// For each group, its items.
    pub(super) members: Vec<Vec<usize>>,
}

impl Graph {
    pub(super) fn of(items: &[Item], one_of: &[OneOf]) -> Result<Self, ThemeError> {
        let mut places = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            if places.insert(&item.id, index).is_some() {
                return Err(ThemeError::Twice(item.id.clone()));
            }
        }
        let find = |item: &Item, needed: &ItemId| {
            let unknown = || ThemeError::UnknownItem {
                item: item.id.clone(),
                unknown: needed.clone(),
            };
            places.get(needed).copied().ok_or_else(unknown)
        };
        let mut after = Vec::with_capacity(items.len());
        let mut waits_for = Vec::with_capacity(items.len());
        for item in items {
            let needed: Vec<usize> = item
                .after
                .iter()
                .map(|needed| find(item, needed))
                .collect::<Result<_, _>>()?;
            let decided = item.after_decided.iter().map(|needed| find(item, needed));
            waits_for.push(
                needed
                    .iter()
                    .map(|place| Ok(*place))
                    .chain(decided)
                    .collect::<Result<_, _>>()?,
            );
            after.push(needed);
        }
        let (groups, members) = groups(&places, one_of)?;
        let order = prerequisites_first(&waits_for).map_err(|stuck| {
            ThemeError::Cycle(
                stuck
                    .into_iter()
                    .filter_map(|index| items.get(index))
                    .map(|item| item.id.clone())
                    .collect(),
            )
        })?;
        Ok(Self {
            order,
            after,
            waits_for,
            groups,
            members,
        })
    }
}

type Groups = (Vec<Option<usize>>, Vec<Vec<usize>>);

fn groups(places: &BTreeMap<&ItemId, usize>, one_of: &[OneOf]) -> Result<Groups, ThemeError> {
    let mut groups = vec![None; places.len()];
    let mut members = Vec::with_capacity(one_of.len());
    for (number, group) in one_of.iter().enumerate() {
        let mut of_group = Vec::with_capacity(group.items.len());
        for item in &group.items {
            let place = places.get(item).copied();
            let free = place
                .and_then(|place| groups.get_mut(place))
                .filter(|group| group.is_none());
            *free.ok_or_else(|| ThemeError::Group(group.id.clone(), item.clone()))? = Some(number);
            of_group.extend(place);
        }
        members.push(of_group);
    }
    Ok((groups, members))
}

/// Positions with every prerequisite before what needs it, otherwise in the given order; or those that wait for each other.
fn prerequisites_first(after: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut order = Vec::with_capacity(after.len());
    let mut waiting: Vec<usize> = (0..after.len()).collect();
    while !waiting.is_empty() {
        let is_ready = |index: &usize| {
            after
                .get(*index)
                .is_some_and(|needed| needed.iter().all(|one| order.contains(one)))
        };
        let (ready, stuck): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|index| is_ready(index));
        if ready.is_empty() {
            return Err(stuck);
        }
        order.extend(ready);
        waiting = stuck;
    }
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;
    use crate::theme::tests::theme;

    #[test]
    fn puts_prerequisites_before_what_needs_them() {
        let theme = Theme::try_from(theme(&[
            ("card", &["household"]),
            ("household", &["birth"]),
            ("birth", &[]),
        ]))
        .unwrap();
        let order: Vec<_> = theme.prerequisites_first().map(|(_, item)| item.id.as_str()).collect();
        assert_eq!(order, ["birth", "household", "card"]);
    }

    #[test]
    fn refuses_items_that_wait_for_each_other() {
        let error = Theme::try_from(theme(&[("a", &["b"]), ("b", &["a"]), ("c", &[])])).unwrap_err();
        assert_eq!(error.to_string(), "these items wait for each other: a, b");
    }

    #[test]
    fn refuses_an_item_that_waits_for_nothing_there_and_two_of_one_name() {
        let unknown = Theme::try_from(theme(&[("a", &["x"])])).unwrap_err();
        assert_eq!(unknown.to_string(), "a waits for x, which the theme does not have");
        assert_eq!(
            Theme::try_from(theme(&[("a", &[]), ("a", &[])])).unwrap_err(),
            ThemeError::Twice("a".parse().unwrap())
        );
    }

    #[test]
    fn an_item_is_in_one_group_at_most() {
        let group = |id: &str, items: &[&str]| OneOf {
            id: id.parse().unwrap(),
            ask: String::new(),
            hint: None,
            items: items.iter().map(|id| id.parse().unwrap()).collect(),
        };
        let mut draft = theme(&[("a", &[]), ("b", &[]), ("c", &["a", "b"])]);
        draft.one_of = vec![group("x", &["a", "b"])];
        let sound = Theme::try_from(draft.clone()).unwrap();
        assert_eq!(
            (sound.group_of(1), sound.group_of(2), sound.members(0)),
            (Some(0), None, [0, 1].as_slice())
        );
        draft.one_of.push(group("y", &["b"]));
        assert_eq!(
            Theme::try_from(draft).unwrap_err().to_string(),
            "b cannot be in the group y: it is in another, or not there"
        );
    }
}
