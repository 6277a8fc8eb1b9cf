//! The plan (我的清单): which items apply to me, which I take, what papers that needs, and when each will be done.

mod ends;
mod question;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::answer::Answers;
use crate::calendar::Calendar;
use crate::condition::{Truth, judge};
use crate::id::ItemId;
use crate::theme::Theme;
use crate::theme::item::Item;
use crate::theme::material::{Material, Waived};
use ends::last_end;
pub use ends::{latest, longest};
pub use question::{next_question, open_questions, questions};

/// What is known about a person when the plan is made.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// Everything answered so far.
    pub answers: &'a Answers,
    /// Whether the registers were asked already.
    pub registers_read: bool,
    /// The day the plan is made.
    pub today: NaiveDate,
}

/// The personal list.
#[derive(Debug, Clone)]
pub struct Plan {
    /// One for each item of the theme, in its order.
    pub items: Vec<PlannedItem>,
    /// The materials the taken items need, in the theme's order.
    pub materials: Vec<PlannedMaterial>,
    /// Whether each eligibility rule of the theme holds; one that only a person can judge is unknown where it may concern them.
    pub eligibility: Vec<Truth>,
    /// The day the last taken item is done by; none when nothing is taken.
    pub done_by: Option<NaiveDate>,
}

/// How one item stands in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedItem {
    /// Whether it applies to this person.
    pub applies: Truth,
    /// Whether the citizen takes it.
    pub standing: Standing,
    /// The first and last day it is worked on; only for taken items.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// Whether the citizen takes an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does not apply.
    NotForMe,
    /// It applies, and the citizen left it out.
    LeftOut,
    /// It applies, but another one of its group is taken instead.
    Instead,
    /// It applies and is done elsewhere: nothing is applied for here.
    Offline,
    /// The citizen takes it.
    Taken,
    /// It comes along because a taken item needs its result.
    ComesAlong,
}

/// One material of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedMaterial {
    /// Its position in the theme's materials.
    pub position: usize,
    /// Whether and why it must be provided.
    pub need: Need,
}

/// Whether a material must be provided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Not asked for, by this waiver of the material.
    Waived(usize),
    /// Probably not asked for, by this waiver, once the registers confirm it.
    WaiverExpected(usize),
    /// Must be provided.
    Required,
    /// May be provided.
    Optional,
    /// Depends on something not answered yet.
    Undecided,
}

impl Need {
    /// Whether it is not asked for, or probably not.
    #[must_use]
    pub fn is_waived(self) -> bool {
        matches!(self, Self::Waived(_) | Self::WaiverExpected(_))
    }
}

impl PlannedItem {
    /// Whether it will be applied for.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self.standing, Standing::Taken | Standing::ComesAlong)
    }
}

impl Plan {
    /// The plan for this situation. `chosen` are the items the citizen picked; none yet means everything that applies.
    #[must_use]
    pub fn make(
        theme: &Theme,
        situation: Situation<'_>,
        chosen: Option<&BTreeSet<ItemId>>,
        calendar: &Calendar,
    ) -> Self {
        let Situation { answers, today, .. } = situation;
        let mut items: Vec<PlannedItem> = (theme.items.iter())
            .map(|item| {
                let applies = judge(item.applies.as_ref().map(|applies| &applies.when), answers, today);
                PlannedItem {
                    applies,
                    standing: standing(item, applies, chosen),
                    days: None,
                }
            })
            .collect();
        keep_one_of_each_group(theme, &mut items);
        bring_prerequisites_along(theme, &mut items);
        let done_by = set_days(theme, &mut items, today, calendar);
        let materials = needed_materials(theme, &items, situation);
        let eligibility = theme
            .eligibility
            .iter()
            .map(|rule| rule.judge(answers, today))
            .collect();
        Self {
            items,
            materials,
            eligibility,
            done_by,
        }
    }

    /// The items that will be applied for, as ids.
    #[must_use]
    pub fn taken(&self, theme: &Theme) -> BTreeSet<ItemId> {
        let taken = theme
            .items
            .iter()
            .zip(&self.items)
            .filter(|(_, planned)| planned.is_taken());
        taken.map(|(item, _)| item.id.clone()).collect()
    }

    /// The day the last taken item is done by when every office also takes all the days it has to accept, as the clock of the cases
    /// counts. None when nothing is taken, and where nobody can say.
    #[must_use]
    pub fn latest(&self, theme: &Theme, today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let is_taken = |position: usize| self.items.get(position).is_some_and(PlannedItem::is_taken);
        last_end(theme, today, is_taken, |item, start| item.done_by(start, calendar))
    }

    /// The positions of all items in the order they are done: none before what it waits for, and of those that can go on side by side
    /// the one that is done first. What is done elsewhere comes as soon as it can, what is left out behind everything.
    #[must_use]
    pub fn in_order(&self, theme: &Theme) -> Vec<usize> {
        let mut ends: Vec<Option<NaiveDate>> = vec![None; theme.items.len()];
        let mut order = Vec::with_capacity(theme.items.len());
        for (position, _) in theme.prerequisites_first() {
            let done = |needed: &usize| ends.get(*needed).copied().flatten();
            let waits_until = theme.waits_for(position).iter().filter_map(done).max();
            let planned = self.items.get(position);
            let end = (planned.and_then(|item| item.days).map(|(_, end)| end)).max(waits_until);
            if let Some(place) = ends.get_mut(position) {
                *place = end;
            }
            let is_out = planned.is_none_or(|item| !item.is_taken() && item.standing != Standing::Offline);
            order.push((is_out, end, position));
        }
        order.sort_by_key(|(is_out, end, _)| (*is_out, *end));
        order.into_iter().map(|(_, _, position)| position).collect()
    }

