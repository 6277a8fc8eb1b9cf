//! The plan (我的清单): which items apply to me, which I take, what papers that needs, and when each will be done.

mod question;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::answer::Answers;
use crate::calendar::Calendar;
use crate::condition::{Truth, judge};
use crate::id::{ItemId, MaterialId};
use crate::theme::Theme;
use crate::theme::item::Item;
use crate::theme::material::{Material, Waived};
pub use question::{next_question, open_questions, questions};

/// What is known about a person when the plan is made.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// Everything answered so far.
    pub answers: &'a Answers,
    /// Whether the registers were asked already.
    pub registers_read: bool,
    /// Materials found in the citizen's own library.
    pub library: &'a BTreeSet<MaterialId>,
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
    /// Whether each eligibility rule of the theme holds; a rule only a person can judge is unknown.
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
        let judge_rule = |when: &Option<_>| {
            when.as_ref()
                .map_or(Truth::Unknown, |_| judge(when.as_ref(), answers, today))
        };
        let eligibility = theme.eligibility.iter().map(|rule| judge_rule(&rule.when)).collect();
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
            // Special procedures do not count towards the limit, but whoever waits waits for them too.
            let pauses = item.pauses.iter().filter_map(|pause| pause.term);
            let end = pauses.fold(calendar.last_day(start, item.limit.promised), |end, term| {
                calendar.last_day(end, term)
            });
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
    let in_library = situation.library.contains(&material.id);
    let holds = |expected: Waived| {
        let is = |waiver: &crate::theme::material::Waiver| {
            waiver
                .mode
                .holds(situation.answers, situation.registers_read, in_library)
                == expected
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::answer::tests::answers;
    use crate::calendar::tests::{calendar, day};
    use crate::calendar::{DayKind, Term};
    use crate::condition::Condition;
    use crate::theme::item::{Applies, Pause};
    use crate::theme::material::tests::material;
    use crate::theme::material::{Waiver, WaiverMode};
    use crate::theme::tests::theme as items_only;
    use crate::theme::{OneOf, ThemeDraft};

    fn newborn() -> ThemeDraft {
        items_only(&[
            ("birth", &[]),
            ("household", &["birth"]),
            ("insurance", &["household"]),
            ("booklet", &[]),
        ])
    }

    fn plan(theme: ThemeDraft, list: &[(&str, &str)], chosen: Option<&[&str]>) -> Plan {
        let theme = Theme::try_from(theme).unwrap();
        let chosen = chosen.map(|ids| ids.iter().map(|id| id.parse().unwrap()).collect());
        let (answers, library) = (answers(list), BTreeSet::new());
        let situation = Situation {
            answers: &answers,
            registers_read: true,
            library: &library,
            today: day("2026-11-20"),
        };
        Plan::make(&theme, situation, chosen.as_ref(), &calendar())
    }

    fn standings(plan: &Plan) -> Vec<Standing> {
        plan.items.iter().map(|item| item.standing).collect()
    }

    #[test]
    fn what_a_chosen_item_needs_comes_along() {
        use Standing::{ComesAlong, LeftOut, Taken};
        assert_eq!(
            standings(&plan(newborn(), &[], Some(&["insurance"]))),
            [ComesAlong, ComesAlong, Taken, LeftOut]
        );
        assert_eq!(standings(&plan(newborn(), &[], Some(&[]))), [LeftOut; 4]);
        assert_eq!(standings(&plan(newborn(), &[], None)), [Taken; 4]);
    }

    #[test]
    fn a_result_one_already_has_is_not_waited_for() {
        let mut theme = newborn();
        let when = Condition::Is("child/has".parse().unwrap(), "no".into());
        theme.items[0].applies = Some(Applies {
            when,
            because: String::new(),
            otherwise: String::new(),
        });
        let plan = plan(theme, &[("child/has", "yes")], Some(&["household"]));
        assert_eq!(plan.items[0].standing, Standing::NotForMe);
        assert_eq!(plan.items[1].days, Some((day("2026-11-20"), day("2026-11-23"))));
    }

    #[test]
    fn dependent_items_start_when_the_last_prerequisite_is_done() {
        let plan = plan(newborn(), &[], None);
        let ends: Vec<_> = plan.items.iter().map(|item| item.days.unwrap().1.to_string()).collect();
        assert_eq!(ends, ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-23"]);
        assert_eq!(plan.done_by, Some(day("2026-11-25")));
    }

    fn group(id: &str, items: &[&str]) -> OneOf {
        OneOf {
            id: id.parse().unwrap(),
            ask: String::new(),
            hint: None,
            items: items.iter().map(|id| id.parse().unwrap()).collect(),
        }
    }

    /// A base item in two variants, and one that needs whichever is done.
    fn permit() -> ThemeDraft {
        let mut theme = items_only(&[("promise", &[]), ("usual", &[]), ("sign", &["promise", "usual"])]);
        theme.one_of = vec![group("fire", &["promise", "usual"])];
        theme
    }

    #[test]
    fn of_a_group_one_is_taken_and_the_citizen_may_take_the_other() {
        use Standing::{ComesAlong, Instead, LeftOut, Taken};
        assert_eq!(standings(&plan(permit(), &[], None)), [Taken, Instead, Taken]);
        assert_eq!(
            standings(&plan(permit(), &[], Some(&["usual", "sign"]))),
            [Instead, Taken, Taken]
        );
        assert_eq!(
            standings(&plan(permit(), &[], Some(&["sign"]))),
            [ComesAlong, LeftOut, Taken]
        );
        assert_eq!(standings(&plan(permit(), &[], Some(&[]))), [LeftOut; 3]);
    }

    #[test]
    fn what_certainly_applies_goes_before_what_may() {
        let mut theme = permit();
        let when = Condition::Is("shop/area".parse().unwrap(), "large".into());
        theme.items[0].applies = Some(Applies {
            when,
            because: String::new(),
            otherwise: String::new(),
        });
        assert_eq!(
            standings(&plan(theme, &[], None)),
            [Standing::Instead, Standing::Taken, Standing::Taken]
        );
    }

    #[test]
    fn what_is_done_elsewhere_is_listed_and_not_applied_for() {
        let mut theme = newborn();
        theme.items[0].offline = Some("先到派出所开证明".into());
        let plan = plan(theme, &[], Some(&["household"]));
        assert_eq!(plan.items[0].standing, Standing::Offline);
        assert_eq!(plan.items[1].days, Some((day("2026-11-20"), day("2026-11-23"))));
    }

    #[test]
    fn the_critical_path_is_the_chain_that_ends_last() {
        let mut theme = newborn();
        theme.items[3].limit.promised.days = 2;
        let path = |theme: ThemeDraft| {
            let made = plan(theme.clone(), &[], None);
            made.critical_path(&Theme::try_from(theme).unwrap())
        };
        assert_eq!(path(theme.clone()), [0, 1, 2]);
        theme.items[3].limit.promised.days = 9;
        assert_eq!(path(theme), [3]);
    }

    #[test]
    fn a_special_procedure_moves_the_date_although_the_limit_does_not_count_it() {
        let mut theme = newborn();
        let pause = |term| Pause {
            name: "公示".into(),
            explain: String::new(),
            term,
            basis: None,
        };
        let ten = Term {
            days: 10,
            kind: DayKind::Natural,
        };
        theme.items[3].pauses = vec![pause(Some(ten)), pause(None)];
        assert_eq!(plan(theme, &[], None).items[3].days.unwrap().1, day("2026-12-03"));
    }

    #[test]
    fn an_item_waits_for_a_decision_it_does_not_need() {
        let mut theme = items_only(&[("customs", &[]), ("licence", &[])]);
        theme.items[1].after_decided = vec!["customs".parse().unwrap()];
        let both = plan(theme.clone(), &[], None);
        assert_eq!(both.items[1].days.unwrap().0, day("2026-11-23"));
        let alone = plan(theme, &[], Some(&["licence"]));
        assert_eq!(alone.items[0].standing, Standing::LeftOut);
        assert_eq!(alone.items[1].days.unwrap().0, day("2026-11-20"));
    }

    fn with_material(when: Option<Condition>, waivers: Vec<Waiver>, optional: bool) -> ThemeDraft {
        let mut theme = newborn();
        theme.materials = vec![Material {
            when,
            optional,
            waivers,
            ..material("paper")
        }];
        theme.items[0].materials = vec![theme.materials[0].id.clone()];
        theme
    }

    fn needs(plan: &Plan) -> Vec<Need> {
        plan.materials.iter().map(|material| material.need).collect()
    }

    #[test]
    fn asks_only_for_papers_of_taken_items_that_nobody_holds() {
        let waiver = || Waiver {
            mode: WaiverMode::Generated,
            reason: String::new(),
        };
        assert_eq!(
            needs(&plan(with_material(None, vec![], false), &[], None)),
            [Need::Required]
        );
        assert_eq!(
            needs(&plan(with_material(None, vec![], true), &[], None)),
            [Need::Optional]
        );
        assert_eq!(
            needs(&plan(with_material(None, vec![waiver()], false), &[], None)),
            [Need::Waived(0)]
        );
        assert_eq!(
            needs(&plan(with_material(None, vec![], false), &[], Some(&["booklet"]))),
            []
        );
    }

    #[test]
    fn a_conditional_paper_is_undecided_until_the_answer_is_known() {
        let different = || {
            Some(Condition::Not(Box::new(Condition::Same(
                "m/x".parse().unwrap(),
                "f/x".parse().unwrap(),
            ))))
        };
        assert_eq!(
            needs(&plan(with_material(different(), vec![], false), &[], None)),
            [Need::Undecided]
        );
        assert_eq!(
            needs(&plan(
                with_material(different(), vec![], false),
                &[("m/x", "汉"), ("f/x", "苗")],
                None
            )),
            [Need::Required]
        );
        assert_eq!(
            needs(&plan(
                with_material(different(), vec![], false),
                &[("m/x", "汉"), ("f/x", "汉")],
                None
            )),
            []
        );
    }

    proptest! {
        #[test]
        fn a_taken_item_never_misses_its_prerequisite(edges in proptest::collection::vec((0_usize..14, 0_usize..14), 0..40), chosen in proptest::collection::btree_set(0_usize..14, 0..14)) {
            let ids: Vec<String> = (0..14).map(|number| format!("i{number}")).collect();
            let after = |item: usize| edges.iter().filter(|(a, b)| *a == item && b < a).map(|(_, b)| ids[*b].as_str()).collect::<Vec<_>>();
            let lists: Vec<Vec<&str>> = (0..14).map(after).collect();
            let draft: Vec<(&str, &[&str])> = ids.iter().zip(&lists).map(|(id, list)| (id.as_str(), list.as_slice())).collect();
            let chosen: Vec<&str> = chosen.iter().map(|index| ids[*index].as_str()).collect();
            let plan = plan(items_only(&draft), &[], Some(&chosen));
            for (a, b) in &edges {
                if b < a && plan.items[*a].is_taken() {
                    prop_assert!(plan.items[*b].is_taken());
                    prop_assert!(plan.items[*a].days.unwrap().0 >= plan.items[*b].days.unwrap().1);
                }
            }
        }
    }
}
