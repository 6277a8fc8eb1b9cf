//! Promises that cannot be kept: longer than the law allows, or shorter than the steps one after the other; and a total that a
//! single step exceeds without a word.

use std::collections::BTreeMap;

use super::{Checked, reach};
use crate::file::PromiseFile;
use crate::file::item::{DayKindFile, ItemFile, TermFile};
use crate::finding::{Notes, Rule};

/// So many steps are followed; beyond that, chains are taken to be sound.
const MOST: usize = 2_000;

/// Notes limits beyond the statutory one, and a total shorter than the longest chain of required items.
pub(super) fn note(checked: &Checked<'_>, notes: &mut Notes) {
    for item in &checked.file.items {
        let Some(limit) = &item.limit else { continue };
        let is_beyond = |statutory| at_least(&[limit.promised], statutory) > statutory.days;
        if limit.statutory.is_some_and(is_beyond) {
            let message = format!("事项“{}”承诺的时限比法定的还长，请对照来源改正。", item.name);
            notes.add(&item.id, Rule::PromiseBeyondLaw, message);
        }
    }
    let Some(promise) = &checked.file.promise else { return };
    let is_wrong = !promise.illustrative && note_total(checked, promise, notes);
    if !is_wrong && promise.explain.is_none() {
        note_longer_step(checked, promise, notes);
    }
}

/// Notes a step that takes longer than the total, where nothing says what the total measures.
fn note_longer_step(checked: &Checked<'_>, promise: &PromiseFile, notes: &mut Notes) {
    let total = total(promise);
    let days = |item: &ItemFile| {
        let pauses = item.pauses.iter().filter_map(|pause| pause.days);
        let limit = item.limit.iter().map(|limit| limit.promised);
        at_least(&limit.chain(pauses).collect::<Vec<_>>(), total)
    };
    let longer = checked.file.items.iter().filter(|item| item.offline.is_none());
    if let Some(item) = longer
        .max_by_key(|item| days(item))
        .filter(|item| days(item) > total.days)
    {
        let unit = unit(total);
        let message = format!(
            "总共承诺 {} {unit}，可是“{}”一步就要 {} {unit}，请在 promise 里用 explain 说明总天数怎么算。",
            total.days,
            item.name,
            days(item)
        );
        notes.add(&promise.days, Rule::TotalUnexplained, message);
    }
}

fn total(promise: &PromiseFile) -> TermFile {
    TermFile {
        days: promise.days.value,
        kind: promise.kind,
    }
}

fn unit(term: TermFile) -> &'static str {
    match term.kind {
        DayKindFile::Working => "个工作日",
        DayKindFile::Natural => "天",
    }
}

/// How many days these take one after the other, at least, counted in the days of `like`: five working days are seven.
fn at_least(terms: &[TermFile], like: TermFile) -> u32 {
    let days = |kind| {
        let of_kind = terms.iter().filter(|term| term.kind == kind);
        of_kind.map(|term| u64::from(term.days)).sum::<u64>()
    };
    let (working, natural) = (days(DayKindFile::Working), days(DayKindFile::Natural));
    let total = match like.kind {
        DayKindFile::Working => working + natural * 5 / 7,
        DayKindFile::Natural => natural + working * 7 / 5,
    };
    u32::try_from(total).unwrap_or(u32::MAX)
}

/// Whether the total was noted.
fn note_total(checked: &Checked<'_>, promise: &PromiseFile, notes: &mut Notes) -> bool {
    let total = total(promise);
    let mut chains = Chains::of(checked, total);
    for item in checked.file.items.iter().filter(|item| is_counted(item)) {
        chains.follow(&mut vec![item]);
    }
    if chains.longest.is_empty() {
        return false;
    }
    let unit = unit(total);
    let message = format!(
        "总共承诺 {} {unit}，可是“{}”要一个接一个办，至少 {} {unit}，请把 promise 改长，或者核对每一步的时限。",
        total.days,
        chains.longest.join("”“"),
        chains.days
    );
    notes.add(&promise.days, Rule::PromiseShorterThanChain, message);
    true
}

/// What may be left out or is done elsewhere holds nobody up.
fn is_counted(item: &ItemFile) -> bool {
    !item.optional && item.offline.is_none()
}

struct Chains<'a> {
    checked: &'a Checked<'a>,
    items: BTreeMap<&'a str, &'a ItemFile>,
    /// The items of each group.
    groups: BTreeMap<&'a str, Vec<&'a str>>,
    /// The group of an item.
    group_of: BTreeMap<&'a str, &'a str>,
    total: TermFile,
    /// Names of the longest chain beyond the total, the first step first.
    longest: Vec<&'a str>,
    days: u32,
    followed: usize,
}

impl<'a> Chains<'a> {
    fn of(checked: &'a Checked<'a>, total: TermFile) -> Self {
        let file = checked.file;
        let members = |group: &'a crate::file::OneOfFile| group.items.iter().map(|name| name.value.as_str());
        let of_group = |group| members(group).map(|item| (item, group.id.value.as_str()));
        Self {
            checked,
            items: file.items.iter().map(|item| (item.id.value.as_str(), item)).collect(),
            groups: (file.one_of.iter())
                .map(|group| (group.id.value.as_str(), members(group).collect()))
                .collect(),
            group_of: file.one_of.iter().flat_map(of_group).collect(),
            total,
            longest: Vec::new(),
            days: total.days,
            followed: 0,
        }
    }

    /// Looks at a chain, the last step first, and at every longer one that ends in it.
    fn follow(&mut self, chain: &mut Vec<&'a ItemFile>) {
        self.followed += 1;
        let Some(first) = chain.last().copied().filter(|_| self.followed <= MOST) else {
            return;
        };
        let days = at_least(&terms(chain), self.total);
        if days > self.days {
            if !reach::can_apply(chain, self.checked.elements) {
                return;
            }
            self.days = days;
            self.longest = chain.iter().rev().map(|item| item.name.as_str()).collect();
        }
        for name in first.after.iter().chain(&first.after_decided) {
            let alone = [name.value.as_str()];
            let before = self.groups.get(name.value.as_str()).cloned();
            for id in before.as_deref().unwrap_or(&alone) {
                let item = self.items.get(id).copied();
                if let Some(item) = item.filter(|item| is_counted(item) && !self.excludes(chain, id)) {
                    chain.push(item);
                    self.follow(chain);
                    chain.pop();
                }
            }
        }
    }

    /// Whether the item is in the chain already, or another one of its group.
    fn excludes(&self, chain: &[&ItemFile], id: &str) -> bool {
        let group = self.group_of.get(id);
        let excludes = |other: &str| other == id || group.is_some() && self.group_of.get(other) == group;
        chain.iter().any(|item| excludes(&item.id.value))
    }
}

/// What counts: a time that is only an example proves nothing.
fn terms(chain: &[&ItemFile]) -> Vec<TermFile> {
    let limits = chain.iter().filter_map(|item| item.limit.as_ref());
    let real = limits.filter(|limit| !limit.illustrative);
    real.map(|limit| limit.promised).collect()
}
