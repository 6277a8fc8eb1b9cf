//! Staff (工作人员): what each may do where, and what of it is written down for good.

use std::collections::BTreeSet;

use crate::id::{CaseId, CitizenId, DepartmentId, FileId, HelpId, MandateId, OfficerId};

/// How long an account that nobody signs in with stays open, milliseconds: 90 days.
pub const INACTIVE: i64 = 90 * 24 * 3_600_000;

/// A member of staff, one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Account id.
    pub id: OfficerId,
    /// Name.
    pub name: String,
    /// Their own mobile number, eleven digits.
    pub phone: String,
    /// What they are there for.
    pub duty: Duty,
}

/// What a member of staff is there for: casework, or one part of running the system. Nobody has both, and nobody two parts
/// (三员分立).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// The cases of these posts; none without a post.
    Casework(Vec<Post>),
    /// A part of running the system.
    Administration(Role),
}

/// A part of running the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Makes accounts (系统管理员).
    System,
    /// Gives rights, locks accounts, resets second factors (安全管理员).
    Security,
    /// Reads the log (审计管理员).
    Audit,
}

/// Tasks at a department, in the whole city or in some counties of it (岗位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The department whose cases these are.
    pub department: DepartmentId,
    /// The counties, by division code; none is the whole city.
    pub regions: BTreeSet<String>,
    /// What is done there.
    pub tasks: BTreeSet<Task>,
}

/// What is done with a case, and at a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Read what the citizen handed in.
    Read,
    /// Accept it (受理).
    Accept,
    /// Grant or refuse it.
    Decide,
    /// Serve who comes to a hall with their ID card (窗口): record signed mandates, give accounts other numbers. Whose affairs they are
    /// does not matter.
    Window,
}

impl Task {
    /// Every task with its word in files and in the database.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Read, "read"),
        (Self::Accept, "accept"),
        (Self::Decide, "decide"),
        (Self::Window, "window"),
    ];

    /// Everything that is done with cases.
    pub const CASEWORK: [Self; 3] = [Self::Read, Self::Accept, Self::Decide];

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        word(&Self::ALL, self)
    }

    /// The task of this word.
    #[must_use]
    pub fn from_word(text: &str) -> Option<Self> {
        of_word(&Self::ALL, text)
    }
}

impl Role {
    /// Every role with its word in files and in the database.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::System, "system"),
        (Self::Security, "security"),
        (Self::Audit, "audit"),
    ];

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        word(&Self::ALL, self)
    }

    /// The role of this word.
    #[must_use]
    pub fn from_word(text: &str) -> Option<Self> {
        of_word(&Self::ALL, text)
    }
}

impl Post {
    /// Whether this is done there.
    #[must_use]
    pub fn includes(&self, task: Task, department: &DepartmentId, region: &str) -> bool {
        let is_there = self.regions.is_empty() || self.regions.contains(region);
        self.department == *department && is_there && self.tasks.contains(&task)
    }
}

impl Officer {
    /// Whether one of their posts includes this; nothing outside a post, and no casework for those who run the system.
    #[must_use]
    pub fn may(&self, task: Task, department: &DepartmentId, region: &str) -> bool {
        self.posts().iter().any(|post| post.includes(task, department, region))
    }

    /// Whether they serve people at a window.
    #[must_use]
    pub fn serves(&self) -> bool {
        self.posts().iter().any(|post| post.tasks.contains(&Task::Window))
    }

    /// Their posts.
    #[must_use]
    pub fn posts(&self) -> &[Post] {
        match &self.duty {
            Duty::Casework(posts) => posts,
            Duty::Administration(_) => &[],
        }
    }

    /// Their part of running the system.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        match self.duty {
            Duty::Casework(_) => None,
            Duty::Administration(role) => Some(role),
        }
    }
}

/// What a member of staff did, as the log keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The first factor was right.
    FirstFactor,
    /// Signed in with both factors.
    SignedIn,
    /// Was not let in.
    SignInRefused,
    /// A second factor was wrong.
    SecondFactorRefused,
    /// Set their second factor up.
    SecondFactorSet,
    /// Signed out.
    SignedOut,
    /// Looked at a list of cases.
    SawCases,
    /// Looked at a case.
    SawCase,
    /// Looked at a case with its numbers in full.
    SawNumbers,
    /// Opened a file.
    SawFile,
    /// Asked for a case to be corrected.
    CorrectionAsked,
    /// Accepted a case.
    Accepted,
    /// Granted a case.
    Granted,
    /// Refused a case.
    Refused,
    /// Checked a promise.
    PromiseChecked,
    /// Looked at a draft whose citizen asked for help.
    SawDraft,
    /// Answered somebody who asked for help.
    Helped,
    /// Looked at the list of staff.
    SawStaff,
    /// Made an account.
    AccountMade,
    /// Changed somebody's posts.
    RightsChanged,
    /// Locked an account.
    Locked,
    /// Opened a locked account.
    Unlocked,
    /// Took a second factor away, so that another is set up.
    SecondFactorReset,
    /// Looked at the log.
    SawLog,
    /// Served somebody at a window.
    Served,
    /// Somebody at a window was not who the card says, as far as the register knows.
    NotServed,
    /// Drew up a mandate on paper.
    MandateDrawnUp,
    /// Recorded a mandate that its principal signed.
    MandateRecorded,
    /// Ended a mandate for its principal.
    MandateEnded,
    /// Moved a citizen's account to another mobile number.
    NumberMoved,
    /// Freed an ID number that somebody gave who is somebody else.
    IdNumberFreed,
}

