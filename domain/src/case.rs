//! A case (办件): one item at one department, from waiting to decided.

mod clock;
pub mod correction;
mod flag;

use chrono::NaiveDate;

use crate::calendar::{Calendar, DayKind, Term};
use crate::id::{ApplicationId, CaseId, DepartmentId, ItemId, OfficeId, OfficerId};
use crate::moment::Moment;

pub use clock::{Undated, ends, expected, held_up, last_of, undated};
pub use flag::{Flag, Matter};

/// Within this the office accepts or names everything that is missing; otherwise it counts as accepted (行政许可法 art. 32).
pub const ACCEPTANCE: Term = Term {
    days: 5,
    kind: DayKind::Working,
};

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Waits for the results of other cases (待前置).
    Waiting,
    /// At the office, not yet accepted (待受理).
    Received,
    /// The office named what is wrong, and the citizen is to mend it (待补正).
    Correcting,
    /// The office works on it (已受理).
    Accepted,
    /// The result is issued (已办结).
    Granted,
    /// The office refused (不予办理).
    Refused,
    /// The citizen withdrew (已撤回).
    Withdrawn,
    /// Never started: a case it waited for was refused (未启动).
    Lapsed,
}

impl Status {
    /// Every status with the word it is stored under.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Waiting, "waiting"),
        (Self::Received, "received"),
        (Self::Correcting, "correcting"),
        (Self::Accepted, "accepted"),
        (Self::Granted, "granted"),
        (Self::Refused, "refused"),
        (Self::Withdrawn, "withdrawn"),
        (Self::Lapsed, "lapsed"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(status, _)| *status == self)
            .map_or("", |(_, word)| word)
    }

    /// The status of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, stored)| *stored == word)
            .map(|(status, _)| *status)
    }

    /// Whether nothing more will happen.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Granted | Self::Refused | Self::Withdrawn | Self::Lapsed)
    }
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The application it belongs to.
    pub application: ApplicationId,
    /// The item of the application's theme.
    pub item: ItemId,
    /// The department that decides.
    pub department: DepartmentId,
    /// The office that does the work.
    pub office: OfficeId,
    /// The county it belongs to, or the whole city, by division code: whose officers may see it.
    pub region: String,
    /// Where it stands.
    pub status: Status,
    /// The day everything that was asked for was at the office; none while it waits.
    pub received_on: Option<NaiveDate>,
    /// The day by which the office must act next; none while it waits, is to be mended, or is closed.
    pub due: Option<NaiveDate>,
    /// The decision, once there is one.
    pub decision: Option<Decision>,
    /// Counts changes: a change is made only to the revision it was decided upon.
    pub revision: i32,
}

/// What an officer decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Moment,
    /// The result, or the reason of a refusal.
    pub text: String,
    /// After a refusal: what the citizen can do next.
    pub next_step: Option<String>,
}

/// Why a case cannot take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// It is not in a status from which the step can be taken.
    #[error("not possible while {}", .0.as_str())]
    NotNow(Status),
    /// The days in which the office could say what is wrong are over: it counts as accepted.
    #[error("too late to ask for anything")]
    TooLate,
    /// The citizen still has time.
    #[error("there is still time to answer")]
    TooEarly,
}

impl Case {
    /// Reaches the office: it must accept, or name what is missing, within [`ACCEPTANCE`].
    ///
    /// # Errors
    /// When it does not wait.
    pub fn start(&mut self, today: NaiveDate, calendar: &Calendar) -> Result<(), CaseError> {
        self.step(&[Status::Waiting], Status::Received)?;
        self.received_on = Some(today);
        self.due = Some(calendar.last_day(today, ACCEPTANCE));
        Ok(())
    }

    /// The office grants.
    ///
    /// # Errors
    /// When it was not accepted.
    pub fn grant(&mut self, decision: Decision) -> Result<(), CaseError> {
        self.step(&[Status::Accepted], Status::Granted)?;
        (self.due, self.decision) = (None, Some(decision));
        Ok(())
    }

    /// The office refuses, before or after acceptance.
    ///
    /// # Errors
    /// When it is not at the office.
    pub fn refuse(&mut self, decision: Decision) -> Result<(), CaseError> {
        self.step(&[Status::Received, Status::Accepted], Status::Refused)?;
        (self.due, self.decision) = (None, Some(decision));
        Ok(())
    }

    /// The citizen withdraws.
    ///
    /// # Errors
    /// When it is closed.
    pub fn withdraw(&mut self) -> Result<(), CaseError> {
        self.step(
            &[Status::Waiting, Status::Received, Status::Correcting, Status::Accepted],
            Status::Withdrawn,
        )?;
        self.due = None;
        Ok(())
    }

    /// It will never start.
    ///
    /// # Errors
    /// When it does not wait.
    pub fn lapse(&mut self) -> Result<(), CaseError> {
        self.step(&[Status::Waiting], Status::Lapsed)
    }

