//! Correction (补正): one request that names everything that is wrong. The clock of acceptance stops until the citizen answers,
//! and starts anew with the answer (行政许可法 art. 32).

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{ACCEPTANCE, Case, CaseError, Decision, Status};
use crate::answer::FieldId;
use crate::calendar::{Calendar, DayKind, Term};
use crate::id::{ApplicationId, CaseId, CorrectionId, MaterialId, NotAnId, OfficerId};
use crate::moment::Moment;

/// How many working days an office may give the citizen to answer.
pub const DAYS_TO_ANSWER: RangeInclusive<u32> = 5..=30;

/// How long before the end the citizen is reminded.
const REMINDED: Term = Term {
    days: 2,
    kind: DayKind::Working,
};

/// What is wrong with something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It is not so (不对).
    Incorrect,
    /// Something of it is missing (不全).
    Incomplete,
    /// It no longer holds (过期).
    Outdated,
}

impl Flaw {
    /// Every flaw with the word it is stored under.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Incorrect, "incorrect"),
        (Self::Incomplete, "incomplete"),
        (Self::Outdated, "outdated"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(flaw, _)| *flaw == self).map_or("", |(_, word)| word)
    }

    /// The flaw of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, stored)| *stored == word).map(|(flaw, _)| *flaw)
    }
}

/// What is wrong: an answer or a paper. As text: `field:child/person.name`, `paper:diagnosis`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An answer.
    Field(FieldId),
    /// A paper.
    Paper(MaterialId),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => write!(f, "field:{field}"),
            Self::Paper(material) => write!(f, "paper:{material}"),
        }
    }
}

impl FromStr for Target {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match text.split_once(':') {
            Some(("field", field)) => Ok(Self::Field(field.parse()?)),
            Some(("paper", material)) => Ok(Self::Paper(material.parse()?)),
            _ => Err(NotAnId),
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Which answer or paper.
    pub target: Target,
    /// In which way.
    pub flaw: Flaw,
    /// What exactly, for the citizen to read.
    pub sentence: String,
}

/// A request to correct one case; until it is asked, officers are writing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: CorrectionId,
    /// The application.
    pub application: ApplicationId,
    /// The case.
    pub case: CaseId,
    /// Everything that is wrong.
    pub points: Vec<Point>,
    /// Why more is asked for than the law lets an office ask for a second time.
    pub reason: Option<String>,
    /// By whom and until when, once it is sent.
    pub asked: Option<Asked>,
    /// What the citizen says to it besides mending it.
    pub said: Option<String>,
    /// When the citizen mended it.
    pub mended_at: Option<Moment>,
}

/// That a citizen was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// By whom.
    pub by: OfficerId,
    /// When.
    pub at: Moment,
    /// The last day on which the citizen can answer.
    pub answer_by: NaiveDate,
}

impl Correction {
    /// Whether the citizen has not answered it yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.asked.is_some() && self.mended_at.is_none()
    }
}

/// An answer that was given anew after the application was submitted, beside the one that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Which.
    pub field: FieldId,
    /// The text, valid or not.
    pub text: String,
    /// When it was sent; none while the citizen is at it.
    pub sent_at: Option<Moment>,
}

/// Why something cannot be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// It names nothing.
    #[error("nothing is named")]
    Nothing,
    /// What is wrong is said once. What the citizen did not touch since cannot be new, unless there is a reason.
    #[error("it was not said at once")]
    NotSaidAtOnce,
}

/// Whether an office may ask for this after what it asked for before: at once for everything (行政许可法 art. 32), again only about
/// what the citizen changed, or with a reason that they read.
///
/// # Errors
/// Why not.
pub fn may_ask(points: &[Point], before: &[Correction], reason: Option<&str>) -> Result<(), CorrectionError> {
    if points.is_empty() {
        return Err(CorrectionError::Nothing);
    }
    let was_changed = |target: &Target| {
        let mut earlier = before.iter().flat_map(|correction| &correction.points);
        earlier.any(|point| point.target == *target)
    };
    let is_first = before.is_empty();
    if is_first || reason.is_some() || points.iter().all(|point| was_changed(&point.target)) {
        Ok(())
    } else {
        Err(CorrectionError::NotSaidAtOnce)
    }
}

/// The last day to answer when so many working days are given; within what may be given.
#[must_use]
pub fn answer_by(today: NaiveDate, days: u32, calendar: &Calendar) -> NaiveDate {
    let days = days.clamp(*DAYS_TO_ANSWER.start(), *DAYS_TO_ANSWER.end());
    let kind = DayKind::Working;
    calendar.last_day(today, Term { days, kind })
}

/// Who must answer by this day is reminded today.
#[must_use]
pub fn remind_until(today: NaiveDate, calendar: &Calendar) -> NaiveDate {
    calendar.last_day(today, REMINDED)
}

impl Case {
    /// The office names what is wrong: its clock stops.
    ///
    /// # Errors
    /// When it was not just received; when the days to accept it are over, since it counts as accepted then.
    pub fn ask_for_correction(&mut self, today: NaiveDate) -> Result<(), CaseError> {
        if self.status == Status::Received && self.due.is_some_and(|due| today > due) {
            return Err(CaseError::TooLate);
        }
        self.step(&[Status::Received], Status::Correcting)?;
        self.due = None;
        Ok(())
    }

