//! A theme that nobody ever saw: ids, names, questions, fields, graph and papers are thrown by dice.
//!
//! What a citizen with a record in the household register will meet in it is known beforehand, so that a test can say
//! what must come out. It is written as JSON, which is YAML.

mod facts;
mod items;
mod papers;

use std::collections::{BTreeMap, BTreeSet};

use content::city::City;
use content::{Authored, Rule, lint};
use serde_json::{Value, json};

use facts::Facts;
use items::Items;
use papers::{Papers, Way};

/// An invented theme, and what a citizen meets in it.
#[derive(Debug, Clone)]
pub(crate) struct Invention {
    /// The theme.
    pub(crate) authored: Authored,
    /// What the citizen says, by `subject/element`.
    pub(crate) answers: BTreeMap<String, String>,
    /// The short names of the items that apply to the citizen.
    pub(crate) applying: BTreeSet<String>,
    /// The short names of the items that do not.
    pub(crate) ruled_out: BTreeSet<String>,
    /// An item that the citizen can leave out without losing another, by id and short name.
    pub(crate) spare: Option<(String, String)>,
    /// The papers that are asked for when nothing is left out, by id.
    pub(crate) papers: BTreeSet<String>,
    /// What else can be done; nothing in a small theme.
    pub(crate) ways: Option<Ways>,
}

/// What a citizen does in an invented theme besides answering and handing in; items and papers by id.
#[derive(Debug, Clone)]
pub(crate) struct Ways {
    /// Who signs too, by subject.
    pub(crate) fellow: String,
    /// The item that is granted on a promise.
    pub(crate) promised_item: String,
    /// The paper that a promise takes the place of.
    pub(crate) promised_paper: String,
    /// The paper that follows after filing.
    pub(crate) later: String,
    /// The paper that is not asked for any more once who signs too lets their register be read.
    pub(crate) looked_up: String,
}

/// How much is invented.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape<'a> {
    /// Which departments work on it.
    pub(crate) departments: &'a [&'a str],
    /// How many items.
    pub(crate) items: usize,
    /// One question, four fields, one paper and no conditions.
    pub(crate) is_small: bool,
}

/// Invents a theme for this city.
pub(crate) fn invent(seed: u64, shape: Shape<'_>, city: &City) -> Invention {
    let mut dice = Dice::new(seed);
    let slug = dice.id();
    let name = dice.words(5);
    let mut facts = Facts::invent(&mut dice, shape.is_small);
    let items = Items::invent(&mut dice, shape, &mut facts);
    let papers = Papers::invent(&mut dice, shape, &facts, &items);
    let (law, example) = (dice.id(), dice.id());
    let source = json!({
        "format": content::file::FORMAT,
        "slug": slug,
        "name": name,
        "title": format!("{{{}/person.name}}{}", facts.me, dice.words(3)),
        "summary": dice.words(12),
        "aliases": [dice.words(3), dice.words(4)],
        "region": {"code": city.region(), "name": city.name(), "modelled_on": dice.words(3)},
        "lead": shape.departments[0],
        "sources": [
            {"id": law, "title": dice.words(6), "kind": "law", "address": "https://law.example/1"},
            {"id": example, "title": dice.words(6), "kind": "illustration"},
        ],
        "changes": {"days": {"before": 40, "after": dice.number(1..40)}, "trips": {"before": 5, "after": 0}, "sources": [law]},
        "eligibility": [
            {"text": dice.words(9), "sources": [law]},
            {"text": dice.words(9), "when": facts.condition(&mut dice, true), "otherwise": dice.words(8), "sources": [law]},
        ],
        "subjects": facts.subjects_json(),
        "parties": facts.parties_json(&mut dice, &law),
        "applicant": facts.applicant_json(),
        "questions": facts.questions_json(&mut dice),
        "registers": facts.registers_json(&mut dice),
        "topics": facts.topics_json(&mut dice),
        "items": items.json(&mut dice, &papers, &law, &example),
        "materials": papers.json(&law),
        "faq": [{"ask": dice.words(6), "answer": dice.words(20), "sources": [law]}],
    });
    let (source, elements) = (pretty(&source), pretty(&json!({"elements": facts.elements()})));
    // What dice throw holds together; that every question leads somewhere would be asking too much of them.
    let makes_no_sense = [Rule::QuestionChangesNothing, Rule::UnreachableItem];
    let findings: Vec<_> = lint::lint("theme.yaml", &source, &elements, Some(city))
        .iter()
        .filter(|finding| !makes_no_sense.contains(&finding.rule))
        .map(ToString::to_string)
        .collect();
    assert!(
        findings.is_empty(),
        "the inventor made a mistake, seed {seed}:\n{}\n{source}",
        findings.join("\n")
    );
    let theme = content::theme::read(&source, &elements).unwrap_or_else(|problems| panic!("seed {seed}: {problems:?}"));
    let hash = content::theme::hash(&source, &elements);
    Invention {
        applying: items.shorts(true),
        ruled_out: items.shorts(false),
        spare: items.spare(),
        papers: papers.asked_for(&items),
        ways: ways(&facts, &items, &papers),
        answers: facts.answers(),
        authored: Authored {
            slug,
            source,
            elements,
            hash,
            theme,
            editions: Vec::new(),
        },
    }
}

fn ways(facts: &Facts, items: &Items, papers: &Papers) -> Option<Ways> {
    Some(Ways {
        fellow: facts.fellow.clone()?,
        promised_item: items.promised()?,
        promised_paper: papers.settled(Way::Promised)?,
        later: papers.settled(Way::Later)?,
        looked_up: papers.settled(Way::LookedUp)?,
    })
}

/// What has to be promised; now and then somebody is excluded from it.
fn commitment(dice: &mut Dice) -> Value {
    let mut written = json!({
        "notice": [dice.words(7), dice.words(5)],
        "consequence": dice.words(9),
        "promise": dice.words(9),
        "check": dice.words(8),
    });
    if dice.happens(50) {
        written["excluded"] = json!([dice.words(6)]);
    }
    written
}

fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

/// Chance that a number repeats.
struct Dice {
    chance: fastrand::Rng,
    given: BTreeSet<String>,
}

impl Dice {
    fn new(seed: u64) -> Self {
        Self {
            chance: fastrand::Rng::with_seed(seed),
            given: BTreeSet::new(),
        }
    }

    fn number(&mut self, range: std::ops::Range<usize>) -> usize {
        self.chance.usize(range)
    }

    fn happens(&mut self, percent: usize) -> bool {
        self.number(0..100) < percent
    }

    fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.number(0..list.len())]
    }

    /// Some of the list, at least one.
    fn some<T: Clone>(&mut self, list: &[T]) -> Vec<T> {
        let mut list = list.to_vec();
        self.chance.shuffle(&mut list);
        list.truncate(1 + self.number(0..list.len()));
        list
    }

    /// An id that was not given before: everything that is allowed in one.
    fn id(&mut self) -> String {
        loop {
            let mut id = String::from(self.chance.lowercase());
            for _ in 0..self.number(2..12) {
                id.push(*self.one(&['a', 'e', 'k', 'z', 'Q', '0', '7', '9', '-', '_', '.']));
            }
            id.push(self.chance.lowercase());
            // Two ids that differ in their signs alone would be one in the page.
            if self.given.insert(id.replace(['.', '_', '-'], "").to_lowercase()) {
                return id;
            }
        }
    }

    /// So many Chinese characters that say nothing.
    fn words(&mut self, count: usize) -> String {
        (0..count)
            .filter_map(|_| char::from_u32(self.chance.u32(0x4e00..0x9fa5)))
            .collect()
    }
}