    /// The positions of the taken items that decide when everything is done, in the order they are done.
    #[must_use]
    pub fn critical_path(&self, theme: &Theme) -> Vec<usize> {
        let mut path = Vec::new();
        let mut next = self.last_done(0..self.items.len());
        while let Some(place) = next {
            path.push(place);
            next = self.last_done(theme.waits_for(place).iter().copied());
        }
        path.reverse();
        path
    }

    /// Which of these is done last; the first of those that end on one day.
    fn last_done(&self, places: impl Iterator<Item = usize>) -> Option<usize> {
        let end = |place: usize| {
            self.items
                .get(place)
                .and_then(|item| item.days)
                .map(|(_, end)| (end, place))
        };
        let later = |last: (NaiveDate, usize), one: (NaiveDate, usize)| if one.0 > last.0 { one } else { last };
        places.filter_map(end).reduce(later).map(|(_, place)| place)
    }
}

fn standing(item: &Item, applies: Truth, chosen: Option<&BTreeSet<ItemId>>) -> Standing {
    match applies {
        Truth::No => Standing::NotForMe,
        _ if item.offline.is_some() => Standing::Offline,
        _ if chosen.is_none_or(|chosen| chosen.contains(&item.id)) => Standing::Taken,
        _ => Standing::LeftOut,
    }
}

/// Of a group: the first of those that fit which certainly applies, or else the first that may.
fn first_choice(members: &[usize], items: &[PlannedItem], fits: fn(&PlannedItem) -> bool) -> Option<usize> {
    let fitting = || {
        members
            .iter()
            .copied()
            .filter(|place| items.get(*place).is_some_and(fits))
    };
    let certain = |place: &usize| items.get(*place).is_some_and(|item| item.applies == Truth::Yes);
    fitting().find(certain).or_else(|| fitting().next())
}

/// Of each group one that was picked stays.
fn keep_one_of_each_group(theme: &Theme, items: &mut [PlannedItem]) {
    for group in 0..theme.one_of.len() {
        let members = theme.members(group);
        let Some(kept) = first_choice(members, items, PlannedItem::is_taken) else {
            continue;
        };
        for place in members.iter().filter(|place| **place != kept) {
            let other = items.get_mut(*place);
            if let Some(other) = other.filter(|other| matches!(other.standing, Standing::Taken | Standing::LeftOut)) {
                other.standing = Standing::Instead;
            }
        }
    }
}

/// What a taken item needs comes along; of a group only one, unless one is taken already.
fn bring_prerequisites_along(theme: &Theme, items: &mut [PlannedItem]) {
    for (position, _) in theme.prerequisites_first().rev() {
        if !items.get(position).is_some_and(PlannedItem::is_taken) {
            continue;
        }
        for needed in theme.after(position) {
            let members = match theme.group_of(*needed) {
                Some(group) => theme.members(group),
                None => std::slice::from_ref(needed),
            };
            if members
                .iter()
                .any(|member| items.get(*member).is_some_and(PlannedItem::is_taken))
            {
                continue;
            }
            let along = first_choice(members, items, |item| item.standing == Standing::LeftOut);
            if let Some(along) = along.and_then(|along| items.get_mut(along)) {
                along.standing = Standing::ComesAlong;
            }
        }
    }
}

/// Each taken item starts when the last taken item it waits for is done, the others today.
fn set_days(theme: &Theme, items: &mut [PlannedItem], today: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let mut done_by = None;
    for (position, item) in theme.prerequisites_first() {
        let done = |needed: &usize| items.get(*needed).and_then(|needed| needed.days).map(|(_, end)| end);
        let start = theme.waits_for(position).iter().filter_map(done).max().unwrap_or(today);
        if let Some(planned) = items.get_mut(position).filter(|planned| planned.is_taken()) {
            let end = item.expected_by(start, calendar);
            planned.days = Some((start, end));
            done_by = done_by.max(Some(end));
        }
    }
    done_by
}

fn needed_materials(theme: &Theme, items: &[PlannedItem], situation: Situation<'_>) -> Vec<PlannedMaterial> {
    let is_used = |material: &Material| {
        let taken = theme.items.iter().zip(items).filter(|(_, planned)| planned.is_taken());
        taken.into_iter().any(|(item, _)| item.materials.contains(&material.id))
    };
    let planned = |(position, material): (usize, &Material)| {
        let need = is_used(material).then(|| need(material, situation)).flatten()?;
        Some(PlannedMaterial { position, need })
    };
    theme.materials.iter().enumerate().filter_map(planned).collect()
}

/// Whether a material that a taken item uses must be provided; nothing when its condition rules it out.
fn need(material: &Material, situation: Situation<'_>) -> Option<Need> {
    let needed = judge(material.when.as_ref(), situation.answers, situation.today);
    if needed == Truth::No {
        return None;
    }
    let holds = |expected: Waived| {
        let is = |waiver: &crate::theme::material::Waiver| {
            waiver.mode.holds(situation.answers, situation.registers_read) == expected
        };
        material.waivers.iter().position(is)
    };
    let waived = holds(Waived::Yes)
        .map(Need::Waived)
        .or_else(|| holds(Waived::Expected).map(Need::WaiverExpected));
    Some(match (waived, needed) {
        (Some(waived), _) => waived,
        (None, Truth::Unknown) => Need::Undecided,
        (None, _) if material.optional => Need::Optional,
        (None, _) => Need::Required,
    })
}

#[cfg(test)]
mod tests;