    /// The citizen mended it: it is at the office as if it had come today.
    ///
    /// # Errors
    /// When nothing was asked for.
    pub fn mend(&mut self, today: NaiveDate, calendar: &Calendar) -> Result<(), CaseError> {
        self.step(&[Status::Correcting], Status::Received)?;
        self.received_on = Some(today);
        self.due = Some(calendar.last_day(today, ACCEPTANCE));
        Ok(())
    }

    /// The citizen did not mend it in time, and the office does not accept it.
    ///
    /// # Errors
    /// When nothing was asked for, or there is still time.
    pub fn close_unmended(
        &mut self,
        answer_by: NaiveDate,
        today: NaiveDate,
        decision: Decision,
    ) -> Result<(), CaseError> {
        if self.status == Status::Correcting && today <= answer_by {
            return Err(CaseError::TooEarly);
        }
        self.step(&[Status::Correcting], Status::Refused)?;
        self.decision = Some(decision);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::tests::{calendar, day};
    use crate::case::tests::{decision, waiting};
    use crate::theme::item::tests::item;

    fn point(target: &str) -> Point {
        Point {
            target: target.parse().unwrap(),
            flaw: Flaw::Incorrect,
            sentence: "和身份证上不一样".into(),
        }
    }

    fn asked(targets: &[&str]) -> Correction {
        Correction {
            id: "k1".parse().unwrap(),
            application: "a1".parse().unwrap(),
            case: "c1".parse().unwrap(),
            points: targets.iter().map(|target| point(target)).collect(),
            reason: None,
            asked: None,
            said: None,
            mended_at: None,
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_once_and_again_only_of_what_changed_or_with_a_reason() {
        let (name, paper) = ("field:child/person.name", "paper:diagnosis");
        assert_eq!(may_ask(&[], &[], None), Err(CorrectionError::Nothing));
        assert_eq!(may_ask(&[point(name), point(paper)], &[], None), Ok(()));
        let before = [asked(&[name])];
        assert_eq!(may_ask(&[point(name)], &before, None), Ok(()));
        let more = [point(name), point(paper)];
        assert_eq!(may_ask(&more, &before, None), Err(CorrectionError::NotSaidAtOnce));
        assert_eq!(may_ask(&more, &before, Some("医院昨天更正了记录")), Ok(()));
    }

    #[test]
    fn a_target_keeps_its_text() {
        for text in [
            "field:child/person.name",
            "field:partner/person.name~2",
            "paper:diagnosis",
        ] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        assert!("child/person.name".parse::<Target>().is_err());
    }

    #[test]
    fn who_does_not_answer_is_reminded_and_only_then_refused() {
        let mut case = waiting();
        case.start(day("2026-09-14"), &calendar()).unwrap();
        case.ask_for_correction(day("2026-09-14")).unwrap();
        let by = answer_by(day("2026-09-14"), 1, &calendar());
        assert_eq!(by, day("2026-09-20"), "five working days at the least");
        assert!(by > remind_until(day("2026-09-16"), &calendar()));
        assert_eq!(by, remind_until(day("2026-09-17"), &calendar()));
        assert_eq!(case.refuse(decision()), Err(CaseError::NotNow(Status::Correcting)));
        let too_early = case.close_unmended(by, by, decision());
        assert_eq!(too_early, Err(CaseError::TooEarly), "the last day is the citizen's");
        case.close_unmended(by, day("2026-09-21"), decision()).unwrap();
        assert_eq!((case.status, case.due), (Status::Refused, None));
    }

    #[test]
    fn an_office_that_let_its_days_pass_asks_for_nothing() {
        let mut case = waiting();
        case.start(day("2026-09-14"), &calendar()).unwrap();
        assert_eq!(case.ask_for_correction(day("2026-09-21")), Err(CaseError::TooLate));
        assert_eq!((case.status, case.revision), (Status::Received, 1));
        case.ask_for_correction(day("2026-09-20")).unwrap();
    }

    proptest! {
        /// However often it is asked and mended, whenever: the clock runs only at the office, five working days from the last
        /// answer, and an office that is late then gains nothing.
        #[test]
        fn the_clock_stands_while_the_citizen_mends_and_starts_anew_with_the_answer(
            rounds in vec((0_i64..8, 0_i64..40), 0..5),
            accepted_after in 0_i64..15,
        ) {
            let days = chrono::Duration::days;
            let mut item = item("household", &[]);
            item.limit.promised.days = 3;
            let (mut case, mut received) = (waiting(), day("2026-03-02"));
            case.start(received, &calendar()).unwrap();
            for (asked_after, mended_after) in rounds {
                let asked_on = received + days(asked_after);
                let is_late = case.due.is_some_and(|due| asked_on > due);
                prop_assert_eq!(case.ask_for_correction(asked_on).is_err(), is_late);
                if is_late {
                    prop_assert_eq!(case.status, Status::Received);
                    continue;
                }
                prop_assert_eq!(case.due, None);
                prop_assert!(case.accept(&item, asked_on, &calendar()).is_err());
                received = asked_on + days(mended_after);
                case.mend(received, &calendar()).unwrap();
                prop_assert_eq!(case.received_on, Some(received));
                prop_assert_eq!(case.due, Some(calendar().last_day(received, ACCEPTANCE)));
            }
            let accepted_on = received + days(accepted_after);
            let is_late = case.due.is_some_and(|due| accepted_on > due);
            case.accept(&item, accepted_on, &calendar()).unwrap();
            let from = if is_late { received } else { accepted_on };
            prop_assert_eq!(case.due, Some(calendar().last_day(from, item.limit.promised)));
        }
    }
}
