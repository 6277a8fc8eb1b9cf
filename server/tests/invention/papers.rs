//! The papers of an invented theme: each way of not being asked for one, and each way of being asked.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::facts::Facts;
use super::items::Items;
use super::{Dice, Shape, commitment};

/// The papers.
pub(super) struct Papers {
    papers: Vec<Paper>,
}

/// How a citizen settles a paper that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A file is handed in.
    HandedIn,
    /// It is promised instead.
    Promised,
    /// It follows after filing.
    Later,
    /// Who signs too lets their register be read, which knows it.
    LookedUp,
}

struct Paper {
    id: String,
    /// Everything but its id.
    written: Value,
    /// Whether it is missing until it is handed in.
    is_missing: bool,
    way: Way,
    /// The items that need it.
    items: Vec<String>,
}

impl Papers {
    pub(super) fn invent(dice: &mut Dice, shape: Shape<'_>, facts: &Facts, items: &Items) -> Self {
        let mut kinds = vec![(json!({}), true, Way::HandedIn)];
        if !shape.is_small {
            let handed_in = kinds_of_papers(dice, facts).into_iter();
            kinds.extend(handed_in.map(|(written, is_missing)| (written, is_missing, Way::HandedIn)));
            let others = other_ways(dice, facts).into_iter();
            kinds.extend(others.map(|(written, way)| (written, true, way)));
        }
        let paper = |(number, (mut written, is_missing, way)): (usize, (Value, bool, Way))| {
            written["name"] = json!(dice.words(5));
            written["issued_by"] = json!(dice.words(3));
            // The first paper belongs to the first item, so that something is always asked for, and so do those of other ways.
            let mut of = dice.some(&items.ids());
            if number == 0 || way != Way::HandedIn {
                of = items.ids().into_iter().take(1).collect();
            }
            Paper {
                id: dice.id(),
                written,
                is_missing,
                way,
                items: of,
            }
        };
        Self {
            papers: kinds.into_iter().enumerate().map(paper).collect(),
        }
    }

    /// The papers an item needs.
    pub(super) fn of(&self, item: &String) -> Vec<&str> {
        self.papers
            .iter()
            .filter(|paper| paper.items.contains(item))
            .map(|paper| paper.id.as_str())
            .collect()
    }

    /// The papers that a citizen to whom these items apply must hand in.
    pub(super) fn asked_for(&self, items: &Items) -> BTreeSet<String> {
        let asked = self
            .papers
            .iter()
            .filter(|paper| paper.is_missing && items.is_any_for_me(&paper.items));
        asked.map(|paper| paper.id.clone()).collect()
    }

    /// The paper that is settled in this way, the first of several.
    pub(super) fn settled(&self, way: Way) -> Option<String> {
        let paper = self.papers.iter().find(|paper| paper.way == way);
        paper.map(|paper| paper.id.clone())
    }

    pub(super) fn json(&self, law: &str) -> Value {
        let paper = |paper: &Paper| {
            let mut written = paper.written.clone();
            written["id"] = json!(paper.id);
            written["sources"] = json!([law]);
            written
        };
        self.papers.iter().map(paper).collect()
    }
}

/// Every kind of paper, and whether a citizen with a household record must hand it in.
fn kinds_of_papers(dice: &mut Dice, facts: &Facts) -> Vec<(Value, bool)> {
    let (me, other, place) = (&facts.me, &facts.other, &facts.place);
    let mut reason = || dice.words(7);
    let generated = json!({"generated": {"reason": reason()}});
    let certificate = json!({"certificate": {"knows": [format!("{me}/person.sex")], "reason": reason()}});
    let register = json!({"register": {"knows": [format!("{me}/person.ethnicity"), format!("{place}/household.address")], "reason": reason()}});
    let nobody_knows = json!({"register": {"knows": [format!("{other}/person.ethnicity")], "reason": reason()}});
    let code = dice.id();
    vec![
        (json!({"waivers": [generated]}), false),
        (json!({"waivers": [certificate]}), false),
        (json!({"waivers": [register], "hint": dice.words(9)}), false),
        (json!({"library": {"months": 6}, "code": code}), true),
        (json!({"waivers": [nobody_knows]}), true),
        (json!({"waivers": [nobody_knows, generated]}), false),
        (json!({"optional": true}), false),
        (json!({"when": facts.condition(dice, true)}), true),
        (json!({"when": facts.condition(dice, false)}), false),
    ]
}

/// Papers that are missing and need not be handed in at once, or at all.
fn other_ways(dice: &mut Dice, facts: &Facts) -> Vec<(Value, Way)> {
    let fellow = facts.fellow.iter();
    let knows: Vec<String> = fellow.map(|fellow| format!("{fellow}/person.ethnicity")).collect();
    let (reason, otherwise) = (dice.words(7), dice.words(9));
    vec![
        (json!({"commitment": commitment(dice)}), Way::Promised),
        (
            json!({"defer": {"days": dice.number(1..20), "text": otherwise}}),
            Way::Later,
        ),
        (
            json!({"waivers": [{"register": {"knows": knows, "reason": reason}}]}),
            Way::LookedUp,
        ),
    ]
}
