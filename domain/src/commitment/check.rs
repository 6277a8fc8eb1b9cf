//! The check of a promise (核查) after it was granted: by when, what it found, and whom it excludes (国办发〔2020〕42号).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::About;
use crate::application::EventKind;
use crate::calendar::{Calendar, DayKind, Term};
use crate::id::{CaseId, OfficerId};
use crate::moment::Moment;

/// Within this after it was granted, where the theme says nothing. 国办发〔2020〕42号 and 消防法 art. 15 ask for a check and name no
/// days: this is the house's own limit, so that none is forgotten.
pub const WITHIN: Term = Term {
    days: 20,
    kind: DayKind::Working,
};

/// So long before its last day a check is pressing: the house's own, so that none is overlooked.
const PRESSING: Term = Term {
    days: 5,
    kind: DayKind::Working,
};

/// How many working days a citizen can be given to mend what was found (限期整改).
pub const DAYS_TO_MEND: RangeInclusive<u32> = 5..=30;

/// One check of one promise. What is to be mended is checked again: that is the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The case that was granted on it.
    pub case: CaseId,
    /// The promise.
    pub about: About,
    /// Which check of this promise, from one.
    pub number: i32,
    /// The last day on which it is checked; after something was found, the last day on which the citizen mends it.
    pub due: NaiveDate,
    /// What it found; none until then.
    pub found: Option<Found>,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In a word.
    pub outcome: Outcome,
    /// In a sentence, for the citizen to read.
    pub sentence: String,
    /// Who checked.
    pub by: OfficerId,
    /// When.
    pub at: Moment,
}

/// What a check finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is as it was promised.
    Kept,
    /// Something is to be mended by a day.
    Mendable,
    /// It is not as it was promised: what the notice named follows.
    Broken,
}

impl Outcome {
    /// Every outcome with the word it is stored under.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Kept, "kept"),
        (Self::Mendable, "mendable"),
        (Self::Broken, "broken"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(outcome, _)| *outcome == self).map_or("", |(_, word)| word)
    }

    /// The outcome of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, stored)| *stored == word).map(|(outcome, _)| *outcome)
    }

    /// The step of the case that it is.
    #[must_use]
    pub fn step(self) -> EventKind {
        match self {
            Self::Kept => EventKind::PromiseKept,
            Self::Mendable => EventKind::PromiseToMend,
            Self::Broken => EventKind::PromiseBroken,
        }
    }
}

impl Check {
    /// What it found.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.found.as_ref().map(|found| found.outcome)
    }

    /// Whether an officer can record this outcome next: any of a check that is due, and of a broken promise that it was mended
    /// (信用修复).
    #[must_use]
    pub fn admits(&self, outcome: Outcome) -> bool {
        match self.outcome() {
            None => true,
            Some(before) => before == Outcome::Broken && outcome == Outcome::Kept,
        }
    }

    /// The number of the check that is recorded next: of this one as long as it is due, then of the one after it.
    #[must_use]
    pub fn recorded_next(&self) -> i32 {
        self.number + i32::from(self.found.is_some())
    }

    /// Whether it is the next check of the same promise.
    #[must_use]
    pub fn follows(&self, other: &Self) -> bool {
        self.case == other.case && self.about == other.about && self.number == other.number + 1
    }
}

/// The day by which a check is due that is pressing today; one that is late is pressing too.
#[must_use]
pub fn pressing_by(calendar: &Calendar, today: NaiveDate) -> NaiveDate {
    calendar.last_day(today, PRESSING)
}

/// The last check of each promise of these.
#[must_use]
pub fn last<'a>(checks: impl IntoIterator<Item = &'a Check>) -> Vec<&'a Check> {
    let mut last: BTreeMap<(&CaseId, &About), &Check> = BTreeMap::new();
    for check in checks {
        let known = last.entry((&check.case, &check.about)).or_insert(check);
        if check.number > known.number {
            *known = check;
        }
    }
    last.into_values().collect()
}

/// What somebody with these checks cannot promise again: what they broke and did not mend (国办发〔2020〕42号: 信用修复前不适用).
#[must_use]
pub fn broken(checks: &[Check]) -> BTreeSet<About> {
    let broken = last(checks).into_iter();
    let broken = broken.filter(|check| check.outcome() == Some(Outcome::Broken));
    broken.map(|check| check.about.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(case: &str, number: i32, outcome: Option<Outcome>) -> Check {
        Check {
            case: case.parse().unwrap(),
            about: "item.fire_safety".parse().unwrap(),
            number,
            due: "2026-12-18".parse().unwrap(),
            found: outcome.map(|outcome| Found {
                outcome,
                sentence: "看过了".to_owned(),
                by: "o1".parse().unwrap(),
                at: Moment(0),
            }),
        }
    }

    #[test]
    fn every_outcome_keeps_its_stored_word() {
        for (outcome, word) in Outcome::ALL {
            assert_eq!((outcome.as_str(), Outcome::from_word(word)), (word, Some(outcome)));
        }
    }

    #[test]
    fn what_is_recorded_stays_and_a_broken_promise_can_be_mended() {
        let admitted = |before| {
            let all = Outcome::ALL.iter().map(|(outcome, _)| *outcome);
            all.filter(|outcome| check("c1", 1, before).admits(*outcome)).count()
        };
        assert_eq!(admitted(None), 3);
        assert_eq!(admitted(Some(Outcome::Kept)), 0);
        assert_eq!(admitted(Some(Outcome::Mendable)), 0);
        assert_eq!(admitted(Some(Outcome::Broken)), 1);
    }

    #[test]
    fn a_broken_promise_is_remembered_until_it_is_mended_itself() {
        let first = check("c1", 1, Some(Outcome::Broken));
        let elsewhere = check("c2", 1, Some(Outcome::Kept));
        assert_eq!(broken(&[first.clone(), elsewhere]).len(), 1);
        let mended = check("c1", 2, Some(Outcome::Kept));
        assert!(mended.follows(&first));
        assert_eq!(broken(&[mended, first]).len(), 0);
        assert_eq!(
            broken(&[check("c1", 1, Some(Outcome::Mendable)), check("c1", 2, None)]).len(),
            0
        );
    }
}