impl Act {
    /// Every act with the word it is stored under.
    pub const ALL: [(Self, &'static str); 31] = [
        (Self::FirstFactor, "first_factor"),
        (Self::SignedIn, "signed_in"),
        (Self::SignInRefused, "sign_in_refused"),
        (Self::SecondFactorRefused, "second_factor_refused"),
        (Self::SecondFactorSet, "second_factor_set"),
        (Self::SignedOut, "signed_out"),
        (Self::SawCases, "saw_cases"),
        (Self::SawCase, "saw_case"),
        (Self::SawNumbers, "saw_numbers"),
        (Self::SawFile, "saw_file"),
        (Self::CorrectionAsked, "correction_asked"),
        (Self::Accepted, "accepted"),
        (Self::Granted, "granted"),
        (Self::Refused, "refused"),
        (Self::PromiseChecked, "promise_checked"),
        (Self::SawDraft, "saw_draft"),
        (Self::Helped, "helped"),
        (Self::SawStaff, "saw_staff"),
        (Self::AccountMade, "account_made"),
        (Self::RightsChanged, "rights_changed"),
        (Self::Locked, "locked"),
        (Self::Unlocked, "unlocked"),
        (Self::SecondFactorReset, "second_factor_reset"),
        (Self::SawLog, "saw_log"),
        (Self::Served, "served"),
        (Self::NotServed, "not_served"),
        (Self::MandateDrawnUp, "mandate_drawn_up"),
        (Self::MandateRecorded, "mandate_recorded"),
        (Self::MandateEnded, "mandate_ended"),
        (Self::NumberMoved, "number_moved"),
        (Self::IdNumberFreed, "id_number_freed"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        word(&Self::ALL, self)
    }

    /// The act of a stored word.
    #[must_use]
    pub fn from_word(text: &str) -> Option<Self> {
        of_word(&Self::ALL, text)
    }
}

/// What an act was about: only ever an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Themselves.
    Nothing,
    /// A case.
    Case(CaseId),
    /// A file of a case.
    File(FileId),
    /// An officer's account.
    Officer(OfficerId),
    /// A request for help.
    Help(HelpId),
    /// A citizen's account.
    Citizen(CitizenId),
    /// A mandate.
    Mandate(MandateId),
}

fn word<T: Copy + PartialEq>(all: &[(T, &'static str)], one: T) -> &'static str {
    all.iter().find(|(known, _)| *known == one).map_or("", |(_, word)| word)
}

fn of_word<T: Copy>(all: &[(T, &'static str)], text: &str) -> Option<T> {
    all.iter().find(|(_, word)| *word == text).map(|(known, _)| *known)
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    const TASKS: [Task; 4] = [Task::Read, Task::Accept, Task::Decide, Task::Window];
    const REGIONS: [&str; 3] = ["000000", "000001", "000002"];
    const DEPARTMENTS: [&str; 2] = ["health", "police"];

    fn officer(duty: Duty) -> Officer {
        Officer {
            id: "x".parse().unwrap(),
            name: "高颖".to_owned(),
            phone: "13900000001".to_owned(),
            duty,
        }
    }

    fn post() -> impl Strategy<Value = Post> {
        let regions = btree_set(select(&REGIONS[1..]), 0..2);
        let tasks = btree_set(select(&TASKS[..]), 0..4);
        (select(&DEPARTMENTS[..]), regions, tasks).prop_map(|(department, regions, tasks)| Post {
            department: department.parse().unwrap(),
            regions: regions.into_iter().map(str::to_owned).collect(),
            tasks,
        })
    }

    proptest! {
        #[test]
        fn nothing_is_allowed_that_no_single_post_names_whole(
            posts in vec(post(), 0..4),
            task in select(&TASKS[..]),
            department in select(&DEPARTMENTS[..]),
            region in select(&REGIONS[..]),
        ) {
            let named = posts.iter().any(|post| {
                post.department.as_str() == department
                    && post.tasks.contains(&task)
                    && (post.regions.is_empty() || post.regions.contains(region))
            });
            let officer = officer(Duty::Casework(posts));
            prop_assert_eq!(officer.may(task, &department.parse().unwrap(), region), named);
        }

        #[test]
        fn who_runs_the_system_does_no_casework(
            role in select(vec![Role::System, Role::Security, Role::Audit]),
            task in select(&TASKS[..]),
            department in select(&DEPARTMENTS[..]),
            region in select(&REGIONS[..]),
        ) {
            let officer = officer(Duty::Administration(role));
            prop_assert!(!officer.may(task, &department.parse().unwrap(), region) && !officer.serves());
        }
    }

    #[test]
    fn every_word_leads_back() {
        assert!(
            Task::ALL
                .iter()
                .all(|(task, _)| Task::from_word(task.as_str()) == Some(*task))
        );
        assert!(
            Role::ALL
                .iter()
                .all(|(role, _)| Role::from_word(role.as_str()) == Some(*role))
        );
        assert!(
            Act::ALL
                .iter()
                .all(|(act, _)| Act::from_word(act.as_str()) == Some(*act))
        );
        assert_eq!(Act::from_word(""), None);
    }
}
