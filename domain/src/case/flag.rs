//! Flags (提示): what an officer must know of a case before deciding, found out after it was submitted.

use chrono::NaiveDate;

use crate::answer::FieldId;
use crate::id::{MaterialId, RegisterId, SubjectId};
use crate::moment::Moment;

/// One flag of a case; there is one of each matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// What it says.
    pub matter: Matter,
    /// When it was raised.
    pub raised_at: Moment,
    /// When it was settled; it stays with the case.
    pub settled_at: Option<Moment>,
}

/// What a flag says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// A register that was silent while the form was filled in says something else than what was stated.
    Contradicted {
        /// About which answer.
        field: FieldId,
        /// The register.
        by: RegisterId,
        /// What it says.
        said: String,
        /// The day it recorded that.
        as_of: NaiveDate,
    },
    /// A register has no record that is opened with this subject's ID number; what it could have said was typed by hand.
    Unrecorded {
        /// Whose ID number.
        of: SubjectId,
        /// The register.
        by: RegisterId,
    },
    /// A deferred paper did not come.
    Missed {
        /// Which paper.
        material: MaterialId,
        /// The day by which it should have come.
        due: NaiveDate,
    },
}

impl Matter {
    /// The word its kind is stored under.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Contradicted { .. } => "contradicted",
            Self::Unrecorded { .. } => "unrecorded",
            Self::Missed { .. } => "missed",
        }
    }
}
