use proptest::prelude::*;

use super::*;
use crate::answer::tests::answers;
use crate::calendar::tests::{calendar, day};
use crate::case::tests::waiting;
use crate::condition::Condition;
use crate::theme::item::tests::notice;
use crate::theme::item::{Applies, Pause};
use crate::theme::material::tests::material;
use crate::theme::material::{Waiver, WaiverMode};
use crate::theme::tests::theme as items_only;
use crate::theme::{Eligibility, OneOf, ThemeDraft};

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
    let answers = answers(list);
    let situation = Situation {
        answers: &answers,
        registers_read: true,
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
fn what_is_done_first_stands_first_and_nothing_before_what_it_waits_for() {
    let in_order = |theme: &ThemeDraft, chosen: Option<&[&str]>| {
        let made = plan(theme.clone(), &[], chosen);
        made.in_order(&Theme::try_from(theme.clone()).unwrap())
    };
    let mut theme = newborn();
    theme.items[0].limit.promised.days = 5;
    assert_eq!(in_order(&theme, None), [3, 0, 1, 2]);
    theme.items[3].limit.promised.days = 6;
    assert_eq!(
        in_order(&theme, None),
        [0, 3, 1, 2],
        "done on the day of another that waited for more"
    );
    theme.items[3].limit.promised.days = 30;
    assert_eq!(in_order(&theme, None), [0, 1, 2, 3]);
    assert_eq!(in_order(&theme, Some(&["booklet"])), [3, 0, 1, 2], "left out");
    theme.items[2].offline = Some("到窗口办".into());
    assert_eq!(in_order(&theme, None), [0, 1, 2, 3], "done elsewhere");
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
    let endless = Pause {
        term: None,
        ..notice(10, false)
    };
    theme.items[3].pauses = vec![notice(10, false), endless];
    assert_eq!(plan(theme, &[], None).items[3].days.unwrap().1, day("2026-12-03"));
}

#[test]
fn the_list_names_the_day_by_which_an_office_decides_that_accepts_at_once() {
    let mut theme = newborn();
    theme.items[3].pauses = vec![notice(10, true)];
    let mut case = waiting();
    case.start(day("2026-11-20"), &calendar()).unwrap();
    case.accept(&theme.items[3], day("2026-11-20"), &calendar()).unwrap();
    assert_eq!(case.due, Some(day("2026-12-01")), "a working day behind the notice");
    assert_eq!(plan(theme, &[], None).items[3].days.map(|(_, end)| end), case.due);
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

#[test]
fn whichever_way_is_chosen_no_list_ends_later_than_the_longest() {
    let mut theme = permit();
    theme.items[1].limit.promised.days = 10;
    let shorter = plan(theme.clone(), &[], None).done_by;
    let longer = plan(theme.clone(), &[], Some(&["usual", "sign"])).done_by;
    assert!(shorter < longer);
    let theme = Theme::try_from(theme).unwrap();
    let today = day("2026-11-20");
    assert_eq!(longest(&theme, today, &calendar()), longer);
    let last = latest(&theme, today, &calendar());
    assert!(longer < last, "and offices have their days to accept");
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

fn rule(concerns: Option<Condition>, when: Option<Condition>) -> Eligibility {
    Eligibility {
        text: String::new(),
        concerns,
        when,
        otherwise: None,
        sources: vec![],
    }
}

#[test]
fn what_concerns_only_others_stands_in_nobodys_way() {
    use Truth::{No, Unknown, Yes};
    let is = |field: &str, value: &str| Some(Condition::Is(field.parse().unwrap(), value.into()));
    let sole_trader = || is("shop/kind", "sole_trader");
    let judged = |list: &[(&str, &str)]| {
        let mut theme = newborn();
        theme.eligibility = vec![
            rule(sole_trader(), None),
            rule(sole_trader(), is("shop/debts", "settled")),
            rule(None, None),
        ];
        plan(theme, list, None).eligibility
    };
    let debts = ("shop/debts", "open");
    assert_eq!(
        judged(&[debts]),
        [Unknown, Unknown, Unknown],
        "it may still concern them"
    );
    assert_eq!(judged(&[debts, ("shop/kind", "sole_trader")]), [Unknown, No, Unknown]);
    assert_eq!(judged(&[debts, ("shop/kind", "company")]), [Yes, Yes, Unknown]);
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
