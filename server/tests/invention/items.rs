//! What the departments do in an invented theme, and what waits for what.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::facts::Facts;
use super::papers::Papers;
use super::{Dice, Shape, commitment};

/// The items, prerequisites first.
pub(super) struct Items {
    items: Vec<Item>,
}

struct Item {
    id: String,
    short: String,
    department: String,
    after: Vec<usize>,
    applies: Option<(bool, Value)>,
    optional: bool,
    fields: Vec<String>,
    has_office: bool,
    is_promised: bool,
}

impl Item {
    fn is_for_me(&self) -> bool {
        self.applies.as_ref().is_none_or(|(truth, _)| *truth)
    }
}

impl Items {
    /// The first two always apply, and the second waits for the first; unless the theme is small, it is granted on a promise.
    pub(super) fn invent(dice: &mut Dice, shape: Shape<'_>, facts: &mut Facts) -> Self {
        let mut items: Vec<Item> = Vec::new();
        for position in 0..shape.items {
            let earlier: Vec<usize> = (0..position).collect();
            let after = match position {
                0 => Vec::new(),
                1 => vec![0],
                _ if dice.happens(60) => dice.some(&earlier).into_iter().take(2).collect(),
                _ => Vec::new(),
            };
            let truth = dice.happens(65);
            let applies =
                (!shape.is_small && position > 1 && dice.happens(50)).then(|| (truth, facts.condition(dice, truth)));
            items.push(Item {
                id: dice.id(),
                short: dice.words(4),
                department: (*dice.one(shape.departments)).to_owned(),
                after,
                applies,
                optional: !shape.is_small && position > 1 && dice.happens(50),
                fields: Vec::new(),
                has_office: dice.happens(30),
                is_promised: !shape.is_small && position == 1,
            });
        }
        for field in facts.fields() {
            // Who signs too is asked about by what always applies.
            let first = if facts.is_about_fellow(&field) {
                0
            } else {
                dice.number(0..items.len())
            };
            let second = dice.number(0..items.len());
            for position in BTreeSet::from([first, second]) {
                items[position].fields.push(field.clone());
            }
        }
        Self { items }
    }

    pub(super) fn ids(&self) -> Vec<String> {
        self.items.iter().map(|item| item.id.clone()).collect()
    }

    /// The short names of those that apply to the citizen, or of the others.
    pub(super) fn shorts(&self, is_for_me: bool) -> BTreeSet<String> {
        let items = self.items.iter().filter(|item| item.is_for_me() == is_for_me);
        items.map(|item| item.short.clone()).collect()
    }

    /// Whether one of these applies to the citizen.
    pub(super) fn is_any_for_me(&self, ids: &[String]) -> bool {
        self.items.iter().any(|item| item.is_for_me() && ids.contains(&item.id))
    }

    /// One that may be left out: nothing that applies waits for it.
    pub(super) fn spare(&self) -> Option<(String, String)> {
        let is_needed = |position: usize| {
            self.items
                .iter()
                .any(|item| item.is_for_me() && item.after.contains(&position))
        };
        let spare = self
            .items
            .iter()
            .enumerate()
            .find(|(position, item)| item.optional && item.is_for_me() && !is_needed(*position));
        spare.map(|(_, item)| (item.id.clone(), item.short.clone()))
    }

    /// The one that is granted on a promise.
    pub(super) fn promised(&self) -> Option<String> {
        let promised = self.items.iter().find(|item| item.is_promised);
        promised.map(|item| item.id.clone())
    }

    pub(super) fn json(&self, dice: &mut Dice, papers: &Papers, law: &str, example: &str) -> Value {
        let mut written: Vec<_> = self
            .items
            .iter()
            .map(|item| self.one(dice, papers, item, law, example))
            .collect();
        dice.chance.shuffle(&mut written);
        written.into()
    }

    fn one(&self, dice: &mut Dice, papers: &Papers, item: &Item, law: &str, example: &str) -> Value {
        let is_example = dice.happens(50);
        let natural = dice.happens(30);
        let days = dice.number(0..30);
        let kind = if natural { "natural" } else { "working" };
        let mut limit = json!({"promised": {"days": days, "kind": kind}, "illustrative": is_example});
        if dice.happens(50) {
            limit["statutory"] = json!({"days": days + 5, "kind": kind});
        }
        let mut written = json!({
            "id": item.id,
            "name": dice.words(6),
            "short": item.short,
            "department": item.department,
            "explain": dice.words(10),
            "basis": [{"law": dice.words(5), "article": dice.words(2), "source": law}],
            "accepts": [dice.words(7), dice.words(5)],
            "optional": item.optional,
            "after": item.after.iter().map(|needed| &self.items[*needed].id).collect::<Vec<_>>(),
            "limit": limit,
            "result": {"name": dice.words(4), "done": dice.words(3), "delivery": dice.words(6)},
            "fields": item.fields,
            "materials": papers.of(&item.id),
            "sources": [if is_example { example } else { law }],
        });
        if let Some((_, when)) = &item.applies {
            written["applies"] = json!({"when": when, "because": dice.words(6), "otherwise": dice.words(6)});
        }
        if item.has_office
            && let Some(field) = item.fields.first()
        {
            written["office"] = json!(field);
        }
        if dice.happens(20) {
            written["in_person"] = json!(dice.words(9));
        }
        if item.is_promised {
            written["commitment"] = commitment(dice);
        }
        written
    }
}