    fn step(&mut self, from: &[Status], to: Status) -> Result<(), CaseError> {
        if !from.contains(&self.status) {
            return Err(CaseError::NotNow(self.status));
        }
        self.status = to;
        self.revision += 1;
        Ok(())
    }
}

/// What becomes of a waiting case, by the cases it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// All were granted.
    Starts,
    /// Some are not decided.
    Waits,
    /// One will never be granted.
    Lapses,
}

/// What a case needs of one it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Its result.
    Result,
    /// Only that it is decided, one way or the other.
    Decision,
}

/// The outlook of a case that waits for cases with these statuses.
#[must_use]
pub fn outlook(prerequisites: impl IntoIterator<Item = (Wait, Status)>) -> Outlook {
    let one = |(wait, status)| match (status, wait) {
        (Status::Granted, _) | (Status::Refused | Status::Withdrawn | Status::Lapsed, Wait::Decision) => {
            Outlook::Starts
        }
        (Status::Refused | Status::Withdrawn | Status::Lapsed, Wait::Result) => Outlook::Lapses,
        (Status::Waiting | Status::Received | Status::Correcting | Status::Accepted, _) => Outlook::Waits,
    };
    prerequisites
        .into_iter()
        .map(one)
        .fold(Outlook::Starts, |all, one| match (all, one) {
            (Outlook::Lapses, _) | (_, Outlook::Lapses) => Outlook::Lapses,
            (Outlook::Waits, _) | (_, Outlook::Waits) => Outlook::Waits,
            _ => Outlook::Starts,
        })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::calendar::tests::{calendar, day};
    use crate::theme::item::tests::item;

    pub(crate) fn waiting() -> Case {
        Case {
            id: "c1".parse().unwrap(),
            application: "a1".parse().unwrap(),
            item: "household".parse().unwrap(),
            department: "police".parse().unwrap(),
            office: "station".parse().unwrap(),
            region: "000000".to_owned(),
            status: Status::Waiting,
            received_on: None,
            due: None,
            decision: None,
            revision: 0,
        }
    }

    pub(crate) fn decision() -> Decision {
        Decision {
            by: "o1".parse().unwrap(),
            at: Moment(0),
            text: "已登记".into(),
            next_step: None,
        }
    }

    #[test]
    fn the_office_has_five_working_days_to_accept_and_then_its_promise_binds() {
        let mut case = waiting();
        case.start(day("2026-09-18"), &calendar()).unwrap();
        assert_eq!(case.due, Some(day("2026-09-24")));
        let mut item = item("household", &[]);
        item.limit.promised.days = 3;
        case.accept(&item, day("2026-09-21"), &calendar()).unwrap();
        assert_eq!(case.due, Some(day("2026-09-24")));
        case.grant(decision()).unwrap();
        assert_eq!((case.status, case.due, case.revision), (Status::Granted, None, 3));
    }

    #[test]
    fn a_decided_case_is_not_decided_again() {
        let mut case = waiting();
        case.start(day("2026-09-18"), &calendar()).unwrap();
        case.refuse(decision()).unwrap();
        let before = case.clone();
        assert_eq!(case.grant(decision()), Err(CaseError::NotNow(Status::Refused)));
        assert_eq!(case.withdraw(), Err(CaseError::NotNow(Status::Refused)));
        assert_eq!(case, before);
    }

    #[test]
    fn nothing_is_granted_that_was_not_accepted() {
        assert_eq!(waiting().grant(decision()), Err(CaseError::NotNow(Status::Waiting)));
    }

    #[test]
    fn a_dependent_case_starts_when_all_it_waits_for_is_granted_and_lapses_when_one_never_will_be() {
        let needs = |statuses: &[Status]| outlook(statuses.iter().map(|status| (Wait::Result, *status)));
        assert_eq!(needs(&[]), Outlook::Starts);
        assert_eq!(needs(&[Status::Granted, Status::Granted]), Outlook::Starts);
        assert_eq!(needs(&[Status::Granted, Status::Accepted]), Outlook::Waits);
        assert_eq!(needs(&[Status::Accepted, Status::Refused]), Outlook::Lapses);
    }

    #[test]
    fn a_case_that_only_waits_for_a_decision_starts_after_a_refusal_too() {
        assert_eq!(outlook([(Wait::Decision, Status::Refused)]), Outlook::Starts);
        assert_eq!(outlook([(Wait::Decision, Status::Accepted)]), Outlook::Waits);
        assert_eq!(
            outlook([(Wait::Decision, Status::Refused), (Wait::Result, Status::Lapsed)]),
            Outlook::Lapses
        );
    }

    #[test]
    fn every_status_keeps_its_stored_word() {
        for (status, word) in Status::ALL {
            assert_eq!((status.as_str(), Status::from_word(word)), (word, Some(status)));
        }
    }
}
