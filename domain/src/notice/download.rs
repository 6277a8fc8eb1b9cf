//! A file that a browser can keep, and an app that holds our pages cannot.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use crate::id::{ApplicationId, FileId, InvitationId, NotAnId};

/// Which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Download {
    /// Everything that is kept about the citizen.
    Data,
    /// What they signed of an application.
    Record(ApplicationId),
    /// What they signed of what somebody applies for with them.
    Part(InvitationId),
    /// A paper they handed in.
    Paper(FileId),
}

impl Display for Download {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data => formatter.write_str("data"),
            Self::Record(application) => write!(formatter, "record/{application}"),
            Self::Part(invitation) => write!(formatter, "part/{invitation}"),
            Self::Paper(file) => write!(formatter, "paper/{file}"),
        }
    }
}

impl FromStr for Download {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match text.split_once('/') {
            None if text == "data" => Ok(Self::Data),
            Some(("record", application)) => Ok(Self::Record(application.parse()?)),
            Some(("part", invitation)) => Ok(Self::Part(invitation.parse()?)),
            Some(("paper", file)) => Ok(Self::Paper(file.parse()?)),
            _ => Err(NotAnId),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_is_read_as_it_was_written_and_nothing_else_is_one() {
        for word in ["data", "record/a1", "part/b2", "paper/c3"] {
            assert_eq!(word.parse::<Download>().unwrap().to_string(), word);
        }
        for word in [
            "",
            "data/",
            "record",
            "record/",
            "letter/a1",
            "paper/../a1",
            "paper/a1/b2",
        ] {
            assert_eq!(word.parse::<Download>(), Err(NotAnId), "{word}");
        }
    }
}
