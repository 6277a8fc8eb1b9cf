//! Who signs in: citizens here, staff in [`crate::staff`].

use std::fmt;
use std::str::FromStr;

use crate::id::{CitizenId, MandateId, NotAnId, OrganisationId};
use crate::identity::IdNumber;

/// A natural person with an account (自然人).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citizen {
    /// Account id.
    pub id: CitizenId,
    /// Mobile number, eleven digits; empty once somebody else has it.
    pub phone: String,
    /// Who it is; nothing until the household register confirmed it.
    pub real_name: Option<RealName>,
}

/// Name and number of a person as the household register has them (实名).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealName {
    /// Name.
    pub name: String,
    /// 公民身份号码.
    pub id_number: IdNumber,
}

/// A company or another body that acts through people (法人、非法人组织).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// 统一社会信用代码.
    pub credit_code: String,
    /// Name.
    pub name: String,
}

/// On whose behalf a citizen acts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Hat {
    /// Their own.
    #[default]
    Own,
    /// That of the principal of a mandate.
    Mandate(MandateId),
    /// That of an organisation whose representative they are.
    Organisation(OrganisationId),
}

/// What stands in front of an id in the text of a hat.
const MANDATE: &str = "mandate.";
const ORGANISATION: &str = "organisation.";

impl fmt::Display for Hat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => Ok(()),
            Self::Mandate(id) => write!(f, "{MANDATE}{id}"),
            Self::Organisation(id) => write!(f, "{ORGANISATION}{id}"),
        }
    }
}

impl FromStr for Hat {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.is_empty() {
            return Ok(Self::Own);
        }
        if let Some(id) = text.strip_prefix(MANDATE) {
            return Ok(Self::Mandate(id.parse()?));
        }
        let id = text.strip_prefix(ORGANISATION).ok_or(NotAnId)?;
        Ok(Self::Organisation(id.parse()?))
    }
}

/// How well somebody is known (认证级别): each level holds the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 1: a phone that receives codes.
    Phone,
    /// 2: a name and a number that the household register confirmed (实名). Nothing is submitted with less.
    #[default]
    RealName,
    /// 3: the person was there just now, by a face or a finger at their own device (实人).
    Live,
}
